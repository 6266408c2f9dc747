// What help is worth (rules.md §5): points by time, effort and night up to a day's cap; minutes of the time bank one for one.
import type { Service } from '@linbang/contract/catalog'
import type { PolicyBody } from '@linbang/contract/policies'
import { timeOf } from '../../kit/time.ts'

type CreditPolicy = PolicyBody['credit']

/** A night that runs past midnight (22:00–06:00) and one that does not; the end no longer belongs to it. */
export const isNight = (time: string, { nightFrom, nightTo }: Pick<CreditPolicy, 'nightFrom' | 'nightTo'>): boolean =>
  nightFrom <= nightTo ? time >= nightFrom && time < nightTo : time >= nightFrom || time < nightTo

type Job = {
  readonly minutes: number
  readonly effort: Service['effort']
  readonly startedAt: Date
  readonly timeZone: string
  readonly earnedToday: number
}

const factorOf = (policy: CreditPolicy, { effort, startedAt, timeZone }: Job): number => {
  const { factorOrdinary, factorSkilled, factorHeavy } = policy
  const byEffort = { ordinary: factorOrdinary, skilled: factorSkilled, heavy: factorHeavy }[effort]
  return isNight(timeOf(startedAt, timeZone), policy) ? Math.max(byEffort, factorHeavy) : byEffort
}

/**
 * Points for one job: an hour's points × minutes ÷ 60 × factor, halves rounded up, and no more than is left of the day.
 * The higher factor counts, never both; a job is at night when it began at night.
 */
export const pointsFor = (policy: CreditPolicy, job: Job): number => {
  const exact = (policy.pointsPerHour * Math.max(0, job.minutes) * factorOf(policy, job)) / 60
  // Factors such as 1.2 have no exact binary value: a hair is added so that a true half is never rounded down.
  const rounded = Math.floor(exact + 0.5 + 1e-9)
  return Math.max(0, Math.min(rounded, policy.pointsADay - job.earnedToday))
}

/** Minutes of the time bank for one visit: one for one, up to the cap of an activity and of an account. */
export const minutesFor = (policy: CreditPolicy, { minutes, balance }: { minutes: number; balance: number }): number =>
  Math.max(0, Math.min(Math.floor(minutes), policy.minutesPerVisit, policy.minutesCap - balance))
