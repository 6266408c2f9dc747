// Which days a repeating need falls on.
import { array, assert as check, constantFrom, integer, property, uniqueArray } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, weekdayOf } from '../../kit/time.ts'
import { daysOf, nextDays, ruleOf } from './rules.ts'

describe('the rule that is kept', () => {
  test.each([
    [{ every: 'day' }, '2026-11-25', 'FREQ=DAILY'],
    [{ every: 'day', weekdays: [1, 2, 3, 4, 5] }, '2026-11-25', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'],
    [{ every: 'week' }, '2026-11-25', 'FREQ=WEEKLY;BYDAY=WE'],
    [{ every: 'week', weekdays: [5, 1, 1] }, '2026-11-25', 'FREQ=WEEKLY;BYDAY=MO,FR'],
    [{ every: 'two_weeks' }, '2026-11-25', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=WE;WKST=MO'],
    [{ every: 'month' }, '2026-11-25', 'FREQ=MONTHLY;BYMONTHDAY=25'],
    [{ every: 'month' }, '2026-12-31', 'FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1'],
  ] as const)('%o from %s is %s', (repeat, startsOn, rule) => {
    expect(
      ruleOf(
        { ...repeat, ...('weekdays' in repeat ? { weekdays: [...repeat.weekdays] } : {}) } as Parameters<
          typeof ruleOf
        >[0],
        startsOn,
      ),
    ).toBe(rule)
  })
})

describe('the days it falls on', () => {
  test('every Wednesday', () => {
    expect(daysOf('FREQ=WEEKLY;BYDAY=WE', '2026-11-25', '2026-11-01', '2026-12-16')).toEqual([
      '2026-11-25',
      '2026-12-02',
      '2026-12-09',
      '2026-12-16',
    ])
  })

  test('every second week counts weeks from Monday, over the end of the year', () => {
    expect(daysOf('FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;WKST=MO', '2026-12-23', '2026-12-20', '2027-01-20')).toEqual([
      '2026-12-23',
      '2027-01-04',
      '2027-01-06',
      '2027-01-18',
      '2027-01-20',
    ])
  })

  test('the 31st of a shorter month is its last day', () => {
    expect(daysOf(ruleOf({ every: 'month' }, '2027-12-31'), '2027-12-31', '2027-12-31', '2028-04-30')).toEqual([
      '2027-12-31',
      '2028-01-31',
      '2028-02-29',
      '2028-03-31',
      '2028-04-30',
    ])
  })

  test('none before it begins and none after its end', () => {
    expect(daysOf('FREQ=DAILY', '2026-11-25', '2026-11-20', '2026-11-26')).toEqual(['2026-11-25', '2026-11-26'])
    expect(nextDays('FREQ=DAILY', '2026-11-25', '2026-11-20', '2026-11-26', 8)).toEqual(['2026-11-25', '2026-11-26'])
    expect(nextDays('FREQ=MONTHLY;BYMONTHDAY=25', '2026-11-25', '2026-11-26', null, 2)).toEqual([
      '2026-12-25',
      '2027-01-25',
    ])
  })

  const starts = integer({ min: 0, max: 1500 }).map((n) => addDays('2025-01-01', n))
  test('days rise, lie on the weekdays asked for, and two looks side by side see what one look sees', () => {
    check(
      property(
        starts,
        constantFrom('week', 'two_weeks' as const),
        uniqueArray(integer({ min: 1, max: 7 }), { minLength: 1 }),
        integer({ min: 1, max: 60 }),
        integer({ min: 1, max: 60 }),
        (startsOn, every, weekdays, first, second) => {
          const rule = ruleOf({ every: every as 'week' | 'two_weeks', weekdays }, startsOn)
          const middle = addDays(startsOn, first)
          const end = addDays(middle, second)
          const all = daysOf(rule, startsOn, startsOn, end)
          expect(all).toEqual([
            ...daysOf(rule, startsOn, startsOn, middle),
            ...daysOf(rule, startsOn, addDays(middle, 1), end),
          ])
          expect(all.every((day) => weekdays.includes(weekdayOf(day)))).toBe(true)
          expect(new Set(all).size).toBe(all.length)
        },
      ),
    )
  })

  test('a month has exactly one', () => {
    check(
      property(
        starts,
        array(integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 1 }),
        (startsOn, [months = 0]) => {
          const days = daysOf(
            ruleOf({ every: 'month' }, startsOn),
            startsOn,
            startsOn,
            addDays(startsOn, 31 * (months + 1)),
          )
          expect(new Set(days.map((day) => day.slice(0, 7))).size).toBe(days.length)
        },
      ),
    )
  })
})
