// Money of the community: what comes in from outside is put into the public pool's account, what is paid out goes through the person's.
import { type Context, inTransaction } from '../../kit/context.ts'
import { post } from './move-credit.ts'
import { openAccount } from './queries.ts'

type Money = {
  readonly cents: number
  readonly causeKind: string
  readonly causeId: string
  readonly reason: string
}

const purse = async (ctx: Context) => ({
  outside: await openAccount(ctx, { unit: 'cents', kind: 'issuing', ownerId: null }),
  pool: await openAccount(ctx, { unit: 'cents', kind: 'pool', ownerId: null }),
})

const movement = ({ cents, causeKind, causeId, reason }: Money, leg: string) => ({
  unit: 'cents' as const,
  amount: cents,
  causeKind,
  causeId,
  leg,
  reason,
  policyVersion: null,
  reverses: null,
})

/** Money came in: it stands in the pool until it is paid out. */
export const takeInMoney = (ctx: Context, money: Money): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const { outside, pool } = await purse(ctx)
    await post(ctx, { ...movement(money, 'in'), from: outside, to: pool })
  })

/** Given to the person out of the pool, and handed over to them: two movements, once for the cause. Refused as `ledger.not_enough`. */
export const payOutMoney = (ctx: Context, toPersonId: string, money: Money): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const { outside, pool } = await purse(ctx)
    const person = await openAccount(ctx, { unit: 'cents', kind: 'person', ownerId: toPersonId })
    await post(ctx, { ...movement(money, 'given'), from: pool, to: person })
    await post(ctx, { ...movement(money, 'handed_over'), from: person, to: outside })
  })
