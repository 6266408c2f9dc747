// A plan while it is being searched: one linked list of visits per worker, with the earliest and the latest moment at
// which each service can start, so that an insertion is tested in constant time (Savelsbergh, ORSA J. Computing 1992).
import { NONE } from './round-problem.ts'
import type { RoundProblem } from './round-problem.ts'

export type Routes = {
  readonly before: Int32Array
  readonly after: Int32Array
  readonly worker: Int32Array
  readonly earliest: Float64Array
  readonly latest: Float64Array
  /** Windows as they stand: the problem's, but narrowed for a two-person visit whose hour is fixed. */
  readonly open: Float64Array
  readonly close: Float64Array
  readonly first: Int32Array
  readonly last: Int32Array
  readonly size: Int32Array
  /** Of each route the state it is in: a number that no other state of it ever had. */
  readonly version: Float64Array
  /** The greatest version given so far. */
  versions: number
  readonly load: Float64Array
  /** The visit after which the worker rests; NONE: before the first. */
  readonly restAfter: Int32Array
  readonly unserved: Int32Array
  unservedCount: number
  /** Ways, extras, workers and what is unserved. */
  cost: number
  /** A removal broke a window, which only matrices without the triangle inequality can do. */
  broken: boolean
}

export function nothingPlanned(problem: RoundProblem): Routes {
  const { visits, workers } = problem
  return {
    before: new Int32Array(visits),
    after: new Int32Array(visits),
    worker: new Int32Array(visits).fill(NONE),
    earliest: new Float64Array(visits),
    latest: new Float64Array(visits),
    open: problem.open.slice(),
    close: problem.close.slice(),
    first: new Int32Array(workers).fill(NONE),
    last: new Int32Array(workers).fill(NONE),
    size: new Int32Array(workers),
    version: new Float64Array(workers),
    versions: 0,
    load: new Float64Array(workers),
    restAfter: new Int32Array(workers).fill(NONE),
    unserved: Int32Array.from({ length: visits }, (_, visit) => visit),
    unservedCount: visits,
    cost: problem.unservedCost.reduce((sum, cost) => sum + cost, 0),
    broken: false,
  }
}

export function copyRoutes(from: Routes, to: Routes): void {
  to.before.set(from.before)
  to.after.set(from.after)
  to.worker.set(from.worker)
  to.earliest.set(from.earliest)
  to.latest.set(from.latest)
  to.open.set(from.open)
  to.close.set(from.close)
  to.first.set(from.first)
  to.last.set(from.last)
  to.size.set(from.size)
  to.version.set(from.version)
  to.versions = Math.max(to.versions, from.versions)
  to.load.set(from.load)
  to.restAfter.set(from.restAfter)
  to.unserved.set(from.unserved)
  to.unservedCount = from.unservedCount
  to.cost = from.cost
  to.broken = from.broken
}

/** The moment a rest begun no earlier than `ready` is over; Infinity when it is too late to begin it. */
export function restOver(problem: RoundProblem, worker: number, ready: number): number {
  const begin = Math.max(ready, problem.restFrom[worker]!)
  return begin > problem.restTo[worker]! ? Infinity : begin + problem.restLength[worker]!
}

/** The latest moment to be ready for the rest, when it must be over by `due`. */
function restBy(problem: RoundProblem, worker: number, due: number): number {
  const begin = Math.min(problem.restTo[worker]!, due - problem.restLength[worker]!)
  return begin < problem.restFrom[worker]! ? -Infinity : begin
}

const placeBefore = (problem: RoundProblem, visit: number, worker: number) =>
  visit === NONE ? problem.startAt[worker]! : visit
const placeAfter = (problem: RoundProblem, visit: number, worker: number) =>
  visit === NONE ? problem.endAt[worker]! : visit

/** What visiting `visit` between the two costs in ways and, for the first visit, in the worker. */
function insertionCost(problem: RoundProblem, routes: Routes, visit: number, worker: number, before: number): number {
  const { wayCost, places } = problem
  const after = before === NONE ? routes.first[worker]! : routes.after[before]!
  const from = placeBefore(problem, before, worker) * places
  const to = placeAfter(problem, after, worker)
  const ways = wayCost[from + visit]! + wayCost[visit * places + to]!
  const alone = before === NONE && after === NONE
  const saved = alone ? -problem.workerCost[worker]! : wayCost[from + to]!
  return ways - saved + problem.extra[visit * problem.workers + worker]! - problem.unservedCost[visit]!
}

/** Puts an unserved visit after `before` (NONE: first); the caller takes it off the unserved list. */
export function insert(problem: RoundProblem, routes: Routes, visit: number, worker: number, before: number): void {
  routes.cost += insertionCost(problem, routes, visit, worker, before)
  const after = before === NONE ? routes.first[worker]! : routes.after[before]!
  routes.before[visit] = before
  routes.after[visit] = after
  if (before === NONE) routes.first[worker] = visit
  else routes.after[before] = visit
  if (after === NONE) routes.last[worker] = visit
  else routes.before[after] = visit
  routes.size[worker]!++
  routes.version[worker] = ++routes.versions
  routes.load[worker]! += problem.demand[visit]!
  routes.worker[visit] = worker
}

