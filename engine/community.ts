// A community as its own history tells it: who may help, with what, when and how they answered; and what was asked for in
// the last months. From it come towns to simulate: people whose willingness fits their answers, and days ahead drawn from
// days of the same weekday (a bootstrap by day, so that the hours, places and services of one day stay together).
import type { Behaviour } from './behaviour.ts'
import { MINUTES_A_DAY } from './calendar.ts'
import { lotOf } from './chance-of-ask.ts'
import { random } from './random.ts'
import type { Town, TownRequest, Townsman } from './town.ts'
import type { RequestKind } from './wave-policy.ts'

/** Places are metres on a plane; `hours` one entry per hour of the week from Monday 00:00, 1 where declared. */
export type Helper = {
  readonly shop: boolean
  readonly x: number
  readonly y: number
  readonly skills: readonly number[]
  readonly hours: Uint8Array
  readonly asks: number
  readonly yes: number
}

export type PastRequest = {
  readonly kind: RequestKind
  /** Local minute (calendar.ts) at which it was reported. */
  readonly at: number
  readonly skill: number
  readonly x: number
  readonly y: number
  /** Minutes after `at`: the earliest start of the work. */
  readonly startsAfter: number
  /** The same for the latest start. */
  readonly startsBefore: number
  /** Until which somebody must have accepted. */
  readonly deadlineAfter: number
  readonly minutes: number
  /** Index of a helper who has been to this household before, or -1. */
  readonly familiar: number
}

export type Community = {
  readonly helpers: readonly Helper[]
  readonly past: readonly PastRequest[]
  /** Local days of the history, `to` excluded: the first day ahead. */
  readonly from: number
  readonly to: number
  readonly skills: number
}

/** People who come or go: negative numbers go. Without a place they live where others do. */
export type TeamChange = {
  readonly skill: number
  readonly people: number
  readonly place: { readonly x: number; readonly y: number } | null
  readonly hours: Uint8Array
}

export type Change = {
  readonly teams: readonly TeamChange[]
  /** That share of all volunteers is free in these hours, too. */
  readonly hours: { readonly share: number; readonly hours: Uint8Array } | null
  /** Demand times `factor`, of one skill or (-1) of all. */
  readonly demand: readonly { readonly skill: number; readonly factor: number }[]
}
export const NO_CHANGE: Change = { teams: [], hours: null, demand: [] }

const JOBS_A_WEEK = 8
const SHOP_JOBS_A_WEEK = 40
const NEW_VOLUNTEER: Pick<Helper, 'asks' | 'yes'> = { asks: 0, yes: 0 }

/** The people of one run. Whoever is there before and after a change is the same person, with the same lots. */
export function townOf(community: Community, change: Change, behaviour: Behaviour, seed: number): Town {
  const people = community.helpers.map((helper, id) => personOf(helper, id, behaviour, seed))
  for (const [k, team] of change.teams.entries()) {
    if (team.people < 0) takeAway(people, team, seed)
    for (let n = 0; n < team.people; n++) {
      const other = community.helpers[Math.floor(lotOf(seed, n, k, 21) * community.helpers.length)]
      const { x, y } = team.place ?? other ?? { x: 0, y: 0 }
      const helper = { shop: false, x, y, skills: [team.skill], hours: team.hours, ...NEW_VOLUNTEER }
      people.push(personOf(helper, people.length, behaviour, seed))
    }
  }
  const { hours } = change
  const moved = hours
    ? people.map((one) => (!one.shop && lotOf(seed, one.id, 0, 22) < hours.share ? withHours(one, hours.hours) : one))
    : people
  const size = { volunteers: people.length, shops: 0, buildings: 0, sideMetres: 0, skills: community.skills }
  return { size, people: moved, places: [] }
}

/** Whose lot falls first of those who can do it; they stay in the list, without skills, so that the others keep theirs. */
function takeAway(people: Townsman[], { skill, people: change }: TeamChange, seed: number): void {
  const able = people.filter((one) => !one.shop && one.skills.includes(skill))
  const order = able.toSorted((a, b) => lotOf(seed, a.id, skill, 23) - lotOf(seed, b.id, skill, 23))
  for (const one of order.slice(0, -change)) people[one.id] = { ...one, skills: [] }
}

