// The thread that simulates: run after run on the same towns, and after each what is known so far. It reads no clock but its
// own time budget, and knows no database.
import { parentPort, workerData } from 'node:worker_threads'
import { tradeOffs, FAIRNESS_WEIGHTS } from '@linbang/engine/trade-off'
import { behaviourOf, compare, isPrecise, runPlan } from '@linbang/engine/what-if'
import type { Effects } from '@linbang/engine/what-if'
import { shortages } from '@linbang/engine/what-to-add'
import { proposalPlan } from './proposals.ts'
import type { SimulationOrder, SimulationTold } from './simulations.ts'

const { community, history, plan, focus, kind, grids, days, seconds, mostSeconds, fewestRuns } =
  workerData as SimulationOrder
const started = performance.now()
const spent = () => (performance.now() - started) / 1000
const tell = (told: SimulationTold) => parentPort?.postMessage(told)
/** Time is up, unless the runs it takes are still missing and the patience is not. */
const isOver = (runs: number, needed = fewestRuns) => spent() >= (runs < needed ? mostSeconds : seconds)
/** Ten changes share the time of one: on a slow machine they are told from so few runs rather than later. */
const fewestWhenLate = 3

const behaviour = behaviourOf(community, history, plan.now)

const runChange = () => {
  const [now, changed]: [Effects[], Effects[]] = [[], []]
  for (let seed = 1; ; seed++) {
    now.push(...runPlan(community, behaviour, plan.now, seed, days, [focus]))
    changed.push(...runPlan(community, behaviour, plan.changed, seed, days, [focus]))
    const comparison = compare(now, changed)
    const because = isPrecise(comparison, seed) ? 'precise' : isOver(seed) ? 'time' : null
    tell({ runs: seed, result: { comparison: seed >= fewestRuns ? comparison : null }, because })
    if (because) return
  }
}

const runAdd = () => {
  const found = shortages(community, grids, behaviour, 1, 10)
  const arms = found.map((one) => ({
    one,
    plan: proposalPlan(one, grids, plan.now),
    now: [] as Effects[],
    changed: [] as Effects[],
  }))
  if (arms.length === 0) return tell({ runs: 0, result: { shortages: [] }, because: 'finished' })
  for (let seed = 1; ; seed++) {
    const skills = arms.map((arm) => arm.one.skill)
    const asNow = runPlan(community, behaviour, plan.now, seed, days, skills)
    for (const [k, arm] of arms.entries()) {
      if (isOver(seed - 1, fewestWhenLate)) break
      arm.now.push(asNow[k]!)
      arm.changed.push(...runPlan(community, behaviour, arm.plan, seed, days, [arm.one.skill]))
    }
    const compared = arms.map(({ one, now, changed }) => ({ one, comparison: compare(now, changed) }))
    const precise = compared.every(({ comparison }) => isPrecise(comparison, seed))
    const runs = Math.min(...arms.map((arm) => arm.now.length))
    const because = precise ? 'precise' : isOver(runs, fewestWhenLate) ? 'time' : null
    const isTold = runs >= fewestRuns || because !== null
    const result = {
      shortages: compared.map(({ one, comparison }) => ({ ...one, comparison: isTold ? comparison : null })),
    }
    tell({ runs, result, because })
    if (because) return
  }
}

if (kind === 'change') runChange()
else if (kind === 'add') runAdd()
else tell({ runs: 1, result: { curve: tradeOffs(community, behaviour, 1, FAIRNESS_WEIGHTS) }, because: 'finished' })
