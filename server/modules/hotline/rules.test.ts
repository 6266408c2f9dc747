// The moments of a call are the same in whatever order its events come; a signature covers every value.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CallEventKind } from '@linbang/contract/calls'
import { afterEvent, afterTry, type Moments, signatureOf, stateOf, talkedSeconds, waitedSeconds } from './rules.ts'

const at = (second: number) => new Date(Date.UTC(2026, 10, 25, 2, 0, second))
const fold = (events: readonly (readonly [CallEventKind, number])[]): Moments => {
  const start = { rangAt: at(events[0]?.[1] ?? 0), answeredAt: null, endedAt: null }
  return events.reduce<Moments>((call, [event, second]) => afterEvent(call, event, at(second)), start)
}

test.each([
  [[['ring', 0]], 'ringing', 40, null],
  [
    [
      ['ring', 0],
      ['answered', 9],
    ],
    'talking',
    9,
    31,
  ],
  [
    [
      ['ring', 0],
      ['answered', 9],
      ['hung_up', 30],
    ],
    'ended',
    9,
    21,
  ],
  [
    [
      ['ring', 0],
      ['hung_up', 12],
    ],
    'missed',
    12,
    null,
  ],
  [
    [
      ['ring', 0],
      ['missed', 25],
    ],
    'missed',
    25,
    null,
  ],
] as const)('%j is %s', (events, state, waited, talked) => {
  const call = fold(events)
  expect([stateOf(call), waitedSeconds(call, at(40)), talkedSeconds(call, at(40))]).toEqual([state, waited, talked])
})

test('each event told once or more, in any order: the same moments, and never an end before the answer before the ring', () => {
  const second = fc.integer({ min: 0, max: 59 })
  const calls = fc.record({ ring: second, answered: second, hung_up: second }, { requiredKeys: ['ring'] })
  fc.assert(
    fc.property(calls, fc.array(fc.nat(), { minLength: 6, maxLength: 6 }), (told, order) => {
      const events = Object.entries(told) as [CallEventKind, number][]
      const shuffled = [...events, ...events]
        .map((event, place) => [order[place] ?? 0, event] as const)
        .toSorted(([one], [other]) => one - other)
        .map(([, event]) => event)
      const call = fold(events)
      expect(fold(shuffled)).toEqual(call)
      const moments = [call.rangAt, call.answeredAt, call.endedAt].filter((one) => one !== null)
      expect(moments.toSorted((one, other) => one.getTime() - other.getTime())).toEqual(moments)
    }),
  )
})

describe('a signature', () => {
  const event = { event: 'ring', reference: 'a-1', nonce: 'n'.repeat(16), timestamp: 1_795_579_200 } as const
  test('is the one that docs/calls.md shows', () =>
    expect(signatureOf('a-call-centre-of-the-stories', { ...event, from: '13800138000' })).toBe(
      '557916df5e42e73766efad16d6e69355fa96d6583ec5c6e14f4c97ae93fe3480',
    ))
  test('changes with every value', () => {
    const all = [
      event,
      { ...event, event: 'missed' as const },
      { ...event, reference: 'a-2' },
      { ...event, nonce: 'm'.repeat(16) },
      { ...event, timestamp: event.timestamp + 1 },
      { ...event, at: event.timestamp },
      { ...event, direction: 'out' as const },
      { ...event, from: '13800138000' },
      { ...event, agent: 'weimin' },
      { ...event, notice: true },
      { ...event, endedBy: 'caller' as const },
      { ...event, recordingUrl: 'https://centre.test/1.wav' },
    ]
    expect(new Set(all.map((one) => signatureOf('secret', one))).size).toBe(all.length)
  })
})

test.each([
  [0, 3, 'again'],
  [1, 3, 'again'],
  [2, 3, 'unreachable'],
  [0, 1, 'unreachable'],
] as const)('after %i tries of %i in vain and one more: %s', (tries, most, outcome) =>
  expect(afterTry({ tries }, most)).toBe(outcome),
)
