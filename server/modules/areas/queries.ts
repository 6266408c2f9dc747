// Areas by id, path, code and card; what lies below them and how many live there.
import type { AreaKind, Outline } from '@linbang/contract/areas'
import type { Point } from '@linbang/contract/values'
import { type SelectQueryBuilder, type SqlBool, sql } from 'kysely'
import type { Context } from '../../kit/context.ts'
import type { Tables } from '../../kit/db.ts'
import { refusedAs } from '../../kit/errors.ts'

export type AreaRow = {
  readonly id: string
  readonly parentId: string | null
  readonly kind: AreaKind
  readonly path: string
  readonly name: string
  readonly nameEn: string
  readonly code: string | null
  readonly point: Point | null
  readonly validFrom: string
  /** The first day on which it is no longer there. */
  readonly validTo: string | null
  readonly version: number
}
export type DrawnArea = AreaRow & { readonly outline: Outline | null; readonly sortKey: string }

const place = ['id', 'parentId', 'kind', 'path', 'lat', 'lon'] as const
const columns = [...place, 'name', 'nameEn', 'code', 'validFrom', 'validTo', 'version'] as const
type Raw = Omit<AreaRow, 'point'> & { readonly lat: number | null; readonly lon: number | null }

const asArea = <T extends Raw>({ lat, lon, ...row }: T): Omit<T, 'lat' | 'lon'> & { point: Point | null } => ({
  ...row,
  point: lat === null || lon === null ? null : { lat, lon },
})

type AreaQuery<O> = SelectQueryBuilder<Tables, 'area', O>

/** The area and everything under it; `/` is the character after the dot, so this is one range of the path index. */
export const underPath = <O>(query: AreaQuery<O>, path: string): AreaQuery<O> =>
  query.where((area) =>
    area.or([
      area('area.path', '=', path),
      area.and([area('area.path', '>', `${path}.`), area('area.path', '<', `${path}/`)]),
    ]),
  )

const areas = ({ db, tenantId }: Context) => db.selectFrom('area').select(columns).where('area.tenantId', '=', tenantId)

export const areaById = async (ctx: Context, areaId: string): Promise<AreaRow | undefined> => {
  const row = await areas(ctx).where('id', '=', areaId).executeTakeFirst()
  return row && asArea(row)
}

/** Others who add below the same parent wait until this transaction has ended. */
export const lockArea = async (ctx: Context, areaId: string): Promise<AreaRow | undefined> => {
  const row = await areas(ctx).where('id', '=', areaId).forUpdate().executeTakeFirst()
  return row && asArea(row)
}

export const areasByIds = async (ctx: Context, areaIds: readonly string[]): Promise<AreaRow[]> =>
  areaIds.length === 0
    ? []
    : (
        await areas(ctx)
          .where('id', 'in', [...new Set(areaIds)])
          .execute()
      ).map(asArea)

export const areasByPaths = async (ctx: Context, paths: readonly string[]): Promise<AreaRow[]> =>
  paths.length === 0 ? [] : (await areas(ctx).where('path', 'in', paths).orderBy('path').execute()).map(asArea)

export const outlineOf = async ({ db, tenantId }: Context, areaId: string): Promise<Outline | null> => {
  const row = await db
    .selectFrom('area')
    .select('outline')
    .where('tenantId', '=', tenantId)
    .where('id', '=', areaId)
    .executeTakeFirst()
  return (row?.outline ?? null) as Outline | null
}

export type AreaFilter = {
  readonly parentId?: string | null
  readonly underPath?: string
  readonly kinds?: readonly AreaKind[]
  readonly text?: string
  readonly after?: { readonly sortKey: string; readonly id: string } | undefined
  readonly limit?: number
}

const likeText = (text: string) => `%${text.replace(/[\\%_]/g, '\\$&')}%`

const filtered = (query: AreaQuery<object>, filter: AreaFilter): AreaQuery<object> => {
  let found = query
  if (filter.underPath !== undefined) found = underPath(found, filter.underPath)
  if (filter.parentId === null) found = found.where('area.parentId', 'is', null)
  else if (filter.parentId !== undefined) found = found.where('area.parentId', '=', filter.parentId)
  if (filter.kinds) found = found.where('area.kind', 'in', filter.kinds)
  const { text, after } = filter
  if (text) {
    found = found.where((area) =>
      area.or([
        area('name', 'ilike', likeText(text)),
        area('nameEn', 'ilike', likeText(text)),
        area('code', '=', text),
      ]),
    )
  }
  return after ? found.where(sql<SqlBool>`(sort_key, id) > (${after.sortKey}, ${after.id}::uuid)`) : found
}

