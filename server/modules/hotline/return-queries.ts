// SQL about calls that are owed, and about who is there to hear of them.
import { type Insertable, type Selectable, sql, type SqlBool, type Updateable } from 'kysely'
import type { Context } from '../../kit/context.ts'
import type { Tables } from '../../kit/db.ts'

export type ReturnRecord = Selectable<Tables['returnCall']>
export type ReturnRow = ReturnRecord & {
  readonly callName: string | null
  readonly areaName: string | null
  readonly takenByName: string | null
  readonly closedByName: string | null
}

/** Agents on duty by a press: a call rings at each of them. */
export const agentsOnDuty = async (ctx: Context): Promise<string[]> => {
  const rows = await ctx.db
    .selectFrom('duty')
    .select('personId')
    .where('tenantId', '=', ctx.tenantId)
    .where('toAt', 'is', null)
    .where('role', 'in', ['operator', 'community_worker', 'community_lead'])
    .execute()
  return rows.map(({ personId }) => personId)
}

export const insertReturn = async (ctx: Context, row: Insertable<Tables['returnCall']>): Promise<void> => {
  await ctx.db.insertInto('returnCall').values(row).execute()
}

type Again = { readonly id: string; readonly callId: string }
/** The same number in vain once more: the entry that stands, with its number of calls raised. */
export const missAgain = async (
  ctx: Context,
  hashes: readonly string[],
  { callId }: Pick<Again, 'callId'>,
): Promise<ReturnRecord | undefined> =>
  ctx.db
    .updateTable('returnCall')
    .set((row) => ({ calls: row('calls', '+', 1), callId }))
    .where('tenantId', '=', ctx.tenantId)
    .where('numberHash', 'in', [...hashes])
    .where('kind', '=', 'missed')
    .where('closedAt', 'is', null)
    .where((row) => row.or([row('callId', 'is', null), row('callId', '!=', callId)]))
    .returningAll()
    .executeTakeFirst()

/** Is this call on the list already, open or closed? */
export const isOwed = async (ctx: Context, callId: string): Promise<boolean> =>
  (await ctx.db
    .selectFrom('returnCall')
    .select('id')
    .where('tenantId', '=', ctx.tenantId)
    .where('callId', '=', callId)
    .where('kind', '=', 'missed')
    .executeTakeFirst()) !== undefined

/** Missed calls of a number that has now been spoken with. */
export const closeMissedOf = async (ctx: Context, hash: string, rangAt: Date, closedBy: string | null) =>
  ctx.db
    .updateTable('returnCall')
    .set({ closedAt: ctx.now, closedBy, outcome: 'called_again' })
    .where('tenantId', '=', ctx.tenantId)
    .where('numberHash', '=', hash)
    .where('kind', '=', 'missed')
    .where('closedAt', 'is', null)
    .where('createdAt', '<=', rangAt > ctx.now ? rangAt : ctx.now)
    .returningAll()
    .execute()

export const lockReturn = (ctx: Context, id: string): Promise<ReturnRecord | undefined> =>
  ctx.db
    .selectFrom('returnCall')
    .selectAll()
    .where('tenantId', '=', ctx.tenantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

export const updateReturn = async (ctx: Context, id: string, set: Updateable<Tables['returnCall']>): Promise<void> => {
  await ctx.db.updateTable('returnCall').set(set).where('tenantId', '=', ctx.tenantId).where('id', '=', id).execute()
}

const seen = (paths: readonly string[]) =>
  sql<SqlBool>`(r.area_path is null or r.area_path = any(${[...paths]}::text[])
    or r.area_path like any(${paths.map((path) => `${path}.%`)}::text[]))`

type Listed = {
  readonly paths: readonly string[]
  readonly ids?: readonly string[]
  readonly closed?: boolean
  readonly after?: readonly [Date, string] | undefined
  readonly limit: number
}

/** Open ones by when they are due, closed ones newest first. */
export const returnsWhere = async (
  ctx: Context,
  { paths, ids, closed, after, limit }: Listed,
): Promise<ReturnRow[]> => {
  const which = ids
    ? sql<SqlBool>`r.id = any(${[...ids]}::uuid[])`
    : sql<SqlBool>`(r.closed_at is not null) = ${closed ?? false}`
  const from = closed
    ? sql<SqlBool>`(r.closed_at, r.id) < (${after?.[0]}, ${after?.[1]}::uuid)`
    : sql<SqlBool>`(r.due_at, r.id) > (${after?.[0]}, ${after?.[1]}::uuid)`
  const { rows } = await sql<ReturnRow>`
    select r.*, p.call_name, a.name as area_name, t.call_name as taken_by_name, c.call_name as closed_by_name
    from return_call r
    left join person p on p.tenant_id = r.tenant_id and p.id = r.person_id
    left join person t on t.tenant_id = r.tenant_id and t.id = r.taken_by
    left join person c on c.tenant_id = r.tenant_id and c.id = r.closed_by
    left join area a on a.tenant_id = r.tenant_id and a.path = r.area_path
    where r.tenant_id = ${ctx.tenantId} and ${which} and ${seen(paths)} and ${after ? from : sql<SqlBool>`true`}
    order by ${closed ? sql`r.closed_at desc, r.id desc` : sql`r.due_at, r.id`} limit ${limit}`.execute(ctx.db)
  return rows
}

export const countReturns = async (ctx: Context, paths: readonly string[]): Promise<{ open: number; late: number }> => {
  const { rows } = await sql<{ open: number; late: number }>`
    select count(*)::int as open, count(*) filter (where r.due_at < ${ctx.now} and r.taken_by is null)::int as late
    from return_call r where r.tenant_id = ${ctx.tenantId} and r.closed_at is null and ${seen(paths)}`.execute(ctx.db)
  return rows[0] ?? { open: 0, late: 0 }
}

/** Due and taken by nobody, nobody told yet; marked as told for whoever calls. */
export const takeUntaken = async (ctx: Context): Promise<ReturnRecord[]> =>
  ctx.db
    .updateTable('returnCall')
    .set({ warnedAt: ctx.now })
    .where('tenantId', '=', ctx.tenantId)
    .where('closedAt', 'is', null)
    .where('takenBy', 'is', null)
    .where('warnedAt', 'is', null)
    .where('dueAt', '<', ctx.now)
    .returningAll()
    .execute()

/** Who answers for calls of nobody known: the leads on duty, else the one longest in office at the top of the tree. */
export const leadsAnywhere = async (ctx: Context): Promise<string[]> => {
  const { rows } = await sql<{ personId: string; onDuty: boolean }>`
    select a.person_id, exists (select from duty d where d.tenant_id = a.tenant_id and d.account_id = a.id and d.to_at is null) as on_duty
    from role_holding h join account a on a.tenant_id = h.tenant_id and a.id = h.account_id and a.closed_at is null
    join area l on l.tenant_id = h.tenant_id and l.id = h.area_id
    where h.tenant_id = ${ctx.tenantId} and h.to_at is null and h.role in ('community_lead', 'street_manager', 'district_manager')
    order by on_duty desc, length(l.path), h.from_at, h.id`.execute(ctx.db)
  const onDuty = rows.filter((row) => row.onDuty)
  return [...new Set((onDuty.length > 0 ? onDuty : rows.slice(0, 1)).map(({ personId }) => personId))]
}
