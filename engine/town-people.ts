// One simulated person: jobs, tiredness, silence, and how they answer an ask. The lots are common to all policies.
import { dayOf, minuteOfDay, minuteOfWeek } from './calendar.ts'
import type { Behaviour } from './behaviour.ts'
import { lotOf } from './chance-of-ask.ts'
import type { TownRequest, Townsman } from './town.ts'

export type Person = Townsman & {
  /** The id as the engine knows it. */
  readonly name: string
  asks: number
  asksToday: number
  yes: number
  no: number
  ignored: number
  jobs: number
  fatigue: number
  fatigueAt: number
  silentUntil: number
  load: number
  loadAt: number
  calledAt: number
  roll(now: number): void
  isFree(request: TownRequest): boolean
  take(request: TownRequest, now: number): void
}

const LOAD_DAYS = 14
const AROUND_A_JOB = 10

function answersBefore({ past = { asks: 0, yes: 0 } }: Townsman) {
  return { asks: past.asks, yes: past.yes, no: past.asks - past.yes }
}

export function somebodyNew(townsman: Townsman): Person {
  let busy: { from: number; to: number }[] = []
  let week: number[] = []
  let today = -1
  return {
    ...townsman,
    name: String(townsman.id),
    ...answersBefore(townsman),
    asksToday: 0,
    ignored: 0,
    jobs: 0,
    fatigue: 0,
    fatigueAt: 0,
    load: 0,
    loadAt: 0,
    silentUntil: -1,
    calledAt: -Infinity,
    roll(now) {
      const day = dayOf(now)
      if (day === today) return
      today = day
      this.asksToday = 0
      week = week.filter((taken) => taken > now - 7 * 1440)
      busy = busy.filter((job) => job.to > now - 60)
    },
    isFree(request) {
      if (week.length >= townsman.jobsAWeek) return false
      if (townsman.shop || busy.length === 0) return true
      const [from, to] = [request.start - AROUND_A_JOB, request.start + request.minutes + AROUND_A_JOB]
      return busy.every((job) => to <= job.from || job.to <= from)
    },
    take(request, now) {
      busy.push({ from: request.start, to: request.start + request.minutes })
      week.push(now)
      this.jobs++
      this.load = loadOf(this, now) + 1
      this.loadAt = now
    },
  }
}

export const decayed = (value: number, since: number, now: number, days: number): number =>
  value * Math.exp(-(now - since) / (days * 1440))

export const loadOf = (person: Person, now: number): number => decayed(person.load, person.loadAt, now, LOAD_DAYS)

/** Each ask counts one, fading. */
export function tire(person: Person, behaviour: Behaviour, now: number): void {
  person.fatigue = decayed(person.fatigue, person.fatigueAt, now, behaviour.fatigueDays) + 1
  person.fatigueAt = now
}

/** An urgent job is now, any other at its start. */
const serviceMoment = (request: TownRequest, now: number): number => (request.kind === 'urgent' ? now : request.start)

/** Whether some hour at which the job may begin was declared. */
export function declaredFor(person: Townsman, request: TownRequest, now: number): boolean {
  const first = serviceMoment(request, now)
  const last = request.latestStart ?? first
  for (let moment = first; ; moment += 60) {
    if (declaredAt(person, moment)) return true
    if (moment + 60 > last) return false
  }
}

const declaredAt = (person: Townsman, moment: number): boolean =>
  person.hours[Math.floor(minuteOfWeek(moment) / 60)] === 1

/** From door to door, stairs included. */
export const metresTo = (person: Townsman, request: TownRequest): number =>
  Math.hypot(person.x - request.x, person.y - request.y) + 30

const FREE = 1
const YES = 2
const DELAY = 3
const DELAY_TOO = 4
const SILENT = 5
const AWAKE = 6
const REACHED = 7
const REPUTATION = 8

export function answerOf(
  person: Person,
  request: TownRequest,
  behaviour: Behaviour,
  seed: number,
  now: number,
  byPhone: boolean,
) {
  const lot = (which: number) => lotOf(seed, person.id, request.id, which)
  const { delay } = behaviour
  const urgent = request.kind === 'urgent'
  const asleep = !urgent && isNight(now) && lot(AWAKE) < behaviour.asleep
  const free = lot(FREE) < freeShare(person, request, behaviour, now)
  const reached = !byPhone || lot(REACHED) < behaviour.reached
  const yes =
    free &&
    !asleep &&
    reached &&
    person.silentUntil <= now &&
    lot(YES) < willingness(person, request, behaviour, now, byPhone)
  const normal = normalOf(lot(DELAY), lot(DELAY_TOO))
  const minutes = (urgent ? delay.urgent : delay.ordinary) * Math.exp(delay.sigma * normal) + delay.atLeast
  return { yes, minutes }
}

const isNight = (now: number): boolean => minuteOfDay(now) < 420 || minuteOfDay(now) > 1350

function freeShare(person: Person, request: TownRequest, behaviour: Behaviour, now: number): number {
  return declaredFor(person, request, now) ? behaviour.freeWhenDeclared : behaviour.freeOtherwise
}

function willingness(person: Person, request: TownRequest, b: Behaviour, now: number, byPhone: boolean): number {
  const logit =
    person.willing +
    (b.per100Metres * metresTo(person, request)) / 100 +
    (request.familiar === person.id ? b.familiar : 0) +
    b.perFatigue * decayed(person.fatigue, person.fatigueAt, now, b.fatigueDays) +
    (request.kind === 'urgent' ? b.urgent : 0) +
    (byPhone ? b.byPhone : 0)
  return 1 / (1 + Math.exp(-logit))
}

/** What the oracle knows: the true chance of a yes. */
export const trueChance = (person: Person, request: TownRequest, behaviour: Behaviour, now: number): number =>
  person.silentUntil > now
    ? 0
    : freeShare(person, request, behaviour, now) * willingness(person, request, behaviour, now, false)

export function fallsSilent(
  person: Person,
  request: TownRequest,
  behaviour: Behaviour,
  seed: number,
  now: number,
): boolean {
  const hazard = behaviour.muteHazard * person.fatigue ** behaviour.mutePower
  return person.silentUntil < now && lotOf(seed, person.id, request.id, SILENT) < hazard
}

const normalOf = (one: number, two: number): number => Math.sqrt(-2 * Math.log(1 - one)) * Math.cos(2 * Math.PI * two)

/** What callers think of somebody: near the truth, not the truth. */
export const reputation = (person: Person, behaviour: Behaviour, seed: number): number =>
  person.willing +
  behaviour.reputationNoise * normalOf(lotOf(seed, person.id, 0, REPUTATION), lotOf(seed, person.id, 1, REPUTATION))
