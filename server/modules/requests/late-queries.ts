// What the clock looks for: steps nearly due, steps passed unmet, late ones to be raised, and what was confirmed long ago.
import { type SqlBool, sql } from 'kysely'
import type { DueStep } from '@linbang/contract/requests'
import type { Context } from '../../kit/context.ts'
import { type After, overdue, past, under } from './list-queries.ts'
import { rowColumns, type RowFacts, rowTables } from './present-queries.ts'
import { openStates } from './rules.ts'

const openList = sql.raw(openStates.map((state) => `'${state}'`).join(', '))
/** So many requests in one look; the next look, some seconds later, goes on. */
const atATime = 2000

const running = ({ now }: Context) =>
  sql<SqlBool>`r.state in (${openList}) and (r.paused_until is null or r.paused_until <= ${now})`
const stepsOfRequests = sql`request_due d join request r on r.tenant_id = d.tenant_id and r.id = d.request_id`

export const lateRequests = async (ctx: Context, most = atATime): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select d.request_id as id from ${stepsOfRequests}
    where d.tenant_id = ${ctx.tenantId} and d.met_at is null and d.late_since is null and d.due_at < ${ctx.now} and ${running(ctx)}
    group by d.request_id order by min(d.due_at) limit ${most}`.execute(ctx.db)
  return rows.map(({ id }) => id)
}

const isToRaise = ({ now }: Context) =>
  sql<SqlBool>`d.met_at is null and d.late_since is not null and d.raise_at <= ${now}`

/** Late requests whose time at the level told last is over. */
export const toRaise = async (ctx: Context, most = atATime): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select d.request_id as id from ${stepsOfRequests} where d.tenant_id = ${ctx.tenantId} and ${isToRaise(ctx)} and ${running(ctx)}
    group by d.request_id order by min(d.raise_at) limit ${most}`.execute(ctx.db)
  return rows.map(({ id }) => id)
}

export type Level = 'building' | 'grid' | 'community' | 'street'
export type Raised = { readonly step: DueStep; readonly raisedTo: Level | null; readonly raiseAt: Date | null }

export const raisedSteps = async (ctx: Context, requestId: string): Promise<Raised[]> => {
  const { rows } = await sql<Raised>`
    select d.step, d.raised_to, d.raise_at from request_due d
    where d.tenant_id = ${ctx.tenantId} and d.request_id = ${requestId} and ${isToRaise(ctx)} order by d.due_at`.execute(
    ctx.db,
  )
  return rows
}

export const keepRaised = async (
  { db, tenantId }: Context,
  requestId: string,
  { step, raisedTo, raiseAt }: Raised,
): Promise<void> => {
  await db
    .updateTable('requestDue')
    .set({ raisedTo, raiseAt })
    .where('tenantId', '=', tenantId)
    .where('requestId', '=', requestId)
    .where('step', '=', step)
    .execute()
}

/** When reminders are sent: figures of the policy in force. */
export type Ahead = {
  readonly remindPercent: number
  readonly remindAtMostMinutes: number
  readonly remindFromMinutes: number
}

/** In the last part of its time, if that time is long enough; never for life, which rings by itself. */
const isSoon = ({ now }: Context, { remindPercent, remindAtMostMinutes, remindFromMinutes }: Ahead) => {
  const minutes = (count: number) => sql`make_interval(mins => ${count})`
  const time = sql`(d.due_at - r.reported_at)`
  return sql<SqlBool>`d.met_at is null and d.late_since is null and d.reminded_at is null and r.urgency <> 'life'
    and d.due_at > ${now} and d.due_at < ${now}::timestamptz + ${minutes(remindAtMostMinutes)} and ${time} >= ${minutes(remindFromMinutes)}
    and ${now}::timestamptz >= d.due_at - least(${time} * (${remindPercent}::int / 100.0), ${minutes(remindAtMostMinutes)})`
}

export const dueSoon = async (ctx: Context, ahead: Ahead, most = atATime): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select d.request_id as id from ${stepsOfRequests} where d.tenant_id = ${ctx.tenantId} and ${isSoon(ctx, ahead)} and ${running(ctx)}
    group by d.request_id order by min(d.due_at) limit ${most}`.execute(ctx.db)
  return rows.map(({ id }) => id)
}

/** The steps that are reminded of now, marked so that nobody is reminded of them again; the nearest is answered. */
export const markReminded = async (
  ctx: Context,
  requestId: string,
  ahead: Ahead,
): Promise<{ step: DueStep; dueAt: Date } | undefined> => {
  const { rows } = await sql<{ step: DueStep; dueAt: Date }>`
    update request_due d set reminded_at = ${ctx.now} from request r
    where r.tenant_id = d.tenant_id and r.id = d.request_id and d.tenant_id = ${ctx.tenantId} and d.request_id = ${requestId}
      and ${isSoon(ctx, ahead)}
    returning d.step, d.due_at`.execute(ctx.db)
  return rows.toSorted((one, other) => one.dueAt.getTime() - other.dueAt.getTime())[0]
}

export type LateFacts = RowFacts & {
  readonly step: DueStep
  readonly dueAt: Date
  readonly ownerName: string | null
  readonly raisedTo: Level | null
  readonly raiseAt: Date | null
}

export const lateRows = async (
  ctx: Context,
  paths: readonly string[],
  after: After | undefined,
  limit: number,
): Promise<LateFacts[]> => {
  const { rows } = await sql<LateFacts>`
    select ${rowColumns}, d.step, d.due_at, d.raised_to, d.raise_at, w.name as owner_name from ${rowTables}
    join request_due d on d.tenant_id = r.tenant_id and d.request_id = r.id and d.step::text = r.next_due_step::text
    left join person w on w.tenant_id = r.tenant_id and w.id = r.owner_person_id
    where r.tenant_id = ${ctx.tenantId} and ${under(paths)} and ${overdue(ctx.now)} and ${after ? past('due', after) : sql`true`}
    order by r.next_due_at, r.id limit ${limit}`.execute(ctx.db)
  return rows
}

export const lateCount = async (ctx: Context, paths: readonly string[]): Promise<number> => {
  const { rows } = await sql<{ total: number }>`
    select count(*)::int as total from request r where r.tenant_id = ${ctx.tenantId} and ${under(paths)} and ${overdue(ctx.now)}`.execute(
    ctx.db,
  )
  return rows[0]?.total ?? 0
}

export const longConfirmed = async (ctx: Context, before: Date): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select r.id from request r where r.tenant_id = ${ctx.tenantId} and r.state = 'confirmed' and r.confirmed_at < ${before}
    order by r.confirmed_at limit 500`.execute(ctx.db)
  return rows.map(({ id }) => id)
}
