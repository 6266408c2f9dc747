import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { isCreditCode } from './rules.ts'

test('a real code passes, and a code with one wrong sign does not', () => {
  expect(isCreditCode('91350100M000100Y43')).toBe(true)
  expect(isCreditCode('91350100M000100Y44')).toBe(false)
  expect(isCreditCode('91350100M000100I43')).toBe(false)
})

test('no single slip of the pen goes unnoticed', () => {
  const signs = '0123456789ABCDEFGHJKLMNPQRTUWXY'
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 17 }), fc.constantFrom(...Array.from(signs)), (place, sign) => {
      const code = '91350100M000100Y43'
      const slipped = code.slice(0, place) + sign + code.slice(place + 1)
      expect(isCreditCode(slipped)).toBe(slipped === code)
    }),
  )
})
