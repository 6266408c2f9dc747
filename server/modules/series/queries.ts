// Repeating needs and the days left out. Writes own tables only; occurrences are requests.
import { type Insertable, type Selectable, sql, type SqlBool } from 'kysely'
import type { RequestState } from '@linbang/contract/requests'
import type { Context } from '../../kit/context.ts'
import type { Tables } from '../../kit/db.ts'
import { found } from '../../kit/errors.ts'

export type SeriesRow = Selectable<Tables['series']>

const series = ({ db, tenantId }: Context) => db.selectFrom('series').selectAll().where('tenantId', '=', tenantId)
export const lockSeries = async (ctx: Context, id: string): Promise<SeriesRow> =>
  found(await series(ctx).where('id', '=', id).forUpdate().executeTakeFirst())
export const insertSeries = async (ctx: Context, row: Insertable<Tables['series']>): Promise<void> => {
  await ctx.db.insertInto('series').values(row).execute()
}
export const updateSeries = async (
  ctx: Context,
  id: string,
  change: { state?: 'ended'; endsOn?: string; madeUntil?: string; keepPersonId?: string },
): Promise<void> => {
  const bumps = change.state !== undefined
  await ctx.db
    .updateTable('series')
    .set({ ...change, ...(bumps && { version: sql<number>`version + 1` }) })
    .where('tenantId', '=', ctx.tenantId)
    .where('id', '=', id)
    .execute()
}

export const skipsOf = async (ctx: Context, seriesId: string): Promise<string[]> =>
  (
    await ctx.db
      .selectFrom('seriesSkip')
      .select('day')
      .where('tenantId', '=', ctx.tenantId)
      .where('seriesId', '=', seriesId)
      .orderBy('day')
      .execute()
  ).map((row) => row.day)
export const insertSkip = async (
  ctx: Context,
  skip: { seriesId: string; day: string; reason: string; madeBy: string },
): Promise<void> => {
  await ctx.db
    .insertInto('seriesSkip')
    .values({ ...skip, tenantId: ctx.tenantId })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export type Occurrence = {
  readonly day: string
  readonly requestId: string
  readonly number: string
  readonly state: RequestState
}
/** Requests that were made for days of the series from a day on. */
export const occurrencesFrom = (ctx: Context, seriesId: string, from: string): Promise<Occurrence[]> =>
  ctx.db
    .selectFrom('request')
    .select([sql<string>`occurrence_on`.as('day'), 'id as requestId', 'number', 'state'])
    .where('tenantId', '=', ctx.tenantId)
    .where('seriesId', '=', seriesId)
    .where('occurrenceOn', '>=', from)
    .orderBy('occurrenceOn')
    .execute()

/** Series that may have days not made yet. */
export const unfinished = async (ctx: Context, until: string): Promise<string[]> =>
  (
    await ctx.db
      .selectFrom('series')
      .select('id')
      .where('tenantId', '=', ctx.tenantId)
      .where('state', '=', 'active')
      .where('madeUntil', '<', until)
      .where((eb) => eb.or([eb('endsOn', 'is', null), eb('endsOn', '>', eb.ref('madeUntil'))]))
      .orderBy('id')
      .execute()
  ).map((row) => row.id)

export type SeriesFacts = SeriesRow & {
  readonly areaPath: string
  readonly areaName: string
  readonly serviceCode: string
  readonly serviceZh: string
  readonly serviceEn: string
  readonly callName: string
  readonly keepPersonName: string | null
}
type Seen = { readonly mine: readonly string[]; readonly me: string } | { readonly reach: readonly string[] }

const facts = sql`
  select x.*, a.path as area_path, a.name as area_name, s.code as service_code, s.zh as service_zh, s.en as service_en, p.call_name, k.call_name as keep_person_name
  from series x
  join area a on a.tenant_id = x.tenant_id and a.id = x.area_id
  join service s on s.tenant_id = x.tenant_id and s.id = x.service_id
  join person p on p.tenant_id = x.tenant_id and p.id = x.for_person_id
  left join person k on k.tenant_id = x.tenant_id and k.id = x.keep_person_id`

export const seriesById = async (ctx: Context, id: string): Promise<SeriesFacts | undefined> =>
  (await sql<SeriesFacts>`${facts} where x.tenant_id = ${ctx.tenantId} and x.id = ${id}`.execute(ctx.db)).rows[0]

export const seriesListed = async (
  ctx: Context,
  seen: Seen,
  under: string | undefined,
  after: string | undefined,
  limit: number,
): Promise<SeriesFacts[]> => {
  const who =
    'reach' in seen
      ? sql<SqlBool>`(a.path = any(${[...seen.reach]}::text[]) or a.path like any(${seen.reach.map((path) => `${path}.%`)}::text[]))`
      : sql<SqlBool>`(x.for_person_id = any(${[...seen.mine]}::uuid[]) or x.opened_by = ${seen.me})`
  const here =
    under === undefined ? sql<SqlBool>`true` : sql<SqlBool>`(a.path = ${under} or a.path like ${`${under}.%`})`
  const past = after === undefined ? sql<SqlBool>`true` : sql<SqlBool>`x.id < ${after}::uuid`
  return (
    await sql<SeriesFacts>`${facts} where x.tenant_id = ${ctx.tenantId} and ${who} and ${here} and ${past} order by x.id desc limit ${limit}`.execute(
      ctx.db,
    )
  ).rows
}

/** The series a sealed visit belongs to, and who came first. */
export const seriesOfVisit = async (
  ctx: Context,
  visitId: string,
): Promise<{ seriesId: string; personId: string } | undefined> => {
  const { rows } = await sql<{ seriesId: string; personId: string }>`
    select r.series_id, vp.person_id from visit v
    join request r on r.tenant_id = v.tenant_id and r.id = v.request_id and r.series_id is not null
    join visit_person vp on vp.tenant_id = v.tenant_id and vp.visit_id = v.id and vp.state = 'signed'
    where v.tenant_id = ${ctx.tenantId} and v.id = ${visitId} order by vp.id limit 1`.execute(ctx.db)
  return rows[0]
}
