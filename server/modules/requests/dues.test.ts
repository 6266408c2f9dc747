// The clock of a request: what meets a step, what moves it, who is told when nothing happened.
import type { PolicyBody, Span } from '@linbang/contract/policies'
import { array, assert as check, constantFrom, date, integer, property, record } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { defaultPolicies } from '../policies/defaults.ts'
import {
  type Due,
  duesAfter,
  duesAtUrgency,
  escalateAfterMs,
  extendedTo,
  firstDues,
  metBy,
  movedBy,
  nextOf,
} from './dues.ts'
import { acts, stateTable } from './rules.ts'

const policy: PolicyBody['requests'] = defaultPolicies.requests
const at = (text: string) => new Date(`2026-11-${text}:00Z`)
/** Days of 24 hours stand in for working days here. */
const ends = (from: Date, span: Span): Date =>
  new Date(from.getTime() + ('minutes' in span ? span.minutes : span.workingDays * 1440) * 60_000)
const clock = (urgency: keyof PolicyBody['requests']['deadlines'], windowTo: Date | null = null) => ({
  policy,
  urgency,
  ends,
  windowTo,
})
const of = (dues: readonly Due[], step: Due['step']) => dues.find((one) => one.step === step)

const report = at('25T02:00')

describe('from the report on', () => {
  test('nothing is due as call-back before the work is done', () => {
    expect(firstDues(clock('ordinary'), report).map((one) => one.step)).toEqual([
      'answer',
      'dispatch',
      'contact',
      'result',
    ])
    expect(firstDues(clock('advice'), report).map((one) => one.step)).toEqual(['answer', 'result'])
  })

  test('whoever asked for a later time is not late before it is over', () => {
    const friday = at('28T09:00')
    expect(of(firstDues(clock('basic', friday), report), 'result')?.dueAt).toEqual(friday)
    expect(of(firstDues(clock('basic'), report), 'result')?.dueAt).toEqual(at('26T02:00'))
  })
})

describe('what meets a step', () => {
  test('accepting is contact, done is result, reopening begins anew and keeps what was first set', () => {
    const start = firstDues(clock('ordinary'), report)
    const asked = duesAfter(start, 'dispatch', 'dispatching', at('25T02:01'), clock('ordinary'))
    expect(nextOf(asked).step).toBe('contact')
    const taken = duesAfter(asked, 'accept', 'assigned', at('25T02:30'), clock('ordinary'))
    expect(nextOf(taken).step).toBe('result')
    const done = duesAfter(taken, 'seal', 'done', at('25T08:00'), clock('ordinary'))
    expect(nextOf(done)).toEqual({ step: 'call_back', at: at('28T08:00') })
    const again = duesAfter(done, 'reopen', 'reopened', at('26T00:00'), clock('ordinary'))
    expect(nextOf(again)).toEqual({ step: 'dispatch', at: at('27T00:00') })
    expect(of(again, 'dispatch')?.firstDueAt).toEqual(of(start, 'dispatch')?.firstDueAt)
  })

  test('a helper who drops out leaves the contact unmet at its old moment', () => {
    const start = duesAfter(firstDues(clock('basic'), report), 'accept', 'assigned', at('25T02:10'), clock('basic'))
    const left = duesAfter(start, 'drop', 'dispatching', at('25T03:00'), clock('basic'))
    expect(nextOf(left)).toEqual({ step: 'contact', at: at('25T04:00') })
  })

  test('every end leaves nothing due but the call-back of work done', () => {
    for (const urgency of ['life', 'basic', 'ordinary', 'complex', 'advice'] as const) {
      for (const { act, to } of stateTable) {
        if (!['answered', 'declined', 'unmet', 'cancelled', 'duplicate', 'confirmed', 'closed'].includes(to)) continue
        const dues = duesAfter(firstDues(clock(urgency), report), act, to, at('25T05:00'), clock(urgency))
        expect(nextOf(dues).step).toBe(null)
      }
    }
  })

  test('each act meets only steps there are', () => {
    for (const { act, to } of stateTable)
      for (const step of metBy(act, to))
        expect(['answer', 'dispatch', 'contact', 'result', 'call_back']).toContain(step)
    expect(acts.length).toBeGreaterThan(20)
  })
})

describe('what moves a step', () => {
  const someDues = array(
    record({
      step: constantFrom('answer', 'dispatch', 'contact', 'result', 'call_back'),
      minutes: integer({ min: 1, max: 10_000 }),
      met: constantFrom(true, false),
    }),
    { maxLength: 5 },
  ).map((list): Due[] =>
    list.map(({ step, minutes, met }) => {
      const dueAt = new Date(report.getTime() + minutes * 60_000)
      return { step: step as Due['step'], dueAt, firstDueAt: dueAt, metAt: met ? report : null, lateSince: null }
    }),
  )

  test('a pause taken back leaves every moment where it was, and the first moment is never touched', () => {
    check(
      property(
        someDues,
        integer({ min: 1, max: 100_000 }),
        date({ min: report, max: at('30T00:00'), noInvalidDate: true }),
        (dues, length, from) => {
          const moved = movedBy(dues, from, length)
          expect(moved.map((one) => one.firstDueAt)).toEqual(dues.map((one) => one.firstDueAt))
          expect(movedBy(moved, from, -length).map((one) => one.dueAt)).toEqual(dues.map((one) => one.dueAt))
          for (const [place, one] of moved.entries()) {
            const before = dues[place]!
            expect(one.dueAt.getTime() - before.dueAt.getTime()).toBe(
              before.metAt === null && before.dueAt > from ? length : 0,
            )
          }
        },
      ),
    )
  })

  test('an extension brings nothing forward', () => {
    check(
      property(someDues, date({ min: report, max: at('30T00:00'), noInvalidDate: true }), (dues, until) => {
        for (const [place, one] of extendedTo(dues, until).entries())
          expect(one.dueAt.getTime()).toBeGreaterThanOrEqual(dues[place]!.dueAt.getTime())
      }),
    )
  })

  test('another urgency counts from the report and leaves what is met alone', () => {
    const start = duesAfter(
      firstDues(clock('ordinary'), report),
      'triage',
      'reported',
      at('25T02:05'),
      clock('ordinary'),
    )
    const urgent = duesAtUrgency(start, clock('life'), report)
    expect(of(urgent, 'dispatch')?.dueAt).toEqual(at('25T02:01'))
    expect(of(urgent, 'answer')).toEqual(of(start, 'answer'))
    expect(duesAtUrgency(start, clock('advice'), report).map((one) => one.step)).toEqual(['answer', 'result'])
  })

  test('the person above is told after as long as the step had, a ruling at most, a minute at least', () => {
    const made = (minutes: number) => ({ dueAt: report, firstDueAt: new Date(report.getTime() + minutes * 60_000) })
    expect(escalateAfterMs(made(0.25), report, 120)).toBe(60_000)
    expect(escalateAfterMs(made(30), report, 120)).toBe(30 * 60_000)
    expect(escalateAfterMs(made(7200), report, 120)).toBe(120 * 60_000)
  })
})
