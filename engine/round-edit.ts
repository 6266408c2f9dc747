// A person moves one visit: what the day costs then, and what it breaks. Everybody else keeps their visits and their order;
// the visit goes to its best place in the other worker's route, or to the place asked for. A broken plan is answered too,
// with what is broken, because a person may know better and says so.
import { checkRounds } from './round-check.ts'
import type { Violation } from './round-check.ts'
import { NONE } from './round-problem.ts'
import type { RoundProblem } from './round-problem.ts'
import { routesFrom } from './routes.ts'

export type Planned = { readonly routes: readonly (readonly number[])[]; readonly begin: Float64Array }

export type MovePrice = {
  /** After less before: the whole cost, and time on the way. */
  readonly cost: number
  readonly travel: number
  readonly plan: Planned
  readonly violations: readonly Violation[]
}

/** `worker` NONE leaves the visit unserved; `position` null looks for the best. */
export function movePrice(
  problem: RoundProblem,
  plan: Planned,
  visit: number,
  worker: number,
  position: number | null = null,
): MovePrice {
  const before = checkRounds(problem, plan.routes, plan.begin)
  const left = plan.routes.map((route) => route.filter((other) => other !== visit))
  const positions = worker === NONE ? [0] : placesIn(left[worker] ?? [], position)
  let best: MovePrice | undefined
  for (const place of positions) {
    const routes = left.map((route, index) => (index === worker ? route.toSpliced(place, 0, visit) : route))
    const begin = routesFrom(problem, routes, plan.begin).earliest.slice()
    const { cost, travel, violations } = checkRounds(problem, routes, begin)
    const price = { cost: cost - before.cost, travel: travel - before.travel, plan: { routes, begin }, violations }
    if (!best || isBetter(price, best)) best = price
  }
  return best!
}

const placesIn = (route: readonly number[], position: number | null): number[] =>
  position === null
    ? Array.from({ length: route.length + 1 }, (_, place) => place)
    : [Math.max(0, Math.min(route.length, position))]

const isBetter = (one: MovePrice, other: MovePrice): boolean =>
  one.violations.length < other.violations.length ||
  (one.violations.length === other.violations.length && one.cost < other.cost)
