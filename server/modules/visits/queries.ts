// Visits, their people, signatures and sheets. Writes own tables only; whoever changes a visit has locked its request first.
import { type Insertable, type Selectable, sql, type Updateable } from 'kysely'
import type { Context } from '../../kit/context.ts'
import type { Tables } from '../../kit/db.ts'
import { found } from '../../kit/errors.ts'

export type VisitRow = Omit<Selectable<Tables['visit']>, 'ticks' | 'parts'> & {
  readonly ticks: string
  readonly parts: string
}

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

/** Where the visit is: the point of its area, or of the nearest area above that has one. */
export const pointOf = async (ctx: Context, areaPath: string): Promise<{ lat: number; lon: number } | null> => {
  const { rows } = await sql<{ lat: number; lon: number }>`
    select lat, lon from area where tenant_id = ${ctx.tenantId} and lat is not null and kind in ('door', 'unit', 'building') and (path = ${areaPath} or ${areaPath} like path || '.%')
    order by length(path) desc limit 1`.execute(ctx.db)
  return rows[0] ?? null
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
