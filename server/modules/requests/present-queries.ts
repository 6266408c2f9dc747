// What a reader sees of requests: rows with their service, place and helpers, and the parts of one request.
import { sql } from 'kysely'
import type { Context } from '../../kit/context.ts'
import type { Tables } from '../../kit/db.ts'
import type { Selectable } from 'kysely'

type Request = Selectable<Tables['request']>
type Service = Selectable<Tables['service']>

export type RowFacts = Pick<
  Request,
  | 'id'
  | 'number'
  | 'kind'
  | 'urgency'
  | 'state'
  | 'description'
  | 'areaId'
  | 'areaPath'
  | 'windowFrom'
  | 'windowTo'
  | 'reportedAt'
  | 'nextDueAt'
  | 'nextDueStep'
  | 'pausedUntil'
  | 'escalatedTo'
  | 'channel'
  | 'seriesId'
  | 'needsLook'
  | 'level'
  | 'version'
> & {
  readonly serviceCode: string
  readonly serviceZh: string
  readonly serviceEn: string
  readonly icon: string
  readonly callName: string
  readonly areaName: string
  readonly lat: number | null
  readonly lon: number | null
  readonly helperNames: readonly string[]
  readonly wave: number
  readonly asked: number
}

export const rowColumns = sql`r.id, r.number, r.kind, r.urgency, r.state, r.description, r.area_id, r.area_path, r.window_from, r.window_to, r.reported_at, r.next_due_at, r.next_due_step,
  r.paused_until, r.escalated_to, r.channel, r.series_id, r.needs_look, r.level, r.version,
  s.code as service_code, s.zh as service_zh, s.en as service_en, s.icon, p.call_name, a.name as area_name, a.lat, a.lon,
  array(select hp.call_name from visit v join visit_person vp on vp.tenant_id = v.tenant_id and vp.visit_id = v.id join person hp on hp.tenant_id = vp.tenant_id and hp.id = vp.person_id
    where v.tenant_id = r.tenant_id and v.request_id = r.id and v.state in ('planned', 'set_out', 'on_site', 'finished', 'signed') and vp.state not in ('dropped', 'no_show', 'failed') order by vp.id) as helper_names,
  coalesce((select max(o.wave) from offer o where o.tenant_id = r.tenant_id and o.request_id = r.id), 0) as wave,
  (select count(*)::int from offer o where o.tenant_id = r.tenant_id and o.request_id = r.id and o.state in ('sent', 'seen')) as asked`

export const rowTables = sql`request r
  join service s on s.tenant_id = r.tenant_id and s.id = r.service_id
  join person p on p.tenant_id = r.tenant_id and p.id = r.person_id
  join area a on a.tenant_id = r.tenant_id and a.id = r.area_id`

export const rowsByIds = async (ctx: Context, ids: readonly string[]): Promise<RowFacts[]> => {
  if (ids.length === 0) return []
  const { rows } =
    await sql<RowFacts>`select ${rowColumns} from ${rowTables} where r.tenant_id = ${ctx.tenantId} and r.id = any(${[...ids]}::uuid[])`.execute(
      ctx.db,
    )
  return rows
}

export type Surroundings = Pick<Service, 'credit' | 'sheetForm'> & {
  readonly enteredByName: string
  readonly ownerName: string | null
  readonly providerName: string | null
  readonly duplicateOfNumber: string | null
  readonly nextLookAt: Date | null
  readonly rulingDueAt: Date | null
}

/** Names and numbers round one request. */
export const surroundingsOf = async (ctx: Context, id: string): Promise<Surroundings | undefined> => {
  const { rows } = await sql<Surroundings>`
    select s.credit, s.sheet_form, e.call_name as entered_by_name, w.name as owner_name, o.name as provider_name, d.number as duplicate_of_number,
      (select x.next_look_at from dispatch_decision x where x.tenant_id = r.tenant_id and x.request_id = r.id order by x.at desc, x.id desc limit 1) as next_look_at,
      (select h.ruling_due_at from hand_back h where h.tenant_id = r.tenant_id and h.request_id = r.id and h.ruled_at is null) as ruling_due_at
    from request r
    join service s on s.tenant_id = r.tenant_id and s.id = r.service_id
    join person e on e.tenant_id = r.tenant_id and e.id = r.entered_by
    left join person w on w.tenant_id = r.tenant_id and w.id = r.owner_person_id
    left join organisation o on o.tenant_id = r.tenant_id and o.id = r.provider_id
    left join request d on d.tenant_id = r.tenant_id and d.id = r.duplicate_of
    where r.tenant_id = ${ctx.tenantId} and r.id = ${id}`.execute(ctx.db)
  return rows[0]
}

