import { sql } from 'kysely'
import type { Context } from '../../kit/context.ts'

export type Period = { readonly path: string; readonly from: Date; readonly to: Date; readonly zone: string }

/** Requests reported in the period under the path. */
const reported = (ctx: Context, { path, from, to }: Period) => sql`
  select r.* from request r
  where r.tenant_id = ${ctx.tenantId} and (r.area_path = ${path} or r.area_path like ${`${path}.%`}) and r.reported_at >= ${from} and r.reported_at < ${to}`

export type Totals = {
  readonly all: number
  readonly open: number
  readonly done: number
  readonly unmet: number
  readonly cancelled: number
  readonly late: number
  readonly dispatched: number
  readonly contactedInTime: number
  readonly notDispatched: number
  readonly calledBack: number
  readonly solved: number
  readonly satisfied: number
  readonly unconfirmed: number
  readonly notRated: number
  readonly accepted: number
  readonly medianMinutes: number | null
  readonly p90Minutes: number | null
}

/**
 * Counts behind the rates of rules.md §2. A valid call-back is a rating, by the person's own phone or by call; the last one of a request counts.
 * Response: contacted in time ÷ dispatched. Excluded from the latter two: closed as unconfirmed, and not rated yet.
 */
export const totals = async (ctx: Context, period: Period): Promise<Totals> => {
  const { rows } = await sql<Totals>`
    with r as (${reported(ctx, period)}),
    last as (select distinct on (ra.request_id) ra.request_id, ra.satisfaction, ra.solved from rating ra join r on r.id = ra.request_id where ra.tenant_id = ${ctx.tenantId} order by ra.request_id, ra.at desc),
    contact as (select d.request_id, d.due_at, d.met_at from request_due d join r on r.id = d.request_id where d.tenant_id = ${ctx.tenantId} and d.step = 'contact'),
    late as (select distinct d.request_id from request_due d join r on r.id = d.request_id where d.tenant_id = ${ctx.tenantId} and (d.met_at > d.due_at or (d.met_at is null and d.due_at < ${ctx.now})))
    select count(*)::int as "all",
      count(*) filter (where state in ('reported', 'dispatching', 'in_meeting', 'assigned', 'under_way', 'reopened'))::int as open,
      count(*) filter (where state in ('done', 'confirmed', 'closed', 'answered'))::int as done,
      count(*) filter (where state = 'unmet')::int as unmet,
      count(*) filter (where state in ('cancelled', 'duplicate', 'declined'))::int as cancelled,
      (select count(*)::int from late) as late,
      count(*) filter (where dispatched_at is not null)::int as dispatched,
      count(*) filter (where dispatched_at is null)::int as "notDispatched",
      count(*) filter (where dispatched_at is not null and exists (select 1 from contact c where c.request_id = r.id and c.met_at <= c.due_at))::int as "contactedInTime",
      (select count(*)::int from last) as "calledBack",
      (select count(*) filter (where solved)::int from last) as solved,
      (select count(*) filter (where satisfaction >= 3)::int from last) as satisfied,
      count(*) filter (where confirmed_how = 'unconfirmed')::int as unconfirmed,
      count(*) filter (where state in ('done', 'confirmed', 'closed') and confirmed_how is distinct from 'unconfirmed' and not exists (select 1 from last where last.request_id = r.id))::int as "notRated",
      count(accepted_at)::int as accepted,
      percentile_cont(0.5) within group (order by extract(epoch from accepted_at - reported_at) / 60) filter (where accepted_at is not null) as "medianMinutes",
      percentile_cont(0.9) within group (order by extract(epoch from accepted_at - reported_at) / 60) filter (where accepted_at is not null) as "p90Minutes"
    from r`.execute(ctx.db)
  return rows[0]!
}

export type ServiceTotals = {
  readonly visits: number
  readonly minutes: number
  readonly volunteersActive: number
  readonly volunteersAll: number
  readonly pointsIssued: number
}

