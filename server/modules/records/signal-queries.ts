// The review queue, and what the watch over records asks the database.
import { sql } from 'kysely'
import type { Context } from '../../kit/context.ts'
import type { SignalKind } from '@linbang/contract/record-signals'

/** One side of the evidence, as facts; words are found when it is shown. */
export type Side = {
  readonly what: 'sheet' | 'entry' | 'attempt' | 'pattern' | 'certificate'
  readonly activityName?: string
  readonly day?: string
  readonly from?: string
  readonly to?: string
  readonly place?: string
  readonly minutes?: number
  readonly recorder?: string
  readonly approver?: string
  readonly helped?: string
  readonly count?: number
  readonly metres?: number
  readonly number?: string
}
export type NewSignal = {
  readonly id: string
  readonly kind: SignalKind
  /** What it is about; the same is noted once. */
  readonly mark: string
  readonly personId: string
  readonly otherPersonId: string | null
  readonly areaPath: string
  readonly sides: readonly Side[]
}

export const insertSignal = async (ctx: Context, { sides, ...row }: NewSignal): Promise<boolean> =>
  ((
    await ctx.db
      .insertInto('recordSignal')
      .values({ ...row, tenantId: ctx.tenantId, evidence: JSON.stringify(sides), raisedAt: ctx.now })
      .onConflict((conflict) => conflict.constraint('record_signal_once').doNothing())
      .executeTakeFirst()
  ).numInsertedOrUpdatedRows ?? 0n) > 0n

export type SignalLine = {
  readonly id: string
  readonly kind: SignalKind
  readonly personId: string
  readonly otherPersonId: string | null
  readonly name: string
  readonly otherName: string | null
  readonly areaPath: string
  readonly evidence: readonly Side[]
  readonly raisedAt: Date
  readonly state: 'open' | 'cleared' | 'upheld'
  readonly words: string | null
  readonly decidedByName: string | null
}
type Search = {
  readonly paths: readonly string[] | null
  readonly open?: boolean | undefined
  readonly kind?: string | undefined
  readonly id?: string
  readonly after?: readonly [Date, string] | undefined
  readonly limit: number
}

export const signalList = async (
  ctx: Context,
  { paths, open, kind, id, after, limit }: Search,
): Promise<SignalLine[]> => {
  const under = paths && [...paths]
  const { rows } = await sql<SignalLine>`
    select s.id, s.kind, s.person_id as "personId", s.other_person_id as "otherPersonId", p.name, o.name as "otherName", s.area_path as "areaPath", s.evidence, s.raised_at as "raisedAt", s.state, s.words, d.name as "decidedByName"
    from record_signal s join person p on p.tenant_id = s.tenant_id and p.id = s.person_id left join person o on o.tenant_id = s.tenant_id and o.id = s.other_person_id left join person d on d.tenant_id = s.tenant_id and d.id = s.decided_by
    where s.tenant_id = ${ctx.tenantId} and (${id ?? null}::uuid is null or s.id = ${id ?? null}::uuid)
      and (${open ?? null}::boolean is null or (s.state = 'open') = ${open ?? null}::boolean) and (${kind ?? null}::text is null or s.kind::text = ${kind ?? null}::text)
      and (${under}::text[] is null or exists (select from unnest(${under}::text[]) path where s.area_path = path or s.area_path like path || '.%'))
      and (${after?.[0] ?? null}::timestamptz is null or (s.raised_at, s.id) < (${after?.[0] ?? null}::timestamptz, ${after?.[1] ?? null}::uuid))
    order by s.raised_at desc, s.id desc limit ${limit}`.execute(ctx.db)
  return rows
}

/** False when somebody else has decided meanwhile. */
export const closeSignal = async (
  ctx: Context,
  id: string,
  state: 'cleared' | 'upheld',
  words: string,
): Promise<boolean> =>
  (
    await ctx.db
      .updateTable('recordSignal')
      .set({ state, words, decidedBy: ctx.actor.kind === 'person' ? ctx.actor.personId : null, decidedAt: ctx.now })
      .where('tenantId', '=', ctx.tenantId)
      .where('id', '=', id)
      .where('state', '=', 'open')
      .executeTakeFirst()
  ).numUpdatedRows > 0n

export type Worked = {
  readonly recordId: string
  readonly causeKind: 'sheet' | 'activity' | 'hand'
  readonly causeId: string
  readonly personId: string
  readonly activityName: string
  readonly day: string
  readonly place: string
  readonly minutes: number
  readonly areaPath: string
  /** Null where nobody checked in or out. */
  readonly fromAt: Date | null
  readonly toAt: Date | null
  readonly lat: number | null
  readonly lon: number | null
  readonly helpedId: string | null
  readonly helpedName: string | null
  readonly householdId: string | null
  readonly recorderId: string | null
  readonly recorderName: string | null
  readonly approverId: string | null
  readonly approverName: string | null
}

