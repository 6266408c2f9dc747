import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ASSUMED, HARSH, MILD, fitted } from './behaviour.ts'
import { phoneList } from './phone-list.ts'
import { broadcast, nearest, oracle, waves } from './policies.ts'
import { simulate } from './simulate.ts'
import { answerSimulate } from './simulate-file.ts'
import { gini, interval, percentile } from './statistics.ts'
import { drawRequests, drawTown } from './town.ts'
import { MEASURES, differences, intervals, runTown } from './town-results.ts'
import type { Setting } from './town-results.ts'
import { RESIDUAL } from './wave-policy.ts'

const SMALL = { volunteers: 150, shops: 10, buildings: 20, sideMetres: 400, skills: 6 }
const SETTING: Setting = { size: SMALL, days: 10, warmUpDays: 3, requestsADay: 8, behaviour: ASSUMED }
const POLICIES = [() => waves(), () => oracle(RESIDUAL), () => nearest(2), () => broadcast, () => phoneList()]

describe('the simulated town', () => {
  const play = (seed: number, policy = waves()) => {
    const town = drawTown(SMALL, ASSUMED, seed)
    return simulate(town, drawRequests(town, 6, 10, seed), policy, ASSUMED, seed)
  }

  it('never breaks its own rules under any policy: skill, no job at the same hour, nobody asked twice, no late claim', () => {
    fc.assert(
      fc.property(fc.nat(1e6), fc.constantFrom(...POLICIES), (seed, policy) => {
        const world = play(seed, policy())
        for (const one of world.cases) {
          expect(new Set(one.asks.map((ask) => ask.id)).size).toBe(one.asks.length)
          if (one.acceptedBy < 0) continue
          const helper = world.people[one.acceptedBy]!
          expect(helper.skills).toContain(one.skill)
          expect(one.acceptedAt).toBeLessThanOrEqual(one.deadline)
          const others = world.cases.filter((other) => other !== one && other.acceptedBy === helper.id && !helper.shop)
          expect(
            others.every((other) => other.start >= one.start + one.minutes || one.start >= other.start + other.minutes),
          ).toBe(true)
        }
      }),
      { numRuns: 25 },
    )
  })

  it('asks nobody in quiet hours and keeps the budget, unless it is urgent', () => {
    for (const one of play(5).cases.filter((case_) => case_.kind !== 'urgent')) {
      expect(one.asks.length).toBeLessThanOrEqual(RESIDUAL[one.kind].asksARequest)
      expect(one.asks.every(({ askedAt }) => askedAt % 1440 >= 450 && askedAt % 1440 < 1320)).toBe(true)
    }
  })

  it('is the same twice, and another with another seed', () => {
    expect(runTown(SETTING, waves(), 3)).toEqual(runTown(SETTING, waves(), 3))
    expect(runTown(SETTING, waves(), 3)).not.toEqual(runTown(SETTING, waves(), 4))
  })

  it('meets policies with the same luck: who answers yes to one policy answers yes to the other', () => {
    const [one, two] = [play(9, nearest(1)), play(9, nearest(3))]
    expect(one.cases.map(({ at, skill }) => [at, skill])).toEqual(two.cases.map(({ at, skill }) => [at, skill]))
    const first = one.cases.find((case_, k) => case_.acceptedBy >= 0 && two.cases[k]!.acceptedBy >= 0 && case_.id === 0)
    if (first) expect(two.cases[0]!.asked.has(first.acceptedBy)).toBe(true)
  })

  it('finds that knowing people helps: waves leave fewer unmet than nearest-first, and a harsher town is no better', () => {
    const seeds = [1, 2, 3]
    const unmet = (policy: () => ReturnType<typeof waves>, behaviour = ASSUMED) =>
      intervals(seeds.map((seed) => runTown({ ...SETTING, behaviour }, policy(), seed))).unmet.mean
    expect(unmet(() => waves())).toBeLessThanOrEqual(unmet(() => nearest(1)))
    expect(unmet(() => broadcast, MILD)).toBeLessThanOrEqual(unmet(() => broadcast, HARSH))
  })
})

describe('fitting behaviour to a history', () => {
  const history = (rate: number, minutes: number) =>
    Array.from({ length: 400 }, (_, k) => ({
      accepted: k < 400 * rate,
      minutes: k < 400 * rate ? minutes : null,
      urgent: false,
    }))

  it('raises willingness where more accept than simulated, and takes over the delay', () => {
    expect(fitted(history(0.3, 20), 0.08).willing.mean).toBeGreaterThan(ASSUMED.willing.mean)
    expect(fitted(history(0.3, 20), 0.08).delay).toMatchObject({ ordinary: 20, urgent: ASSUMED.delay.urgent })
    expect(fitted([], 0.08)).toEqual({
      ...ASSUMED,
      willing: { ...ASSUMED.willing, mean: expect.closeTo(ASSUMED.willing.mean, 9) },
    })
  })
})

describe('statistics', () => {
  it('knows percentiles, Gini and intervals', () => {
    expect(percentile([3, 1, 2], 0.5)).toBe(2)
    expect(percentile([], 0.5)).toBeNaN()
    expect(gini([1, 1, 1, 1])).toBe(0)
    expect(gini([0, 0, 0, 4])).toBe(0.75)
    expect(gini([0, 0])).toBe(0)
    expect(interval([1, 2, 3])).toMatchObject({ mean: 2, low: expect.closeTo(2 - 4.303 / Math.sqrt(3), 3) })
    expect(interval([5])).toEqual({ mean: 5, low: -Infinity, high: Infinity })
  })

  it('pairs runs by town, so that equal policies differ by nothing', () => {
    const runs = [1, 2, 3].map((seed) => runTown(SETTING, nearest(2), seed))
    const difference = differences(runs, runs)
    for (const measure of MEASURES) expect([0, NaN]).toContain(difference[measure].mean)
  })
})

describe('engine simulate FILE', () => {
  const file = { town: SMALL, days: 8, warmUpDays: 2, requestsADay: 6, runs: 3 }

  it('answers every measure with its interval, and differences to the first policy', () => {
    const policies = [{ policy: 'waves' }, { policy: 'nearest', size: 2 }]
    const { runs, results } = answerSimulate(JSON.stringify({ ...file, policies }))
    expect(runs).toBe(3)
    expect(results.map((result) => result.policy)).toEqual(['waves', '2 nearest'])
    expect(Object.keys(results[0]!.measures)).toEqual([...MEASURES])
    expect(results[0]!.difference).toBeUndefined()
    expect(results[1]!.difference?.unmet.low).toBeLessThanOrEqual(results[1]!.difference!.unmet.mean)
  })

  it('fills in what is not said, and refuses what it cannot do by line and column', () => {
    expect(answerSimulate(JSON.stringify({ ...file, runs: 1 })).results).toHaveLength(1)
    expect(() => answerSimulate('{"days": 1}')).toThrow('line 1, column 10: "days" must lie between 2 and 366')
    expect(() => answerSimulate('{"policies": [{"policy": "magic"}]}')).toThrow(
      'line 1, column 26: "policy" must be one of',
    )
  })
})
