// Days and moments in a tenant's time zone. The process itself lives in UTC; working days are the policies' business.
import { DateTime } from 'luxon'
import { LRUCache } from 'lru-cache'

const local = (moment: Date, zone: string) => DateTime.fromJSDate(moment, { zone })

const start = (day: string, zone: string): DateTime => {
  const found = DateTime.fromISO(day, { zone })
  if (!found.isValid) throw new RangeError(`not a day of ${zone}: ${day}`)
  return found.startOf('day')
}

type Bounds = { readonly day: string; readonly from: number; readonly to: number }

/** Asking a zone for its offset costs more than all the rest of a due; the same few days are asked for over and over. */
const known = new LRUCache<string, Bounds>({ max: 2_000 })
const latest = new Map<string, Bounds>()

const boundsOf = (day: string, zone: string): Bounds => {
  const key = `${zone} ${day}`
  const found = known.get(key)
  if (found) return found
  const from = start(day, zone)
  const made = { day, from: from.toMillis(), to: from.plus({ days: 1 }).startOf('day').toMillis() }
  known.set(key, made)
  return made
}

/** The tenant's calendar day a moment falls on, `2026-11-25`. */
export const dayOf = (moment: Date, zone: string): string => {
  const at = moment.getTime()
  const last = latest.get(zone)
  if (last && last.from <= at && at < last.to) return last.day
  const bounds = boundsOf(local(moment, zone).toFormat('yyyy-MM-dd'), zone)
  latest.set(zone, bounds)
  return bounds.day
}

/** The tenant's time of day, `14:30`. */
export const timeOf = (moment: Date, zone: string): string => local(moment, zone).toFormat('HH:mm')

/** 00:00 of the day. */
export const startOfDay = (day: string, zone: string): Date => new Date(boundsOf(day, zone).from)

/** 24:00 of the day, the first moment that no longer belongs to it. */
export const endOfDay = (day: string, zone: string): Date => new Date(boundsOf(day, zone).to)

/** The moment a clock on the wall shows `14:30` on that day. */
export const momentAt = (day: string, timeOfDay: string, zone: string): Date => {
  const found = DateTime.fromISO(`${day}T${timeOfDay}`, { zone })
  if (!found.isValid) throw new RangeError(`not a moment of ${zone}: ${day} ${timeOfDay}`)
  return found.toJSDate()
}

const dayMs = 86_400_000

/** A day as a number to count with, whatever the zone. */
const counted = (day: string): number => {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(day) : Number.NaN
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== day) throw new RangeError(`not a day: ${day}`)
  return ms / dayMs
}

export const addDays = (day: string, days: number): string =>
  new Date((counted(day) + days) * dayMs).toISOString().slice(0, 10)

export const daysBetween = (from: string, to: string): number => counted(to) - counted(from)

/** Monday 1 … Sunday 7. */
export const weekdayOf = (day: string): number => ((((counted(day) + 3) % 7) + 7) % 7) + 1

export const addMinutes = (moment: Date, minutes: number): Date => new Date(moment.getTime() + minutes * 60_000)
export const addHours = (moment: Date, hours: number): Date => addMinutes(moment, hours * 60)

/** First day of the month the day lies in. */
export const monthOf = (day: string): string => `${day.slice(0, 7)}-01`

export const addMonths = (day: string, months: number): string =>
  start(day, 'UTC').plus({ months }).toFormat('yyyy-MM-dd')
