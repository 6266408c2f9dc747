// The exchange shop: goods, services, discounts and tickets for points; orders, their code, and who hands them out.
import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { Id, Line, Moment, Occurred, page, PageQuery, QueryFlag, Text, Version } from './values.ts'

export const RewardKind = z.enum(['goods', 'service', 'discount', 'ticket'])
export type RewardKind = z.infer<typeof RewardKind>
/** What is drawn where no photo was added. */
export const RewardLook = z.enum(['gift', 'rice', 'oil', 'ticket', 'haircut', 'cleaning', 'meal'])
export type RewardLook = z.infer<typeof RewardLook>
/** Why it cannot be ordered now. */
export const RewardFault = z.enum(['not_yet', 'over', 'sold_out', 'limit', 'points'])
export type RewardFault = z.infer<typeof RewardFault>

export const Reward = z.object({
  id: Id,
  kind: RewardKind,
  zh: z.string(),
  en: z.string(),
  about: z.string(),
  points: z.int(),
  /** Null: not counted. */
  stock: z.nullable(z.int()),
  countedIn: z.string(),
  limitEach: z.nullable(z.int()),
  fromAt: Moment,
  untilAt: z.nullable(Moment),
  look: RewardLook,
  pictureId: z.nullable(Id),
  areaId: Id,
  areaName: z.string(),
  /** Where it is fetched when the community itself hands it out. */
  place: z.string(),
  /** Who hands it out or takes the voucher; nobody: the community's own station. */
  shops: z.array(z.object({ organisationId: Id, name: z.string() })),
  deliverable: z.boolean(),
  /** The service of the catalogue that its voucher pays for at a door. */
  serviceCode: z.nullable(z.string()),
  keepDays: z.int(),
  active: z.boolean(),
  version: Version,
  /** How many of it I have ordered already. */
  ordered: z.int(),
  fault: z.nullable(RewardFault),
  can: z.object({ order: z.boolean(), manage: z.boolean() }),
})
export type Reward = z.infer<typeof Reward>
const RewardRef = z.object({ rewardId: Id })

export const listRewards = endpoint({
  method: 'GET',
  path: '/rewards',
  summary: 'What can be had for points where I live; all of it for who keeps the shop',
  allow: 'rewards.order',
  query: z.object({ kind: z.optional(RewardKind), all: z.optional(QueryFlag), ...PageQuery }),
  returns: page(Reward),
})
export const getReward = endpoint({
  method: 'GET',
  path: '/rewards/:rewardId',
  summary: 'One thing of the shop',
  allow: 'rewards.order',
  params: RewardRef,
  returns: Reward,
  errors: ['not_found'],
})
export const RewardFields = z.object({
  kind: RewardKind,
  zh: Line(40),
  en: z.optional(Text(60)),
  about: z.optional(Text(500)),
  points: z.int().check(z.minimum(1), z.maximum(100_000)),
  countedIn: z.optional(Text(6)),
  limitEach: z.optional(z.nullable(z.int().check(z.minimum(1), z.maximum(1000)))),
  fromAt: z.optional(Moment),
  untilAt: z.optional(z.nullable(Moment)),
  look: z.optional(RewardLook),
  pictureId: z.optional(z.nullable(Id)),
  place: z.optional(Text(80)),
  shopIds: z.optional(z.array(Id).check(z.maxLength(40))),
  deliverable: z.optional(z.boolean()),
  serviceCode: z.optional(z.nullable(z.string().check(z.maxLength(60)))),
  keepDays: z.optional(z.int().check(z.minimum(1), z.maximum(366))),
})
export const addReward = endpoint({
  method: 'POST',
  path: '/rewards',
  summary: 'Put something into the shop',
  allow: 'rewards.manage',
  body: z.extend(RewardFields, {
    areaId: Id,
    stock: z.optional(z.nullable(z.int().check(z.minimum(0), z.maximum(100_000)))),
  }),
  returns: Reward,
  errors: ['not_found', 'organisation.unknown', 'service.unknown', 'file.unknown', 'reward.window_wrong'],
})
export const changeReward = endpoint({
  method: 'PATCH',
  path: '/rewards/:rewardId',
  summary: 'Change it: what is not named stays; stock is added or taken away, what was ordered keeps its price',
  allow: 'rewards.manage',
  params: RewardRef,
  body: z.extend(z.partial(RewardFields), {
    version: Version,
    active: z.optional(z.boolean()),
    addStock: z.optional(z.int().check(z.minimum(-100_000), z.maximum(100_000))),
  }),
  returns: Reward,
  errors: [
    'not_found',
    'row.stale',
    'organisation.unknown',
    'service.unknown',
    'file.unknown',
    'reward.window_wrong',
    'reward.stock_short',
  ],
})

