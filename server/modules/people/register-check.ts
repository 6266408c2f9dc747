// What a filled table would do: each row placed in a building and at a door, or refused with its reason.
import { type Context, reachOf } from '../../kit/context.ts'
import { doorNameOf, parseDoorName } from '../areas/service.ts'
import { todayOf } from './know-person.ts'
import {
  areasFor,
  dwellersOf,
  idNumbersKnown,
  type KnownArea,
  type MadeCounts,
  phonesKnown,
} from './register-queries.ts'
import { type Fault, faultOf, type Parsed, parseRow, type Row } from './register-rows.ts'
import { idNumberHashes, openDoor, phoneHashes } from './seal-person.ts'

/** A building that is there has its id; a new one the area it will stand in. */
export type Building = {
  readonly key: string
  readonly id: string | null
  readonly parentId: string
  readonly name: string
}
export type Placed = Parsed & { readonly at: Building; readonly doorName: string }
export type Checked = {
  readonly good: readonly Placed[]
  readonly faults: readonly Fault[]
  readonly counts: MadeCounts
}

const plain = (name: string) => name.normalize('NFKC').replaceAll(/\s/g, '')

export const registerReach = (ctx: Context): readonly string[] | 'everywhere' =>
  ctx.actor.kind === 'system' ? 'everywhere' : reachOf(ctx.actor, 'register.import')

type Finder = { readonly findBuilding: (row: Parsed) => Building | Fault }

const finderFor = (ctx: Context, areas: readonly KnownArea[]): Finder => {
  const named = (kind: string, name: string, communityId?: string) =>
    areas.filter(
      (area) =>
        area.kind === kind &&
        plain(area.name) === plain(name) &&
        (communityId === undefined || area.communityId === communityId),
    )
  const communities = areas.filter(({ kind }) => kind === 'community')
  const findBuilding = (row: Parsed): Building | Fault => {
    const wrong = (
      column: 'community' | 'grid' | 'building',
      words: 'community' | 'communityNeeded' | 'grid' | 'building',
      more = '',
    ) => faultOf(row.row, column, row[column], words, ctx.locale, more)
    if (row.community === '' && communities.length !== 1) return wrong('community', 'communityNeeded')
    const [community] = row.community === '' ? communities : named('community', row.community)
    if (!community) return wrong('community', 'community')
    const [grid] = row.grid === '' ? [] : named('grid', row.grid, community.id)
    const grids = areas.filter(({ kind, communityId }) => kind === 'grid' && communityId === community.id)
    if (row.grid !== '' && !grid)
      return wrong(
        'grid',
        'grid',
        ` ${grids
          .map(({ name }) => name)
          .join('、')
          .slice(0, 100)}`,
      )
    const parentId = grid?.id ?? community.id
    const same = named('building', row.building, community.id).filter((each) => !grid || each.parentId === grid.id)
    if (same.length > 1) return wrong('building', 'building')
    const [known] = same
    return known
      ? { key: known.id, id: known.id, parentId, name: known.name }
      : { key: `${parentId} ${plain(row.building)}`, id: null, parentId, name: row.building }
  }
  return { findBuilding }
}

const isFault = (found: Building | Fault): found is Fault => 'message' in found

type Complain = (fault: Fault) => void

/** The second of two rows that are one person, and a number used behind two doors. */
const checkTwins = (ctx: Context, rows: readonly Placed[], complain: Complain): void => {
  const seen = new Map<string, number>()
  const phones = new Map<string, { row: number; door: string }>()
  for (const row of rows) {
    const door = `${row.at.key}|${row.doorName}`
    const before = seen.get(`${door}|${row.name}`) ?? (row.idNumber === null ? undefined : seen.get(row.idNumber))
    if (before !== undefined) complain(faultOf(row.row, 'name', row.name, 'twice', ctx.locale, ` ${before}`))
    else seen.set(`${door}|${row.name}`, row.row)
    if (row.idNumber !== null && !seen.has(row.idNumber)) seen.set(row.idNumber, row.row)
    if (row.phone === null) continue
    const other = phones.get(row.phone)
    if (!other) phones.set(row.phone, { row: row.row, door })
    else if (other.door !== door)
      complain(faultOf(row.row, 'phone', row.phone, 'phoneElsewhere', ctx.locale, ` ${other.row}`))
  }
}

