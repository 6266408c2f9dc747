// SQL about calls: one row a call, the events told of it, its recording.
import { type Insertable, type RawBuilder, type Selectable, sql, type SqlBool, type Updateable } from 'kysely'
import type { CallState } from '@linbang/contract/calls'
import type { Context } from '../../kit/context.ts'
import type { Tables } from '../../kit/db.ts'

export type CallRecord = Selectable<Tables['call']>
export type CallRow = CallRecord & {
  readonly callName: string | null
  readonly areaName: string | null
  readonly agentName: string | null
  readonly toldAt: Date | null
  readonly fetchedAt: Date | null
  readonly removedAt: Date | null
  readonly fetchTries: number | null
}

/** False when the nonce was told before. */
export const keepEvent = async (ctx: Context, row: Omit<Insertable<Tables['callEvent']>, 'tenantId'>) => {
  const { numInsertedOrUpdatedRows } = await ctx.db
    .insertInto('callEvent')
    .values({ ...row, tenantId: ctx.tenantId })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

export const eventSignature = async (ctx: Context, nonce: string): Promise<string | undefined> =>
  (
    await ctx.db
      .selectFrom('callEvent')
      .select('signature')
      .where('tenantId', '=', ctx.tenantId)
      .where('nonce', '=', nonce)
      .executeTakeFirst()
  )?.signature

/** The call of a reference, made if it is new; two who make it at the same moment make one. */
export const insertCall = async (ctx: Context, row: Insertable<Tables['call']>): Promise<void> => {
  await ctx.db
    .insertInto('call')
    .values(row)
    .onConflict((conflict) => conflict.columns(['tenantId', 'reference']).doNothing())
    .execute()
}

export const lockCallNamed = (ctx: Context, reference: string): Promise<CallRecord | undefined> =>
  ctx.db
    .selectFrom('call')
    .selectAll()
    .where('tenantId', '=', ctx.tenantId)
    .where('reference', '=', reference)
    .forUpdate()
    .executeTakeFirst()

export const lockCall = (ctx: Context, id: string): Promise<CallRecord | undefined> =>
  ctx.db
    .selectFrom('call')
    .selectAll()
    .where('tenantId', '=', ctx.tenantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

export const updateCall = async (ctx: Context, id: string, set: Updateable<Tables['call']>): Promise<void> => {
  await ctx.db.updateTable('call').set(set).where('tenantId', '=', ctx.tenantId).where('id', '=', id).execute()
}

/** Who earlier calls of this number were from, the latest first. */
export const callersBefore = async (ctx: Context, hashes: readonly string[]): Promise<string[]> => {
  const rows = await ctx.db
    .selectFrom('call')
    .select('personId')
    .where('tenantId', '=', ctx.tenantId)
    .where('numberHash', 'in', [...hashes])
    .where('personId', 'is not', null)
    .orderBy('rangAt', 'desc')
    .limit(20)
    .execute()
  return [...new Set(rows.flatMap(({ personId }) => personId ?? []))]
}

type Condition = RawBuilder<SqlBool>

/** Calls of the areas, those of nobody known, and those one answered oneself. */
export const seenBy = (paths: readonly string[], me: string | null): Condition =>
  sql<SqlBool>`(c.area_path is null or c.answered_by = ${me} or c.area_path = any(${[...paths]}::text[])
    or c.area_path like any(${paths.map((path) => `${path}.%`)}::text[]))`

/** Whoever it is from: somebody must answer. */
export const ringingOr = (seen: Condition): Condition => sql<SqlBool>`(c.answered_at is null or ${seen})`

const stateIs: Readonly<Record<CallState, Condition>> = {
  ringing: sql<SqlBool>`c.answered_at is null and c.ended_at is null`,
  talking: sql<SqlBool>`c.answered_at is not null and c.ended_at is null`,
  ended: sql<SqlBool>`c.answered_at is not null and c.ended_at is not null`,
  missed: sql<SqlBool>`c.answered_at is null and c.ended_at is not null`,
}

export type CallFilter = {
  readonly seen: Condition
  readonly ids?: readonly string[] | undefined
  readonly now?: boolean | undefined
  readonly state?: CallState | undefined
  readonly direction?: string | undefined
  readonly from?: Date | undefined
  readonly to?: Date | undefined
  readonly hashes?: readonly string[] | undefined
  readonly personIds?: readonly string[] | undefined
  readonly after?: readonly [Date, string] | undefined
  readonly limit: number
}

const conditions = ({ seen, ids, now, state, direction, from, to, hashes, personIds, after }: CallFilter) => [
  seen,
  ...(ids ? [sql<SqlBool>`c.id = any(${[...ids]}::uuid[])`] : []),
  ...(now ? [sql<SqlBool>`c.ended_at is null`] : []),
  ...(state ? [stateIs[state]] : []),
  ...(direction ? [sql<SqlBool>`c.direction = ${direction}`] : []),
  ...(from ? [sql<SqlBool>`c.rang_at >= ${from}`] : []),
  ...(to ? [sql<SqlBool>`c.rang_at < ${to}`] : []),
  ...(hashes
    ? [sql<SqlBool>`(c.number_hash = any(${[...hashes]}::text[]) or c.number_last4_hash = any(${[...hashes]}::text[]))`]
    : []),
  ...(personIds ? [sql<SqlBool>`c.person_id = any(${[...personIds]}::uuid[])`] : []),
  ...(after ? [sql<SqlBool>`(c.rang_at, c.id) < (${after[0]}, ${after[1]}::uuid)`] : []),
]

/** Newest first. */
export const callsWhere = async (ctx: Context, filter: CallFilter): Promise<CallRow[]> => {
  const { rows } = await sql<CallRow>`
    select c.*, p.call_name, a.name as area_name, g.call_name as agent_name,
      r.told_at, r.fetched_at, r.removed_at, r.tries as fetch_tries
    from call c
    left join person p on p.tenant_id = c.tenant_id and p.id = c.person_id
    left join person g on g.tenant_id = c.tenant_id and g.id = c.answered_by
    left join area a on a.tenant_id = c.tenant_id and a.path = c.area_path
    left join call_recording r on r.tenant_id = c.tenant_id and r.call_id = c.id
    where c.tenant_id = ${ctx.tenantId} and ${sql.join(conditions(filter), sql` and `)}
    order by c.rang_at desc, c.id desc limit ${filter.limit}`.execute(ctx.db)
  return rows
}

/** Rings nobody has ended for so long, and talks of hours: an event was lost on the way. */
export const endLost = async (ctx: Context, rangBefore: Date, talkedBefore: Date): Promise<CallRecord[]> => {
  const { rows } = await sql<CallRecord>`
    update call c set ended_at = ${ctx.now}, ended_by = 'nobody'
    where c.tenant_id = ${ctx.tenantId} and c.ended_at is null
      and (c.answered_at is null and c.rang_at < ${rangBefore} or c.answered_at < ${talkedBefore})
    returning c.*`.execute(ctx.db)
  return rows
}
