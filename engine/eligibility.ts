// Hard conditions: may this person be asked for this request at all? Every failure is kept, as a code with its numbers,
// so that the board can say "why not" in words. The rules are those of the product's rule book (volunteers, safety).
import { MINUTES_A_DAY, ageOn, dayOf, join, longest, weeklyWithin, without } from './calendar.ts'
import type { Span } from './calendar.ts'

/** A building on the tenant's plane, in metres, with the areas it lies in. */
export type Place = {
  readonly x: number
  readonly y: number
  readonly building: string
  readonly grid: string
  readonly community: string
}

/** A certificate, a passed course or an insurance: valid on days `from` to `to`, both included; `to` null has no end. */
export type Holding = { readonly code: string; readonly from: number; readonly to: number | null }
export type Job = { readonly from: number; readonly to: number; readonly at: Place | null }

export const CLASSES = ['general', 'skilled', 'organisation'] as const
export type VolunteerClass = (typeof CLASSES)[number]
export type Sex = 'female' | 'male'

/** Moments are local minutes, days local days (see calendar.ts). */
export type RankRequest = {
  readonly id: string
  /** The work starts and ends inside it. */
  readonly window: Span
  readonly durationMinutes: number
  readonly place: Place
  readonly areaPath: string
  readonly householdId: string | null
  readonly skills: readonly string[]
  /** Not demanded, but counted in the skill part of the score. */
  readonly usefulSkills: readonly string[]
  readonly certificates: readonly string[]
  readonly training: readonly string[]
  readonly insuranceNeeded: boolean
  readonly bodilyRisk: boolean
  /** `not_told`: the same sex is demanded and nobody knows which: then nobody is asked before somebody has found out. */
  readonly sex: Sex | 'not_told' | null
  readonly minimumClass: VolunteerClass
  /** People one of the two sides has blocked, whichever side it was. */
  readonly blockedIds: readonly string[]
}

export type RankPerson = {
  readonly id: string
  readonly class: VolunteerClass
  readonly sex: Sex | null
  /** Null: of age, as checked at registration. A minor's day of birth is always kept. */
  readonly bornOn: number | null
  readonly guardianConsent: boolean
  readonly householdId: string | null
  readonly home: Place | null
  /** Area paths served; an area includes what lies under it. */
  readonly serves: readonly string[]
  readonly skills: readonly string[]
  readonly certificates: readonly Holding[]
  readonly training: readonly Holding[]
  readonly insurance: readonly Holding[]
  /** Declared hours in minutes of the week from Monday 00:00; null: not declared yet. */
  readonly weekly: readonly Span[] | null
  /** Extra times beside the weekly hours, and times away. */
  readonly extra: readonly Span[]
  readonly away: readonly Span[]
  /** Paused until this minute; `Infinity`: until further notice. */
  readonly pausedUntil: number | null
  readonly jobs: readonly Job[]
  readonly askedToday: number
  /** "Ask me less": the person's own cap, null takes the policy's. */
  readonly dayCap: number | null
  readonly visitsToAsker: number
  readonly jobsLast14Days: number
}

export type EligibilityPolicy = {
  /** `lower`: outside declared hours only lowers the score, as an urgent request wants it. */
  readonly outsideHours: 'exclude' | 'lower'
  /** Null: nobody's cap counts, not even their own (life at risk). */
  readonly asksADay: number | null
  readonly metresAMinute: number
  /** Kept free between two jobs besides the way. */
  readonly bufferMinutes: number
}

