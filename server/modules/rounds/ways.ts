// A round as the planner sees it, and back: hard conditions, hours and ways; what a stop costs in other hands. Pure.
import type { ErrorCode } from '@linbang/contract/errors'
import type { Point } from '@linbang/contract/values'
import { withoutWorker } from '@linbang/engine/replan'
import { checkRounds, type Violation } from '@linbang/engine/round-check'
import { movePrice } from '@linbang/engine/round-edit'
import { NONE, type RoundProblem } from '@linbang/engine/round-problem'
import { routesFrom } from '@linbang/engine/routes'

export type PlanStop = {
  readonly id: string
  readonly areaId: string
  readonly point: Point | null
  readonly fromMinute: number
  readonly toMinute: number
  readonly minutes: number
  readonly people: number
  readonly usualPersonId: string | null
  /** No stop: this worker is promised elsewhere at that hour. */
  readonly busyFor?: string
}
export type PlanWorker = {
  readonly personId: string
  readonly fromMinute: number
  readonly toMinute: number
  readonly breakMinutes: number
  readonly start: Point | null
  readonly end: Point | null
}
/** Why this worker may not do that stop, or null. */
export type Forbids = (stop: PlanStop, worker: PlanWorker) => ErrorCode | null
export type Leg = { readonly stopId: string; readonly slot: number; readonly begin: number }
export type Way = { readonly personId: string; readonly legs: readonly Leg[] }

const METRES_A_MINUTE = 66
/** Streets are longer than the air. */
const DETOUR = 1.3
const STAIRS = 1
const BETWEEN_HOUSES = 2
/** Minutes of walking that a stop left out weighs as much as. */
const UNSERVED = 300
const WORKER = 4
const TWIN_LAG = 5

const metres = (one: Point, other: Point): number => {
  const x = (other.lon - one.lon) * Math.cos((one.lat * Math.PI) / 180)
  return Math.hypot(other.lat - one.lat, x) * 111_320
}
const minutesBetween = (one: Point | null, other: Point | null, sameHouse: boolean): number => {
  if (sameHouse) return STAIRS
  if (!one || !other) return BETWEEN_HOUSES + 3
  const away = metres(one, other)
  return away < 1 ? STAIRS : (away * DETOUR) / METRES_A_MINUTE + BETWEEN_HOUSES
}

export type Half = { readonly stop: PlanStop; readonly slot: number }
export type Planned = {
  readonly problem: RoundProblem
  readonly halves: readonly Half[]
  readonly workers: readonly PlanWorker[]
}
type Given = {
  readonly stops: readonly PlanStop[]
  readonly workers: readonly PlanWorker[]
  readonly forbids: Forbids
  /** Minutes of walking that the usual visitor is worth. */
  readonly continuity: number
}

/** A two-person stop stands twice, each the other's twin. */
export const planned = ({ stops, workers, forbids, continuity }: Given): Planned => {
  const halves: Half[] = stops.flatMap((stop) => Array.from({ length: stop.people }, (_, slot) => ({ stop, slot })))
  const place = new Map(halves.map(({ stop, slot }, index) => [`${stop.id} ${slot}`, index]))
  const twin = Int32Array.from(halves, ({ stop, slot }) =>
    stop.people === 2 ? (place.get(`${stop.id} ${1 - slot}`) ?? NONE) : NONE,
  )
  const travel = waysBetween(halves, workers)
  const each = (value: (half: Half) => number) => Float64Array.from(halves, value)
  const problem: RoundProblem = {
    ...ofWorkers(workers, halves.length),
    visits: halves.length,
    places: halves.length + 2 * workers.length,
    travel,
    wayCost: travel,
    open: each(({ stop }) => stop.fromMinute),
    close: each(({ stop }) => Math.max(stop.fromMinute, stop.toMinute - stop.minutes)),
    service: each(({ stop }) => stop.minutes),
    demand: each(() => 0),
    unservedCost: each(({ stop }) => (stop.busyFor ? 20 * UNSERVED : UNSERVED)),
    allowed: Uint8Array.from(
      halves.flatMap(({ stop }) =>
        workers.map((one) => ((stop.busyFor ? stop.busyFor === one.personId : forbids(stop, one) === null) ? 1 : 0)),
      ),
    ),
    extra: Float64Array.from(
      halves.flatMap(({ stop }) =>
        workers.map((one) => (stop.usualPersonId === null || stop.usualPersonId === one.personId ? 0 : continuity)),
      ),
    ),
    twin,
    twinLag: halves.some(({ stop }) => stop.people === 2) ? TWIN_LAG : Infinity,
  }
  return { problem, halves, workers }
}

