// Who visits whom in which order: several annealed searches from different starts, each followed by putting the best plan
// together from all routes met so far. Pure: progress and the set-partitioning solver are handed in.
import { anneal, reduceWorkers, startSearch } from './anneal.ts'
import type { Cooling } from './anneal.ts'
import type { RuinSettings } from './ruin.ts'
import { random } from './random.ts'
import type { RoundProblem } from './round-problem.ts'
import { emptyPool, recombine, remember } from './route-pool.ts'
import type { RoutePool, SolveSetPartition } from './route-pool.ts'
import { visitsOf } from './routes.ts'
import type { Routes } from './routes.ts'

export type RoundOptions = {
  readonly seed: number
  /** `vehicles`: first as few workers as possible, then as little way. */
  readonly objective: 'distance' | 'vehicles'
  /** Searches one after the other, each sharing the time equally. */
  readonly searches: number
}

export type RoundHooks = {
  /** Share of the whole time or of all iterations used up, 0 to 1; asked after every few iterations. */
  readonly done: (iterations: number) => number
  readonly solveSetPartition: SolveSetPartition | null
  readonly better?: (cost: number) => void
}

export type RoundPlan = {
  /** Visits of each worker in order. */
  readonly routes: number[][]
  readonly unserved: number[]
  /** When each service starts; of no meaning for the unserved. */
  readonly begin: Float64Array
  readonly cost: number
  readonly iterations: number
}

type Style = { readonly ruin: RuinSettings; readonly first: Cooling; readonly again: Cooling }
/** Few searches have the time to begin hot; and days with pairs, for which eight hours are tried, do not bear large strings. */
const FEW = 3
const PATIENT: Style = {
  ruin: { average: 10, longestString: 10 },
  first: { hot: 3, cold: 0.01 },
  again: { hot: 0.3, cold: 0.01 },
}
/** Of several short searches each begins cool and takes out more at a time. */
const BRISK: Style = {
  ruin: { average: 15, longestString: 15 },
  first: { hot: 0.5, cold: 0.02 },
  again: { hot: 0.3, cold: 0.02 },
}
/** Of each share of the time, what the search takes; the rest is for the set partitioning. */
const SEARCH_SHARE = 0.88
const FLEET_SHARE = { distance: 0.15, vehicles: 0.8 }
/** Most searches begin anew, so that the pool has different routes; the last ones go on from the best plan. */
const FRESH_SHARE = 0.7
const POOL = 9000

/** `from`: a plan to improve, without first looking for fewer workers. */
export function planRounds(problem: RoundProblem, options: RoundOptions, hooks: RoundHooks, from?: Routes): RoundPlan {
  const pool = emptyPool(problem, POOL)
  const keep = (routes: Routes) => remember(pool, problem, routes)
  const style = options.searches <= FEW || problem.twinLag < Infinity ? PATIENT : BRISK
  let search = startSearch(problem, random(options.seed), style.ruin, from)
  let best = search.best
  let iterations = 0
  const progress = (begin: number, end: number) => {
    const made = iterations
    return (count: number) => (hooks.done((iterations = made + count)) - begin) / (end - begin)
  }
  for (let turn = 0; turn < options.searches && (turn === 0 || hooks.done(iterations) < 1); turn++) {
    const until = (share: number) => (turn + share) / options.searches
    const again = turn >= FRESH_SHARE * options.searches
    const fewer = turn === 0 && !from ? FLEET_SHARE[options.objective] : 0
    if (turn > 0) search = startSearch(problem, random(options.seed + turn), style.ruin, again ? best : undefined)
    if (fewer > 0) reduceWorkers(search, style.first, progress(until(0), until(fewer)))
    if (turn === 0) best = search.best
    const mostUsed = options.objective === 'vehicles' ? countUsed(best) : problem.workers
    search.recreateRoom.mostUsed = mostUsed
    anneal(search, again ? style.again : style.first, progress(until(fewer), until(SEARCH_SHARE)), keep)
    if (search.best.cost < best.cost) best = search.best
    best = joined(pool, problem, best, mostUsed, hooks.solveSetPartition)
    hooks.better?.(best.cost)
  }
  return toPlan(problem, best, iterations)
}

/** Hours agreed for two-person visits differ from plan to plan, so their routes do not recombine. */
function joined(
  pool: RoutePool,
  problem: RoundProblem,
  best: Routes,
  mostUsed: number,
  solve: SolveSetPartition | null,
) {
  if (!solve || problem.twinLag < Infinity) return best
  return recombine(pool, problem, best, mostUsed, solve) ?? best
}

const countUsed = (routes: Routes): number => routes.size.reduce((count, size) => count + (size > 0 ? 1 : 0), 0)

function toPlan(problem: RoundProblem, routes: Routes, iterations: number): RoundPlan {
  const copy = Array.from({ length: problem.workers }, (_, worker) => visitsOf(routes, worker))
  const unserved = [...routes.unserved.subarray(0, routes.unservedCount)]
  return { routes: copy, unserved, begin: routes.earliest.slice(), cost: routes.cost, iterations }
}
