// What may happen at a visit, what proves an arrival, what a hash covers, who is credited: tables and properties.
import {
  array,
  assert as check,
  boolean,
  constantFrom,
  dictionary,
  integer,
  jsonValue,
  property,
  record,
  string,
} from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  abilitiesOf,
  canonical,
  creditKind,
  type Facts,
  hashOf,
  isGone,
  isScribble,
  minutesOf,
  moneyFault,
  overrunStep,
  proofOf,
  refusalOf,
  stateOf,
  type Verb,
} from './rules.ts'

const states = ['planned', 'set_out', 'on_site', 'finished', 'signed', 'dropped', 'no_show', 'failed'] as const
const at = (minutes: number) => new Date(Date.UTC(2026, 10, 25, 2, minutes))

describe('how far a visit is', () => {
  test.each([
    [['planned'], 'planned'],
    [['planned', 'set_out'], 'set_out'],
    [['set_out', 'on_site'], 'on_site'],
    [['finished', 'on_site'], 'on_site'],
    [['finished', 'planned'], 'on_site'],
    [['finished', 'finished'], 'finished'],
    [['finished', 'dropped'], 'finished'],
    [['planned', 'dropped'], 'planned'],
    [['dropped'], 'dropped'],
    [['dropped', 'no_show'], 'no_show'],
    [['failed'], 'failed'],
    [['signed', 'signed'], 'signed'],
    [[], 'failed'],
  ] as const)('%o is %s', (people, state) => {
    expect(stateOf(people)).toBe(state)
  })

  test('who has left does not hold up those who are there', () => {
    check(
      property(array(constantFrom(...states), { minLength: 1 }), (people) => {
        const there = people.filter((state) => !isGone(state))
        return there.length === 0 || stateOf(people) === stateOf(there)
      }),
    )
  })
})

describe('who may do what', () => {
  const facts = record<Facts>({
    state: constantFrom(...states),
    mine: constantFrom(null, ...states),
    others: array(constantFrom(...states), { maxLength: 3 }),
    staffed: boolean(),
    staff: boolean(),
    begun: boolean(),
  })
  const helperVerbs: readonly Verb[] = ['setOut', 'checkIn', 'finish', 'sign', 'drop', 'needHelp']

  test('what is shown is what is enforced, and only helpers help', () => {
    check(
      property(facts, (given) => {
        const can = abilitiesOf(given)
        for (const verb of Object.keys(can) as Verb[]) expect(can[verb]).toBe(refusalOf(verb, given) === null)
        if (given.mine === null) expect(helperVerbs.some((verb) => can[verb])).toBe(false)
        if (!given.staff) expect(can.noShow || can.amend).toBe(false)
        return true
      }),
    )
  })

  test('a sealed sheet is sealed for everybody who helps', () => {
    check(
      property(facts, (given) =>
        helperVerbs.every((verb) => refusalOf(verb, { ...given, mine: 'signed' }) === 'visit.sealed'),
      ),
    )
  })

  test('nobody signs before the last has finished', () => {
    const mine: Facts = {
      state: 'on_site',
      mine: 'finished',
      others: ['on_site'],
      staffed: true,
      staff: false,
      begun: true,
    }
    expect(refusalOf('sign', mine)).toBe('visit.others_not_finished')
    expect(refusalOf('sign', { ...mine, others: ['dropped', 'finished'] })).toBe(null)
  })
})

describe('proof of arrival', () => {
  const none = { metres: null, withinMetres: 150, withoutProof: false, card: null, badge: false } as const
  test.each([
    [{ metres: 150 }, 'place'],
    [{ metres: 151 }, 'visit.too_far'],
    [{ metres: 2000, withoutProof: true }, 'none'],
    [{}, 'none'],
    [{ card: 'this', metres: 2000 }, 'door_card'],
    [{ card: 'other', metres: 10 }, 'visit.other_door'],
    [{ badge: true, metres: 900 }, 'badge'],
    [{ card: 'other', withoutProof: true }, 'visit.other_door'],
  ] as const)('%o: %s', (given, proof) => {
    expect(proofOf({ ...none, ...given })).toBe(proof)
  })
})

