// Visits, their people, signatures and sheets. Writes own tables only; whoever changes a visit has locked its request first.
import { type Insertable, type Selectable, sql, type Updateable } from 'kysely'
import type { Context } from '../../kit/context.ts'
import type { Tables } from '../../kit/db.ts'
import { found, refusedAs } from '../../kit/errors.ts'

export type VisitRow = Omit<Selectable<Tables['visit']>, 'ticks' | 'parts'> & {
  readonly ticks: string
  readonly parts: string
}
export type HelperRow = Omit<Selectable<Tables['visitPerson']>, 'during'>

const columns = [
  'tenantId',
  'id',
  'cause',
  'requestId',
  'areaId',
  'areaPath',
  'householdId',
  'personId',
  'state',
  'plannedFrom',
  'plannedTo',
  'meetingCode',
  'work',
  'feeCents',
  'endedAt',
  'version',
  'createdAt',
] as const
/** JSON as text: what people wrote is not to be renamed on its way. */
const visits = ({ db, tenantId }: Context) =>
  db
    .selectFrom('visit')
    .select(columns)
    .select([sql<string>`ticks::text`.as('ticks'), sql<string>`parts::text`.as('parts')])
    .where('tenantId', '=', tenantId)

export const visitById = (ctx: Context, id: string): Promise<VisitRow | undefined> =>
  visits(ctx).where('id', '=', id).executeTakeFirst()
export const lockVisit = async (ctx: Context, id: string): Promise<VisitRow> =>
  found(await visits(ctx).where('id', '=', id).forUpdate().executeTakeFirst())
export const liveVisit = (ctx: Context, requestId: string): Promise<VisitRow | undefined> =>
  visits(ctx)
    .where('requestId', '=', requestId)
    .where('state', 'in', ['planned', 'set_out', 'on_site', 'finished'])
    .forUpdate()
    .executeTakeFirst()

export const insertVisit = async (ctx: Context, row: Insertable<Tables['visit']>): Promise<void> => {
  await ctx.db.insertInto('visit').values(row).execute()
}
type VisitChange = Omit<Updateable<Tables['visit']>, 'tenantId' | 'id' | 'version'>
export const updateVisit = async (ctx: Context, id: string, change: VisitChange): Promise<void> => {
  await ctx.db
    .updateTable('visit')
    .set({ ...change, version: sql<number>`version + 1` })
    .where('tenantId', '=', ctx.tenantId)
    .where('id', '=', id)
    .execute()
}

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

