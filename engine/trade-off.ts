// Fairness against walking: the same past days assigned at least cost, each time with another price on having been busy
// lately. A job of the last fortnight makes a person dearer by `weight` metres; the flow stays exact (convex slot costs).
import { assign } from './assignment.ts'
import type { Behaviour } from './behaviour.ts'
import { MINUTES_A_DAY, minuteOfWeek } from './calendar.ts'
import { lotOf } from './chance-of-ask.ts'
import { NO_CHANGE, townOf } from './community.ts'
import type { Community, PastRequest } from './community.ts'
import { gini } from './statistics.ts'
import type { Townsman } from './town.ts'

export const FAIRNESS_WEIGHTS = [0, 20, 50, 100, 200, 400] as const

export type TradeOff = {
  /** Metres that one job in the last 14 days makes a person dearer. */
  readonly weight: number
  readonly walkMetres: number
  readonly gini: number
  /** Jobs of the busiest volunteer in the whole time. */
  readonly most: number
  readonly unmet: number
}

const UNMET_METRES = 3000
const FARTHEST_METRES = 1500
const FADING_DAYS = 14
const JOBS_A_DAY = 3

/** One point per weight, on the same days and with the same people free. */
export function tradeOffs(
  community: Community,
  behaviour: Behaviour,
  seed: number,
  weights: readonly number[],
): TradeOff[] {
  const { people } = townOf(community, NO_CHANGE, behaviour, seed)
  const volunteers = people.filter((one) => !one.shop)
  return weights.map((weight) => curvePoint(community, volunteers, behaviour, seed, weight))
}

function curvePoint(
  community: Community,
  people: readonly Townsman[],
  behaviour: Behaviour,
  seed: number,
  weight: number,
): TradeOff {
  const load = new Float64Array(people.length)
  const jobs = new Int32Array(people.length)
  const possible = new Uint8Array(people.length)
  let [metres, served, asked] = [0, 0, 0]
  for (let day = community.from; day < community.to; day++) {
    const requests = community.past.filter((one) => Math.floor((one.at + one.startsAfter) / MINUTES_A_DAY) === day)
    const free = (one: Townsman) => lotOf(seed, one.id, day, 41) < behaviour.freeWhenDeclared
    const problem = ofDay(requests, people, free, load, weight)
    const { edges } = assign(problem)
    load.forEach((value, k) => (load[k] = value * Math.exp(-1 / FADING_DAYS)))
    for (const person of problem.edgePerson) possible[person] = 1
    for (const edge of edges) {
      const person = problem.edgePerson[edge]!
      metres += problem.edgeCost[edge]!
      jobs[person]!++
      load[person]!++
    }
    served += edges.length
    asked += requests.length
  }
  const counted = [...jobs].filter((_, k) => possible[k] === 1)
  return {
    weight,
    walkMetres: served === 0 ? NaN : metres / served,
    gini: gini(counted),
    most: Math.max(0, ...counted),
    unmet: asked === 0 ? NaN : 1 - served / asked,
  }
}

function ofDay(
  requests: readonly PastRequest[],
  people: readonly Townsman[],
  free: (one: Townsman) => boolean,
  load: Float64Array,
  weight: number,
) {
  const firstEdge = [0]
  const edgePerson: number[] = []
  const edgeCost: number[] = []
  for (const one of requests) {
    const hour = Math.floor(minuteOfWeek(one.at + one.startsAfter) / 60)
    for (const [person, other] of people.entries()) {
      if (other.hours[hour] !== 1 || !other.skills.includes(one.skill) || !free(other)) continue
      const metres = Math.hypot(other.x - one.x, other.y - one.y)
      if (metres > FARTHEST_METRES) continue
      edgePerson.push(person)
      edgeCost.push(metres)
    }
    firstEdge.push(edgePerson.length)
  }
  return {
    need: new Int32Array(requests.length).fill(1),
    unassignedCost: new Float64Array(requests.length).fill(UNMET_METRES),
    firstEdge: Int32Array.from(firstEdge),
    edgePerson: Int32Array.from(edgePerson),
    edgeCost: Float64Array.from(edgeCost),
    firstSlot: Int32Array.from({ length: people.length + 1 }, (_, j) => JOBS_A_DAY * j),
    slotCost: Float64Array.from(
      { length: JOBS_A_DAY * people.length },
      (_, k) => weight * (load[Math.floor(k / JOBS_A_DAY)]! + (k % JOBS_A_DAY)),
    ),
  }
}
