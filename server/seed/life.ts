// The life of one request of the past, from report to archive, as the rows the product itself would have written up to `now`.
import { newId } from '../kit/ids.ts'
import { addHours, addMinutes } from '../kit/time.ts'
import type { Asked, Outcome } from './answers.ts'
import type { Need } from './demand.ts'
import type { Draw } from './draw.ts'
import type { PersonSeed } from './residents.ts'

export type Staff = { readonly operator: PersonSeed; readonly worker: PersonSeed }
export type Moments = {
  readonly dispatchedAt: Date
  readonly acceptedAt: Date | null
  readonly plannedFrom: Date
  readonly plannedTo: Date
  readonly setOutAt: Date | null
  readonly checkedInAt: Date | null
  readonly finishedAt: Date | null
  readonly signedAt: Date | null
  readonly ratedAt: Date | null
}
export type Story = {
  readonly requestId: string
  readonly visitId: string
  readonly number: string
  readonly need: Need
  readonly outcome: Outcome
  readonly moments: Moments
  readonly state:
    | 'reported'
    | 'answered'
    | 'cancelled'
    | 'dispatching'
    | 'in_meeting'
    | 'assigned'
    | 'under_way'
    | 'done'
    | 'closed'
    | 'unmet'
  readonly cancelledAt: Date | null
  readonly satisfaction: number | null
  readonly byCall: boolean
  readonly minutes: readonly number[]
}

/** When a helper would be at the door: as agreed for a window, else as soon as they can. */
const planned = (need: Need, acceptedAt: Date, draw: Draw): { from: Date; to: Date } => {
  const soonest = addMinutes(acceptedAt, draw.between(15, 70))
  const from = need.window && need.window.from > soonest ? addMinutes(need.window.from, draw.between(0, 30)) : soonest
  return { from, to: addMinutes(from, need.service.minutes) }
}

/** From-to within which somebody is wanted, before anybody has said when they come. */
const wantedTime = (need: Need, dispatchedAt: Date): { from: Date; to: Date } => {
  const from = need.window && need.window.from > dispatchedAt ? need.window.from : addMinutes(dispatchedAt, 30)
  return { from, to: addMinutes(from, need.service.minutes) }
}

const drawMoments = (need: Need, outcome: Outcome, dispatchedAt: Date, draw: Draw): Moments => {
  const last = outcome.accepted
    .map((one) => one.answeredAt)
    .filter((at) => at !== null)
    .sort((a, b) => b.getTime() - a.getTime())[0]
  const wanted = wantedTime(need, dispatchedAt)
  if (!last)
    return {
      dispatchedAt,
      acceptedAt: null,
      plannedFrom: wanted.from,
      plannedTo: wanted.to,
      setOutAt: null,
      checkedInAt: null,
      finishedAt: null,
      signedAt: null,
      ratedAt: null,
    }
  const { from, to } = planned(need, last, draw)
  const setOutAt = addMinutes(from, -draw.between(4, 14))
  const checkedInAt = addMinutes(from, draw.between(-4, 9))
  const finishedAt = addMinutes(checkedInAt, Math.max(6, Math.round(draw.lognormal(need.service.minutes * 0.9, 0.25))))
  const signedAt = addMinutes(finishedAt, draw.between(1, 4))
  const ratedAt = draw.chance(0.94)
    ? addMinutes(signedAt, draw.chance(0.65) ? draw.between(2, 400) : draw.between(1200, 2600))
    : null
  return {
    dispatchedAt,
    acceptedAt: last,
    plannedFrom: from,
    plannedTo: to,
    setOutAt,
    checkedInAt,
    finishedAt,
    signedAt,
    ratedAt,
  }
}

const stateAt = (
  now: Date,
  need: Need,
  moments: Moments,
  outcome: Outcome,
  cancelledAt: Date | null,
): Story['state'] => {
  const past = (at: Date | null): boolean => at !== null && at <= now
  if (need.service.urgency === 'advice') return past(addMinutes(need.at, 4)) ? 'answered' : 'reported'
  if (need.meetingAt && !past(moments.dispatchedAt)) return past(need.meetingAt) ? 'in_meeting' : 'reported'
  if (past(cancelledAt)) return 'cancelled'
  if (past(moments.ratedAt)) return 'closed'
  if (past(moments.signedAt)) return now > addHours(moments.signedAt as Date, 24 * 6) ? 'closed' : 'done'
  if (past(moments.setOutAt)) return 'under_way'
  if (past(moments.acceptedAt)) return 'assigned'
  if (past(outcome.gaveUpAt) && now > addHours(moments.dispatchedAt, 26)) return 'unmet'
  return past(moments.dispatchedAt) ? 'dispatching' : 'reported'
}

export const drawStory = (
  need: Need,
  number: string,
  ask: (from: Date, to: Date, dispatchedAt: Date) => Outcome,
  now: Date,
  draw: Draw,
): Story => {
  const byDesk = need.channel === 'hotline' || need.channel === 'grid'
  const dispatchedAt = need.meetingAt
    ? addMinutes(need.meetingAt, draw.between(40, 90))
    : need.waits === 'desk'
      ? addHours(now, 24)
      : addMinutes(need.at, byDesk ? draw.between(2, 9) : 0.05)
  const wanted = wantedTime(need, dispatchedAt)
  const served = need.service.urgency !== 'advice'
  const outcome = served ? ask(wanted.from, wanted.to, dispatchedAt) : { asked: [], accepted: [], gaveUpAt: null }
  const moments = drawMoments(need, outcome, dispatchedAt, draw)
  const cancelledAt =
    served && need.waits === null && need.meetingAt === null && draw.chance(0.03)
      ? addMinutes(need.at, draw.between(10, 60))
      : null
  const calledOff =
    cancelledAt !== null && (moments.checkedInAt === null || cancelledAt < moments.checkedInAt) ? cancelledAt : null
  const satisfaction = moments.ratedAt
    ? draw.weighted([
        [5, 64],
        [4, 25],
        [3, 8],
        [2, 2],
        [1, 1],
      ] as const)
    : null
  const worked =
    moments.checkedInAt && moments.finishedAt
      ? Math.round((moments.finishedAt.getTime() - moments.checkedInAt.getTime()) / 60_000)
      : 0
  return {
    requestId: newId(),
    visitId: newId(),
    number,
    need,
    outcome,
    moments,
    state: stateAt(now, need, moments, outcome, calledOff),
    cancelledAt: calledOff,
    satisfaction,
    byCall:
      need.person.phone === null ||
      (moments.ratedAt !== null &&
        moments.signedAt !== null &&
        moments.ratedAt.getTime() - moments.signedAt.getTime() > 20 * 3_600_000),
    minutes: outcome.accepted.map(() => worked),
  }
}

/** What of a story has happened by `now`. */
export const happened = (at: Date | null | undefined, now: Date): at is Date =>
  at !== null && at !== undefined && at <= now

export const offersBy = (story: Story, now: Date): readonly Asked[] =>
  story.state === 'reported' || story.state === 'answered' || story.state === 'in_meeting'
    ? []
    : story.outcome.asked.filter((one) => one.sentAt <= now && (!story.cancelledAt || one.sentAt < story.cancelledAt))
