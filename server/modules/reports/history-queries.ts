// What a community knows of itself: who may help and how they answered, what was asked for and where, its grids. Read only.
import { sql } from 'kysely'
import type { Context } from '../../kit/context.ts'

export type Stretch = { readonly path: string; readonly from: Date; readonly to: Date; readonly zone: string }
const under = (column: string, path: string) =>
  sql`(${sql.ref(column)} = ${path} or ${sql.ref(column)} like ${`${path}.%`})`

export type HelperRow = {
  readonly id: string
  readonly shop: boolean
  readonly lat: number | null
  readonly lon: number | null
  readonly holdings: readonly { kind: string; code: string }[]
  readonly serviceIds: readonly string[]
  /** Minutes of the day from and to, weekday 1 to 7. */
  readonly hours: readonly { weekday: number; from: number; to: number }[]
  readonly asks: number
  readonly yes: number
}

/** Approved volunteers who live under the path, with what they hold; organisations there, with what they offer. */
export const helpersUnder = async (ctx: Context, { path, from, to }: Stretch): Promise<HelperRow[]> => {
  const answered = sql`count(*)::int as asks, count(*) filter (where o.state = 'accepted')::int as yes`
  // who was told in the middle of thinking that somebody else comes has not answered
  const asked = sql`o.tenant_id = ${ctx.tenantId} and o.sent_at >= ${from} and o.sent_at < ${to} and o.made_by <> 'claim' and o.state in ('accepted', 'declined', 'expired')`
  const { rows } = await sql<HelperRow>`
    with home as (
      select distinct on (hm.person_id) hm.person_id, a.path, a.lat, a.lon from household_member hm
      join household h on h.tenant_id = hm.tenant_id and h.id = hm.household_id join area a on a.tenant_id = h.tenant_id and a.id = h.area_id
      where hm.tenant_id = ${ctx.tenantId} and hm.lives_there and hm.to_on is null and ${under('a.path', path)} order by hm.person_id, hm.from_on desc),
    volunteers as (select o.volunteer_id, ${answered} from offer o where ${asked} and o.volunteer_id is not null group by 1),
    houses as (select o.organisation_id, ${answered} from offer o where ${asked} and o.organisation_id is not null group by 1)
    select v.id, false as shop, home.lat, home.lon,
      coalesce((select jsonb_agg(jsonb_build_object('kind', h.kind, 'code', h.code)) from holding h where h.tenant_id = v.tenant_id and h.person_id = v.person_id and h.ended_at is null
        and (h.to_on is null or h.to_on >= ${to}::date) and (h.kind = 'skill' or h.verified_at is not null)), '[]') as holdings, '[]'::jsonb as "serviceIds",
      coalesce((select jsonb_agg(jsonb_build_object('weekday', w.weekday, 'from', w.from_minute, 'to', w.to_minute)) from volunteer_hours w where w.tenant_id = v.tenant_id and w.volunteer_id = v.id), '[]') as hours,
      coalesce(s.asks, 0) as asks, coalesce(s.yes, 0) as yes
    from volunteer v join home on home.person_id = v.person_id left join volunteers s on s.volunteer_id = v.id
    where v.tenant_id = ${ctx.tenantId} and v.state = 'approved' and v.organisation_id is null
    union all
    select o.id, true, coalesce(o.lat, a.lat), coalesce(o.lon, a.lon), '[]'::jsonb,
      coalesce((select jsonb_agg(os.service_id) from organisation_service os where os.tenant_id = o.tenant_id and os.organisation_id = o.id and os.active), '[]'),
      coalesce((select jsonb_agg(jsonb_build_object('weekday', (x ->> 'weekday')::int,
        'from', split_part(x ->> 'from', ':', 1)::int * 60 + split_part(x ->> 'from', ':', 2)::int,
        'to', split_part(x ->> 'to', ':', 1)::int * 60 + split_part(x ->> 'to', ':', 2)::int)) from jsonb_array_elements(o.opening) x), '[]'),
      coalesce(s.asks, 0), coalesce(s.yes, 0)
    from organisation o join area a on a.tenant_id = o.tenant_id and a.id = o.area_id left join houses s on s.organisation_id = o.id
    where o.tenant_id = ${ctx.tenantId} and o.state = 'approved' and ${under('a.path', path)}
    order by 1`.execute(ctx.db)
  return rows
}

