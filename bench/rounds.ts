// Rounds: Solomon's instances from a folder of the reader's own against the proven optima, and days of home care against
// cheapest insertion. `rounds [FOLDER] [--seconds S] [--instances A,B] [--searches N] [--double] [--cpu]`; `--cpu` counts the
// seconds of the processor, for a machine on which other programs run.
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { loadHighs, setPartitioningBy } from '../engine/highs.ts'
import { withoutWorker } from '../engine/replan.ts'
import { checkRounds } from '../engine/round-check.ts'
import { planRounds } from '../engine/rounds.ts'
import type { RoundHooks, RoundPlan } from '../engine/rounds.ts'
import type { RoundProblem } from '../engine/round-problem.ts'
import type { Routes } from '../engine/routes.ts'
import { readSolomon } from '../engine/solomon.ts'
import { careDay } from '../engine/testing/rounds.ts'
import { printMachine, printTable } from './table.ts'

type Planner = (problem: RoundProblem, seconds: number, searches?: number, from?: Routes) => RoundPlan

export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      seconds: { type: 'string', default: '10' },
      instances: { type: 'string' },
      searches: { type: 'string', default: '6' },
      double: { type: 'boolean' },
      cpu: { type: 'boolean' },
    },
  })
  const solver = await loadHighs()
  const planner: Planner = (problem, seconds, searches = Number(values.searches), from) => {
    const clock = values.cpu ? processorSeconds : () => performance.now() / 1000
    const start = clock()
    const spent = () => clock() - start
    const left = () => Math.min(seconds / 30, seconds - spent())
    const hooks: RoundHooks = {
      done: () => spent() / seconds,
      solveSetPartition: setPartitioningBy(solver, { seconds: left }),
    }
    return planRounds(problem, { seed: 1, objective: 'distance', searches }, hooks, from)
  }
  printMachine()
  const folder = positionals[0]
  if (folder) solomon(folder, values.instances?.split(','), Number(values.seconds), values.double === true, planner)
  else console.log('Solomon: name a folder with instances (*.txt) and best.tsv (instance, optimum) to measure them')
  homeCare(planner)
  twoPersonVisits(planner)
  dropOut(planner)
}