/** Takes a visit out and puts it on the unserved list; times are stale until `refresh`. */
export function remove(problem: RoundProblem, routes: Routes, visit: number): void {
  const worker = routes.worker[visit]!
  const before = routes.before[visit]!
  const after = routes.after[visit]!
  if (before === NONE) routes.first[worker] = after
  else routes.after[before] = after
  if (after === NONE) routes.last[worker] = before
  else routes.before[after] = before
  routes.size[worker]!--
  routes.version[worker] = ++routes.versions
  routes.load[worker]! -= problem.demand[visit]!
  routes.worker[visit] = NONE
  if (routes.restAfter[worker] === visit) routes.restAfter[worker] = before
  routes.unserved[routes.unservedCount++] = visit
  routes.cost -= insertionCost(problem, routes, visit, worker, before)
}

/** Earliest moments from `visit` to the end of the route. */
export function refreshForward(problem: RoundProblem, routes: Routes, worker: number, visit: number): void {
  const { travel, places, service } = problem
  const { before, after, earliest, open } = routes
  const rest = problem.restLength[worker]! > 0 ? routes.restAfter[worker]! : -2
  for (let here = visit; here !== NONE; here = after[here]!) {
    const previous = before[here]!
    const place = previous === NONE ? problem.startAt[worker]! : previous
    let ready = previous === NONE ? problem.shiftFrom[worker]! : earliest[previous]! + service[previous]!
    if (rest === previous) ready = restOver(problem, worker, ready)
    const arrival = ready + travel[place * places + here]!
    earliest[here] = arrival > open[here]! ? arrival : open[here]!
  }
}

/** Latest moments from `visit` back to the start of the route. */
export function refreshBackward(problem: RoundProblem, routes: Routes, worker: number, visit: number): void {
  const { travel, places, service } = problem
  const { before, after, latest, close } = routes
  const rest = problem.restLength[worker]! > 0 ? routes.restAfter[worker]! : -2
  for (let here = visit; here !== NONE; here = before[here]!) {
    const next = after[here]!
    const place = next === NONE ? problem.endAt[worker]! : next
    let due = (next === NONE ? problem.shiftTo[worker]! : latest[next]!) - travel[here * places + place]!
    if (rest === here) due = restBy(problem, worker, due)
    const start = due - service[here]!
    latest[here] = start < close[here]! ? start : close[here]!
    if (routes.earliest[here]! > latest[here]! + 1e-9) routes.broken = true
  }
}

export function refresh(problem: RoundProblem, routes: Routes, worker: number): void {
  if (routes.size[worker] === 0) routes.restAfter[worker] = NONE
  refreshForward(problem, routes, worker, routes.first[worker]!)
  refreshBackward(problem, routes, worker, routes.last[worker]!)
}

export function visitsOf(routes: Routes, worker: number): number[] {
  const visits: number[] = []
  for (let visit = routes.first[worker]!; visit !== NONE; visit = routes.after[visit]!) visits.push(visit)
  return visits
}

/** The plan that gives each worker these visits in this order; `begin` keeps the hours of two-person visits. */
export function routesFrom(
  problem: RoundProblem,
  lists: readonly (readonly number[])[],
  begin: Float64Array | null = null,
): Routes {
  const routes = nothingPlanned(problem)
  if (begin) keepHours(problem, routes, lists.flat(), begin)
  for (const [worker, visits] of lists.entries()) {
    let before = NONE
    for (const visit of visits) {
      insert(problem, routes, visit, worker, before)
      before = visit
    }
    settleRest(problem, routes, worker)
  }
  const left = routes.unserved.filter((visit) => routes.worker[visit] === NONE)
  routes.unserved.set(left)
  routes.unservedCount = left.length
  return routes
}

/** The first place along the route at which the worker can rest. */
function settleRest(problem: RoundProblem, routes: Routes, worker: number): void {
  const brokenBefore = routes.broken
  for (const restAfter of [NONE, ...visitsOf(routes, worker)]) {
    routes.broken = brokenBefore
    routes.restAfter[worker] = restAfter
    refresh(problem, routes, worker)
    if (routes.broken === brokenBefore) return
  }
}

function keepHours(problem: RoundProblem, routes: Routes, visits: readonly number[], begin: Float64Array): void {
  for (const visit of visits) {
    const twin = problem.twin[visit]!
    if (twin === NONE) continue
    const hour = Math.min(begin[visit]!, begin[twin]!)
    routes.open[visit] = hour
    routes.close[visit] = Math.min(problem.close[visit]!, hour + problem.twinLag)
  }
}
