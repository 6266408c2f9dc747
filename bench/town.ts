// The simulated town: the engine's waves beside nearest-first, 2 nearest in parallel, broadcast, a telephone list and an
// oracle, on the same towns. `town [--seeds 1-4] [--days 28] [--perDay 40] [--behaviour assumed|mild|harsh] [--warmUp 7]`
// `--few` leaves out the dumb ones; `--frontier` sets fairness of several strengths beside the 2 nearest.
import { parseArgs } from 'node:util'
import { BEHAVIOURS } from '../engine/behaviour.ts'
import { phoneList } from '../engine/phone-list.ts'
import { broadcast, nearest, oracle, waves } from '../engine/policies.ts'
import type { Policy } from '../engine/simulate.ts'
import type { Interval } from '../engine/statistics.ts'
import { XINZHU } from '../engine/town.ts'
import { differences, intervals, runTown } from '../engine/town-results.ts'
import type { Measure, Result, Setting } from '../engine/town-results.ts'
import { RESIDUAL, policyFor } from '../engine/wave-policy.ts'
import { printMachine, printTable } from './table.ts'

const POLICIES: readonly (() => Policy)[] = [
  () => waves(),
  () => oracle(RESIDUAL),
  () => nearest(2),
  () => nearest(1),
  () => broadcast,
  () => phoneList(),
]

/** The waves with another weight on having been busy lately. */
const fairer = (loadRate: number) => () =>
  waves(`waves, load ${loadRate}`, (kind, calibrator) => {
    const policy = policyFor(kind, calibrator)
    if (kind === 'urgent' || policy.rule.kind !== 'residual') return policy
    return { ...policy, rule: { ...policy.rule, loadRate } }
  })
const FRONTIER: readonly (() => Policy)[] = [() => waves(), ...[0, 0.4, 1.2, 1.6].map(fairer), () => nearest(2)]

type Column = readonly [title: string, measure: Measure, factor: number, digits: number]
const COLUMNS: readonly Column[] = [
  ['urgent unmet %', 'urgentUnmet', 100, 2],
  ['median', 'urgentMedianMinutes', 1, 1],
  ['p95', 'urgentP95Minutes', 1, 1],
  ['ordinary unmet %', 'ordinaryUnmet', 100, 2],
  ['median', 'ordinaryMedianMinutes', 1, 1],
  ['p95', 'ordinaryP95Minutes', 1, 0],
  ['all unmet %', 'unmet', 100, 2],
  ['asks/accept', 'notificationsPerAcceptance', 1, 2],
  ['walk m', 'walkMetres', 1, 0],
  ['Gini', 'gini', 1, 3],
  ['muted %', 'mutedAMonth', 100, 2],
]

export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      seeds: { type: 'string', default: '1-4' },
      days: { type: 'string', default: '28' },
      warmUp: { type: 'string', default: '7' },
      perDay: { type: 'string', default: '40' },
      behaviour: { type: 'string', default: 'assumed' },
      few: { type: 'boolean' },
      frontier: { type: 'boolean' },
    },
  })
  const [first = 1, last = first] = values.seeds.split('-').map(Number)
  const seeds = Array.from({ length: last - first + 1 }, (_, k) => first + k)
  const behaviour = Object.entries(BEHAVIOURS).find(([name]) => name === values.behaviour)?.[1]
  if (!behaviour) throw new Error(`there is no behaviour "${values.behaviour}"`)
  const [days, warmUpDays, requestsADay] = [Number(values.days), Number(values.warmUp), Number(values.perDay)]
  const setting: Setting = { size: XINZHU, days, warmUpDays, requestsADay, behaviour }
  const policies = values.frontier ? FRONTIER : values.few ? POLICIES.slice(0, 3) : POLICIES
  printMachine()
  const results = policies.map((policy) => seeds.map((seed) => runTown(setting, policy(), seed)))
  const head = ['policy', ...COLUMNS.map(([title]) => title)]
  printTable(
    head,
    results.map((runs, k) => [policies[k]!().name, ...cells(intervals(runs))]),
  )
  console.log(`\nwaves less the other, town by town, where the 95 % interval does not cover zero`)
  const rest = results.slice(1)
  printTable(
    head,
    rest.map((runs, k) => [policies[k + 1]!().name, ...gains(results[0]!, runs)]),
  )
  console.log(
    `${seeds.length} towns of ${days} days, ${warmUpDays} to warm up, ${requestsADay} requests a day, behaviour ${values.behaviour}; ` +
      'times are of accepted requests only; all of it rests on assumed behaviour (engine/behaviour.ts)',
  )
}

const cells = (measures: Record<Measure, Interval>): string[] =>
  COLUMNS.map(([, measure, factor, digits]) => {
    const { mean, high } = measures[measure]
    return `${(mean * factor).toFixed(digits)} ±${((high - mean) * factor).toFixed(digits)}`
  })

const gains = (ours: readonly Result[], theirs: readonly Result[]): string[] => {
  const measures = differences(ours, theirs)
  return COLUMNS.map(([, measure, factor, digits]) => {
    const { mean, low, high } = measures[measure]
    return low <= 0 && high >= 0 ? 'no difference' : (mean * factor).toFixed(digits)
  })
}
