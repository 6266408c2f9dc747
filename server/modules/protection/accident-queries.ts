// Accidents and what was done about them since. The account is sealed text here: who may read it is decided above.
import { type Insertable, sql, type Updateable } from 'kysely'
import type { Context } from '../../kit/context.ts'
import type { Tables } from '../../kit/db.ts'
import type { AccidentState, HurtPerson } from '../../kit/tables.ts'

export type AccidentLine = {
  readonly id: string
  readonly number: string
  readonly areaName: string
  readonly areaPath: string
  readonly place: string
  readonly happenedAt: Date
  readonly hurt: HurtPerson
  readonly toldSealed: string
  readonly insured: boolean
  readonly state: AccidentState
  readonly reporterPersonId: string
  readonly reporterName: string
  readonly reportedAt: Date
  readonly nextOn: string | null
  readonly closedAt: Date | null
  readonly version: number
  readonly steps: number
  readonly sortOn: string
}
type Search = {
  readonly id?: string
  readonly paths?: readonly string[] | null
  readonly reporterIds?: readonly string[]
  readonly after?: readonly [string, string] | undefined
  readonly limit: number
}

/** The open ones by the day they are looked after, behind them the closed ones, the latest first. */
export const accidentList = async (ctx: Context, search: Search): Promise<AccidentLine[]> => {
  const { id = null, paths, reporterIds, after, limit } = search
  const [under, reporters] = [paths ? [...paths] : null, reporterIds ? [...reporterIds] : null]
  const sortOn = sql`case when x.state = 'open' then '0' || to_char(x.next_on, 'YYYYMMDD') else '1' || to_char(date '2200-01-01' - (x.reported_at::date - date '1970-01-01'), 'YYYYMMDD') end`
  const { rows } = await sql<AccidentLine>`
    select x.id, x.number, a.name as "areaName", x.area_path as "areaPath", x.place, x.happened_at as "happenedAt", x.hurt, x.told_sealed as "toldSealed", x.insured, x.state,
      x.reporter_person_id as "reporterPersonId", p.name as "reporterName", x.reported_at as "reportedAt", x.next_on as "nextOn", x.closed_at as "closedAt", x.version,
      (select count(*)::int from accident_step s where s.tenant_id = x.tenant_id and s.accident_id = x.id) as steps, ${sortOn} as "sortOn"
    from accident x join area a on a.tenant_id = x.tenant_id and a.id = x.area_id join person p on p.tenant_id = x.tenant_id and p.id = x.reporter_person_id
    where x.tenant_id = ${ctx.tenantId} and (${id}::uuid is null or x.id = ${id}::uuid)
      and (${reporters}::uuid[] is null or x.reporter_person_id = any(${reporters}::uuid[]))
      and (${under}::text[] is null or exists (select from unnest(${under}::text[]) path where x.area_path = path or x.area_path like path || '.%'))
      and (${after?.[0] ?? null}::text is null or (${sortOn}, x.id) > (${after?.[0] ?? null}::text, ${after?.[1] ?? null}::uuid))
    order by ${sortOn}, x.id limit ${limit}`.execute(ctx.db)
  return rows
}

export const lockAccident = async (ctx: Context, id: string): Promise<AccidentLine | undefined> => {
  await sql`select from accident where tenant_id = ${ctx.tenantId} and id = ${id} for update`.execute(ctx.db)
  return (await accidentList(ctx, { id, limit: 1 }))[0]
}

export const insertAccident = async (
  ctx: Context,
  row: Omit<Insertable<Tables['accident']>, 'tenantId' | 'reportedAt'>,
): Promise<void> => {
  await ctx.db
    .insertInto('accident')
    .values({ ...row, tenantId: ctx.tenantId, reportedAt: ctx.now })
    .execute()
}

export const updateAccident = async (ctx: Context, id: string, set: Updateable<Tables['accident']>): Promise<void> => {
  await ctx.db.updateTable('accident').set(set).where('tenantId', '=', ctx.tenantId).where('id', '=', id).execute()
}

export const insertStep = async (
  ctx: Context,
  row: Omit<Insertable<Tables['accidentStep']>, 'tenantId' | 'at'>,
): Promise<void> => {
  await ctx.db
    .insertInto('accidentStep')
    .values({ ...row, tenantId: ctx.tenantId, at: ctx.now })
    .execute()
}

export const stepsOf = async (ctx: Context, accidentId: string) =>
  (
    await sql<{ id: string; at: Date; name: string; wordsSealed: string }>`
    select s.id, s.at, p.name, s.words_sealed as "wordsSealed" from accident_step s join person p on p.tenant_id = s.tenant_id and p.id = s.person_id
    where s.tenant_id = ${ctx.tenantId} and s.accident_id = ${accidentId} order by s.at, s.id`.execute(ctx.db)
  ).rows

/** Where a visit takes place, for somebody who helps there. */
export const placeOfVisit = async (
  ctx: Context,
  visitId: string,
  personIds: readonly string[],
): Promise<string | undefined> => {
  const { rows } = await sql<{ areaId: string }>`
    select v.area_id as "areaId" from visit v where v.tenant_id = ${ctx.tenantId} and v.id = ${visitId}
      and (v.person_id = any(${[...personIds]}::uuid[]) or exists (select from visit_person vp where vp.tenant_id = v.tenant_id and vp.visit_id = v.id and vp.person_id = any(${[...personIds]}::uuid[])))`.execute(
    ctx.db,
  )
  return rows[0]?.areaId
}

/** Is there any accident insurance in force for one of these people on that day, whatever the job? */
export const hasCover = async (ctx: Context, personIds: readonly string[], day: string): Promise<boolean> => {
  const { rows } = await sql`
    select 1 from accident_cover c where c.tenant_id = ${ctx.tenantId} and c.person_id = any(${[...personIds]}::uuid[])
      and c.from_on <= ${day}::date and (c.to_on is null or c.to_on >= ${day}::date) limit 1`.execute(ctx.db)
  return rows.length > 0
}

/** Open accidents whose day to be looked after has come and of which staff were not told on that day. */
export const accidentsDue = async (ctx: Context, today: string, dayStart: Date) =>
  (
    await sql<{ id: string; number: string; areaPath: string }>`
    select x.id, x.number, x.area_path as "areaPath" from accident x where x.tenant_id = ${ctx.tenantId} and x.state = 'open' and x.next_on <= ${today}::date
      and not exists (select from notice n where n.tenant_id = x.tenant_id and n.kind = 'accident.due' and n.subject_id = x.id and n.created_at >= ${dayStart}) order by x.next_on, x.id`.execute(
      ctx.db,
    )
  ).rows
