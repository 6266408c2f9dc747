// Hours entered by hand, waiting for or decided by a second person.
import { sql } from 'kysely'
import type { Context } from '../../kit/context.ts'

export type EntryLine = {
  readonly id: string
  readonly volunteerId: string
  readonly volunteerNumber: string
  readonly personId: string
  readonly name: string
  readonly unitAreaId: string
  readonly unit: string
  readonly areaPath: string
  readonly activityName: string
  readonly day: string
  readonly fromMinute: number
  readonly minutes: number
  readonly place: string
  readonly content: string
  readonly personInCharge: string
  readonly why: string
  readonly recorderPersonId: string
  readonly recorderName: string
  readonly recorderUnits: readonly string[]
  readonly recordedAt: Date
  readonly dueOn: string
  readonly state: 'waiting' | 'approved' | 'refused'
  readonly approverPersonId: string | null
  readonly approverName: string | null
  readonly decision: string | null
}
export type NewEntry = Pick<
  EntryLine,
  | 'id'
  | 'volunteerId'
  | 'personId'
  | 'unitAreaId'
  | 'areaPath'
  | 'activityName'
  | 'day'
  | 'fromMinute'
  | 'minutes'
  | 'place'
  | 'content'
  | 'personInCharge'
  | 'why'
  | 'recorderPersonId'
  | 'recorderUnits'
  | 'dueOn'
>

export const insertEntry = async (ctx: Context, row: NewEntry): Promise<void> => {
  await ctx.db
    .insertInto('recordEntry')
    .values({ ...row, recorderUnits: [...row.recorderUnits], tenantId: ctx.tenantId, recordedAt: ctx.now })
    .execute()
}

export const lockEntry = (ctx: Context, id: string) =>
  ctx.db
    .selectFrom('recordEntry')
    .selectAll()
    .where('tenantId', '=', ctx.tenantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

export const decideEntry = async (
  ctx: Context,
  id: string,
  state: 'approved' | 'refused',
  approverPersonId: string,
  decision: string | null,
): Promise<void> => {
  await ctx.db
    .updateTable('recordEntry')
    .set(({ eb }) => ({ state, approverPersonId, decision, decidedAt: ctx.now, version: eb('version', '+', 1) }))
    .where('tenantId', '=', ctx.tenantId)
    .where('id', '=', id)
    .execute()
}

type Search = {
  readonly paths: readonly string[] | null
  /** What these people entered themselves is seen wherever it lies. */
  readonly recorderIds?: readonly string[]
  readonly state?: string | undefined
  readonly id?: string
  readonly after?: readonly [Date, string] | undefined
  readonly limit: number
}

export const entryList = async (
  ctx: Context,
  { paths, recorderIds = [], state, id, after, limit }: Search,
): Promise<EntryLine[]> => {
  const under = paths && [...paths]
  const { rows } = await sql<EntryLine>`
    select e.id, e.volunteer_id as "volunteerId", v.number as "volunteerNumber", e.person_id as "personId", p.name, e.unit_area_id as "unitAreaId", u.name as unit, e.area_path as "areaPath",
      e.activity_name as "activityName", e.day, e.from_minute as "fromMinute", e.minutes, e.place, e.content, e.person_in_charge as "personInCharge", e.why,
      e.recorder_person_id as "recorderPersonId", r.name as "recorderName", e.recorder_units as "recorderUnits", e.recorded_at as "recordedAt", e.due_on as "dueOn", e.state,
      e.approver_person_id as "approverPersonId", a.name as "approverName", e.decision
    from record_entry e join volunteer v on v.tenant_id = e.tenant_id and v.id = e.volunteer_id join person p on p.tenant_id = e.tenant_id and p.id = e.person_id
    join area u on u.tenant_id = e.tenant_id and u.id = e.unit_area_id join person r on r.tenant_id = e.tenant_id and r.id = e.recorder_person_id
    left join person a on a.tenant_id = e.tenant_id and a.id = e.approver_person_id
    where e.tenant_id = ${ctx.tenantId} and (${id ?? null}::uuid is null or e.id = ${id ?? null}::uuid)
      and (${state ?? null}::text is null or e.state::text = ${state ?? null}::text)
      and (${under}::text[] is null or e.recorder_person_id = any(${[...recorderIds]}::uuid[]) or exists (select from unnest(${under}::text[]) path where e.area_path = path or e.area_path like path || '.%'))
      and (${after?.[0] ?? null}::timestamptz is null or (e.recorded_at, e.id) < (${after?.[0] ?? null}::timestamptz, ${after?.[1] ?? null}::uuid))
    order by e.recorded_at desc, e.id desc limit ${limit}`.execute(ctx.db)
  return rows
}

/** One recorder's entries cannot be counted by two calls at once. */
export const holdRecorder = async ({ db, tenantId }: Context, personId: string): Promise<void> => {
  await sql`select from person where tenant_id = ${tenantId} and id = ${personId} for no key update`.execute(db)
}

/** Refused ones count too: a quota is on entering. */
export const enteredBetween = async (
  ctx: Context,
  personIds: readonly string[],
  from: Date,
  to: Date,
): Promise<number> => {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from record_entry where tenant_id = ${ctx.tenantId} and recorder_person_id = any(${[...personIds]}::uuid[]) and recorded_at >= ${from} and recorded_at < ${to}`.execute(
    ctx.db,
  )
  return rows[0]?.n ?? 0
}

/** Who approved whose entries between these two lately, in both directions, and all of the recorder's; the newest first. */
export const approvalsOf = async (ctx: Context, recorder: string, approver: string, since: Date) =>
  (
    await sql<{ recorder: string; approver: string }>`
    select recorder_person_id as recorder, approver_person_id as approver from record_entry
    where tenant_id = ${ctx.tenantId} and state = 'approved' and decided_at >= ${since}
      and (recorder_person_id = ${recorder} or (recorder_person_id = ${approver} and approver_person_id = ${recorder}))
    order by decided_at desc, id desc limit 200`.execute(ctx.db)
  ).rows

/** Minutes that wait for approval on that day: they count when another is entered. */
export const waitingOn = async (ctx: Context, personId: string, day: string): Promise<number> => {
  const { rows } = await sql<{ minutes: number }>`
    select coalesce(sum(minutes), 0)::int as minutes from record_entry where tenant_id = ${ctx.tenantId} and person_id = ${personId} and day = ${day} and state = 'waiting'`.execute(
    ctx.db,
  )
  return rows[0]?.minutes ?? 0
}
