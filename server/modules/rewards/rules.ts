// What may be ordered now, by whom, and who hands it out (rules.md §5: an order freezes, using it settles, cancel or time-out releases).
import type { RewardFault, RewardKind, RewardWay } from '@linbang/contract/rewards'
import type { ErrorCode } from '@linbang/contract/errors'

export type Offered = {
  readonly points: number
  readonly stock: number | null
  readonly limitEach: number | null
  readonly fromAt: Date
  readonly untilAt: Date | null
  readonly active: boolean
}
type Buyer = { readonly ordered: number; readonly available: number; readonly quantity: number; readonly now: Date }

/** The first thing that stands in the way, or null. The window begins at its first moment and has ended at its last. */
export const faultOf = (
  { points, stock, limitEach, fromAt, untilAt, active }: Offered,
  { ordered, available, quantity, now }: Buyer,
): RewardFault | null => {
  if (now < fromAt) return 'not_yet'
  if (!active || (untilAt !== null && now >= untilAt)) return 'over'
  if (stock !== null && stock < quantity) return 'sold_out'
  if (limitEach !== null && ordered + quantity > limitEach) return 'limit'
  return available < points * quantity ? 'points' : null
}

export const refusalOf: Readonly<Record<RewardFault, ErrorCode>> = {
  not_yet: 'reward.not_now',
  over: 'reward.not_now',
  sold_out: 'reward.sold_out',
  limit: 'reward.limit',
  points: 'ledger.not_enough',
}

/** Goods are fetched or brought; everything else is a voucher, one for each order, so that each is used once. */
export const wayOf = (kind: RewardKind, wished: 'pick_up' | 'delivery' | undefined): RewardWay =>
  kind === 'goods' ? (wished ?? 'pick_up') : 'voucher'

/** Eight digits that can be typed. `below` answers a whole number below its argument that nobody can foresee. */
export const drawCode = (below: (end: number) => number): string => String(below(100_000_000)).padStart(8, '0')

type Keeper = {
  /** Shops the actor comes for. */
  readonly organisationIds: readonly string[]
  /** Staff whose reach includes the area that keeps the reward. */
  readonly station: boolean
}
type HandedOut = { readonly shopIds: readonly string[]; readonly way: RewardWay }

/** At which shop the actor hands it out; null: at the community's own station; undefined: not theirs to hand out. */
export const counterOf = (
  { organisationIds, station }: Keeper,
  { shopIds, way }: HandedOut,
): string | null | undefined => {
  if (way === 'delivery') return undefined
  if (shopIds.length === 0) return station ? null : undefined
  return organisationIds.find((id) => shopIds.includes(id))
}
