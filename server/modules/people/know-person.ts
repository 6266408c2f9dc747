// What other modules may ask about people, for the system's own use: whoever calls decides who may see the answer.
import type { Permission } from '@linbang/contract/permissions'
import type { Locale, Point } from '@linbang/contract/values'
import { type Context, reaches, reachOf } from '../../kit/context.ts'
import { found } from '../../kit/errors.ts'
import { dayOf } from '../../kit/time.ts'
import { rightsHeldBy, tagRows } from './family-queries.ts'
import { householdAt, householdRow, sealedEntrance } from './household-queries.ts'
import { type Brief as BriefRow, briefRows, sameIds, sealedOf } from './queries.ts'
import { ageOn, careWords, type Sex } from './rules.ts'
import { doorHashes, openDoor, openIdNumber, openPhone, openTag } from './seal-person.ts'

export type Brief = {
  readonly id: string
  readonly name: string
  readonly callName: string
  readonly sex: Sex | null
  readonly bornOn: string | null
  readonly speaks: readonly string[]
  readonly confirmed: boolean
  readonly phoneMasked: string | null
  readonly areaId: string | null
  readonly areaPath: string | null
  readonly point: Point | null
}
export type Home = {
  readonly householdId: string
  /** The building. */
  readonly areaId: string
  readonly areaPath: string
  readonly point: Point | null
  readonly doorName: string | null
}

export const todayOf = async (ctx: Context): Promise<string> =>
  dayOf(ctx.now, (await ctx.kit.tenants.of(ctx.tenantId)).timeZone)

const pointOf = ({ lat, lon }: { lat: number | null; lon: number | null }): Point | null =>
  lat === null || lon === null ? null : { lat, lon }

const brief = ({ asked: _, lat, lon, householdId: _household, doorSealed: _door, ...row }: BriefRow): Brief => ({
  ...row,
  point: pointOf({ lat, lon }),
})

/** By the id asked for; somebody merged answers as the person kept. Unknown ids are left out. */
export const briefs = async (ctx: Context, ids: readonly (string | null)[]): Promise<Map<string, Brief>> => {
  const asked = [...new Set(ids.filter((id) => id !== null))]
  if (asked.length === 0) return new Map()
  return new Map((await briefRows(ctx, asked)).map((row) => [row.asked, brief(row)]))
}

/** The person, or the one they were merged into. Refused as `person.unknown`. */
export const personOf = async (ctx: Context, id: string): Promise<Brief> =>
  found((await briefs(ctx, [id])).get(id), 'person.unknown')

export const homeOf = async (ctx: Context, personId: string): Promise<Home | null> => {
  const [row] = await briefRows(ctx, [personId])
  if (!row?.householdId || !row.areaId || row.areaPath === null) return null
  return {
    householdId: row.householdId,
    areaId: row.areaId,
    areaPath: row.areaPath,
    point: pointOf(row),
    doorName: row.doorSealed === null ? null : openDoor(ctx, row.doorSealed).name,
  }
}

type Housed = {
  readonly id: string
  readonly areaId: string
  readonly areaPath: string
  readonly buildingName: string
  readonly point: Point | null
}

/** Refused as `household.unknown`. */
export const householdOf = async (ctx: Context, id: string): Promise<Housed> => {
  const { path, buildingName, areaId, ...row } = found(await householdRow(ctx, id), 'household.unknown')
  return { id, areaId, areaPath: path, buildingName, point: pointOf(row) }
}

/** The household behind a door area, if one is known. */
export const householdAtDoor = async (ctx: Context, doorAreaId: string): Promise<string | null> =>
  (await householdAt(ctx, doorHashes(ctx, doorAreaId)))?.id ?? null

export const doorOf = async (ctx: Context, householdId: string): Promise<string | null> => {
  const row = await householdRow(ctx, householdId)
  return row?.doorSealed ? openDoor(ctx, row.doorSealed).name : null
}

/** The area of the household's door: what the QR of its door card names. */
export const doorAreaOf = async (ctx: Context, householdId: string): Promise<string | null> => {
  const row = await householdRow(ctx, householdId)
  return row?.doorSealed ? openDoor(ctx, row.doorSealed).areaId : null
}