export type Told = Pick<
  Selectable<Tables['requestEvent']>,
  'id' | 'act' | 'fromState' | 'toState' | 'actorRole' | 'channel' | 'why' | 'staffOnly' | 'occurredAt' | 'at'
> & {
  readonly detail: Readonly<Record<string, unknown>>
  readonly actorName: string | null
  readonly actorCallName: string | null
  readonly onBehalfOf: string | null
}

export const timelineOf = async (ctx: Context, requestId: string): Promise<Told[]> => {
  const { rows } = await sql<Told>`
    select e.id, e.act, e.from_state, e.to_state, e.actor_role, e.channel, e.why, e.staff_only, e.occurred_at, e.at, e.detail, p.name as actor_name, p.call_name as actor_call_name, b.call_name as on_behalf_of
    from request_event e
    left join person p on p.tenant_id = e.tenant_id and p.id = e.actor_person_id
    left join person b on b.tenant_id = e.tenant_id and b.id = e.on_behalf_of
    where e.tenant_id = ${ctx.tenantId} and e.request_id = ${requestId} order by e.at, e.id`.execute(ctx.db)
  return rows
}

export type Asked = Pick<
  Selectable<Tables['offer']>,
  'id' | 'personId' | 'state' | 'wave' | 'sentAt' | 'answeredAt' | 'declineReason' | 'score'
> & { readonly name: string }

export const askedFor = async (ctx: Context, requestId: string): Promise<Asked[]> => {
  const { rows } = await sql<Asked>`
    select o.id, o.person_id, o.state, o.wave, o.sent_at, o.answered_at, o.decline_reason, o.score, coalesce(g.name, p.name, '') as name
    from offer o
    left join organisation g on g.tenant_id = o.tenant_id and g.id = o.organisation_id
    left join volunteer v on v.tenant_id = o.tenant_id and v.id = o.volunteer_id
    left join person p on p.tenant_id = o.tenant_id and p.id = v.person_id
    where o.tenant_id = ${ctx.tenantId} and o.request_id = ${requestId} order by o.wave, o.sent_at, o.id`.execute(
    ctx.db,
  )
  return rows
}

export type VisitFacts = Pick<
  Selectable<Tables['visit']>,
  'id' | 'state' | 'meetingCode' | 'plannedFrom' | 'plannedTo' | 'endedAt'
> & { readonly sheetNumber: string | null; readonly sheetHash: string | null }

/** Newest first; a visit that has not ended stands before all that have. */
export const visitsOf = async (ctx: Context, requestId: string): Promise<VisitFacts[]> => {
  const { rows } = await sql<VisitFacts>`
    select v.id, v.state, v.meeting_code, v.planned_from, v.planned_to, v.ended_at, s.number as sheet_number, s.hash as sheet_hash
    from visit v
    left join lateral (select number, hash from sheet where tenant_id = v.tenant_id and visit_id = v.id order by version desc limit 1) s on true
    where v.tenant_id = ${ctx.tenantId} and v.request_id = ${requestId} order by v.ended_at is not null, v.created_at desc, v.id desc`.execute(
    ctx.db,
  )
  return rows
}

export type CardFacts = Pick<
  Selectable<Tables['visitPerson']>,
  'visitId' | 'personId' | 'state' | 'setOutAt' | 'arrivesAt' | 'checkedInAt' | 'finishedAt' | 'organisationId'
> & {
  readonly callName: string
  readonly organisationName: string | null
  readonly organisationPhone: string | null
  readonly verified: boolean
  readonly badgeNumber: string | null
  readonly skills: readonly string[]
  readonly jobsDone: number
  readonly ratingSum: number
  readonly ratingCount: number
  readonly buildingName: string | null
  readonly lat: number | null
  readonly lon: number | null
  readonly cameBefore: number
}

