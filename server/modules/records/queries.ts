// Service records themselves: what a sealed sheet says, versions, lists. The newest version of a cause is the record.
import type { Insertable, Selectable } from 'kysely'
import { sql } from 'kysely'
import type { Context } from '../../kit/context.ts'
import type { Tables } from '../../kit/db.ts'
import type { Work } from './rules.ts'

export type RecordRow = Omit<Selectable<Tables['serviceRecord']>, 'causeKind'> & {
  readonly causeKind: 'sheet' | 'activity' | 'hand'
}
export type RecordLine = RecordRow & {
  readonly replaced: boolean
  readonly objected: boolean
  readonly unitPath: string | null
}
export type Worked = Work & { readonly checkedInAt: Date; readonly finishedAt: Date }
export type Sealed = {
  readonly sheetId: string
  readonly firstSheetId: string
  readonly version: number
  readonly reason: string | null
  readonly sealedAt: Date
  readonly work: string
  readonly areaName: string
  readonly areaPath: string
  readonly serviceZh: string
  readonly inCharge: string | null
}

/** The newest sheet of a visit and what a record says of it. */
export const sealedVisit = async (ctx: Context, visitId: string): Promise<Sealed | undefined> => {
  const { rows } = await sql<Sealed>`
    select s.id as "sheetId", s.version, s.reason, s.sealed_at as "sealedAt", v.work, a.name as "areaName", v.area_path as "areaPath", coalesce(se.zh, case v.cause when 'round' then '上门走访' else '' end) as "serviceZh", o.name as "inCharge",
      (select f.id from sheet f where f.tenant_id = s.tenant_id and f.visit_id = s.visit_id and f.version = 1) as "firstSheetId"
    from sheet s join visit v on v.tenant_id = s.tenant_id and v.id = s.visit_id join area a on a.tenant_id = v.tenant_id and a.id = v.area_id
    left join request r on r.tenant_id = v.tenant_id and r.id = v.request_id left join service se on se.tenant_id = r.tenant_id and se.id = r.service_id
    left join person o on o.tenant_id = r.tenant_id and o.id = r.owner_person_id
    where s.tenant_id = ${ctx.tenantId} and s.visit_id = ${visitId} order by s.version desc limit 1`.execute(ctx.db)
  return rows[0]
}

export const workOf = async (ctx: Context, visitId: string): Promise<Worked[]> => {
  const { rows } = await sql<Worked>`
    select vp.person_id as "personId", vp.volunteer_id as "volunteerId", coalesce(vp.minutes, 0) as minutes, v.fee_cents as "feeCents", vp.checked_in_at as "checkedInAt", vp.finished_at as "finishedAt",
      exists (select 1 from household_member hm where hm.tenant_id = v.tenant_id and hm.household_id = v.household_id and hm.person_id = vp.person_id and hm.to_on is null) as "ownHousehold",
      exists (select 1 from duty d where d.tenant_id = vp.tenant_id and d.person_id = vp.person_id and d.from_at < vp.finished_at and (d.to_at is null or d.to_at > vp.checked_in_at)) as "onPaidDuty"
    from visit_person vp join visit v on v.tenant_id = vp.tenant_id and v.id = vp.visit_id
    where vp.tenant_id = ${ctx.tenantId} and vp.visit_id = ${visitId} and vp.state = 'signed' and vp.checked_in_at is not null and vp.finished_at is not null
    order by vp.person_id`.execute(ctx.db)
  return rows
}

