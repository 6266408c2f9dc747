// What would be different: the days ahead simulated with and without a change, on the same towns and with the same luck, so
// that only the change makes the difference; 95 % intervals over the runs. A difference whose interval covers zero is none.
import { UNCALIBRATED } from './acceptance.ts'
import { ASSUMED, fitted } from './behaviour.ts'
import type { Behaviour } from './behaviour.ts'
import { MINUTES_A_DAY } from './calendar.ts'
import { NO_CHANGE, daysAhead, townOf } from './community.ts'
import type { Change, Community } from './community.ts'
import { waves } from './policies.ts'
import { simulate } from './simulate.ts'
import type { Case, World } from './simulate.ts'
import { gini, interval, percentile } from './statistics.ts'
import type { Interval } from './statistics.ts'
import { metresTo } from './town-people.ts'
import { policyFor } from './wave-policy.ts'
import type { RequestKind, WavePolicy } from './wave-policy.ts'

export const EFFECTS = [
  'unmet',
  'medianMinutes',
  'p90Minutes',
  'urgentUnmet',
  'focusUnmet',
  'focusMedianMinutes',
  'asksPerAcceptance',
  'walkMetres',
  'busiestJobsAWeek',
  'helpersActive',
  'gini',
] as const
export type Effect = (typeof EFFECTS)[number]
/** One run; NaN where there is nothing to tell. Shares 0 to 1. */
export type Effects = Readonly<Record<Effect, number>>

export type Plan = {
  readonly change: Change
  /** Null: as the engine is shipped. */
  readonly policy: Readonly<Record<RequestKind, WavePolicy>> | null
  /** How often one volunteer may be asked in a day; null: as the engine is shipped. */
  readonly asksADay: number | null
}
export const AS_NOW: Plan = { change: NO_CHANGE, policy: null, asksADay: null }

/** What the community's own asks show of people's behaviour: their acceptance rate and their delays. */
export type History = readonly { accepted: boolean; minutes: number | null; urgent: boolean }[]

const FITTING_ROUNDS = 3
const FITTING_DAYS = 14

/** The assumed behaviour, its willingness moved until the community, simulated as it is, accepts as often as it did. */
export function behaviourOf(community: Community, history: History, now: Plan): Behaviour {
  let behaviour = fitted(history, rateOf(community, ASSUMED, now))
  const wanted = shareAccepted(history)
  for (let round = 1; round < FITTING_ROUNDS; round++) {
    const shift = logit(wanted) - logit(rateOf(community, behaviour, now))
    behaviour = { ...behaviour, willing: { ...behaviour.willing, mean: behaviour.willing.mean + shift } }
  }
  return behaviour
}

const bounded = (share: number): number => Math.min(0.9, Math.max(0.005, share))
const logit = (share: number): number => Math.log(share / (1 - share))
const shareAccepted = (history: History): number =>
  bounded(history.filter((one) => one.accepted).length / Math.max(1, history.length))

/** Yeses for one ask in a simulated fortnight. */
function rateOf(community: Community, behaviour: Behaviour, now: Plan): number {
  const world = play(community, behaviour, now, 0, FITTING_DAYS)
  const asks = world.cases.reduce((sum, one) => sum + one.asks.length, 0)
  const yes = world.cases.filter((one) => one.acceptedBy >= 0).length + world.tooLate
  return bounded(yes / Math.max(1, asks))
}

/** One run, told once for each focus: a skill whose own figures are wanted, or -1. */
export function runPlan<const F extends readonly number[]>(
  community: Community,
  behaviour: Behaviour,
  plan: Plan,
  seed: number,
  days: number,
  focuses: F,
): { readonly [K in keyof F]: Effects } {
  const world = play(community, behaviour, plan, seed, days)
  return focuses.map((focus) => effectsOf(world, community, days, focus)) as { readonly [K in keyof F]: Effects }
}

