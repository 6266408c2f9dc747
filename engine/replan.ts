// A worker drops out: the same day without them, starting from the plan as it stands, and every change of hands has a
// price, so that the others keep their people. Visits begun before `now` stay with whoever began them, at their hour. The
// other half of a two-person visit is planned anew.
import { NONE } from './round-problem.ts'
import type { RoundProblem } from './round-problem.ts'
import { routesFrom } from './routes.ts'
import type { Routes } from './routes.ts'

type Plan = { readonly routes: readonly (readonly number[])[]; readonly begin: Float64Array }

export function withoutWorker(
  problem: RoundProblem,
  plan: Plan,
  dropped: number,
  changeCost: number,
  now = -Infinity,
): { problem: RoundProblem; from: Routes } {
  const { visits, workers } = problem
  const { routes, begin } = plan
  const allowed = problem.allowed.slice()
  const extra = problem.extra.slice()
  const [open, close] = [problem.open.slice(), problem.close.slice()]
  const shiftFrom = problem.shiftFrom.map((from, worker) => (isOut(plan, worker, now) ? from : Math.max(from, now)))
  const hand = handsOf(problem, routes)
  for (let visit = 0; visit < visits; visit++) {
    const worker = hand[visit]!
    const begun = worker !== NONE && begin[visit]! < now
    if (begun) open[visit] = close[visit] = begin[visit]!
    else open[visit] = Math.min(close[visit]!, Math.max(open[visit]!, now))
    const missed = !begun && close[visit]! < now
    for (let other = 0; other < workers; other++) {
      const at = visit * workers + other
      if (begun) allowed[at] = other === worker ? 1 : 0
      else if (missed || other === dropped) allowed[at] = 0
      else if (worker !== NONE && worker !== dropped && other !== worker) extra[at]! += changeCost
    }
  }
  const kind = Int32Array.from({ length: workers }, (_, worker) => worker)
  const changed = { ...problem, allowed, extra, open, close, shiftFrom, kind }
  const leaves = (visit: number) => hand[visit] === dropped && !(begin[visit]! < now)
  const gone = new Set(routes[dropped]!.filter(leaves))
  const kept = routes.map((list, worker) =>
    list.filter((visit) => (worker === dropped ? !leaves(visit) : !gone.has(problem.twin[visit]!))),
  )
  return { problem: changed, from: routesFrom(changed, kept, begin) }
}

/** Whether somebody has begun their round. */
const isOut = ({ routes, begin }: Plan, worker: number, now: number): boolean =>
  routes[worker]!.some((visit) => begin[visit]! < now)

function handsOf(problem: RoundProblem, routes: Plan['routes']): Int32Array {
  const hand = new Int32Array(problem.visits).fill(NONE)
  for (const [worker, list] of routes.entries()) for (const visit of list) hand[visit] = worker
  return hand
}
