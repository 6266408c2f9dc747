// Dispatch reads everything that decides who fits, and writes offers and decisions.
import type { Insertable, Selectable } from 'kysely'
import { sql } from 'kysely'
import type { Context } from '../../kit/context.ts'
import type { Tables } from '../../kit/db.ts'

export type OfferRow = Selectable<Tables['offer']>
/** `helperState`: how far the visit of an accepted offer has come. */
export type OfferSeen = OfferRow & { readonly helperState: string | null }

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
}

const homes = (ctx: Context) => sql`
  select distinct on (hm.person_id) hm.person_id, a.id as building_id, a.name as building_name, a.path, a.lat, a.lon
  from household_member hm
  join household h on h.tenant_id = hm.tenant_id and h.id = hm.household_id
  join area a on a.tenant_id = h.tenant_id and a.id = h.area_id
  where hm.tenant_id = ${ctx.tenantId} and hm.lives_there and hm.to_on is null
  order by hm.person_id, hm.from_on desc`

/** Approved volunteers who live or serve under the path: all with one of the skills, and the nearest without. */
export const volunteerPool = async (ctx: Context, question: PoolQuestion): Promise<PoolRow[]> => {
  const { underPath, personId, skills, near, unskilled, dayStart, onlyVolunteerId } = question
  const tenantId = ctx.tenantId
  const { rows } = await sql<PoolRow>`
    with home as (${homes(ctx)}),
    standing as (
      select v.*, home.building_id, home.building_name, home.path, home.lat, home.lon,
        ${skills.length} = 0 or exists (
          select 1 from holding s where s.tenant_id = v.tenant_id and s.person_id = v.person_id and s.kind = 'skill'
            and s.ended_at is null and s.code = any(${[...skills]}::text[])) as skilled
      from volunteer v
      left join home on home.person_id = v.person_id
      where v.tenant_id = ${tenantId} and v.state = 'approved' and v.organisation_id is null
        and (${onlyVolunteerId ?? null}::uuid is null or v.id = ${onlyVolunteerId ?? null}::uuid)
        and (${onlyVolunteerId ?? null}::uuid is not null or home.path = ${underPath} or home.path like ${`${underPath}.%`}
          or exists (select 1 from volunteer_area va join area a on a.tenant_id = va.tenant_id and a.id = va.area_id
            where va.tenant_id = v.tenant_id and va.volunteer_id = v.id and (a.path = ${underPath} or a.path like ${`${underPath}.%`} or ${underPath} like a.path || '.%')))
    ),
    chosen as (
      select * from standing where skilled
      union all
      (select * from standing where not skilled
        order by (lat - ${near?.lat ?? 0}) ^ 2 + (lon - ${near?.lon ?? 0}) ^ 2 nulls last, id limit ${unskilled})
    )
    select c.id, 'volunteer' as kind, c.person_id as "personId", p.name, p.call_name as "callName", c.class, p.sex, p.born_on as "bornOn",
      c.guardian_agreed_at is not null as "guardianAgreed", c.building_id as "buildingId", c.building_name as "buildingName", c.path, c.lat, c.lon,
      c.free_until as "freeUntil", c.away_from as "awayFrom", c.away_to as "awayTo", c.asks_a_day as "asksADay",
      c.jobs_done as "jobsDone", c.rating_sum as "ratingSum", c.rating_count as "ratingCount", null::int as "priceCents",
      coalesce((select jsonb_agg(hm.household_id) from household_member hm where hm.tenant_id = c.tenant_id and hm.person_id = c.person_id and hm.to_on is null), '[]') as "householdIds",
      coalesce((select jsonb_agg(a.path) from volunteer_area va join area a on a.tenant_id = va.tenant_id and a.id = va.area_id where va.tenant_id = c.tenant_id and va.volunteer_id = c.id), '[]') as serves,
      coalesce((select jsonb_agg(jsonb_build_object('kind', h.kind, 'code', h.code, 'from', h.from_on, 'to', h.to_on)) from holding h
        where h.tenant_id = c.tenant_id and h.person_id = c.person_id and h.ended_at is null and (h.kind = 'skill' or h.verified_at is not null)), '[]') as holdings,
      coalesce((select jsonb_agg(jsonb_build_object('weekday', w.weekday, 'from', w.from_minute, 'to', w.to_minute)) from volunteer_hours w where w.tenant_id = c.tenant_id and w.volunteer_id = c.id), '[]') as hours,
      coalesce((select jsonb_agg(jsonb_build_object('day', e.day, 'free', e.free, 'from', e.from_minute, 'to', e.to_minute)) from volunteer_exception e
        where e.tenant_id = c.tenant_id and e.volunteer_id = c.id and e.day >= ${dayStart}::date), '[]') as exceptions,
      coalesce((select jsonb_agg(jsonb_build_object('from', lower(vp.during), 'to', upper(vp.during), 'lat', a.lat, 'lon', a.lon))
        from visit_person vp join visit vi on vi.tenant_id = vp.tenant_id and vi.id = vp.visit_id join area a on a.tenant_id = vi.tenant_id and a.id = vi.area_id
        where vp.tenant_id = c.tenant_id and vp.person_id = c.person_id and vp.state in ('planned', 'set_out', 'on_site')), '[]') as jobs,
      (select count(*)::int from visit_person vp where vp.tenant_id = c.tenant_id and vp.person_id = c.person_id and vp.state = 'signed' and vp.finished_at > ${ctx.now}::timestamptz - interval '14 days') as "jobsLast14Days",
      (select count(*)::int from offer o where o.tenant_id = c.tenant_id and o.volunteer_id = c.id and o.sent_at >= ${dayStart} and o.made_by = 'wave') as "askedToday",
      (select count(*)::int from visit_person vp join visit vi on vi.tenant_id = vp.tenant_id and vi.id = vp.visit_id
        where vp.tenant_id = c.tenant_id and vp.person_id = c.person_id and vp.state = 'signed' and vi.person_id = ${personId}) as "visitsToPerson"
    from chosen c join person p on p.tenant_id = c.tenant_id and p.id = c.person_id`.execute(ctx.db)
  return rows
}

