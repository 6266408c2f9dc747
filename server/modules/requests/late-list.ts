// The late list as staff see it: the whole of their reach, the longest late first, and who is told next.
import type { Input, Output } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/late-list'
import { type Context, reachOf } from '../../kit/context.ts'
import { pageOf, pageSize } from '../../kit/paging.ts'
import { briefs } from '../people/service.ts'
import { type LateFacts, lateCount, lateRows } from './late-queries.ts'
import { levelAbove, nextUp } from './lateness.ts'
import { afterOf } from './list-requests.ts'
import { rowOf } from './present.ts'
import { requestById } from './queries.ts'

type Next = Output<typeof contract.listLate>['items'][number]['next']

/** Who would be told if the moment came now; people and duties may change until then. */
const nextOf = async (ctx: Context, { id, raisedTo, raiseAt }: LateFacts): Promise<Next> => {
  const from = raisedTo ? levelAbove(raisedTo) : 'building'
  const request = from && raiseAt ? await requestById(ctx, id) : undefined
  const next = request && from ? await nextUp(ctx, request, from) : null
  const personId = next?.personIds[0]
  if (!next || !personId || !raiseAt) return null
  const name = (await briefs(ctx, [personId])).get(personId)?.name
  return name === undefined ? null : { name, level: next.level, at: raiseAt }
}

export const listLate = async (
  ctx: Context,
  { limit, cursor }: Input<typeof contract.listLate>['query'],
): Promise<Output<typeof contract.listLate>> => {
  const reach = reachOf(ctx.actor, 'requests.staff')
  const size = pageSize(limit)
  const rows = await lateRows(ctx, reach, afterOf(cursor), size + 1)
  const page = pageOf(rows, size, (row) => [row.dueAt.toISOString(), row.id])
  const items: Output<typeof contract.listLate>['items'] = []
  for (const facts of page.items) {
    const { step, dueAt, ownerName, raisedTo, raiseAt: _, ...row } = facts
    const toldName = raisedTo ? row.escalatedTo : null
    items.push({
      request: rowOf(ctx, row),
      step,
      dueAt,
      ownerName,
      toldName,
      toldLevel: raisedTo,
      next: await nextOf(ctx, facts),
    })
  }
  return { items, nextCursor: page.nextCursor, total: await lateCount(ctx, reach) }
}
