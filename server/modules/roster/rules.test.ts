// Hours of a shift, what one person cannot have twice, and what is still empty.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  clashOf,
  clockOf,
  endOf,
  gapsOf,
  hoursBetween,
  mayOpen,
  restedAfter,
  spanOf,
  stateOf,
  weekOf,
} from './rules.ts'

const zone = 'Asia/Shanghai'
const at = (text: string) => new Date(`${text}+08:00`)
const span = (from: string, to: string) => ({ fromAt: at(from), toAt: at(to) })

describe('the hours of a shift', () => {
  test.each([
    ['08:00', '16:00', 480],
    ['22:00', '06:00', 480],
    ['08:00', '08:00', 1440],
  ])('%s to %s is %i minutes', (from, to, minutes) => {
    const hours = hoursBetween(from, to)
    expect(hours.minutes).toBe(minutes)
    expect([clockOf(hours.fromMinute), endOf(hours)]).toEqual([from, to])
  })
  test('a night ends the next morning', () => {
    expect(spanOf(hoursBetween('22:00', '06:00'), '2026-11-30', zone)).toEqual(
      span('2026-11-30T22:00:00', '2026-12-01T06:00:00'),
    )
  })
  test('a week is Monday to Sunday', () => {
    expect(weekOf('2026-11-29')).toEqual(weekOf('2026-11-23'))
    expect(weekOf('2026-11-29')[0]).toBe('2026-11-23')
  })
})

describe('what one person cannot have', () => {
  const early = span('2026-11-30T08:00:00', '2026-11-30T16:00:00')
  test.each([
    ['the same hours', span('2026-11-30T15:00:00', '2026-11-30T20:00:00'), 'shift.overlap'],
    ['the night after the day', span('2026-11-30T22:00:00', '2026-12-01T06:00:00'), 'shift.no_rest'],
    ['the night before', span('2026-11-29T22:00:00', '2026-11-30T06:00:00'), 'shift.no_rest'],
    ['exactly rested', span('2026-12-01T03:00:00', '2026-12-01T11:00:00'), null],
  ])('%s', (_name, wanted, code) => expect(clashOf([early], wanted, 11)).toBe(code))

  test('it is the same whichever of the two was there first, as the database says it too', () => {
    const moment = fc.integer({ min: 0, max: 5000 })
    const length = fc.integer({ min: 30, max: 720 })
    fc.assert(
      fc.property(moment, length, moment, length, fc.integer({ min: 0, max: 16 }), (a, long, b, short, rest) => {
        const one = { fromAt: new Date(a * 60_000), toAt: new Date((a + long) * 60_000) }
        const other = { fromAt: new Date(b * 60_000), toAt: new Date((b + short) * 60_000) }
        expect(clashOf([one], other, rest)).toBe(clashOf([other], one, rest))
        const apart = restedAfter(one, rest) <= other.fromAt || restedAfter(other, rest) <= one.fromAt
        expect(clashOf([one], other, rest) === null).toBe(apart)
      }),
    )
  })
})

test('empty shifts are told in order, those that are over no longer', () => {
  const night = { id: 'n', weekdays: [1, 2, 3, 4, 5, 6, 7], people: 2, ...hoursBetween('22:00', '06:00') }
  const day = { id: 'd', weekdays: [1], people: 1, ...hoursBetween('08:00', '16:00') }
  const given = [{ kindId: 'n', day: '2026-12-01' }]
  const gaps = gapsOf([night, day], given, ['2026-11-29', '2026-11-30', '2026-12-01'], zone, at('2026-11-30T07:00:00'))
  expect(gaps.map(({ kind, day: on, missing }) => [kind.id, on, missing])).toEqual([
    ['d', '2026-11-30', 1],
    ['n', '2026-11-30', 2],
    ['n', '2026-12-01', 1],
  ])
})

test('a shift opens half an hour early, and is missed when nobody did', () => {
  const shift = { ...span('2026-11-30T08:00:00', '2026-11-30T16:00:00'), openedAt: null, closedAt: null }
  expect(mayOpen(shift, at('2026-11-30T07:29:00'))).toBe(false)
  expect(mayOpen(shift, at('2026-11-30T07:30:00'))).toBe(true)
  expect(mayOpen(shift, at('2026-11-30T16:00:00'))).toBe(false)
  expect(stateOf(shift, at('2026-11-30T12:00:00'))).toBe('planned')
  expect(stateOf(shift, at('2026-11-30T16:00:00'))).toBe('missed')
  expect(stateOf({ ...shift, openedAt: shift.fromAt }, at('2026-11-30T12:00:00'))).toBe('open')
})
