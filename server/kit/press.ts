// Sends what is to be printed to a thread of its own, which is started when needed and ended when idle: the fonts weigh 100 MB.
import { Worker } from 'node:worker_threads'

export type PrintOrder = {
  readonly template: string
  readonly data: object
  readonly images: Readonly<Record<string, Uint8Array>>
  readonly at: number
}
/** Nothing is printed; only what no font has is looked for. */
export type LookOrder = { readonly look: object }
export type PrintOutcome =
  | { readonly bytes: Uint8Array }
  | { readonly missing: readonly string[] }
  | { readonly failed: string }

export type Press = {
  readonly print: (order: PrintOrder | LookOrder) => Promise<PrintOutcome>
  readonly close: () => Promise<void>
}

const idleMs = 60_000
const patienceMs = 30_000

type Waiting = { readonly done: (outcome: PrintOutcome) => void; readonly fail: (error: Error) => void }

type Thread = { readonly worker: Worker; readonly waiting: Map<number, Waiting> }

/** One thread with the orders it has not answered yet. */
const startThread = (fonts: string, onEnd: (thread: Thread) => void): Thread => {
  const worker = new Worker(new URL('./press-worker.ts', import.meta.url), { workerData: { fonts } })
  const thread: Thread = { worker, waiting: new Map() }
  worker.unref()
  const end = (reason: string) => {
    onEnd(thread)
    for (const { fail } of thread.waiting.values()) fail(new Error(`printing was interrupted: ${reason}`))
    thread.waiting.clear()
  }
  worker.on('message', ({ id, outcome }: { id: number; outcome: PrintOutcome }) => {
    thread.waiting.get(id)?.done(outcome)
    thread.waiting.delete(id)
  })
  worker.on('error', (error) => end((error as Error).message))
  worker.on('exit', () => end('the thread ended'))
  return thread
}

/** `fonts` is a folder of more fonts, which need not be there. */
export const openPress = (fonts: string): Press => {
  let thread: Thread | undefined
  let idle: NodeJS.Timeout | undefined
  let orders = 0
  const end = async () => {
    clearTimeout(idle)
    const ending = thread
    thread = undefined
    await ending?.worker.terminate()
  }
  const print = async (order: PrintOrder | LookOrder) => {
    clearTimeout(idle)
    const current = (thread ??= startThread(fonts, (ended) => void (thread === ended && (thread = undefined))))
    const id = ++orders
    const late = setTimeout(() => void end(), patienceMs)
    try {
      return await new Promise<PrintOutcome>((done, fail) => {
        current.waiting.set(id, { done, fail })
        current.worker.postMessage({ id, order })
      })
    } finally {
      clearTimeout(late)
      if (current.waiting.size === 0) idle = setTimeout(() => void end(), idleMs).unref()
    }
  }
  return { print, close: end }
}