describe('time and money', () => {
  test.each([
    [0, 40, 0, 40],
    [0, 40, 10, 30],
    [0, 5, 30, 0],
    [10, 5, 0, 0],
  ])('from %i to %i with %i of break: %i minutes', (from, to, rest, minutes) => {
    expect(minutesOf(at(from), at(to), rest)).toBe(minutes)
  })

  test.each([
    [0, [], false, false, null],
    [100, [], false, false, 'visit.fee_not_allowed'],
    [100, [], true, false, null],
    [100, [], true, true, 'visit.fee_not_for_free'],
    [0, [{ name: '阀芯', count: 1, cents: 5 }], false, true, 'visit.fee_not_allowed'],
    [0, [{ name: '阀芯', count: 1 }], false, true, null],
    [0, [{ name: '阀芯', count: 1, cents: 0 }], true, true, null],
  ] as const)('fee %i, parts %o, organisation %s, free %s: %s', (feeCents, parts, organisation, free, fault) => {
    expect(moneyFault({ feeCents, parts: [...parts], organisation, free, inPoints: false })).toBe(fault)
  })

  test('what is paid in points has no fee beside it, and parts stay what they cost', () => {
    const shop = { organisation: true, free: false, inPoints: true }
    expect(moneyFault({ ...shop, feeCents: 100, parts: [] })).toBe('visit.paid_in_points')
    expect(moneyFault({ ...shop, feeCents: 0, parts: [{ name: '阀芯', count: 1, cents: 5 }] })).toBeNull()
  })

  test('credit only for unpaid help of others, off duty', () => {
    const help = { credit: 'neighbourly', volunteer: true, feeCents: 0, ownHousehold: false, onDuty: false } as const
    expect(creditKind(help)).toBe('points')
    expect(creditKind({ ...help, credit: 'timebank' })).toBe('minutes')
    for (const not of [{ volunteer: false }, { feeCents: 1 }, { ownHousehold: true }, { onDuty: true }])
      expect(creditKind({ ...help, ...not })).toBe(null)
  })

  test.each([
    [74, null],
    [75, 'ask'],
    [89, 'ask'],
    [90, 'staff'],
    [500, 'staff'],
  ] as const)('%i minutes at a job of 45: %s', (minutes, step) => {
    expect(overrunStep(at(0), 45, at(minutes), { overrunMinutes: 30, overrunStaffMinutes: 45 })).toBe(step)
  })
})

describe('the hash', () => {
  test('the same content is the same text in whatever order it was written, and survives a trip through JSON', () => {
    check(
      property(dictionary(string(), jsonValue()), (content) => {
        const turned = Object.fromEntries(Object.entries(content).toReversed())
        expect(hashOf(turned)).toBe(hashOf(content))
        expect(hashOf(JSON.parse(JSON.stringify(content)))).toBe(hashOf(JSON.parse(canonical(content))))
        return true
      }),
    )
  })

  test('any change of a value is another hash', () => {
    check(
      property(dictionary(string(), integer(), { minKeys: 1 }), (content) =>
        Object.keys(content).every((key) => hashOf({ ...content, [key]: (content[key] ?? 0) + 1 }) !== hashOf(content)),
      ),
    )
  })
})

test.each([
  [[[10, 10, 11, 10]], false],
  [[[10, 10, 400, 10]], false],
  [[[10, 10, 60, 12, 90, 40, 200, 10]], true],
  [
    [
      [5, 5, 6, 6],
      [6, 6, 7, 7],
    ],
    false,
  ],
  [
    [
      [0, 0, 0, 9],
      [40, 0, 40, 30],
    ],
    true,
  ],
])('strokes %o are a signature: %s', (strokes, signature) => {
  expect(isScribble(strokes)).toBe(signature)
})
