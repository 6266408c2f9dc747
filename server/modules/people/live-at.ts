// Where people live: finding the door that was named, the household behind it, and moving in.
import type { Context } from '../../kit/context.ts'
import { ensure, found } from '../../kit/errors.ts'
import { newId } from '../../kit/ids.ts'
import { areasAlong, doorByCard, doorNameWithin, ensureDoor, liveAreaOf } from '../areas/service.ts'
import { endMember, householdAt, householdsWith, insertHouseholds, insertMembers } from './household-queries.ts'
import { samePerson, todayOf } from './know-person.ts'
import { doorColumns, doorHashes } from './seal-person.ts'

export type Place = {
  readonly buildingId: string
  readonly path: string
  readonly door: { areaId: string; name: string } | null
}
export type NamedPlace = {
  readonly doorCode?: string | undefined
  readonly doorAreaId?: string | undefined
  readonly buildingId?: string | undefined
  readonly doorName?: string | undefined
}

const placeOfDoor = async (ctx: Context, door: { readonly id: string; readonly path: string }): Promise<Place> => {
  const along = await areasAlong(ctx, door.path)
  const building = found(along.find(({ kind }) => kind === 'building'))
  return { buildingId: building.id, path: building.path, door: { areaId: door.id, name: doorNameWithin(along) } }
}

/** The place that a door card, a door, or a building with a door's name stands for; null when none was named. */
export const placeOf = async (ctx: Context, named: NamedPlace): Promise<Place | null> => {
  if (named.doorCode !== undefined) {
    return placeOfDoor(ctx, found(await doorByCard(ctx, named.doorCode), 'area.unknown_card'))
  }
  if (named.doorAreaId !== undefined) {
    const door = await liveAreaOf(ctx, named.doorAreaId)
    ensure(door.kind === 'door', 'not_found')
    return placeOfDoor(ctx, door)
  }
  if (named.buildingId === undefined) return null
  const building = await liveAreaOf(ctx, named.buildingId)
  ensure(building.kind === 'building', 'not_found')
  if (named.doorName === undefined) return { buildingId: building.id, path: building.path, door: null }
  return placeOfDoor(ctx, await ensureDoor(ctx, building.id, named.doorName))
}

/** The same place, looked up and not made: where it is, how it is called, and what to look it up by again. */
export const placeNamed = async (
  ctx: Context,
  named: NamedPlace,
): Promise<NamedPlace & { path: string; shown: string; doorName: string }> => {
  if (named.doorCode !== undefined || named.doorAreaId !== undefined) {
    const { buildingId, path, door } = found(await placeOf(ctx, named))
    const { name } = await liveAreaOf(ctx, buildingId)
    const doorName = door?.name ?? ''
    return { ...(door && { doorAreaId: door.areaId }), path, doorName, shown: `${name} ${doorName}` }
  }
  const building = await liveAreaOf(ctx, found(named.buildingId))
  ensure(building.kind === 'building', 'not_found')
  const doorName = named.doorName ?? ''
  return { buildingId: building.id, doorName, path: building.path, shown: `${building.name} ${doorName}` }
}

/** The household behind the door; without a door's name a household of its own. Call inside a transaction. */
const ensureHousehold = async (ctx: Context, { buildingId, door }: Place): Promise<string> => {
  const id = newId()
  const known = door && (await householdAt(ctx, doorHashes(ctx, door.areaId)))
  if (known) return known.id
  await insertHouseholds(ctx, [{ id, areaId: buildingId, ...doorColumns(ctx, door) }])
  return door ? found(await householdAt(ctx, doorHashes(ctx, door.areaId))).id : id
}

/** Lives there from today on, and no longer where they lived. Call inside a transaction. */
export const moveHome = async (ctx: Context, personId: string, named: NamedPlace, relation = ''): Promise<void> => {
  const place = found(await placeOf(ctx, named))
  const before = await householdsWith(ctx, await samePerson(ctx, personId))
  const householdId = await moveIn(ctx, personId, place, relation)
  const today = await todayOf(ctx)
  for (const home of before)
    if (home.livesThere && home.householdId !== householdId)
      await endMember(ctx, home.householdId, home.personId, today)
}

/** The person lives there from today on; nothing happens when they do already. Call inside a transaction. */
export const moveIn = async (ctx: Context, personId: string, place: Place, relation: string): Promise<string> => {
  const householdId = await ensureHousehold(ctx, place)
  const present = await householdsWith(ctx, await samePerson(ctx, personId))
  if (!present.some((home) => home.householdId === householdId)) {
    await insertMembers(ctx, [{ id: newId(), householdId, personId, relation, fromOn: await todayOf(ctx) }])
  }
  return householdId
}
