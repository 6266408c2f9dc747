// Handing out and using, once: by the code at the shop or the station it is for, or at the door by who brought it.
import type { Output } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/rewards'
import type { RewardOrder } from '@linbang/contract/rewards'
import { recordAudit } from '../../kit/audit.ts'
import { type Context, inTransaction } from '../../kit/context.ts'
import { ensure, found } from '../../kit/errors.ts'
import { ensureWithin, openLimiter } from '../../kit/rate.ts'
import { settleHold } from '../ledger/service.ts'
import { requestById } from '../requests/service.ts'
import { meOf } from './keep-shop.ts'
import { orderList, type OrderRow, updateOrder } from './order-queries.ts'
import { keeperOf, lockBoth, mineOf, orderCause, presentOrder, tell } from './order-reward.ts'
import { counterOf } from './rules.ts'
import { requestPaidBy, voucherOfVisit } from './voucher-queries.ts'

/** A hundred million codes: whoever guesses is slowed down long before one is right. */
const attempts = openLimiter({ perMinute: 30, burst: 60 })

export const ensureSlow = (ctx: Context): void => ensureWithin(attempts, `${ctx.tenantId}/${meOf(ctx)}`)

/** A voucher that pays for somebody's visit is not used at the counter as well. */
export const ensureNotInRequest = async (ctx: Context, orderId: string): Promise<void> =>
  ensure((await requestPaidBy(ctx, orderId)) === undefined, 'reward.in_request')

const orderWith = async (ctx: Context, code: string): Promise<OrderRow> => {
  ensureSlow(ctx)
  return found((await orderList(ctx, { code, limit: 1 }))[0], 'reward.wrong_code')
}

/** The shop at which the actor stands, null at the community's station. Refused where it is for another. */
const counterFor = (ctx: Context, { areaPath, shops, way }: OrderRow): string | null => {
  const shopIds = shops.map(({ organisationId }) => organisationId)
  const counter = counterOf(keeperOf(ctx, areaPath), { shopIds, way })
  ensure(counter !== undefined, 'reward.other_shop')
  return counter
}

export const findRewardOrder = async (ctx: Context, code: string): Promise<RewardOrder> => {
  const row = await orderWith(ctx, code)
  counterFor(ctx, row)
  return presentOrder(ctx, row, await mineOf(ctx))
}

/** Ends an order that is locked and open, and pays whoever gave it. */
export const use = async (ctx: Context, row: OrderRow, organisationId: string | null): Promise<void> => {
  const endedBy = ctx.actor.kind === 'person' ? ctx.actor.personId : null
  await updateOrder(ctx, row.id, { state: 'used', endedAt: ctx.now, endedBy, organisationId })
  await settleHold(ctx, {
    ...orderCause(row.id),
    amount: row.points,
    toOrganisationId: organisationId,
    reason: row.zh,
  })
  await recordAudit(ctx, {
    act: 'reward.used',
    subjectKind: 'reward_order',
    subjectId: row.id,
    areaPath: row.areaPath,
    detail: { organisationId, points: row.points },
  })
  await tell(ctx, row, 'reward.used')
}

export const redeemReward = (ctx: Context, code: string): Promise<Output<typeof contract.redeemReward>> =>
  inTransaction(ctx, async (ctx) => {
    const row = await orderWith(ctx, code)
    const organisationId = counterFor(ctx, row)
    const { state } = await lockBoth(ctx, row.id)
    ensure(state !== 'used', 'reward.used')
    ensure(state === 'open', 'reward.ended')
    await ensureNotInRequest(ctx, row.id)
    await use(ctx, row, organisationId)
    return presentOrder(ctx, found((await orderList(ctx, { id: row.id, limit: 1 }))[0]), await mineOf(ctx))
  })

/** The sheet of a visit that a voucher pays is sealed: whoever came for the organisation has earned it. */
export const useAtVisit = (ctx: Context, visitId: string): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const paid = await voucherOfVisit(ctx, visitId)
    if (!paid) return
    const { state } = await lockBoth(ctx, paid.orderId)
    const [row] = await orderList(ctx, { id: paid.orderId, limit: 1 })
    if (state === 'open' && row) await use(ctx, row, paid.organisationId)
  })

const over: readonly string[] = ['done', 'confirmed', 'closed']
const failed: readonly string[] = ['cancelled', 'declined', 'unmet', 'duplicate', 'answered']

/** What was to be brought follows its request: there when it is done, to be fetched when nobody could bring it. */
export const followDelivery = (ctx: Context, requestId: string): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const [row] = await orderList(ctx, { requestId, state: 'open', limit: 1 })
    if (!row || row.way !== 'delivery') return
    const { state, way } = await lockBoth(ctx, row.id)
    const request = await requestById(ctx, requestId)
    if (state !== 'open' || way !== 'delivery' || !request) return
    if (over.includes(request.state)) await use(ctx, row, row.shops[0]?.organisationId ?? null)
    if (!failed.includes(request.state)) return
    await updateOrder(ctx, row.id, { way: 'pick_up' })
    await tell(ctx, row, 'reward.not_brought')
  })
