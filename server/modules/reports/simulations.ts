// Threads that simulate, one per what-if, so that nobody at the desk waits for one. Stopping ends the thread.
import { Worker } from 'node:worker_threads'
import type { Community } from '@linbang/engine/community'
import type { TradeOff } from '@linbang/engine/trade-off'
import type { Comparison, Effect, History, Plan } from '@linbang/engine/what-if'
import type { Place, Shortage } from '@linbang/engine/what-to-add'

export type SimulationOrder = {
  readonly kind: 'change' | 'add' | 'trade_off'
  readonly community: Community
  readonly history: History
  readonly plan: { readonly now: Plan; readonly changed: Plan }
  /** Skill whose own figures are wanted, or -1. */
  readonly focus: number
  readonly grids: readonly Place[]
  readonly days: number
  readonly seconds: number
  /** How long it may take until the fewest runs are made, on a slow machine. */
  readonly mostSeconds: number
  readonly fewestRuns: number
}

export type Compared = Readonly<Record<Effect, Comparison | null>>
export type SimulationResult = {
  readonly comparison?: Compared | null
  readonly shortages?: readonly (Shortage & { readonly comparison: Compared | null })[]
  readonly curve?: readonly TradeOff[]
}
export type SimulationTold = {
  readonly runs: number
  readonly result: SimulationResult
  readonly because: 'precise' | 'time' | 'finished' | null
}

const threads = new Map<string, Worker>()

export type Listener = {
  readonly told: (told: SimulationTold) => void
  readonly failed: (error: Error) => void
}

export const startSimulation = (id: string, order: SimulationOrder, { told, failed }: Listener): void => {
  const worker = new Worker(new URL('./simulation-worker.ts', import.meta.url), { workerData: order })
  threads.set(id, worker)
  worker.unref()
  worker.on('message', (message: SimulationTold) => {
    if (threads.has(id)) told(message)
  })
  worker.on('error', (error) => {
    if (threads.delete(id)) failed(error as Error)
  })
  worker.on('exit', () => threads.delete(id))
}

export const stopSimulation = (id: string): void => {
  const worker = threads.get(id)
  threads.delete(id)
  void worker?.terminate()
}
