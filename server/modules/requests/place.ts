// Where a request is: the person's home, a household, or any area down from a community. Its path is that of its day.
import type { Point } from '@linbang/contract/values'
import { type Context, isUnder, reaches } from '../../kit/context.ts'
import { ensure, found, Refusal } from '../../kit/errors.ts'
import { areaOf, liveAreaOf } from '../areas/service.ts'
import { householdAtDoor, householdOf } from '../people/service.ts'
import { type Asker, livesIn } from './people-queries.ts'

export type Place = {
  readonly householdId: string | null
  readonly areaId: string
  readonly areaPath: string
  readonly areaName: string
  readonly point: Point | null
}
type Named = { readonly areaId?: string | undefined; readonly householdId?: string | undefined }

const homeOf = (asker: Asker): Place | null =>
  asker.areaId && asker.areaPath && asker.householdId
    ? {
        householdId: asker.householdId,
        areaId: asker.areaId,
        areaPath: asker.areaPath,
        areaName: asker.areaName ?? '',
        point: asker.point,
      }
    : null

/** A household of the person, or one that the staff who ask reach. */
const placeOfHousehold = async (ctx: Context, asker: Asker, householdId: string): Promise<Place> => {
  const house = await householdOf(ctx, householdId)
  const known =
    reaches(ctx.actor, 'requests.open_for_others', house.areaPath) || (await livesIn(ctx, householdId, asker.id))
  ensure(known, 'household.unknown')
  const area = await areaOf(ctx, house.areaId)
  return { householdId, areaId: area.id, areaPath: area.path, areaName: area.name, point: area.point }
}

/** The person's own building or door means home; another door, building or open ground is taken as it is. */
const placeOfArea = async (ctx: Context, asker: Asker, areaId: string): Promise<Place> => {
  const home = homeOf(asker)
  if (home && areaId === home.areaId) return home
  const area = await liveAreaOf(ctx, areaId)
  if (area.kind === 'district' || area.kind === 'street') throw new Refusal('request.place_needed')
  const plain = { householdId: null, areaId: area.id, areaPath: area.path, areaName: area.name, point: area.point }
  if (area.kind !== 'door') return home && area.kind === 'unit' && isUnder(area.path, home.areaPath) ? home : plain
  const householdId = await householdAtDoor(ctx, area.id)
  if (!householdId || !(await livesIn(ctx, householdId, asker.id)))
    return area.point ? plain : { ...plain, point: await pointAbove(ctx, area.parentId) }
  return householdId === home?.householdId ? home : placeOfHousehold(ctx, asker, householdId)
}

/** Doors and units carry no point of their own. */
const pointAbove = async (ctx: Context, areaId: string | null): Promise<Point | null> => {
  if (!areaId) return null
  const area = await areaOf(ctx, areaId)
  return area.point ?? pointAbove(ctx, area.parentId)
}

export const placeFor = async (ctx: Context, asker: Asker, { areaId, householdId }: Named): Promise<Place> => {
  if (householdId)
    return householdId === asker.householdId ? found<Place>(homeOf(asker)) : placeOfHousehold(ctx, asker, householdId)
  if (areaId) return placeOfArea(ctx, asker, areaId)
  return found<Place>(homeOf(asker), 'request.place_needed')
}
