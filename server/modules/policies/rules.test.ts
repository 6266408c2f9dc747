// Working days, half-days and quiet hours: the published tables of 2025 and 2026, and what must hold for any table.
import { PolicyBody } from '@linbang/contract/policies'
import { property, assert as check, boolean, constantFrom, date, integer, uniqueArray, record } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, dayOf, timeOf } from '../../kit/time.ts'
import { defaultPolicies, publishedHolidays } from './defaults.ts'
import {
  dueAfter,
  endOfQuietHours,
  halfDayOf,
  isKnownYear,
  isQuiet,
  isWorkingDay,
  misfitsOf,
  type WorkingCalendar,
} from './rules.ts'

const published: WorkingCalendar = {
  years: new Set([2025, 2026]),
  days: new Map([2025, 2026].flatMap(publishedHolidays).map(({ day, works }) => [day, works])),
}
const shanghai = 'Asia/Shanghai'
const zones = ['Asia/Shanghai', 'Asia/Urumqi', 'UTC', 'America/New_York', 'Pacific/Auckland']

describe('the published tables', () => {
  test.each([
    ['2026-10-01', false, 'National Day, a Thursday'],
    ['2026-10-10', true, 'a Saturday that is worked for it'],
    ['2026-09-20', true, 'a Sunday that is worked for it'],
    ['2026-02-17', false, 'the first day of the lunar year, a Tuesday'],
    ['2026-11-25', true, 'a plain Wednesday'],
    ['2026-11-28', false, 'a plain Saturday'],
    ['2025-10-08', false, 'the last day of the long week of 2025'],
    ['2025-10-11', true, 'a Saturday that is worked'],
    ['2027-10-01', true, 'a Friday of a year nobody has published yet'],
  ])('%s: works %s (%s)', (day, works) => {
    expect(isWorkingDay(published, day)).toBe(works)
  })

  test('a year without a table says so', () => {
    expect(isKnownYear(published, '2026-12-31')).toBe(true)
    expect(isKnownYear(published, '2027-01-01')).toBe(false)
    expect(publishedHolidays(2027)).toEqual([])
  })

  test('2026 has 248 working days', () => {
    const all = Array.from({ length: 365 }, (_, n) => addDays('2026-01-01', n))
    expect(all.filter((day) => isWorkingDay(published, day))).toHaveLength(248)
  })
})

describe('due moments', () => {
  test.each([
    ['2026-11-25T10:00:00+08:00', 1, '2026-11-27T00:00:00+08:00', 'Wednesday → end of Thursday'],
    ['2026-11-27T23:59:00+08:00', 1, '2026-12-01T00:00:00+08:00', 'Friday night → end of Monday'],
    ['2026-11-27T23:59:00+08:00', 5, '2026-12-05T00:00:00+08:00', 'Friday night + 5 → end of the next Friday'],
    ['2026-09-30T09:00:00+08:00', 1, '2026-10-09T00:00:00+08:00', 'over the whole of National Day week'],
    ['2026-09-30T09:00:00+08:00', 3, '2026-10-11T00:00:00+08:00', 'the worked Saturday counts'],
    ['2026-12-31T12:00:00+08:00', 1, '2027-01-02T00:00:00+08:00', 'a year without a table: 1 January is a Friday'],
    ['2026-11-25T10:00:00+08:00', 0, '2026-11-26T00:00:00+08:00', 'the same day'],
    ['2026-11-25T16:30:00Z', 1, '2026-11-28T00:00:00+08:00', 'half past midnight of the 26th in China'],
  ])('%s + %i working days = %s (%s)', (from, workingDays, due) => {
    expect(dueAfter(published, shanghai, new Date(from), { workingDays })).toEqual(new Date(due))
  })

  test('minutes run by the clock, through nights and holidays', () => {
    const from = new Date('2026-09-30T23:59:30+08:00')
    expect(dueAfter(published, shanghai, from, { minutes: 0.25 })).toEqual(new Date('2026-09-30T23:59:45+08:00'))
    expect(dueAfter(published, shanghai, from, { minutes: 1440 })).toEqual(new Date('2026-10-01T23:59:30+08:00'))
  })

  const moments = date({ min: new Date('2025-01-01'), max: new Date('2027-12-31'), noInvalidDate: true })
  const tables = uniqueArray(record({ day: integer({ min: 0, max: 1094 }), works: boolean() }), {
    selector: ({ day }) => day,
    maxLength: 60,
  }).map((list): WorkingCalendar => ({
    years: new Set(),
    days: new Map(list.map(({ day, works }) => [addDays('2025-01-01', day), works])),
  }))

  test('a later report is never due earlier, and more days are never due earlier', () => {
    check(
      property(
        moments,
        moments,
        integer({ min: 0, max: 30 }),
        constantFrom(...zones),
        tables,
        (a, b, workingDays, zone, table) => {
          const [first, second] = a <= b ? [a, b] : [b, a]
          const due = (from: Date, count: number) => dueAfter(table, zone, from, { workingDays: count }).getTime()
          expect(due(first, workingDays)).toBeLessThanOrEqual(due(second, workingDays))
          expect(due(first, workingDays)).toBeLessThan(due(first, workingDays + 1))
        },
      ),
    )
  })

  test('it is never the day of report, and ends at 24:00 of a working day of the tenant', () => {
    check(
      property(
        moments,
        integer({ min: 1, max: 30 }),
        constantFrom(...zones),
        tables,
        (from, workingDays, zone, table) => {
          const due = dueAfter(table, zone, from, { workingDays })
          const last = dayOf(new Date(due.getTime() - 1), zone)
          expect(last > dayOf(from, zone)).toBe(true)
          expect(timeOf(due, zone)).toBe('00:00')
          expect(isWorkingDay(table, last)).toBe(true)
        },
      ),
    )
  })

  test('the zone of the process changes nothing', () => {
    const before = process.env['TZ']
    const due = () => dueAfter(published, shanghai, new Date('2026-11-25T17:00:00Z'), { workingDays: 2 }).toISOString()
    try {
      const seen = ['UTC', 'Asia/Shanghai', 'America/Los_Angeles', 'Pacific/Kiritimati'].map((zone) => {
        process.env['TZ'] = zone
        return due()
      })
      expect(new Set(seen)).toEqual(new Set(['2026-11-30T16:00:00.000Z']))
    } finally {
      if (before === undefined) delete process.env['TZ']
      else process.env['TZ'] = before
    }
  })
})

