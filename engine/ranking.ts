// Who fits a request, best first, with the parts of the score in plain numbers; whoever fails a hard condition stands
// apart with the reasons. A weighted sum, because people must be able to check it by hand: learned acceptance enters only
// in waves.ts. The order is total (score, then metres, then id), so the same input gives the same answer in any order.
import { longest, total } from './calendar.ts'
import { eligibility, metresBetween } from './eligibility.ts'
import type { Eligibility, EligibilityPolicy, RankPerson, RankRequest, WhyNot } from './eligibility.ts'

export type { RankPerson, RankRequest, WhyNot } from './eligibility.ts'

/** How far out from the asker: same building, same grid, same community, beyond. */
export const RINGS = ['building', 'grid', 'community', 'neighbours'] as const
export type Ring = (typeof RINGS)[number]

export const PARTS = ['skill', 'distance', 'hours', 'familiarity', 'balance'] as const
export type PartName = (typeof PARTS)[number]

/**
 * One part of the score. `value` is what a person can check: useful skills held, metres, free minutes in the window,
 * earlier visits, jobs in the last 14 days; null where it is not known. `points` = its share of the total of 100.
 */
export type Part = {
  readonly part: PartName
  readonly value: number | null
  readonly score: number
  readonly weight: number
  readonly points: number
}

export type RankPolicy = EligibilityPolicy & {
  readonly weights: Readonly<Record<PartName, number>>
  /** Metres at which the distance part has fallen to half. */
  readonly halfDistanceMetres: number
  /** Earlier visits at which the familiarity part reaches half. */
  readonly halfFamiliarityVisits: number
  /** Jobs in 14 days at which the balance part has fallen to half. */
  readonly halfBalanceJobs: number
}

export type Ranked = {
  readonly id: string
  /** 0 to 100. */
  readonly total: number
  readonly parts: readonly Part[]
  readonly metres: number | null
  readonly ring: Ring
  /** Their declared hours have room for the work; hours never declared count as free. */
  readonly declaredFree: boolean
  /** First minute at which the work could start for this person. */
  readonly start: number
}
export type Excluded = { readonly id: string; readonly reasons: readonly WhyNot[] }

export const ORDINARY_RANKING: RankPolicy = {
  outsideHours: 'exclude',
  asksADay: 3,
  metresAMinute: 60,
  bufferMinutes: 10,
  weights: { skill: 20, distance: 30, hours: 20, familiarity: 15, balance: 15 },
  halfDistanceMetres: 400,
  halfFamiliarityVisits: 2,
  halfBalanceJobs: 4,
}
/** Life at risk: near beats everything, undeclared hours and caps do not shut anyone out. */
export const URGENT_RANKING: RankPolicy = {
  ...ORDINARY_RANKING,
  outsideHours: 'lower',
  asksADay: null,
  bufferMinutes: 0,
  weights: { skill: 15, distance: 60, hours: 20, familiarity: 5, balance: 0 },
  halfDistanceMetres: 250,
}

/** Every person comes back exactly once, ranked or excluded; excluded in order of id. */
export function rank(
  request: RankRequest,
  people: readonly RankPerson[],
  policy: RankPolicy,
): { ranked: Ranked[]; excluded: Excluded[] } {
  const blocked = new Set(request.blockedIds)
  const ranked: Ranked[] = []
  const excluded: Excluded[] = []
  for (const person of people) {
    const standing = eligibility(request, person, blocked, policy)
    if (standing.reasons.length > 0) excluded.push({ id: person.id, reasons: standing.reasons })
    else ranked.push(scored(request, person, standing, policy))
  }
  ranked.sort(betterFirst)
  if (!isById(excluded)) excluded.sort((a, b) => byId(a.id, b.id))
  return { ranked, excluded }
}

/** A database hands people over by id: then nine thousand reasons why not need no sorting, which cost a quarter of a ranking. */
const isById = (all: readonly Excluded[]): boolean => all.every((one, k) => k === 0 || all[k - 1]!.id <= one.id)
const byId = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const betterFirst = (a: Ranked, b: Ranked): number =>
  b.total - a.total || (a.metres ?? 1e9) - (b.metres ?? 1e9) || byId(a.id, b.id)

function scored(request: RankRequest, person: RankPerson, standing: Eligibility, policy: RankPolicy): Ranked {
  const metres = person.home ? Math.round(metresBetween(person.home, request.place)) : null
  const useful = usefulSkills(request, person)
  const hours = person.weekly === null ? null : total(standing.free)
  const near = metres === null ? 0 : falling(metres, policy.halfDistanceMetres)
  const known = 1 - falling(person.visitsToAsker, policy.halfFamiliarityVisits)
  const rested = falling(person.jobsLast14Days, policy.halfBalanceJobs)
  const parts = [
    part('skill', useful, (1 + useful) / (1 + request.usefulSkills.length), policy),
    part('distance', metres, near, policy),
    part('hours', hours, hoursScore(request, person, standing), policy),
    part('familiarity', person.visitsToAsker, known, policy),
    part('balance', person.jobsLast14Days, rested, policy),
  ]
  let points = 0
  for (const one of parts) points += one.points
  const start = firstStart(standing, request)
  const declaredFree = person.weekly === null || longest(standing.declared) >= request.durationMinutes
  const ring = ringOf(request, person)
  return { id: person.id, total: Math.round(points * 100) / 100, parts, metres, ring, declaredFree, start }
}

function part(name: PartName, value: number | null, score: number, { weights }: RankPolicy): Part {
  const weight = weights[name]
  const sum = weights.skill + weights.distance + weights.hours + weights.familiarity + weights.balance
  return { part: name, value, score, weight, points: (100 * weight * score) / sum }
}

function usefulSkills(request: RankRequest, person: RankPerson): number {
  let held = 0
  for (const skill of request.usefulSkills) if (person.skills.includes(skill)) held++
  return held
}

function firstStart(standing: Eligibility, request: RankRequest): number {
  for (const span of standing.free) if (span.to - span.from >= request.durationMinutes) return span.from
  return request.window.from
}

/** 1 at nothing, half at `half`, towards 0. */
const falling = (value: number, half: number): number => half / (half + value)

/** Hours never declared count half; nothing declared in the window (possible only when urgent) counts nothing. */
function hoursScore(request: RankRequest, person: RankPerson, standing: Eligibility): number {
  if (person.weekly === null) return 0.5
  const free = Math.min(total(standing.free), total(standing.declared))
  return Math.min(1, free / Math.max(1, request.window.to - request.window.from))
}

function ringOf(request: RankRequest, person: RankPerson): Ring {
  const home = person.home
  if (!home || home.community !== request.place.community) return 'neighbours'
  if (home.building === request.place.building) return 'building'
  return home.grid === request.place.grid ? 'grid' : 'community'
}
