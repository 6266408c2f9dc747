// Credit of a demo's past: accounts and transfers whose balances are what the transfers add up to.
import { newId } from '../kit/ids.ts'
import type { TenantId } from '../kit/ids.ts'

type Unit = 'points' | 'minutes'
type AccountRow = {
  tenantId: TenantId
  id: string
  unit: Unit
  kind: 'issuing' | 'pool' | 'person'
  ownerId: string | null
  balance: number
}
type Payment = {
  readonly unit: Unit
  readonly personId: string
  readonly amount: number
  readonly sheetId: string
  readonly at: Date
  readonly reason: string
}

export type Purse = {
  readonly earned: (personId: string, day: string) => number
  /** `day`: the tenant's day the points count for. */
  readonly pay: (payment: Payment, day: string) => void
  readonly rows: () => { readonly ledgerAccount: readonly object[]; readonly ledgerTransfer: readonly object[] }
}

/** The demo's public pool begins filled, so that people without minutes of their own can be helped. */
const poolGrant = 60_000

export const openPurse = (tenantId: TenantId, foundedAt: Date): Purse => {
  const accounts = new Map<string, AccountRow>()
  const transfers: object[] = []
  const days = new Map<string, number>()
  const account = (unit: Unit, kind: AccountRow['kind'], ownerId: string | null): AccountRow => {
    const key = `${unit} ${kind} ${ownerId}`
    const row = accounts.get(key) ?? { tenantId, id: newId(), unit, kind, ownerId, balance: 0 }
    accounts.set(key, row)
    return row
  }
  const move = (from: AccountRow, to: AccountRow, amount: number, more: object) => {
    from.balance -= amount
    to.balance += amount
    transfers.push({
      tenantId,
      id: newId(),
      unit: from.unit,
      debitAccountId: from.id,
      creditAccountId: to.id,
      amount,
      ...more,
    })
  }
  account('points', 'issuing', null)
  move(account('minutes', 'issuing', null), account('minutes', 'pool', null), poolGrant, {
    causeKind: 'opening',
    causeId: newId(),
    leg: '',
    policyVersion: 1,
    reason: '演示：公共时间池开办',
    at: foundedAt,
  })
  return {
    earned: (personId, day) => days.get(`${personId} ${day}`) ?? 0,
    pay: ({ unit, personId, amount, sheetId, at, reason }, day) => {
      if (unit === 'points') days.set(`${personId} ${day}`, (days.get(`${personId} ${day}`) ?? 0) + amount)
      move(account(unit, 'issuing', null), account(unit, 'person', personId), amount, {
        causeKind: 'sheet',
        causeId: sheetId,
        leg: personId,
        policyVersion: 1,
        reason,
        at,
      })
    },
    rows: () => ({ ledgerAccount: [...accounts.values()], ledgerTransfer: transfers }),
  }
}
