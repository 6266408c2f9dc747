// Moving credit: issue, hold, settle, release, reverse. Each is done once for its cause, however often it is asked for.
import type { Unit } from '@linbang/contract/ledger'
import { recordAudit } from '../../kit/audit.ts'
import { type Context, inTransaction } from '../../kit/context.ts'
import { ensure, Refusal } from '../../kit/errors.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import {
  type Account,
  accountOf,
  changeAccount,
  endHold,
  holdBy,
  insertTransfer,
  issuedTo,
  lockAccounts,
  openAccount,
  setHold,
  standingTransfers,
  transferBy,
  type TransferRow,
} from './queries.ts'

type Posting = Omit<TransferRow, 'id' | 'at' | 'debitAccountId' | 'creditAccountId'> & {
  readonly from: Account
  readonly to: Account
  /** Of what is moved, so much was set aside by a hold and is set free in the same step. */
  readonly freed?: number
}

const isCovered = ({ kind, balance, held }: Account, amount: number, freed = 0): boolean =>
  kind === 'issuing' || balance - held + freed >= amount

const tell = async (ctx: Context, accounts: readonly Account[]) => {
  for (const { id, kind, ownerId } of accounts) {
    if (kind === 'person') await announce(ctx, 'ledger.changed', { accountId: id, personIds: [ownerId] })
  }
}

type Posted = { readonly row: TransferRow; /** False: the cause had moved it before. */ readonly made: boolean }

/** Writes one transfer between two accounts and their new balances, unless its cause has one already. */
export const post = async (ctx: Context, posting: Posting): Promise<Posted> => {
  const { from, to, freed, ...transfer } = posting
  const locked = await lockAccounts(ctx, [from.id, to.id])
  const known = await transferBy(ctx, transfer)
  if (known) return { row: known, made: false }
  const payer = locked.get(from.id) ?? from
  ensure(isCovered(payer, transfer.amount, freed), 'ledger.not_enough')
  const row = { ...transfer, id: newId(), at: ctx.now, debitAccountId: from.id, creditAccountId: to.id }
  await insertTransfer(ctx, row)
  await changeAccount(ctx, from.id, { balance: -transfer.amount, held: -(freed ?? 0) })
  await changeAccount(ctx, to.id, { balance: transfer.amount })
  await tell(ctx, [from, to])
  return { row, made: true }
}

type Issue = {
  readonly unit: Unit
  readonly toPersonId: string
  readonly amount: number
  readonly causeKind: string
  readonly causeId: string
  /** Several movements of one cause are told apart by it. */
  readonly leg?: string
  readonly reason: string
  readonly policyVersion?: number | null
}

/** Creates credit for a person out of the tenant's issuing account. An amount of 0 moves nothing. */
export const issue = (ctx: Context, given: Issue): Promise<{ amount: number; transferId: string | null }> =>
  inTransaction(ctx, async (ctx) => {
    const { unit, toPersonId, amount, causeKind, causeId, leg = '', reason, policyVersion = null } = given
    if (amount === 0) return { amount: 0, transferId: null }
    const from = await openAccount(ctx, { unit, kind: 'issuing', ownerId: null })
    const to = await openAccount(ctx, { unit, kind: 'person', ownerId: toPersonId })
    const { row } = await post(ctx, {
      unit,
      amount,
      causeKind,
      causeId,
      leg,
      reason,
      policyVersion,
      reverses: null,
      from,
      to,
    })
    return { amount: row.amount, transferId: row.id }
  })

type Gift = Omit<Issue, 'toPersonId' | 'policyVersion'> & {
  /** Whose: a person's own, or a team's, which can do nothing else with it. */
  readonly from: { readonly kind: 'person' | 'team'; readonly ownerId: string }
  readonly to:
    | { readonly kind: 'pool' | 'donation'; readonly ownerId: null }
    | { readonly kind: 'team'; readonly ownerId: string }
}

/** Gives credit away: to the public pool, to a team, or as a donation. Refused as `ledger.not_enough`. */
export const donate = (ctx: Context, { from: giver, to: receiver, leg = '', ...given }: Gift): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const from = await openAccount(ctx, { unit: given.unit, ...giver })
    const to = await openAccount(ctx, { unit: given.unit, ...receiver })
    await post(ctx, { ...given, leg, policyVersion: null, reverses: null, from, to })
  })

type Hold = {
  readonly unit: Unit
  readonly kind: 'person' | 'pool'
  /** Null: the tenant's public pool. */
  readonly ownerId: string | null
  readonly amount: number
  readonly causeKind: string
  readonly causeId: string
}

/** Sets an amount aside. An open or settled hold of the cause stays as it is. Refused as `ledger.not_enough`. */
export const holdFor = (ctx: Context, { unit, kind, ownerId, amount, ...cause }: Hold): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    if (amount === 0) return
    const account = await openAccount(ctx, { unit, kind, ownerId })
    const payer = (await lockAccounts(ctx, [account.id])).get(account.id) ?? account
    const known = await holdBy(ctx, cause)
    if (known && known.state !== 'released') return
    ensure(isCovered(payer, amount), 'ledger.not_enough')
    await setHold(ctx, cause, { accountId: account.id, amount })
    await changeAccount(ctx, account.id, { held: amount })
    await tell(ctx, [account])
  })

type HoldCause = { readonly causeKind: string; readonly causeId: string }