export type WhyNot =
  | { readonly code: 'skill_missing'; readonly skill: string }
  | { readonly code: 'class_too_low'; readonly has: VolunteerClass; readonly minimum: VolunteerClass }
  | { readonly code: 'certificate_missing' | 'training_missing'; readonly needs: string }
  | { readonly code: 'certificate_expired' | 'training_expired'; readonly needs: string; readonly lastDay: number }
  | { readonly code: 'certificate_not_yet' | 'training_not_yet'; readonly needs: string; readonly firstDay: number }
  | { readonly code: 'insurance_missing' }
  | { readonly code: 'insurance_expired'; readonly lastDay: number }
  | { readonly code: 'insurance_not_yet'; readonly firstDay: number }
  | { readonly code: 'too_young'; readonly age: number; readonly minimum: 14 }
  | { readonly code: 'guardian_missing'; readonly age: number }
  | { readonly code: 'minor_at_risk'; readonly age: number; readonly minimum: 18 }
  | { readonly code: 'sex'; readonly demanded: Sex }
  | { readonly code: 'sex_unknown' }
  | { readonly code: 'paused'; readonly until: number }
  | { readonly code: 'away'; readonly from: number; readonly to: number }
  | { readonly code: 'outside_hours'; readonly longestMinutes: number; readonly neededMinutes: number }
  | { readonly code: 'overlap'; readonly from: number; readonly to: number; readonly travelMinutes: number }
  | { readonly code: 'area_not_served'; readonly areaPath: string }
  | { readonly code: 'blocked' }
  | { readonly code: 'own_household' }
  | { readonly code: 'day_cap'; readonly asked: number; readonly cap: number }

/** What is left of the window for this person, and every reason against asking. */
export type Eligibility = {
  readonly reasons: WhyNot[]
  readonly free: readonly Span[]
  readonly declared: readonly Span[]
}

export const metresBetween = (a: Place, b: Place): number => Math.hypot(a.x - b.x, a.y - b.y)

export function eligibility(
  request: RankRequest,
  person: RankPerson,
  blocked: ReadonlySet<string>,
  policy: EligibilityPolicy,
): Eligibility {
  const reasons: WhyNot[] = []
  const day = dayOf(request.window.from)
  checkSkills(request, person, reasons)
  checkHoldings(request.certificates, person.certificates, day, 'certificate', reasons)
  checkHoldings(request.training, person.training, day, 'training', reasons)
  if (request.insuranceNeeded) checkInsurance(person.insurance, day, reasons)
  checkAge(request, person, day, reasons)
  if (request.sex === 'not_told') reasons.push({ code: 'sex_unknown' })
  else if (request.sex && person.sex !== request.sex) reasons.push({ code: 'sex', demanded: request.sex })
  if (!person.serves.some((path) => isUnder(request.areaPath, path))) {
    reasons.push({ code: 'area_not_served', areaPath: request.areaPath })
  }
  if (blocked.has(person.id)) reasons.push({ code: 'blocked' })
  if (request.householdId !== null && request.householdId === person.householdId)
    reasons.push({ code: 'own_household' })
  if (policy.asksADay !== null) {
    const cap = Math.min(policy.asksADay, person.dayCap ?? policy.asksADay)
    if (person.askedToday >= cap) reasons.push({ code: 'day_cap', asked: person.askedToday, cap })
  }
  const { free, declared } = checkTime(request, person, policy, reasons)
  return { reasons, free, declared }
}

/** Whether the area with this path is, or lies under, the area with that one. */
const isUnder = (path: string, above: string): boolean =>
  path === above || (path.startsWith(above) && path.charAt(above.length) === '.')

function checkSkills(request: RankRequest, person: RankPerson, reasons: WhyNot[]): void {
  for (const skill of request.skills) if (!person.skills.includes(skill)) reasons.push({ code: 'skill_missing', skill })
  if (CLASSES.indexOf(person.class) < CLASSES.indexOf(request.minimumClass)) {
    reasons.push({ code: 'class_too_low', has: person.class, minimum: request.minimumClass })
  }
}

type Validity =
  | { readonly state: 'valid' | 'missing' }
  | { readonly state: 'expired' | 'not_yet'; readonly day: number }

function validityOn(day: number, holdings: readonly Holding[]): Validity {
  if (holdings.length === 0) return { state: 'missing' }
  let lastDay = -Infinity
  let firstDay = Infinity
  for (const { from, to } of holdings) {
    if (from <= day && (to === null || day <= to)) return { state: 'valid' }
    if (to !== null && to < day) lastDay = Math.max(lastDay, to)
    else firstDay = Math.min(firstDay, from)
  }
  return firstDay < Infinity ? { state: 'not_yet', day: firstDay } : { state: 'expired', day: lastDay }
}