export const serviceTotals = async (ctx: Context, { path, from, to }: Period): Promise<ServiceTotals> => {
  const under = sql`(v.area_path = ${path} or v.area_path like ${`${path}.%`})`
  const { rows } = await sql<ServiceTotals>`
    select
      (select count(*)::int from visit v where v.tenant_id = ${ctx.tenantId} and ${under} and v.state = 'signed' and v.ended_at >= ${from} and v.ended_at < ${to}) as visits,
      (select coalesce(sum(vp.minutes), 0)::int from visit_person vp join visit v on v.tenant_id = vp.tenant_id and v.id = vp.visit_id
        where v.tenant_id = ${ctx.tenantId} and ${under} and vp.state = 'signed' and vp.volunteer_id is not null and v.ended_at >= ${from} and v.ended_at < ${to}) as minutes,
      (select count(distinct vp.volunteer_id)::int from visit_person vp join visit v on v.tenant_id = vp.tenant_id and v.id = vp.visit_id
        where v.tenant_id = ${ctx.tenantId} and ${under} and vp.state = 'signed' and v.ended_at >= ${from} and v.ended_at < ${to}) as "volunteersActive",
      (select count(distinct vo.id)::int from volunteer vo join household_member hm on hm.tenant_id = vo.tenant_id and hm.person_id = vo.person_id and hm.to_on is null
        join household h on h.tenant_id = hm.tenant_id and h.id = hm.household_id join area a on a.tenant_id = h.tenant_id and a.id = h.area_id
        where vo.tenant_id = ${ctx.tenantId} and vo.state = 'approved' and (a.path = ${path} or a.path like ${`${path}.%`})) as "volunteersAll",
      (select coalesce(sum(t.amount), 0)::int from ledger_transfer t join ledger_account d on d.tenant_id = t.tenant_id and d.id = t.debit_account_id
        join sheet s on s.tenant_id = t.tenant_id and s.id = t.cause_id join visit v on v.tenant_id = s.tenant_id and v.id = s.visit_id
        where t.tenant_id = ${ctx.tenantId} and t.cause_kind = 'sheet' and t.unit = 'points' and d.kind = 'issuing' and ${under} and t.at >= ${from} and t.at < ${to}) as "pointsIssued"`.execute(
    ctx.db,
  )
  return rows[0]!
}

export const countsByService = async (ctx: Context, period: Period) =>
  (
    await sql<{ code: string; zh: string; en: string; count: number }>`
    with r as (${reported(ctx, period)})
    select s.code, s.zh, s.en, count(*)::int as count from r join service s on s.tenant_id = r.tenant_id and s.id = r.service_id
    group by s.code, s.zh, s.en order by count desc, s.code`.execute(ctx.db)
  ).rows

export const countsByUrgency = async (ctx: Context, period: Period) =>
  (
    await sql<{ urgency: 'life' | 'basic' | 'ordinary' | 'complex' | 'advice'; count: number }>`
    with r as (${reported(ctx, period)}) select urgency, count(*)::int as count from r group by urgency order by urgency`.execute(
      ctx.db,
    )
  ).rows

export const countsByKind = async (ctx: Context, period: Period) =>
  (
    await sql<{ kind: 'basic' | 'development' | 'emergency'; count: number }>`
    with r as (${reported(ctx, period)}) select kind, count(*)::int as count from r group by kind order by kind`.execute(
      ctx.db,
    )
  ).rows

/** The areas one step below, with what was reported under each on its day. */
export const countsByArea = async (ctx: Context, period: Period, areaId: string) =>
  (
    await sql<{ areaId: string; name: string; nameEn: string; count: number; done: number; late: number }>`
    with r as (${reported(ctx, period)})
    select a.id as "areaId", a.name, a.name_en as "nameEn", count(r.id)::int as count,
      count(*) filter (where r.state in ('done', 'confirmed', 'closed', 'answered'))::int as done,
      count(*) filter (where exists (select 1 from request_due d where d.tenant_id = r.tenant_id and d.request_id = r.id and (d.met_at > d.due_at or (d.met_at is null and d.due_at < ${ctx.now}))))::int as late
    from area a left join r on r.area_path = a.path or r.area_path like a.path || '.%'
    where a.tenant_id = ${ctx.tenantId} and a.parent_id = ${areaId} and a.kind <> 'door'
    group by a.id, a.name, a.name_en, a.sort_key order by a.sort_key, a.id`.execute(ctx.db)
  ).rows

export const countsByDay = async (ctx: Context, period: Period) =>
  (
    await sql<{ day: string; reported: number; done: number }>`
    with r as (${reported(ctx, period)}),
    came as (select to_char(reported_at at time zone ${period.zone}, 'YYYY-MM-DD') as day, count(*)::int as n from r group by 1),
    finished as (select to_char(done_at at time zone ${period.zone}, 'YYYY-MM-DD') as day, count(*)::int as n from r where done_at < ${period.to} group by 1)
    select day, coalesce(came.n, 0) as reported, coalesce(finished.n, 0) as done from came full join finished using (day) order by day`.execute(
      ctx.db,
    )
  ).rows
