// Counting records: what is due, the share of hand entries, samples, the year.
import { sql } from 'kysely'
import type { Context } from '../../kit/context.ts'
import type { RecordLine } from './queries.ts'

const under = (path: ReturnType<typeof sql>, paths: readonly string[] | null) =>
  paths === null
    ? sql`true`
    : sql`exists (select from unnest(${[...paths]}::text[]) p where ${path} = p or ${path} like p || '.%')`

export type DueRow = {
  readonly kind: 'sheet' | 'entry'
  readonly id: string
  readonly name: string
  readonly activityName: string
  readonly endedAt: Date
  readonly day: string
  readonly dueOn: string | null
}

/** Visits that are over and not sealed, or sealed and not yet on record; hand entries nobody has decided. */
export const dueRows = async (ctx: Context, paths: readonly string[] | null, timeZone: string): Promise<DueRow[]> => {
  const { rows } = await sql<DueRow>`
    select 'sheet' as kind, v.id, p.name, coalesce(se.zh, '') as "activityName", vp.finished_at as "endedAt", to_char(vp.finished_at at time zone ${timeZone}, 'YYYY-MM-DD') as day, null::date as "dueOn"
    from visit_person vp join visit v on v.tenant_id = vp.tenant_id and v.id = vp.visit_id join person p on p.tenant_id = vp.tenant_id and p.id = vp.person_id
    left join request r on r.tenant_id = v.tenant_id and r.id = v.request_id left join service se on se.tenant_id = r.tenant_id and se.id = r.service_id
    where vp.tenant_id = ${ctx.tenantId} and vp.volunteer_id is not null and vp.state = 'finished' and vp.finished_at is not null and ${under(sql`v.area_path`, paths)}
    union all
    select 'entry', e.id, p.name, e.activity_name, e.recorded_at, e.day::text, e.due_on from record_entry e join person p on p.tenant_id = e.tenant_id and p.id = e.person_id
    where e.tenant_id = ${ctx.tenantId} and e.state = 'waiting' and ${under(sql`e.area_path`, paths)}
    order by "endedAt" limit 300`.execute(ctx.db)
  return rows
}

const newest = sql`not exists (select from service_record n where n.tenant_id = r.tenant_id and n.cause_kind = r.cause_kind and n.cause_id = r.cause_id and n.person_id = r.person_id and n.version > r.version)`
const first = sql`(select f.at from service_record f where f.tenant_id = r.tenant_id and f.cause_kind = r.cause_kind and f.cause_id = r.cause_id and f.person_id = r.person_id and f.version = 1)`

type Span = { readonly from: string; readonly to: string; readonly paths: readonly string[] | null }
const within = (ctx: Context, { from, to, paths }: Span) => sql`
  from service_record r left join area u on u.tenant_id = r.tenant_id and u.id = r.unit_area_id
  where r.tenant_id = ${ctx.tenantId} and r.day between ${from}::date and ${to}::date and r.minutes > 0 and ${newest} and ${under(sql`u.path`, paths)}`

type Shares = {
  records: number
  minutes: number
  byHand: number
  byHandMinutes: number
  inTime: number
  people: number
  corrected: number
}
export const sharesOf = async (ctx: Context, span: Span, timeZone: string): Promise<Shares> => {
  const { rows } = await sql<Shares>`
    select count(*)::int as records, coalesce(sum(r.minutes), 0)::int as minutes, count(*) filter (where r.cause_kind = 'hand')::int as "byHand",
      coalesce(sum(r.minutes) filter (where r.cause_kind = 'hand'), 0)::int as "byHandMinutes",
      count(*) filter (where (${first} at time zone ${timeZone})::date <= r.due_on)::int as "inTime", count(distinct r.person_id)::int as people, count(*) filter (where r.version > 1)::int as corrected
    ${within(ctx, span)}`.execute(ctx.db)
  return rows[0] ?? { records: 0, minutes: 0, byHand: 0, byHandMinutes: 0, inTime: 0, people: 0, corrected: 0 }
}

export const activitiesOf = async (ctx: Context, span: Span) =>
  (
    await sql<{ activityName: string; records: number; minutes: number }>`
    select r.activity_name as "activityName", count(*)::int as records, sum(r.minutes)::int as minutes ${within(ctx, span)} group by r.activity_name order by minutes desc, r.activity_name limit 100`.execute(
      ctx.db,
    )
  ).rows

