// Days of care visits for tests and benches: elders and carers in 101 buildings, hours, skills, usual carers, rests and
// two-person visits, drawn from a seed; after the home-care instances of the dispatch research.
import { random } from '../random.ts'
import type { Random } from '../random.ts'
import { NONE } from '../round-problem.ts'
import type { RoundProblem } from '../round-problem.ts'

export type CareDay = {
  readonly visits: number
  readonly carers: number
  /** Cost in minutes of sending somebody else than the usual carer. */
  readonly continuity: number
  /** Share of visits that two people make, and of carers who rest. */
  readonly pairs: number
  readonly rests: number
  readonly seed: number
}

const UNSERVED_MINUTES = 300
const SIDE_METRES = 883
const BUILDINGS = 101
const METRES_A_MINUTE = 60
const SHIFTS = [
  { share: 0.45, from: 480, to: 720, work: 240 },
  { share: 0.8, from: 780, to: 1020, work: 240 },
  { share: 1, from: 480, to: 1080, work: 300 },
]

type Place = { x: number; y: number }

/** Minutes throughout; `usual` is the carer a visit is used to. */
export function careDay(day: CareDay): { problem: RoundProblem; usual: Int32Array } {
  const draw = random(day.seed)
  const corner = () => draw.uniform() * SIDE_METRES
  const buildings = Array.from({ length: BUILDINGS }, () => ({ x: corner(), y: corner() }))
  const carers = Array.from({ length: day.carers }, () => somebody(draw, buildings))
  const elders = Array.from({ length: day.visits }, () => elder(draw, buildings, carers))
  const second = (one: Elder) => ({ ...one, usual: usualCarer(draw, one, carers, one.usual) })
  const paired = elders.slice(0, Math.round(day.visits * day.pairs)).map(second)
  const visits = [...elders, ...paired]
  const twin = new Int32Array(visits.length).fill(NONE)
  for (const k of paired.keys()) {
    twin[k] = elders.length + k
    twin[elders.length + k] = k
  }
  const usual = Int32Array.from(visits, (visit) => visit.usual)
  const twinLag = paired.length > 0 ? 5 : Infinity
  return { usual, problem: { ...ofVisits(visits, carers, day), ...ofCarers(visits, carers, day), twin, twinLag } }
}

function ofVisits(visits: readonly Elder[], carers: readonly Carer[], day: CareDay) {
  const places = [...visits, ...carers].map((one) => one.home)
  const travel = ways(places, visits.length)
  const each = (value: (visit: Elder) => number) => Float64Array.from(visits, value)
  const able = (visit: Elder) => carers.map((carer) => (carer.skills >> visit.skill) & 1)
  const change = (visit: Elder) => carers.map((_, carer) => (carer === visit.usual ? 0 : day.continuity))
  return {
    visits: visits.length,
    places: places.length,
    travel,
    wayCost: travel,
    open: each((visit) => visit.open),
    close: each((visit) => visit.close),
    service: each((visit) => visit.minutes),
    demand: each((visit) => visit.minutes),
    unservedCost: each(() => UNSERVED_MINUTES),
    allowed: Uint8Array.from(visits.flatMap(able)),
    extra: Float64Array.from(visits.flatMap(change)),
  }
}

function ofCarers(visits: readonly Elder[], carers: readonly Carer[], day: CareDay) {
  const each = (value: (carer: Carer) => number) => Float64Array.from(carers, value)
  const home = Int32Array.from(carers, (_, carer) => visits.length + carer)
  return {
    workers: carers.length,
    startAt: home,
    endAt: home,
    shiftFrom: each((carer) => carer.shift.from),
    shiftTo: each((carer) => carer.shift.to),
    capacity: each((carer) => carer.shift.work),
    workerCost: each(() => 4),
    restLength: each((carer) => (carer.lot < day.rests ? 15 : 0)),
    restFrom: each((carer) => carer.shift.from + 60),
    restTo: each((carer) => carer.shift.to - 60),
    kind: Int32Array.from(carers.keys()),
  }
}

type Carer = { home: Place; shift: (typeof SHIFTS)[number]; skills: number; lot: number }
type Elder = { home: Place; skill: number; usual: number; minutes: number; open: number; close: number }

function somebody(draw: Random, buildings: readonly Place[]): Carer {
  const home = buildings[draw.below(BUILDINGS)]!
  const kind = draw.uniform()
  const shift = SHIFTS.find((one) => kind < one.share) ?? SHIFTS[2]!
  return {
    home,
    shift,
    skills: 1 | (draw.uniform() < 0.3 ? 2 : 0) | (draw.uniform() < 0.25 ? 4 : 0),
    lot: draw.uniform(),
  }
}

function elder(draw: Random, buildings: readonly Place[], carers: readonly Carer[]): Elder {
  const home = buildings[draw.below(BUILDINGS)]!
  const kind = draw.uniform()
  const open = kind < 0.3 ? 480 + draw.below(8) * 15 : kind < 0.6 ? 480 + draw.below(16) * 30 : 480
  const close = Math.min(1080, open + (kind < 0.3 ? 60 : kind < 0.6 ? 120 : 540))
  const skill = draw.uniform() < 0.12 ? 1 : draw.uniform() < 0.1 ? 2 : 0
  const minutes = [15, 20, 20, 30, 30, 45][draw.below(6)]!
  const visit = { home, skill, minutes, open, close }
  return { ...visit, usual: usualCarer(draw, visit, carers, NONE) }
}

/** One of the four nearest who can and is on duty when the visit may be; NONE when nobody is. */
function usualCarer(draw: Random, visit: Omit<Elder, 'usual'>, carers: readonly Carer[], other: number): number {
  const metres = (carer: number) =>
    Math.hypot(carers[carer]!.home.x - visit.home.x, carers[carer]!.home.y - visit.home.y)
  const able = [...carers.keys()].filter((carer) => {
    const { skills, shift } = carers[carer]!
    const meets = shift.from <= visit.close && visit.open + visit.minutes <= shift.to
    return carer !== other && ((skills >> visit.skill) & 1) === 1 && meets
  })
  able.sort((a, b) => metres(a) - metres(b) || a - b)
  return able[draw.below(Math.min(4, Math.max(1, able.length)))] ?? NONE
}

/** On foot round the corners, a minute for the stairs within a building and two and a half between two. */
function ways(places: readonly Place[], visits: number): Float64Array {
  const travel = new Float64Array(places.length ** 2)
  for (const [i, a] of places.entries()) {
    for (const [j, b] of places.entries()) {
      if (i === j) continue
      const metres = (1.3 * (Math.abs(a.x - b.x) + Math.abs(a.y - b.y))) / 1.27
      travel[i * places.length + j] = metres / METRES_A_MINUTE + (a === b && i < visits && j < visits ? 1 : 2.5)
    }
  }
  return travel
}
