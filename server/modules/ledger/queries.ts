// SQL that moves credit: accounts and their locks, transfers, holds. Whatever touches a balance has locked its account first.
import type { Unit } from '@linbang/contract/ledger'
import { sql } from 'kysely'
import type { Context } from '../../kit/context.ts'
import { refusedAs } from '../../kit/errors.ts'
import { newId } from '../../kit/ids.ts'
import type { LedgerAccountKind } from '../../kit/tables.ts'

export type Account = {
  readonly id: string
  readonly unit: Unit
  readonly kind: LedgerAccountKind
  readonly ownerId: string | null
  readonly balance: number
  readonly held: number
}
type Owner = { readonly unit: Unit; readonly kind: LedgerAccountKind; readonly ownerId: string | null }

const columns = ['id', 'unit', 'kind', 'ownerId', 'balance', 'held'] as const

export const accountOf = ({ db, tenantId }: Context, { unit, kind, ownerId }: Owner) =>
  db
    .selectFrom('ledgerAccount')
    .select(columns)
    .where('tenantId', '=', tenantId)
    .where('unit', '=', unit)
    .where('kind', '=', kind)
    .where('ownerId', 'is not distinct from', ownerId)
    .executeTakeFirst()

/** The owner's account, opened when there is none. Not locked. */
export const openAccount = async (ctx: Context, owner: Owner): Promise<Account> => {
  const known = await accountOf(ctx, owner)
  if (known) return known
  await ctx.db
    .insertInto('ledgerAccount')
    .values({ ...owner, tenantId: ctx.tenantId, id: newId(), openedAt: ctx.now })
    .onConflict((conflict) => conflict.constraint('ledger_account_owner').doNothing())
    .execute()
  const opened = await accountOf(ctx, owner)
  if (!opened) throw new Error(`no ${owner.kind} account could be opened`)
  return opened
}

/** Locks in the order of ids, always the same, so that two postings wait for each other and never in a ring. */
export const lockAccounts = async (
  { db, tenantId }: Context,
  ids: readonly string[],
): Promise<Map<string, Account>> => {
  const rows = await db
    .selectFrom('ledgerAccount')
    .select(columns)
    .where('tenantId', '=', tenantId)
    .where('id', 'in', [...new Set(ids)])
    .orderBy('id')
    .forNoKeyUpdate()
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

export type Cause = { readonly causeKind: string; readonly causeId: string; readonly leg: string }
export type TransferRow = Cause & {
  readonly id: string
  readonly unit: Unit
  readonly debitAccountId: string
  readonly creditAccountId: string
  readonly amount: number
  readonly reason: string
  readonly policyVersion: number | null
  readonly reverses: string | null
  readonly at: Date
}
const transferColumns = [
  'id',
  'unit',
  'debitAccountId',
  'creditAccountId',
  'amount',
  'causeKind',
  'causeId',
  'leg',
  'reason',
  'policyVersion',
  'reverses',
  'at',
] as const

export const transferBy = ({ db, tenantId }: Context, { causeKind, causeId, leg }: Cause) =>
  db
    .selectFrom('ledgerTransfer')
    .select(transferColumns)
    .where('tenantId', '=', tenantId)
    .where('causeKind', '=', causeKind)
    .where('causeId', '=', causeId)
    .where('leg', '=', leg)
    .executeTakeFirst()

export const transferById = ({ db, tenantId }: Context, id: string) =>
  db
    .selectFrom('ledgerTransfer')
    .select(transferColumns)
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst()

/** What the cause has moved and nobody has reversed. */
export const standingTransfers = ({ db, tenantId }: Context, causeKind: string, causeId: string) =>
  db
    .selectFrom('ledgerTransfer as t')
    .select(transferColumns.map((name) => `t.${name}` as const))
    .where('t.tenantId', '=', tenantId)
    .where('t.causeKind', '=', causeKind)
    .where('t.causeId', '=', causeId)
    .where('t.reverses', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('ledgerTransfer as r')
            .select('r.id')
            .where('r.tenantId', '=', tenantId)
            .whereRef('r.reverses', '=', 't.id'),
        ),
      ),
    )
    .orderBy('t.id')
    .execute()

export const insertTransfer = async ({ db, tenantId }: Context, transfer: TransferRow): Promise<void> => {
  await db
    .insertInto('ledgerTransfer')
    .values({ ...transfer, tenantId })
    .execute()
}

/** Adds to a locked account, both figures in one statement. Refused as `ledger.not_enough`. */
export const changeAccount = async (
  { db, tenantId }: Context,
  id: string,
  change: { readonly balance?: number; readonly held?: number },
): Promise<void> => {
  const update = db
    .updateTable('ledgerAccount')
    .set({ balance: sql`balance + ${change.balance ?? 0}`, held: sql`held + ${change.held ?? 0}` })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .execute()
  await refusedAs(update, { ledger_account_covered: 'ledger.not_enough' })
}

type HoldCause = { readonly causeKind: string; readonly causeId: string }

export const holdBy = ({ db, tenantId }: Context, { causeKind, causeId }: HoldCause) =>
  db
    .selectFrom('ledgerHold as h')
    .innerJoin('ledgerAccount as a', (join) =>
      join.onRef('a.tenantId', '=', 'h.tenantId').onRef('a.id', '=', 'h.accountId'),
    )
    .select(['h.id', 'h.accountId', 'h.amount', 'h.state', 'a.unit'])
    .where('h.tenantId', '=', tenantId)
    .where('h.causeKind', '=', causeKind)
    .where('h.causeId', '=', causeId)
    .executeTakeFirst()

/** A hold that was released is set anew. */
export const setHold = async (
  { db, tenantId, now }: Context,
  { causeKind, causeId }: HoldCause,
  hold: { readonly accountId: string; readonly amount: number },
): Promise<void> => {
  await db
    .insertInto('ledgerHold')
    .values({ ...hold, tenantId, id: newId(), causeKind, causeId, madeAt: now })
    .onConflict((conflict) =>
      conflict.constraint('ledger_hold_cause').doUpdateSet({ ...hold, state: 'open', madeAt: now, endedAt: null }),
    )
    .execute()
}

export const endHold = async ({ db, tenantId, now }: Context, id: string, state: 'settled' | 'released') => {
  await db
    .updateTable('ledgerHold')
    .set({ state, endedAt: now })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .execute()
}

/** What was issued to the account in the span and still stands. */
export const issuedTo = async ({ db, tenantId }: Context, accountId: string, from: Date, to: Date): Promise<number> => {
  const { rows } = await sql<{ issued: number }>`
    select coalesce(sum(t.amount), 0)::bigint as issued
    from ledger_transfer t
    join ledger_account i on i.tenant_id = t.tenant_id and i.id = t.debit_account_id and i.kind = 'issuing'
    where t.tenant_id = ${tenantId} and t.credit_account_id = ${accountId} and t.at >= ${from} and t.at < ${to}
      and t.reverses is null
      and not exists (select from ledger_transfer r where r.tenant_id = t.tenant_id and r.reverses = t.id)`.execute(db)
  return rows[0]?.issued ?? 0
}
