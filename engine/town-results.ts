// What a simulated town tells: times, unmet, notifications, walking, fairness; means over runs with 95 % intervals, and
// differences between two policies on the same towns (paired by seed, so that the luck of a town cancels out).
import type { Behaviour } from './behaviour.ts'
import { simulate } from './simulate.ts'
import type { Case, Policy, World } from './simulate.ts'
import { gini, interval, percentile } from './statistics.ts'
import type { Interval } from './statistics.ts'
import { metresTo } from './town-people.ts'
import { drawRequests, drawTown } from './town.ts'
import type { TownSize } from './town.ts'

export const MEASURES = [
  'urgentUnmet',
  'urgentMedianMinutes',
  'urgentP95Minutes',
  'ordinaryUnmet',
  'ordinaryMedianMinutes',
  'ordinaryP95Minutes',
  'scheduledUnmet',
  'scheduledMedianMinutes',
  'unmet',
  'notificationsPerAcceptance',
  'walkMetres',
  'gini',
  'mutedAMonth',
  'tooLatePerAcceptance',
] as const
export type Measure = (typeof MEASURES)[number]
export type Result = Readonly<Record<Measure, number>>

export type Setting = {
  readonly size: TownSize
  readonly days: number
  /** The first days fill the calendars and teach the engine; they are not counted. */
  readonly warmUpDays: number
  readonly requestsADay: number
  readonly behaviour: Behaviour
}

/** One run. Shares are 0 to 1; times are of the accepted only, so read them next to the unmet. */
export function runTown(setting: Setting, policy: Policy, seed: number): Result {
  const town = drawTown(setting.size, setting.behaviour, seed)
  const requests = drawRequests(town, setting.days, setting.requestsADay, seed + 100)
  return summarise(simulate(town, requests, policy, setting.behaviour, seed + 7), setting)
}

function summarise(world: World, { days, warmUpDays }: Setting): Result {
  const counted = world.cases.filter((one) => one.at >= warmUpDays * 1440)
  const of = (kind: Case['kind']) => counted.filter((one) => one.kind === kind)
  const accepted = counted.filter((one) => one.acceptedBy >= 0)
  const asks = counted.reduce((sum, one) => sum + one.asks.length, 0)
  const metres = accepted.reduce((sum, one) => sum + metresTo(world.people[one.acceptedBy]!, one), 0)
  const everAccepted = world.cases.filter((one) => one.acceptedBy >= 0).length
  return {
    urgentUnmet: unmet(of('urgent')),
    urgentMedianMinutes: minutes(of('urgent'), 0.5),
    urgentP95Minutes: minutes(of('urgent'), 0.95),
    ordinaryUnmet: unmet(of('ordinary')),
    ordinaryMedianMinutes: minutes(of('ordinary'), 0.5),
    ordinaryP95Minutes: minutes(of('ordinary'), 0.95),
    scheduledUnmet: unmet(of('scheduled')),
    scheduledMedianMinutes: minutes(of('scheduled'), 0.5),
    unmet: unmet(counted),
    notificationsPerAcceptance: asks / Math.max(1, accepted.length),
    walkMetres: metres / Math.max(1, accepted.length),
    gini: gini(world.people.filter((person) => !person.shop).map((person) => person.jobs)),
    mutedAMonth: (world.silenced / world.people.length) * (28 / days),
    tooLatePerAcceptance: world.tooLate / Math.max(1, everAccepted),
  }
}

const unmet = (cases: readonly Case[]): number =>
  cases.length === 0 ? 0 : cases.filter((one) => one.acceptedBy < 0).length / cases.length

const minutes = (cases: readonly Case[], share: number): number =>
  percentile(
    cases.filter((one) => one.acceptedBy >= 0).map((one) => one.acceptedAt - one.at),
    share,
  )

export const intervals = (runs: readonly Result[]): Record<Measure, Interval> =>
  gather((measure) => runs.map((run) => run[measure]))

/** How much more `runs` has than `base`, run by run. */
export const differences = (runs: readonly Result[], base: readonly Result[]): Record<Measure, Interval> =>
  gather((measure) => runs.map((run, k) => run[measure] - base[k]![measure]))

function gather(valuesOf: (measure: Measure) => number[]): Record<Measure, Interval> {
  return Object.fromEntries(MEASURES.map((measure) => [measure, interval(valuesOf(measure))])) as Record<
    Measure,
    Interval
  >
}
