// SQL that reads the ledger: balances, history, the month's statement, and the proof that all of it agrees.
import type { Unit } from '@linbang/contract/ledger'
import { sql, type SqlBool } from 'kysely'
import type { Context } from '../../kit/context.ts'
import type { LedgerAccountKind } from '../../kit/tables.ts'
import type { Account, TransferRow } from './queries.ts'

/** Whose account it is, under the names a reader may be told. */
const owned = sql`
  left join person p on a.kind = 'person' and p.tenant_id = a.tenant_id and p.id = a.owner_id
  left join team t on a.kind = 'team' and t.tenant_id = a.tenant_id and t.id = a.owner_id
  left join organisation o on a.kind = 'shop' and o.tenant_id = a.tenant_id and o.id = a.owner_id`

export type AccountLine = Account & { readonly ownerName: string | null }
export type Sight =
  | { readonly owners: readonly string[] }
  | 'everything'
  /** Areas under which people live; `top`: also those without a home, and accounts of nobody in particular. */
  | { readonly under: readonly string[]; readonly top: boolean }

const livesUnder = (under: readonly string[]) => sql<SqlBool>`exists (
  select from household_member m
  join household h on h.tenant_id = m.tenant_id and h.id = m.household_id
  join area ar on ar.tenant_id = h.tenant_id and ar.id = h.area_id
  where m.tenant_id = a.tenant_id and m.person_id = a.owner_id and m.to_on is null
    and (ar.path = any(${[...under]}::text[]) or ar.path like any(${under.map((path) => `${path}.%`)}::text[])))`

const inSight = (sight: Sight) => {
  if (sight === 'everything') return sql<SqlBool>`true`
  if ('owners' in sight) return sql<SqlBool>`a.kind = 'person' and a.owner_id = any(${[...sight.owners]}::uuid[])`
  const own = livesUnder(sight.under)
  return sight.top ? sql<SqlBool>`true` : sql<SqlBool>`(a.kind <> 'person' or ${own})`
}

type Search = {
  readonly sight: Sight
  readonly unit: Unit | undefined
  readonly id: string | undefined
  readonly after: string | undefined
  readonly limit: number
}

export const accountsIn = async ({ db, tenantId }: Context, search: Search): Promise<AccountLine[]> => {
  const { sight, unit, id, after, limit } = search
  const { rows } = await sql<AccountLine>`
    select a.id, a.unit, a.kind, a.owner_id, a.balance, a.held, coalesce(p.name, t.name, o.name) as owner_name
    from ledger_account a ${owned}
    where a.tenant_id = ${tenantId} and ${inSight(sight)}
      and (${unit ?? null}::ledger_unit is null or a.unit = ${unit ?? null}::ledger_unit)
      and (${id ?? null}::uuid is null or a.id = ${id ?? null}::uuid)
      and (${after ?? null}::uuid is null or a.id > ${after ?? null}::uuid)
    order by a.id limit ${limit}`.execute(db)
  return rows
}

export type TransferLine = TransferRow & {
  readonly reversed: boolean
  readonly otherKind: LedgerAccountKind
  readonly otherName: string | null
}
type History = {
  readonly accountId: string
  readonly only?: string
  readonly after?: readonly [Date, string] | undefined
  readonly limit: number
}

/** Newest first. The other side of a person's account is told by the form of address. */
export const transfersOf = async (
  { db, tenantId }: Context,
  { accountId, only, after, limit }: History,
): Promise<TransferLine[]> => {
  const before = after ? sql<SqlBool>`(x.at, x.id) < (${after[0]}, ${after[1]}::uuid)` : sql<SqlBool>`true`
  const side = (column: string) => sql`(
    select x.* from ledger_transfer x
    where x.tenant_id = ${tenantId} and ${sql.ref(column)} = ${accountId} and ${before}
      and (${only ?? null}::uuid is null or x.id = ${only ?? null}::uuid)
    order by x.at desc, x.id desc limit ${limit})`
  const { rows } = await sql<TransferLine>`
    select x.id, x.unit, x.debit_account_id, x.credit_account_id, x.amount, x.cause_kind, x.cause_id, x.leg, x.reason,
      x.policy_version, x.reverses, x.at, a.kind as other_kind, coalesce(p.call_name, t.name, o.name) as other_name,
      exists (select from ledger_transfer r where r.tenant_id = x.tenant_id and r.reverses = x.id) as reversed
    from (${side('x.debit_account_id')} union all ${side('x.credit_account_id')}) x
    join ledger_account a on a.tenant_id = x.tenant_id
      and a.id = case when x.debit_account_id = ${accountId} then x.credit_account_id else x.debit_account_id end
    ${owned}
    order by x.at desc, x.id desc limit ${limit}`.execute(db)
  return rows
}

