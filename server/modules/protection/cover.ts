// Who is covered on which day: at the desk for everybody with risky work, on the phone for oneself.
import type { Input, Output } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/insurance'
import type { Context } from '../../kit/context.ts'
import { ensure } from '../../kit/errors.ts'
import { pageOf, pageSize, readCursor } from '../../kit/paging.ts'
import { underPaths } from '../areas/service.ts'
import { samePerson, todayOf } from '../people/service.ts'
import { coverList, coverOf, uncoveredCount } from './cover-queries.ts'

export const listCover = async (
  ctx: Context,
  { areaId, day, covered, limit, cursor }: Input<typeof contract.listCover>['query'],
): Promise<Output<typeof contract.listCover>> => {
  const paths = await underPaths(ctx, 'protection.manage', areaId)
  const on = day ?? (await todayOf(ctx))
  const size = pageSize(limit)
  const after = readCursor(cursor, ['text', 'text'])
  const wanted = covered === undefined ? undefined : covered === 'true'
  const rows = await coverList(ctx, { paths, day: on, covered: wanted, after, limit: size + 1 })
  const page = pageOf(rows, size, ({ sortKey, volunteerId }) => [sortKey, volunteerId])
  return { ...page, day: on, uncovered: await uncoveredCount(ctx, paths, on) }
}

export const myCover = async (ctx: Context): Promise<Output<typeof contract.myCover>> => {
  ensure(ctx.actor.kind === 'person', 'auth.required')
  return { items: await coverOf(ctx, await samePerson(ctx, ctx.actor.personId), await todayOf(ctx)) }
}
