// The people who help at visits: promised times, how far each is, what insures them, what keeps them from credit.
import { type Selectable, sql, type Updateable } from 'kysely'
import type { Context } from '../../kit/context.ts'
import type { Tables } from '../../kit/db.ts'
import { refusedAs } from '../../kit/errors.ts'

export type HelperRow = Omit<Selectable<Tables['visitPerson']>, 'during'>

const helperColumns = [
  'tenantId',
  'id',
  'visitId',
  'personId',
  'volunteerId',
  'organisationId',
  'offerId',
  'state',
  'setOutAt',
  'arrivesAt',
  'checkedInAt',
  'checkInProof',
  'checkInMetres',
  'finishedAt',
  'breakMinutes',
  'minutes',
  'finishPlace',
  'needHelpAt',
  'dropReason',
  'overrunAskedAt',
  'overrunStaffAt',
] as const satisfies readonly (keyof HelperRow)[]

export const helpersOf = (ctx: Context, visitId: string): Promise<HelperRow[]> =>
  ctx.db
    .selectFrom('visitPerson')
    .select(helperColumns)
    .where('tenantId', '=', ctx.tenantId)
    .where('visitId', '=', visitId)
    .orderBy('id')
    .execute()

type NewHelper = {
  id: string
  visitId: string
  personId: string
  volunteerId: string | null
  organisationId: string | null
  offerId: string | null
  arrivesAt: Date | null
}
/** Refused offer.overlap when the person is promised elsewhere at that time. */
export const insertHelper = async (ctx: Context, row: NewHelper, from: Date, to: Date): Promise<void> => {
  const statement = ctx.db
    .insertInto('visitPerson')
    .values({ ...row, tenantId: ctx.tenantId, state: 'planned', during: sql<string>`tstzrange(${from}, ${to})` })
    .execute()
  await refusedAs(statement, { visit_person_free: 'offer.overlap', visit_person_once: 'offer.over' })
}

type HelperChange = Omit<Updateable<Tables['visitPerson']>, 'tenantId' | 'id' | 'during'>
export const updateHelper = async (ctx: Context, id: string, change: HelperChange): Promise<void> => {
  await ctx.db
    .updateTable('visitPerson')
    .set(change)
    .where('tenantId', '=', ctx.tenantId)
    .where('id', '=', id)
    .execute()
}
/** Takes the time; refused offer.overlap when somebody else has it. */
export const rebook = async (ctx: Context, id: string, from: Date, to: Date): Promise<void> => {
  const statement = ctx.db
    .updateTable('visitPerson')
    .set({ during: sql<string>`tstzrange(${from}, ${to})`, arrivesAt: null })
    .where('tenantId', '=', ctx.tenantId)
    .where('id', '=', id)
    .execute()
  await refusedAs(statement, { visit_person_free: 'offer.overlap' })
}
/** Promises of these visits that have not begun hold no time for a moment, so that they can be shifted about among each other. */
export const setAsideTimes = async (ctx: Context, visitIds: readonly string[]): Promise<void> => {
  await sql`update visit_person set during = 'empty' where tenant_id = ${ctx.tenantId} and visit_id = any(${[...visitIds]}::uuid[]) and state in ('planned', 'set_out')`.execute(
    ctx.db,
  )
}
/** Is the person free then, apart from this promise? Asked before `rebook`, which would end the transaction when it is refused. */
export const isFreeThen = async (
  ctx: Context,
  helper: Pick<HelperRow, 'id' | 'personId'>,
  from: Date,
  to: Date,
): Promise<boolean> => {
  const { rows } =
    await sql`select from visit_person where tenant_id = ${ctx.tenantId} and person_id = ${helper.personId} and id <> ${helper.id} and state in ('planned', 'set_out', 'on_site') and during && tstzrange(${from}, ${to}) limit 1`.execute(
      ctx.db,
    )
  return rows.length === 0
}

/** What excludes a helper from credit: the household is their own, or they were on paid duty. */
export const creditFacts = async (
  ctx: Context,
  helper: Pick<HelperRow, 'personId'>,
  householdId: string | null,
  from: Date,
  to: Date,
): Promise<{ ownHousehold: boolean; onDuty: boolean }> => {
  const { rows } = await sql<{ ownHousehold: boolean; onDuty: boolean }>`
    select exists (select from household_member where tenant_id = ${ctx.tenantId} and household_id = ${householdId}::uuid and person_id = ${helper.personId} and to_on is null) as own_household,
      exists (select from duty where tenant_id = ${ctx.tenantId} and person_id = ${helper.personId} and from_at < ${to} and (to_at is null or to_at > ${from})) as on_duty`.execute(
    ctx.db,
  )
  return rows[0] ?? { ownHousehold: false, onDuty: false }
}

