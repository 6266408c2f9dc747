import type { Insertable, Selectable } from 'kysely'
import { sql } from 'kysely'
import type { Context } from '../../kit/context.ts'
import type { Tables } from '../../kit/db.ts'
import type { Work } from './rules.ts'

export type RecordRow = Omit<Selectable<Tables['serviceRecord']>, 'causeKind'> & {
  readonly causeKind: 'sheet' | 'activity' | 'hand'
}
export type Worked = Work & { readonly checkedInAt: Date; readonly finishedAt: Date }
export type Sealed = {
  readonly sheetId: string
  readonly firstSheetId: string
  readonly version: number
  readonly reason: string | null
  readonly work: string
  readonly areaName: string
  readonly areaPath: string
  readonly serviceZh: string
  readonly inCharge: string | null
}

/** The newest sheet of a visit and what a record says of it. */
export const sealedVisit = async (ctx: Context, visitId: string): Promise<Sealed | undefined> => {
  const { rows } = await sql<Sealed>`
    select s.id as "sheetId", s.version, s.reason, v.work, a.name as "areaName", v.area_path as "areaPath", coalesce(se.zh, case v.cause when 'round' then '上门走访' else '' end) as "serviceZh", o.name as "inCharge",
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
export const recordOf = (ctx: Context, causeId: string, personId: string) =>
  ctx.db
    .selectFrom('serviceRecord')
    .selectAll()
    .where('tenantId', '=', ctx.tenantId)
    .where('causeKind', '=', 'sheet')
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

const newest = (ctx: Context) => sql`
  select distinct on (cause_kind, cause_id, person_id) * from service_record where tenant_id = ${ctx.tenantId}`

export const minutesOn = async (ctx: Context, personId: string, day: string, butCauseId: string): Promise<number> => {
  const { rows } = await sql<{ minutes: number }>`
    select coalesce(sum(minutes), 0)::int as minutes from (${newest(ctx)} and person_id = ${personId} and day = ${day} and cause_id <> ${butCauseId}
      order by cause_kind, cause_id, person_id, version desc) r`.execute(ctx.db)
  return rows[0]?.minutes ?? 0
}

type Wish = { readonly personId: string; readonly from: string | undefined; readonly to: string | undefined }

export const recordList = async (
  ctx: Context,
  { personId, from, to }: Wish,
  after: readonly [string, string] | undefined,
  limit: number,
): Promise<RecordRow[]> => {
  const { rows } = await sql<RecordRow>`
    select id, person_id as "personId", activity_name as "activityName", day, place, content, minutes, unit, person_in_charge as "personInCharge", cause_kind as "causeKind", cause_id as "causeId", version
    from (${newest(ctx)} and person_id = ${personId} order by cause_kind, cause_id, person_id, version desc) r
    where (${from ?? null}::date is null or day >= ${from ?? null}::date) and (${to ?? null}::date is null or day <= ${to ?? null}::date)
      and (${after?.[0] ?? null}::date is null or (day, id) < (${after?.[0] ?? null}::date, ${after?.[1] ?? null}::uuid))
    order by day desc, id desc limit ${limit}`.execute(ctx.db)
  return rows
}

export const totalMinutes = async (ctx: Context, { personId, from, to }: Wish): Promise<number> => {
  const { rows } = await sql<{ minutes: number }>`
    select coalesce(sum(minutes), 0)::int as minutes from (${newest(ctx)} and person_id = ${personId} order by cause_kind, cause_id, person_id, version desc) r
    where (${from ?? null}::date is null or day >= ${from ?? null}::date) and (${to ?? null}::date is null or day <= ${to ?? null}::date)`.execute(
    ctx.db,
  )
  return rows[0]?.minutes ?? 0
}

/** Whose records staff ask for, with the home's path; a volunteer without a home here belongs to the areas served. */
export const volunteerPlace = async (
  ctx: Context,
  volunteerId: string,
): Promise<{ personId: string; paths: string[] } | undefined> => {
  const { rows } = await sql<{ personId: string; paths: string[] }>`
    select v.person_id as "personId", coalesce(array_agg(a.path) filter (where a.path is not null), '{}') as paths
    from volunteer v
    left join (select hm.tenant_id, hm.person_id, h.area_id from household_member hm join household h on h.tenant_id = hm.tenant_id and h.id = hm.household_id where hm.to_on is null
      union select va.tenant_id, vo.person_id, va.area_id from volunteer_area va join volunteer vo on vo.tenant_id = va.tenant_id and vo.id = va.volunteer_id) x on x.tenant_id = v.tenant_id and x.person_id = v.person_id
    left join area a on a.tenant_id = x.tenant_id and a.id = x.area_id
    where v.tenant_id = ${ctx.tenantId} and v.id = ${volunteerId} group by v.person_id`.execute(ctx.db)
  return rows[0]
}