export const addFiles = async (
  ctx: Context,
  visitId: string,
  fileIds: readonly string[],
  kind: 'photo' | 'paper_sheet',
): Promise<void> => {
  if (fileIds.length === 0) return
  await ctx.db
    .insertInto('visitFile')
    .values(fileIds.map((fileId) => ({ tenantId: ctx.tenantId, visitId, fileId, kind })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
export const photosOf = async (ctx: Context, visitId: string): Promise<string[]> =>
  (
    await ctx.db
      .selectFrom('visitFile')
      .select('fileId')
      .where('tenantId', '=', ctx.tenantId)
      .where('visitId', '=', visitId)
      .where('kind', '=', 'photo')
      .orderBy('fileId')
      .execute()
  ).map((row) => row.fileId)
export const visitsWithFile = async (ctx: Context, fileId: string): Promise<string[]> =>
  (
    await ctx.db
      .selectFrom('visitFile')
      .select('visitId')
      .where('tenantId', '=', ctx.tenantId)
      .where('fileId', '=', fileId)
      .execute()
  ).map((row) => row.visitId)

type Signature = {
  id: string
  visitId: string
  kind: 'strokes' | 'photo' | 'witness'
  strokes: string | null
  fileId: string | null
  witness: string | null
  takenBy: string
  at: Date
}
export const insertSignature = async (ctx: Context, row: Signature): Promise<void> => {
  await ctx.db
    .insertInto('visitSignature')
    .values({ ...row, tenantId: ctx.tenantId })
    .execute()
}
export const signatureOf = (ctx: Context, visitId: string) =>
  ctx.db
    .selectFrom('visitSignature')
    .select(['kind', sql<string | null>`strokes::text`.as('strokes'), 'fileId', 'witness', 'at'])
    .where('tenantId', '=', ctx.tenantId)
    .where('visitId', '=', visitId)
    .orderBy('at', 'desc')
    .executeTakeFirst()

export type SheetRow = {
  readonly id: string
  readonly number: string
  readonly version: number
  readonly replaces: string | null
  readonly hash: string
  readonly reason: string | null
  readonly sealedAt: Date
  readonly content: string
}
/** Newest first. The content as text, so that its hash can be computed again. */
export const sheetsOf = (ctx: Context, visitId: string): Promise<SheetRow[]> =>
  ctx.db
    .selectFrom('sheet')
    .select([
      'id',
      'number',
      'version',
      'replaces',
      'hash',
      'reason',
      'sealedAt',
      sql<string>`content::text`.as('content'),
    ])
    .where('tenantId', '=', ctx.tenantId)
    .where('visitId', '=', visitId)
    .orderBy('version', 'desc')
    .execute()

type NewSheet = {
  id: string
  visitId: string
  number: string
  version: number
  replaces: string | null
  content: string
  hash: string
  reason: string | null
  sealedAt: Date
  sealedBy: string
}
/** Two who seal at once: the second finds the version taken. */
export const insertSheet = async (ctx: Context, row: NewSheet): Promise<void> => {
  await refusedAs(
    ctx.db
      .insertInto('sheet')
      .values({ ...row, tenantId: ctx.tenantId })
      .execute(),
    { sheet_version: 'visit.sealed' },
  )
}
/** How many visits of the request were sealed before: the second sheet of a request has a number of its own. */
export const sealedBefore = async (ctx: Context, requestId: string): Promise<number> => {
  const row = await ctx.db
    .selectFrom('visit')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('tenantId', '=', ctx.tenantId)
    .where('requestId', '=', requestId)
    .where('state', '=', 'signed')
    .executeTakeFirstOrThrow()
  return row.count
}

/** Where the visit is: the point of its area, or of the nearest area above that has one. */
export const pointOf = async (ctx: Context, areaPath: string): Promise<{ lat: number; lon: number } | null> => {
  const { rows } = await sql<{ lat: number; lon: number }>`
    select lat, lon from area where tenant_id = ${ctx.tenantId} and lat is not null and kind in ('door', 'unit', 'building') and (path = ${areaPath} or ${areaPath} like path || '.%')
    order by length(path) desc limit 1`.execute(ctx.db)
  return rows[0] ?? null
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

export const isInsured = async (ctx: Context, personId: string, day: string): Promise<boolean> => {
  const row = await ctx.db
    .selectFrom('holding')
    .select('id')
    .where('tenantId', '=', ctx.tenantId)
    .where('personId', '=', personId)
    .where('kind', '=', 'insurance')
    .where('endedAt', 'is', null)
    .where('verifiedAt', 'is not', null)
    .where('fromOn', '<=', day)
    .where((eb) => eb.or([eb('toOn', 'is', null), eb('toOn', '>=', day)]))
    .executeTakeFirst()
  return row !== undefined
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

/** A ruling took the request back after this visit was planned. */
export const ruledSince = async (ctx: Context, requestId: string, since: Date): Promise<boolean> => {
  const row = await ctx.db
    .selectFrom('handBack')
    .select('id')
    .where('tenantId', '=', ctx.tenantId)
    .where('requestId', '=', requestId)
    .where('upheld', '=', true)
    .where('ruledAt', '>=', since)
    .executeTakeFirst()
  return row !== undefined
}

/** Who pays for a request: the account its newest hold stands on. */
export const payerOf = async (
  ctx: Context,
  requestId: string,
): Promise<{ kind: 'person' | 'pool'; ownerId: string | null } | undefined> => {
  const { rows } = await sql<{ kind: 'person' | 'pool'; ownerId: string | null }>`
    select a.kind, a.owner_id from ledger_hold h join ledger_account a on a.tenant_id = h.tenant_id and a.id = h.account_id
    where h.tenant_id = ${ctx.tenantId} and h.cause_id = ${requestId} and a.kind in ('person', 'pool') order by h.made_at desc limit 1`.execute(
    ctx.db,
  )
  return rows[0]
}
export const openHolds = async (ctx: Context, requestId: string): Promise<string[]> =>
  (
    await ctx.db
      .selectFrom('ledgerHold')
      .select('causeKind')
      .where('tenantId', '=', ctx.tenantId)
      .where('causeId', '=', requestId)
      .where('state', '=', 'open')
      .orderBy('causeKind')
      .execute()
  ).map((row) => row.causeKind)

/** A badge of ours, and whether its owner helps at this visit. */
export const badgeAt = async (
  ctx: Context,
  visitId: string,
  badgeNumber: string,
): Promise<{ ours: boolean; helperId: string | null }> => {
  const { rows } = await sql<{ ours: boolean; helperId: string | null }>`
    select v.state = 'approved' as ours, (select vp.id from visit_person vp where vp.tenant_id = v.tenant_id and vp.visit_id = ${visitId} and vp.person_id = v.person_id and vp.state not in ('dropped', 'no_show', 'failed') limit 1) as helper_id
    from volunteer v where v.tenant_id = ${ctx.tenantId} and v.number = ${badgeNumber}`.execute(ctx.db)
  return rows[0] ?? { ours: false, helperId: null }
}
