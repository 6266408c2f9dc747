// Orders: points are set aside when something is ordered and come back when it is called off or nobody came in time.
import { randomInt } from 'node:crypto'
import type { Input, Output } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/rewards'
import type { RewardOrder } from '@linbang/contract/rewards'
import { type Context, heldFor, inTransaction, isUnder, reaches, reachOf } from '../../kit/context.ts'
import { ensure, found } from '../../kit/errors.ts'
import { newId } from '../../kit/ids.ts'
import { nextNumber } from '../../kit/numbers.ts'
import { pageOf, pageSize, readCursor } from '../../kit/paging.ts'
import { qrSvg } from '../../kit/qr.ts'
import { addDays, dayOf, endOfDay } from '../../kit/time.ts'
import { linkTo } from '../areas/service.ts'
import { holdFor, releaseHold } from '../ledger/service.ts'
import { notify } from '../notices/service.ts'
import { personOf, samePerson } from '../people/service.ts'
import { callOff, openRequest } from '../requests/service.ts'
import { buyerOf, meOf, rewardSeen } from './keep-shop.ts'
import {
  insertOrder,
  lapsedOrders,
  lockOrder,
  openOrdersOf,
  orderList,
  type OrderRow,
  updateOrder,
} from './order-queries.ts'
import { lockReward, moveStock, type RewardRow } from './queries.ts'
import { requestPaidBy } from './voucher-queries.ts'
import { counterOf, drawCode, faultOf, refusalOf, wayOf } from './rules.ts'

/** Under which cause the ledger keeps what an order sets aside and pays. */
export const orderCause = (orderId: string) => ({ causeKind: 'reward_order', causeId: orderId }) as const

/** Where the actor hands out: the shops they come for, and whether the community's own station is theirs. */
export const keeperOf = ({ actor }: Context, areaPath: string) => ({
  organisationIds: heldFor(actor, 'partners.staff').flatMap(({ organisationId }) => organisationId ?? []),
  station: heldFor(actor, 'rewards.redeem').some((held) => !held.organisationId && isUnder(areaPath, held.areaPath)),
})

export const presentOrder = (ctx: Context, row: OrderRow, mine: readonly string[]): RewardOrder => {
  const { personId, code: _code, areaPath, organisationId: _at, organisationName, areaName, shops, ...order } = row
  const open = order.state === 'open'
  const own = mine.includes(personId)
  const counter = counterOf(keeperOf(ctx, areaPath), {
    shopIds: shops.map(({ organisationId }) => organisationId),
    way: order.way,
  })
  return {
    ...order,
    shops: [...shops],
    usedAt: order.state === 'used' ? (organisationName ?? (order.place || areaName)) : null,
    can: {
      cancel: open && (own || reaches(ctx.actor, 'rewards.manage', areaPath)),
      redeem: open && counter !== undefined,
    },
  }
}

export const mineOf = async (ctx: Context): Promise<readonly string[]> =>
  ctx.actor.kind === 'person' ? samePerson(ctx, ctx.actor.personId) : []

const orderById = async (ctx: Context, id: string): Promise<RewardOrder> =>
  presentOrder(ctx, found((await orderList(ctx, { id, limit: 1 }))[0]), await mineOf(ctx))

export const listRewardOrders = async (
  ctx: Context,
  { view = 'mine', state, limit, cursor }: Input<typeof contract.listRewardOrders>['query'],
): Promise<Output<typeof contract.listRewardOrders>> => {
  const size = pageSize(limit)
  const mine = await mineOf(ctx)
  const { organisationIds } = keeperOf(ctx, '')
  const paths = reachOf(ctx.actor, 'rewards.redeem')
  const whose = {
    mine: { personIds: mine },
    kept: { kept: reachOf(ctx.actor, 'rewards.manage') },
    used: { usedAt: { organisationIds, paths } },
  }[view]
  const after = readCursor(cursor, ['moment', 'text'])
  const rows = await orderList(ctx, { ...whose, state, after, limit: size + 1 })
  const { items, nextCursor } = pageOf(rows, size, (row) => [row.placedAt, row.id])
  return { nextCursor, items: items.map((row) => presentOrder(ctx, row, mine)) }
}

/** The code is its owner's alone; whoever hands out is told it by them. */
export const getRewardOrder = async (ctx: Context, id: string): Promise<Output<typeof contract.getRewardOrder>> => {
  const row = found((await orderList(ctx, { id, limit: 1 }))[0])
  const mine = await mineOf(ctx)
  ensure(mine.includes(row.personId), 'not_found')
  const shown = row.state === 'open' && row.way !== 'delivery'
  const svg = shown ? await qrSvg(await linkTo(ctx, `/redeem?code=${row.code}`)) : null
  return { ...presentOrder(ctx, row, mine), code: shown ? row.code : null, svg }
}

/** The last second of its last day, so that the day people read is the last on which it is good. */
const lastsUntil = async (ctx: Context, keepDays: number): Promise<Date> => {
  const { timeZone } = await ctx.kit.tenants.of(ctx.tenantId)
  return new Date(endOfDay(addDays(dayOf(ctx.now, timeZone), keepDays), timeZone).getTime() - 1000)
}

/** Whoever brings it fetches it first; the code stays with who ordered. */
const askToBring = async (ctx: Context, { zh, place, areaName }: RewardRow, quantity: number, countedIn: string) => {
  const where = place || areaName
  const { id } = await openRequest(ctx, {
    serviceCode: 'parcel-pickup',
    description: `到${where}取换好的“${zh}” ${quantity}${countedIn || '份'}，送到家。`,
  })
  return id
}

