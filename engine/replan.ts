// A worker drops out: the same day without them, starting from the plan as it stands, and every change of hands has a
// price, so that the others keep their people. The other half of a two-person visit is planned anew.
import type { RoundProblem } from './round-problem.ts'
import { routesFrom } from './routes.ts'
import type { Routes } from './routes.ts'

export function withoutWorker(
  problem: RoundProblem,
  plan: { readonly routes: readonly (readonly number[])[]; readonly begin: Float64Array },
  dropped: number,
  changeCost: number,
): { problem: RoundProblem; from: Routes } {
  const { visits, workers } = problem
  const { routes, begin } = plan
  const allowed = problem.allowed.slice()
  const extra = problem.extra.slice()
  for (let visit = 0; visit < visits; visit++) allowed[visit * workers + dropped] = 0
  for (const [worker, list] of routes.entries()) {
    if (worker === dropped) continue
    for (const visit of list) {
      for (let other = 0; other < workers; other++) if (other !== worker) extra[visit * workers + other]! += changeCost
    }
  }
  const changed = { ...problem, allowed, extra, kind: Int32Array.from({ length: workers }, (_, worker) => worker) }
  const gone = new Set(routes[dropped])
  const kept = routes.map((list, worker) =>
    worker === dropped ? [] : list.filter((visit) => !gone.has(problem.twin[visit]!)),
  )
  return { problem: changed, from: routesFrom(changed, kept, begin) }
}
