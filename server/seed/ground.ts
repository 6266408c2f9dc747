// The ground of a demo community: grids and buildings drawn on a slightly crooked plan, units, doors, division codes.
import { newId } from '../kit/ids.ts'
import { labelOf, sortKeyOf } from '../modules/areas/service.ts'
import type { Draw } from './draw.ts'

export type AreaSeed = {
  readonly id: string
  readonly parentId: string | null
  readonly kind: 'street' | 'community' | 'grid' | 'building' | 'unit' | 'door'
  readonly path: string
  readonly name: string
  readonly nameEn: string
  readonly sortKey: string
  readonly code: string | null
  readonly lat: number | null
  readonly lon: number | null
  readonly outline: object | null
  readonly validFrom: string
}
export type Door = {
  readonly area: AreaSeed
  readonly building: AreaSeed
  readonly unit: AreaSeed
  readonly name: string
}
export type Community = {
  readonly area: AreaSeed
  readonly grids: readonly AreaSeed[]
  readonly buildings: readonly AreaSeed[]
  readonly doors: readonly Door[]
  readonly areas: readonly AreaSeed[]
}

export type CommunityPlan = {
  readonly name: string
  readonly nameEn: string
  readonly code: string
  readonly centre: readonly [lat: number, lon: number]
  readonly columns: number
  readonly rows: number
  readonly gridMetres: readonly [wide: number, high: number]
  /** Stands before a grid's number where two communities share a desk. */
  readonly gridPrefix: string
  readonly buildings: number
  readonly doors: number
}

const since = '2015-01-01'
const north = 110_574

type Spot = readonly [x: number, y: number]
type Frame = { readonly plan: CommunityPlan; readonly corners: readonly (readonly Spot[])[] }

const toEarth = ({ centre: [lat, lon] }: CommunityPlan, [x, y]: Spot): [number, number] => [
  Math.round((lon + x / (111_320 * Math.cos((lat * Math.PI) / 180))) * 1e7) / 1e7,
  Math.round((lat + y / north) * 1e7) / 1e7,
]
const ring = (plan: CommunityPlan, spots: readonly Spot[]) => ({
  type: 'Polygon',
  coordinates: [[...spots, spots[0] as Spot].map((spot) => toEarth(plan, spot))],
})

/** Corner points of the grids, each pushed a little, so that streets are not straight. */
const drawFrame = (plan: CommunityPlan, draw: Draw): Frame => {
  const [wide, high] = plan.gridMetres
  const corners = Array.from({ length: plan.rows + 1 }, (_, row) =>
    Array.from({ length: plan.columns + 1 }, (_, column): Spot => [
      (column - plan.columns / 2) * wide + draw.between(-14, 14),
      (plan.rows / 2 - row) * high + draw.between(-18, 18) + (column - plan.columns / 2) * 6,
    ]),
  )
  return { plan, corners }
}

const mix = (a: Spot, b: Spot, share: number): Spot => [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share]
/** A spot inside a crooked square; both shares run from 0 to 1. */
const inside = (square: readonly Spot[], across: number, down: number): Spot => {
  const [topLeft, topRight, bottomRight, bottomLeft] = square as [Spot, Spot, Spot, Spot]
  return mix(mix(topLeft, topRight, across), mix(bottomLeft, bottomRight, across), down)
}

const squareOf = ({ corners }: Frame, row: number, column: number): Spot[] => {
  const at = (r: number, c: number) => corners[r]?.[c] as Spot
  return [at(row, column), at(row, column + 1), at(row + 1, column + 1), at(row + 1, column)]
}

/** Shrinks towards the middle, leaving the street. */
const shrunk = (square: readonly Spot[], share: number): Spot[] => {
  const middle = inside(square, 0.5, 0.5)
  return square.map((spot) => mix(middle, spot, share))
}

export const areaSeed = (
  parent: AreaSeed | null,
  kind: AreaSeed['kind'],
  number: number,
  name: string,
  more: Partial<AreaSeed> = {},
): AreaSeed => {
  const label = labelOf(kind, number)
  return {
    id: newId(),
    parentId: parent?.id ?? null,
    kind,
    path: parent ? `${parent.path}.${label}` : label,
    name,
    nameEn: '',
    sortKey: sortKeyOf(name),
    code: null,
    lat: null,
    lon: null,
    outline: null,
    validFrom: since,
    ...more,
  }
}

const placed = (plan: CommunityPlan, spot: Spot) => {
  const [lon, lat] = toEarth(plan, spot)
  return { lat, lon }
}

