// Who could be asked, as one query a decision: everything the engine needs to know of a volunteer or an organisation.
import { sql } from 'kysely'
import type { Context } from '../../kit/context.ts'

export type PoolRow = {
  readonly id: string
  readonly kind: 'volunteer' | 'organisation'
  readonly personId: string | null
  readonly name: string
  readonly callName: string
  readonly class: 'skilled' | 'organisation' | 'general'
  readonly sex: 'female' | 'male' | null
  readonly bornOn: string | null
  readonly guardianAgreed: boolean
  readonly householdIds: readonly string[]
  readonly buildingId: string | null
  readonly buildingName: string | null
  readonly path: string | null
  readonly lat: number | null
  readonly lon: number | null
  readonly serves: readonly string[]
  readonly holdings: readonly { kind: string; code: string; from: string; to: string | null }[]
  readonly hours: readonly { weekday: number; from: number; to: number }[]
  readonly exceptions: readonly { day: string; free: boolean; from: number; to: number }[]
  readonly freeUntil: Date | null
  readonly awayFrom: Date | null
  readonly awayTo: Date | null
  readonly asksADay: number | null
  readonly jobsDone: number
  readonly ratingSum: number
  readonly ratingCount: number
  readonly jobs: readonly { from: string; to: string; lat: number | null; lon: number | null }[]
  readonly jobsLast14Days: number
  readonly askedToday: number
  readonly visitsToPerson: number
  readonly priceCents: number | null
  /** What earlier asks say, counted at `countedAt`; null for whoever was never asked. */
  readonly history: HistoryRow | null
  /** Jobs of the last weeks, each worth exp(-age / 14 days). */
  readonly load: number
  /** Staff were told that this helper cannot come until then. */
  readonly busyUntil: Date | null
}
export type HistoryRow = {
  readonly asks: number
  readonly yes: number
  readonly no: number
  readonly ignored: number
  readonly fatigue: number
  readonly countedAt: string
}

export type PoolQuestion = {
  readonly underPath: string
  readonly personId: string
  readonly serviceId: string
  readonly skills: readonly string[]
  readonly near: { readonly lat: number; readonly lon: number } | null
  /** People with none of the skills who are shown with the reason, nearest first. */
  readonly unskilled: number
  readonly dayStart: Date
  readonly onlyVolunteerId?: string
  /** Only organisations that take points for it. */
  readonly inPoints: boolean
  /** Read only so many volunteers, those whom an urgent request would most likely ask; null reads all. */
  readonly most: number | null
}

type Near = PoolQuestion['near']
/** Of columns lat and lon; unknown where either is. */
const metresFrom = (near: Near) => {
  const [lat, lon] = [sql`${near?.lat ?? null}::double precision`, sql`${near?.lon ?? null}::double precision`]
  return sql`sqrt(((lat - ${lat}) * 110574) ^ 2 + ((lon - ${lon}) * 111320 * cos(radians(${lat}))) ^ 2)`
}
const isUnder = (path: string) => sql`(a.path = ${path} or a.path like ${`${path}.%`})`
const reachesTo = (path: string) => sql`(${isUnder(path)} or ${path} like a.path || '.%')`

const loadOf = (
  ctx: Context,
  whose: ReturnType<typeof sql>,
) => sql`coalesce((select sum(exp(-extract(epoch from ${ctx.now}::timestamptz - vp.finished_at) / 1209600)) from visit_person vp
        where vp.tenant_id = c.tenant_id and ${whose} and vp.state = 'signed' and vp.finished_at > ${ctx.now}::timestamptz - interval '60 days'), 0)::double precision`
const historyOf = (helperId: ReturnType<typeof sql>) =>
  sql`case when hh.helper_id = ${helperId} then jsonb_build_object('asks', hh.asks, 'yes', hh.yes, 'no', hh.no, 'ignored', hh.ignored_in_a_row, 'fatigue', hh.fatigue, 'countedAt', hh.counted_at) end`

