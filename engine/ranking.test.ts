import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ORDINARY_RANKING, PARTS, URGENT_RANKING, rank } from './ranking.ts'
import type { RankPerson, RankRequest, WhyNot } from './ranking.ts'
import { HERE, WEDNESDAY, aPerson, aRequest, anyPeople, at, placeAt } from './testing/people.ts'

const birthday = (year: number, month: number, day: number) => Date.UTC(year, month - 1, day) / 86_400_000
const held = (code: string, from: number, to: number | null) => [{ code, from, to }]

type Case = [string, Partial<RankRequest>, Partial<RankPerson>, WhyNot]
const refusals: Case[] = [
  ['a skill is missing', {}, { skills: [] }, { code: 'skill_missing', skill: 'shopping' }],
  [
    'the class is too low',
    { minimumClass: 'skilled' },
    {},
    { code: 'class_too_low', has: 'general', minimum: 'skilled' },
  ],
  [
    'a certificate is missing',
    { certificates: ['electrician'] },
    {},
    { code: 'certificate_missing', needs: 'electrician' },
  ],
  [
    'a certificate ended the day before',
    { certificates: ['electrician'] },
    { certificates: held('electrician', 0, WEDNESDAY - 1) },
    { code: 'certificate_expired', needs: 'electrician', lastDay: WEDNESDAY - 1 },
  ],
  [
    'a certificate begins the day after',
    { certificates: ['electrician'] },
    { certificates: held('electrician', WEDNESDAY + 1, null) },
    { code: 'certificate_not_yet', needs: 'electrician', firstDay: WEDNESDAY + 1 },
  ],
  ['training is missing', { training: ['basic'] }, {}, { code: 'training_missing', needs: 'basic' }],
  [
    'training has lapsed',
    { training: ['basic'] },
    { training: held('basic', 0, WEDNESDAY - 30) },
    { code: 'training_expired', needs: 'basic', lastDay: WEDNESDAY - 30 },
  ],
  ['insurance is missing', { insuranceNeeded: true }, {}, { code: 'insurance_missing' }],
  [
    'insurance has lapsed',
    { insuranceNeeded: true },
    { insurance: held('accident', 0, WEDNESDAY - 1) },
    { code: 'insurance_expired', lastDay: WEDNESDAY - 1 },
  ],
  ['they are 13', {}, { bornOn: birthday(2012, 11, 26) }, { code: 'too_young', age: 13, minimum: 14 }],
  [
    'they are 14 today and no guardian agreed',
    {},
    { bornOn: birthday(2012, 11, 25) },
    { code: 'guardian_missing', age: 14 },
  ],
  [
    'they are 17 and there is a bodily risk',
    { bodilyRisk: true },
    { bornOn: birthday(2008, 11, 26), guardianConsent: true },
    { code: 'minor_at_risk', age: 17, minimum: 18 },
  ],
  ['a man is asked where a woman is demanded', { sex: 'female' }, { sex: 'male' }, { code: 'sex', demanded: 'female' }],
  ['nobody knows which sex is demanded', { sex: 'not_told' }, { sex: 'female' }, { code: 'sex_unknown' }],
  ['the sex is not known where one is demanded', { sex: 'female' }, { sex: null }, { code: 'sex', demanded: 'female' }],
  ['they paused', {}, { pausedUntil: at(WEDNESDAY, 11, 30) }, { code: 'paused', until: at(WEDNESDAY, 11, 30) }],
  [
    'they are away',
    {},
    { away: [{ from: at(WEDNESDAY, 0), to: at(WEDNESDAY + 2, 0) }] },
    { code: 'away', from: at(WEDNESDAY, 0), to: at(WEDNESDAY + 2, 0) },
  ],
  [
    'their hours leave too little of the window',
    {},
    { weekly: [{ from: 2 * 1440 + 11 * 60 + 30, to: 2 * 1440 + 18 * 60 }] },
    { code: 'outside_hours', longestMinutes: 30, neededMinutes: 60 },
  ],
  [
    'the area is not served',
    {},
    { serves: ['s.c1.g2', 's.c1.g1.b'] },
    { code: 'area_not_served', areaPath: 's.c1.g1.b1.u1.d1' },
  ],
  ['the two are blocked', { blockedIds: ['someone'] }, {}, { code: 'blocked' }],
  ['it is their own household', {}, { householdId: 'asker-home' }, { code: 'own_household' }],
  [
    'another job with the way there overlaps',
    { window: { from: at(WEDNESDAY, 9), to: at(WEDNESDAY, 10) } },
    { jobs: [{ from: at(WEDNESDAY, 8), to: at(WEDNESDAY, 8, 50), at: placeAt(600) }] },
    { code: 'overlap', from: at(WEDNESDAY, 8), to: at(WEDNESDAY, 8, 50), travelMinutes: 20 },
  ],
  ['they were asked often enough today', {}, { askedToday: 3 }, { code: 'day_cap', asked: 3, cap: 3 }],
  ['they said: ask me less', {}, { askedToday: 1, dayCap: 1 }, { code: 'day_cap', asked: 1, cap: 1 }],
]