export type AskedRow = {
  readonly serviceId: string
  readonly urgent: boolean
  /** Minutes since 1970 on the clock on the wall. */
  readonly at: number
  readonly windowFrom: number | null
  readonly windowTo: number | null
  readonly minutes: number
  readonly lat: number | null
  readonly lon: number | null
  /** Who came to this person last. */
  readonly helperId: string | null
  readonly waited: number | null
  readonly unmet: boolean
}

/** Requests somebody was looked for, as they were reported. */
export const askedUnder = async (ctx: Context, { path, from, to, zone }: Stretch): Promise<AskedRow[]> => {
  const wall = (column: string) => sql`floor(extract(epoch from ${sql.ref(column)} at time zone ${zone}) / 60)::float8`
  const { rows } = await sql<AskedRow>`
    with came as (
      select distinct on (vi.person_id) vi.person_id, coalesce(vp.volunteer_id, vp.organisation_id) as helper_id
      from visit vi join visit_person vp on vp.tenant_id = vi.tenant_id and vp.visit_id = vi.id
      where vi.tenant_id = ${ctx.tenantId} and vp.state = 'signed' and ${under('vi.area_path', path)} order by vi.person_id, vi.ended_at desc)
    select r.service_id as "serviceId", r.urgency = 'life' as urgent, ${wall('r.reported_at')} as at, ${wall('r.window_from')} as "windowFrom", ${wall('r.window_to')} as "windowTo",
      r.minutes, a.lat, a.lon, came.helper_id as "helperId", (extract(epoch from r.accepted_at - r.reported_at) / 60)::float8 as waited, r.state = 'unmet' as unmet
    from request r join area a on a.tenant_id = r.tenant_id and a.id = r.area_id left join came on came.person_id = r.person_id
    where r.tenant_id = ${ctx.tenantId} and ${under('r.area_path', path)} and r.reported_at >= ${from} and r.reported_at < ${to}
      and r.dispatched_at is not null and r.state not in ('cancelled', 'duplicate', 'declined')
    order by r.reported_at, r.id`.execute(ctx.db)
  return rows
}

export type AnswerRow = { readonly accepted: boolean; readonly minutes: number | null; readonly urgent: boolean }

/** Offers made for requests of the area and how they were answered; withdrawn ones tell nothing. */
export const answersUnder = async (ctx: Context, { path, from, to }: Stretch): Promise<AnswerRow[]> => {
  const { rows } = await sql<AnswerRow>`
    select o.state = 'accepted' as accepted, r.urgency = 'life' as urgent,
      case when o.state = 'accepted' and o.answered_at > o.sent_at then (extract(epoch from o.answered_at - o.sent_at) / 60)::float8 end as minutes
    from offer o join request r on r.tenant_id = o.tenant_id and r.id = o.request_id
    where o.tenant_id = ${ctx.tenantId} and o.sent_at >= ${from} and o.sent_at < ${to} and o.made_by <> 'claim' and o.state in ('accepted', 'declined', 'expired') and ${under('r.area_path', path)}
    order by o.sent_at, o.id`.execute(ctx.db)
  return rows
}

export type GridRow = {
  readonly id: string
  readonly name: string
  readonly nameEn: string
  readonly lat: number
  readonly lon: number
}

/** Grids under the path, each at the middle of its buildings. */
export const gridsUnder = async (ctx: Context, path: string): Promise<GridRow[]> => {
  const { rows } = await sql<GridRow>`
    select g.id, g.name, g.name_en as "nameEn", avg(b.lat)::float8 as lat, avg(b.lon)::float8 as lon
    from area g join area b on b.tenant_id = g.tenant_id and b.path like g.path || '.%' and b.kind = 'building' and b.lat is not null and b.lon is not null
    where g.tenant_id = ${ctx.tenantId} and g.kind = 'grid' and ${under('g.path', path)} and g.valid_to is null
    group by g.id, g.name, g.name_en, g.sort_key order by g.sort_key, g.id`.execute(ctx.db)
  return rows
}

export type LoadRow = {
  readonly volunteerId: string
  readonly callName: string
  readonly jobs: number
  readonly minutes: number
  readonly asked: number
  readonly accepted: number
  readonly asksADay: number
}