/** Whoever is looked at: all with one of the skills, and the nearest without. */
const everybody = ({ underPath, skills, near, unskilled, onlyVolunteerId }: PoolQuestion, tenantId: string) => sql`
    standing as (
      select v.id, a.lat, a.lon,
        ${skills.length} = 0 or exists (
          select 1 from holding s where s.tenant_id = v.tenant_id and s.person_id = v.person_id and s.kind = 'skill'
            and s.ended_at is null and s.code = any(${[...skills]}::text[])) as skilled
      from volunteer v
      left join home on home.tenant_id = v.tenant_id and home.person_id = v.person_id
      left join area a on a.tenant_id = home.tenant_id and a.id = home.area_id
      where v.tenant_id = ${tenantId} and v.state = 'approved' and v.organisation_id is null
        and (${onlyVolunteerId ?? null}::uuid is null or v.id = ${onlyVolunteerId ?? null}::uuid)
        and (${onlyVolunteerId ?? null}::uuid is not null or ${isUnder(underPath)}
          or exists (select 1 from volunteer_area va join area a on a.tenant_id = va.tenant_id and a.id = va.area_id
            where va.tenant_id = v.tenant_id and va.volunteer_id = v.id and ${reachesTo(underPath)}))
    ),
    chosen as (
      (select id from standing where skilled order by id)
      union all
      (select id from standing where not skilled order by ${metresFrom(near)} nulls last, id limit ${unskilled})
    )`

/** Where the home is not known, and metres at which a chance has fallen to 1/e where seconds count. */
const [unknownMetres, nearMetres] = [1000, 360]

/** Written into the statement: a plan for whatever skills takes few to hold them, and then looks up ten thousand homes one by one. */
const holdsOneOf = (skills: readonly string[]) =>
  skills.length === 0
    ? sql``
    : sql`and v.skills && ${sql.lit(`{${skills.map((code) => JSON.stringify(code)).join(',')}}`)}::text[]`

/**
 * Of those with one of the skills so many of the greatest chance and nearness, compared by their logarithm, which does not
 * underflow. Ten thousand are looked at: so each is one row in three tables, and what hangs on a place is reckoned once a place.
 */
const likeliest = async ({ db, tenantId }: Context, question: PoolQuestion, most: number): Promise<string[]> => {
  const { underPath, skills, near } = question
  const { rows } = await sql<{ id: string }>`
    with place as materialized (
      select a.id, ${isUnder(underPath)} as is_under, ${metresFrom(near)} / ${nearMetres} as far from area a where a.tenant_id = ${tenantId}
    ),
    serving as materialized (
      select va.volunteer_id from volunteer_area va join area a on a.tenant_id = va.tenant_id and a.id = va.area_id
      where va.tenant_id = ${tenantId} and ${reachesTo(underPath)}
    )
    select v.id from volunteer v
    left join home on home.tenant_id = v.tenant_id and home.person_id = v.person_id
    left join place on place.id = home.area_id
    left join helper_history hh on hh.tenant_id = v.tenant_id and hh.helper_id = v.id
    where v.tenant_id = ${tenantId} and v.state = 'approved' and v.organisation_id is null
      ${holdsOneOf(skills)}
      and (place.is_under or v.id in (select volunteer_id from serving))
    order by ln((1 + coalesce(hh.yes, 0)) / (9 + coalesce(hh.yes + hh.no, 0))) - coalesce(place.far, ${unknownMetres / nearMetres}) desc, v.id
    limit ${most}`.execute(db)
  return rows.map((row) => row.id)
}

