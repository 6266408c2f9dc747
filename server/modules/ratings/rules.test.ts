import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { faultsOf, halfDayOf, isUnreachable, mayExclude, outcomeOf } from './rules.ts'

test.each([
  [{ satisfaction: 5, solved: true, chargedExtra: false }, 'confirmed', []],
  [{ satisfaction: 3, solved: true, chargedExtra: false }, 'confirmed', []],
  [{ satisfaction: 2, solved: true, chargedExtra: false }, 'confirmed', ['unsatisfied']],
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

const call = (halfDay: string, reached = false, byPersonId = 'a') => ({ halfDay, reached, byPersonId })

test('three tries on one morning are one half-day; three half-days make unreachable', () => {
  expect(halfDayOf('2026-11-25', '12:59', '13:00')).toBe('2026-11-25 am')
  expect(halfDayOf('2026-11-25', '13:00', '13:00')).toBe('2026-11-25 pm')
  expect(isUnreachable([call('d1 am'), call('d1 am'), call('d1 am')], 3)).toBe(false)
  expect(isUnreachable([call('d1 am'), call('d1 pm'), call('d2 am')], 3)).toBe(true)
  expect(isUnreachable([call('d1 am'), call('d1 pm'), call('d2 am', true)], 3)).toBe(false)
})

test('who made a call cannot leave the case out of the rates', () => {
  expect(mayExclude('a', [call('d1 am')])).toBe(false)
  expect(mayExclude('b', [call('d1 am')])).toBe(true)
})