const ofWorkers = (workers: readonly PlanWorker[], visits: number) => {
  const each = (value: (worker: PlanWorker) => number) => Float64Array.from(workers, value)
  const rests = ({ breakMinutes, fromMinute, toMinute }: PlanWorker) => breakMinutes > 0 && toMinute - fromMinute > 180
  return {
    workers: workers.length,
    startAt: Int32Array.from(workers, (_, index) => visits + 2 * index),
    endAt: Int32Array.from(workers, (_, index) => visits + 2 * index + 1),
    shiftFrom: each(({ fromMinute }) => fromMinute),
    shiftTo: each(({ toMinute }) => toMinute),
    capacity: each(() => Infinity),
    workerCost: each(() => WORKER),
    restLength: each((worker) => (rests(worker) ? worker.breakMinutes : 0)),
    restFrom: each(({ fromMinute }) => fromMinute + 60),
    restTo: each(({ toMinute, breakMinutes }) => toMinute - 60 - breakMinutes),
    kind: Int32Array.from(workers.keys()),
  }
}

const waysBetween = (halves: readonly Half[], workers: readonly PlanWorker[]): Float64Array => {
  const places = [
    ...halves.map(({ stop }) => ({ at: stop.point, house: stop.areaId })),
    ...workers.flatMap(({ start, end }) => [
      { at: start, house: null },
      { at: end, house: null },
    ]),
  ]
  const travel = new Float64Array(places.length ** 2)
  for (const [i, one] of places.entries())
    for (const [j, other] of places.entries())
      if (i !== j)
        travel[i * places.length + j] =
          one.at === null && one.house === null
            ? 0
            : other.at === null && other.house === null
              ? 0
              : minutesBetween(one.at, other.at, one.house !== null && one.house === other.house)
  return travel
}

const indexOf = ({ halves }: Planned, { stopId, slot }: Pick<Leg, 'stopId' | 'slot'>): number =>
  halves.findIndex((half) => half.stop.id === stopId && half.slot === slot)

/** The ways as lists of numbers, with the hours at which they stand. */
export const listsOf = (plan: Planned, ways: readonly Way[]) => {
  const begin = new Float64Array(plan.halves.length)
  const lists = plan.workers.map(({ personId }) => {
    const legs = ways.find((way) => way.personId === personId)?.legs ?? []
    return legs.flatMap((leg) => {
      const index = indexOf(plan, leg)
      if (index < 0) return []
      begin[index] = leg.begin
      return [index]
    })
  })
  return { lists, begin }
}
export const waysOf = (plan: Planned, lists: readonly (readonly number[])[], begin: Float64Array): Way[] =>
  plan.workers.map(({ personId }, worker) => ({
    personId,
    legs: (lists[worker] ?? []).flatMap((visit) => {
      const half = plan.halves[visit]
      return half ? [{ stopId: half.stop.id, slot: half.slot, begin: begin[visit] ?? 0 }] : []
    }),
  }))

/** Minutes on the way to each leg of a worker, and home at the end. */
export const walkOf = ({ problem }: Planned, worker: number, list: readonly number[]): number[] => {
  const stations = [problem.startAt[worker] ?? 0, ...list, problem.endAt[worker] ?? 0]
  if (list.length === 0) return []
  return stations.slice(1).map((to, index) => problem.travel[(stations[index] ?? 0) * problem.places + to] ?? 0)
}
const walkAll = (plan: Planned, lists: readonly (readonly number[])[]): number =>
  lists.reduce((sum, list, worker) => sum + walkOf(plan, worker, list).reduce((all, one) => all + one, 0), 0)

export type Figures = {
  readonly walkMinutes: number
  readonly visits: number
  readonly usual: number
  readonly usualPossible: number
  readonly cost: number
}
export const figuresOf = (plan: Planned, lists: readonly (readonly number[])[], cost: number): Figures => {
  const served = lists
    .flatMap((list, worker) => list.map((visit) => ({ stop: plan.halves[visit]?.stop, worker })))
    .filter(({ stop }) => !stop?.busyFor)
  const known = served.filter(({ stop }) => plan.workers.some((one) => one.personId === stop?.usualPersonId))
  return {
    walkMinutes: Math.round(walkAll(plan, lists)),
    visits: served.length,
    usual: known.filter(({ stop, worker }) => plan.workers[worker]?.personId === stop?.usualPersonId).length,
    usualPossible: known.length,
    cost: Math.round(cost * 10) / 10,
  }
}

