// The clock of a request: which moments are due, what meets them, what moves them. Pure; the clock runs from the report
// and does not stop between owners (rules.md §2).
import type { PolicyBody, Span } from '@linbang/contract/policies'
import type { DueStep, RequestState } from '@linbang/contract/requests'
import type { Act } from './rules.ts'

const steps = ['answer', 'dispatch', 'contact', 'result', 'call_back'] as const satisfies readonly DueStep[]

export type Due = {
  readonly step: DueStep
  readonly dueAt: Date
  readonly firstDueAt: Date
  readonly metAt: Date | null
  readonly lateSince: Date | null
}

type Urgency = keyof PolicyBody['requests']['deadlines']
/** The moment a span that begins at `from` ends, in the tenant's calendar. */
export type Ends = (from: Date, span: Span) => Date

const spanOf = (policy: PolicyBody['requests'], urgency: Urgency, step: DueStep): Span | null =>
  policy.deadlines[urgency][step === 'call_back' ? 'callBack' : step]

const later = (a: Date, b: Date | null): Date => (b && b > a ? b : a)
const due = (step: DueStep, dueAt: Date): Due => ({ step, dueAt, firstDueAt: dueAt, metAt: null, lateSince: null })

type Clock = {
  readonly policy: PolicyBody['requests']
  readonly urgency: Urgency
  readonly ends: Ends
  readonly windowTo: Date | null
}

const momentOfStep = ({ policy, urgency, ends, windowTo }: Clock, step: DueStep, from: Date): Date | null => {
  const span = spanOf(policy, urgency, step)
  if (!span) return null
  // Whoever asked for Thursday afternoon is not late before Thursday evening.
  return later(ends(from, span), step === 'result' ? windowTo : null)
}

/** What is due from the report on; the call-back becomes due when the work is done. */
export const firstDues = (clock: Clock, reportedAt: Date): Due[] =>
  steps.flatMap((step) => {
    const at = step === 'call_back' ? null : momentOfStep(clock, step, reportedAt)
    return at ? [due(step, at)] : []
  })

const answers: ReadonlySet<Act> = new Set([
  'triage',
  'look',
  'answer',
  'decline',
  'merge',
  'convene',
  'dispatch',
  'accept',
  'unmet',
  'cancel',
  'confirm',
])
const told: ReadonlySet<RequestState> = new Set([
  'assigned',
  'under_way',
  'done',
  'answered',
  'declined',
  'unmet',
  'cancelled',
  'duplicate',
  'confirmed',
  'closed',
])
const results: ReadonlySet<RequestState> = new Set([
  'done',
  'answered',
  'declined',
  'unmet',
  'cancelled',
  'duplicate',
  'confirmed',
  'closed',
])

/** The steps that are met when this act has led to that state. */
export const metBy = (act: Act, to: RequestState): DueStep[] => {
  const met: DueStep[] = []
  if (answers.has(act) || told.has(to) || to === 'dispatching') met.push('answer')
  if (to === 'dispatching' || to === 'in_meeting' || told.has(to)) met.push('dispatch')
  if (told.has(to)) met.push('contact')
  if (results.has(to)) met.push('result')
  if (to === 'confirmed' || to === 'closed' || act === 'reopen') met.push('call_back')
  return met
}

const withMet = (dues: readonly Due[], met: readonly DueStep[], at: Date): Due[] =>
  dues.map((one) => (one.metAt === null && met.includes(one.step) ? { ...one, metAt: at } : one))

/** Steps begun anew: a row that exists keeps the moment first set. */
const renewed = (dues: readonly Due[], fresh: readonly Due[]): Due[] => [
  ...dues.map((one) => {
    const next = fresh.find(({ step }) => step === one.step)
    return next ? { ...one, dueAt: next.dueAt, metAt: null, lateSince: null } : one
  }),
  ...fresh.filter(({ step }) => !dues.some((one) => one.step === step)),
]

const fresh = (clock: Clock, which: readonly DueStep[], from: Date): Due[] =>
  which.flatMap((step) => {
    const at = momentOfStep(clock, step, from)
    return at ? [due(step, at)] : []
  })

/** Not met after all; the moment itself does not move. */
const unmet = (dues: readonly Due[], which: readonly DueStep[]): Due[] =>
  dues.map((one) => (which.includes(one.step) ? { ...one, metAt: null } : one))

/** The dues after an act. */
export const duesAfter = (dues: readonly Due[], act: Act, to: RequestState, at: Date, clock: Clock): Due[] => {
  const now = withMet(dues, metBy(act, to), at)
  if (to === 'done') return renewed(now, fresh(clock, ['call_back'], at))
  if (act === 'reopen') return renewed(now, fresh(clock, ['dispatch', 'contact', 'result'], at))
  if ((act === 'drop' || act === 'no_show' || act === 'rule') && to === 'dispatching') return unmet(now, ['contact'])
  if (act === 'unmerge') return unmet(now, ['dispatch', 'contact', 'result'])
  if (act === 'move')
    return now.map((one) =>
      one.step === 'result' && one.metAt === null ? { ...one, dueAt: later(one.dueAt, clock.windowTo) } : one,
    )
  return now
}

/** Another urgency: what is not met yet is due as if it had been so from the report on. */
export const duesAtUrgency = (dues: readonly Due[], clock: Clock, reportedAt: Date): Due[] => {
  const wanted = firstDues(clock, reportedAt)
  const kept = dues.flatMap((one) => {
    if (one.metAt !== null || one.step === 'call_back') return [one]
    const next = wanted.find(({ step }) => step === one.step)
    return next ? [{ ...one, dueAt: next.dueAt, lateSince: null }] : []
  })
  return [...kept, ...wanted.filter(({ step }) => !dues.some((one) => one.step === step))]
}

/** A pause moves what is not met yet, and was not late when it began. */
export const movedBy = (dues: readonly Due[], pausedFrom: Date, milliseconds: number): Due[] =>
  dues.map((one) =>
    one.metAt === null && one.lateSince === null && one.dueAt > pausedFrom
      ? { ...one, dueAt: new Date(one.dueAt.getTime() + milliseconds) }
      : one,
  )

/** More time for what is left of the work. A step that was late is not late any more, and may become so again. */
export const extendedTo = (dues: readonly Due[], until: Date): Due[] =>
  dues.map((one) =>
    one.metAt === null && one.step !== 'call_back' && one.step !== 'answer' && one.dueAt < until
      ? { ...one, dueAt: until, lateSince: null }
      : one,
  )

/** The first moment somebody waits for. */
export const nextOf = (dues: readonly Due[]): { readonly at: Date | null; readonly step: DueStep | null } => {
  const open = dues.filter((one) => one.metAt === null)
  const first = open.reduce<Due | undefined>(
    (best, one) =>
      !best ||
      one.dueAt < best.dueAt ||
      (one.dueAt.getTime() === best.dueAt.getTime() && steps.indexOf(one.step) < steps.indexOf(best.step))
        ? one
        : best,
    undefined,
  )
  return { at: first?.dueAt ?? null, step: first?.step ?? null }
}

const minute = 60_000
/** How long the next person has before the one above is told: as long as the step itself had, a ruling's time at most. */
export const escalateAfterMs = (
  one: Pick<Due, 'dueAt' | 'firstDueAt'>,
  reportedAt: Date,
  rulingMinutes: number,
): number => Math.min(Math.max(one.firstDueAt.getTime() - reportedAt.getTime(), minute), rulingMinutes * minute)
