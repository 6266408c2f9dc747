// Adding, changing and ending areas; finding or making the door a name stands for. Paths and codes are never used again.
import type { Area, AreaKind, Outline } from '@linbang/contract/areas'
import type * as contract from '@linbang/contract/areas'
import type { Input } from '@linbang/contract/endpoint'
import type { Point } from '@linbang/contract/values'
import { recordAudit } from '../../kit/audit.ts'
import { type Context, inTransaction, reaches } from '../../kit/context.ts'
import { ensure, found, Refusal } from '../../kit/errors.ts'
import { newId } from '../../kit/ids.ts'
import {
  areaById,
  type AreaRow,
  areasByIds,
  childrenEver,
  type DrawnArea,
  endAreas,
  insertAreas,
  liveAreas,
  lockArea,
  updateArea,
} from './queries.ts'
import { areasInUse, areasWithChildren } from './use-queries.ts'
import { codeFits, doorNameOf, labelOf, mayLieIn, outlineFits, parseDoorName, sortKeyOf } from './rules.ts'
import { keepOutline } from './outlines.ts'
import { drawnArea, today } from './read-areas.ts'

/** What the actor may change; another's area is as good as none. */
const manageable = async (ctx: Context, areaId: string): Promise<AreaRow> => {
  const area = found(await areaById(ctx, areaId))
  ensure(reaches(ctx.actor, 'areas.manage', area.path), 'not_found')
  return area
}

const ensureOutline = (ctx: Context, outline: Outline | undefined) => {
  if (!outline || outlineFits(outline)) return
  const message =
    ctx.locale === 'en' ? 'A ring needs at least three corners and must be closed' : '边界要有三个角以上并且首尾相接'
  throw new Refusal('input.invalid', { issues: [{ path: 'outline', message }] })
}

const ensureFreeName = async (ctx: Context, parentId: string | null, name: string, but?: string) => {
  const siblings = await liveAreas(ctx, { parentId })
  ensure(!siblings.some((area) => area.name === name && area.id !== but), 'area.name_taken')
}

type Newcomer = {
  kind: AreaKind
  name: string
  nameEn?: string
  code?: string
  point?: Point | null
  outline?: Outline
}

/** Below one parent whose row this transaction has locked. */
const insertBelow = async (ctx: Context, parent: AreaRow | null, list: readonly Newcomer[]): Promise<string[]> => {
  const [before, validFrom] = await Promise.all([childrenEver(ctx, parent?.id ?? null), today(ctx)])
  const rows = list.map(({ kind, name, nameEn, code, point, outline }, place) => {
    const label = labelOf(kind, before + place + 1)
    return {
      id: newId(),
      parentId: parent?.id ?? null,
      kind,
      path: parent ? `${parent.path}.${label}` : label,
      name,
      nameEn: nameEn ?? '',
      sortKey: sortKeyOf(name),
      code: code ?? null,
      point: point ?? null,
      outline: outline ?? null,
      validFrom,
    }
  })
  await insertAreas(ctx, rows)
  return rows.map(({ id }) => id)
}

/** A topmost area is made only when a tenant is founded. */
const lockedParent = async (ctx: Context, parentId: string | undefined): Promise<AreaRow | null> => {
  if (parentId === undefined) {
    ensure(ctx.actor.kind === 'system', 'area.wrong_kind')
    return null
  }
  const seen = await manageable(ctx, parentId)
  // Doors named by residents are made under the lock of the building, also those of its units.
  if (seen.kind === 'unit' && seen.parentId !== null) await lockArea(ctx, seen.parentId)
  const parent = found(await lockArea(ctx, parentId))
  ensure(parent.validTo === null, 'area.wrong_kind')
  return parent
}

export const addArea = (ctx: Context, body: Input<typeof contract.addArea>['body']): Promise<Area> =>
  inTransaction(ctx, async (ctx) => {
    const parent = await lockedParent(ctx, body.parentId)
    const { kind, code, name } = body
    ensure(mayLieIn(kind, parent?.kind ?? null), 'area.wrong_kind')
    ensure(code === undefined || codeFits(kind, code, parent), 'area.code_wrong')
    ensureOutline(ctx, body.outline)
    await ensureFreeName(ctx, parent?.id ?? null, name)
    const [id = ''] = await insertBelow(ctx, parent, [{ ...body } as Newcomer])
    const area = await drawnArea(ctx, id)
    await recordAudit(ctx, {
      act: 'area.added',
      subjectKind: 'area',
      subjectId: id,
      areaPath: area.path,
      detail: { kind, name },
    })
    return area
  })

export const changeArea = (
  ctx: Context,
  areaId: string,
  body: Input<typeof contract.changeArea>['body'],
): Promise<Area> =>
  inTransaction(ctx, async (ctx) => {
    const area = await manageable(ctx, areaId)
    const { version, name, nameEn, point, outline, clinic } = body
    ensure(area.validTo === null, 'row.stale')
    ensureOutline(ctx, outline)
    if (name !== undefined) {
      if (area.parentId !== null) await lockArea(ctx, area.parentId)
      await ensureFreeName(ctx, area.parentId, name, areaId)
    }
    const change = {
      name,
      nameEn,
      point,
      outline,
      sortKey: name === undefined ? undefined : sortKeyOf(name),
      ...(clinic !== undefined && { clinicName: clinic?.name ?? '', clinicPhone: clinic?.phone ?? '' }),
    }
    if (outline) await keepOutline(ctx, area, outline)
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
    ensure(await updateArea(ctx, areaId, version, given), 'row.stale')
    await recordAudit(ctx, {
      act: 'area.changed',
      subjectKind: 'area',
      subjectId: areaId,
      areaPath: area.path,
      detail: {
        fields: Object.keys(given).filter((field) => field !== 'sortKey'),
        before: area.name,
        after: name ?? area.name,
      },
    })
    return drawnArea(ctx, areaId)
  })