/** Approved volunteers who live or serve under the path. */
export const volunteerPool = async (ctx: Context, question: PoolQuestion): Promise<PoolRow[]> => {
  const { personId, dayStart, most } = question
  const { tenantId } = ctx
  const chosen =
    most === null
      ? everybody(question, tenantId)
      : sql`chosen as (select unnest(${await likeliest(ctx, question, most)}::uuid[]) as id)`
  const { rows } = await sql<PoolRow>`
    with ${chosen}
    select c.id, 'volunteer' as kind, c.person_id as "personId", p.name, p.call_name as "callName", c.class, p.sex, p.born_on as "bornOn",
      c.guardian_agreed_at is not null as "guardianAgreed", a.id as "buildingId", a.name as "buildingName", a.path, a.lat, a.lon,
      c.free_until as "freeUntil", c.away_from as "awayFrom", c.away_to as "awayTo", c.asks_a_day as "asksADay",
      c.jobs_done as "jobsDone", c.rating_sum as "ratingSum", c.rating_count as "ratingCount", null::int as "priceCents",
      coalesce((select jsonb_agg(hm.household_id) from household_member hm where hm.tenant_id = c.tenant_id and hm.person_id = c.person_id and hm.to_on is null), '[]') as "householdIds",
      coalesce((select jsonb_agg(a.path) from volunteer_area va join area a on a.tenant_id = va.tenant_id and a.id = va.area_id where va.tenant_id = c.tenant_id and va.volunteer_id = c.id), '[]') as serves,
      coalesce((select jsonb_agg(jsonb_build_object('kind', x.kind, 'code', x.code, 'from', x.from_on, 'to', x.to_on)) from (
        select h.kind, h.code, h.from_on, h.to_on from holding h where h.tenant_id = c.tenant_id and h.person_id = c.person_id and h.kind <> 'insurance' and h.ended_at is null and (h.kind = 'skill' or h.verified_at is not null)
        union all select 'insurance', 'accident', i.from_on, i.to_on from accident_cover i where i.tenant_id = c.tenant_id and i.person_id = c.person_id and (i.service_id is null or i.service_id = ${question.serviceId})) x), '[]') as holdings,
      coalesce((select jsonb_agg(jsonb_build_object('weekday', w.weekday, 'from', w.from_minute, 'to', w.to_minute)) from volunteer_hours w where w.tenant_id = c.tenant_id and w.volunteer_id = c.id), '[]') as hours,
      coalesce((select jsonb_agg(jsonb_build_object('day', e.day, 'free', e.free, 'from', e.from_minute, 'to', e.to_minute)) from volunteer_exception e
        where e.tenant_id = c.tenant_id and e.volunteer_id = c.id and e.day >= ${dayStart}::date), '[]') as exceptions,
      coalesce((select jsonb_agg(jsonb_build_object('from', lower(vp.during), 'to', upper(vp.during), 'lat', a.lat, 'lon', a.lon))
        from visit_person vp join visit vi on vi.tenant_id = vp.tenant_id and vi.id = vp.visit_id join area a on a.tenant_id = vi.tenant_id and a.id = vi.area_id
        where vp.tenant_id = c.tenant_id and vp.person_id = c.person_id and vp.state in ('planned', 'set_out', 'on_site')), '[]') as jobs,
      (select count(*)::int from visit_person vp where vp.tenant_id = c.tenant_id and vp.person_id = c.person_id and vp.state = 'signed' and vp.finished_at > ${ctx.now}::timestamptz - interval '14 days') as "jobsLast14Days",
      (select count(*)::int from offer o where o.tenant_id = c.tenant_id and o.volunteer_id = c.id and o.sent_at >= ${dayStart} and o.made_by in ('wave', 'alert')) as "askedToday",
      (select count(*)::int from visit_person vp join visit vi on vi.tenant_id = vp.tenant_id and vi.id = vp.visit_id
        where vp.tenant_id = c.tenant_id and vp.person_id = c.person_id and vp.state = 'signed' and vi.person_id = ${personId})
        + (select count(*)::int from dispatch_lesson l where l.tenant_id = c.tenant_id and l.volunteer_id = c.id and l.person_id = ${personId} and l.kind = 'familiar') as "visitsToPerson",
      (select max(l.until) from dispatch_lesson l where l.tenant_id = c.tenant_id and l.volunteer_id = c.id and l.kind = 'busy' and l.until > ${ctx.now}) as "busyUntil",
      ${loadOf(ctx, sql`vp.person_id = c.person_id`)} as load, ${historyOf(sql`c.id`)} as history
    from chosen join volunteer c on c.tenant_id = ${tenantId} and c.id = chosen.id
    join person p on p.tenant_id = c.tenant_id and p.id = c.person_id
    left join home on home.tenant_id = c.tenant_id and home.person_id = c.person_id
    left join area a on a.tenant_id = home.tenant_id and a.id = home.area_id
    left join helper_history hh on hh.tenant_id = c.tenant_id and hh.helper_id = c.id`.execute(ctx.db)
  return rows
}

