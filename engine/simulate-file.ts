// The file of `engine simulate`: a town and policies in JSON, results with intervals out, and differences to the first.
import { BEHAVIOURS } from './behaviour.ts'
import type { Input } from './input.ts'
import { readInput } from './input.ts'
import { phoneList } from './phone-list.ts'
import { broadcast, nearest, oracle, waves } from './policies.ts'
import type { Policy } from './simulate.ts'
import { XINZHU } from './town.ts'
import { differences, intervals, runTown } from './town-results.ts'
import type { Measure, Result, Setting } from './town-results.ts'
import { RESIDUAL } from './wave-policy.ts'
import type { Interval } from './statistics.ts'

const POLICIES = ['waves', 'nearest', 'broadcast', 'phone', 'oracle'] as const

export type SimulateAnswer = {
  readonly runs: number
  readonly results: readonly {
    readonly policy: string
    readonly measures: Readonly<Record<Measure, Interval>>
    /** Against the first policy, town by town; absent for the first. */
    readonly difference?: Readonly<Record<Measure, Interval>>
  }[]
}

export function answerSimulate(text: string): SimulateAnswer {
  const file = readInput(text)
  const setting = readSetting(file)
  const runs = whole(file, 'runs', 4, 1, 1000)
  const firstSeed = whole(file, 'firstSeed', 1, 0, 1e9)
  const policies = (file.has('policies') ? file.field('policies').items() : []).map(readPolicy)
  if (policies.length === 0) policies.push(() => waves())
  const results: Result[][] = policies.map((make) =>
    Array.from({ length: runs }, (_, k) => runTown(setting, make(), firstSeed + k)),
  )
  return {
    runs,
    results: results.map((result, k) => {
      const own = { policy: policies[k]!().name, measures: intervals(result) }
      return k === 0 ? own : { ...own, difference: differences(result, results[0]!) }
    }),
  }
}

function readSetting(file: Input): Setting {
  const town = file.has('town') ? file.field('town') : null
  const size = (name: keyof typeof XINZHU, low: number, high: number) =>
    town ? whole(town, name, XINZHU[name], low, high) : XINZHU[name]
  const days = whole(file, 'days', 28, 2, 366)
  const behaviour = file.has('behaviour') ? file.field('behaviour').word(['assumed', 'mild', 'harsh']) : 'assumed'
  return {
    size: {
      volunteers: size('volunteers', 1, 20_000),
      shops: size('shops', 0, 2000),
      buildings: size('buildings', 1, 5000),
      sideMetres: size('sideMetres', 1, 50_000),
      skills: size('skills', 2, 100),
    },
    days,
    warmUpDays: whole(file, 'warmUpDays', Math.min(7, days - 1), 0, days - 1),
    requestsADay: whole(file, 'requestsADay', 40, 1, 5000),
    behaviour: BEHAVIOURS[behaviour],
  }
}

function readPolicy(policy: Input): () => Policy {
  const name = policy.field('policy').word(POLICIES)
  const size = whole(policy, 'size', 2, 1, 100)
  const everyMinutes = whole(policy, 'everyMinutes', 5, 1, 1440)
  const callers = whole(policy, 'callers', 3, 1, 100)
  const made: Readonly<Record<(typeof POLICIES)[number], () => Policy>> = {
    waves: () => waves(),
    nearest: () => nearest(size, everyMinutes),
    broadcast: () => broadcast,
    phone: () => phoneList(callers),
    oracle: () => oracle(RESIDUAL),
  }
  return made[name]
}

const whole = (input: Input, name: string, otherwise: number, low: number, high: number): number =>
  input.has(name) ? input.field(name).whole(low, high) : otherwise
