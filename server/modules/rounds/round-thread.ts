// The thread that plans a round: the search and HiGHS compute for seconds, so they stand apart from everything that answers.
import { parentPort, workerData } from 'node:worker_threads'
import { loadHighs, setPartitioningBy } from '@linbang/engine/highs'
import { planRounds } from '@linbang/engine/rounds'
import type { SolveOrder } from './solve-round.ts'

const { problem, seed, seconds, searches, from, pool, control } = workerData as SolveOrder
const stop = new Int32Array(control, 0, 1)
const progress = new Float64Array(control, 8, 2)
const began = performance.now()
const used = () => Math.min(1, (performance.now() - began) / (seconds * 1000))
const solver = pool ? await loadHighs() : null
const left = () => Math.max(0, seconds - (performance.now() - began) / 1000)

const plan = planRounds(
  problem,
  { seed, objective: 'distance', searches },
  {
    done: () => {
      const share = Atomics.load(stop, 0) === 1 ? 1 : used()
      progress[0] = share
      return share
    },
    better: (cost) => {
      progress[1] = cost
    },
    solveSetPartition: solver ? setPartitioningBy(solver, { seconds: () => Math.min(2, left()) }) : null,
  },
  from ?? undefined,
)
parentPort?.postMessage(plan)
