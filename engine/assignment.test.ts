import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assign } from './assignment.ts'
import type { AssignmentProblem } from './assignment.ts'
import { loadHighs } from './highs.ts'
import { anyProblem, bruteForce, costOf, solveByHighs } from './testing/assignments.ts'

const check = (problem: AssignmentProblem) => {
  const answer = assign(problem)
  expect(costOf(problem, answer.edges)).toBeCloseTo(answer.cost, 6)
  return answer
}

describe('assignment', () => {
  it('costs what brute force finds, for pairs, capacities and rising slots', () => {
    fc.assert(
      fc.property(anyProblem({ requests: 7, people: 5, degree: 4 }), (problem) => {
        expect(check(problem).cost).toBeCloseTo(bruteForce(problem), 6)
      }),
      { numRuns: 400 },
    )
  })

  it('comes to an end with costs that cannot be written exactly, and many equal ones', () => {
    const third = (costs: Float64Array) => costs.map((cost) => cost / 3)
    fc.assert(
      fc.property(anyProblem({ requests: 7, people: 5, degree: 4 }), (whole) => {
        const { edgeCost, unassignedCost } = whole
        const slotCost = new Float64Array(whole.slotCost.length)
        const problem = { ...whole, edgeCost: third(edgeCost), unassignedCost: third(unassignedCost), slotCost }
        expect(check(problem).cost).toBeCloseTo(bruteForce(problem), 6)
      }),
    )
  })

  it("costs what HiGHS's linear program finds", async () => {
    const solver = await loadHighs()
    fc.assert(
      fc.property(anyProblem({ requests: 60, people: 40, degree: 8 }), (problem) => {
        expect(check(problem).cost).toBeCloseTo(solveByHighs(solver, problem), 5)
      }),
      { numRuns: 40 },
    )
  })

  it('costs no more when somebody has one slot more, and saves no more than its price', () => {
    fc.assert(
      fc.property(anyProblem({ requests: 7, people: 5, degree: 4 }), fc.nat(4), (problem, pick) => {
        const before = assign(problem)
        const person = pick % (problem.firstSlot.length - 1)
        const [first, end] = [problem.firstSlot[person]!, problem.firstSlot[person + 1]!]
        const price = problem.slotCost[end - 1] ?? 0
        const slotCost = [...problem.slotCost.slice(0, end), end > first ? price : 0, ...problem.slotCost.slice(end)]
        const firstSlot = problem.firstSlot.map((slot, j) => (j > person ? slot + 1 : slot))
        const after = assign({ ...problem, firstSlot, slotCost: Float64Array.from(slotCost) })
        expect(after.cost).toBeLessThanOrEqual(before.cost + 1e-9)
        expect(before.cost - after.cost).toBeLessThanOrEqual(before.slotPrice[person]! + 1e-9)
      }),
    )
  })

  it('is the same whatever the order of the requests', () => {
    fc.assert(
      fc.property(anyProblem({ requests: 7, people: 5, degree: 4 }), (problem) => {
        const order = Array.from(problem.need, (_, i) => i).toReversed()
        const rows = order.map((i) => [problem.firstEdge[i]!, problem.firstEdge[i + 1]!] as const)
        const turned = {
          ...problem,
          need: Int32Array.from(order, (i) => problem.need[i]!),
          unassignedCost: Float64Array.from(order, (i) => problem.unassignedCost[i]!),
          firstEdge: Int32Array.from([
            0,
            ...rows.map((_, k) => rows.slice(0, k + 1).reduce((sum, [a, b]) => sum + b - a, 0)),
          ]),
          edgePerson: Int32Array.from(rows.flatMap(([a, b]) => Array.from(problem.edgePerson.subarray(a, b)))),
          edgeCost: Float64Array.from(rows.flatMap(([a, b]) => Array.from(problem.edgeCost.subarray(a, b)))),
        }
        expect(assign(turned).cost).toBeCloseTo(assign(problem).cost, 6)
      }),
    )
  })

  it('gives a pair to two different people, and half fills it when only one is there', () => {
    const problem: AssignmentProblem = {
      need: Int32Array.of(2, 2),
      unassignedCost: Float64Array.of(100, 100),
      firstEdge: Int32Array.of(0, 2, 3),
      edgePerson: Int32Array.of(0, 1, 1),
      edgeCost: Float64Array.of(1, 2, 3),
      firstSlot: Int32Array.of(0, 5, 10),
      slotCost: new Float64Array(10),
    }
    expect(assign(problem)).toMatchObject({ edges: Int32Array.of(0, 1, 2), missing: Int32Array.of(0, 1), cost: 106 })
  })
})
