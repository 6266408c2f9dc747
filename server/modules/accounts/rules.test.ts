// How long a session lasts, how often a code is sent, where a role may be held.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { codeLimits, codeWait, isStaffAccount, mayBeHeldAt, sessionMinutes, topKindOf } from './rules.ts'

const now = new Date('2026-11-25T02:00:00Z')
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000)
const none = { lastOfPhone: null, ofPhone: 0, oldestOfPhone: null, ofAddress: 0, oldestOfAddress: null }

test.each([
  ['the first code', none, 0],
  ['a second within the minute', { ...none, lastOfPhone: ago(20), ofPhone: 1, oldestOfPhone: ago(20) }, 40],
  ['a second after a minute', { ...none, lastOfPhone: ago(60), ofPhone: 1, oldestOfPhone: ago(60) }, 0],
  ['a sixth within the hour', { ...none, lastOfPhone: ago(600), ofPhone: 5, oldestOfPhone: ago(3000) }, 600],
  ['a twenty-first from the address', { ...none, ofAddress: 20, oldestOfAddress: ago(3500) }, 100],
])('%s waits as long as it must', (_, sent, seconds) => expect(codeWait(sent, now)).toBe(seconds))

test('nobody waits longer than an hour', () => {
  const moment = fc.option(fc.integer({ min: 0, max: 3600 }).map(ago), { nil: null })
  const sent = fc.record({
    lastOfPhone: moment,
    oldestOfPhone: moment,
    oldestOfAddress: moment,
    ofPhone: fc.nat(9),
    ofAddress: fc.nat(40),
  })
  fc.assert(fc.property(sent, (each) => codeWait(each, now) >= 0 && codeWait(each, now) <= 3600))
  expect(codeLimits.perPhoneAnHour).toBe(5)
})

test('staff sign in for a working day, neighbours for half a year', () => {
  const half = 180 * 24 * 60
  expect(sessionMinutes(['resident', 'volunteer'], false)).toBe(half)
  expect(sessionMinutes(['resident', 'grid_worker'], false)).toBe(720)
  expect(sessionMinutes(['resident', 'operator'], true)).toBe(720)
  expect(sessionMinutes(['resident', 'operator'], false)).toBe(half)
})

test('roles belong to areas of their kind', () => {
  expect(mayBeHeldAt('grid_worker', 'grid')).toBe(true)
  expect(mayBeHeldAt('street_manager', 'community')).toBe(false)
  expect(mayBeHeldAt('resident', 'street')).toBe(true)
  expect(isStaffAccount(['resident', 'volunteer'])).toBe(false)
  expect(isStaffAccount(['resident', 'building_leader'])).toBe(true)
})

test.each([
  ['新竹街道办事处', 'street'],
  ['新竹镇', 'street'],
  ['青秀区', 'district'],
  ['新竹社区', 'community'],
  ['新竹社区居民委员会', 'community'],
])('%s is founded as a %s', (operator, kind) => expect(topKindOf(operator)).toBe(kind))
