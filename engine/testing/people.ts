// Requests and people for tests: one ordinary request that everybody fits, and ways to make them differ.
import fc from 'fast-check'
import type { Place, RankPerson, RankRequest } from '../eligibility.ts'

/** Wednesday 2026-11-25, as days since 1970-01-01. */
export const WEDNESDAY = 20_782
export const at = (day: number, hour: number, minute = 0): number => day * 1440 + hour * 60 + minute

export const HERE: Place = { x: 0, y: 0, building: 'b1', grid: 'g1', community: 'c1' }
export const placeAt = (x: number, y = 0, grid = 'g1', community = 'c1'): Place => ({
  x,
  y,
  building: `b${x},${y}`,
  grid,
  community,
})

export const aRequest = (change: Partial<RankRequest> = {}): RankRequest => ({
  id: 'request',
  window: { from: at(WEDNESDAY, 9), to: at(WEDNESDAY, 12) },
  durationMinutes: 60,
  place: HERE,
  areaPath: 's.c1.g1.b1.u1.d1',
  householdId: 'asker-home',
  skills: ['shopping'],
  usefulSkills: [],
  certificates: [],
  training: [],
  insuranceNeeded: false,
  bodilyRisk: false,
  sex: null,
  minimumClass: 'general',
  blockedIds: [],
  ...change,
})

export const aPerson = (id: string, change: Partial<RankPerson> = {}): RankPerson => ({
  id,
  class: 'general',
  sex: 'female',
  bornOn: WEDNESDAY - 40 * 366,
  guardianConsent: false,
  householdId: `home-${id}`,
  home: placeAt(100),
  serves: ['s.c1'],
  skills: ['shopping'],
  certificates: [],
  training: [],
  insurance: [],
  weekly: [0, 1, 2, 3, 4, 5, 6].map((day) => ({ from: day * 1440 + 480, to: day * 1440 + 1200 })),
  extra: [],
  away: [],
  pausedUntil: null,
  jobs: [],
  askedToday: 0,
  dayCap: null,
  visitsToAsker: 0,
  jobsLast14Days: 0,
  ...change,
})

const span = (low: number, high: number) =>
  fc
    .tuple(fc.integer({ min: low, max: high }), fc.integer({ min: 1, max: 300 }))
    .map(([from, length]) => ({ from, to: from + length }))

/** Any mixture of people: most fit, many do not. */
export const anyPeople = fc
  .uniqueArray(
    fc.record({
      id: fc.stringMatching(/^[a-z]{1,4}$/),
      x: fc.integer({ min: 0, max: 900 }),
      skilled: fc.boolean(),
      jobs: fc.array(span(at(WEDNESDAY, 6), at(WEDNESDAY, 14)), { maxLength: 3 }),
      weekly: fc.option(fc.array(span(0, 10_000), { maxLength: 6 })),
      askedToday: fc.integer({ min: 0, max: 4 }),
      visitsToAsker: fc.integer({ min: 0, max: 5 }),
      jobsLast14Days: fc.integer({ min: 0, max: 9 }),
      bornOn: fc.option(fc.integer({ min: WEDNESDAY - 20 * 366, max: WEDNESDAY - 10 * 366 })),
      guardianConsent: fc.boolean(),
    }),
    { selector: (one) => one.id, maxLength: 40 },
  )
  .map((people) =>
    people.map(({ id, x, skilled, jobs, ...rest }) =>
      aPerson(id, {
        ...rest,
        home: placeAt(x),
        skills: skilled ? ['shopping'] : [],
        jobs: jobs.map((job) => ({ ...job, at: placeAt(x) })),
      }),
    ),
  )
