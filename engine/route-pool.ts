// Good routes met during the search, and the best plan that can be put together from them: set partitioning, one column a
// route, as in Subramanian, Uchoa & Ochi (Computers & Operations Research 40, 2013). The solver is handed in.
import { NONE } from './round-problem.ts'
import type { RoundProblem } from './round-problem.ts'
import { routesFrom, visitsOf } from './routes.ts'
import type { Routes } from './routes.ts'
import { random } from './random.ts'

/** Choose columns at least cost so that every row up to `equalRows` is covered once, the others at most `most` times. */
export type SetPartition = {
  readonly columns: number
  readonly rows: number
  readonly cost: Float64Array
  /** Rows of column c: rowOf[start[c]] to rowOf[start[c + 1]]. */
  readonly start: Int32Array
  readonly rowOf: Int32Array
  readonly least: Float64Array
  readonly most: Float64Array
  /** Columns of the plan known already. */
  readonly known: readonly number[]
}

/** Answers the chosen columns, or null when it found nothing better than what is known. */
export type SolveSetPartition = (problem: SetPartition) => readonly number[] | null

type Column = { readonly kind: number; readonly visits: readonly number[]; readonly cost: number; readonly age: number }

export type RoutePool = {
  readonly columns: Map<number, Column>
  readonly mark: Float64Array
  readonly most: number
  age: number
}

export function emptyPool(problem: RoundProblem, most: number): RoutePool {
  const draw = random(4242)
  const mark = Float64Array.from({ length: problem.visits + problem.workers }, () =>
    Math.floor(draw.uniform() * 2 ** 46),
  )
  return { columns: new Map(), mark, most, age: 0 }
}

/** Remembers every route of a plan: for the same visits by the same kind of worker the cheapest order. */
export function remember(pool: RoutePool, problem: RoundProblem, routes: Routes): void {
  pool.age++
  for (let worker = 0; worker < problem.workers; worker++) {
    if (routes.size[worker] === 0) continue
    const kind = problem.kind[worker]!
    let key = pool.mark[problem.visits + kind]!
    for (let visit = routes.first[worker]!; visit !== NONE; visit = routes.after[visit]!) key += pool.mark[visit]!
    const cost = routeCost(problem, routes, worker)
    const known = pool.columns.get(key)
    if (known && known.cost <= cost + 1e-9) continue
    pool.columns.set(key, { kind, visits: visitsOf(routes, worker), cost, age: pool.age })
  }
}

function routeCost(problem: RoundProblem, routes: Routes, worker: number): number {
  const { wayCost, places, extra, workers } = problem
  let place = problem.startAt[worker]!
  let cost = problem.workerCost[worker]!
  for (let visit = routes.first[worker]!; visit !== NONE; visit = routes.after[visit]!) {
    cost += wayCost[place * places + visit]! + extra[visit * workers + worker]!
    place = visit
  }
  return cost + wayCost[place * places + problem.endAt[worker]!]!
}

/** The best plan made of remembered routes, when it is better than `best`; null otherwise. */
export function recombine(
  pool: RoutePool,
  problem: RoundProblem,
  best: Routes,
  mostWorkers: number,
  solve: SolveSetPartition,
): Routes | null {
  remember(pool, problem, best)
  const columns = [...pool.columns.values()].toSorted((a, b) => b.age - a.age).slice(0, pool.most)
  const chosen = solve(toPartition(problem, columns, best, mostWorkers))
  if (!chosen) return null
  const free = new Map<number, number[]>()
  for (let worker = problem.workers - 1; worker >= 0; worker--) {
    const kind = problem.kind[worker]!
    free.set(kind, [...(free.get(kind) ?? []), worker])
  }
  const lists: number[][] = Array.from({ length: problem.workers }, () => [])
  for (const index of chosen) {
    const column = columns[index]
    const worker = column && free.get(column.kind)?.pop()
    if (column && worker !== undefined) lists[worker] = [...column.visits]
  }
  const routes = routesFrom(problem, lists)
  return !routes.broken && routes.cost < best.cost - 1e-9 ? routes : null
}

/** Rows: visits (once each), kinds of worker (no more than there are), all workers. Unserved visits cost their price. */
function toPartition(
  problem: RoundProblem,
  columns: readonly Column[],
  best: Routes,
  mostWorkers: number,
): SetPartition {
  const { visits, workers } = problem
  const all = visits + workers
  const inBest = new Set<string>()
  for (let worker = 0; worker < workers; worker++) {
    if (best.size[worker]! > 0) inBest.add(`${problem.kind[worker]} ${visitsOf(best, worker).join()}`)
  }
  const start = [0]
  const rowOf: number[] = []
  const known: number[] = []
  for (const [index, { kind, visits: list }] of columns.entries()) {
    rowOf.push(...list, visits + kind, all)
    start.push(rowOf.length)
    if (inBest.has(`${kind} ${list.join()}`)) known.push(index)
  }
  for (let visit = 0; visit < visits; visit++) {
    rowOf.push(visit)
    start.push(rowOf.length)
    if (best.worker[visit] === NONE) known.push(columns.length + visit)
  }
  const least = new Float64Array(all + 1).fill(1, 0, visits)
  const most = new Float64Array(all + 1).fill(1, 0, visits)
  for (let worker = 0; worker < workers; worker++) most[visits + problem.kind[worker]!]!++
  most[all] = mostWorkers
  return {
    columns: columns.length + visits,
    rows: all + 1,
    cost: Float64Array.from([...columns.map((column) => column.cost), ...problem.unservedCost]),
    start: Int32Array.from(start),
    rowOf: Int32Array.from(rowOf),
    least,
    most,
    known,
  }
}