/** Records with when and where they happened: from the check-in and check-out of the visit, or as the entry says. */
const worked = (ctx: Context, timeZone: string) => sql`
  select r.id as "recordId", r.cause_kind as "causeKind", r.cause_id as "causeId", r.person_id as "personId", r.activity_name as "activityName", r.day, r.place, r.minutes, coalesce(u.path, '') as "areaPath",
    coalesce(vp.checked_in_at, (e.day + make_interval(mins => e.from_minute)) at time zone ${timeZone}) as "fromAt",
    coalesce(vp.finished_at, (e.day + make_interval(mins => e.from_minute + e.minutes)) at time zone ${timeZone}) as "toAt",
    a.lat, a.lon, v.person_id as "helpedId", hp.name as "helpedName", v.household_id as "householdId",
    e.recorder_person_id as "recorderId", rp.name as "recorderName", e.approver_person_id as "approverId", ap.name as "approverName"
  from service_record r left join area u on u.tenant_id = r.tenant_id and u.id = r.unit_area_id
  left join sheet s on r.cause_kind = 'sheet' and s.tenant_id = r.tenant_id and s.id = r.cause_id left join visit v on v.tenant_id = s.tenant_id and v.id = s.visit_id
  left join visit_person vp on vp.tenant_id = v.tenant_id and vp.visit_id = v.id and vp.person_id = r.person_id and vp.state = 'signed' left join area a on a.tenant_id = v.tenant_id and a.id = v.area_id left join person hp on hp.tenant_id = v.tenant_id and hp.id = v.person_id
  left join record_entry e on r.cause_kind = 'hand' and e.tenant_id = r.tenant_id and e.id = r.cause_id left join person rp on rp.tenant_id = e.tenant_id and rp.id = e.recorder_person_id left join person ap on ap.tenant_id = e.tenant_id and ap.id = e.approver_person_id
  where r.tenant_id = ${ctx.tenantId} and r.minutes > 0 and not exists (select from service_record n where n.tenant_id = r.tenant_id and n.replaces = r.id)`

export const workOfRecord = async (ctx: Context, recordId: string, timeZone: string): Promise<Worked | undefined> =>
  (await sql<Worked>`${worked(ctx, timeZone)} and r.id = ${recordId}`.execute(ctx.db)).rows[0]

/** What the same person did on that day and the days beside it. */
export const workAround = async (ctx: Context, one: Worked, timeZone: string): Promise<Worked[]> =>
  (
    await sql<Worked>`${worked(ctx, timeZone)} and r.person_id = ${one.personId} and r.cause_id <> ${one.causeId} and r.day between ${one.day}::date - 1 and ${one.day}::date + 1`.execute(
      ctx.db,
    )
  ).rows

/** Do these two live, or did they ever live, behind one door, or is one the other's family? */
export const areFamily = async (ctx: Context, a: string, b: string): Promise<boolean> => {
  const { rows } = await sql`
    select from household_member m join household_member n on n.tenant_id = m.tenant_id and n.household_id = m.household_id
    where m.tenant_id = ${ctx.tenantId} and m.person_id = ${a} and n.person_id = ${b}
    union all select from family_right f where f.tenant_id = ${ctx.tenantId} and ((f.person_id = ${a} and f.family_person_id = ${b}) or (f.person_id = ${b} and f.family_person_id = ${a})) limit 1`.execute(
    ctx.db,
  )
  return rows.length > 0
}

/** How often one helped the other since a day, on record. */
export const timesHelped = async (ctx: Context, helper: string, helped: string, since: string): Promise<number> => {
  const { rows } = await sql<{ n: number }>`
    select count(distinct r.cause_id)::int as n from service_record r join sheet s on s.tenant_id = r.tenant_id and s.id = r.cause_id join visit v on v.tenant_id = s.tenant_id and v.id = s.visit_id
    where r.tenant_id = ${ctx.tenantId} and r.cause_kind = 'sheet' and r.person_id = ${helper} and v.person_id = ${helped} and r.day >= ${since}::date`.execute(
    ctx.db,
  )
  return rows[0]?.n ?? 0
}

/** The recorder's entries of a short time, and of all approved by anybody how many this approver approved. */
export const enteringHabits = async (ctx: Context, recorder: string, approver: string, at: Date, minutes: number) => {
  const { rows } = await sql<{ lately: number; approved: number; bySame: number }>`
    select count(*) filter (where recorded_at > ${at}::timestamptz - make_interval(mins => ${minutes}) and recorded_at <= ${at}::timestamptz + make_interval(mins => ${minutes}))::int as lately,
      count(*) filter (where state = 'approved' and recorded_at > ${at}::timestamptz - interval '90 days')::int as approved,
      count(*) filter (where state = 'approved' and approver_person_id = ${approver} and recorded_at > ${at}::timestamptz - interval '90 days')::int as "bySame"
    from record_entry where tenant_id = ${ctx.tenantId} and recorder_person_id = ${recorder}`.execute(ctx.db)
  return rows[0] ?? { lately: 0, approved: 0, bySame: 0 }
}

export const entryMoment = async (ctx: Context, entryId: string): Promise<Date | undefined> =>
  (
    await ctx.db
      .selectFrom('recordEntry')
      .select('recordedAt')
      .where('tenantId', '=', ctx.tenantId)
      .where('id', '=', entryId)
      .executeTakeFirst()
  )?.recordedAt

/** Certificates in force that hold an older version of this record. */
export const certificatesWith = async (ctx: Context, recordId: string) =>
  (
    await sql<{ id: string; number: string; personId: string; areaPath: string }>`
    select c.id, c.number, c.person_id as "personId", c.area_path as "areaPath" from service_record r
    join service_record o on o.tenant_id = r.tenant_id and o.cause_kind = r.cause_kind and o.cause_id = r.cause_id and o.person_id = r.person_id and o.version < r.version
    join certificate c on c.tenant_id = o.tenant_id and c.person_id = o.person_id and c.content like '%' || o.id::text || '%'
    where r.tenant_id = ${ctx.tenantId} and r.id = ${recordId} and not exists (select from certificate_end x where x.tenant_id = c.tenant_id and x.certificate_id = c.id)`.execute(
      ctx.db,
    )
  ).rows
