// Photos and recordings of a request are for whoever may see the request; a helper loses them with the door.
import type { Context } from '../../kit/context.ts'
import { requestsWithFile, visitsOf } from './present-queries.ts'
import { requestById } from './queries.ts'
import { maySeeIt } from './rules.ts'
import { isHidden, standingOf } from './standing.ts'

const maySeeWith = async (ctx: Context, requestId: string): Promise<boolean> => {
  const request = await requestById(ctx, requestId)
  if (!request) return false
  const { who } = await standingOf(ctx, request)
  if (who.asker || who.family || who.staff || who.leader) return true
  if (!maySeeIt(who)) return false
  const [visit] = await visitsOf(ctx, requestId)
  return !(await isHidden(ctx, visit?.endedAt ?? null))
}

export const maySeeFile = async (ctx: Context, fileId: string): Promise<boolean> => {
  for (const requestId of await requestsWithFile(ctx, fileId)) if (await maySeeWith(ctx, requestId)) return true
  return false
}
