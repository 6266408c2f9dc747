import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ACCEPTANCE, UNCALIBRATED } from './acceptance.ts'
import { ENGINE_VERSION, explain, take } from './decision.ts'
import type { Decision, Step } from './decision.ts'
import { answerExplain } from './explain-file.ts'
import { assignTimed } from './overlaps.ts'
import { pack, unpack } from './packed.ts'
import { ORDINARY_RANKING } from './ranking.ts'
import { recordedClock, recordedSolver } from './recorded.ts'
import { planRounds } from './rounds.ts'
import { anyProblem } from './testing/assignments.ts'
import { aRequest, anyPeople } from './testing/people.ts'
import { careDay } from './testing/rounds.ts'
import { RESIDUAL } from './wave-policy.ts'

const decisionOf = (seed: number, ...steps: Step[]): Decision => ({ engine: ENGINE_VERSION, seed, steps })
/** As a database gives it back: keys in another order. */
const stored = (decision: Decision): Decision => {
  const turned = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(turned)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value)
        .toReversed()
        .map(([key, one]) => [key, turned(one)]),
    )
  }
  return unpack(JSON.stringify(turned(JSON.parse(pack(decision))))) as Decision
}

describe('a decision that is kept', () => {
  it('is recomputed to the same ranking, chances and wave, after any way through a database', () => {
    fc.assert(
      fc.property(anyPeople, (people) => {
        const ranking = take('rank', { request: aRequest(), people, policy: ORDINARY_RANKING })
        const chances = take('chance', {
          candidates: ranking.parts.ranked.map(({ id, metres }) => ({
            id,
            kind: 'volunteer',
            asks: 3,
            yes: 1,
            no: 2,
            ignoredInARow: 0,
            fatigue: 0.3,
            load: 0,
            declaredFree: true,
            metres: metres ?? Infinity,
            familiar: false,
          })),
          calibrator: UNCALIBRATED,
          policy: ACCEPTANCE,
        })
        const wave = take('wave', {
          request: { openedAt: 0, deadline: 600, asks: [] },
          candidates: ranking.parts.ranked.map((one, k) => ({
            id: one.id,
            total: one.total,
            chance: chances.parts[k]!.chance,
            metres: one.metres ?? Infinity,
            load: 0,
            ring: one.ring,
            community: '',
          })),
          lenders: {},
          now: 500,
          policy: RESIDUAL.ordinary,
        })
        const explanation = explain(stored(decisionOf(0, ranking, chances, wave)))
        expect(explanation.steps.flatMap((step) => step.differences)).toEqual([])
        expect(explanation.same).toBe(true)
      }),
      { numRuns: 30 },
    )
  })

  it('is recomputed although a clock stopped the search: a batch, and rounds with the solver', () => {
    fc.assert(
      fc.property(anyProblem({ requests: 20, people: 8, degree: 5 }), fc.nat(99), (flow, seed) => {
        const from = flow.need.map((_, i) => (i * 37) % 100)
        const problem = { ...flow, from: Float64Array.from(from), to: Float64Array.from(from, (hour) => hour + 30) }
        const start = performance.now()
        const clock = recordedClock(() => (performance.now() - start) / 3)
        const kept = new Int32Array(0)
        const parts = assignTimed(problem, seed, clock.done, kept)
        const batch = { act: 'batch', inputs: { problem, kept, course: clock.course() }, parts } as const
        expect(explain(stored(decisionOf(seed, batch))).steps).toEqual([{ act: 'batch', same: true, differences: [] }])
      }),
      { numRuns: 10 },
    )
    const { problem } = careDay({ visits: 30, carers: 8, continuity: 4, pairs: 0, rests: 0.5, seed: 2 })
    const start = performance.now()
    const clock = recordedClock(() => (performance.now() - start) / 60)
    const solver = recordedSolver((partition) => partition.known)
    const options = { objective: 'distance', searches: 2 } as const
    const parts = planRounds(problem, { ...options, seed: 5 }, { done: clock.done, solveSetPartition: solver.solve })
    const inputs = { problem, options, from: null, course: clock.course(), solved: solver.solved() }
    expect(explain(stored(decisionOf(5, { act: 'rounds', inputs, parts }))).same).toBe(true)
  })

  it('says what is not the same any more', () => {
    const wave = take('wave', {
      request: { openedAt: 0, deadline: 600, asks: [] },
      candidates: [],
      lenders: {},
      now: 500,
      policy: RESIDUAL.ordinary,
    })
    const told = decisionOf(0, { ...wave, parts: { ...wave.parts, aim: 0.1 } })
    const { same, steps } = explain(told)
    expect(same).toBe(false)
    expect(steps[0]!.differences).toEqual([expect.stringMatching(/^aim: 0.1 is now 0\.8/)])
    expect(answerExplain(pack(told))).toMatchObject({ same: false, decidedBy: ENGINE_VERSION })
    expect(() => answerExplain('{"engine": "2", "seed": 0, "steps": [{"act": "guess"}]}')).toThrow(
      'line 1, column 46: "act" must be one of',
    )
  })
})