/** The newest version of a record by its cause, if there is one. */
export const recordOf = (ctx: Context, causeKind: RecordRow['causeKind'], causeId: string, personId: string) =>
  ctx.db
    .selectFrom('serviceRecord')
    .selectAll()
    .where('tenantId', '=', ctx.tenantId)
    .where('causeKind', '=', causeKind)
    .where('causeId', '=', causeId)
    .where('personId', '=', personId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()

/** A record made meanwhile by the same cause stays as it is. */
export const insertRecord = async (ctx: Context, row: Insertable<Tables['serviceRecord']>): Promise<boolean> =>
  ((
    await ctx.db
      .insertInto('serviceRecord')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
  ).numInsertedOrUpdatedRows ?? 0n) > 0n

const isNewest = sql`not exists (select from service_record n where n.tenant_id = r.tenant_id and n.cause_kind = r.cause_kind and n.cause_id = r.cause_id and n.person_id = r.person_id and n.version > r.version)`

/** Nobody else records for this person until the transaction ends: the day's cap holds for two at once. */
export const holdRecordsOf = async ({ db, tenantId }: Context, personId: string): Promise<void> => {
  await sql`select from person where tenant_id = ${tenantId} and id = ${personId} for no key update`.execute(db)
}

export const minutesOn = async (ctx: Context, personId: string, day: string, butCauseId: string): Promise<number> => {
  const { rows } = await sql<{ minutes: number }>`
    select coalesce(sum(r.minutes), 0)::int as minutes from service_record r
    where r.tenant_id = ${ctx.tenantId} and r.person_id = ${personId} and r.day = ${day} and r.cause_id <> ${butCauseId} and ${isNewest}`.execute(
    ctx.db,
  )
  return rows[0]?.minutes ?? 0
}

const line = sql`
  r.id, r.tenant_id as "tenantId", r.person_id as "personId", r.volunteer_id as "volunteerId", r.activity_name as "activityName", r.day, r.place, r.content, r.minutes, r.unit, r.unit_area_id as "unitAreaId",
  r.person_in_charge as "personInCharge", r.cause_kind as "causeKind", r.cause_id as "causeId", r.version, r.replaces, r.reason, r.due_on as "dueOn", r.made_by as "madeBy", r.at, u.path as "unitPath",
  not ${isNewest} as replaced,
  exists (select from record_objection o where o.tenant_id = r.tenant_id and o.record_id = r.id and o.state = 'open') as objected
  from service_record r left join area u on u.tenant_id = r.tenant_id and u.id = r.unit_area_id`

export type Wish = {
  readonly personIds: readonly string[]
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly unitAreaId?: string | undefined
}

const wished = (ctx: Context, { personIds, from, to, unitAreaId }: Wish) => sql`
  r.tenant_id = ${ctx.tenantId} and r.person_id = any(${[...personIds]}::uuid[]) and r.minutes > 0 and ${isNewest}
  and (${from ?? null}::date is null or r.day >= ${from ?? null}::date) and (${to ?? null}::date is null or r.day <= ${to ?? null}::date)
  and (${unitAreaId ?? null}::uuid is null or r.unit_area_id = ${unitAreaId ?? null}::uuid)`

export const recordList = async (
  ctx: Context,
  wish: Wish,
  after: readonly [string, string] | undefined,
  limit: number,
): Promise<RecordLine[]> => {
  const { rows } = await sql<RecordLine>`
    select ${line} where ${wished(ctx, wish)}
      and (${after?.[0] ?? null}::date is null or (r.day, r.id) < (${after?.[0] ?? null}::date, ${after?.[1] ?? null}::uuid))
    order by r.day desc, r.id desc limit ${limit}`.execute(ctx.db)
  return rows
}

export const recordById = async (ctx: Context, id: string): Promise<RecordLine | undefined> => {
  const { rows } = await sql<RecordLine>`select ${line} where r.tenant_id = ${ctx.tenantId} and r.id = ${id}`.execute(
    ctx.db,
  )
  return rows[0]
}

/** The record as it is now, whichever version was named. */
export const newestOf = async (
  ctx: Context,
  { causeKind, causeId, personId }: RecordRow,
): Promise<RecordLine | undefined> => {
  const { rows } = await sql<RecordLine>`
    select ${line} where r.tenant_id = ${ctx.tenantId} and r.cause_kind = ${causeKind} and r.cause_id = ${causeId} and r.person_id = ${personId} and ${isNewest}`.execute(
    ctx.db,
  )
  return rows[0]
}

export const recordTotals = async (ctx: Context, wish: Wish): Promise<{ minutes: number; times: number }> => {
  const { rows } = await sql<{ minutes: number; times: number }>`
    select coalesce(sum(r.minutes), 0)::int as minutes, count(*)::int as times from service_record r where ${wished(ctx, wish)}`.execute(
    ctx.db,
  )
  return rows[0] ?? { minutes: 0, times: 0 }
}

/** What each unit has recorded of somebody. */
export const recordingUnits = async (ctx: Context, personIds: readonly string[]) =>
  (
    await sql<{ unitAreaId: string; unit: string; path: string; records: number; minutes: number }>`
    select u.id as "unitAreaId", u.name as unit, u.path, count(*)::int as records, sum(r.minutes)::int as minutes
    from service_record r join area u on u.tenant_id = r.tenant_id and u.id = r.unit_area_id
    where ${wished(ctx, { personIds })} group by u.id, u.name, u.path order by minutes desc, u.name`.execute(ctx.db)
  ).rows

/** Whose records staff ask for, with the home's path; a volunteer without a home here belongs to the areas served. */
export const volunteerPlace = async (
  ctx: Context,
  volunteerId: string,
): Promise<{ personId: string; number: string; state: string; since: Date | null; paths: string[] } | undefined> => {
  const { rows } = await sql<{
    personId: string
    number: string
    state: string
    since: Date | null
    paths: string[]
  }>`
    select v.person_id as "personId", v.number, v.state, v.reviewed_at as since, coalesce(array_agg(a.path order by x.place) filter (where a.path is not null), '{}') as paths
    from volunteer v
    left join (select hm.tenant_id, hm.person_id, h.area_id, 1 as place from household_member hm join household h on h.tenant_id = hm.tenant_id and h.id = hm.household_id where hm.to_on is null
      union select va.tenant_id, vo.person_id, va.area_id, 2 from volunteer_area va join volunteer vo on vo.tenant_id = va.tenant_id and vo.id = va.volunteer_id) x on x.tenant_id = v.tenant_id and x.person_id = v.person_id
    left join area a on a.tenant_id = x.tenant_id and a.id = x.area_id
    where v.tenant_id = ${ctx.tenantId} and v.id = ${volunteerId} group by v.tenant_id, v.id`.execute(ctx.db)
  return rows[0]
}
