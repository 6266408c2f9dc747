import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ASSUMED } from './behaviour.ts'
import { NO_CHANGE, WARM_UP_DAYS, daysAhead, drawWilling, townOf } from './community.ts'
import type { Change } from './community.ts'
import { EAST, SCARCE, WEST, aCommunity, everyDay } from './testing/communities.ts'
import { FAIRNESS_WEIGHTS, tradeOffs } from './trade-off.ts'
import { AS_NOW, behaviourOf, compare, isPrecise, runPlan } from './what-if.ts'
import type { Plan } from './what-if.ts'
import { PARTS_OF_DAY, shortages } from './what-to-add.ts'

const community = aCommunity()
const NOON = everyDay(10, 14)
const moreAtNoon: Change = {
  ...NO_CHANGE,
  teams: [{ skill: SCARCE, people: 30, place: EAST, hours: NOON }],
}
const plan = (change: Change): Plan => ({ ...AS_NOW, change })
const runs = (one: Plan, seeds = 3) =>
  Array.from({ length: seeds }, (_, seed) => runPlan(community, ASSUMED, one, seed, 7, [SCARCE])[0])

describe('days ahead from a history', () => {
  it('brings days of the same weekday, the same requests with and without a change of people', () => {
    fc.assert(
      fc.property(fc.nat(1e6), (seed) => {
        const ahead = daysAhead(community, NO_CHANGE, 7, seed)
        expect(ahead).toHaveLength(8 * (7 + WARM_UP_DAYS))
        expect(daysAhead(community, moreAtNoon, 7, seed)).toEqual(ahead)
        for (const one of ahead) expect(one.at).toBeLessThan((community.to + 7) * 1440)
      }),
      { numRuns: 10 },
    )
  })

  it('keeps who asked anyway when demand grows or shrinks', () => {
    const times = (factor: number) => daysAhead(community, { ...NO_CHANGE, demand: [{ skill: SCARCE, factor }] }, 14, 3)
    const ids = (factor: number) => new Set(times(factor).map((one) => one.id))
    expect([...ids(0.5)].every((id) => ids(1).has(id))).toBe(true)
    expect([...ids(1)].every((id) => ids(2.5).has(id))).toBe(true)
    const scarce = (factor: number) => times(factor).filter((one) => one.skill === SCARCE).length
    expect(scarce(2)).toBe(2 * scarce(1))
    expect(scarce(0)).toBe(0)
  })

  it('leaves everybody the person they were when some come and others go', () => {
    const before = townOf(community, NO_CHANGE, ASSUMED, 5).people
    const after = townOf(community, { ...moreAtNoon, hours: null, demand: [] }, ASSUMED, 5).people
    expect(after.slice(0, before.length)).toEqual(before)
    expect(after).toHaveLength(before.length + 30)
    const fewer = townOf(
      community,
      { ...NO_CHANGE, teams: [{ ...moreAtNoon.teams[0]!, people: -4 }] },
      ASSUMED,
      5,
    ).people
    expect(fewer.filter((one) => one.skills.includes(SCARCE))).toHaveLength(2)
    const longer = townOf(
      community,
      { ...NO_CHANGE, hours: { share: 0.5, hours: everyDay(20, 22) } },
      ASSUMED,
      5,
    ).people
    const evening = longer.filter((one) => one.hours[20] === 1).length
    expect(evening).toBeGreaterThan(40)
    expect(evening).toBeLessThan(80)
  })

  it('draws whoever said yes often as more willing', () => {
    const mean = (asks: number, yes: number) =>
      Array.from({ length: 99 }, (_, k) => drawWilling({ shop: false, asks, yes }, ASSUMED, (k + 0.5) / 99)).reduce(
        (sum, one) => sum + one,
        0,
      ) / 99
    expect(mean(0, 0)).toBeCloseTo(ASSUMED.willing.mean, 1)
    expect(mean(40, 12)).toBeGreaterThan(mean(40, 2))
    expect(mean(40, 0)).toBeLessThan(mean(4, 0))
  })
})

describe('what if', () => {
  it('tells the same again for the same seed, and no difference where nothing was changed', () => {
    expect(runs(AS_NOW, 1)).toEqual(runs(AS_NOW, 1))
    const now = runs(AS_NOW)
    const same = compare(now, now)
    expect(same.unmet).toMatchObject({ difference: { mean: 0, low: 0, high: 0 }, verdict: 'no_difference' })
    expect(same.urgentUnmet).toBeNull()
    expect(isPrecise(same, 8)).toBe(true)
    expect(isPrecise(same, 7)).toBe(false)
  })

  it('finds that people where they are missing leave less unmet, and that more demand leaves more', () => {
    const now = runs(AS_NOW)
    expect(compare(now, runs(plan(moreAtNoon))).focusUnmet?.verdict).toBe('less')
    const doubled = { ...NO_CHANGE, demand: [{ skill: -1, factor: 3 }] }
    expect(compare(now, runs(plan(doubled))).busiestJobsAWeek!.difference.mean).toBeGreaterThan(0)
  })

  it('fits behaviour to the history: who accepts more often in it is simulated as more willing', () => {
    const history = (share: number) =>
      Array.from({ length: 400 }, (_, k) => ({
        accepted: k < 400 * share,
        minutes: k < 400 * share ? 9 : null,
        urgent: false,
      }))
    const fitted = behaviourOf(community, history(0.3), AS_NOW)
    expect(fitted.willing.mean).toBeGreaterThan(behaviourOf(community, history(0.02), AS_NOW).willing.mean)
    expect(fitted.delay.ordinary).toBe(9)
  })
})

describe('what to add', () => {
  it('puts the scarce skill at noon in the east first, and prices fall along the list', () => {
    const found = shortages(community, [WEST, EAST], ASSUMED, 1, 10)
    expect(found[0]).toMatchObject({ skill: SCARCE, grid: 1 })
    expect(PARTS_OF_DAY[found[0]!.part]).toEqual([11, 13])
    expect(found.map((one) => one.price)).toEqual(found.map((one) => one.price).toSorted((a, b) => b - a))
  })

  it('has nothing to say where nothing was asked for', () => {
    expect(shortages({ ...community, past: [] }, [WEST], ASSUMED, 1, 10)).toEqual([])
  })
})

describe('fairness against walking', () => {
  it('gives a fairer share for a longer way, the dearer having been busy is', () => {
    const points = tradeOffs(community, ASSUMED, 1, FAIRNESS_WEIGHTS)
    expect(points.map((one) => one.weight)).toEqual([...FAIRNESS_WEIGHTS])
    expect(points.at(-1)!.gini).toBeLessThan(points[0]!.gini)
    expect(points.at(-1)!.walkMetres).toBeGreaterThanOrEqual(points[0]!.walkMetres)
    expect(new Set(points.map((one) => one.unmet)).size).toBe(1)
  })
})
