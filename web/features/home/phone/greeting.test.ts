import { expect, test } from 'vitest'
import { lightShareOf, timeOfDay } from './greeting.ts'

test.each([
  [0, 'night'],
  [4, 'night'],
  [5, 'morning'],
  [8, 'morning'],
  [9, 'forenoon'],
  [12, 'noon'],
  [13, 'afternoon'],
  [17, 'afternoon'],
  [18, 'evening'],
  [23, 'evening'],
] as const)('at %i o’clock it is %s', (hour, words) => {
  expect(timeOfDay(hour)).toBe(words)
})

test('each thing done lights a window, never all of them', () => {
  expect(lightShareOf(0)).toBeCloseTo(1 / 6)
  expect(lightShareOf(46)).toBeGreaterThan(lightShareOf(10))
  expect(lightShareOf(5000)).toBe(0.6)
})
