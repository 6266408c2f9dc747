// Where one more pair of hands would be worth most: skill × part of the day × grid, ranked by dual prices. Each past day is
// assigned at least cost to those who would have come that day (drawn from how they answer); beside them stands, for every
// cell, somebody with that skill, free at that time, living there, and without a single slot. The dual price of that
// missing slot is what one such person would have saved that day (Ahuja, Magnanti & Orlin, Network Flows, ch. 9).
import { assign } from './assignment.ts'
import type { AssignmentProblem } from './assignment.ts'
import type { Behaviour } from './behaviour.ts'
import { MINUTES_A_DAY, minuteOfDay, minuteOfWeek } from './calendar.ts'
import { lotOf } from './chance-of-ask.ts'
import { NO_CHANGE, townOf } from './community.ts'
import type { Community, PastRequest } from './community.ts'
import type { Townsman } from './town.ts'

/** Parts of a day, hours from and to. */
export const PARTS_OF_DAY = [
  [6, 8],
  [8, 11],
  [11, 13],
  [13, 17],
  [17, 19],
  [19, 22],
] as const
export type Place = { readonly x: number; readonly y: number }

export type Shortage = {
  readonly skill: number
  readonly part: number
  readonly grid: number
  /** What one more person would save a week, in metres of way; a request nobody comes for counts `UNMET_METRES`. */
  readonly price: number
  /** Requests of the cell a week. */
  readonly asked: number
}

const UNMET_METRES = 3000
const FARTHEST_METRES = 1500
const SECOND_JOB_METRES = 300
const JOBS_A_DAY = 2

/** Cells with a price above zero, dearest first; at most `most`. */
export function shortages(
  community: Community,
  grids: readonly Place[],
  behaviour: Behaviour,
  seed: number,
  most: number,
): Shortage[] {
  const { people } = townOf(community, NO_CHANGE, behaviour, seed)
  const cells = community.skills * PARTS_OF_DAY.length * grids.length
  const [price, asked] = [new Float64Array(cells), new Float64Array(cells)]
  for (let day = community.from; day < community.to; day++) {
    const requests = community.past.filter((one) => Math.floor((one.at + one.startsAfter) / MINUTES_A_DAY) === day)
    if (requests.length === 0) continue
    const coming = people.filter((one) => wouldCome(one, behaviour, seed, day))
    const { problem, cellOf } = ofDay(requests, coming, grids)
    const { slotPrice } = assign(problem)
    for (const [k, cell] of cellOf.entries()) price[cell]! += slotPrice[coming.length + k]!
    for (const one of requests) {
      const cell = cellAt(one, nearestOf(grids, one), grids.length)
      if (cell >= 0) asked[cell]!++
    }
  }
  const weeks = (community.to - community.from) / 7
  const found = [...price.keys()]
    .filter((cell) => price[cell]! > 0)
    .map((cell) => ({ ...placed(cell, grids.length), price: price[cell]! / weeks, asked: asked[cell]! / weeks }))
    .toSorted((a, b) => b.price - a.price || b.asked - a.asked || a.skill - b.skill || a.part - b.part)
  // somebody in one grid serves the next as well: of one skill and part of the day only the dearest grid is told
  return found.filter((one, k) => !found.slice(0, k).some(isLike(one))).slice(0, most)
}

const isLike = (one: Shortage) => (other: Shortage) => one.skill === other.skill && one.part === other.part

/** Whether this person would have taken a job that day, had one been offered at a declared hour. */
function wouldCome(one: Townsman, behaviour: Behaviour, seed: number, day: number): boolean {
  const willing = 1 / (1 + Math.exp(-one.willing - 3 * behaviour.per100Metres))
  return lotOf(seed, one.id, day, 40) < behaviour.freeWhenDeclared * willing
}

const partOf = (one: PastRequest): number => {
  const hour = minuteOfDay(one.at + one.startsAfter) / 60
  return PARTS_OF_DAY.findIndex(([from, to]) => from <= hour && hour < to)
}

/** Cells in order of skill, part of the day, grid; -1 outside the parts. */
function cellAt(one: PastRequest, grid: number, grids: number): number {
  const part = partOf(one)
  return part < 0 ? -1 : (one.skill * PARTS_OF_DAY.length + part) * grids + grid
}

function placed(cell: number, grids: number) {
  const [row, grid] = [Math.floor(cell / grids), cell % grids]
  return { skill: Math.floor(row / PARTS_OF_DAY.length), part: row % PARTS_OF_DAY.length, grid }
}

const metresBetween = (a: Place, b: Place): number => Math.hypot(a.x - b.x, a.y - b.y)

function nearestOf(grids: readonly Place[], one: Place): number {
  let nearest = 0
  for (let grid = 1; grid < grids.length; grid++)
    if (metresBetween(grids[grid]!, one) < metresBetween(grids[nearest]!, one)) nearest = grid
  return nearest
}

/** People first, then one without slots for every cell asked for. */
function ofDay(requests: readonly PastRequest[], coming: readonly Townsman[], grids: readonly Place[]) {
  const cellOf: number[] = []
  const indexOf = new Map<number, number>()
  const firstEdge = [0]
  const edgePerson: number[] = []
  const edgeCost: number[] = []
  const edge = (person: number, cost: number) => {
    if (cost > FARTHEST_METRES) return
    edgePerson.push(person)
    edgeCost.push(cost)
  }
  for (const one of requests) {
    const hour = Math.floor(minuteOfWeek(one.at + one.startsAfter) / 60)
    for (const [person, { x, y, skills, hours }] of coming.entries())
      if (hours[hour] === 1 && skills.includes(one.skill)) edge(person, metresBetween({ x, y }, one))
    for (const [grid, place] of grids.entries()) {
      const cell = cellAt(one, grid, grids.length)
      if (cell < 0) continue
      if (!indexOf.has(cell)) indexOf.set(cell, cellOf.push(cell) - 1)
      edge(coming.length + indexOf.get(cell)!, metresBetween(place, one))
    }
    firstEdge.push(edgePerson.length)
  }
  const people = coming.length + cellOf.length
  const problem: AssignmentProblem = {
    need: new Int32Array(requests.length).fill(1),
    unassignedCost: new Float64Array(requests.length).fill(UNMET_METRES),
    firstEdge: Int32Array.from(firstEdge),
    edgePerson: Int32Array.from(edgePerson),
    edgeCost: Float64Array.from(edgeCost),
    firstSlot: Int32Array.from({ length: people + 1 }, (_, j) => JOBS_A_DAY * Math.min(j, coming.length)),
    slotCost: Float64Array.from({ length: JOBS_A_DAY * coming.length }, (_, k) => SECOND_JOB_METRES * (k % JOBS_A_DAY)),
  }
  return { problem, cellOf }
}
