// The part of RFC 5545 that a neighbourhood needs: every day, every week or second week on some days, every month. Days, no hours.
import type { Repeat } from '@linbang/contract/requests'
import type * as z from 'zod/mini'
import { addDays, daysBetween, weekdayOf } from '../../kit/time.ts'

type Wish = z.output<typeof Repeat>
const letters = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const

const monthDay = (day: string) => Number(day.slice(8))
/** The 29th to 31st mean the last day of a month that is shorter. */
const monthly = (date: number): string => {
  if (date <= 28) return `FREQ=MONTHLY;BYMONTHDAY=${date}`
  const days = Array.from({ length: date - 27 }, (_, place) => 28 + place)
  return `FREQ=MONTHLY;BYMONTHDAY=${days.join(',')};BYSETPOS=-1`
}

/** The rule of a wish that begins on this day; without weekdays it is the weekday of the first. */
export const ruleOf = ({ every, weekdays }: Wish, startsOn: string): string => {
  if (every === 'day') return weekdays?.length && weekdays.length < 7 ? weekly(weekdays, 1) : 'FREQ=DAILY'
  if (every === 'month') return monthly(monthDay(startsOn))
  return weekly(weekdays?.length ? weekdays : [weekdayOf(startsOn)], every === 'two_weeks' ? 2 : 1)
}

const weekly = (weekdays: readonly number[], interval: number): string => {
  const days = [...new Set(weekdays)].toSorted((a, b) => a - b).map((day) => letters[day - 1])
  return `FREQ=WEEKLY${interval > 1 ? `;INTERVAL=${interval}` : ''};BYDAY=${days.join(',')}${interval > 1 ? ';WKST=MO' : ''}`
}

type Rule = {
  readonly freq: string
  readonly interval: number
  readonly weekdays: readonly number[]
  readonly monthDay: number
}

/** Reads what `ruleOf` writes. */
const parsed = (rule: string): Rule => {
  const parts = new Map(rule.split(';').map((part) => part.split('=') as [string, string]))
  const weekdays = (parts.get('BYDAY') ?? '')
    .split(',')
    .filter(Boolean)
    .map((letter) => letters.indexOf(letter as (typeof letters)[number]) + 1)
  const dates = (parts.get('BYMONTHDAY') ?? '').split(',').filter(Boolean).map(Number)
  return {
    freq: parts.get('FREQ') ?? '',
    interval: Number(parts.get('INTERVAL') ?? 1),
    weekdays,
    monthDay: Math.max(0, ...dates),
  }
}

const mondayOf = (day: string): string => addDays(day, 1 - weekdayOf(day))
const lastOfMonth = (day: string): number => {
  const [year = 0, month = 1] = day.split('-').map(Number)
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

const falls = ({ freq, interval, weekdays, monthDay }: Rule, startsOn: string, day: string): boolean => {
  if (freq === 'DAILY') return true
  if (freq === 'MONTHLY') return Number(day.slice(8)) === Math.min(monthDay, lastOfMonth(day))
  return weekdays.includes(weekdayOf(day)) && (daysBetween(mondayOf(startsOn), mondayOf(day)) / 7) % interval === 0
}

/** The days of the rule from one day to another, both included; none before it begins. */
export const daysOf = (rule: string, startsOn: string, from: string, to: string): string[] => {
  const read = parsed(rule)
  const days: string[] = []
  for (let day = from > startsOn ? from : startsOn; day <= to; day = addDays(day, 1))
    if (falls(read, startsOn, day)) days.push(day)
  return days
}

/** The next days of the rule from a day on; it looks no further than a year. */
export const nextDays = (
  rule: string,
  startsOn: string,
  from: string,
  until: string | null,
  count: number,
): string[] => {
  const end = addDays(from > startsOn ? from : startsOn, 366)
  return daysOf(rule, startsOn, from, until !== null && until < end ? until : end).slice(0, count)
}

const minuteText = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
export const timeText = (minute: number): string => (minute >= 1440 ? '23:59' : minuteText(minute))
export const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