export type Sum = { readonly unit: Unit; readonly balance: number; readonly held: number }

/** Together over all accounts of these owners. */
export const sumsOf = async (
  { db, tenantId }: Context,
  kind: LedgerAccountKind,
  ownerIds: readonly (string | null)[],
) => {
  const { rows } = await sql<Sum>`
    select unit, sum(balance)::bigint as balance, sum(held)::bigint as held from ledger_account
    where tenant_id = ${tenantId} and kind = ${kind}
      and (owner_id = any(${ownerIds.filter((id) => id !== null)}::uuid[]) or (owner_id is null and ${ownerIds.includes(null)}))
    group by unit`.execute(db)
  return rows
}

export type MonthLine = {
  readonly unit: Unit
  readonly issued: number
  readonly granted: number
  readonly spent: number
  readonly donated: number
  readonly reversed: number
  readonly outstanding: number
  readonly pool: number
  readonly teams: number
}

/** Movements of the span by what they were, and what the issuing account owes at its end. */
export const movedBetween = async ({ db, tenantId }: Context, from: Date, to: Date): Promise<MonthLine[]> => {
  const { rows } = await sql<MonthLine>`
    select t.unit,
      coalesce(sum(t.amount) filter (where within and plain and d.kind = 'issuing'), 0)::bigint as issued,
      coalesce(sum(t.amount) filter (where within and plain and d.kind = 'issuing' and t.cause_kind = 'grant'), 0)::bigint as granted,
      coalesce(sum(t.amount) filter (where within and plain and d.kind <> 'issuing' and c.kind not in ('issuing', 'pool', 'donation', 'team', 'expiry')), 0)::bigint as spent,
      coalesce(sum(t.amount) filter (where within and plain and d.kind = 'person' and c.kind in ('pool', 'donation', 'team')), 0)::bigint as donated,
      coalesce(sum(t.amount) filter (where within and not plain), 0)::bigint as reversed,
      coalesce(sum(case when d.kind = 'issuing' then t.amount when c.kind = 'issuing' then -t.amount else 0 end), 0)::bigint as outstanding,
      coalesce(sum(case when c.kind = 'pool' then t.amount when d.kind = 'pool' then -t.amount else 0 end), 0)::bigint as pool,
      coalesce(sum(case when c.kind = 'team' then t.amount else 0 end - case when d.kind = 'team' then t.amount else 0 end), 0)::bigint as teams
    from (select x.*, x.at >= ${from} as within, x.reverses is null as plain from ledger_transfer x
      where x.tenant_id = ${tenantId} and x.at < ${to}) t
    join ledger_account d on d.tenant_id = t.tenant_id and d.id = t.debit_account_id
    join ledger_account c on c.tenant_id = t.tenant_id and c.id = t.credit_account_id
    group by t.unit`.execute(db)
  return rows
}

/** An account whose row says something else than its transfers and holds do. */
export type Fault = {
  readonly accountId: string
  readonly unit: Unit
  readonly balance: number
  readonly moved: number
  readonly held: number
  readonly frozen: number
}

export const faultyAccounts = async ({ db, tenantId }: Context): Promise<Fault[]> => {
  const { rows } = await sql<Fault>`
    with moved as (
      select account_id, sum(amount)::bigint as amount from (
        select credit_account_id as account_id, amount from ledger_transfer where tenant_id = ${tenantId}
        union all select debit_account_id, -amount from ledger_transfer where tenant_id = ${tenantId}) sides
      group by account_id),
    frozen as (
      select account_id, sum(amount)::bigint as amount from ledger_hold
      where tenant_id = ${tenantId} and state = 'open' group by account_id)
    select a.id as account_id, a.unit, a.balance, coalesce(m.amount, 0)::bigint as moved, a.held, coalesce(f.amount, 0)::bigint as frozen
    from ledger_account a left join moved m on m.account_id = a.id left join frozen f on f.account_id = a.id
    where a.tenant_id = ${tenantId} and (a.balance <> coalesce(m.amount, 0) or a.held <> coalesce(f.amount, 0)
      or (a.kind <> 'issuing' and a.balance < a.held))
    order by a.id`.execute(db)
  return rows
}
