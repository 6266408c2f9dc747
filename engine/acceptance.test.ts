import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  ACCEPTANCE,
  ORDINARY_DELAY,
  UNCALIBRATED,
  afterAsking,
  afterYes,
  calibrationReport,
  chanceOfYes,
  correction,
  fitReplyDelay,
  rawChance,
  stillToCome,
} from './acceptance.ts'
import type { Candidate } from './acceptance.ts'
import { random } from './random.ts'

const someone = (change: Partial<Candidate> = {}): Candidate => ({
  id: 'someone',
  kind: 'volunteer',
  asks: 10,
  yes: 2,
  no: 8,
  ignoredInARow: 0,
  fatigue: 0,
  load: 0,
  declaredFree: true,
  metres: 200,
  familiar: false,
  ...change,
})
const anyone: fc.Arbitrary<Candidate> = fc.record({
  id: fc.constant('someone'),
  kind: fc.constantFrom('volunteer', 'organisation'),
  asks: fc.nat(200),
  yes: fc.nat(50),
  no: fc.double({ min: 0, max: 150, noNaN: true }),
  ignoredInARow: fc.nat(40),
  fatigue: fc.double({ min: 0, max: 20, noNaN: true }),
  load: fc.double({ min: 0, max: 10, noNaN: true }),
  declaredFree: fc.boolean(),
  metres: fc.nat(3000),
  familiar: fc.boolean(),
})

describe('the chance of a yes', () => {
  it('is the Beta-binomial mean times what is known of this moment', () => {
    const plain = (1 + 2) / (1 + 8 + 2 + 8)
    expect(rawChance(someone({ metres: 0 }), ACCEPTANCE)).toBeCloseTo(plain * 1.25)
    expect(rawChance(someone({ metres: 900, declaredFree: false, familiar: true }), ACCEPTANCE)).toBeCloseTo(
      ((plain * 1.25) / Math.E) * 0.12 * 2,
    )
  })

  it.each([
    ['a yes more', { yes: 3 }],
    ['nearer', { metres: 100 }],
    ['known to the asker', { familiar: true }],
  ])('rises: %s', (_name, change) => {
    expect(rawChance(someone(change), ACCEPTANCE)).toBeGreaterThan(rawChance(someone(), ACCEPTANCE))
  })
  it.each([
    ['a no more', { no: 9 }],
    ['farther', { metres: 300 }],
    ['asked a lot lately', { fatigue: 3 }],
    ['silent for long', { ignoredInARow: 9 }],
    ['outside declared hours', { declaredFree: false }],
  ])('falls: %s', (_name, change) => {
    expect(rawChance(someone(change), ACCEPTANCE)).toBeLessThan(rawChance(someone(), ACCEPTANCE))
  })

  it('stays between 0 and the highest', () => {
    fc.assert(
      fc.property(anyone, (candidate) => {
        const chance = chanceOfYes(candidate, UNCALIBRATED, ACCEPTANCE)
        expect(chance).toBeGreaterThanOrEqual(0)
        expect(chance).toBeLessThanOrEqual(ACCEPTANCE.highest)
      }),
    )
  })

  it('never lets somebody hardly asked fall out of sight', () => {
    const far = { metres: 3000, declaredFree: false }
    expect(chanceOfYes(someone({ ...far, asks: 1 }), UNCALIBRATED, ACCEPTANCE)).toBe(ACCEPTANCE.exploreFloor)
    expect(chanceOfYes(someone({ ...far, asks: 50 }), UNCALIBRATED, ACCEPTANCE)).toBeLessThan(0.01)
  })

  it('is corrected towards what happened when all predictions are off together', () => {
    let calibrator = UNCALIBRATED
    for (let k = 0; k < 5000; k++) {
      calibrator = afterAsking(calibrator, 0.2)
      if (k % 10 === 0) calibrator = afterYes(calibrator)
    }
    expect(correction(calibrator)).toBeCloseTo(0.5, 1)
  })
})

describe('the delay of a reply', () => {
  it('leaves half of the yeses to come at the median, all at once, ever fewer later', () => {
    expect(stillToCome(0, ORDINARY_DELAY)).toBe(1)
    expect(stillToCome(ORDINARY_DELAY.medianMinutes, ORDINARY_DELAY)).toBeCloseTo(0.5, 6)
    expect(stillToCome(ORDINARY_DELAY.medianMinutes * Math.exp(1.959964), ORDINARY_DELAY)).toBeCloseTo(0.025, 5)
  })

  it('is learned from replies, and stays at the prior without them', () => {
    const draw = random(7)
    const minutes = Array.from({ length: 4000 }, () => 3 * Math.exp(0.7 * draw.normal()))
    const fitted = fitReplyDelay(minutes, ORDINARY_DELAY)
    expect(fitted.medianMinutes).toBeCloseTo(3, 0)
    expect(fitted.sigma).toBeCloseTo(0.7, 1)
    expect(fitReplyDelay([], ORDINARY_DELAY).medianMinutes).toBeCloseTo(6.3)
    expect(fitReplyDelay([], ORDINARY_DELAY).sigma).toBeCloseTo(1)
  })
})

describe('the calibration report', () => {
  it('finds no error where predictions come true, and names it where they do not', () => {
    const draw = random(3)
    const honest = Array.from({ length: 20_000 }, () => {
      const chance = draw.uniform() * 0.5
      return { chance, accepted: draw.uniform() < chance }
    })
    expect(calibrationReport(honest).error).toBeLessThan(0.02)
    const proud = honest.map((ask) => ({ ...ask, chance: Math.min(1, ask.chance + 0.2) }))
    expect(calibrationReport(proud).error).toBeCloseTo(0.2, 1)
    expect(calibrationReport([])).toEqual({ bins: [], error: 0 })
  })
})
