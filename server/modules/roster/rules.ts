// What a shift is in hours, which two of one person cannot be, and where nobody stands yet. Pure.
import type { ErrorCode } from '@linbang/contract/errors'
import { addDays, addMinutes, momentAt, weekdayOf } from '../../kit/time.ts'

type Hours = { readonly fromMinute: number; readonly minutes: number }
export type Span = { readonly fromAt: Date; readonly toAt: Date }

const two = (n: number) => String(n).padStart(2, '0')
export const clockOf = (minute: number): string => `${two(Math.floor(minute / 60) % 24)}:${two(minute % 60)}`
const minuteOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))

/** An end that does not come after the beginning lies on the next day. */
export const hoursBetween = (from: string, to: string): Hours => {
  const [fromMinute, toMinute] = [minuteOf(from), minuteOf(to)]
  return { fromMinute, minutes: toMinute > fromMinute ? toMinute - fromMinute : toMinute + 1440 - fromMinute }
}
export const endOf = ({ fromMinute, minutes }: Hours): string => clockOf(fromMinute + minutes)

/** By the clock on the wall on both ends, so that a day of 23 hours has a short night. */
export const spanOf = (kind: Hours, day: string, timeZone: string): Span => {
  const end = kind.fromMinute + kind.minutes
  return {
    fromAt: momentAt(day, clockOf(kind.fromMinute), timeZone),
    toAt: momentAt(addDays(day, Math.floor(end / 1440)), clockOf(end), timeZone),
  }
}

export const restedAfter = ({ toAt }: Span, restHours: number): Date => addMinutes(toAt, restHours * 60)

/** Why a person who has these shifts cannot have that one too; the database says the same when two plan at once. */
export const clashOf = (own: readonly Span[], wanted: Span, restHours: number): ErrorCode | null => {
  if (own.some((one) => one.fromAt < wanted.toAt && wanted.fromAt < one.toAt)) return 'shift.overlap'
  const tired = own.some(
    (one) => one.fromAt < restedAfter(wanted, restHours) && wanted.fromAt < restedAfter(one, restHours),
  )
  return tired ? 'shift.no_rest' : null
}

/** Monday to Sunday of the week the day lies in. */
export const weekOf = (day: string): string[] => {
  const monday = addDays(day, 1 - weekdayOf(day))
  return Array.from({ length: 7 }, (_, place) => addDays(monday, place))
}

type Needed = Hours & { readonly id: string; readonly weekdays: readonly number[]; readonly people: number }
type Given = { readonly kindId: string; readonly day: string }
export type Missing<K extends Needed> = { readonly kind: K; readonly day: string; readonly missing: number } & Span

/** Shifts with fewer people than they need that are not over yet, in order of their beginning. */
export const gapsOf = <K extends Needed>(
  kinds: readonly K[],
  given: readonly Given[],
  days: readonly string[],
  timeZone: string,
  now: Date,
): Missing<K>[] =>
  kinds
    .flatMap((kind) =>
      days
        .filter((day) => kind.weekdays.includes(weekdayOf(day)))
        .map((day) => {
          const has = given.filter((one) => one.kindId === kind.id && one.day === day).length
          return { kind, day, missing: kind.people - has, ...spanOf(kind, day, timeZone) }
        }),
    )
    .filter(({ missing, toAt }) => missing > 0 && toAt > now)
    .toSorted((one, other) => one.fromAt.getTime() - other.fromAt.getTime())

type Stands = Span & { readonly openedAt: Date | null; readonly closedAt: Date | null }
export const stateOf = ({ openedAt, closedAt, toAt }: Stands, now: Date): 'planned' | 'open' | 'closed' | 'missed' => {
  if (closedAt) return 'closed'
  if (openedAt) return toAt > now ? 'open' : 'closed'
  return toAt > now ? 'planned' : 'missed'
}

/** A shift opens up to half an hour early and as long as it lasts. */
const opensAt = ({ fromAt }: Span): Date => addMinutes(fromAt, -30)
export const mayOpen = (shift: Stands, now: Date): boolean =>
  shift.closedAt === null && opensAt(shift) <= now && now < shift.toAt
