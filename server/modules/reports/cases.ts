// The list behind a figure.
import type { Input, Output } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/reports'
import type { Context } from '../../kit/context.ts'
import { pageOf, pageSize, readCursor } from '../../kit/paging.ts'
import { presentRows } from '../requests/service.ts'
import { periodWithin } from './service.ts'
import { casesOf } from './case-queries.ts'

/** The requests a figure counts, newest first; for whoever may read them one by one. */
export const listCases = async (
  ctx: Context,
  { case: which, limit, cursor, ...wish }: Input<typeof contract.listCases>['query'],
): Promise<Output<typeof contract.listCases>> => {
  const { period } = await periodWithin(ctx, wish, 'requests.staff')
  const size = pageSize(limit)
  const rows = await casesOf(ctx, period, which, readCursor(cursor, ['moment', 'text']), size + 1)
  const { items, nextCursor } = pageOf(rows, size, (row) => [row.reportedAt, row.id])
  return {
    items: await presentRows(
      ctx,
      items.map(({ id }) => id),
    ),
    nextCursor,
  }
}
