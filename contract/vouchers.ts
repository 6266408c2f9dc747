// Vouchers at the counter: shown to one shop for an hour so that it can be used without a line; what clashed is reviewed.
import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { RewardOrder, RewardOrderState } from './rewards.ts'
import { Id, Line, Moment, Occurred, page, PageQuery, QueryFlag } from './values.ts'

export const showVoucher = endpoint({
  method: 'POST',
  path: '/reward-orders/:orderId/show',
  summary: 'Bind a voucher to one shop for an hour: what its phone reads is sealed and needs no line',
  allow: 'rewards.order',
  params: z.object({ orderId: Id }),
  body: z.object({ organisationId: Id }),
  returns: z.object({ organisationName: z.string(), until: Moment, token: z.string(), svg: z.string() }),
  errors: ['not_found', 'reward.used', 'reward.ended', 'reward.other_shop', 'reward.in_request'],
})
/** What a shop's phone keeps, so that it can judge a voucher by itself. */
export const Counter = z.object({
  shops: z.array(z.object({ organisationId: Id, name: z.string() })),
  keys: z.array(z.object({ id: Id, publicKey: z.string() })),
  rewards: z.array(z.object({ id: Id, zh: z.string(), en: z.string(), points: z.int() })),
})
export type Counter = z.infer<typeof Counter>
export const getCounter = endpoint({
  method: 'GET',
  path: '/reward-counter',
  summary: 'My shops, what they take, and the keys that vouchers are sealed with',
  allow: 'rewards.redeem',
  returns: Counter,
})
export const redeemShown = endpoint({
  method: 'POST',
  path: '/reward-orders/redeem-shown',
  summary:
    'Use a voucher that was shown to my shop, now or while there was no line; what was used elsewhere is a clash',
  allow: 'rewards.redeem',
  body: z.object({ token: z.string().check(z.maxLength(400)), ...Occurred }),
  returns: z.object({ order: RewardOrder, clash: z.boolean() }),
  errors: ['reward.wrong_code', 'reward.other_shop', 'reward.shown_too_long', 'reward.in_request', 'rate.limited'],
})

export const VoucherClash = z.object({
  id: Id,
  number: z.string(),
  zh: z.string(),
  en: z.string(),
  points: z.int(),
  callName: z.string(),
  /** Where and when it was used first, or why it was over. */
  state: RewardOrderState,
  firstAt: z.nullable(z.string()),
  firstUsedAt: z.nullable(Moment),
  /** The shop that used it without a line, when it did, and when we heard. */
  organisationName: z.string(),
  staffName: z.string(),
  occurredAt: Moment,
  heardAt: Moment,
  outcome: z.nullable(z.enum(['same_use', 'shop', 'owner', 'nobody'])),
  words: z.nullable(z.string()),
  reviewedBy: z.nullable(z.string()),
  can: z.object({ review: z.boolean() }),
})
export type VoucherClash = z.infer<typeof VoucherClash>
export const listVoucherClashes = endpoint({
  method: 'GET',
  path: '/voucher-clashes',
  summary: 'Vouchers used twice because somebody had no line: what waits for a look comes first',
  allow: 'rewards.manage',
  query: z.object({ open: z.optional(QueryFlag), ...PageQuery }),
  returns: page(VoucherClash),
})
export const reviewVoucherClash = endpoint({
  method: 'POST',
  path: '/voucher-clashes/:clashId/review',
  summary: 'What came of it: one use counted twice, the shop, the owner, or nobody at fault',
  allow: 'rewards.manage',
  params: z.object({ clashId: Id }),
  body: z.object({ outcome: z.enum(['same_use', 'shop', 'owner', 'nobody']), words: Line(200) }),
  returns: VoucherClash,
  errors: ['not_found', 'reward.reviewed'],
})