/** Every approved volunteer who lives under the path, with what they did and were asked in the time. */
export const loadsUnder = async (ctx: Context, { path, from, to }: Stretch): Promise<LoadRow[]> => {
  const { rows } = await sql<LoadRow>`
    with done as (select vp.volunteer_id, count(*)::int as jobs, coalesce(sum(vp.minutes), 0)::int as minutes from visit_person vp
      where vp.tenant_id = ${ctx.tenantId} and vp.state = 'signed' and vp.volunteer_id is not null and vp.finished_at >= ${from} and vp.finished_at < ${to} group by 1),
    asked as (select o.volunteer_id, count(*)::int as asked, count(*) filter (where o.state = 'accepted')::int as accepted from offer o
      where o.tenant_id = ${ctx.tenantId} and o.volunteer_id is not null and o.sent_at >= ${from} and o.sent_at < ${to} group by 1)
    select v.id as "volunteerId", p.call_name as "callName", coalesce(done.jobs, 0) as jobs, coalesce(done.minutes, 0) as minutes,
      coalesce(asked.asked, 0) as asked, coalesce(asked.accepted, 0) as accepted, v.asks_a_day as "asksADay"
    from volunteer v join person p on p.tenant_id = v.tenant_id and p.id = v.person_id
    left join done on done.volunteer_id = v.id left join asked on asked.volunteer_id = v.id
    where v.tenant_id = ${ctx.tenantId} and v.state = 'approved' and exists (
      select 1 from household_member hm join household h on h.tenant_id = hm.tenant_id and h.id = hm.household_id join area a on a.tenant_id = h.tenant_id and a.id = h.area_id
      where hm.tenant_id = v.tenant_id and hm.person_id = v.person_id and hm.to_on is null and ${under('a.path', path)})
    order by jobs desc, minutes desc, v.id`.execute(ctx.db)
  return rows
}

export type WaitRow = {
  readonly areaId: string
  readonly name: string
  readonly nameEn: string
  readonly requests: number
  readonly accepted: number
  readonly unmet: number
  readonly medianMinutes: number | null
  readonly p90Minutes: number | null
  readonly longestId: string | null
  readonly longestNumber: string | null
  readonly longestMinutes: number | null
}

/** Waits from report to acceptance by grid; whoever still waits, waits until now. */
export const waitsUnder = async (ctx: Context, { path, from, to }: Stretch): Promise<WaitRow[]> => {
  const waited = sql`extract(epoch from coalesce(r.accepted_at, ${ctx.now}) - r.reported_at) / 60`
  const { rows } = await sql<WaitRow>`
    with r as (select r.*, g.id as grid_id from request r join area g on g.tenant_id = r.tenant_id and g.kind = 'grid' and r.area_path like g.path || '.%'
      where r.tenant_id = ${ctx.tenantId} and ${under('r.area_path', path)} and r.reported_at >= ${from} and r.reported_at < ${to} and r.dispatched_at is not null and r.state not in ('cancelled', 'duplicate', 'declined')),
    longest as (select distinct on (r.grid_id) r.grid_id, r.id, r.number, ${waited} as minutes from r where r.accepted_at is not null or r.state = 'dispatching' order by r.grid_id, ${waited} desc, r.id)
    select g.id as "areaId", g.name, g.name_en as "nameEn", count(r.id)::int as requests, count(r.accepted_at)::int as accepted, count(*) filter (where r.state = 'unmet')::int as unmet,
      percentile_cont(0.5) within group (order by ${waited}) filter (where r.accepted_at is not null) as "medianMinutes",
      percentile_cont(0.9) within group (order by ${waited}) filter (where r.accepted_at is not null) as "p90Minutes",
      longest.id as "longestId", longest.number as "longestNumber", longest.minutes::int as "longestMinutes"
    from area g left join r on r.grid_id = g.id left join longest on longest.grid_id = g.id
    where g.tenant_id = ${ctx.tenantId} and g.kind = 'grid' and ${under('g.path', path)} and g.valid_to is null
    group by g.id, g.name, g.name_en, g.sort_key, longest.id, longest.number, longest.minutes
    order by "p90Minutes" desc nulls last, g.sort_key, g.id`.execute(ctx.db)
  return rows
}
