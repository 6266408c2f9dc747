import { expect, test } from 'vitest'
import { flat } from './sign-step.tsx'
import { centsOf } from './work-draft.ts'

test('an amount as people type it becomes cents, anything else is no number', () => {
  expect([centsOf('30'), centsOf('¥ 30.5'), centsOf('1,283.05')]).toEqual([3000, 3050, 128305])
  expect(centsOf('三十')).toBeNaN()
  expect(centsOf('-5')).toBeNaN()
})

test('a stroke travels as pairs of numbers without its times, never under four numbers', () => {
  expect(
    flat([
      [10, 20, 0],
      [30, 40, 16],
    ]),
  ).toEqual([10, 20, 30, 40])
  expect(flat([[5, -3, 0]])).toEqual([5, 0, 5, 0])
})