export const RewardWay = z.enum(['pick_up', 'delivery', 'voucher'])
export type RewardWay = z.infer<typeof RewardWay>
export const RewardOrderState = z.enum(['open', 'used', 'cancelled', 'lapsed'])
export type RewardOrderState = z.infer<typeof RewardOrderState>
export const RewardOrder = z.object({
  id: Id,
  number: z.string(),
  rewardId: Id,
  kind: RewardKind,
  zh: z.string(),
  en: z.string(),
  look: RewardLook,
  pictureId: z.nullable(Id),
  quantity: z.int(),
  countedIn: z.string(),
  points: z.int(),
  way: RewardWay,
  state: RewardOrderState,
  /** How the person is called; nothing more of them is told to who hands out. */
  callName: z.string(),
  place: z.string(),
  shops: z.array(z.object({ organisationId: Id, name: z.string() })),
  serviceCode: z.nullable(z.string()),
  placedAt: Moment,
  lastsUntil: Moment,
  endedAt: z.nullable(Moment),
  /** Where it was used. */
  usedAt: z.nullable(z.string()),
  requestId: z.nullable(Id),
  requestNumber: z.nullable(z.string()),
  can: z.object({ cancel: z.boolean(), redeem: z.boolean() }),
})
export type RewardOrder = z.infer<typeof RewardOrder>
const OrderRef = z.object({ orderId: Id })

export const orderReward = endpoint({
  method: 'POST',
  path: '/rewards/:rewardId/orders',
  summary: 'Have it: the points are set aside until it is handed over or used',
  allow: 'rewards.order',
  params: RewardRef,
  body: z.object({
    quantity: z.optional(z.int().check(z.minimum(1), z.maximum(99))),
    way: z.optional(z.enum(['pick_up', 'delivery'])),
    ...Occurred,
  }),
  returns: RewardOrder,
  errors: [
    'not_found',
    'ledger.not_enough',
    'reward.not_now',
    'reward.sold_out',
    'reward.limit',
    'reward.one_at_a_time',
    'reward.not_brought',
    'service.unknown',
    'request.place_needed',
    'request.too_many_open',
  ],
})
export const listRewardOrders = endpoint({
  method: 'GET',
  path: '/reward-orders',
  summary: 'My orders and vouchers; with `kept` those of the shop I keep, with `used` what I have handed out',
  allow: 'rewards.order',
  query: z.object({
    view: z.optional(z.enum(['mine', 'kept', 'used'])),
    state: z.optional(RewardOrderState),
    ...PageQuery,
  }),
  returns: page(RewardOrder),
})
export const getRewardOrder = endpoint({
  method: 'GET',
  path: '/reward-orders/:orderId',
  summary: 'One order of mine with the code that fetches it',
  allow: 'rewards.order',
  params: OrderRef,
  returns: z.extend(RewardOrder, { code: z.nullable(z.string()), svg: z.nullable(z.string()) }),
  errors: ['not_found'],
})
export const cancelRewardOrder = endpoint({
  method: 'POST',
  path: '/reward-orders/:orderId/cancel',
  summary: 'Not after all: the points come back',
  allow: 'rewards.order',
  params: OrderRef,
  body: z.object({ reason: z.optional(Text(200)), ...Occurred }),
  returns: RewardOrder,
  errors: ['not_found', 'reward.used', 'reward.ended', 'reward.shown', 'reward.in_request', 'request.already_on_site'],
})
export const PickUpCode = z.string().check(z.regex(/^\d{8}$/))
export const findRewardOrder = endpoint({
  method: 'GET',
  path: '/reward-orders/by-code/:code',
  summary: 'What a code stands for, before it is handed over; only at the shop or station it is for',
  allow: 'rewards.redeem',
  params: z.object({ code: PickUpCode }),
  returns: RewardOrder,
  errors: ['reward.wrong_code', 'reward.other_shop', 'rate.limited'],
})
export const redeemReward = endpoint({
  method: 'POST',
  path: '/reward-orders/redeem',
  summary: 'Handed over or used, once',
  allow: 'rewards.redeem',
  body: z.object({ code: PickUpCode, ...Occurred }),
  returns: RewardOrder,
  errors: [
    'reward.wrong_code',
    'reward.other_shop',
    'reward.used',
    'reward.ended',
    'reward.in_request',
    'rate.limited',
  ],
})