/** What breaks in these ways, checked from scratch; empty when nothing does. */
export const faultsOf = ({ problem }: Planned, lists: readonly (readonly number[])[], begin: Float64Array) =>
  checkRounds(problem, lists, begin).violations

export type Option = {
  readonly personId: string
  readonly refusal: ErrorCode | null
  readonly walkMinutes: number
  readonly begin: number | null
  readonly ways: Way[] | null
  readonly cost: number
}
type Moved = Pick<Leg, 'stopId' | 'slot'>

/** Half of a two-person stop standing alone is told elsewhere: it is unserved. What runs late already is nobody's refusal. */
const breaks = (violations: readonly Violation[]) => violations.filter(({ kind }) => kind !== 'half_served')

/** For each worker the place in their way where the stop costs least, or why it cannot be theirs. */
export const optionsFor = (plan: Planned, ways: readonly Way[], moved: Moved, forbids: Forbids): Option[] => {
  const visit = indexOf(plan, moved)
  const half = plan.halves[visit]
  if (!half) return []
  const { lists, begin } = listsOf(plan, ways)
  const twin = plan.problem.twin[visit] ?? NONE
  // an hour of its own it has only where its other half has none
  if (twin !== NONE && lists.some((list) => list.includes(twin))) begin[visit] = begin[twin] ?? 0
  const late = breaks(
    checkRounds(plan.problem, lists, routesFrom(plan.problem, lists, begin).earliest).violations,
  ).length
  return plan.workers.map((worker, index) => {
    const none = { personId: worker.personId, walkMinutes: 0, begin: null, ways: null, cost: Infinity }
    const refusal =
      forbids(half.stop, worker) ?? (twin !== NONE && lists[index]?.includes(twin) ? 'round.same_person' : null)
    if (refusal) return { ...none, refusal }
    const price = movePrice(plan.problem, { routes: lists, begin }, visit, index)
    if (breaks(price.violations).length > late) return { ...none, refusal: 'round.no_time' as const }
    const { routes, begin: hours } = price.plan
    return {
      personId: worker.personId,
      refusal: null,
      walkMinutes: Math.round(price.travel),
      begin: Math.round(hours[visit] ?? 0),
      ways: waysOf(plan, routes, hours),
      cost: checkRounds(plan.problem, routes, hours).cost,
    }
  })
}

/** The ways without one stop, with the hours that follow. */
export const leftOut = (plan: Planned, ways: readonly Way[], moved: Moved): { ways: Way[]; cost: number } => {
  const visit = indexOf(plan, moved)
  const { lists, begin } = listsOf(plan, ways)
  const twin = plan.problem.twin[visit] ?? NONE
  const after = lists.map((list) => list.filter((other) => other !== visit && (twin === NONE || other !== twin)))
  const routes = routesFrom(plan.problem, after, begin)
  return { ways: waysOf(plan, after, routes.earliest), cost: routes.cost }
}

/** Starting point for a day without one of the workers: every change of hands costs. */
export const withoutOne = (plan: Planned, ways: readonly Way[], personId: string, changeCost: number) => {
  const { lists, begin } = listsOf(plan, ways)
  const dropped = plan.workers.findIndex((worker) => worker.personId === personId)
  const { problem, from } = withoutWorker(plan.problem, { routes: lists, begin }, dropped, changeCost)
  return { problem, from }
}

const key = ({ stopId, slot }: Pick<Leg, 'stopId' | 'slot'>) => `${stopId} ${slot}`
/** Everybody whose list is not what it was: another stop, another order or an hour that moved by more than a quarter. */
export const concerned = (before: readonly Way[], after: readonly Way[]): string[] => {
  const legsOf = (ways: readonly Way[], personId: string) => ways.find((way) => way.personId === personId)?.legs ?? []
  const everybody = [...new Set([...before, ...after].map(({ personId }) => personId))]
  return everybody.filter((personId) => {
    const [old, now] = [legsOf(before, personId), legsOf(after, personId)]
    if (old.length !== now.length) return true
    return now.some((leg, place) => {
      const was = old[place]
      return !was || key(was) !== key(leg) || Math.abs(was.begin - leg.begin) > 15
    })
  })
}