export type Overrun = {
  readonly id: string
  readonly visitId: string
  readonly checkedInAt: Date
  readonly usualMinutes: number
  readonly askedAt: Date | null
}
/** People at work longer than usual whom nobody has asked about yet. */
export const overrunning = async (ctx: Context, overMinutes: number): Promise<Overrun[]> => {
  const { rows } = await sql<Overrun>`
    select vp.id, vp.visit_id, vp.checked_in_at, coalesce(r.minutes, extract(epoch from v.planned_to - v.planned_from)::int / 60) as usual_minutes, vp.overrun_asked_at as asked_at
    from visit_person vp join visit v on v.tenant_id = vp.tenant_id and v.id = vp.visit_id left join request r on r.tenant_id = v.tenant_id and r.id = v.request_id
    where vp.tenant_id = ${ctx.tenantId} and vp.state = 'on_site' and vp.overrun_staff_at is null and v.state in ('planned', 'set_out', 'on_site', 'finished')
      and vp.checked_in_at + make_interval(mins => coalesce(r.minutes, extract(epoch from v.planned_to - v.planned_from)::int / 60) + ${overMinutes}) <= ${ctx.now}
    limit 200`.execute(ctx.db)
  return rows
}

/** Whose badge it is, as `v`: a volunteer's, or of somebody who comes for an organisation. */
const holderOf = (ctx: Context, badgeNumber: string) => sql`
    (select tenant_id, person_id, state = 'approved' as ours from volunteer where tenant_id = ${ctx.tenantId} and number = ${badgeNumber}
      union all
      select s.tenant_id, s.person_id, s.to_on is null and o.state = 'approved' from organisation_staff s
      join organisation o on o.tenant_id = s.tenant_id and o.id = s.organisation_id
      where s.tenant_id = ${ctx.tenantId} and s.badge_number = ${badgeNumber}) v`

/** A badge of ours, and whether its owner helps at this visit. */
export const badgeAt = async (
  ctx: Context,
  visitId: string,
  badgeNumber: string,
): Promise<{ ours: boolean; helperId: string | null }> => {
  const { rows } = await sql<{ ours: boolean; helperId: string | null }>`
    select v.ours, (select vp.id from visit_person vp where vp.tenant_id = v.tenant_id and vp.visit_id = ${visitId} and vp.person_id = v.person_id and vp.state not in ('dropped', 'no_show', 'failed') limit 1) as helper_id
    from ${holderOf(ctx, badgeNumber)}`.execute(ctx.db)
  return rows[0] ?? { ours: false, helperId: null }
}

/** The visits the owner of a badge is on today or was called to, the nearest in time first. */
export const visitsUnderWayOf = async (
  ctx: Context,
  badgeNumber: string,
): Promise<{ id: string; requestId: string | null }[]> => {
  const { rows } = await sql<{ id: string; requestId: string | null }>`
    select visit.id, visit.request_id from ${holderOf(ctx, badgeNumber)}
    join visit_person vp on vp.tenant_id = v.tenant_id and vp.person_id = v.person_id and vp.state in ('planned', 'set_out', 'on_site', 'finished')
    join visit on visit.tenant_id = vp.tenant_id and visit.id = vp.visit_id
    order by abs(extract(epoch from visit.planned_from - ${ctx.now}::timestamptz)) limit 10`.execute(ctx.db)
  return rows
}

/** Somebody who was to come to this request did not. */
export const wasLetDown = async (ctx: Context, requestId: string): Promise<boolean> => {
  const { rows } = await sql`
    select from visit v join visit_person vp on vp.tenant_id = v.tenant_id and vp.visit_id = v.id and vp.state in ('dropped', 'no_show')
    where v.tenant_id = ${ctx.tenantId} and v.request_id = ${requestId} limit 1`.execute(ctx.db)
  return rows.length > 0
}

/** What a volunteer has promised and not begun. */
export const promisedBy = async ({ db, tenantId }: Context, volunteerId: string) => {
  const rows = await db
    .selectFrom('visitPerson')
    .select(['id', 'visitId'])
    .where('tenantId', '=', tenantId)
    .where('volunteerId', '=', volunteerId)
    .where('state', 'in', ['planned', 'set_out'])
    .execute()
  return rows.map(({ id, visitId }) => ({ helperId: id, visitId }))
}
