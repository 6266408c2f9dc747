// Hands a round to a thread of its own; says how far it is, and takes the best found so far when asked to stop.
import { Worker } from 'node:worker_threads'
import type { RoundProblem } from '@linbang/engine/round-problem'
import type { RoundPlan } from '@linbang/engine/rounds'
import type { Routes } from '@linbang/engine/routes'

export type SolveOrder = {
  readonly problem: RoundProblem
  readonly seed: number
  readonly seconds: number
  readonly searches: number
  readonly from: Routes | null
  /** Put the best plan together from all routes met, by HiGHS. */
  readonly pool: boolean
  readonly control: SharedArrayBuffer
}
export type Solving = {
  readonly plan: Promise<RoundPlan>
  readonly progress: () => number
  readonly stop: () => void
}

export const solveRound = (order: Omit<SolveOrder, 'control'>): Solving => {
  const control = new SharedArrayBuffer(24)
  const shares = new Float64Array(control, 8, 2)
  const worker = new Worker(new URL('./round-thread.ts', import.meta.url), { workerData: { ...order, control } })
  const plan = new Promise<RoundPlan>((done, fail) => {
    worker.once('message', done)
    worker.once('error', fail)
    worker.once('exit', () => fail(new Error('the planning thread ended without a plan')))
  })
  return {
    plan: plan.finally(() => void worker.terminate()),
    progress: () => shares[0] ?? 0,
    stop: () => void Atomics.store(new Int32Array(control, 0, 1), 0, 1),
  }
}
