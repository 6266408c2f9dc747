// A town to simulate: buildings on a square, registered volunteers with skills and weekly hours, shops, and requests with
// their daily rhythm, drawn from a seed. Figures of Xinzhu community: 0.78 km², 101 buildings, 1,283 volunteers, 33 shops.
import { MINUTES_A_DAY, minuteOfDay } from './calendar.ts'
import type { Behaviour } from './behaviour.ts'
import { random } from './random.ts'
import type { Random } from './random.ts'
import type { RequestKind } from './wave-policy.ts'

export type TownSize = {
  readonly volunteers: number
  readonly shops: number
  readonly buildings: number
  readonly sideMetres: number
  readonly skills: number
}
export const XINZHU: TownSize = { volunteers: 1283, shops: 33, buildings: 101, sideMetres: 883, skills: 12 }

export type Townsman = {
  readonly id: number
  readonly shop: boolean
  readonly x: number
  readonly y: number
  readonly skills: readonly number[]
  /** Per hour of the week, 1 where declared. */
  readonly hours: Uint8Array
  /** Logit of a yes in a simple case; the engine never sees it. */
  readonly willing: number
  readonly jobsAWeek: number
  /** How they answered before the simulation begins; a drawn town has no past. */
  readonly past?: { readonly asks: number; readonly yes: number }
}

export type TownRequest = {
  readonly id: number
  readonly kind: RequestKind
  readonly at: number
  readonly skill: number
  readonly x: number
  readonly y: number
  readonly start: number
  /** The work may begin until then; absent: at `start` only. */
  readonly latestStart?: number
  readonly minutes: number
  readonly deadline: number
  /** Somebody who has helped the asker before. */
  readonly familiar: number
}

export type Town = {
  readonly size: TownSize
  readonly people: readonly Townsman[]
  readonly places: readonly (readonly [number, number])[]
}

const FIRST_HOUR = 8
const BLOCKS_OF_TWO_HOURS = 7

export function drawTown(size: TownSize, behaviour: Behaviour, seed: number): Town {
  const draw = random(seed)
  const places = Array.from(
    { length: size.buildings },
    () => [draw.uniform() * size.sideMetres, draw.uniform() * size.sideMetres] as const,
  )
  const people = Array.from({ length: size.volunteers + size.shops }, (_, id): Townsman => {
    const shop = id >= size.volunteers
    const [x, y] = places[draw.below(places.length)]!
    const { mean, spread } = shop ? behaviour.willingShop : behaviour.willing
    return {
      id,
      shop,
      x,
      y,
      skills: shop ? shopSkills(draw, size) : volunteerSkills(draw, size),
      hours: shop ? openDaily() : declaredHours(draw),
      willing: mean + spread * draw.normal(),
      jobsAWeek: shop ? 40 : 8,
    }
  })
  return { size, people, places }
}

function volunteerSkills(draw: Random, { skills }: TownSize): number[] {
  const some = new Set([0])
  for (let left = 1 + draw.below(3); left > 0; left--) some.add(1 + Math.floor(draw.uniform() ** 1.6 * (skills - 1)))
  return [...some]
}

const shopSkills = (draw: Random, { skills }: TownSize): number[] => [
  draw.below(skills >> 1),
  (skills >> 1) + draw.below(skills - (skills >> 1)),
]

/** 35 % are retired and often free by day, 40 % in the evening and at weekends, 25 % rarely. */
function declaredHours(draw: Random): Uint8Array {
  const hours = new Uint8Array(7 * 24)
  const type = draw.uniform()
  for (let day = 0; day < 7; day++) {
    for (let block = 0; block < BLOCKS_OF_TWO_HOURS; block++) {
      const leisure = day >= 5 || block >= 5
      const share = type < 0.35 ? 0.5 : type >= 0.75 ? 0.12 : leisure ? 0.5 : 0.08
      if (draw.uniform() >= share) continue
      const hour = day * 24 + FIRST_HOUR + 2 * block
      hours.fill(1, hour, hour + 2)
    }
  }
  return hours
}

function openDaily(): Uint8Array {
  const hours = new Uint8Array(7 * 24)
  for (let day = 0; day < 7; day++) hours.fill(1, day * 24 + 9, day * 24 + 20)
  return hours
}

/** Requests by hour of the day: most at 9 to 11 and 14 to 17. */
const RHYTHM = [0.1, 0.05, 0.05, 0.05, 0.1, 0.3, 0.8, 2, 4, 6, 6, 5, 3, 3, 4, 5, 5, 4, 4, 4, 3, 2, 1, 0.4]

export function drawRequests(town: Town, days: number, aDay: number, seed: number): TownRequest[] {
  const draw = random(seed)
  const demand = Array.from({ length: town.size.skills }, (_, k) => 1 / (k + 1) ** 0.8)
  const requests: Omit<TownRequest, 'id'>[] = []
  for (let day = 0; day < days; day++) {
    const count = Math.max(0, Math.round(aDay * (1 + 0.15 * draw.normal())))
    for (let k = 0; k < count; k++) requests.push(drawRequest(draw, town, day, demand))
  }
  requests.sort((a, b) => a.at - b.at)
  return requests.map((request, id) => ({ ...request, id }))
}

function drawRequest(draw: Random, town: Town, day: number, demand: readonly number[]): Omit<TownRequest, 'id'> {
  const at = day * MINUTES_A_DAY + weighted(draw, RHYTHM) * 60 + draw.uniform() * 60
  const skill = weighted(draw, demand)
  const lot = draw.uniform()
  const kind: RequestKind = lot < 0.06 ? 'urgent' : lot < 0.62 ? 'ordinary' : 'scheduled'
  const [x, y] = town.places[draw.below(town.places.length)]!
  const minutes = 20 + draw.uniform() * 70
  const start =
    kind === 'urgent'
      ? at + 20
      : byDay(draw, at + (kind === 'ordinary' ? 90 + draw.uniform() * 300 : 720 + draw.uniform() * 2880))
  const deadline = kind === 'urgent' ? at + 30 : kind === 'ordinary' ? Math.max(at + 30, start - 30) : start - 120
  return { kind, at, skill, x, y, start, minutes, deadline, familiar: draw.below(town.people.length) }
}

/** Nobody is visited at night: moved to the next morning. */
function byDay(draw: Random, start: number): number {
  const minute = minuteOfDay(start)
  if (minute < 500) return start + 500 - minute + draw.uniform() * 240
  return minute > 1180 ? start + MINUTES_A_DAY - minute + 500 + draw.uniform() * 240 : start
}

function weighted(draw: Random, weights: readonly number[]): number {
  let left = draw.uniform() * weights.reduce((sum, weight) => sum + weight, 0)
  for (const [k, weight] of weights.entries()) {
    left -= weight
    if (left < 0) return k
  }
  return weights.length - 1
}
