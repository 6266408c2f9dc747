import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ORDINARY_DELAY, UNCALIBRATED, afterAsking } from './acceptance.ts'
import { RINGS } from './ranking.ts'
import type { Ask, WaveCandidate, WaveRequest } from './waves.ts'
import { chanceNobody, planWave } from './waves.ts'
import { COLD_START_ASKS, RESIDUAL, keepAlive, policyFor } from './wave-policy.ts'
import type { WavePolicy } from './wave-policy.ts'
import { at } from './testing/people.ts'

const NOON = at(20_782, 12)
const request = (change: Partial<WaveRequest> = {}): WaveRequest => ({
  openedAt: NOON,
  deadline: NOON + 360,
  asks: [],
  ...change,
})
const asked = (id: string, askedAt = NOON, change: Partial<Ask> = {}): Ask => ({
  id,
  askedAt,
  chance: 0.2,
  declined: false,
  community: 'c1',
  ...change,
})
const someone = (id: string, change: Partial<WaveCandidate> = {}): WaveCandidate => ({
  id,
  total: 50,
  chance: 0.2,
  metres: 100,
  load: 0,
  ring: 'community',
  community: 'c1',
  ...change,
})
const crowd = (count: number, change: Partial<WaveCandidate> = {}) =>
  Array.from({ length: count }, (_, k) =>
    someone(`p${String(k).padStart(3, '0')}`, { total: 100 - k, metres: 10 * k, ...change }),
  )
const ids = (plan: { ask: readonly WaveCandidate[] }) => plan.ask.map((one) => one.id)

const best3 = keepAlive(RESIDUAL.ordinary, { kind: 'best', size: 3, everyMinutes: 10 })
const nearest2 = keepAlive(RESIDUAL.ordinary, { kind: 'nearest', size: 2, everyMinutes: 5 })

describe('keeping the best 3 asked', () => {
  it('asks the first three and looks again after the minutes of the policy', () => {
    const plan = planWave(request(), crowd(9), {}, NOON, best3)
    expect(ids(plan)).toEqual(['p000', 'p001', 'p002'])
    expect(plan.lookAgainAt).toBe(NOON + 10)
  })

  it('replaces whoever refuses at once, and only those', () => {
    const asks = [asked('p000', NOON, { declined: true }), asked('p001'), asked('p002')]
    expect(ids(planWave(request({ asks }), crowd(9), {}, NOON + 1, best3))).toEqual(['p003'])
  })

  it('asks the next three when the minutes are over', () => {
    const asks = [asked('p000'), asked('p001'), asked('p002')]
    expect(ids(planWave(request({ asks }), crowd(9), {}, NOON + 9, best3))).toEqual([])
    expect(ids(planWave(request({ asks }), crowd(9), {}, NOON + 10, best3))).toEqual(['p003', 'p004', 'p005'])
  })

  it('goes by the ranking, the nearest rule by metres', () => {
    const people = [someone('far', { total: 90, metres: 800 }), someone('near', { total: 10, metres: 5 })]
    expect(ids(planWave(request(), people, {}, NOON, best3))).toEqual(['far', 'near'])
    expect(ids(planWave(request(), people, {}, NOON, nearest2))).toEqual(['near', 'far'])
  })
})

describe('the residual rule', () => {
  it('asks until the joint chance reaches the aim and not one more', () => {
    const plan = planWave(request(), crowd(50), {}, NOON, RESIDUAL.ordinary)
    expect(plan.ask).toHaveLength(4)
    expect(1 - 0.8 ** 3).toBeLessThan(plan.aim)
    expect(plan.chance).toBeCloseTo(1 - 0.8 ** 4)
  })

  it('asks nobody while the asks under way still suffice, and more when their hope has faded', () => {
    const asks = [asked('p000'), asked('p001'), asked('p002'), asked('p003')]
    expect(planWave(request({ asks }), crowd(50), {}, NOON + 1, RESIDUAL.ordinary).ask).toHaveLength(0)
    expect(planWave(request({ asks }), crowd(50), {}, NOON + 30, RESIDUAL.ordinary).ask.length).toBeGreaterThan(3)
  })

  it('counts a refusal as gone', () => {
    const open = [asked('a'), asked('b')]
    const refused = [asked('a'), asked('b', NOON, { declined: true })]
    expect(chanceNobody(refused, NOON, ORDINARY_DELAY)).toBeGreaterThan(chanceNobody(open, NOON, ORDINARY_DELAY))
  })

  it('leaves in peace whoever would hardly say yes', () => {
    const plan = planWave(request(), crowd(50, { chance: 0.01 }), {}, NOON, RESIDUAL.ordinary)
    expect(plan.ask).toEqual([])
    expect(plan.escalate).toBe('nobody_left')
  })

  it('spreads the load: of two alike the one with fewer recent jobs is asked first', () => {
    const people = [someone('busy', { load: 2 }), someone('rested', { load: 0 })]
    expect(ids(planWave(request(), people, {}, NOON, RESIDUAL.ordinary))[0]).toBe('rested')
  })

  it('looks again every 45 seconds when urgent, more rarely the longer a scheduled job has time', () => {
    const urgent = planWave(request(), crowd(5), {}, NOON, RESIDUAL.urgent)
    const scheduled = planWave(request({ deadline: NOON + 200 }), crowd(5), {}, NOON, RESIDUAL.scheduled)
    expect(urgent.lookAgainAt).toBe(NOON + 0.75)
    expect(scheduled.lookAgainAt).toBe(NOON + 25)
  })
})

