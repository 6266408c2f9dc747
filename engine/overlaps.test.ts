import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assignAround, changePrice, clashes, costOfEdges } from './batch-edit.ts'
import { assignTimed } from './overlaps.ts'
import type { TimedProblem } from './overlaps.ts'
import { anyProblem, costOf } from './testing/assignments.ts'
import { overlapsIn } from './testing/overlaps.ts'

/** An assignment problem with hours; a person costs the same for each job, so that small ones can be tried out. */
const anyTimed = (size: Parameters<typeof anyProblem>[0]): fc.Arbitrary<TimedProblem> =>
  fc
    .tuple(
      anyProblem(size),
      fc.array(fc.tuple(fc.nat(20), fc.integer({ min: 1, max: 8 })), {
        minLength: size.requests,
        maxLength: size.requests,
      }),
    )
    .map(([problem, hours]) => ({
      ...problem,
      from: Float64Array.from(problem.need, (_, i) => hours[i]![0]),
      to: Float64Array.from(problem.need, (_, i) => hours[i]![0] + hours[i]![1]),
    }))

/** Every set of edges that breaks nothing. */
function tryAll(problem: TimedProblem): number {
  const edges = problem.edgePerson.length
  let least = Infinity
  for (let set = 0; set < 2 ** edges; set++) {
    const chosen = Int32Array.from(Array.from({ length: edges }, (_, e) => e).filter((e) => (set >> e) & 1))
    const cost = costOf(problem, chosen)
    if (cost < least && overlapsIn(problem, chosen) === 0) least = cost
  }
  return least
}

describe('assignment with fixed hours', () => {
  it('finds what trying everything finds, in small cases', () => {
    fc.assert(
      fc.property(anyTimed({ requests: 4, people: 3, degree: 3 }), (problem) => {
        const answer = assignTimed(problem, 1, (made) => made / 400)
        expect(answer.cost).toBeCloseTo(tryAll(problem), 6)
      }),
      { numRuns: 60 },
    )
  })

  it('never gives one person two jobs at one time, never less than the bound, and costs what it says', () => {
    fc.assert(
      fc.property(anyTimed({ requests: 30, people: 12, degree: 6 }), fc.nat(1000), (problem, seed) => {
        const answer = assignTimed(problem, seed, (made) => made / 300)
        expect(overlapsIn(problem, answer.edges)).toBe(0)
        expect(costOf(problem, answer.edges)).toBeCloseTo(answer.cost, 6)
        expect(answer.cost).toBeGreaterThanOrEqual(answer.bound - 1e-9)
      }),
    )
  })

  it('is the same for the same seed and iterations, and no worse after a longer search', () => {
    fc.assert(
      fc.property(anyTimed({ requests: 30, people: 8, degree: 6 }), (problem) => {
        const once = (count: number) => assignTimed(problem, 4, (made) => made / count)
        expect(once(200)).toEqual(once(200))
        expect(once(200).cost).toBeLessThanOrEqual(assignTimed(problem, 4, () => 1).cost)
      }),
      { numRuns: 30 },
    )
  })
})

describe('a batch edited by hand', () => {
  /** Some edges that break nothing, as a person might have chosen them. */
  const someOf = (problem: TimedProblem, seed: number) =>
    assignTimed(problem, seed, (made) => made / 64).edges.filter((edge) => (edge * 7 + seed) % 3 === 0)

  it('keeps what a person chose, breaks nothing, and is no less than the bound of all answers that keep it', () => {
    fc.assert(
      fc.property(anyTimed({ requests: 25, people: 10, degree: 5 }), fc.nat(99), (problem, seed) => {
        const kept = someOf(problem, seed)
        const answer = assignTimed(problem, seed, (made) => made / 200, kept)
        for (const edge of kept) expect(answer.edges).toContain(edge)
        expect(clashes(problem, answer.edges)).toEqual([])
        expect(overlapsIn(problem, answer.edges)).toBe(0)
        expect(costOf(problem, answer.edges)).toBeCloseTo(answer.cost, 6)
        expect(answer.cost).toBeGreaterThanOrEqual(answer.bound - 1e-9)
      }),
    )
  })

  it('finds the same with nothing kept, and a bound that does not fall when something is', () => {
    fc.assert(
      fc.property(anyTimed({ requests: 12, people: 6, degree: 4 }), fc.nat(99), (problem, seed) => {
        const free = assignAround(problem, new Int32Array(0)).cost
        expect(assignAround(problem, someOf(problem, seed)).cost).toBeGreaterThanOrEqual(free - 1e-9)
      }),
    )
  })

  it('prices one change as the difference of the two plans, and names what it would break', () => {
    fc.assert(
      fc.property(anyTimed({ requests: 15, people: 6, degree: 4 }), fc.nat(14), fc.nat(5), (problem, at, to) => {
        const { edges } = assignTimed(problem, 1, (made) => made / 100)
        const request = at % problem.need.length
        const chosen = edges.find(
          (edge) => problem.firstEdge[request]! <= edge && edge < problem.firstEdge[request + 1]!,
        )
        const from = chosen === undefined ? -1 : problem.edgePerson[chosen]!
        const price = changePrice(problem, edges, request, from, to)
        const possible = price.clashes.every((clash) => clash.kind !== 'not_possible')
        expect(price.cost).toBe(possible ? costOfEdges(problem, price.edges) - costOfEdges(problem, edges) : Infinity)
        expect(price.clashes.some((clash) => clash.kind === 'same_hour')).toBe(
          overlapsIn(problem, price.edges) > price.clashes.filter((clash) => clash.kind === 'too_many').length,
        )
        expect(changePrice(problem, edges, request, from, -1).clashes).toEqual([])
      }),
    )
  })
})