export const yearCounts = async (ctx: Context, { from, to, paths }: Span, timeZone: string) => {
  const inYear = (column: ReturnType<typeof sql>) =>
    sql`(${column} at time zone ${timeZone})::date between ${from}::date and ${to}::date`
  const { rows } = await sql<
    Record<'volunteers' | 'objections' | 'signals' | 'signalsUpheld' | 'certificates' | 'revoked', number>
  >`
    select (select count(*)::int from volunteer v where v.tenant_id = ${ctx.tenantId} and v.state in ('approved', 'paused') and exists (select from volunteer_area va join area a on a.tenant_id = va.tenant_id and a.id = va.area_id where va.tenant_id = v.tenant_id and va.volunteer_id = v.id and ${under(sql`a.path`, paths)})) as volunteers,
      (select count(*)::int from record_objection o where o.tenant_id = ${ctx.tenantId} and ${inYear(sql`o.at`)} and ${under(sql`o.area_path`, paths)}) as objections,
      (select count(*)::int from record_signal s where s.tenant_id = ${ctx.tenantId} and ${inYear(sql`s.raised_at`)} and ${under(sql`s.area_path`, paths)}) as signals,
      (select count(*)::int from record_signal s where s.tenant_id = ${ctx.tenantId} and s.state = 'upheld' and ${inYear(sql`s.raised_at`)} and ${under(sql`s.area_path`, paths)}) as "signalsUpheld",
      (select count(*)::int from certificate c where c.tenant_id = ${ctx.tenantId} and ${inYear(sql`c.issued_at`)} and ${under(sql`c.area_path`, paths)}) as certificates,
      (select count(*)::int from certificate_end x join certificate c on c.tenant_id = x.tenant_id and c.id = x.certificate_id where x.tenant_id = ${ctx.tenantId} and x.kind = 'revoked' and ${inYear(sql`x.at`)} and ${under(sql`c.area_path`, paths)}) as revoked`.execute(
    ctx.db,
  )
  return rows[0] ?? { volunteers: 0, objections: 0, signals: 0, signalsUpheld: 0, certificates: 0, revoked: 0 }
}

export type Sampled = Omit<
  RecordLine,
  'tenantId' | 'volunteerId' | 'unitAreaId' | 'replaces' | 'dueOn' | 'madeBy' | 'at'
> & {
  readonly name: string
  readonly volunteerNumber: string
  readonly proof: 'place' | 'door_card' | 'badge' | 'none' | null
  readonly checkedInAt: Date | null
  readonly finishedAt: Date | null
  readonly hash: string | null
  readonly signed: 'strokes' | 'photo' | 'witness' | null
  readonly satisfaction: number | null
  readonly recorder: string | null
  readonly approver: string | null
  readonly why: string | null
}

/** The same seed draws the same records; who is drawn cannot be foreseen without it. */
export const sampleOf = async (ctx: Context, span: Span, seed: string, count: number): Promise<Sampled[]> => {
  const { rows } = await sql<Sampled>`
    with drawn as (select r.id ${within(ctx, span)} order by md5(r.id::text || ${seed}), r.id limit ${count})
    select r.id, r.person_id as "personId", r.activity_name as "activityName", r.day, r.place, r.content, r.minutes, r.unit, r.person_in_charge as "personInCharge", r.cause_kind as "causeKind", r.cause_id as "causeId", r.version, r.reason,
      false as replaced, false as objected, null::text as "unitPath", p.name, v.number as "volunteerNumber", vp.check_in_proof as proof, vp.checked_in_at as "checkedInAt", vp.finished_at as "finishedAt", s.hash,
      (select g.kind from visit_signature g where g.tenant_id = s.tenant_id and g.visit_id = s.visit_id order by g.at desc limit 1) as signed, (select t.satisfaction from rating t where t.tenant_id = s.tenant_id and t.visit_id = s.visit_id limit 1) as satisfaction,
      rp.name as recorder, ap.name as approver, e.why
    from drawn join service_record r on r.tenant_id = ${ctx.tenantId} and r.id = drawn.id join person p on p.tenant_id = r.tenant_id and p.id = r.person_id join volunteer v on v.tenant_id = r.tenant_id and v.id = r.volunteer_id
    left join sheet s on r.cause_kind = 'sheet' and s.tenant_id = r.tenant_id and s.id = r.cause_id left join visit_person vp on vp.tenant_id = s.tenant_id and vp.visit_id = s.visit_id and vp.person_id = r.person_id and vp.state = 'signed'
    left join record_entry e on r.cause_kind = 'hand' and e.tenant_id = r.tenant_id and e.id = r.cause_id left join person rp on rp.tenant_id = e.tenant_id and rp.id = e.recorder_person_id left join person ap on ap.tenant_id = e.tenant_id and ap.id = e.approver_person_id
    order by md5(r.id::text || ${seed}), r.id`.execute(ctx.db)
  return rows
}
