// Assignment problems for tests, and two other ways to solve them: trying everything, and HiGHS's linear program.
import fc from 'fast-check'
import type { Highs, ModelData } from 'highs'
import type { AssignmentProblem } from '../assignment.ts'
import { runningSum } from '../assign-file.ts'

type Size = { readonly requests: number; readonly people: number; readonly degree: number }

export const anyProblem = ({ requests, people, degree }: Size): fc.Arbitrary<AssignmentProblem> =>
  fc
    .tuple(
      fc.array(
        fc.record({
          need: fc.nat(3),
          unassigned: fc.integer({ min: -5, max: 60 }),
          edges: fc.uniqueArray(fc.tuple(fc.nat(people - 1), fc.integer({ min: -10, max: 50 })), {
            selector: ([person]) => person,
            maxLength: degree,
          }),
        }),
        { minLength: 1, maxLength: requests },
      ),
      fc.array(fc.array(fc.nat(20), { maxLength: 3 }), { minLength: people, maxLength: people }),
    )
    .map(([rows, slots]) => ({
      need: Int32Array.from(rows, (row) => row.need),
      unassignedCost: Float64Array.from(rows, (row) => row.unassigned),
      firstEdge: runningSum(rows.map((row) => row.edges.length)),
      edgePerson: Int32Array.from(rows.flatMap((row) => row.edges.map(([person]) => person))),
      edgeCost: Float64Array.from(rows.flatMap((row) => row.edges.map(([, cost]) => cost))),
      firstSlot: runningSum(slots.map((costs) => costs.length)),
      slotCost: Float64Array.from(slots.flatMap((costs) => costs.toSorted((a, b) => a - b))),
    }))

/** The cost of chosen edges, or Infinity when they break a need or a capacity. */
export function costOf(problem: AssignmentProblem, edges: Iterable<number>): number {
  const left = Int32Array.from(problem.need)
  const load = new Int32Array(problem.firstSlot.length - 1)
  let cost = 0
  for (const edge of edges) {
    const request = problem.firstEdge.findIndex((first, i) => first <= edge && edge < problem.firstEdge[i + 1]!)
    const person = problem.edgePerson[edge]!
    const slot = problem.firstSlot[person]! + load[person]!++
    if (--left[request]! < 0 || slot >= problem.firstSlot[person + 1]!) return Infinity
    cost += problem.edgeCost[edge]! + problem.slotCost[slot]!
  }
  return left.reduce((sum, missing, i) => sum + missing * problem.unassignedCost[i]!, cost)
}

/** Every set of edges, request by request, remembering the best rest for each load. */
export function bruteForce(problem: AssignmentProblem): number {
  const known = new Map<string, number>()
  const load = new Int32Array(problem.firstSlot.length - 1)
  const best = (request: number, edge: number, left: number): number => {
    if (request === problem.need.length) return 0
    if (edge === problem.firstEdge[request + 1]) {
      return left * problem.unassignedCost[request]! + best(request + 1, edge, problem.need[request + 1] ?? 0)
    }
    const key = `${request} ${edge} ${left} ${load.join()}`
    const found = known.get(key)
    if (found !== undefined) return found
    let least = best(request, edge + 1, left)
    const person = problem.edgePerson[edge]!
    const slot = problem.firstSlot[person]! + load[person]!
    if (left > 0 && slot < problem.firstSlot[person + 1]!) {
      load[person]!++
      least = Math.min(least, problem.edgeCost[edge]! + problem.slotCost[slot]! + best(request, edge + 1, left - 1))
      load[person]!--
    }
    known.set(key, least)
    return least
  }
  return best(0, 0, problem.need[0] ?? 0)
}

/** The same flow as a linear program: edges, empty places, slots; rows: needs, and slots against edges. */
export function solveByHighs(solver: Highs, problem: AssignmentProblem): number {
  const requests = problem.need.length
  const people = problem.firstSlot.length - 1
  const edges = problem.edgePerson.length
  const numCols = edges + requests + problem.slotCost.length
  const starts = [0]
  const indices: number[] = []
  const values: number[] = []
  const column = (...entries: [row: number, value: number][]) => {
    for (const [row, value] of entries) {
      indices.push(row)
      values.push(value)
    }
    starts.push(indices.length)
  }
  for (let i = 0; i < requests; i++) {
    for (let e = problem.firstEdge[i]!; e < problem.firstEdge[i + 1]!; e++)
      column([i, 1], [requests + problem.edgePerson[e]!, 1])
  }
  for (let i = 0; i < requests; i++) column([i, 1])
  for (let j = 0; j < people; j++) {
    for (let k = problem.firstSlot[j]!; k < problem.firstSlot[j + 1]!; k++) column([requests + j, -1])
  }
  const need = [...problem.need]
  return solveLinear(solver, {
    numCols,
    numRows: requests + people,
    colCost: [...problem.edgeCost, ...problem.unassignedCost, ...problem.slotCost],
    colLower: new Float64Array(numCols),
    colUpper: [...ones(edges), ...need, ...ones(problem.slotCost.length)],
    rowLower: [...need, ...Array.from({ length: people }, () => -solver.infinity)],
    rowUpper: [...need, ...new Float64Array(people)],
    matrix: { format: 'csc', numRows: requests + people, numCols, starts, indices, values },
  })
}

const ones = (length: number): Float64Array => new Float64Array(length).fill(1)

function solveLinear(solver: Highs, data: ModelData): number {
  const model = solver.createModel(data)
  try {
    model.options.set({ output_flag: false })
    model.run()
    return model.getObjectiveValue()
  } finally {
    model.dispose()
  }
}
