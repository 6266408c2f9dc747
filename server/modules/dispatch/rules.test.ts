import type { WhyNot } from '@linbang/engine/ranking'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { freeSlot, isComing, mayClaim, mayStaffOverrule, needsReason, roundOf } from './rules.ts'
import { lendersOf } from './wave-rules.ts'

const answered = fc.record({
  state: fc.constantFrom('sent', 'seen', 'declined', 'expired', 'withdrawn', 'accepted'),
  round: fc.integer({ min: 1, max: 4 }),
  slot: fc.option(fc.integer({ min: 1, max: 3 }), { nil: null }),
  helperState: fc.constantFrom(null, 'planned', 'set_out', 'on_site', 'finished', 'signed', 'dropped', 'no_show'),
})

test('a free place is never one somebody is coming for, and there is none when everybody needed comes', () => {
  fc.assert(
    fc.property(fc.array(answered, { maxLength: 12 }), fc.integer({ min: 1, max: 3 }), (offers, helpers) => {
      const taken = new Set(offers.filter(isComing).map((offer) => offer.slot))
      const free = freeSlot(offers, helpers)
      if (free === undefined) for (let slot = 1; slot <= helpers; slot++) expect(taken.has(slot)).toBe(true)
      else expect(taken.has(free) || free < 1 || free > helpers).toBe(false)
    }),
  )
})

test('rounds never go back, and one begins exactly when a yes of the latest came to nothing or to its end', () => {
  fc.assert(
    fc.property(fc.array(answered, { maxLength: 12 }), (offers) => {
      const latest = Math.max(1, ...offers.map((offer) => offer.round))
      const over = offers.some((offer) => offer.round === latest && offer.state === 'accepted' && !isComing(offer))
      expect(roundOf(offers)).toBe(over ? latest + 1 : latest)
    }),
  )
})

const because = (code: string) => ({ code }) as WhyNot
test.each(['certificate_expired', 'insurance_missing', 'minor_at_risk', 'sex', 'blocked', 'own_household', 'overlap'])(
  '%s is never overruled by staff',
  (code) => {
    expect(mayStaffOverrule([because(code)])).toBe(false)
    expect(mayStaffOverrule([because('outside_hours'), because(code)])).toBe(false)
  },
)
test.each(['outside_hours', 'away', 'day_cap', 'skill_missing'])('%s may be overruled by staff', (code) => {
  expect(mayStaffOverrule([because(code)])).toBe(true)
})
test('one may overrule the own hours by claiming, but claims nothing one has no skill for', () => {
  expect(mayClaim([because('outside_hours'), because('away')])).toBe(true)
  expect(mayClaim([because('skill_missing')])).toBe(false)
  expect(mayClaim([because('blocked')])).toBe(false)
})

const ranked = ['a', 'b', 'c'].map((id) => ({ id }) as Parameters<typeof needsReason>[1][number])
test.each([
  [['a'], false],
  [['b'], true],
  [['b', 'a'], false],
  [['a', 'c'], true],
  [['left-out'], true],
])('choosing %o needs a reason: %s', (chosen, needed) => {
  expect(needsReason(chosen, ranked, [{ id: 'left-out' } as Parameters<typeof needsReason>[2][number]])).toBe(needed)
})

const few = fc.nat({ max: 8 })
test('a community lends no more than its quota and its week allow, but what its lead grants, and always keeps its reserve', () => {
  fc.assert(
    fc.property(few, few, few, few, few, few, few, (able, asked, granted, lent, lentByEach, lenderKeeps, lentAWeek) => {
      const fit = [...Array.from({ length: able }, () => ({ community: 'there' })), { community: 'own' }]
      const asks = Array.from({ length: asked }, () => ({ community: 'there' }))
      const loans = granted > 0 ? [{ community: 'there', people: granted }] : []
      const rules = { lentByEach, lenderKeeps, lentAWeek }
      const lenders = lendersOf('own', fit, asks, loans, new Map([['there', lent]]), rules)
      expect(lenders).not.toHaveProperty('own')
      const more = lenders['there'] ?? 0
      expect(more).toBeGreaterThanOrEqual(0)
      if (more === 0) return
      expect(asked + more).toBeLessThanOrEqual(lentByEach + granted)
      expect(able - asked - more).toBeGreaterThanOrEqual(lenderKeeps)
      if (granted === 0) expect(lent + asked + more).toBeLessThanOrEqual(lentAWeek)
    }),
  )
})
