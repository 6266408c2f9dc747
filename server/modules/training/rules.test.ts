// The figures of training: windows, codes, what passes, how long it holds, who lacks it.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { codePeriod, digitsOf, drawn, gapOf, holdsUntil, isAttendable, neededOf, rightOf } from './rules.ts'

const session = {
  startsAt: new Date('2026-11-25T02:00:00Z'),
  endsAt: new Date('2026-11-25T04:00:00Z'),
  state: 'planned' as const,
}
test.each([
  ['2026-11-25T01:29:59Z', false],
  ['2026-11-25T01:30:00Z', true],
  ['2026-11-25T04:30:00Z', true],
  ['2026-11-25T04:30:01Z', false],
])('at %s one may sign in: %s', (at, may) => {
  expect(isAttendable(session, new Date(at))).toBe(may)
  expect(isAttendable({ ...session, state: 'cancelled' }, new Date(at))).toBe(false)
})

test('a code is six digits, the same within its half minute', () => {
  expect(digitsOf('a')).toMatch(/^\d{6}$/)
  const { period, endsAt } = codePeriod(new Date('2026-11-25T02:00:29.999Z'))
  expect(codePeriod(endsAt).period).toBe(period + 1)
})

test.each([
  [5, 80, 4],
  [10, 75, 8],
  [3, 100, 3],
  [1, 1, 1],
])('of %i questions at %i %% %i must be right', (of, percent, needed) => {
  expect(neededOf(of, percent)).toBe(needed)
})

test('answers that are all right pass whatever is demanded, and none of the questions comes twice', () => {
  const bank = fc.uniqueArray(fc.integer({ min: 0, max: 500 }), { minLength: 1, maxLength: 40 })
  fc.assert(
    fc.property(
      bank,
      fc.integer({ min: 1, max: 50 }),
      fc.nat(),
      fc.integer({ min: 1, max: 100 }),
      (all, count, seed, percent) => {
        let state = seed
        const random = (below: number) => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) % below
        const questions = drawn(all, count, random).map((one) => ({ text: String(one), choices: [], right: one % 4 }))
        expect(questions.length).toBe(Math.min(count, all.length))
        expect(new Set(questions.map(({ text }) => text)).size).toBe(questions.length)
        const right = rightOf(
          questions,
          questions.map((one) => one.right),
        )
        expect(right).toBeGreaterThanOrEqual(neededOf(questions.length, percent))
      },
    ),
  )
})

test.each([
  ['2026-11-25', 12, '2027-11-24'],
  ['2026-01-31', 1, '2026-02-27'],
  ['2026-11-25', null, null],
])('passed on %s for %s months holds until %s', (day, months, until) => {
  expect(holdsUntil(day, months)).toBe(until)
})

test.each([
  [undefined, 'missing'],
  [{ toOn: '2026-11-24' }, 'expired'],
  [{ toOn: '2026-11-25' }, 'soon'],
  [{ toOn: '2027-01-24' }, 'soon'],
  [{ toOn: '2027-01-25' }, null],
  [{ toOn: null }, null],
])('%o on 25 November is %s', (held, gap) => {
  expect(gapOf(held, '2026-11-25')).toBe(gap)
})
