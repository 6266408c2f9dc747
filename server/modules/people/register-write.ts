// Writing the good rows of a table: buildings, doors, households, people, in batches, inside the caller's transaction.
import type { Context } from '../../kit/context.ts'
import { found } from '../../kit/errors.ts'
import { newId } from '../../kit/ids.ts'
import { addArea, areasByIds, ensureDoors } from '../areas/service.ts'
import { insertHouseholds, insertMembers } from './household-queries.ts'
import { todayOf } from './know-person.ts'
import { insertPeople, type NewRow } from './person-queries.ts'
import type { Placed } from './register-check.ts'
import { doorsKnown, householdsBehind, type Made } from './register-queries.ts'
import { usualCallName } from './rules.ts'
import { doorColumns, doorHashes, idNumberColumns, nameColumns, phoneColumns } from './seal-person.ts'

const batch = 400

const inBatches = async <T>(rows: readonly T[], write: (part: readonly T[]) => Promise<unknown>): Promise<void> => {
  for (let from = 0; from < rows.length; from += batch) await write(rows.slice(from, from + batch))
}

const groupedBy = <T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const group = groups.get(keyOf(row))
    if (group) group.push(row)
    else groups.set(keyOf(row), [row])
  }
  return groups
}

type AtDoor = Placed & { readonly buildingId: string; readonly doorAreaId: string }
type Doors = {
  readonly rows: readonly AtDoor[]
  readonly buildings: readonly string[]
  readonly doors: readonly string[]
}

/** Whoever may import a register may let it make buildings; areas themselves are others' to manage. */
const ensurePlaces = async (ctx: Context, good: readonly Placed[]): Promise<Doors> => {
  const builder: Context = { ...ctx, actor: { kind: 'system', tenantId: ctx.tenantId, name: 'register' } }
  const rows: AtDoor[] = []
  const buildings: string[] = []
  const doors: string[] = []
  for (const [, group] of groupedBy(good, ({ at }) => at.key)) {
    const { at } = found(group[0])
    const buildingId = at.id ?? (await addArea(builder, { kind: 'building', parentId: at.parentId, name: at.name })).id
    if (at.id === null) buildings.push(buildingId)
    const path = found((await areasByIds(ctx, [buildingId]))[0]).path
    const before = await doorsKnown(ctx, [path])
    const areas = await ensureDoors(ctx, buildingId, [...new Set(group.map(({ doorName }) => doorName))])
    for (const id of await doorsKnown(ctx, [path])) if (!before.has(id)) doors.push(id)
    for (const row of group) rows.push({ ...row, buildingId, doorAreaId: found(areas.get(row.doorName)).id })
  }
  return { rows, buildings, doors }
}

/** The household behind each door, and which of them are new. */
const ensureHouseholds = async (ctx: Context, rows: readonly AtDoor[]) => {
  const doors = [...groupedBy(rows, ({ doorAreaId }) => doorAreaId).values()].map((group) => found(group[0]))
  const hashes = new Map(doors.map(({ doorAreaId }) => [doorAreaId, doorHashes(ctx, doorAreaId)]))
  const known = await householdsBehind(ctx, [...hashes.values()].flat())
  const behind = new Map<string, string>()
  for (const [doorAreaId, each] of hashes) {
    const id = each.map((hash) => known.get(hash)).find(Boolean)
    if (id !== undefined) behind.set(doorAreaId, id)
  }
  const fresh = doors
    .filter(({ doorAreaId }) => !behind.has(doorAreaId))
    .map(({ doorAreaId, doorName, buildingId }) => ({
      id: newId(),
      areaId: buildingId,
      doorAreaId,
      ...doorColumns(ctx, { areaId: doorAreaId, name: doorName }),
    }))
  await inBatches(fresh, (part) =>
    insertHouseholds(
      ctx,
      part.map(({ doorAreaId: _, ...row }) => row),
    ),
  )
  for (const { doorAreaId, id } of fresh) behind.set(doorAreaId, id)
  return { behind, made: fresh.map(({ id }) => id) }
}

const personOf = (ctx: Context, row: AtDoor, today: string, how: string): NewRow => ({
  id: newId(),
  ...nameColumns(row.name, row.callName || usualCallName(row.name, row.sex, row.bornOn, today)),
  sex: row.sex,
  bornOn: row.bornOn,
  ...phoneColumns(ctx, row.phone),
  ...idNumberColumns(ctx, row.idNumber),
  speaks: row.speaks,
  confirmedAt: ctx.now,
  confirmedBy: ctx.actor.kind === 'person' ? ctx.actor.personId : null,
  confirmedHow: how,
})

export const writeRows = async (ctx: Context, good: readonly Placed[], fileName: string): Promise<Made> => {
  const today = await todayOf(ctx)
  const { rows, buildings, doors } = await ensurePlaces(ctx, good)
  const { behind, made } = await ensureHouseholds(ctx, rows)
  const people = rows.map((row) => ({ row, person: personOf(ctx, row, today, `登记表 ${fileName}`.slice(0, 100)) }))
  await inBatches(people, (part) =>
    insertPeople(
      ctx,
      part.map(({ person }) => person),
    ),
  )
  const members = people.map(({ row, person }) => ({
    id: newId(),
    householdId: found(behind.get(row.doorAreaId)),
    personId: person.id,
    relation: row.relation,
    fromOn: today,
  }))
  await inBatches(members, (part) => insertMembers(ctx, part))
  return { buildings, doors, households: made, people: people.map(({ person }) => person.id) }
}
