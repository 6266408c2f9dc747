// Checks a plan from scratch, sharing nothing with the search: every hard condition, moment by moment along each route.
import { NONE } from './round-problem.ts'
import type { RoundProblem } from './round-problem.ts'

export type Violation =
  | { readonly kind: 'planned_twice' | 'outside_window'; readonly visit: number; readonly worker: number }
  | { readonly kind: 'not_allowed'; readonly visit: number; readonly worker: number }
  | { readonly kind: 'too_much'; readonly worker: number; readonly load: number }
  /** `visit` null: not back at the end of the shift. */
  | { readonly kind: 'too_late'; readonly worker: number; readonly visit: number | null; readonly by: number }
  | { readonly kind: 'no_rest'; readonly worker: number }
  | { readonly kind: 'half_served' | 'same_worker' | 'out_of_step'; readonly visit: number; readonly twin: number }

export type RoundCheck = {
  readonly violations: readonly Violation[]
  readonly cost: number
  /** Time on the way, all workers together. */
  readonly travel: number
}

const TOLERANCE = 1e-6

/** `begin`: when each service is planned to start. */
export function checkRounds(
  problem: RoundProblem,
  routes: readonly (readonly number[])[],
  begin: Float64Array,
): RoundCheck {
  const violations: Violation[] = []
  const hand = new Int32Array(problem.visits).fill(NONE)
  let cost = 0
  let travel = 0
  for (const [worker, visits] of routes.entries()) {
    if (visits.length === 0) continue
    for (const visit of visits) {
      if (hand[visit] !== NONE) violations.push({ kind: 'planned_twice', visit, worker })
      hand[visit] = worker
    }
    checkDuty(problem, worker, visits, violations)
    checkTimes(problem, worker, visits, begin, violations)
    cost += costOf(problem, worker, visits)
    travel += alongRoute(problem, worker, visits, problem.travel)
  }
  for (let visit = 0; visit < problem.visits; visit++) if (hand[visit] === NONE) cost += problem.unservedCost[visit]!
  checkTwins(problem, hand, begin, violations)
  return { violations, cost, travel }
}

function checkDuty(problem: RoundProblem, worker: number, visits: readonly number[], violations: Violation[]): void {
  let load = 0
  for (const visit of visits) {
    load += problem.demand[visit]!
    if (problem.allowed[visit * problem.workers + worker] === 0) violations.push({ kind: 'not_allowed', visit, worker })
  }
  if (load > problem.capacity[worker]! + TOLERANCE) violations.push({ kind: 'too_much', worker, load })
}

function checkTimes(
  p: RoundProblem,
  worker: number,
  visits: readonly number[],
  begin: Float64Array,
  violations: Violation[],
): void {
  let rested = p.restLength[worker] === 0
  let ready = p.shiftFrom[worker]!
  let place = p.startAt[worker]!
  const reach = (to: number, by: number, visit: number | null) => {
    const way = p.travel[place * p.places + to]!
    const rest = Math.max(ready, p.restFrom[worker]!)
    const restFits = rest <= p.restTo[worker]! + TOLERANCE && rest + p.restLength[worker]! + way <= by + TOLERANCE
    if (!rested && restFits) rested = true
    else if (ready + way > by + TOLERANCE) violations.push({ kind: 'too_late', worker, visit, by })
  }
  for (const visit of visits) {
    const start = begin[visit]!
    if (!(start >= p.open[visit]! - TOLERANCE && start <= p.close[visit]! + TOLERANCE)) {
      violations.push({ kind: 'outside_window', visit, worker })
    }
    reach(visit, start, visit)
    ready = start + p.service[visit]!
    place = visit
  }
  reach(p.endAt[worker]!, p.shiftTo[worker]!, null)
  if (!rested) violations.push({ kind: 'no_rest', worker })
}

function costOf(problem: RoundProblem, worker: number, visits: readonly number[]): number {
  const extra = visits.reduce((sum, visit) => sum + problem.extra[visit * problem.workers + worker]!, 0)
  return problem.workerCost[worker]! + extra + alongRoute(problem, worker, visits, problem.wayCost)
}

function alongRoute(problem: RoundProblem, worker: number, visits: readonly number[], matrix: Float64Array): number {
  let sum = 0
  let place = problem.startAt[worker]!
  for (const visit of visits) {
    sum += matrix[place * problem.places + visit]!
    place = visit
  }
  return sum + matrix[place * problem.places + problem.endAt[worker]!]!
}

function checkTwins(problem: RoundProblem, hand: Int32Array, begin: Float64Array, violations: Violation[]): void {
  for (let visit = 0; visit < problem.visits; visit++) {
    const twin = problem.twin[visit]!
    if (twin < visit) continue
    const [one, two] = [hand[visit]!, hand[twin]!]
    if ((one === NONE) !== (two === NONE)) violations.push({ kind: 'half_served', visit, twin })
    if (one === NONE || two === NONE) continue
    if (one === two) violations.push({ kind: 'same_worker', visit, twin })
    const apart = Math.abs(begin[visit]! - begin[twin]!)
    if (apart > problem.twinLag + TOLERANCE) violations.push({ kind: 'out_of_step', visit, twin })
  }
}
