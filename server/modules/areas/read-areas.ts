// What other modules ask of the tree, and what people see of it: counts only for staff who reach the area.
import type { Area, AreaMap } from '@linbang/contract/areas'
import type * as contract from '@linbang/contract/areas'
import type { Input, Output } from '@linbang/contract/endpoint'
import { type Context, reaches } from '../../kit/context.ts'
import { ensure, found } from '../../kit/errors.ts'
import { pageOf, pageSize, readCursor } from '../../kit/paging.ts'
import { dayOf } from '../../kit/time.ts'
import { doorOfCode } from './card-queries.ts'
import {
  areaById,
  type AreaFilter,
  type AreaRow,
  areasByPaths,
  countsOf,
  type DrawnArea,
  liveAreas,
  outlineOf,
} from './queries.ts'
import { clinicOf, type ClinicRow } from './outline-queries.ts'
import { pathsAbove } from './rules.ts'

/** An area of this tenant, also one that has ended. Refused with area.unknown. */
export const areaOf = async (ctx: Context, areaId: string): Promise<AreaRow> =>
  found(await areaById(ctx, areaId), 'area.unknown')

/** The same, refused as well when the area has ended: for everything new. */
export const liveAreaOf = async (ctx: Context, areaId: string): Promise<AreaRow> => {
  const area = await areaOf(ctx, areaId)
  ensure(area.validTo === null, 'area.unknown')
  return area
}

/** From the topmost area down to the one above; the area itself is not among them. */
const areasAbove = (ctx: Context, path: string): Promise<AreaRow[]> => areasByPaths(ctx, pathsAbove(path))

/** The area and all above it, topmost first. */
export const areasAlong = (ctx: Context, path: string): Promise<AreaRow[]> =>
  areasByPaths(ctx, [...pathsAbove(path), path])

/** The community a path lies in. Refused with area.unknown for what lies above communities. */
export const communityOf = async (ctx: Context, path: string): Promise<AreaRow> =>
  found(
    (await areasAlong(ctx, path)).find(({ kind }) => kind === 'community'),
    'area.unknown',
  )

/** The clinic of the place: the nearest that is written down on the way up. */
export const clinicAlong = async (ctx: Context, along: readonly AreaRow[]): Promise<ClinicRow | null> => {
  for (const { id } of along.toReversed()) {
    const clinic = await clinicOf(ctx, id)
    if (clinic) return clinic
  }
  return null
}

/** The door a card belongs to, or null: unknown, replaced, or its area has ended. */
export const doorByCard = async (ctx: Context, code: string): Promise<AreaRow | null> => {
  const areaId = await doorOfCode(ctx, code)
  return areaId === undefined ? null : ((await areaById(ctx, areaId)) ?? null)
}

export const today = async (ctx: Context) => dayOf(ctx.now, (await ctx.kit.tenants.of(ctx.tenantId)).timeZone)

/** Adds what lies below; how many live there only for staff who reach the area. */
const withCounts = async (ctx: Context, areas: readonly DrawnArea[]): Promise<Area[]> => {
  const known = new Set(areas.filter(({ path }) => reaches(ctx.actor, 'people.read', path)).map(({ id }) => id))
  const ids = areas.map(({ id }) => id)
  const counts = await countsOf(ctx, ids, [...known], await today(ctx))
  return areas.map((area) => {
    const { children = 0, households = 0, people = 0 } = counts.get(area.id) ?? {}
    const living = known.has(area.id) ? { households, people } : { households: null, people: null }
    return { ...area, counts: { children, ...living } }
  })
}

const filterOf = async (ctx: Context, query: Input<typeof contract.listAreas>['query']): Promise<AreaFilter> => {
  const { parentId, kind, underId, q } = query
  const under = underId === undefined ? undefined : found(await areaById(ctx, underId))
  if (parentId !== undefined) found(await areaById(ctx, parentId))
  const topmost = parentId === undefined && kind === undefined && under === undefined && !q
  return {
    ...(topmost && { parentId: null }),
    ...(parentId !== undefined && { parentId }),
    ...(kind && { kinds: [kind] }),
    ...(under && { underPath: under.path }),
    ...(q && { text: q.trim() }),
  }
}

/** Without any filter the topmost areas. */
export const listAreas = async (
  ctx: Context,
  query: Input<typeof contract.listAreas>['query'],
): Promise<Output<typeof contract.listAreas>> => {
  const size = pageSize(query.limit)
  const [sortKey, id] = readCursor(query.cursor, ['text', 'text']) ?? []
  const after = sortKey === undefined || id === undefined ? undefined : { sortKey, id }
  const rows = await liveAreas(ctx, { ...(await filterOf(ctx, query)), after, limit: size + 1 })
  const { items, nextCursor } = pageOf(rows, size, (row) => [row.sortKey, row.id])
  return { items: await withCounts(ctx, items), nextCursor }
}

export const drawnArea = async (ctx: Context, areaId: string): Promise<Area> => {
  const row = found(await areaById(ctx, areaId))
  const [area] = await withCounts(ctx, [{ ...row, outline: await outlineOf(ctx, areaId), sortKey: '' }])
  return found(area)
}

export const getArea = async (ctx: Context, areaId: string): Promise<Output<typeof contract.getArea>> => {
  const area = await drawnArea(ctx, areaId)
  return { ...area, above: await areasAbove(ctx, area.path), clinic: await clinicOf(ctx, areaId) }
}

/** Grids and buildings of the area; of a building, unit or door those of its community, which is what a map shows. */
export const areaMap = async (ctx: Context, areaId: string): Promise<AreaMap> => {
  const { path, kind } = found(await areaById(ctx, areaId))
  const within = ['building', 'unit', 'door'].includes(kind) ? (await communityOf(ctx, path)).path : path
  const drawn = await liveAreas(ctx, { underPath: within, kinds: ['grid', 'building'] })
  return {
    grids: drawn.filter((area) => area.kind === 'grid'),
    buildings: drawn.filter((area) => area.kind === 'building'),
  }
}

export const openDoorCard = async (ctx: Context, code: string): Promise<Output<typeof contract.openDoorCard>> => {
  const door = found(await doorByCard(ctx, code), 'area.unknown_card')
  const along = await areasAlong(ctx, door.path)
  const building = found(
    along.find(({ kind }) => kind === 'building'),
    'area.unknown_card',
  )
  return {
    areaId: door.id,
    doorName: doorNameWithin(along),
    buildingId: building.id,
    buildingName: building.name,
    communityName: along.find(({ kind }) => kind === 'community')?.name ?? '',
  }
}

/** `2单元301` from the areas along a door's path. */
export const doorNameWithin = (along: readonly AreaRow[]): string =>
  along
    .filter(({ kind }) => kind === 'unit' || kind === 'door')
    .map(({ name }) => name)
    .join('')

/** The areas of these paths that are there now. */
export const areasByReach = async (ctx: Context, paths: readonly string[]): Promise<AreaRow[]> =>
  areasByPaths(ctx, paths)

/** The one building with this number within reach, however it is written (3号楼, 3栋); none where several are. */
export const buildingNumbered = async (
  ctx: Context,
  number: number,
  reach: readonly string[],
): Promise<AreaRow | undefined> => {
  const found: AreaRow[] = []
  for (const underPath of reach)
    found.push(...(await liveAreas(ctx, { underPath, kinds: ['building'], text: String(number) })))
  const exact = found.filter(({ name }) => /\d+/.exec(name)?.[0] === String(number))
  return exact.length === 1 ? exact[0] : undefined
}