/** Approved organisations under the path that offer the service. */
export const organisationPool = async (ctx: Context, question: PoolQuestion): Promise<PoolRow[]> => {
  const { underPath, serviceId, personId } = question
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
        where vp.tenant_id = o.tenant_id and vp.organisation_id = o.id and vp.state = 'signed' and vi.person_id = ${personId}) as "visitsToPerson",
      os.price_cents as "priceCents"
    from organisation o
    join organisation_service os on os.tenant_id = o.tenant_id and os.organisation_id = o.id and os.service_id = ${serviceId} and os.active
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

export const offersOf = (ctx: Context, requestId: string): Promise<OfferSeen[]> =>
  ctx.db
    .selectFrom('offer')
    .leftJoin('visitPerson', (join) =>
      join
        .onRef('visitPerson.tenantId', '=', 'offer.tenantId')
        .onRef('visitPerson.offerId', '=', 'offer.id')
        .onRef('visitPerson.visitId', '=', 'offer.visitId'),
    )
    .selectAll('offer')
    .select('visitPerson.state as helperState')
    .where('offer.tenantId', '=', ctx.tenantId)
    .where('offer.requestId', '=', requestId)
    .orderBy('offer.sentAt')
    .orderBy('offer.id')
    .execute()

export const offerById = (ctx: Context, offerId: string): Promise<OfferRow | undefined> =>
  ctx.db
    .selectFrom('offer')
    .selectAll()
    .where('tenantId', '=', ctx.tenantId)
    .where('id', '=', offerId)
    .executeTakeFirst()

/** Nobody is asked twice in one round: who is already asked stays as they are. Returns the offers made. */
export const insertOffers = (ctx: Context, rows: readonly Insertable<Tables['offer']>[]): Promise<OfferRow[]> =>
  ctx.db
    .insertInto('offer')
    .values([...rows])
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .execute()

export const updateOffer = (ctx: Context, offerId: string, set: Partial<OfferRow>): Promise<OfferRow> =>
  ctx.db
    .updateTable('offer')
    .set(set)
    .where('tenantId', '=', ctx.tenantId)
    .where('id', '=', offerId)
    .returningAll()
    .executeTakeFirstOrThrow()

/** Marks an open offer as seen; false when it was seen or answered before. */
export const markSeen = async (ctx: Context, offerId: string): Promise<boolean> => {
  const done = await ctx.db
    .updateTable('offer')
    .set({ state: 'seen', seenAt: ctx.now })
    .where('tenantId', '=', ctx.tenantId)
    .where('id', '=', offerId)
    .where('state', '=', 'sent')
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}

/** Takes back the offers still open; returns them. */
export const withdrawOpenOffers = (ctx: Context, requestId: string): Promise<OfferRow[]> =>
  ctx.db
    .updateTable('offer')
    .set({ state: 'withdrawn', answeredAt: ctx.now })
    .where('tenantId', '=', ctx.tenantId)
    .where('requestId', '=', requestId)
    .where('state', 'in', ['sent', 'seen', 'expired'])
    .returningAll()
    .execute()

