import { expect, test } from 'vitest'
import { centsOf } from './cents.ts'

test.each([
  ['12', 1200],
  ['12.5', 1250],
  [' 12.50 ', 1250],
  ['0.07', 7],
  ['19.99', 1999],
  ['', undefined],
  ['12.345', undefined],
  ['-3', undefined],
  ['十二', undefined],
])('%s is %s cents', (written, cents) => {
  expect(centsOf(written)).toBe(cents)
})