/** Approved organisations under the path that offer the service. */
export const organisationPool = async (ctx: Context, question: PoolQuestion): Promise<PoolRow[]> => {
  const { underPath, serviceId, personId, inPoints } = question
  const { rows } = await sql<PoolRow>`
    select o.id, 'organisation' as kind, null::uuid as "personId", o.name, o.name as "callName", 'organisation' as class, null as sex, null as "bornOn", true as "guardianAgreed",
      '[]'::jsonb as "householdIds", a.id as "buildingId", a.name as "buildingName", a.path, coalesce(o.lat, a.lat) as lat, coalesce(o.lon, a.lon) as lon,
      jsonb_build_array(${underPath}::text) as serves, '[]'::jsonb as holdings,
      coalesce((select jsonb_agg(jsonb_build_object('weekday', (x ->> 'weekday')::int,
        'from', split_part(x ->> 'from', ':', 1)::int * 60 + split_part(x ->> 'from', ':', 2)::int,
        'to', split_part(x ->> 'to', ':', 1)::int * 60 + split_part(x ->> 'to', ':', 2)::int)) from jsonb_array_elements(o.opening) x), '[]') as hours,
      '[]'::jsonb as exceptions, null::timestamptz as "freeUntil", null::timestamptz as "awayFrom", null::timestamptz as "awayTo", 20 as "asksADay",
      (select count(*)::int from visit_person vp where vp.tenant_id = o.tenant_id and vp.organisation_id = o.id and vp.state = 'signed') as "jobsDone",
      coalesce(r.sum, 0)::int as "ratingSum", coalesce(r.count, 0)::int as "ratingCount", '[]'::jsonb as jobs,
      (select count(*)::int from visit_person vp where vp.tenant_id = o.tenant_id and vp.organisation_id = o.id and vp.state = 'signed' and vp.finished_at > ${ctx.now}::timestamptz - interval '14 days') as "jobsLast14Days",
      0 as "askedToday",
      (select count(*)::int from visit_person vp join visit vi on vi.tenant_id = vp.tenant_id and vi.id = vp.visit_id
        where vp.tenant_id = o.tenant_id and vp.organisation_id = o.id and vp.state = 'signed' and vi.person_id = ${personId})
        + (select count(*)::int from dispatch_lesson l where l.tenant_id = o.tenant_id and l.organisation_id = o.id and l.person_id = ${personId} and l.kind = 'familiar') as "visitsToPerson",
      (select max(l.until) from dispatch_lesson l where l.tenant_id = o.tenant_id and l.organisation_id = o.id and l.kind = 'busy' and l.until > ${ctx.now}) as "busyUntil",
      os.price_cents as "priceCents", 0::double precision as load, ${historyOf(sql`o.id`)} as history
    from organisation o
    left join helper_history hh on hh.tenant_id = o.tenant_id and hh.helper_id = o.id
    join organisation_service os on os.tenant_id = o.tenant_id and os.organisation_id = o.id and os.service_id = ${serviceId} and os.active
      and (not ${inPoints}::boolean or os.price_points is not null)
    join area a on a.tenant_id = o.tenant_id and a.id = o.area_id
    left join lateral (select sum(ra.satisfaction), count(*) from rating ra join visit_person vp on vp.tenant_id = ra.tenant_id and vp.visit_id = ra.visit_id
      where ra.tenant_id = o.tenant_id and vp.organisation_id = o.id) r on true
    where o.tenant_id = ${ctx.tenantId} and o.state = 'approved' and (a.path = ${underPath} or a.path like ${`${underPath}.%`})`.execute(
    ctx.db,
  )
  return rows
}

/** People one of the two sides has blocked, and those who gave this very request back. */
export const shutOut = async (ctx: Context, requestId: string, personId: string): Promise<string[]> => {
  const { rows } = await sql<{ personId: string }>`
    select blocked_person_id as "personId" from person_block where tenant_id = ${ctx.tenantId} and person_id = ${personId}
    union select person_id from person_block where tenant_id = ${ctx.tenantId} and blocked_person_id = ${personId}
    union select vp.person_id from visit_person vp join visit v on v.tenant_id = vp.tenant_id and v.id = vp.visit_id
      where vp.tenant_id = ${ctx.tenantId} and v.request_id = ${requestId} and vp.state in ('dropped', 'no_show')`.execute(
    ctx.db,
  )
  return rows.map((row) => row.personId)
}
