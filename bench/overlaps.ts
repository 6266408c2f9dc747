// Assignment with fixed hours: greedy, the flow repaired, and the search, each above the lower bound of the flow.
// Visits of 30 to 120 minutes that start between 8:00 and 17:00, 10 minutes between two. `overlaps [--seconds 1,5]`;
// seconds of the processor, so that other programs on the machine do not count.
import { parseArgs } from 'node:util'
import { assignTimed } from '../engine/overlaps.ts'
import type { TimedProblem } from '../engine/overlaps.ts'
import { random } from '../engine/random.ts'
import { overlapsIn } from '../engine/testing/overlaps.ts'
import { batch } from './dispatch-instances.ts'
import { printMachine, printTable } from './table.ts'

const SIZES = [
  [500, 1500],
  [500, 500],
  [2000, 6000],
  [2000, 2000],
] as const
const MINUTES = [30, 30, 45, 60, 60, 90, 120]
const BETWEEN = 10

export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { seconds: { type: 'string', default: '1,5' } } })
  const rows: string[][] = []
  for (const [requests, people] of SIZES) {
    const problem = withHours(requests, people)
    const repaired = assignTimed(problem, 1, () => 1)
    const above = (cost: number) => `${(100 * (cost / repaired.bound - 1)).toFixed(2)} %`
    const found: string[] = []
    let broken = overlapsIn(problem, repaired.edges)
    for (const seconds of values.seconds.split(',').map(Number)) {
      const start = process.cpuUsage()
      const answer = assignTimed(problem, 1, () => spent(start) / seconds)
      broken += overlapsIn(problem, answer.edges)
      found.push(`${above(answer.cost)} in ${seconds} s (${Math.round(answer.iterations / seconds / 1000)} k/s)`)
    }
    rows.push([`${requests}×${people}`, above(greedy(problem)), above(repaired.cost), ...found, String(broken)])
  }
  printMachine()
  const searches = values.seconds.split(',').map((seconds) => `search ${seconds} s`)
  printTable(['above the flow bound', 'greedy', 'flow, repaired', ...searches, 'overlaps'], rows)
  console.log('one instance a size, one seed; the bound ignores hours, so part of each gap is its own')
}

function spent(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since)
  return (user + system) / 1e6
}

function withHours(requests: number, people: number): TimedProblem {
  const draw = random(99)
  const from = Float64Array.from({ length: requests }, () => 480 + 15 * draw.below(36))
  const to = from.map((start) => start + MINUTES[draw.below(MINUTES.length)]! + BETWEEN)
  return { ...batch(requests, people, 7), from, to }
}

/** In the order of requests, each to the cheapest free person. */
function greedy(problem: TimedProblem): number {
  const held: number[][] = Array.from({ length: problem.firstSlot.length - 1 }, () => [])
  let cost = 0
  for (let request = 0; request < problem.need.length; request++) {
    let least = problem.unassignedCost[request]!
    let chosen: number[] | undefined
    for (let e = problem.firstEdge[request]!; e < problem.firstEdge[request + 1]!; e++) {
      const jobs = held[problem.edgePerson[e]!]!
      const slot = problem.firstSlot[problem.edgePerson[e]!]! + jobs.length
      if (slot >= problem.firstSlot[problem.edgePerson[e]! + 1]!) continue
      const free = jobs.every(
        (job) => problem.to[job]! <= problem.from[request]! || problem.to[request]! <= problem.from[job]!,
      )
      const price = problem.edgeCost[e]! + problem.slotCost[slot]!
      if (!free || price >= least) continue
      least = price
      chosen = jobs
    }
    chosen?.push(request)
    cost += least
  }
  return cost
}
