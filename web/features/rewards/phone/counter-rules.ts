// What a shop's phone says of a voucher by itself: sealed by us, for this shop, within its hour, and not used here before.
import type { Counter } from '@linbang/contract/vouchers'
import type { VoucherToken } from '@linbang/contract/voucher-token'

export type Verdict = 'good' | 'forged' | 'other_shop' | 'too_old' | 'used_here'

type Known = {
  readonly counter: Pick<Counter, 'shops' | 'keys'>
  readonly now: Date
  /** Orders used on this phone. */
  readonly used: ReadonlySet<string>
  readonly holds: (publicKey: string, claim: string, signature: string) => Promise<boolean>
}

/** A forged seal first: nothing else it says is worth telling. */
export const judge = async (token: VoucherToken, { counter, now, used, holds }: Known): Promise<Verdict> => {
  const sealed = await Promise.all(counter.keys.map(({ publicKey }) => holds(publicKey, token.claim, token.signature)))
  if (!sealed.includes(true)) return 'forged'
  if (!counter.shops.some(({ organisationId }) => organisationId === token.organisationId)) return 'other_shop'
  if (used.has(token.orderId)) return 'used_here'
  return now <= token.until ? 'good' : 'too_old'
}
