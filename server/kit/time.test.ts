// Days agree with the calendar of the zone, however often they are asked for and in whatever order.
import fc from 'fast-check'
import { DateTime } from 'luxon'
import { expect, test } from 'vitest'
import { addDays, dayOf, daysBetween, endOfDay, startOfDay, weekdayOf } from './time.ts'

const zone = fc.constantFrom('Asia/Shanghai', 'UTC', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu')
const moment = fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true })

test('a day begins, ends and holds its moments as luxon says', () => {
  const check = fc.property(moment, zone, (at, zone) => {
    const said = DateTime.fromJSDate(at, { zone })
    const day = said.toFormat('yyyy-MM-dd')
    expect(dayOf(at, zone)).toBe(day)
    expect(startOfDay(day, zone)).toEqual(said.startOf('day').toJSDate())
    expect(endOfDay(day, zone)).toEqual(said.startOf('day').plus({ days: 1 }).startOf('day').toJSDate())
    expect(weekdayOf(day)).toBe(said.weekday)
  })
  fc.assert(check, { numRuns: 500 })
})

test('days are counted as luxon counts them, over leap days and years', () => {
  const check = fc.property(moment, fc.integer({ min: -900, max: 900 }), (at, days) => {
    const from = DateTime.fromJSDate(at, { zone: 'UTC' })
    const [day, to] = [from.toFormat('yyyy-MM-dd'), from.plus({ days }).toFormat('yyyy-MM-dd')]
    expect(addDays(day, days)).toBe(to)
    expect(daysBetween(day, to)).toBe(days)
  })
  fc.assert(check, { numRuns: 500 })
})

test.each(['2026-02-30', '2026-13-01', 'today', '2026-1-1', ''])('“%s” is no day', (day) => {
  expect(() => addDays(day, 1)).toThrow(RangeError)
  expect(() => startOfDay(day, 'Asia/Shanghai')).toThrow(RangeError)
})
