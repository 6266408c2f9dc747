// Which star is reached: tables for the gate, properties for the steps.
import type { StarBasis } from '@linbang/contract/stars'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { defaultPolicies } from '../policies/defaults.ts'
import { chanceOf, faultsOf, isNoticeOver, needOf, yearsOpen } from './star-rules.ts'

const policy = defaultPolicies.records
const basis = (given: Partial<StarBasis> = {}): StarBasis => ({
  minutes: 0,
  points: 0,
  average: null,
  rated: 0,
  complaints: 0,
  openComplaints: 0,
  doubts: 0,
  ...given,
})
const lasting = { kind: 'lasting', year: null } as const

test.each([
  [100 * 60, 0, 1],
  [299 * 60, 0, 1],
  [300 * 60, 0, 2],
  [1500 * 60, 0, 5],
  [650 * 60, 2, 3],
])('%i minutes with %i stars held reach %i', (minutes, held, stars) => {
  expect(chanceOf(policy, basis({ minutes }), lasting, held)).toMatchObject({ stars, faults: [] })
})

test('short of it, the next star and what is missing; with five, nothing', () => {
  expect(chanceOf(policy, basis({ minutes: 99 * 60 + 59 }), lasting, 0)).toMatchObject({
    stars: 1,
    need: 6000,
    have: 5999,
    faults: ['hours'],
  })
  expect(chanceOf(policy, basis({ minutes: 200_000 }), lasting, 5)).toBeUndefined()
})

describe('hours alone are not enough', () => {
  test.each([
    [{ average: 3.9, rated: 4 }, ['rating']],
    [{ average: 4, rated: 4 }, []],
    [{ average: null }, []],
    [{ complaints: 1 }, ['complaint']],
    [{ openComplaints: 1, doubts: 2 }, ['complaint_open', 'records_doubted']],
  ] as const)('%o: %o', (given, faults) => {
    expect(faultsOf(policy, basis({ minutes: 6000, ...given }), { kind: 'lasting', stars: 1 })).toEqual(faults)
  })
})

test('a chance is always above what is held, never beyond what was served, and always the highest reached', () => {
  const stars = fc.integer({ min: 0, max: 4 })
  fc.assert(
    fc.property(
      fc.constantFrom('lasting' as const, 'yearly' as const),
      fc.integer({ min: 0, max: 120_000 }),
      stars,
      (kind, amount, held) => {
        const known = basis({ minutes: amount, points: amount })
        const chance = chanceOf(policy, known, { kind, year: kind === 'yearly' ? 2026 : null }, held)
        if (!chance) throw new Error('below five stars there is always a next one')
        expect(chance.stars).toBeGreaterThan(held)
        if (chance.faults.length > 0) expect([chance.stars, amount < chance.need]).toEqual([held + 1, true])
        else {
          expect(amount).toBeGreaterThanOrEqual(needOf(policy, chance))
          if (chance.stars < 5) expect(amount).toBeLessThan(needOf(policy, { kind, stars: chance.stars + 1 }))
        }
      },
    ),
  )
})

test('a year is open until the end of March after it; a notice until its last day is over', () => {
  expect(yearsOpen('2026-11-28')).toEqual([2026])
  expect(yearsOpen('2027-03-31')).toEqual([2027, 2026])
  expect(yearsOpen('2027-04-01')).toEqual([2027])
  expect([isNoticeOver('2026-12-02', '2026-12-02'), isNoticeOver('2026-12-02', '2026-12-03')]).toEqual([false, true])
})