/** Digits only. Of somebody merged, the number of whichever entry has one. */
export const phoneOf = async (ctx: Context, personId: string): Promise<string | null> => {
  const kept = (await briefRows(ctx, [personId]))[0]?.id ?? personId
  const same = await sameIds(ctx, kept)
  const rows = await sealedOf(ctx, same)
  const sealed =
    (rows.find(({ id }) => id === kept) ?? rows[0])?.phoneSealed ?? rows.find((row) => row.phoneSealed)?.phoneSealed
  return sealed ? openPhone(ctx, sealed) : null
}

/** A person and every entry merged into them: what belongs to one belongs to all. */
export const samePerson = async (ctx: Context, personId: string): Promise<string[]> =>
  sameIds(ctx, (await briefRows(ctx, [personId]))[0]?.id ?? personId)

/** Statuses valid today. */
export const tagsOf = async (ctx: Context, personId: string): Promise<string[]> => {
  const today = await todayOf(ctx)
  const rows = await tagRows(ctx, await samePerson(ctx, personId))
  const valid = rows.filter(({ validFrom, validTo }) => validFrom <= today && (validTo === null || validTo >= today))
  return [...new Set(valid.map(({ tagSealed }) => openTag(ctx, tagSealed)))]
}

/** Every status ever entered, as the person may read it: what, from whom, on what basis, from when to when. */
export const statusesOf = async (ctx: Context, personId: string): Promise<(string | null)[][]> =>
  (await tagRows(ctx, await samePerson(ctx, personId))).map(({ tagSealed, source, basis, validFrom, validTo }) => [
    openTag(ctx, tagSealed),
    source,
    basis,
    validFrom,
    validTo,
  ])

/** For the person alone. */
export const wholeIdNumberOf = async (ctx: Context, personId: string): Promise<string | null> => {
  const rows = await sealedOf(ctx, await samePerson(ctx, personId))
  const sealed = rows.find(({ idNumberSealed }) => idNumberSealed !== null)?.idNumberSealed
  return sealed ? openIdNumber(ctx, sealed) : null
}

/** How a helper gets in at this door, if somebody has said. */
export const entranceOf = async (ctx: Context, householdId: string): Promise<string | null> => {
  const sealed = await sealedEntrance(ctx, householdId)
  return sealed ? ctx.kit.vault.open(ctx.tenantId, 'household.how_to_get_in', sealed) : null
}

/** What a helper at the door needs to know, and nothing more. */
export const careWordsFor = async (ctx: Context, personId: string, locale: Locale): Promise<string[]> => {
  const [{ speaks, bornOn }, tags, today] = await Promise.all([
    personOf(ctx, personId),
    tagsOf(ctx, personId),
    todayOf(ctx),
  ])
  return careWords({ tags, speaks, age: bornOn === null ? null : ageOn(bornOn, today) }, locale)
}

type Right = 'mayAsk' | 'maySee'

const familyLets = async (ctx: Context, personId: string, right: Right): Promise<boolean> => {
  if (ctx.actor.kind !== 'person') return false
  const [mine, theirs] = await Promise.all([samePerson(ctx, ctx.actor.personId), samePerson(ctx, personId)])
  return (await rightsHeldBy(ctx, mine)).some((held) => held[right] && theirs.includes(held.personId))
}

const isSelf = async (ctx: Context, personId: string): Promise<boolean> =>
  ctx.actor.kind === 'person' &&
  (ctx.actor.personId === personId || (await samePerson(ctx, ctx.actor.personId)).includes(personId))

/** Somebody without a home stands at the top of the tree. */
export const reachesPerson = async (ctx: Context, personId: string, permission: Permission): Promise<boolean> => {
  const [row] = await briefRows(ctx, [personId])
  if (!row) return false
  return row.areaPath === null ? reachesTop(ctx, permission) : reaches(ctx.actor, permission, row.areaPath)
}

/** The actor's reach begins at a topmost area. */
export const reachesTop = ({ actor }: Context, permission: Permission): boolean =>
  actor.kind === 'system' || reachOf(actor, permission).some((path) => !path.includes('.'))

/** May the actor ask for help in this person's name: oneself, a family member who was given the right, staff of the place. */
export const mayAskFor = async (ctx: Context, personId: string): Promise<boolean> =>
  (await isSelf(ctx, personId)) ||
  (await reachesPerson(ctx, personId, 'requests.open_for_others')) ||
  familyLets(ctx, personId, 'mayAsk')

export const maySee = async (ctx: Context, personId: string): Promise<boolean> =>
  (await isSelf(ctx, personId)) ||
  (await reachesPerson(ctx, personId, 'people.read')) ||
  familyLets(ctx, personId, 'maySee')
