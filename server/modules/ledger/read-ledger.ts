// What people may see of the ledger: their own balances and history, the auditor everybody's, anyone the month's statement.
import type { Input, Output } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/ledger'
import { Unit } from '@linbang/contract/ledger'
import { recordAudit } from '../../kit/audit.ts'
import { type Context, heldFor, holds, inTransaction, reachOf } from '../../kit/context.ts'
import { ensure, found } from '../../kit/errors.ts'
import { isId } from '../../kit/ids.ts'
import { pageOf, pageSize, readCursor } from '../../kit/paging.ts'
import { addMonths, startOfDay } from '../../kit/time.ts'
import { samePerson } from '../people/service.ts'
import { reverse } from './move-credit.ts'
import { type TransferRow, transferById } from './queries.ts'
import {
  type AccountLine,
  accountsIn,
  faultyAccounts,
  movedBetween,
  type Sight,
  sumsOf,
  type TransferLine,
  transfersOf,
} from './read-queries.ts'
import { accountName } from './text.ts'

type Balances = {
  readonly points: number
  readonly minutes: number
  readonly pointsHeld: number
  readonly minutesHeld: number
}

/** Of somebody who was entered twice, both together. */
export const balancesOf = async (ctx: Context, personId: string): Promise<Balances> => {
  const sums = await sumsOf(ctx, 'person', await samePerson(ctx, personId))
  const of = (unit: Unit) => sums.find((sum) => sum.unit === unit) ?? { balance: 0, held: 0 }
  const [points, minutes] = [of('points'), of('minutes')]
  return { points: points.balance, minutes: minutes.balance, pointsHeld: points.held, minutesHeld: minutes.held }
}

/** What the tenant's public pool can still give. */
export const poolBalance = async (ctx: Context, unit: Unit): Promise<number> => {
  const sum = (await sumsOf(ctx, 'pool', [null])).find((one) => one.unit === unit)
  return sum ? sum.balance - sum.held : 0
}

const ownSight = async (ctx: Context): Promise<Sight> => ({
  owners: ctx.actor.kind === 'person' ? await samePerson(ctx, ctx.actor.personId) : [],
})

const wideSight = ({ actor }: Context): Sight => {
  if (actor.kind === 'system') return 'everything'
  const under = reachOf(actor, 'ledger.audit')
  return { under, top: under.some((path) => !path.includes('.')) }
}

const presentAccount = (ctx: Context, { ownerName, ...line }: AccountLine) => ({
  ...line,
  ownerName: ownerName ?? accountName(line.kind, ctx.locale),
  available: line.balance - line.held,
})

export const listAccounts = async (
  ctx: Context,
  { mine, unit, limit, cursor }: Input<typeof contract.listLedgerAccounts>['query'],
): Promise<Output<typeof contract.listLedgerAccounts>> => {
  const size = pageSize(limit)
  const [after] = readCursor(cursor, ['text']) ?? []
  ensure(after === undefined || isId(after), 'input.cursor')
  const sight = mine || !holds(ctx.actor, 'ledger.audit') ? await ownSight(ctx) : wideSight(ctx)
  const rows = await accountsIn(ctx, { sight, unit, id: undefined, after, limit: size + 1 })
  const { items, nextCursor } = pageOf(rows, size, ({ id }) => [id])
  return { items: items.map((line) => presentAccount(ctx, line)), nextCursor }
}

/** The account if it is one's own or within reach; somebody else's is not found. */
const visibleAccount = async (ctx: Context, id: string): Promise<AccountLine> => {
  const search = { unit: undefined, id, after: undefined, limit: 1 }
  const [own] = await accountsIn(ctx, { ...search, sight: await ownSight(ctx) })
  if (own) return own
  ensure(holds(ctx.actor, 'ledger.audit'), 'not_found')
  return found((await accountsIn(ctx, { ...search, sight: wideSight(ctx) }))[0])
}

const presentTransfer = (ctx: Context, accountId: string, line: TransferLine) => ({
  ...line,
  amount: line.creditAccountId === accountId ? line.amount : -line.amount,
  other: line.otherName ?? accountName(line.otherKind, ctx.locale),
})

export const listTransfers = async (
  ctx: Context,
  accountId: string,
  { limit, cursor }: Input<typeof contract.listTransfers>['query'],
): Promise<Output<typeof contract.listTransfers>> => {
  await visibleAccount(ctx, accountId)
  const size = pageSize(limit)
  const after = readCursor(cursor, ['moment', 'text'])
  ensure(!after || isId(after[1]), 'input.cursor')
  const rows = await transfersOf(ctx, { accountId, after, limit: size + 1 })
  const { items, nextCursor } = pageOf(rows, size, ({ at, id }) => [at, id])
  return { items: items.map((line) => presentTransfer(ctx, accountId, line)), nextCursor }
}

/** An auditor reads everything and changes nothing (rules.md §8). */
const ensureMayReverse = async (ctx: Context, transfer: TransferRow) => {
  const sides = await Promise.all(
    [transfer.debitAccountId, transfer.creditAccountId].map((id) => visibleAccount(ctx, id).catch(() => undefined)),
  )
  ensure(
    sides.some((side) => side !== undefined),
    'not_found',
  )
  const acting = heldFor(ctx.actor, 'ledger.audit').filter(({ role }) => role !== 'auditor')
  ensure(ctx.actor.kind === 'system' || acting.length > 0, 'auth.forbidden')
}

export const reverseTransfer = (
  ctx: Context,
  transferId: string,
  reason: string,
): Promise<Output<typeof contract.reverseTransfer>> =>
  inTransaction(ctx, async (ctx) => {
    const transfer = found(await transferById(ctx, transferId))
    await ensureMayReverse(ctx, transfer)
    ensure(transfer.reverses === null, 'ledger.reversed_already')
    const { row, made } = await reverse(ctx, transfer, reason)
    ensure(made, 'ledger.reversed_already')
    const detail = { amount: transfer.amount, unit: transfer.unit, reason }
    await recordAudit(ctx, { act: 'ledger.reversed', subjectKind: 'ledger_transfer', subjectId: transferId, detail })
    const accountId = transfer.creditAccountId
    return presentTransfer(ctx, accountId, found((await transfersOf(ctx, { accountId, only: row.id, limit: 1 }))[0]))
  })

/** Every balance equals the sum of its transfers, every frozen amount that of its open holds, and nobody is below zero. */
export const proveBalances = async (ctx: Context) => {
  const faults = await faultyAccounts(ctx)
  return { balanced: faults.length === 0, faults }
}

/** The month in the tenant's time zone; what is outstanding, at its end. */
export const statementOf = async (ctx: Context, month: string): Promise<Output<typeof contract.getStatement>> => {
  const { timeZone } = await ctx.kit.tenants.of(ctx.tenantId)
  const first = `${month}-01`
  const [lines, { balanced }] = await Promise.all([
    movedBetween(ctx, startOfDay(first, timeZone), startOfDay(addMonths(first, 1), timeZone)),
    proveBalances(ctx),
  ])
  const nothing = { issued: 0, granted: 0, pool: 0, teams: 0, spent: 0, donated: 0, reversed: 0, outstanding: 0 }
  return {
    month,
    units: Unit.options.map((unit) => lines.find((line) => line.unit === unit) ?? { unit, ...nothing }),
    balanced,
  }
}