function play(community: Community, behaviour: Behaviour, plan: Plan, seed: number, days: number): World {
  const town = townOf(community, plan.change, behaviour, seed)
  const asks = community.helpers.reduce((sum, one) => sum + one.asks, 0)
  const { policy } = plan
  const how = waves('waves', policy ? (kind) => policy[kind] : policyFor, plan.asksADay ?? undefined)
  const requests = daysAhead(community, plan.change, days, seed + 1)
  return simulate(town, requests, how, behaviour, seed + 2, { ...UNCALIBRATED, asks })
}

function effectsOf(world: World, community: Community, days: number, focus: number): Effects {
  const first = community.to * MINUTES_A_DAY
  const counted = world.cases.filter((one) => one.at >= first)
  const accepted = counted.filter((one) => one.acceptedBy >= 0)
  const inFocus = counted.filter((one) => one.skill === focus)
  const jobs = new Map<number, number>()
  for (const one of accepted) jobs.set(one.acceptedBy, (jobs.get(one.acceptedBy) ?? 0) + 1)
  const volunteers = world.people.filter((one) => !one.shop && one.skills.length > 0)
  const load = volunteers.map((one) => jobs.get(one.id) ?? 0).toSorted((a, b) => b - a)
  const busiest = load.slice(0, Math.max(1, Math.round(load.length / 20)))
  const metres = accepted.reduce((sum, one) => sum + metresTo(world.people[one.acceptedBy]!, one), 0)
  const asks = counted.reduce((sum, one) => sum + one.asks.length, 0)
  return {
    unmet: unmet(counted),
    medianMinutes: minutes(counted, 0.5),
    p90Minutes: minutes(counted, 0.9),
    urgentUnmet: unmet(counted.filter((one) => one.kind === 'urgent')),
    focusUnmet: unmet(inFocus),
    focusMedianMinutes: minutes(inFocus, 0.5),
    asksPerAcceptance: accepted.length === 0 ? NaN : asks / accepted.length,
    walkMetres: accepted.length === 0 ? NaN : metres / accepted.length,
    busiestJobsAWeek: (7 * busiest.reduce((sum, count) => sum + count, 0)) / Math.max(1, busiest.length) / days,
    helpersActive: load.filter((count) => count > 0).length,
    gini: gini(load),
  }
}

const unmet = (cases: readonly Case[]): number =>
  cases.length === 0 ? NaN : cases.filter((one) => one.acceptedBy < 0).length / cases.length

const minutes = (cases: readonly Case[], share: number): number =>
  percentile(
    cases.filter((one) => one.acceptedBy >= 0).map((one) => one.acceptedAt - one.at),
    share,
  )

export type Verdict = 'less' | 'more' | 'no_difference'
export type Comparison = {
  readonly now: Interval
  readonly changed: Interval
  readonly difference: Interval
  readonly verdict: Verdict
}

/** Run by run on the same towns; null where too few runs have anything to tell. */
export function compare(now: readonly Effects[], changed: readonly Effects[]): Record<Effect, Comparison | null> {
  const one = (effect: Effect): Comparison | null => {
    const pairs = now
      .map((run, k) => [run[effect], changed[k]![effect]] as const)
      .filter(([a, b]) => !Number.isNaN(a) && !Number.isNaN(b))
    if (pairs.length < 2) return null
    const difference = interval(pairs.map(([a, b]) => b - a))
    const verdict = difference.high < 0 ? 'less' : difference.low > 0 ? 'more' : 'no_difference'
    return { now: interval(pairs.map(([a]) => a)), changed: interval(pairs.map(([, b]) => b)), difference, verdict }
  }
  return Object.fromEntries(EFFECTS.map((effect) => [effect, one(effect)])) as Record<Effect, Comparison | null>
}

const FEWEST_RUNS = 8
const PRECISE = 0.01

/** Whether the share of unmet, and the one in focus, are known to ± 1 point. */
export function isPrecise(comparison: Record<Effect, Comparison | null>, runs: number): boolean {
  if (runs < FEWEST_RUNS) return false
  return (['unmet', 'focusUnmet'] as const).every((effect) => {
    const found = comparison[effect]
    return found === null || (found.difference.high - found.difference.low) / 2 <= PRECISE
  })
}
