// What stands behind a figure: one table says which requests each figure counts, and both the count and its list go by it.
import { sql } from 'kysely'
import type { Case } from '@linbang/contract/reports'
import type { Context } from '../../kit/context.ts'
import { type Period, reported } from './queries.ts'

const rate = sql`f.dispatched_at is not null`
const waits = sql`f.state in ('done', 'confirmed', 'closed') and f.confirmed_how is distinct from 'unconfirmed' and not f.rated`

/**
 * The rates of rules.md §2. A valid call-back is a rating, by the person's own phone or by call; the last one of a request counts.
 * Response: contacted in time ÷ dispatched. Left out of the other two: closed as unconfirmed, and not rated yet.
 */
const conditions: Readonly<Record<Case, ReturnType<typeof sql>>> = {
  all: sql`true`,
  open: sql`f.state in ('reported', 'dispatching', 'in_meeting', 'assigned', 'under_way', 'reopened')`,
  done: sql`f.state in ('done', 'confirmed', 'closed', 'answered')`,
  unmet: sql`f.state = 'unmet'`,
  cancelled: sql`f.state in ('cancelled', 'duplicate', 'declined')`,
  late: sql`f.late`,
  accepted: sql`f.accepted_at is not null`,
  dispatched: rate,
  not_dispatched: sql`f.dispatched_at is null`,
  contacted_in_time: sql`${rate} and f.in_time`,
  called_back: sql`f.rated`,
  solved: sql`f.solved`,
  satisfied: sql`f.satisfaction >= 3`,
  unconfirmed: sql`f.confirmed_how = 'unconfirmed'`,
  not_rated_yet: waits,
}

const facts = (ctx: Context, period: Period) => sql`
  r as (${reported(ctx, period)}),
  last as (select distinct on (ra.request_id) ra.request_id, ra.satisfaction, ra.solved from rating ra join r on r.id = ra.request_id where ra.tenant_id = ${ctx.tenantId} order by ra.request_id, ra.at desc),
  contact as (select d.request_id, d.met_at <= d.due_at as in_time from request_due d join r on r.id = d.request_id where d.tenant_id = ${ctx.tenantId} and d.step = 'contact'),
  late as (select distinct d.request_id from request_due d join r on r.id = d.request_id where d.tenant_id = ${ctx.tenantId} and (d.met_at > d.due_at or (d.met_at is null and d.due_at < ${ctx.now}))),
  f as (select r.id, r.state, r.reported_at, r.dispatched_at, r.accepted_at, r.confirmed_how, coalesce(contact.in_time, false) as in_time, late.request_id is not null as late,
    last.request_id is not null as rated, coalesce(last.solved, false) as solved, last.satisfaction
    from r left join last on last.request_id = r.id left join contact on contact.request_id = r.id left join late on late.request_id = r.id)`

export type Totals = Readonly<Record<Case, number>> & {
  readonly medianMinutes: number | null
  readonly p90Minutes: number | null
}

/** One pass for all figures. */
export const totals = async (ctx: Context, period: Period): Promise<Totals> => {
  const counts = Object.values(conditions).map((holds) => sql`count(*) filter (where ${holds})::int`)
  const minutes = sql`within group (order by extract(epoch from f.accepted_at - f.reported_at) / 60) filter (where f.accepted_at is not null)`
  const { rows } = await sql<{ counts: number[]; medianMinutes: number | null; p90Minutes: number | null }>`
    with ${facts(ctx, period)} select array[${sql.join(counts)}] as counts,
      percentile_cont(0.5) ${minutes} as "medianMinutes", percentile_cont(0.9) ${minutes} as "p90Minutes" from f`.execute(
    ctx.db,
  )
  const { counts: found, medianMinutes, p90Minutes } = rows[0]!
  const named = Object.keys(conditions).map((name, place) => [name, found[place] ?? 0])
  return { ...(Object.fromEntries(named) as Record<Case, number>), medianMinutes, p90Minutes }
}

export const casesOf = async (
  ctx: Context,
  period: Period,
  which: Case,
  after: readonly [Date, string] | undefined,
  limit: number,
) => {
  const rest = after ? sql`(f.reported_at, f.id) < (${after[0]}, ${after[1]}::uuid)` : sql`true`
  const { rows } = await sql<{ id: string; reportedAt: Date }>`
    with ${facts(ctx, period)} select f.id, f.reported_at as "reportedAt" from f where ${conditions[which]} and ${rest}
    order by f.reported_at desc, f.id desc limit ${limit}`.execute(ctx.db)
  return rows
}
