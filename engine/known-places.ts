// The best place of a visit in a route, remembered until the route changes. An iteration changes few routes, and a change that
// is not accepted is taken back: most places were looked for many iterations ago.
import { NONE } from './round-problem.ts'
import type { RoundProblem } from './round-problem.ts'
import type { Routes } from './routes.ts'

/** By visit and worker: which state of the route it was, what the visit would cost there more, and after which visit it would come. */
export type KnownPlaces = {
  readonly version: Float64Array
  readonly cost: Float64Array
  readonly before: Int32Array
  /** Routes of this version or an older one are as the iteration found them; only those are worth remembering. */
  settled: number
}

export const nothingKnown = ({ visits, workers }: RoundProblem): KnownPlaces => ({
  version: new Float64Array(visits * workers).fill(NONE),
  cost: new Float64Array(visits * workers),
  before: new Int32Array(visits * workers),
  settled: NONE,
})

/** Whether `known` can hold, and then holds, the best place of the visit in the worker's route. A two-person visit's window moves. */
export function isKnown(p: RoundProblem, routes: Routes, visit: number, worker: number, known: KnownPlaces): boolean {
  const version = routes.version[worker]!
  if (version > known.settled || p.twin[visit] !== NONE) return false
  const at = visit * p.workers + worker
  if (known.version[at] === version) return true
  known.version[at] = version
  lookAlong(p, routes, visit, worker, at, known)
  return true
}

/** The same walk as in recreate.ts, to the end and without blinks. */
function lookAlong(
  p: RoundProblem,
  routes: Routes,
  visit: number,
  worker: number,
  at: number,
  known: KnownPlaces,
): void {
  const { travel, wayCost, places, service } = p
  const { after, earliest, latest } = routes
  const [open, close, length] = [routes.open[visit]!, routes.close[visit]!, service[visit]!]
  const row = visit * places
  const end = p.endAt[worker]!
  let best = Infinity
  let before = NONE
  let place = p.startAt[worker]!
  let ready = p.shiftFrom[worker]!
  let next = routes.first[worker]!
  const alone = next === NONE
  for (;;) {
    const arrival = ready + travel[place * places + visit]!
    if (arrival > close) break
    const leave = (arrival > open ? arrival : open) + length
    const to = next === NONE ? end : next
    if (leave + travel[row + to]! <= (next === NONE ? p.shiftTo[worker]! : latest[next]!)) {
      const ways = wayCost[place * places + visit]! + wayCost[row + to]!
      const cost = ways - (alone ? 0 : wayCost[place * places + to]!)
      if (cost < best) {
        best = cost
        known.before[at] = before
      }
    }
    if (next === NONE) break
    before = place = next
    ready = earliest[next]! + service[next]!
    next = after[next]!
  }
  known.cost[at] = best
}
