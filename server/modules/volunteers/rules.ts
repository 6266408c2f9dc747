// What can be decided about a volunteer without looking anything up: age, hours that overlap, papers that run out, badge numbers.
import type { Output } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/volunteers'
import { addDays, daysBetween, startOfDay } from '../../kit/time.ts'

type Volunteer = Output<typeof contract.getVolunteer>
export type MembershipState = Volunteer['state']

/** 18 and over by themselves; 14 to 17 with a guardian; below that only together with theirs (rules.md §4). */
export const ageVerdict = (age: number): 'by_themselves' | 'with_guardian' | 'too_young' => {
  if (age >= 18) return 'by_themselves'
  return age >= 14 ? 'with_guardian' : 'too_young'
}

type Span = { readonly fromMinute: number; readonly toMinute: number }

/** Spans of one weekday or one day must each have a length and lie apart; touching is apart. */
export const lieApart = <T extends Span>(spans: readonly T[], placeOf: (span: T) => string | number): boolean =>
  spans.every(({ fromMinute, toMinute }) => fromMinute < toMinute) &&
  [...Map.groupBy(spans, placeOf).values()].every((group) => {
    const sorted = group.toSorted((a, b) => a.fromMinute - b.fromMinute)
    return sorted.every((span, index) => (sorted[index - 1]?.toMinute ?? 0) <= span.fromMinute)
  })

/** The last day counts. */
export const isExpired = (toOn: string | null, today: string): boolean => toOn !== null && toOn < today

const stages = [7, 30, 60] as const

/** Which reminder a paper with so many days left is due for: 60, 30 and 7 days before, none after its last day. */
export const reminderStage = (daysLeft: number): (typeof stages)[number] | null =>
  daysLeft < 0 ? null : (stages.find((stage) => daysLeft <= stage) ?? null)

type Running = {
  readonly today: string
  readonly lastOn: string
  readonly remindedAt: Date | null
  readonly timeZone: string
}

/** Days left where a reminder of this stage has not gone out yet, else null. */
export const daysToRemindOf = ({ today, lastOn, remindedAt, timeZone }: Running): number | null => {
  const days = daysBetween(today, lastOn)
  const stage = reminderStage(days)
  const isTold = stage !== null && remindedAt !== null && remindedAt >= startOfDay(addDays(lastOn, -stage), timeZone)
  return stage === null || isTold ? null : days
}

/** 我现在有空 ends by itself after half a day at most. */
export const longestFreeMinutes = 12 * 60

export const badgeNumber = (count: number): string => `LB-${String(count).padStart(6, '0')}`

const badgeMillis = 30_000

/** The half minute a badge's code is made for. */
export const badgePeriod = (now: Date): { readonly period: number; readonly endsAt: Date } => {
  const period = Math.floor(now.getTime() / badgeMillis)
  return { period, endsAt: new Date((period + 1) * badgeMillis) }
}

/** What somebody types to find a number: 123, lb-123, LB-000123. */
export const numberTyped = (text: string): string | null => {
  const digits = /^(?:lb-?)?(\d{1,9})$/i.exec(text.trim())?.[1]
  return digits === undefined ? null : badgeNumber(Number(digits))
}

/** To one decimal; null until somebody has rated. */
export const ratingOf = ({ ratingSum, ratingCount }: { ratingSum: number; ratingCount: number }): number | null =>
  ratingCount === 0 ? null : Math.round((ratingSum / ratingCount) * 10) / 10

type Standing = { readonly state: MembershipState; readonly awayFrom: Date | null; readonly awayTo: Date | null }

/** Ours and working today; a pause of one's own makes a badge inactive, not false. */
export const badgeOf = ({ state, awayFrom, awayTo }: Standing, now: Date): { ours: boolean; active: boolean } => {
  const ours = state === 'approved' || state === 'paused'
  const away = awayFrom !== null && awayFrom <= now && (awayTo === null || now < awayTo)
  return { ours, active: state === 'approved' && !away }
}
