// What asks have taught: the history of one helper, counted anew whenever one of their offers changes, and what the last
// asks of the whole community say about chances and delays.
import { sql } from 'kysely'
import type { Insertable } from 'kysely'
import type { Context } from '../../kit/context.ts'
import type { Tables } from '../../kit/db.ts'

/** An ask taken back early counts as a silence by the share of this time that it lay there. */
const answerMinutes = 20
const lookedAt = 2000

/** A yes is a yes, also when somebody else was quicker. */
const yes = sql`(o.state = 'accepted' or o.late_yes_at is not null)`
const answered = sql`coalesce(o.late_yes_at, o.answered_at)`

const weight = (
  ctx: Context,
) => sql`case when o.late_yes_at is not null or o.state in ('accepted', 'declined', 'expired') then 1
  else greatest(0, least(1, extract(epoch from coalesce(o.answered_at, ${ctx.now}::timestamptz) - o.sent_at) / ${answerMinutes * 60})) end`

/** Counts the history of these helpers anew, or of everybody. Doing it twice is the same as once. */
export const recount = async (ctx: Context, helperIds: readonly string[] | 'everybody'): Promise<void> => {
  if (helperIds.length === 0) return
  const only =
    helperIds === 'everybody'
      ? sql`true`
      : sql`(o.volunteer_id = any(${[...helperIds].sort()}::uuid[]) or o.organisation_id = any(${[...helperIds].sort()}::uuid[]))`
  await sql`
    insert into helper_history (tenant_id, helper_id, asks, yes, no, ignored_in_a_row, fatigue, counted_at)
    select o.tenant_id, coalesce(o.volunteer_id, o.organisation_id) as helper_id, count(*),
      count(*) filter (where ${yes}),
      coalesce(sum(${weight(ctx)} * case when o.declared_free then 1 else 0.12 end) filter (where not ${yes}), 0),
      count(*) filter (where o.state = 'expired' and not ${yes} and o.sent_at > coalesce(o.last_yes, '-infinity')),
      coalesce(sum(exp(-extract(epoch from ${ctx.now}::timestamptz - o.sent_at) / 259200)) filter (where o.sent_at > ${ctx.now}::timestamptz - interval '30 days'), 0),
      ${ctx.now}
    from (select o.*, max(${answered}) filter (where ${yes}) over (partition by coalesce(o.volunteer_id, o.organisation_id)) as last_yes
      from offer o where o.tenant_id = ${ctx.tenantId} and o.made_by <> 'claim' and ${only}) o
    group by o.tenant_id, coalesce(o.volunteer_id, o.organisation_id) order by helper_id
    on conflict (tenant_id, helper_id) do update set asks = excluded.asks, yes = excluded.yes, no = excluded.no,
      ignored_in_a_row = excluded.ignored_in_a_row, fatigue = excluded.fatigue, counted_at = excluded.counted_at`.execute(
    ctx.db,
  )
}

export type Lessons = {
  readonly asks: number
  readonly predicted: number
  readonly accepted: number
  readonly urgentMinutes: readonly number[]
  readonly otherMinutes: readonly number[]
}

/** The last asks whose chance was written down: how many said yes, how many were expected to, and how long a yes took. */
export const lessonsOfLastAsks = async (ctx: Context): Promise<Lessons> => {
  const { rows } = await sql<Lessons>`
    select count(*)::int as asks, coalesce(sum(o.raw_chance * ${weight(ctx)}), 0)::double precision as predicted,
      (count(*) filter (where ${yes}))::int as accepted,
      coalesce(jsonb_agg(round(extract(epoch from ${answered} - o.sent_at) / 60, 2)) filter (where ${yes} and o.made_by = 'alert'), '[]') as "urgentMinutes",
      coalesce(jsonb_agg(round(extract(epoch from ${answered} - o.sent_at) / 60, 2)) filter (where ${yes} and o.made_by = 'wave'), '[]') as "otherMinutes"
    from (select * from offer where tenant_id = ${ctx.tenantId} and raw_chance is not null order by sent_at desc limit ${lookedAt}) o`.execute(
    ctx.db,
  )
  return rows[0]!
}

export const insertLessons = async (
  ctx: Context,
  rows: readonly Insertable<Tables['dispatchLesson']>[],
): Promise<void> => {
  if (rows.length > 0)
    await ctx.db
      .insertInto('dispatchLesson')
      .values([...rows])
      .execute()
}