const withHours = (one: Townsman, more: Uint8Array): Townsman => ({
  ...one,
  hours: one.hours.map((free, hour) => (free === 1 || more[hour] === 1 ? 1 : 0)),
})

function personOf(helper: Helper, id: number, behaviour: Behaviour, seed: number): Townsman {
  const { shop, x, y, skills, hours, asks, yes } = helper
  const willing = drawWilling(helper, behaviour, lotOf(seed, id, 0, 20))
  return {
    id,
    shop,
    x,
    y,
    skills,
    hours,
    willing,
    jobsAWeek: shop ? SHOP_JOBS_A_WEEK : JOBS_A_WEEK,
    past: { asks, yes },
  }
}

const GRID = 25
const REACH = 3
/** What an ask usually adds to the logit: the way of some 300 m. */
const USUAL_WAY = 3

/** A willingness drawn from what the population and this person's answers allow (posterior on a grid of normal quantiles). */
export function drawWilling(
  { shop, asks, yes }: Pick<Helper, 'shop' | 'asks' | 'yes'>,
  b: Behaviour,
  lot: number,
): number {
  const { mean, spread } = shop ? b.willingShop : b.willing
  const logs = Array.from({ length: GRID }, (_, k) => {
    const z = REACH * ((2 * k) / (GRID - 1) - 1)
    const chance = b.freeWhenDeclared / (1 + Math.exp(-(mean + spread * z + b.per100Metres * USUAL_WAY)))
    return { z, log: -0.5 * z * z + yes * Math.log(chance) + (asks - yes) * Math.log(1 - chance) }
  })
  const most = Math.max(...logs.map((one) => one.log))
  const weights = logs.map(({ log }) => Math.exp(log - most))
  let left = lot * weights.reduce((sum, weight) => sum + weight, 0)
  for (const [k, weight] of weights.entries()) {
    if (left < weight) return mean + spread * (logs[k]!.z + ((left / weight - 0.5) * 2 * REACH) / (GRID - 1))
    left -= weight
  }
  return mean + spread * REACH
}

/** Days drawn before the first counted one, so that calendars are filled. */
export const WARM_UP_DAYS = 7

/** Requests of the warm-up and the days ahead. What is asked for with and without a change is the same request. */
export function daysAhead(community: Community, change: Change, days: number, seed: number): TownRequest[] {
  const draw = random(seed)
  const byDay = new Map<number, PastRequest[]>()
  for (const one of community.past) {
    const day = Math.floor(one.at / MINUTES_A_DAY)
    byDay.set(day, [...(byDay.get(day) ?? []), one])
  }
  const requests: TownRequest[] = []
  let number = 0
  for (let day = community.to - WARM_UP_DAYS; day < community.to + days; day++) {
    const alike = daysLike(community, day)
    const source = alike[draw.below(alike.length)] ?? community.from
    for (const past of byDay.get(source) ?? []) {
      const id = number++
      const times = timesAsked(past, change, lotOf(seed, 0, id, 30))
      for (let copy = 0; copy < times; copy++) requests.push(asked(past, day - source, id + copy * COPIES))
    }
  }
  return requests.toSorted((a, b) => a.at - b.at || a.id - b.id)
}

const COPIES = 1_000_000

function daysLike({ from, to }: Community, day: number): number[] {
  const found: number[] = []
  for (let other = to - 1; other >= from; other--) if ((day - other) % 7 === 0) found.push(other)
  return found
}

function timesAsked(past: PastRequest, { demand }: Change, lot: number): number {
  let factor = 1
  for (const one of demand) if (one.skill === -1 || one.skill === past.skill) factor *= one.factor
  return Math.floor(factor) + (lot < factor - Math.floor(factor) ? 1 : 0)
}

function asked(past: PastRequest, days: number, id: number): TownRequest {
  const { startsAfter, startsBefore, deadlineAfter, ...rest } = past
  const at = past.at + days * MINUTES_A_DAY
  return { ...rest, id, at, start: at + startsAfter, latestStart: at + startsBefore, deadline: at + deadlineAfter }
}