const drawBuildings = (
  plan: CommunityPlan,
  grid: AreaSeed,
  square: readonly Spot[],
  count: number,
  first: number,
  draw: Draw,
): AreaSeed[] => {
  const ground = shrunk(square, 0.86)
  const across = 4
  const down = Math.ceil(count / across) + 1
  const cells = draw
    .shuffled(Array.from({ length: across * down }, (_, index) => index))
    .slice(0, count)
    .sort((a, b) => a - b)
  return cells.map((cell, index) => {
    const [column, row] = [cell % across, Math.floor(cell / across)]
    const middle = inside(ground, (column + 0.5) / across, (row + 0.5) / down)
    const tilt = (draw.uniform() - 0.5) * 0.12
    const [halfWide, halfHigh] = [draw.between(19, 24), draw.between(7, 10)]
    const turned = ([x, y]: Spot): Spot => [
      middle[0] + x * Math.cos(tilt) - y * Math.sin(tilt),
      middle[1] + x * Math.sin(tilt) + y * Math.cos(tilt),
    ]
    const box: Spot[] = [
      [-halfWide, halfHigh],
      [halfWide, halfHigh],
      [halfWide, -halfHigh],
      [-halfWide, -halfHigh],
    ]
    const number = first + index
    return areaSeed(grid, 'building', index + 1, `${number}号楼`, {
      nameEn: `Building ${number}`,
      ...placed(plan, middle),
      outline: ring(plan, box.map(turned)),
    })
  })
}

/** Shares a whole number out as evenly as drawn weights allow; the sum is exact. */
const shared = (total: number, parts: number, draw: Draw): number[] => {
  const weights = Array.from({ length: parts }, () => 0.7 + 0.6 * draw.uniform())
  const sum = weights.reduce((a, b) => a + b, 0)
  const counts = weights.map((weight) => Math.floor((total * weight) / sum))
  for (let missing = total - counts.reduce((a, b) => a + b, 0), index = 0; missing > 0; missing--, index++)
    counts[index % parts]!++
  return counts
}

/** Doors of a building: units of two flats a floor, six or seven floors. */
const drawDoors = (building: AreaSeed, count: number): { areas: AreaSeed[]; doors: Door[] } => {
  const units = Math.max(2, Math.ceil(count / 14))
  const areas: AreaSeed[] = []
  const doors: Door[] = []
  for (let unitNumber = 1; unitNumber <= units; unitNumber++) {
    const unit = areaSeed(building, 'unit', unitNumber, `${unitNumber}单元`, { nameEn: `Unit ${unitNumber}` })
    areas.push(unit)
    const here = Math.floor(count / units) + (unitNumber <= count % units ? 1 : 0)
    for (let index = 0; index < here; index++) {
      const name = `${Math.floor(index / 2) + 1}0${(index % 2) + 1}`
      const area = areaSeed(unit, 'door', index + 1, name)
      areas.push(area)
      doors.push({ area, building, unit, name: `${unit.name}${name}` })
    }
  }
  return { areas, doors }
}

export const drawCommunity = (street: AreaSeed, number: number, plan: CommunityPlan, draw: Draw): Community => {
  const frame = drawFrame(plan, draw)
  const around = ring(
    plan,
    shrunk(
      [frame.corners[0]![0]!, frame.corners[0]!.at(-1)!, frame.corners.at(-1)!.at(-1)!, frame.corners.at(-1)![0]!],
      1.04,
    ),
  )
  const area = areaSeed(street, 'community', number, plan.name, {
    nameEn: plan.nameEn,
    code: plan.code,
    lat: plan.centre[0],
    lon: plan.centre[1],
    outline: around,
  })
  const gridCount = plan.columns * plan.rows
  const grids: AreaSeed[] = []
  const buildings: AreaSeed[] = []
  for (let index = 0; index < gridCount; index++) {
    const square = squareOf(frame, Math.floor(index / plan.columns), index % plan.columns)
    const code = `${plan.code}${String(index + 1).padStart(3, '0')}`
    const grid = areaSeed(area, 'grid', index + 1, `${plan.gridPrefix}${index + 1}网格`, {
      nameEn: `Grid ${index + 1}`,
      code,
      ...placed(plan, inside(square, 0.5, 0.5)),
      outline: ring(plan, shrunk(square, 0.955)),
    })
    grids.push(grid)
    const count = Math.floor(plan.buildings / gridCount) + (index < plan.buildings % gridCount ? 1 : 0)
    buildings.push(...drawBuildings(plan, grid, square, count, buildings.length + 1, draw))
  }
  const homes = shared(plan.doors, buildings.length, draw).map((count, index) => drawDoors(buildings[index]!, count))
  return {
    area,
    grids,
    buildings,
    doors: homes.flatMap((home) => home.doors),
    areas: [area, ...grids, ...buildings, ...homes.flatMap((home) => home.areas)],
  }
}
