// The boundaries an area has had: drawn anew, never drawn over, so that a figure of last year finds its map.
import type { Outline } from '@linbang/contract/areas'
import type * as contract from '@linbang/contract/areas'
import type { Output } from '@linbang/contract/endpoint'
import { type Context, reaches } from '../../kit/context.ts'
import { ensure, found } from '../../kit/errors.ts'
import { newId } from '../../kit/ids.ts'
import { areaById, type AreaRow, outlineOf } from './queries.ts'
import { insertOutline, outlinesOf } from './outline-queries.ts'
import { today } from './read-areas.ts'

/** In the transaction that changes the area, before it does: what was until now is kept first. */
export const keepOutline = async (ctx: Context, area: AreaRow, outline: Outline): Promise<void> => {
  const before = (await outlinesOf(ctx, area.id)).length === 0 ? await outlineOf(ctx, area.id) : null
  const at = ctx.now
  if (before)
    await insertOutline(ctx, { id: newId(), areaId: area.id, outline: before, fromOn: area.validFrom, by: null, at })
  const by = ctx.actor.kind === 'person' ? ctx.actor.personId : null
  await insertOutline(ctx, { id: newId(), areaId: area.id, outline, fromOn: await today(ctx), by, at })
}

export const listOutlines = async (ctx: Context, areaId: string): Promise<Output<typeof contract.listOutlines>> => {
  const area = found(await areaById(ctx, areaId))
  ensure(reaches(ctx.actor, 'areas.manage', area.path), 'not_found')
  const rows = await outlinesOf(ctx, areaId)
  return { items: rows.map((row, place) => ({ ...row, toOn: rows[place - 1]?.fromOn ?? null })) }
}
