// What a service record is and what makes one doubtful: unpaid help within the day's cap, two people for hand entries (rules.md §3).

export type Work = {
  readonly personId: string
  readonly volunteerId: string | null
  readonly minutes: number
  readonly feeCents: number
  readonly ownHousehold: boolean
  readonly onPaidDuty: boolean
}

/** Help that was paid for, or given at home or on duty, is no volunteer service. */
export const isService = (work: Work): boolean =>
  work.volunteerId !== null && work.feeCents === 0 && !work.ownHousehold && !work.onPaidDuty

/** Minutes that still fit into the day. */
export const withinCap = (minutes: number, recordedThatDay: number, cap: number): number =>
  Math.max(0, Math.min(minutes, cap - recordedThatDay))

const soonDays = 3

/** How a record stands that is due on a day: overdue after it, soon in its last three days. */
export const standingOf = (daysLeft: number): 'overdue' | 'soon' | 'fine' =>
  daysLeft < 0 ? 'overdue' : daysLeft <= soonDays ? 'soon' : 'fine'

type Pair = { readonly recorder: string; readonly approver: string }

/** Two people who always approve each other's entries, or one who approves all of another's, are one pair of eyes. */
export const isSameTwo = (
  { recorder, approver }: Pair,
  /** Of the last days, in both directions; the newest first. */
  recent: readonly Pair[],
  inARow: number,
): boolean => {
  const swapped = recent.some((one) => one.recorder === approver && one.approver === recorder)
  const before = recent.filter((one) => one.recorder === recorder).slice(0, inARow)
  return swapped || (before.length === inARow && before.every((one) => one.approver === approver))
}

/** Whoever approves works for a unit that the recorder did not work for: 网格 and 社区, 社区 and 街道. */
export const areOfTwoUnits = (recorderUnits: readonly string[], approverUnits: readonly string[]): boolean =>
  approverUnits.some((unit) => !recorderUnits.includes(unit))

export type Job = {
  readonly causeId: string
  readonly from: Date
  readonly to: Date
  readonly point: { readonly lat: number; readonly lon: number } | null
}
type Doubt = 'overlap' | 'travel' | null

const slackMs = 60_000
const nearMetres = 500

/** Can one person have done both? At two places at once, or faster from one to the other than anybody travels. */
export const doubtBetween = (
  one: Job,
  other: Job,
  metres: (a: NonNullable<Job['point']>, b: NonNullable<Job['point']>) => number,
  kmAnHour: number,
): Doubt => {
  const [first, second] = one.from <= other.from ? [one, other] : [other, one]
  const gapMs = second.from.getTime() - first.to.getTime()
  if (gapMs < -slackMs) return 'overlap'
  if (!first.point || !second.point) return null
  const apart = metres(first.point, second.point)
  const reachable = (Math.max(0, gapMs) / 3_600_000) * kmAnHour * 1000
  return apart > nearMetres && apart > reachable ? 'travel' : null
}

/** Letters and digits nobody mistakes for each other. */
const codeLetters = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'
export const codeLength = 8

/** Eight letters out of random bytes; a byte that would favour some letters is passed over. */
export const codeFrom = (bytes: Uint8Array): string => {
  const even = 256 - (256 % codeLetters.length)
  const letters = [...bytes].filter((byte) => byte < even).map((byte) => codeLetters[byte % codeLetters.length])
  if (letters.length < codeLength) throw new RangeError('too few random bytes for a check code')
  return letters.slice(0, codeLength).join('')
}

/** What somebody types: small letters, with a dash or a space in the middle. */
export const plainCode = (typed: string): string => typed.toUpperCase().replaceAll(/[\s-]/g, '')

/** 陈小雨 → 陈*雨, 李明 → *明: what a stranger who checks a certificate may read of a name. */
export const maskedName = (name: string): string => {
  const letters = Array.from(name)
  if (letters.length < 2) return '*'
  const shown = letters.length === 2 ? [1] : [0, letters.length - 1]
  return letters.map((letter, place) => (shown.includes(place) || letter === ' ' ? letter : '*')).join('')
}

export type Line = {
  readonly day: string
  readonly activityName: string
  readonly place: string
  readonly content: string
  readonly minutes: number
  readonly personInCharge: string
}

/** By activity, the one with the most time first: the table on the first page. */
export const groupLines = (lines: readonly Pick<Line, 'activityName' | 'minutes'>[]) =>
  [...Map.groupBy(lines, ({ activityName }) => activityName)]
    .map(([activityName, own]) => ({
      activityName,
      times: own.length,
      minutes: own.reduce((sum, { minutes }) => sum + minutes, 0),
    }))
    .toSorted((a, b) => b.minutes - a.minutes || (a.activityName < b.activityName ? -1 : 1))

/** What a certificate says, frozen when it was issued. */
export type CertificateContent = {
  readonly number: string
  readonly name: string
  readonly nameMasked: string
  readonly documentMasked: string | null
  readonly volunteerNumber: string
  readonly unit: string
  readonly fromOn: string
  readonly toOn: string
  /** The span that was asked for; null is open. */
  readonly asked: readonly [string | null, string | null]
  readonly lines: readonly (Line & { readonly recordId: string })[]
  readonly groups: readonly { readonly activityName: string; readonly times: number; readonly minutes: number }[]
  readonly times: number
  readonly minutes: number
  readonly rated: number
  readonly satisfied: number
  readonly stars: number
  readonly handler: string
  readonly issuedOn: string
}
