import * as contract from '@linbang/contract/ratings'
import type { Context } from '../../kit/context.ts'
import { isUnder, reachOf } from '../../kit/context.ts'
import { ensure, found } from '../../kit/errors.ts'
import { serve } from '../../kit/http.ts'
import { pageOf, pageSize, readCursor } from '../../kit/paging.ts'
import { areaOf } from '../areas/service.ts'
import { presentRequest, presentRows } from '../requests/service.ts'
import { callBackQueue, rectificationById, rectificationList } from './queries.ts'
import type { ItemRow } from './queries.ts'
import { itemAbilities } from './rules.ts'
import { complain, putRight, rateRequest, recheck, recordCall, takeRectification } from './service.ts'
import { recordSpotCheck } from './spot-checks.ts'
import { spotCheckById, spotCheckList, type SpotCheckRow } from './spot-queries.ts'

export { ratePages } from './rate-page.ts'

/** The areas asked about, within the actor's reach. */
const pathsWithin = async (
  ctx: Context,
  permission: 'ratings.call_back' | 'requests.staff',
  areaId?: string,
): Promise<readonly string[]> => {
  const reach = reachOf(ctx.actor, permission)
  if (!areaId) return reach
  const { path } = await areaOf(ctx, areaId)
  ensure(
    reach.some((above) => isUnder(path, above)),
    'not_found',
  )
  return [path]
}

const presentItems = async (ctx: Context, rows: readonly ItemRow[]) => {
  const requests = new Map(
    (await presentRows(ctx, [...new Set(rows.map((row) => row.requestId))])).map((request) => [request.id, request]),
  )
  const me = ctx.actor.kind === 'person' ? ctx.actor.personId : null
  return rows.map((row) => ({
    ...row,
    request: found(requests.get(row.requestId)),
    late: !row.closedAt && !row.putRightAt && row.dueAt < ctx.now,
    can: itemAbilities(row, me),
  }))
}

const presentItem = async (ctx: Context, id: string) =>
  found((await presentItems(ctx, [found(await rectificationById(ctx, id))]))[0])

const presentChecks = async (ctx: Context, rows: readonly SpotCheckRow[]) => {
  const ids = [...new Set(rows.map((row) => row.requestId))]
  const requests = new Map((await presentRows(ctx, ids)).map((request) => [request.id, request]))
  return rows.map((row) => ({
    ...row,
    request: found(requests.get(row.requestId)),
    late: row.finding === null && row.dueAt < ctx.now,
  }))
}

export const ratingRoutes = [
  serve(contract.rateRequest, async (ctx, { params, body }) => {
    await rateRequest(ctx, params.requestId, body)
    return presentRequest(ctx, params.requestId)
  }),
  serve(contract.complain, async (ctx, { params, body }) => {
    await complain(ctx, params.requestId, body.words)
    return presentRequest(ctx, params.requestId)
  }),
  serve(contract.recordCall, async (ctx, { params, body }) => {
    await recordCall(ctx, params.requestId, body.reached, body.words ?? '')
    return presentRequest(ctx, params.requestId)
  }),
  serve(contract.listCallBacks, async (ctx, { query }) => {
    const size = pageSize(query.limit)
    const paths = await pathsWithin(ctx, 'ratings.call_back', query.areaId)
    const page = pageOf(
      await callBackQueue(ctx, paths, readCursor(query.cursor, ['text', 'text']), size + 1),
      size,
      (row) => [row.key, row.id],
    )
    const requests = new Map(
      (
        await presentRows(
          ctx,
          page.items.map((row) => row.requestId),
        )
      ).map((request) => [request.id, request]),
    )
    return {
      ...page,
      items: page.items.map((row) => ({
        request: found(requests.get(row.requestId)),
        dueAt: row.dueAt,
        tries: row.tries,
        halfDays: row.halfDays,
      })),
    }
  }),
  serve(contract.listSpotChecks, async (ctx, { query }) => {
    const size = pageSize(query.limit)
    const paths = await pathsWithin(ctx, 'ratings.call_back', query.areaId)
    const rows = await spotCheckList(ctx, paths, query.open, readCursor(query.cursor, ['text', 'text']), size + 1)
    const page = pageOf(rows, size, (row) => [row.key, row.id])
    return { ...page, items: await presentChecks(ctx, page.items) }
  }),
  serve(contract.recordSpotCheck, async (ctx, { params, body }) => {
    await recordSpotCheck(ctx, params.spotCheckId, body)
    return found((await presentChecks(ctx, [found(await spotCheckById(ctx, params.spotCheckId))]))[0])
  }),
  serve(contract.listRectifications, async (ctx, { query }) => {
    const size = pageSize(query.limit)
    const paths = await pathsWithin(ctx, 'requests.staff', query.areaId)
    const page = pageOf(
      await rectificationList(ctx, paths, query.open, readCursor(query.cursor, ['text', 'text']), size + 1),
      size,
      (row) => [row.key, row.id],
    )
    return { ...page, items: await presentItems(ctx, page.items) }
  }),
  serve(contract.takeRectification, async (ctx, { params }) => {
    await takeRectification(ctx, params.rectificationId)
    return presentItem(ctx, params.rectificationId)
  }),
  serve(contract.putRight, async (ctx, { params, body }) => {
    await putRight(ctx, params.rectificationId, body.proof)
    return presentItem(ctx, params.rectificationId)
  }),
  serve(contract.recheckRectification, async (ctx, { params, body }) => {
    await recheck(ctx, params.rectificationId, body)
    return presentItem(ctx, params.rectificationId)
  }),
]
