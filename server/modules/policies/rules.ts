// What a policy figure means: working days, half-days, quiet hours, and which figures make no sense together.
import type { PolicyBody, PolicyKind, Span } from '@linbang/contract/policies'
import { addDays, addMinutes, dayOf, endOfDay, momentAt, timeOf, weekdayOf } from '../../kit/time.ts'

/** Days that differ from Monday to Friday, and the years whose table has been entered. */
export type WorkingCalendar = { readonly years: ReadonlySet<number>; readonly days: ReadonlyMap<string, boolean> }

type RequestPolicy = PolicyBody['requests']

export const isWorkingDay = (calendar: WorkingCalendar, day: string): boolean =>
  calendar.days.get(day) ?? weekdayOf(day) <= 5

/** False when the span to that day touches a year that is counted Monday to Friday for want of its table. */
export const isKnownYear = (calendar: WorkingCalendar, day: string): boolean =>
  calendar.years.has(Number(day.slice(0, 4)))

/** The n-th working day after the day; the day itself for 0. */
const workingDayAfter = (calendar: WorkingCalendar, day: string, count: number): string => {
  let found = day
  for (let left = count; left > 0;) {
    found = addDays(found, 1)
    if (isWorkingDay(calendar, found)) left -= 1
  }
  return found
}

/** Minutes run by the clock; n working days end at 24:00 of the n-th working day after the day of `from`. */
export const dueAfter = (calendar: WorkingCalendar, timeZone: string, from: Date, span: Span): Date =>
  'minutes' in span
    ? addMinutes(from, span.minutes)
    : endOfDay(workingDayAfter(calendar, dayOf(from, timeZone), span.workingDays), timeZone)

/** The half-day a moment lies in, `2026-11-25 am`: before or after 13:00. */
export const halfDayOf = (policy: Pick<RequestPolicy, 'halfDayAt'>, timeZone: string, at: Date): string =>
  `${dayOf(at, timeZone)} ${timeOf(at, timeZone) < policy.halfDayAt ? 'am' : 'pm'}`

type Quiet = Pick<RequestPolicy, 'quietFrom' | 'quietTo'>

export const isQuiet = ({ quietFrom, quietTo }: Quiet, timeZone: string, at: Date): boolean => {
  const time = timeOf(at, timeZone)
  return quietFrom <= quietTo ? quietFrom <= time && time < quietTo : quietFrom <= time || time < quietTo
}

/** `at` itself outside of the quiet hours, else their end. */
export const endOfQuietHours = (policy: Quiet, timeZone: string, at: Date): Date => {
  if (!isQuiet(policy, timeZone, at)) return at
  const day = dayOf(at, timeZone)
  const tonight = timeOf(at, timeZone) >= policy.quietTo
  return momentAt(tonight ? addDays(day, 1) : day, policy.quietTo, timeZone)
}

export type Misfit = { readonly path: string; readonly message: { readonly zh: string; readonly en: string } }

const atLeast = (path: string, value: number, least: number): Misfit[] =>
  value >= least ? [] : [{ path, message: { zh: `请填 ${least} 或更大的数`, en: `Please use ${least} or more` } }]

const least: Readonly<Record<PolicyKind, Readonly<Record<string, number>>>> = {
  requests: {
    rulingMinutes: 1,
    addressHiddenAfterDays: 0,
    reachableTries: 1,
    seriesDaysAhead: 1,
    rectifyHours: 1,
    rightsWorkingDays: 1,
    remindPercent: 0,
    remindAtMostMinutes: 1,
    remindFromMinutes: 1,
    messagesADay: 0,
    fallBackMinutes: 5,
    answerLinkDays: 1,
    spotCheckPercent: 0,
    spotCheckDays: 1,
  },
  dispatch: {
    waveMinutes: 1,
    urgentWaveSeconds: 5,
    widenAfterWaves: 1,
    maxAsks: 1,
    asksADay: 1,
    metresHalf: 1,
    bufferMinutes: 0,
    weeklyCap: 1,
    lentByEach: 0,
    lenderKeeps: 0,
    lentAWeek: 0,
  },
  visits: { proofMetres: 10, overrunMinutes: 1, overrunStaffMinutes: 1, dayCapMinutes: 1, recordWorkingDays: 1 },
  credit: {
    pointsPerHour: 0,
    factorOrdinary: 0,
    factorSkilled: 0,
    factorHeavy: 0,
    pointsADay: 0,
    minutesPerVisit: 0,
    minutesCap: 0,
    poolMinimumAge: 0,
    poolReserve: 0,
  },
  roster: { restHours: 0, longestHours: 1, openMinutes: 1, consoleSeconds: 10, gapHours: 1 },
  rounds: { monthlyPercent: 0, highDays: 1, keyDays: 1, generalDays: 1, visitMinutes: 5, continuityMinutes: 0 },
  records: {
    handEntriesAMonth: 0,
    sameTwoInARow: 1,
    swapDays: 1,
    bulkEntries: 2,
    bulkMinutes: 1,
    travelKmAnHour: 5,
    mutualVisits: 1,
    mutualDays: 1,
    answerWorkingDays: 1,
    starHours1: 1,
    yearPoints1: 1,
    starRating: 1,
    starComplaintMonths: 0,
    noticeWorkingDays: 5,
  },
  hotline: {
    answerSeconds: 1,
    slipSeconds: 0,
    returnMinutes: 1,
    returnTries: 1,
    retryMinutes: 1,
    recordingDays: 183,
    undoSeconds: 0,
    incidentCallBackHours: 1,
  },
}

/** Figures of the right type that still cannot be meant; the shape itself is checked by the contract. */
export const misfitsOf = <K extends PolicyKind>(kind: K, body: PolicyBody[K]): Misfit[] => {
  const figures = body as Readonly<Record<string, unknown>>
  const low = Object.entries(least[kind]).flatMap(([path, value]) => atLeast(path, Number(figures[path]), value))
  if (kind === 'records') return [...low, ...misfitStars(body as PolicyBody['records'])]
  return [...low, ...(kind === 'dispatch' ? misfitWeights(body as PolicyBody['dispatch']) : [])]
}

/** Each star asks for more than the one before. */
const misfitStars = (policy: PolicyBody['records']): Misfit[] =>
  (['starHours', 'yearPoints'] as const).flatMap((figure) =>
    ([2, 3, 4, 5] as const).flatMap((star) =>
      atLeast(`${figure}${star}`, policy[`${figure}${star}`], policy[`${figure}${(star - 1) as 1 | 2 | 3 | 4}`] + 1),
    ),
  )

const misfitWeights = ({ weights }: PolicyBody['dispatch']): Misfit[] => {
  const low = Object.entries(weights).flatMap(([part, value]) => atLeast(`weights.${part}`, value, 0))
  const sum = Object.values(weights).reduce((all, value) => all + value, 0)
  if (low.length > 0 || sum > 0) return low
  return [{ path: 'weights', message: { zh: '至少一项要大于 0', en: 'At least one must be more than 0' } }]
}
