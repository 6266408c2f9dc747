import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
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