/** Everybody who helps at these visits, as the person helped may see them. */
export const cardsOf = async (ctx: Context, visitIds: readonly string[]): Promise<CardFacts[]> => {
  if (visitIds.length === 0) return []
  const { rows } = await sql<CardFacts>`
    select vp.visit_id, vp.person_id, vp.state, vp.set_out_at, vp.arrives_at, vp.checked_in_at, vp.finished_at, vp.organisation_id, p.call_name, o.name as organisation_name, o.phone as organisation_phone,
      (p.confirmed_at is not null or v.reviewed_at is not null) and (v.state = 'approved' or o.state = 'approved') is true as verified, coalesce(v.number, post.badge_number) as badge_number,
      array(select h.code from holding h where h.tenant_id = vp.tenant_id and h.person_id = vp.person_id and h.kind = 'skill' and h.ended_at is null order by h.code) as skills,
      coalesce(v.jobs_done, (select count(*)::int from visit_person w where w.tenant_id = vp.tenant_id and w.person_id = vp.person_id and w.organisation_id = vp.organisation_id and w.state = 'signed')) as jobs_done,
      coalesce(v.rating_sum, 0) as rating_sum, coalesce(v.rating_count, 0) as rating_count, home.name as building_name, home.lat, home.lon,
      (select count(*)::int from visit_person w join visit x on x.tenant_id = w.tenant_id and x.id = w.visit_id
        where w.tenant_id = vp.tenant_id and w.person_id = vp.person_id and w.state = 'signed' and x.person_id = visit.person_id and x.id <> visit.id) as came_before
    from visit_person vp
    join visit on visit.tenant_id = vp.tenant_id and visit.id = vp.visit_id
    join person p on p.tenant_id = vp.tenant_id and p.id = vp.person_id
    left join volunteer v on v.tenant_id = vp.tenant_id and v.id = vp.volunteer_id
    left join organisation o on o.tenant_id = vp.tenant_id and o.id = vp.organisation_id
    left join organisation_staff post on post.tenant_id = vp.tenant_id and post.organisation_id = vp.organisation_id and post.person_id = vp.person_id and post.to_on is null
    left join lateral (select a.name, a.lat, a.lon from household_member m join household h on h.tenant_id = m.tenant_id and h.id = m.household_id join area a on a.tenant_id = h.tenant_id and a.id = h.area_id
      where m.tenant_id = vp.tenant_id and m.person_id = vp.person_id and m.to_on is null order by m.lives_there desc, m.from_on desc, m.id desc limit 1) home on vp.volunteer_id is not null
    where vp.tenant_id = ${ctx.tenantId} and vp.visit_id = any(${[...visitIds]}::uuid[]) order by vp.id`.execute(ctx.db)
  return rows
}

export const filesOf = (ctx: Context, requestId: string) =>
  ctx.db
    .selectFrom('requestFile')
    .select(['fileId', 'kind'])
    .where('tenantId', '=', ctx.tenantId)
    .where('requestId', '=', requestId)
    .orderBy('fileId')
    .execute()

export const lastRating = (ctx: Context, requestId: string) =>
  ctx.db
    .selectFrom('rating')
    .select(['satisfaction', 'solved', 'words', 'at'])
    .where('tenantId', '=', ctx.tenantId)
    .where('requestId', '=', requestId)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst()

/** The requests a file belongs to. */
export const requestsWithFile = async (ctx: Context, fileId: string): Promise<string[]> =>
  (
    await ctx.db
      .selectFrom('requestFile')
      .select('requestId')
      .where('tenantId', '=', ctx.tenantId)
      .where('fileId', '=', fileId)
      .execute()
  ).map((row) => row.requestId)

/** The newest version of the sheet of the last visit that was signed. */
export const lastSheet = async (ctx: Context, requestId: string): Promise<string | null> => {
  const { rows } = await sql<{ id: string }>`
    select s.id from visit v join sheet s on s.tenant_id = v.tenant_id and s.visit_id = v.id
    where v.tenant_id = ${ctx.tenantId} and v.request_id = ${requestId} and v.state = 'signed' order by v.created_at desc, s.version desc limit 1`.execute(
    ctx.db,
  )
  return rows[0]?.id ?? null
}