type Wish = Input<typeof contract.orderReward>['body']

export const orderReward = (
  ctx: Context,
  rewardId: string,
  { quantity = 1, way: wished }: Wish,
): Promise<RewardOrder> =>
  inTransaction(ctx, async (ctx) => {
    found(await lockReward(ctx, rewardId))
    const buyer = await buyerOf(ctx)
    const reward = await rewardSeen(ctx, buyer, rewardId)
    const way = wayOf(reward.kind, wished)
    ensure(way !== 'voucher' || quantity === 1, 'reward.one_at_a_time')
    ensure(wished !== 'delivery' || (way === 'delivery' && reward.deliverable), 'reward.not_brought')
    const { ordered } = reward
    const fault = faultOf(reward, { ordered, available: buyer.available, quantity, now: ctx.now })
    if (fault) ensure(false, refusalOf[fault])
    const { id: personId } = await personOf(ctx, meOf(ctx))
    const [id, points] = [newId(), reward.points * quantity]
    await moveStock(ctx, rewardId, -quantity)
    await holdFor(ctx, { unit: 'points', kind: 'person', ownerId: personId, amount: points, ...orderCause(id) })
    const requestId = way === 'delivery' ? await askToBring(ctx, reward, quantity, reward.countedIn) : null
    const row = {
      id,
      rewardId,
      personId,
      quantity,
      points,
      way,
      requestId,
      number: await nextNumber(ctx, 'reward_order'),
      placedAt: ctx.now,
      lastsUntil: await lastsUntil(ctx, reward.keepDays),
    }
    while (!(await insertOrder(ctx, { ...row, code: drawCode(randomInt) })));
    return orderById(ctx, id)
  })

type Ending = { readonly state: 'cancelled' | 'lapsed'; readonly reason?: string | undefined }
type Locked = NonNullable<Awaited<ReturnType<typeof lockOrder>>>

/** An open order that nobody used: the points and the goods are free again. */
const giveBack = async (ctx: Context, order: Locked, { state, reason }: Ending): Promise<void> => {
  const endedBy = ctx.actor.kind === 'person' ? ctx.actor.personId : null
  await updateOrder(ctx, order.id, { state, endedAt: ctx.now, endedBy, reason: reason || null })
  const { causeKind, causeId } = orderCause(order.id)
  await releaseHold(ctx, causeKind, causeId)
  await moveStock(ctx, order.rewardId, order.quantity)
}

/** The reward before the order, always: whoever orders takes them in this order too. */
export const lockBoth = async (ctx: Context, id: string): Promise<Locked> => {
  const { rewardId } = found((await orderList(ctx, { id, limit: 1 }))[0])
  await lockReward(ctx, rewardId)
  return found(await lockOrder(ctx, id))
}

export const cancelRewardOrder = (ctx: Context, id: string, reason?: string): Promise<RewardOrder> =>
  inTransaction(ctx, async (ctx) => {
    const row = found((await orderList(ctx, { id, limit: 1 }))[0])
    const own = (await mineOf(ctx)).includes(row.personId)
    ensure(own || reaches(ctx.actor, 'rewards.manage', row.areaPath), 'not_found')
    const order = await lockBoth(ctx, id)
    ensure(order.state !== 'used', 'reward.used')
    ensure(order.state === 'open', 'reward.ended')
    // a shop without a line may have used it this very hour
    ensure(order.shownUntil === null || order.shownUntil < ctx.now, 'reward.shown')
    ensure((await requestPaidBy(ctx, id)) === undefined, 'reward.in_request')
    if (order.way === 'delivery' && order.requestId)
      await callOff(ctx, order.requestId, reason || '不换了', 'reward_order')
    await giveBack(ctx, order, { state: 'cancelled', reason })
    if (!own) await tell(ctx, row, 'reward.called_off')
    return orderById(ctx, id)
  })

export const tell = (
  ctx: Context,
  { id, personId, zh, en, points }: Pick<OrderRow, 'id' | 'personId' | 'zh' | 'en' | 'points'>,
  kind: 'reward.called_off' | 'reward.lapsed' | 'reward.not_brought' | 'reward.used',
): Promise<void> =>
  notify(ctx, {
    personIds: [personId],
    kind,
    subjectKind: 'reward_order',
    subjectId: id,
    params: { reward: { zh, en: en || zh }, points },
  })

/** Every night: what nobody fetched or used in its time goes back. */
export const lapseOrders = async (ctx: Context): Promise<void> => {
  for (const id of await lapsedOrders(ctx))
    await inTransaction(ctx, async (ctx) => {
      const order = await lockBoth(ctx, id)
      if (order.state !== 'open' || order.way === 'delivery') return
      await giveBack(ctx, order, { state: 'lapsed' })
      const [row] = await orderList(ctx, { id, limit: 1 })
      if (row) await tell(ctx, row, 'reward.lapsed')
    })
}

/** Whose account is closed orders nothing any more. */
export const endOrdersOf = async (ctx: Context, personId: string): Promise<void> => {
  for (const id of await openOrdersOf(ctx, await samePerson(ctx, personId)))
    await inTransaction(ctx, async (ctx) => {
      const order = await lockBoth(ctx, id)
      if (order.state === 'open') await giveBack(ctx, order, { state: 'cancelled' })
    })
}
