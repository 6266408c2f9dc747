// Age, hours, papers and badges: tables, and what must hold for any hours.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { defaultServices } from '../catalog/default-services.ts'
import { ageVerdict, badgeNumber, badgeOf, isExpired, lieApart, numberTyped, ratingOf, reminderStage } from './rules.ts'
import { holdingName } from './text.ts'

test.each([
  [13, 'too_young'],
  [14, 'with_guardian'],
  [17, 'with_guardian'],
  [18, 'by_themselves'],
  [90, 'by_themselves'],
] as const)('at %i one helps %s', (age, verdict) => expect(ageVerdict(age)).toBe(verdict))

describe('hours of a week', () => {
  const span = (weekday: number, fromMinute: number, toMinute: number) => ({ weekday, fromMinute, toMinute })
  const apart = (...spans: ReturnType<typeof span>[]) => lieApart(spans, ({ weekday }) => weekday)
  test('touching is apart, another day is apart, one minute in common is not', () => {
    expect(apart()).toBe(true)
    expect(apart(span(1, 540, 600), span(1, 600, 660))).toBe(true)
    expect(apart(span(1, 540, 601), span(1, 600, 660))).toBe(false)
    expect(apart(span(1, 540, 601), span(2, 600, 660))).toBe(true)
    expect(apart(span(1, 600, 600))).toBe(false)
    expect(apart(span(1, 0, 1440), span(1, 10, 20))).toBe(false)
  })

  const anySpan = fc.record({
    weekday: fc.integer({ min: 1, max: 2 }),
    fromMinute: fc.integer({ min: 0, max: 40 }),
    toMinute: fc.integer({ min: 1, max: 41 }),
  })
  test('lie apart exactly when no minute is named twice, in whatever order they come', () => {
    fc.assert(
      fc.property(fc.array(anySpan, { maxLength: 6 }), (spans) => {
        const minutes = spans.flatMap(({ weekday, fromMinute, toMinute }) =>
          Array.from(
            { length: Math.max(0, toMinute - fromMinute) },
            (_, offset) => `${weekday}/${fromMinute + offset}`,
          ),
        )
        const expected =
          spans.every(({ fromMinute, toMinute }) => fromMinute < toMinute) && new Set(minutes).size === minutes.length
        expect(lieApart(spans, ({ weekday }) => weekday)).toBe(expected)
        expect(lieApart(spans.toReversed(), ({ weekday }) => weekday)).toBe(expected)
      }),
    )
  })
})

describe('papers', () => {
  test.each([
    [61, null],
    [60, 60],
    [31, 60],
    [30, 30],
    [8, 30],
    [7, 7],
    [0, 7],
    [-1, null],
  ])('with %i days left the reminder is that of %s days', (left, stage) => expect(reminderStage(left)).toBe(stage))

  test('count through their last day', () => {
    expect(isExpired('2026-11-25', '2026-11-25')).toBe(false)
    expect(isExpired('2026-11-24', '2026-11-25')).toBe(true)
    expect(isExpired(null, '2026-11-25')).toBe(false)
  })

  test('every paper the shipped catalogue demands has a name in both languages', () => {
    const papers = defaultServices.flatMap(({ requirements }) =>
      requirements.filter(({ kind }) => kind === 'certificate' || kind === 'training' || kind === 'insurance'),
    )
    for (const { code } of papers) expect(holdingName(code).zh, code).not.toBe(code)
    expect(holdingName('钢琴调律师')).toEqual({ zh: '钢琴调律师', en: '钢琴调律师' })
  })
})

describe('badges', () => {
  test.each([
    ['123', 'LB-000123'],
    ['lb-123', 'LB-000123'],
    ['LB000123', 'LB-000123'],
    ['韦', null],
    ['13800000000', null],
  ])('%s is searched as %s', (typed, number) => expect(numberTyped(typed)).toBe(number))
  test('numbers rise beyond six digits', () => expect(badgeNumber(1_234_567)).toBe('LB-1234567'))

  const now = new Date('2026-11-25T02:00:00Z')
  const [earlier, later] = [new Date('2026-11-24T00:00:00Z'), new Date('2026-11-26T00:00:00Z')]
  test.each([
    ['approved', null, null, true, true],
    ['approved', earlier, null, true, false],
    ['approved', earlier, later, true, false],
    ['approved', later, null, true, true],
    ['approved', earlier, now, true, true],
    ['paused', null, null, true, false],
    ['applied', null, null, false, false],
    ['refused', null, null, false, false],
    ['left', null, null, false, false],
  ] as const)('%s, away from %o to %o: ours %s, active %s', (state, awayFrom, awayTo, ours, active) =>
    expect(badgeOf({ state, awayFrom, awayTo }, now)).toEqual({ ours, active }),
  )
})

test('a rating is shown to one decimal, and not before somebody has rated', () => {
  expect(ratingOf({ ratingSum: 0, ratingCount: 0 })).toBeNull()
  expect(ratingOf({ ratingSum: 14, ratingCount: 3 })).toBe(4.7)
})
