// Under which areas the asker may look: all of their own, or those of them that lie in one area.
import type { Permission } from '@linbang/contract/permissions'
import { type Context, isUnder, reachOf } from '../../kit/context.ts'
import { ensure } from '../../kit/errors.ts'
import { areaOf } from './read-areas.ts'

/** Null: everywhere. Refused as not found when the area is outside of the asker's reach. */
export const underPaths = async (
  ctx: Context,
  permission: Permission,
  areaId: string | undefined,
): Promise<readonly string[] | null> => {
  if (ctx.actor.kind === 'system') return null
  const reach = reachOf(ctx.actor, permission)
  if (areaId === undefined) return reach
  const { path } = await areaOf(ctx, areaId)
  const within =
    reach.filter((above) => isUnder(path, above)).length > 0 ? [path] : reach.filter((one) => isUnder(one, path))
  ensure(within.length > 0, 'not_found')
  return within
}