/** A building ends with its units and doors; anything larger only when nothing is left below it. */
export const endArea = (ctx: Context, areaId: string, version: number): Promise<Area> =>
  inTransaction(ctx, async (ctx) => {
    await manageable(ctx, areaId)
    const area = found(await lockArea(ctx, areaId))
    ensure(area.version === version && area.validTo === null, 'row.stale')
    const below = (await liveAreas(ctx, { underPath: area.path })).filter(({ id }) => id !== areaId)
    const small = ['building', 'unit', 'door'].includes(area.kind)
    const ending = [areaId, ...below.map(({ id }) => id)]
    ensure((small || below.length === 0) && (await areasInUse(ctx, ending)).size === 0, 'area.in_use')
    await endAreas(ctx, ending, await today(ctx))
    await recordAudit(ctx, {
      act: 'area.ended',
      subjectKind: 'area',
      subjectId: areaId,
      areaPath: area.path,
      detail: { name: area.name, below: below.length },
    })
    return drawnArea(ctx, areaId)
  })

/** Units were made on the way to doors that somebody named; they go with the last of their doors. */
const withNewUnits = async (ctx: Context, areas: readonly AreaRow[]): Promise<AreaRow[]> => {
  const parents = await areasByIds(
    ctx,
    areas.flatMap(({ parentId }) => parentId ?? []),
  )
  const since = areas.map(({ validFrom }) => validFrom).toSorted((a, b) => (a < b ? -1 : 1))[0] ?? ''
  const units = parents.filter(({ kind, validFrom }) => kind === 'unit' && validFrom >= since)
  return [...areas, ...units.filter((unit) => !areas.some(({ id }) => id === unit.id))]
}

/** Takes back areas an import made: those in use or with others left below stay. Answers the ids that ended. */
export const endUnusedAreas = (ctx: Context, areaIds: readonly string[]): Promise<string[]> =>
  inTransaction(ctx, async (ctx) => {
    const areas = (await withNewUnits(ctx, await areasByIds(ctx, areaIds))).filter(({ validTo }) => validTo === null)
    const depthOf = ({ path }: AreaRow) => path.split('.').length
    const day = await today(ctx)
    const ended: string[] = []
    for (const depth of [...new Set(areas.map(depthOf))].toSorted((a, b) => b - a)) {
      const ids = areas.filter((area) => depthOf(area) === depth).map(({ id }) => id)
      const [used, full] = await Promise.all([areasInUse(ctx, ids), areasWithChildren(ctx, ids)])
      const free = ids.filter((id) => !used.has(id) && !full.has(id))
      await endAreas(ctx, free, day)
      ended.push(...free)
    }
    return ended
  })

/** The door of that name in a building, made when it is new, and its unit with it when the name says one. */
export const ensureDoor = async (ctx: Context, buildingId: string, doorName: string): Promise<AreaRow> =>
  found((await ensureDoors(ctx, buildingId, [doorName])).get(doorName), 'area.unknown')

/** The same for many names of one building; the answer is by the name as it was given. */
export const ensureDoors = (
  ctx: Context,
  buildingId: string,
  doorNames: readonly string[],
): Promise<ReadonlyMap<string, AreaRow>> =>
  inTransaction(ctx, async (ctx) => {
    const building = found(await lockArea(ctx, buildingId), 'area.unknown')
    ensure(building.kind === 'building' && building.validTo === null, 'area.unknown')
    const wanted = new Map(doorNames.map((given) => [given, parseDoorName(given)]))
    const names = [...new Map([...wanted.values()].map((name) => [doorNameOf(name), name])).values()]
    const units = [...new Set(names.flatMap(({ unit }) => (unit === null ? [] : [unit])))]
    const known = await liveAreas(ctx, { underPath: building.path, kinds: ['unit', 'door'] })
    const unitsNow = await withMissing(ctx, building, 'unit', units, known)
    const doorsNow: DrawnArea[] = []
    for (const unit of [null, ...units]) {
      const parent = unit === null ? building : found(unitsNow.find(({ name }) => name === unit))
      const doors = names.filter((name) => name.unit === unit).map(({ door }) => door)
      doorsNow.push(...(await withMissing(ctx, parent, 'door', doors, known)))
    }
    const parentOf = (unit: string | null) =>
      unit === null ? building.id : unitsNow.find(({ name }) => name === unit)?.id
    const doorFor = ({ unit, door }: { unit: string | null; door: string }) =>
      found(doorsNow.find(({ parentId, name }) => parentId === parentOf(unit) && name === door))
    return new Map([...wanted].map(([given, name]) => [given, doorFor(name)]))
  })

/** The areas of those names below the parent, the missing ones made at the parent's own point. */
const withMissing = async (
  ctx: Context,
  parent: AreaRow,
  kind: 'unit' | 'door',
  names: readonly string[],
  known: readonly DrawnArea[],
): Promise<DrawnArea[]> => {
  const there = known.filter((area) => area.parentId === parent.id && area.kind === kind && names.includes(area.name))
  const missing = names.filter((name) => !there.some((area) => area.name === name))
  if (missing.length === 0) return there
  await insertBelow(
    ctx,
    parent,
    missing.map((name) => ({ kind, name, point: parent.point })),
  )
  const now = await liveAreas(ctx, { parentId: parent.id, kinds: [kind] })
  return now.filter(({ name }) => names.includes(name))
}