function processorSeconds(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

function solomon(folder: string, only: string[] | undefined, seconds: number, double: boolean, planner: Planner): void {
  const known = new Map<string, number>()
  const table = join(folder, 'best.tsv')
  const lines = existsSync(table) ? readFileSync(table, 'utf8').trim().split('\n').slice(1) : []
  for (const line of lines) known.set(line.split('\t')[0]!, Number(line.split('\t')[1]))
  const names =
    only ??
    readdirSync(folder)
      .filter((file) => file.endsWith('.txt'))
      .map((file) => file.slice(0, -4))
  const gaps: number[] = []
  const rows = names.map((name) => {
    const text = readFileSync(join(folder, `${name}.txt`), 'utf8')
    const { problem, scale } = readSolomon(text, double ? 'double' : 'truncated')
    const plan = planner(problem, seconds)
    const { violations, cost } = checkRounds(problem, plan.routes, plan.begin)
    const best = known.get(name)
    const gap = best === undefined ? NaN : 100 * (cost / scale / best - 1)
    gaps.push(gap)
    const used = plan.routes.filter((route) => route.length > 0).length
    const fair = violations.length + plan.unserved.length === 0 ? 'kept' : 'BROKEN'
    const speed = `${Math.round(plan.iterations / seconds / 1000)} k/s`
    return [
      name,
      String(used),
      (cost / scale).toFixed(double ? 2 : 1),
      String(best ?? '-'),
      `${gap.toFixed(2)} %`,
      fair,
      speed,
    ]
  })
  printTable(['instance', 'vehicles', 'distance', 'optimum', 'gap', 'conditions', 'steps'], rows)
  const exact = gaps.filter((gap) => gap < 0.005).length
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length
  console.log(
    `mean gap ${mean.toFixed(3)} % in ${seconds} s each, one seed, one thread; ${exact} of ${gaps.length} exact`,
  )
}

const FULL = { pairs: 0, rests: 0 }
const CARE_DAYS = [
  [200, 40, 0],
  [200, 40, 4],
  [200, 40, 7],
  [200, 30, 4],
  [740, 110, 4],
] as const

/** 200 elders, against one cheapest insertion without search; another 740 as a large day. */
function homeCare(planner: Planner): void {
  const rows: string[][] = []
  for (const [visits, carers, continuity] of CARE_DAYS) {
    for (const seed of [1, 2]) {
      const { problem, usual } = careDay({ visits, carers, continuity, seed, ...FULL })
      const start = performance.now()
      const inserted = planRounds(
        problem,
        { seed, objective: 'distance', searches: 1 },
        { done: () => 1, solveSetPartition: null },
      )
      const insertionMs = performance.now() - start
      const seconds = visits > 400 ? 15 : 5
      for (const [name, plan, time] of [
        ['cheapest insertion', inserted, insertionMs / 1000],
        ['search', planner(problem, seconds, 1), seconds],
      ] as const) {
        const { violations, travel } = checkRounds(problem, plan.routes, plan.begin)
        const same = plan.routes.flatMap((list, worker) => list.filter((visit) => usual[visit] === worker)).length
        rows.push([
          `${visits}/${carers} weight ${continuity} seed ${seed}`,
          name,
          `${time.toFixed(1)} s`,
          (travel / visits).toFixed(2),
          `${((100 * same) / visits).toFixed(0)} %`,
          String(plan.unserved.length),
          String(violations.length),
        ])
      }
    }
  }
  printTable(['home care', 'by', 'time', 'min/visit', 'same carer', 'unserved', 'violations'], rows)
}

/** The price of keeping pairs in step: the same day, two people still, but each at an hour of their own. */
function twoPersonVisits(planner: Planner): void {
  const rows = [1, 2].map((seed) => {
    const { problem } = careDay({ visits: 180, carers: 45, continuity: 6, pairs: 0.11, rests: 1, seed })
    const free = { ...problem, twinLag: 24 * 60 }
    const kept = planner(problem, 10, 1)
    const relaxed = planner(free, 10, 1)
    const { violations } = checkRounds(problem, kept.routes, kept.begin)
    const over = `${(100 * (kept.cost / relaxed.cost - 1)).toFixed(2)} %`
    return [
      `seed ${seed}`,
      kept.cost.toFixed(0),
      relaxed.cost.toFixed(0),
      over,
      String(violations.length),
      String(kept.unserved.length),
    ]
  })
  printTable(['200 visits, 20 by two, rests', 'in step', 'relaxed', 'above', 'violations', 'unserved'], rows)
}

function dropOut(planner: Planner): void {
  const rows = [1, 2].map((seed) => {
    const { problem } = careDay({ visits: 200, carers: 40, continuity: 6, seed, ...FULL })
    const before = planner(problem, 5, 1)
    const dropped = before.routes.findIndex((route) => route.length >= 5)
    const day = withoutWorker(problem, before, dropped, 30)
    const after = planner(day.problem, 1, 1, day.from)
    const hand = (plan: RoundPlan, visit: number) => plan.routes.findIndex((list) => list.includes(visit))
    const visits = Array.from({ length: problem.visits }, (_, visit) => visit)
    const moved = visits.filter((visit) => hand(before, visit) !== hand(after, visit)).length
    const { violations } = checkRounds(day.problem, after.routes, after.begin)
    return [
      `seed ${seed}`,
      String(before.routes[dropped]!.length),
      `${((100 * moved) / problem.visits).toFixed(1)} %`,
      String(after.unserved.length),
      String(violations.length),
    ]
  })
  printTable(['a carer drops out, 1 s', 'their visits', 'visits changed', 'unserved', 'violations'], rows)
}
