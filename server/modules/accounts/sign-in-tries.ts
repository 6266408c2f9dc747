// How often somebody may guess. A try is taken before it is made, so that a hundred at the same moment count as a hundred,
// and a name nobody bears locks like one that somebody does: a stranger does not learn which names exist.
import { LRUCache } from 'lru-cache'
import type { Context } from '../../kit/context.ts'
import { ensure, Refusal } from '../../kit/errors.ts'
import type { Kit } from '../../kit/kit.ts'
import { callerAddress } from '../../kit/rate.ts'
import { addMinutes } from '../../kit/time.ts'
import { type AccountRow, giveTryBack, takeSignInTry } from './queries.ts'
import { failureMinutes, failuresAllowed, lockAfter, lockMinutes } from './rules.ts'

type Unknown = { tries: number; lockedUntil: number }
type Kept = { readonly addresses: LRUCache<string, number>; readonly names: LRUCache<string, Unknown> }

/** In this process only: what an account may is counted in the database. */
const kept = new WeakMap<Kit, Kept>()
const keptBy = (kit: Kit): Kept => {
  const known = kept.get(kit) ?? {
    addresses: new LRUCache<string, number>({ max: 20_000, ttl: failureMinutes * 60_000 }),
    names: new LRUCache<string, Unknown>({ max: 20_000 }),
  }
  kept.set(kit, known)
  return known
}

/** Whole lists of numbers or names cannot be walked through from one address. A good sign-in is not counted. */
export const countedByAddress = async <R>(ctx: Context, enter: () => Promise<R>): Promise<R> => {
  const { addresses } = keptBy(ctx.kit)
  const key = `${ctx.tenantId} ${callerAddress(ctx.client?.address ?? '')}`
  const move = (by: number) => addresses.set(key, Math.max(0, (addresses.get(key) ?? 0) + by), { noUpdateTTL: true })
  if ((addresses.get(key) ?? 0) >= failuresAllowed)
    throw new Refusal('rate.limited', { retryAfter: failureMinutes * 60 })
  move(1)
  try {
    const answer = await enter()
    move(-1)
    return answer
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === 'auth.second_factor') move(-1)
    throw error
  }
}

const takeUnknown = ({ kit, tenantId, now }: Context, username: string): boolean => {
  const { names } = keptBy(kit)
  const key = `${tenantId} ${username}`
  const { tries, lockedUntil } = names.get(key) ?? { tries: 0, lockedUntil: 0 }
  if (lockedUntil > now.getTime()) return false
  const next = tries >= lockAfter ? 1 : tries + 1
  names.set(key, { tries: next, lockedUntil: next >= lockAfter ? addMinutes(now, lockMinutes).getTime() : 0 })
  return true
}

/** The fifth try in a row locks, unless it is good. Refused while locked. */
export const takeTry = async (ctx: Context, account: AccountRow | undefined, username: string): Promise<void> => {
  const taken = account
    ? await takeSignInTry(ctx, account.id, lockAfter, addMinutes(ctx.now, lockMinutes))
    : takeUnknown(ctx, username)
  ensure(taken, 'auth.locked')
}

/** The password was right and the code is still to come: that was no guess. */
export const notAGuess = (ctx: Context, account: AccountRow): Promise<void> => giveTryBack(ctx, account.id, lockAfter)