describe('limits', () => {
  it('waits out the quiet hours over midnight, but never when urgent', () => {
    const late = at(20_782, 23)
    const open = request({ openedAt: late, deadline: late + 1000 })
    const plan = planWave(open, crowd(9), {}, late, RESIDUAL.ordinary)
    expect(plan).toMatchObject({ ask: [], lookAgainAt: at(20_783, 7, 30), escalate: null })
    expect(planWave(open, crowd(9), {}, late, RESIDUAL.urgent).ask.length).toBeGreaterThan(0)
  })

  it('never plans its next look into the night', () => {
    const evening = at(20_782, 21, 58)
    const plan = planWave(
      request({ openedAt: evening, deadline: evening + 1000 }),
      crowd(9),
      {},
      evening,
      RESIDUAL.ordinary,
    )
    expect(plan.lookAgainAt).toBe(at(20_783, 7, 30))
  })

  it('calls people in when the budget is spent, when it takes too long and when the time is over', () => {
    const asks = Array.from({ length: 60 }, (_, k) => asked(`q${k}`, NOON - 100))
    expect(planWave(request({ asks }), crowd(9), {}, NOON, RESIDUAL.ordinary)).toMatchObject({
      ask: [],
      lookAgainAt: null,
      escalate: 'budget_spent',
    })
    expect(planWave(request(), crowd(99), {}, NOON + 3, RESIDUAL.urgent).escalate).toBe('too_slow')
    expect(planWave(request(), crowd(9), {}, NOON + 360, RESIDUAL.ordinary).escalate).toBe('deadline')
  })

  it('opens the neighbours after 15 % of the time, after 6 asks, or when nobody nearer is left', () => {
    const far = crowd(9, { ring: 'neighbours', community: 'c2' })
    const own = [someone('own', { chance: 0.02 })]
    const lenders = { c2: 9 }
    const plan = (change: Partial<WaveRequest>, people: WaveCandidate[], now = NOON) =>
      planWave(request(change), people, lenders, now, RESIDUAL.ordinary)
    expect(ids(plan({}, [...own, ...far]))).toEqual(['own'])
    expect(plan({}, [...own, ...far], NOON + 54).ask.length).toBeGreaterThan(1)
    expect(plan({ asks: crowd(6).map((one) => asked(`q${one.id}`, NOON - 900)) }, [...own, ...far]).widest).toBe(
      'neighbours',
    )
    expect(plan({}, far).ask.length).toBeGreaterThan(1)
  })

  it('leaves a lending community its reserve: only so many of its people are asked, none where nothing was agreed', () => {
    const far = [
      ...crowd(4, { ring: 'neighbours', community: 'c2' }),
      someone('z', { ring: 'neighbours', community: 'c3' }),
    ]
    expect(ids(planWave(request(), far, { c2: 2 }, NOON, RESIDUAL.ordinary))).toEqual(['p000', 'p001'])
  })

  it('starts with the 2 nearest until enough answers are known', () => {
    let calibrator = UNCALIBRATED
    expect(policyFor('ordinary', calibrator).rule).toMatchObject({ kind: 'nearest', size: 2 })
    for (let k = 0; k < COLD_START_ASKS; k++) calibrator = afterAsking(calibrator, 0.1)
    expect(policyFor('ordinary', calibrator)).toBe(RESIDUAL.ordinary)
  })
})

describe('properties: a request played to its end', () => {
  const anyCandidate = fc.record({
    total: fc.integer({ min: 0, max: 100 }),
    chance: fc.double({ min: 0, max: 0.9, noNaN: true }),
    metres: fc.integer({ min: 0, max: 2000 }),
    load: fc.double({ min: 0, max: 5, noNaN: true }),
    ring: fc.constantFrom(...RINGS),
    community: fc.constantFrom('c1', 'c2'),
  })
  const anyRule: fc.Arbitrary<WavePolicy> = fc.constantFrom(
    RESIDUAL.urgent,
    RESIDUAL.ordinary,
    RESIDUAL.scheduled,
    best3,
    nearest2,
  )
  const play = fc.record({
    people: fc.array(anyCandidate, { maxLength: 90 }).map((all) => all.map((one, k) => ({ id: `p${k}`, ...one }))),
    policy: anyRule,
    budget: fc.integer({ min: 0, max: 20 }),
    start: fc.integer({ min: NOON, max: NOON + 2000 }),
    length: fc.integer({ min: 1, max: 1500 }),
    refusing: fc.boolean(),
  })

  it('never asks twice, never above the budget, never in quiet hours unless urgent, and always moves on', () => {
    fc.assert(
      fc.property(play, ({ people, policy: base, budget, start, length, refusing }) => {
        const policy = { ...base, asksARequest: budget }
        const asks: Ask[] = []
        let now: number | null = start
        for (let step = 0; now !== null && step < 400; step++) {
          const plan = planWave(
            { openedAt: start, deadline: start + length, asks },
            people,
            { c1: 5, c2: 5 },
            now,
            policy,
          )
          const minute = now % 1440
          if (policy.quiet && (minute >= 1320 || minute < 450)) expect(plan.ask).toEqual([])
          asks.push(...plan.ask.map((one) => asked(one.id, now!, { chance: one.chance, declined: refusing })))
          expect(plan.lookAgainAt === null || plan.lookAgainAt > now).toBe(true)
          now = plan.lookAgainAt
        }
        expect(new Set(asks.map((ask) => ask.id)).size).toBe(asks.length)
        expect(asks.length).toBeLessThanOrEqual(budget)
      }),
      { numRuns: 200 },
    )
  })

  it('does not depend on the order in which candidates are handed in', () => {
    fc.assert(
      fc.property(play, ({ people, policy }) => {
        const there = planWave(request(), people, { c1: 3 }, NOON, policy)
        expect(ids(planWave(request(), people.toReversed(), { c1: 3 }, NOON, policy))).toEqual(ids(there))
      }),
    )
  })
})