describe('half-days and quiet hours', () => {
  test.each([
    ['2026-11-25T12:59:59+08:00', '2026-11-25 am'],
    ['2026-11-25T13:00:00+08:00', '2026-11-25 pm'],
    ['2026-11-25T00:00:00+08:00', '2026-11-25 am'],
  ])('%s lies in %s', (at, half) => {
    expect(halfDayOf(defaultPolicies.requests, shanghai, new Date(at))).toBe(half)
  })

  test.each([
    ['2026-11-25T21:59:00+08:00', '2026-11-25T21:59:00+08:00'],
    ['2026-11-25T22:00:00+08:00', '2026-11-26T07:30:00+08:00'],
    ['2026-11-26T03:00:00+08:00', '2026-11-26T07:30:00+08:00'],
    ['2026-11-26T07:29:59+08:00', '2026-11-26T07:30:00+08:00'],
    ['2026-11-26T07:30:00+08:00', '2026-11-26T07:30:00+08:00'],
  ])('what is said at %s is heard at %s', (at, heard) => {
    expect(endOfQuietHours(defaultPolicies.requests, shanghai, new Date(at))).toEqual(new Date(heard))
  })

  test('quiet hours within one day, and none at all', () => {
    const noon = { quietFrom: '12:00', quietTo: '14:00' }
    expect(endOfQuietHours(noon, shanghai, new Date('2026-11-25T12:30:00+08:00'))).toEqual(
      new Date('2026-11-25T14:00:00+08:00'),
    )
    expect(isQuiet({ quietFrom: '08:00', quietTo: '08:00' }, shanghai, new Date('2026-11-25T08:00:00+08:00'))).toBe(
      false,
    )
  })

  test('after the wait it is never quiet any more, and nothing waits longer than the night', () => {
    check(
      property(date({ min: new Date('2026-01-01'), max: new Date('2026-12-31'), noInvalidDate: true }), (at) => {
        const heard = endOfQuietHours(defaultPolicies.requests, shanghai, at)
        expect(isQuiet(defaultPolicies.requests, shanghai, heard)).toBe(false)
        expect(heard.getTime() - at.getTime()).toBeLessThanOrEqual(9.5 * 3_600_000)
      }),
    )
  })
})

describe('figures', () => {
  test('the figures a new place starts with fit the contract and each other', () => {
    expect(PolicyBody.parse(defaultPolicies)).toEqual(defaultPolicies)
    expect(misfitsOf('requests', defaultPolicies.requests)).toEqual([])
    expect(misfitsOf('dispatch', defaultPolicies.dispatch)).toEqual([])
    expect(misfitsOf('visits', defaultPolicies.visits)).toEqual([])
    expect(misfitsOf('credit', defaultPolicies.credit)).toEqual([])
  })

  test('figures nobody can mean are named', () => {
    const none = { skill: 0, distance: 0, hours: 0, familiarity: 0, balance: 0 }
    expect(misfitsOf('dispatch', { ...defaultPolicies.dispatch, weights: none })).toMatchObject([{ path: 'weights' }])
    expect(misfitsOf('credit', { ...defaultPolicies.credit, pointsPerHour: -1 })).toMatchObject([
      { path: 'pointsPerHour' },
    ])
    expect(misfitsOf('visits', { ...defaultPolicies.visits, recordWorkingDays: 0 })).toMatchObject([
      { path: 'recordWorkingDays' },
    ])
  })
})