/** Areas that are there now, in natural order. */
export const liveAreas = async (ctx: Context, filter: AreaFilter): Promise<DrawnArea[]> => {
  const query = ctx.db.selectFrom('area').where('area.tenantId', '=', ctx.tenantId).where('validTo', 'is', null)
  const rows = await filtered(query, filter)
    .select([...columns, 'outline', 'sortKey'])
    .orderBy('sortKey')
    .orderBy('id')
    .limit(filter.limit ?? 10_000)
    .execute()
  return rows.map((row) => ({ ...asArea(row), outline: row.outline as Outline | null }))
}

export type Counts = { readonly children: number; readonly households: number; readonly people: number }

/** Direct children for each area; households and people anywhere below only for those the reader may know of. */
export const countsOf = async (
  { db, tenantId }: Context,
  areaIds: readonly string[],
  knownIds: readonly string[],
  today: string,
): Promise<ReadonlyMap<string, Counts>> => {
  const { rows } = await sql<Counts & { id: string }>`
    select a.id,
      (select count(*) from area c where c.tenant_id = a.tenant_id and c.parent_id = a.id and c.valid_to is null) as children,
      coalesce(below.households, 0) as households, coalesce(below.people, 0) as people
    from area a
    left join lateral (
      select count(distinct h.id) filter (where m.id is not null) as households, count(distinct m.person_id) as people
      from area u
      join household h on h.tenant_id = u.tenant_id and h.area_id = u.id
      left join household_member m
        on m.tenant_id = h.tenant_id and m.household_id = h.id and m.lives_there and (m.to_on is null or m.to_on > ${today})
      where u.tenant_id = a.tenant_id and (u.path = a.path or (u.path > a.path || '.' and u.path < a.path || '/'))
    ) below on a.id = any(${[...knownIds]}::uuid[])
    where a.tenant_id = ${tenantId} and a.id = any(${[...areaIds]}::uuid[])`.execute(db)
  return new Map(rows.map(({ id, ...counts }) => [id, counts]))
}

/** How many areas ever stood below this one: the number of the next is one more. */
export const childrenEver = async ({ db, tenantId }: Context, parentId: string | null): Promise<number> => {
  const row = await db
    .selectFrom('area')
    .select(sql<number>`coalesce(max(substring(path from '[0-9]+$')::int), 0)`.as('most'))
    .where('tenantId', '=', tenantId)
    .where('parentId', parentId === null ? 'is' : '=', parentId)
    .executeTakeFirstOrThrow()
  return row.most
}

export type NewAreaRow = Omit<AreaRow, 'validTo' | 'version'> & {
  readonly outline: Outline | null
  readonly sortKey: string
}

export const insertAreas = async ({ db, tenantId }: Context, rows: readonly NewAreaRow[]): Promise<void> => {
  if (rows.length === 0) return
  const whole = rows.map(({ point, outline, ...row }) => ({
    ...row,
    tenantId,
    lat: point?.lat ?? null,
    lon: point?.lon ?? null,
    outline: outline && JSON.stringify(outline),
  }))
  await refusedAs(db.insertInto('area').values(whole).execute(), {
    area_code: 'area.code_taken',
    area_path: 'row.stale',
  })
}

export type AreaChange = {
  readonly name?: string | undefined
  readonly nameEn?: string | undefined
  readonly sortKey?: string | undefined
  readonly point?: Point | undefined
  readonly outline?: Outline | undefined
}

/** False when the version is no longer the one that was read. */
export const updateArea = async (
  { db, tenantId }: Context,
  areaId: string,
  version: number,
  { point, outline, ...change }: AreaChange,
): Promise<boolean> => {
  const done = await db
    .updateTable('area')
    .set({
      ...change,
      ...(point && { lat: point.lat, lon: point.lon }),
      ...(outline && { outline: JSON.stringify(outline) }),
      version: version + 1,
    })
    .where('tenantId', '=', tenantId)
    .where('id', '=', areaId)
    .where('version', '=', version)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** Ends the areas on that day. Their paths and codes stay taken, their cards open nothing any more. */
export const endAreas = async ({ db, tenantId }: Context, areaIds: readonly string[], day: string): Promise<void> => {
  if (areaIds.length === 0) return
  await db
    .updateTable('area')
    .set((area) => ({ validTo: day, cardTokenHash: null, cardTokenSealed: null, version: area('version', '+', 1) }))
    .where('tenantId', '=', tenantId)
    .where('id', 'in', areaIds)
    .where('validTo', 'is', null)
    .execute()
}
