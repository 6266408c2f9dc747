// What help is worth: rules.md §5 as a table, and what must hold whatever the figures are.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isNight, minutesFor, pointsFor } from './rules.ts'

const policy = {
  pointsPerHour: 10,
  factorOrdinary: 1,
  factorSkilled: 1.2,
  factorHeavy: 1.5,
  nightFrom: '22:00',
  nightTo: '06:00',
  pointsADay: 80,
  minutesPerVisit: 120,
  minutesCap: 90_000,
  poolMinimumAge: 60,
  poolReserve: 0,
  freeTags: [],
}
const timeZone = 'Asia/Shanghai'
const at = (time: string) => new Date(`2026-11-25T${time}:00+08:00`)

describe('points', () => {
  test.each([
    // minutes, effort, began, earned today, points
    [60, 'ordinary', '10:00', 0, 10],
    [45, 'ordinary', '10:00', 0, 8], // 7.5 rounds up
    [44, 'ordinary', '10:00', 0, 7], // 7.33
    [60, 'skilled', '10:00', 0, 12],
    [45, 'skilled', '10:00', 0, 9],
    [25, 'skilled', '10:00', 0, 5],
    [60, 'heavy', '10:00', 0, 15],
    [61, 'heavy', '10:00', 0, 15], // 15.25
    [2, 'ordinary', '10:00', 0, 0], // 0.33
    [3, 'ordinary', '10:00', 0, 1], // 0.5 rounds up
    [60, 'ordinary', '21:59', 0, 10],
    [60, 'ordinary', '22:00', 0, 15],
    [60, 'skilled', '05:59', 0, 15], // the night's factor, not both
    [60, 'skilled', '06:00', 0, 12],
    [60, 'heavy', '23:00', 0, 15],
    [60, 'ordinary', '10:00', 75, 5], // what is left of the day
    [60, 'ordinary', '10:00', 80, 0],
    [60, 'ordinary', '10:00', 99, 0],
    [600, 'heavy', '10:00', 0, 80],
    [0, 'heavy', '10:00', 0, 0],
  ] as const)('%i min %s from %s with %i earned give %i', (minutes, effort, began, earnedToday, points) => {
    expect(pointsFor(policy, { minutes, effort, startedAt: at(began), timeZone, earnedToday })).toBe(points)
  })

  const job = fc.record({
    minutes: fc.integer({ min: 0, max: 1440 }),
    effort: fc.constantFrom('ordinary' as const, 'skilled' as const, 'heavy' as const),
    startedAt: fc.date({ min: new Date('2026-01-01'), max: new Date('2026-12-31'), noInvalidDate: true }),
    earnedToday: fc.integer({ min: 0, max: 200 }),
  })
  test('are whole, never negative, never above the day, and a minute more is never worth less', () => {
    fc.assert(
      fc.property(job, (one) => {
        const points = pointsFor(policy, { ...one, timeZone })
        expect(Number.isInteger(points)).toBe(true)
        expect(points).toBeGreaterThanOrEqual(0)
        expect(points + one.earnedToday).toBeLessThanOrEqual(Math.max(one.earnedToday, policy.pointsADay))
        expect(pointsFor(policy, { ...one, minutes: one.minutes + 1, timeZone })).toBeGreaterThanOrEqual(points)
      }),
    )
  })

  test('no order in which the jobs of a day arrive earns more than the day, in 10,000 histories', () => {
    fc.assert(
      fc.property(fc.array(job, { minLength: 1, maxLength: 6 }), (day) => {
        const earn = (jobs: readonly (typeof day)[number][]) =>
          jobs.reduce((earnedToday, one) => earnedToday + pointsFor(policy, { ...one, earnedToday, timeZone }), 0)
        const whole = earn(day)
        expect(whole).toBeLessThanOrEqual(policy.pointsADay)
        expect(earn(day.toReversed())).toBe(whole)
        expect(earn(day.toSorted((a, b) => a.minutes - b.minutes))).toBe(whole)
      }),
      { numRuns: 10_000 },
    )
  })

  test('a night that does not pass midnight ends where it says', () => {
    const early = { nightFrom: '00:00', nightTo: '05:00' }
    expect(['23:59', '00:00', '04:59', '05:00'].map((time) => isNight(time, early))).toEqual([false, true, true, false])
  })
})

describe('minutes of the time bank', () => {
  test.each([
    [45, 0, 45],
    [150, 0, 120], // no more than two hours from one activity
    [60, 89_970, 30], // 1500 hours and no more
    [60, 90_000, 0],
    [60, 95_000, 0],
    [45.9, 0, 45],
  ])('%d given with %i saved count %i', (minutes, balance, counted) =>
    expect(minutesFor(policy, { minutes, balance })).toBe(counted),
  )

  test('visit after visit never saves more than a visit or an account may hold, in 10,000 histories', () => {
    const visits = fc.array(fc.integer({ min: 0, max: 1440 }), { maxLength: 12 })
    fc.assert(
      fc.property(visits, fc.integer({ min: 0, max: policy.minutesCap + 500 }), (given, start) => {
        let balance = start
        for (const minutes of given) {
          const saved = minutesFor(policy, { minutes, balance })
          expect(saved).toBeGreaterThanOrEqual(0)
          expect(saved).toBeLessThanOrEqual(Math.min(minutes, policy.minutesPerVisit))
          balance += saved
        }
        expect(balance).toBeLessThanOrEqual(Math.max(start, policy.minutesCap))
      }),
      { numRuns: 10_000 },
    )
  })
})
