import { sql } from 'kysely'
import type { Context } from '../../kit/context.ts'

export type Period = { readonly path: string; readonly from: Date; readonly to: Date; readonly zone: string }

/** Requests reported in the period under the path. */
export const reported = (ctx: Context, { path, from, to }: Period) => sql`
  select r.* from request r
  where r.tenant_id = ${ctx.tenantId} and (r.area_path = ${path} or r.area_path like ${`${path}.%`}) and r.reported_at >= ${from} and r.reported_at < ${to}`

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