function checkHoldings(
  needed: readonly string[],
  held: readonly Holding[],
  day: number,
  kind: 'certificate' | 'training',
  reasons: WhyNot[],
): void {
  for (const needs of needed) {
    const validity = validityOn(
      day,
      held.filter((holding) => holding.code === needs),
    )
    if (validity.state === 'missing') reasons.push({ code: `${kind}_missing`, needs })
    else if (validity.state === 'expired') reasons.push({ code: `${kind}_expired`, needs, lastDay: validity.day })
    else if (validity.state === 'not_yet') reasons.push({ code: `${kind}_not_yet`, needs, firstDay: validity.day })
  }
}

function checkInsurance(held: readonly Holding[], day: number, reasons: WhyNot[]): void {
  const validity = validityOn(day, held)
  if (validity.state === 'missing') reasons.push({ code: 'insurance_missing' })
  else if (validity.state === 'expired') reasons.push({ code: 'insurance_expired', lastDay: validity.day })
  else if (validity.state === 'not_yet') reasons.push({ code: 'insurance_not_yet', firstDay: validity.day })
}

/** 18 and over by themselves; 14 to 17 with a guardian's consent and never at bodily risk. */
function checkAge(request: RankRequest, person: RankPerson, day: number, reasons: WhyNot[]): void {
  if (person.bornOn === null || day - person.bornOn > 18 * 366) return
  const age = ageOn(day, person.bornOn)
  if (age >= 18) return
  if (age < 14) reasons.push({ code: 'too_young', age, minimum: 14 })
  else if (!person.guardianConsent) reasons.push({ code: 'guardian_missing', age })
  if (request.bodilyRisk) reasons.push({ code: 'minor_at_risk', age, minimum: 18 })
}

/** Narrows the window by pause, absence, hours and other jobs; the first that leaves no room is the reason. */
function checkTime(
  request: RankRequest,
  person: RankPerson,
  policy: EligibilityPolicy,
  reasons: WhyNot[],
): Pick<Eligibility, 'free' | 'declared'> {
  const neededMinutes = request.durationMinutes
  const here = presentDuring(request.window, person)
  if (longest(here) < neededMinutes) reasons.push(whyNotHere(request, person))
  const declared = person.weekly === null ? here : withinHours(here, person)
  const outside = longest(declared) < neededMinutes
  if (outside && longest(here) >= neededMinutes && policy.outsideHours === 'exclude') {
    reasons.push({ code: 'outside_hours', longestMinutes: longest(declared), neededMinutes })
  }
  const open = outside && policy.outsideHours === 'lower' ? here : declared
  let free: readonly Span[] = open
  for (const job of person.jobs) {
    const travelMinutes = travelBetween(job.at, request.place, policy)
    const cut = { from: job.from - travelMinutes, to: job.to + travelMinutes }
    if (cut.to <= request.window.from || request.window.to <= cut.from) continue
    free = without(free, cut)
    if (longest(free) >= neededMinutes || longest(open) < neededMinutes) continue
    reasons.push({ code: 'overlap', from: job.from, to: job.to, travelMinutes })
    break
  }
  return { free, declared }
}

function presentDuring(window: Span, person: RankPerson): Span[] {
  const from = Math.max(window.from, person.pausedUntil ?? window.from)
  let here: Span[] = from < window.to ? [{ from, to: window.to }] : []
  for (const away of person.away) here = without(here, away)
  return here
}

function whyNotHere(request: RankRequest, person: RankPerson): WhyNot {
  const until = person.pausedUntil ?? -Infinity
  if (request.window.to - Math.max(request.window.from, until) < request.durationMinutes)
    return { code: 'paused', until }
  const away = person.away.find((span) => span.from < request.window.to && request.window.from < span.to)
  return { code: 'away', from: away?.from ?? request.window.from, to: away?.to ?? request.window.to }
}

function withinHours(here: readonly Span[], person: RankPerson): Span[] {
  const pieces: Span[] = []
  for (const span of here) {
    pieces.push(...weeklyWithin(person.weekly ?? [], span))
    for (const extra of person.extra) {
      const from = Math.max(span.from, extra.from)
      const to = Math.min(span.to, extra.to)
      if (from < to) pieces.push({ from, to })
    }
  }
  return join(pieces)
}

function travelBetween(from: Place | null, to: Place, policy: EligibilityPolicy): number {
  const way = from ? Math.ceil(metresBetween(from, to) / policy.metresAMinute) : 0
  return Math.min(MINUTES_A_DAY, way) + policy.bufferMinutes
}