describe('hard conditions', () => {
  it.each(refusals)('excludes someone when %s', (_name, request, person, reason) => {
    const { ranked, excluded } = rank(aRequest(request), [aPerson('someone', person)], ORDINARY_RANKING)
    expect(ranked).toEqual([])
    expect(excluded).toEqual([{ id: 'someone', reasons: [reason] }])
  })

  it('keeps every failure, not only the first', () => {
    const person = aPerson('someone', { skills: [], sex: 'male', askedToday: 9 })
    const { excluded } = rank(aRequest({ sex: 'female' }), [person], ORDINARY_RANKING)
    expect(excluded[0]?.reasons.map((reason) => reason.code)).toEqual(['skill_missing', 'sex', 'day_cap'])
  })

  it('lets in who is just inside: valid on the last day, 14 with consent, hours touching, a job that ends in time', () => {
    const request = aRequest({
      certificates: ['electrician'],
      window: { from: at(WEDNESDAY, 9), to: at(WEDNESDAY, 10) },
    })
    const person = aPerson('someone', {
      certificates: held('electrician', WEDNESDAY, WEDNESDAY),
      bornOn: birthday(2012, 11, 25),
      guardianConsent: true,
      weekly: [{ from: 2 * 1440 + 540, to: 2 * 1440 + 600 }],
      jobs: [{ from: at(WEDNESDAY, 8), to: at(WEDNESDAY, 8, 40), at: placeAt(600) }],
    })
    expect(rank(request, [person], ORDINARY_RANKING).excluded).toEqual([])
  })

  it('lets an urgent request through undeclared hours and caps, never through a job under way', () => {
    const request = aRequest({ window: { from: at(WEDNESDAY, 2), to: at(WEDNESDAY, 3) } })
    const asleep = aPerson('asleep', { askedToday: 9 })
    const busy = aPerson('busy', { jobs: [{ from: at(WEDNESDAY, 1), to: at(WEDNESDAY, 4), at: HERE }] })
    const { ranked, excluded } = rank(request, [asleep, busy], URGENT_RANKING)
    expect(ranked.map((one) => one.id)).toEqual(['asleep'])
    expect(excluded[0]?.reasons[0]?.code).toBe('overlap')
  })
})

