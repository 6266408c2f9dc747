import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { drawSpotCheck, faultsOf, halfDayOf, outcomeOf } from './rules.ts'

test.each([
  [{ satisfaction: 5, solved: true, chargedExtra: false }, 'confirmed', []],
  [{ satisfaction: 3, solved: true, chargedExtra: false }, 'confirmed', []],
  [{ satisfaction: 2, solved: true, chargedExtra: false }, 'reopened', ['unsatisfied']],
  [{ satisfaction: 5, solved: false, chargedExtra: false }, 'reopened', ['not_solved']],
  [{ satisfaction: 1, solved: false, chargedExtra: true }, 'reopened', ['not_solved', 'charged_extra']],
  [{ satisfaction: 5, solved: true, chargedExtra: true }, 'confirmed', ['charged_extra']],
])('%o leads to %s with %o to put right', (verdict, outcome, faults) => {
  expect(outcomeOf(verdict)).toBe(outcome)
  expect(faultsOf(verdict)).toEqual(faults)
})

test('a bad word is never lost: whatever is unsolved, unsatisfying or charged for has an item, and nothing else has', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5 }), fc.boolean(), fc.boolean(), (satisfaction, solved, chargedExtra) => {
      const bad = !solved || satisfaction < 3 || chargedExtra
      expect(faultsOf({ satisfaction, solved, chargedExtra }).length > 0).toBe(bad)
    }),
  )
})

test('a call belongs to the half of the day it was made in, which turns at the hour of the policy', () => {
  expect(halfDayOf('2026-11-25', '12:59', '13:00')).toBe('2026-11-25 am')
  expect(halfDayOf('2026-11-25', '13:00', '13:00')).toBe('2026-11-25 pm')
})

test('of many visits the share of the policy is drawn, the same ones at every look, and every unproved arrival', () => {
  const ids = Array.from({ length: 4000 }, (_, place) => `01a2218b-9d37-701c-8afb-${String(place).padStart(12, '0')}`)
  const drawn = (percent: number) => ids.filter((id) => drawSpotCheck(id, false, percent) !== null)
  expect(drawn(0)).toEqual([])
  expect(drawn(100)).toHaveLength(ids.length)
  expect(drawn(5).length).toBeGreaterThan(140)
  expect(drawn(5).length).toBeLessThan(260)
  expect(drawn(5)).toEqual(drawn(5))
  expect(drawn(10)).toEqual(expect.arrayContaining(drawn(5)))
  expect(drawSpotCheck(ids[0]!, true, 0)).toEqual({ because: 'unproved', way: 'look' })
})