/** The open hold of the cause with its account locked, or nothing. */
const lockedHold = async (ctx: Context, cause: HoldCause, also: readonly string[] = []) => {
  const seen = await holdBy(ctx, cause)
  if (!seen || seen.state !== 'open') return undefined
  const accounts = await lockAccounts(ctx, [seen.accountId, ...also])
  const hold = await holdBy(ctx, cause)
  const account = accounts.get(seen.accountId)
  return hold?.state === 'open' && account ? { ...hold, account } : undefined
}

const freeHold = async (
  ctx: Context,
  hold: { id: string; amount: number; account: Account },
  state: 'settled' | 'released',
) => {
  await changeAccount(ctx, hold.account.id, { held: -hold.amount })
  await endHold(ctx, hold.id, state)
  await tell(ctx, [hold.account])
}

/** An organisation of null: the community's own shop. */
type Payee = { readonly toPersonId: string } | { readonly toOrganisationId: string | null }
type Settlement = HoldCause &
  Payee & {
    readonly amount: number
    readonly reason: string
    /** What the payment is booked under, so that it can be reversed with it; without it, the hold's own cause. */
    readonly paidAs?: { readonly causeKind: string; readonly causeId: string; readonly leg?: string }
  }

const payeeOf = (given: Payee) =>
  'toPersonId' in given
    ? ({ kind: 'person', ownerId: given.toPersonId } as const)
    : ({ kind: 'shop', ownerId: given.toOrganisationId } as const)

/** Pays what was used, at most what was held, and frees the rest. Without an open hold nothing moves. */
export const settleHold = (ctx: Context, given: Settlement): Promise<{ paid: number; transferId: string | null }> =>
  inTransaction(ctx, async (ctx) => {
    const { causeKind, causeId, amount, reason, paidAs } = given
    const booked = { leg: 'settle', ...(paidAs ?? { causeKind, causeId }) }
    const seen = await holdBy(ctx, { causeKind, causeId })
    if (!seen) return { paid: 0, transferId: null }
    const { unit } = seen
    const to = await openAccount(ctx, { unit, ...payeeOf(given) })
    const hold = await lockedHold(ctx, { causeKind, causeId }, [to.id])
    if (!hold) {
      const before = await transferBy(ctx, booked)
      return { paid: before?.amount ?? 0, transferId: before?.id ?? null }
    }
    const paid = Math.min(Math.max(0, amount), hold.amount)
    if (paid === 0 || hold.account.id === to.id) {
      await freeHold(ctx, hold, 'settled')
      return { paid: 0, transferId: null }
    }
    const posting = { unit, amount: paid, ...booked, reason, policyVersion: null, reverses: null }
    const { row } = await post(ctx, { ...posting, from: hold.account, to, freed: hold.amount })
    await endHold(ctx, hold.id, 'settled')
    return { paid, transferId: row.id }
  })

/** Frees what was set aside; answers how much. Nothing happens without an open hold. */
export const releaseHold = (ctx: Context, causeKind: string, causeId: string): Promise<number> =>
  inTransaction(ctx, async (ctx) => {
    const hold = await lockedHold(ctx, { causeKind, causeId })
    if (!hold) return 0
    await freeHold(ctx, hold, 'released')
    return hold.amount
  })

/** The opposite movement. Refused as `ledger.not_enough` when what was received has been spent. */
export const reverse = async (ctx: Context, transfer: TransferRow, reason: string): Promise<Posted> => {
  const accounts = await lockAccounts(ctx, [transfer.debitAccountId, transfer.creditAccountId])
  const [from, to] = [accounts.get(transfer.creditAccountId), accounts.get(transfer.debitAccountId)]
  if (!from || !to) throw new Error(`transfer ${transfer.id} has lost an account`)
  const { unit, amount, policyVersion, id } = transfer
  const cause = { causeKind: 'reversal', causeId: id, leg: '' }
  return post(ctx, { unit, amount, ...cause, reason, policyVersion, reverses: id, from, to })
}

/** Reverses all a cause has moved. What was spent meanwhile stays, is counted in `short` and written into the audit log. */
export const reverseCause = (
  ctx: Context,
  causeKind: string,
  causeId: string,
  reason: string,
): Promise<{ reversed: number; short: number }> =>
  inTransaction(ctx, async (ctx) => {
    let [reversed, short] = [0, 0]
    for (const transfer of await standingTransfers(ctx, causeKind, causeId)) {
      const spent = await reverse(ctx, transfer, reason).then(() => false, wasSpent)
      if (!spent) reversed += transfer.amount
      else {
        short += transfer.amount
        const detail = { causeKind, causeId, unit: transfer.unit, amount: transfer.amount, reason }
        await recordAudit(ctx, {
          act: 'ledger.reversal_short',
          subjectKind: 'ledger_transfer',
          subjectId: transfer.id,
          detail,
        })
      }
    }
    return { reversed, short }
  })

/** Coverage is checked before anything is written, so the transaction is still good after the refusal. */
const wasSpent = (error: unknown): true => {
  if (error instanceof Refusal && error.code === 'ledger.not_enough') return true
  throw error
}

type Span = { readonly unit: Unit; readonly personId: string; readonly from: Date; readonly to: Date }

/** What was issued to a person in a span. Inside a transaction nobody can add to it until the end: the day's cap holds. */
export const earnedBetween = async (ctx: Context, { unit, personId, from, to }: Span): Promise<number> => {
  const owner = { unit, kind: 'person', ownerId: personId } as const
  const account = ctx.afterwards ? await openAccount(ctx, owner) : await accountOf(ctx, owner)
  if (!account) return 0
  if (ctx.afterwards) await lockAccounts(ctx, [account.id])
  return issuedTo(ctx, account.id, from, to)
}