/** Offers whose reply time has passed. They may still be accepted while the request is open. */
export const expireOffers = async (ctx: Context, requestId: string): Promise<void> => {
  await ctx.db
    .updateTable('offer')
    .set({ state: 'expired' })
    .where('tenantId', '=', ctx.tenantId)
    .where('requestId', '=', requestId)
    .where('state', 'in', ['sent', 'seen'])
    .where('replyBy', '<=', ctx.now)
    .execute()
}

export const insertDecision = async (ctx: Context, row: Insertable<Tables['dispatchDecision']>): Promise<void> => {
  await ctx.db.insertInto('dispatchDecision').values(row).execute()
}

export const lastDecision = (ctx: Context, requestId: string) =>
  ctx.db
    .selectFrom('dispatchDecision')
    .selectAll()
    .where('tenantId', '=', ctx.tenantId)
    .where('requestId', '=', requestId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()

type HelperKey = { readonly volunteerId: string | null; readonly organisationId: string | null }

/** A helper's offers: those that can still be answered, or the last 50 that are over. */
export const offersForHelper = (ctx: Context, helper: HelperKey, past: boolean): Promise<OfferRow[]> => {
  const mine = ctx.db
    .selectFrom('offer')
    .selectAll()
    .where('tenantId', '=', ctx.tenantId)
    .where(helper.volunteerId ? 'volunteerId' : 'organisationId', '=', helper.volunteerId ?? helper.organisationId)
  return past
    ? mine.where('state', 'not in', ['sent', 'seen']).orderBy('sentAt', 'desc').limit(50).execute()
    : mine.where('state', 'in', ['sent', 'seen']).orderBy('sentAt', 'desc').limit(50).execute()
}

/** Open requests this helper was not asked about: services they can do, in areas they serve; the most urgent first. */
export const nearbyRequests = async (
  ctx: Context,
  helper: HelperKey & { readonly personId: string },
): Promise<string[]> => {
  const fits = helper.volunteerId
    ? sql`(exists (select 1 from holding h join requirement q on q.tenant_id = h.tenant_id and q.kind = 'skill' and q.code = h.code
            where h.tenant_id = r.tenant_id and h.person_id = ${helper.personId} and h.kind = 'skill' and h.ended_at is null and q.service_id = r.service_id)
          or not exists (select 1 from requirement q where q.tenant_id = r.tenant_id and q.service_id = r.service_id and q.kind = 'skill'))
        and exists (select 1 from serving where r.area_path = serving.path or r.area_path like serving.path || '.%')`
    : sql`exists (select 1 from organisation_service os where os.tenant_id = r.tenant_id and os.organisation_id = ${helper.organisationId} and os.service_id = r.service_id and os.active)
        and exists (select 1 from serving where r.area_path like serving.path || '.%')`
  const serving = helper.volunteerId
    ? sql`select a.path from volunteer_area va join area a on a.tenant_id = va.tenant_id and a.id = va.area_id where va.tenant_id = ${ctx.tenantId} and va.volunteer_id = ${helper.volunteerId}
        union select c.path from household_member hm join household h on h.tenant_id = hm.tenant_id and h.id = hm.household_id join area b on b.tenant_id = h.tenant_id and b.id = h.area_id
          join area c on c.tenant_id = b.tenant_id and c.kind = 'community' and b.path like c.path || '.%'
          where hm.tenant_id = ${ctx.tenantId} and hm.person_id = ${helper.personId} and hm.to_on is null`
    : sql`select c.path from organisation o join area a on a.tenant_id = o.tenant_id and a.id = o.area_id
        join area c on c.tenant_id = a.tenant_id and c.kind = 'community' and (a.path = c.path or a.path like c.path || '.%')
        where o.tenant_id = ${ctx.tenantId} and o.id = ${helper.organisationId}`
  const { rows } = await sql<{ id: string }>`
    with serving as (${serving})
    select r.id from request r
    where r.tenant_id = ${ctx.tenantId} and r.state = 'dispatching' and not r.needs_look and r.person_id <> ${helper.personId} and ${fits}
      and not exists (select 1 from offer o where o.tenant_id = r.tenant_id and o.request_id = r.id
        and (o.volunteer_id = ${helper.volunteerId}::uuid or o.organisation_id = ${helper.organisationId}::uuid))
    order by r.urgency, r.next_due_at nulls last, r.id limit 20`.execute(ctx.db)
  return rows.map((row) => row.id)
}

export const photosOf = async (ctx: Context, requestId: string): Promise<string[]> =>
  (
    await ctx.db
      .selectFrom('requestFile')
      .select('fileId')
      .where('tenantId', '=', ctx.tenantId)
      .where('requestId', '=', requestId)
      .where('kind', '=', 'photo')
      .execute()
  ).map((row) => row.fileId)
