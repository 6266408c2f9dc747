// The search: ruin and recreate under simulated annealing, the temperature falling geometrically with the progress the
// caller reports (Christiaens & Vanden Berghe 2020). The same seed and the same progress give the same answer.
import type { Random } from './random.ts'
import { NONE, nearestVisits } from './round-problem.ts'
import type { RoundProblem } from './round-problem.ts'
import { copyRoutes, nothingPlanned, refresh, remove } from './routes.ts'
import type { Routes } from './routes.ts'
import { recreate, recreateRoom } from './recreate.ts'
import type { RecreateRoom } from './recreate.ts'
import { ruin, ruinRoom } from './ruin.ts'
import type { RuinRoom, RuinSettings } from './ruin.ts'

export type Search = {
  readonly problem: RoundProblem
  readonly draw: Random
  readonly nearest: readonly Int32Array[]
  readonly settings: RuinSettings
  readonly ruinRoom: RuinRoom
  readonly recreateRoom: RecreateRoom
  /** The plan being changed; the plan last accepted. */
  readonly trial: Routes
  readonly current: Routes
  readonly best: Routes
}

/** Temperatures in units of the mean cost of a visit in the plan first built. */
export type Cooling = { readonly hot: number; readonly cold: number }

/** Told how many iterations have been made, answers how far the search is, 0 to 1; 1 stops it. */
export type Progress = (iterations: number) => number

const NEIGHBOURS = 120
const ASK_EVERY = 32

export function startSearch(problem: RoundProblem, draw: Random, settings: RuinSettings, from?: Routes): Search {
  const routes = () => nothingPlanned(problem)
  const search: Search = {
    problem,
    draw,
    nearest: nearestVisits(problem, NEIGHBOURS),
    settings,
    ruinRoom: ruinRoom(problem),
    recreateRoom: recreateRoom(problem),
    trial: routes(),
    current: routes(),
    best: routes(),
  }
  if (from) copyRoutes(from, search.trial)
  recreate(problem, search.trial, search.nearest, draw, search.recreateRoom)
  copyRoutes(search.trial, search.current)
  copyRoutes(search.trial, search.best)
  return search
}

/** Anneals from `current`; `keep` is shown every plan within reach of the best. Returns the iterations made. */
export function anneal(search: Search, cooling: Cooling, progress: Progress, keep: (routes: Routes) => void): number {
  const { trial, current, best, draw } = search
  const unit = meanVisitCost(search.problem, current)
  let temperature = cooling.hot * unit
  for (let iteration = 0; ; iteration++) {
    if (iteration % ASK_EVERY === 0) {
      const done = progress(iteration)
      if (done >= 1) return iteration
      temperature = cooling.hot * unit * (cooling.cold / cooling.hot) ** done
    }
    change(search)
    if (trial.broken || trial.cost >= current.cost - temperature * Math.log(1 - draw.uniform())) {
      copyRoutes(current, trial)
      continue
    }
    copyRoutes(trial, current)
    if (trial.cost < best.cost - 1e-9) {
      copyRoutes(trial, best)
      keep(trial)
    } else if (trial.cost < best.cost * NEAR_BEST && draw.uniform() < KEEP_SHARE) keep(trial)
  }
}

const NEAR_BEST = 1.015
const KEEP_SHARE = 0.1

function change(search: Search): void {
  search.recreateRoom.known.settled = search.trial.versions
  ruin(search.problem, search.trial, search.nearest, search.settings, search.draw, search.ruinRoom)
  recreate(search.problem, search.trial, search.nearest, search.draw, search.recreateRoom)
}

function meanVisitCost(problem: RoundProblem, routes: Routes): number {
  let unserved = 0
  for (let k = 0; k < routes.unservedCount; k++) unserved += problem.unservedCost[routes.unserved[k]!]!
  return (routes.cost - unserved) / Math.max(1, problem.visits - routes.unservedCount)
}

/** Fewer workers, whatever the way (their number is then `recreateRoom.mostUsed` or one more): drop the route easiest to serve otherwise, until nobody is left out; repeat. */
export function reduceWorkers(search: Search, cooling: Cooling, progress: Progress): void {
  const { problem, trial, current, best } = search
  const absences = new Float64Array(problem.visits)
  const unit = meanVisitCost(problem, current)
  let temperature = cooling.hot * unit
  if (best.unservedCount === 0) dropRoute(search, absences)
  for (let iteration = 0; ; iteration++) {
    if (iteration % ASK_EVERY === 0) {
      const done = progress(iteration)
      if (done >= 1) break
      temperature = cooling.hot * unit * (cooling.cold / cooling.hot) ** done
    }
    change(search)
    if (!trial.broken && leavesOutLess(search, absences, temperature)) copyRoutes(trial, current)
    else copyRoutes(current, trial)
    if (current.unservedCount > 0) continue
    copyRoutes(current, best)
    dropRoute(search, absences)
  }
  copyRoutes(best, current)
  copyRoutes(best, trial)
}

/** Fewer left out, or those who are seldom left out, or as many at less cost; then counts who is. */
function leavesOutLess({ trial, current, draw }: Search, absences: Float64Array, temperature: number): boolean {
  const better =
    trial.unservedCount < current.unservedCount ||
    sumOf(absences, trial) < sumOf(absences, current) ||
    (trial.unservedCount === current.unservedCount &&
      trial.cost < current.cost - temperature * Math.log(1 - draw.uniform()))
  for (let k = 0; k < trial.unservedCount; k++) absences[trial.unserved[k]!]!++
  return better
}

function sumOf(absences: Float64Array, routes: Routes): number {
  let sum = 0
  for (let k = 0; k < routes.unservedCount; k++) sum += absences[routes.unserved[k]!]!
  return sum
}

/** Takes the visits of the worker whose visits were left out least often, and closes that worker for good. */
function dropRoute({ problem, current, trial, recreateRoom }: Search, absences: Float64Array): void {
  let easiest: number = NONE
  let least = Infinity
  let used = 0
  for (let worker = 0; worker < problem.workers; worker++) {
    if (current.size[worker] === 0) continue
    used++
    let sum = 0
    for (let visit = current.first[worker]!; visit !== NONE; visit = current.after[visit]!) sum += absences[visit]!
    if (sum >= least) continue
    least = sum
    easiest = worker
  }
  if (easiest === NONE) return
  copyRoutes(current, trial)
  while (trial.size[easiest]! > 0) remove(problem, trial, trial.first[easiest]!)
  refresh(problem, trial, easiest)
  recreateRoom.mostUsed = used - 1
  copyRoutes(trial, current)
}