/** Rows that name somebody who is in the register already. */
const checkKnown = async (ctx: Context, rows: readonly Placed[], complain: Complain): Promise<void> => {
  const idHashes = new Map(
    rows.flatMap((row) =>
      row.idNumber === null ? [] : idNumberHashes(ctx, row.idNumber).map((hash) => [hash, row] as const),
    ),
  )
  const numbers = new Map(
    rows.flatMap((row) =>
      row.phone === null ? [] : phoneHashes(ctx, row.phone).map((hash) => [`${hash}|${row.name}`, row] as const),
    ),
  )
  const ids = [...new Set(rows.flatMap(({ at }) => (at.id === null ? [] : [at.id])))]
  const [idsTaken, phonesTaken, dwellers] = await Promise.all([
    idNumbersKnown(ctx, [...idHashes.keys()]),
    phonesKnown(ctx, [...new Set([...numbers.keys()].map((key) => key.slice(0, key.indexOf('|'))))]),
    dwellersOf(ctx, ids),
  ])
  const living = new Set(
    dwellers.map(({ buildingId, doorSealed, name }) => `${buildingId}|${openDoor(ctx, doorSealed).name}|${name}`),
  )
  for (const [hash, row] of idHashes) {
    if (idsTaken.has(hash)) complain(faultOf(row.row, 'idNumber', row.idNumber ?? '', 'idTaken', ctx.locale))
  }
  for (const [key, row] of numbers)
    if (phonesTaken.has(key)) complain(faultOf(row.row, 'name', row.name, 'known', ctx.locale))
  for (const row of rows) {
    if (living.has(`${row.at.key}|${row.doorName}|${row.name}`))
      complain(faultOf(row.row, 'name', row.name, 'known', ctx.locale))
  }
}

/** One complaint of a kind for each row. */
const collector = () => {
  const faults: Fault[] = []
  const known = new Set<string>()
  const complain: Complain = (fault) => {
    const key = `${fault.row}|${fault.column}|${fault.message}`
    if (!known.has(key)) faults.push(fault)
    known.add(key)
  }
  return { faults, complain }
}

const countsOf = (good: readonly Placed[]): MadeCounts => {
  const doors = new Set(good.map(({ at, doorName }) => `${at.key}|${doorName}`)).size
  const buildings = new Set(good.filter(({ at }) => at.id === null).map(({ at }) => at.key)).size
  return { buildings, doors, households: doors, people: good.length }
}

/** Looks at every row against itself, the others and the register. Nothing is written. */
export const checkRows = async (ctx: Context, rows: readonly Row[]): Promise<Checked> => {
  const today = await todayOf(ctx)
  const reach = registerReach(ctx)
  const areas = await areasFor(ctx, reach)
  const { findBuilding } = finderFor(ctx, areas)
  const { faults, complain } = collector()
  const placed: Placed[] = []
  for (const row of rows) {
    const { parsed, faults: own } = parseRow(row, today, ctx.locale)
    own.forEach(complain)
    const at = findBuilding(parsed)
    if (isFault(at)) complain(at)
    else placed.push({ ...parsed, at, doorName: doorNameOf(parseDoorName(parsed.door)) })
  }
  checkTwins(ctx, placed, complain)
  await checkKnown(ctx, placed, complain)
  const faulty = new Set(faults.map(({ row }) => row))
  const good = placed.filter(({ row }) => !faulty.has(row))
  return { good, faults: faults.toSorted((a, b) => a.row - b.row), counts: countsOf(good) }
}
