// Exact assignment against HiGHS's linear program (the referee) and linear-sum-assignment (dense Jonker & Volgenant).
import { linearSumAssignment } from 'linear-sum-assignment'
import { assign } from '../engine/assignment.ts'
import type { AssignmentProblem } from '../engine/assignment.ts'
import { loadHighs } from '../engine/highs.ts'
import { solveByHighs } from '../engine/testing/assignments.ts'
import { batch } from './dispatch-instances.ts'
import { median, printMachine, printTable, timed } from './table.ts'

const SIZES: readonly [requests: number, people: number][] = [
  [100, 300],
  [500, 1500],
  [1000, 3000],
  [2000, 6000],
  [1000, 1000],
  [2000, 1200],
  [10_000, 30_000],
]
const DENSE_LIMIT = 1000

const HEAD = [
  'instance',
  'edges',
  'ours ms',
  'range',
  'missing',
  'heap MB',
  'HiGHS LP ms',
  'ratio',
  'cost',
  'dense ms',
  'ratio',
  'cost',
]

/** `--all` also runs the dense package on its largest matrices, which takes half a minute and a gigabyte. */
export async function run(args: string[]): Promise<void> {
  const solver = await loadHighs()
  const rows = SIZES.map(([requests, people]) => {
    const problem = batch(requests, people, 1)
    const before = memory()
    const first = assign(problem)
    const grown = memory() - before
    const ours = timed(9, () => assign(problem)).times
    const name = [`${requests}×${people}`, String(problem.edgePerson.length)]
    const time = [median(ours).toFixed(1), `${Math.min(...ours).toFixed(1)}–${Math.max(...ours).toFixed(1)}`]
    const missing = first.missing.reduce((sum, count) => sum + count, 0)
    const referee = beside(first.cost, median(ours), () => solveByHighs(solver, problem))
    const dense = requests <= DENSE_LIMIT || args.includes('--all')
    const packaged = dense ? beside(first.cost, median(ours), () => solveDense(problem)) : ['-', '-', '-']
    return [...name, ...time, String(missing), (grown / 1e6).toFixed(1), ...referee, ...packaged]
  })
  printMachine()
  printTable(HEAD, rows)
  console.log('one instance a size, seed 1; ours: median of 9 runs after two to warm up; the others: one run each')
}

const memory = () => process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers

/** Milliseconds, how many times ours, whether the optimum is the same. */
function beside(cost: number, ours: number, work: () => number): string[] {
  const start = performance.now()
  const theirs = work()
  const ms = performance.now() - start
  const equal = Math.abs(cost - theirs) <= 1e-6 * Math.max(1, Math.abs(theirs))
  return [ms.toFixed(0), `${(ms / ours).toFixed(0)}×`, equal ? 'equal' : `differs by ${cost - theirs}`]
}

/** A column for every slot, and for every request one more that leaves it unassigned. */
function solveDense(problem: AssignmentProblem): number {
  const requests = problem.need.length
  const columns = problem.slotCost.length + requests
  const matrix = Array.from({ length: requests }, () => new Float64Array(columns).fill(1e9))
  for (const [i, row] of matrix.entries()) {
    row[problem.slotCost.length + i] = problem.unassignedCost[i]!
    for (let e = problem.firstEdge[i]!; e < problem.firstEdge[i + 1]!; e++) {
      const person = problem.edgePerson[e]!
      for (let k = problem.firstSlot[person]!; k < problem.firstSlot[person + 1]!; k++) {
        row[k] = problem.edgeCost[e]! + problem.slotCost[k]!
      }
    }
  }
  return linearSumAssignment(matrix, { maximaze: false }).gain
}
