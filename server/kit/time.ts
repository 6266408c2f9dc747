// Days and moments in a tenant's time zone. The process itself lives in UTC; working days are the policies' business.
import { DateTime } from 'luxon'

const local = (moment: Date, zone: string) => DateTime.fromJSDate(moment, { zone })

const start = (day: string, zone: string): DateTime => {
  const found = DateTime.fromISO(day, { zone })
  if (!found.isValid) throw new RangeError(`not a day of ${zone}: ${day}`)
  return found.startOf('day')
}

/** The tenant's calendar day a moment falls on, `2026-11-25`. */
export const dayOf = (moment: Date, zone: string): string => local(moment, zone).toFormat('yyyy-MM-dd')

/** The tenant's time of day, `14:30`. */
export const timeOf = (moment: Date, zone: string): string => local(moment, zone).toFormat('HH:mm')

/** 00:00 of the day. */
export const startOfDay = (day: string, zone: string): Date => start(day, zone).toJSDate()

/** 24:00 of the day, the first moment that no longer belongs to it. */
export const endOfDay = (day: string, zone: string): Date =>
  start(day, zone).plus({ days: 1 }).startOf('day').toJSDate()

/** The moment a clock on the wall shows `14:30` on that day. */
export const momentAt = (day: string, timeOfDay: string, zone: string): Date => {
  const found = DateTime.fromISO(`${day}T${timeOfDay}`, { zone })
  if (!found.isValid) throw new RangeError(`not a moment of ${zone}: ${day} ${timeOfDay}`)
  return found.toJSDate()
}

export const addDays = (day: string, days: number): string => start(day, 'UTC').plus({ days }).toFormat('yyyy-MM-dd')

export const daysBetween = (from: string, to: string): number => start(to, 'UTC').diff(start(from, 'UTC'), 'days').days

/** Monday 1 … Sunday 7. */
export const weekdayOf = (day: string): number => start(day, 'UTC').weekday

export const addMinutes = (moment: Date, minutes: number): Date => new Date(moment.getTime() + minutes * 60_000)
export const addHours = (moment: Date, hours: number): Date => addMinutes(moment, hours * 60)

/** First day of the month the day lies in. */
export const monthOf = (day: string): string => `${day.slice(0, 7)}-01`

export const addMonths = (day: string, months: number): string =>
  start(day, 'UTC').plus({ months }).toFormat('yyyy-MM-dd')