describe('the score', () => {
  it('puts the nearer of two equals first, and equals in order of id', () => {
    const people = [aPerson('c', { home: placeAt(50) }), aPerson('b'), aPerson('a')]
    expect(rank(aRequest(), people, ORDINARY_RANKING).ranked.map((one) => one.id)).toEqual(['c', 'a', 'b'])
  })

  it('says where a person lives from the asker: building, grid, community, neighbours', () => {
    const homes = { a: HERE, b: placeAt(10), c: placeAt(20, 0, 'g2'), d: placeAt(30, 0, 'g9', 'c2') }
    const people = Object.entries(homes).map(([id, home]) => aPerson(id, { home }))
    const { ranked } = rank(aRequest(), people, ORDINARY_RANKING)
    expect(ranked.map((one) => one.ring)).toEqual(['building', 'grid', 'community', 'neighbours'])
  })

  it('names the first minute at which the work could start', () => {
    const person = aPerson('someone', { jobs: [{ from: at(WEDNESDAY, 8), to: at(WEDNESDAY, 9, 30), at: HERE }] })
    expect(rank(aRequest(), [person], ORDINARY_RANKING).ranked[0]?.start).toBe(at(WEDNESDAY, 9, 40))
  })

  const better: [string, Partial<RankPerson>, Partial<RankPerson>][] = [
    ['nearer', { home: placeAt(100) }, { home: placeAt(101) }],
    ['known to the asker', { visitsToAsker: 1 }, { visitsToAsker: 0 }],
    ['less loaded', { jobsLast14Days: 1 }, { jobsLast14Days: 2 }],
  ]
  it.each(better)('rises when someone is %s, all else equal', (_name, more, less) => {
    const { ranked } = rank(aRequest(), [aPerson('a', less), aPerson('b', more)], ORDINARY_RANKING)
    expect(ranked.map((one) => one.id)).toEqual(['b', 'a'])
  })
})

describe('properties', () => {
  const request = aRequest()

  it('every person comes back exactly once, and who is excluded is never ranked', () => {
    fc.assert(
      fc.property(anyPeople, (people) => {
        const { ranked, excluded } = rank(request, people, ORDINARY_RANKING)
        const ids = [...ranked, ...excluded].map((one) => one.id).toSorted()
        expect(ids).toEqual(people.map((one) => one.id).toSorted())
        expect(excluded.every((one) => one.reasons.length > 0)).toBe(true)
      }),
    )
  })

  it('the order of the people handed in does not matter', () => {
    const shuffled = anyPeople.chain((people) =>
      fc.tuple(fc.constant(people), fc.shuffledSubarray(people, { minLength: people.length })),
    )
    fc.assert(
      fc.property(shuffled, ([people, other]) => {
        expect(rank(request, other, ORDINARY_RANKING)).toEqual(rank(request, people, ORDINARY_RANKING))
      }),
    )
  })

  it('the order is total: better score first, then nearer, then id', () => {
    fc.assert(
      fc.property(anyPeople, (people) => {
        const { ranked } = rank(request, people, ORDINARY_RANKING)
        for (let k = 1; k < ranked.length; k++) {
          const [a, b] = [ranked[k - 1]!, ranked[k]!]
          const ahead = a.total - b.total || b.metres! - a.metres! || (a.id < b.id ? 1 : -1)
          expect(ahead).toBeGreaterThan(0)
        }
      }),
    )
  })

  it('parts lie in 0 to 1, their points add up to the total', () => {
    fc.assert(
      fc.property(anyPeople, (people) => {
        for (const one of rank(request, people, ORDINARY_RANKING).ranked) {
          expect(one.parts.map((part) => part.part)).toEqual(PARTS)
          expect(one.parts.every((part) => part.score >= 0 && part.score <= 1)).toBe(true)
          expect(one.parts.reduce((sum, part) => sum + part.points, 0)).toBeCloseTo(one.total, 2)
        }
      }),
    )
  })

  it('one more person never changes what is said about the others', () => {
    fc.assert(
      fc.property(anyPeople, (people) => {
        const before = rank(request, people, ORDINARY_RANKING)
        const after = rank(request, [...people, aPerson('zzzzz')], ORDINARY_RANKING)
        expect(after.ranked.filter((one) => one.id !== 'zzzzz')).toEqual(before.ranked)
        expect(after.excluded).toEqual(before.excluded)
      }),
    )
  })
})
