// Policies by version, and the days that differ from Monday to Friday. Policy rows are only ever added.
import type { PolicyKind } from '@linbang/contract/policies'
import { sql } from 'kysely'
import type { Context } from '../../kit/context.ts'
import type { Db } from '../../kit/db.ts'
import { newId, type TenantId } from '../../kit/ids.ts'
import type { SpecialDay } from './defaults.ts'

export type PolicyRow = {
  readonly kind: string
  readonly version: number
  readonly validFrom: Date
  readonly body: unknown
  readonly reason: string
  readonly madeAt: Date
}

const columns = ['kind', 'version', 'validFrom', 'body', 'reason', 'madeAt'] as const

/** All versions of one kind, newest first. */
export const policyVersions = (db: Db, tenantId: TenantId, kind: PolicyKind): Promise<PolicyRow[]> =>
  db
    .selectFrom('policy')
    .select(columns)
    .where('tenantId', '=', tenantId)
    .where('kind', '=', kind)
    .orderBy('version', 'desc')
    .execute()

/** Two people who change the same settings at once take turns; the row itself may never be locked, it is append-only. */
export const lockPolicyKind = async (ctx: Context, kind: PolicyKind): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`policy|${ctx.tenantId}|${kind}`}, 0))`.execute(ctx.db)
}

export type NewPolicyRow = Omit<PolicyRow, 'madeAt'> & { readonly madeBy: string | null }

export const insertPolicies = async (ctx: Context, rows: readonly NewPolicyRow[]): Promise<void> => {
  const whole = rows.map((row) => ({
    ...row,
    tenantId: ctx.tenantId,
    id: newId(),
    body: JSON.stringify(row.body),
    madeAt: ctx.now,
  }))
  await ctx.db
    .insertInto('policy')
    .values(whole)
    .onConflict((conflict) => conflict.constraint('policy_version').doNothing())
    .execute()
}

export const workingYears = async (db: Db, tenantId: TenantId): Promise<number[]> => {
  const rows = await db.selectFrom('workingYear').select('year').where('tenantId', '=', tenantId).execute()
  return rows.map(({ year }) => year)
}

const inYear = (year: number) => [`${year}-01-01`, `${year}-12-31`] as const

export const specialDays = (db: Db, tenantId: TenantId, year?: number): Promise<SpecialDay[]> => {
  const all = db.selectFrom('workingDay').select(['day', 'works', 'name']).where('tenantId', '=', tenantId)
  const [first, last] = inYear(year ?? 0)
  return (year === undefined ? all : all.where('day', '>=', first).where('day', '<=', last)).orderBy('day').execute()
}

export const replaceYear = async (
  ctx: Context,
  year: number,
  source: string,
  days: readonly SpecialDay[],
): Promise<void> => {
  const { db, tenantId } = ctx
  const [first, last] = inYear(year)
  await db
    .insertInto('workingYear')
    .values({ tenantId, year, source })
    .onConflict((conflict) => conflict.columns(['tenantId', 'year']).doUpdateSet({ source }))
    .execute()
  await db
    .deleteFrom('workingDay')
    .where('tenantId', '=', tenantId)
    .where('day', '>=', first)
    .where('day', '<=', last)
    .execute()
  if (days.length === 0) return
  const rows = days.map(({ day, works, name }) => ({ tenantId, day, works, name }))
  await db.insertInto('workingDay').values(rows).execute()
}
