// Acts done without a line: kept on the phone in the order they were done, sent in that order with the moment they happened.
// Nothing is dropped silently: what the server refuses stays visible until the person has seen it.
import { useSyncExternalStore } from 'react'
import * as z from 'zod/mini'
import type { Endpoint } from '@linbang/contract/endpoint'
import { call, newKey, refresh, takes } from './api.ts'
import type { Answer, CallOptions, Given } from './api.ts'
import { Refused } from './refused.ts'
import { openShelf } from './shelf.ts'
import type { Shelf } from './shelf.ts'

export type Kept = {
  readonly id: string
  /** Whose act: nobody else's session sends it. */
  readonly personId: string
  readonly method: Endpoint['method']
  readonly path: Endpoint['path']
  readonly body: 'none' | 'plain' | 'moment' | 'upload'
  readonly given: unknown
  readonly occurredAt: Date
  /** What people see in the list of unsent acts. */
  readonly label: string
  readonly refused?: { readonly code: string; readonly message: string }
}

const mark = 'outbox:'
/** Stands in a later act for the id that an earlier kept act will be given. */
export const idFrom = (kept: { readonly id: string }): string => `${mark}${kept.id}`

const fill = (given: unknown, made: string, id: string): unknown => {
  if (given === made) return id
  if (Array.isArray(given)) return given.map((one) => fill(one, made, id))
  if (given === null || typeof given !== 'object' || given instanceof Blob || given instanceof Date) return given
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, fill(value, made, id)]))
}

/** Later acts learn the id first, then the sent one goes: a phone that dies between sends it again under the same key. */
const settle = async (shelf: Shelf<Kept>, sent: Kept, id: string | undefined) => {
  if (id !== undefined)
    for (const later of await shelf.all()) await shelf.put({ ...later, given: fill(later.given, idFrom(sent), id) })
  await shelf.remove(sent.id)
}

const bodies = {
  none: undefined,
  plain: z.object({}),
  moment: z.object({ occurredAt: z.unknown() }),
  upload: 'upload',
} as const
/** Enough of the contract to send a kept act again; its content was checked when it was done. */
const endpointOf = ({ method, path, body }: Kept): Endpoint => {
  const shape = bodies[body]
  return { method, path, summary: '', allow: 'signed-in', returns: z.unknown(), ...(shape && { body: shape }) }
}
const bodyKind = (endpoint: Endpoint): Kept['body'] => {
  if (endpoint.body === undefined) return 'none'
  if (endpoint.body === 'upload') return 'upload'
  return takes(endpoint, 'occurredAt') ? 'moment' : 'plain'
}

type Send = (endpoint: Endpoint, given: unknown, options: CallOptions) => Promise<unknown>

/** False when there is no line or nobody signed in: the rest waits. A refusal is kept for the person to see. */
const sendOne = async (shelf: Shelf<Kept>, kept: Kept, send: Send): Promise<boolean> => {
  try {
    const { id, occurredAt } = kept
    const answer = (await send(endpointOf(kept), kept.given, { key: id, occurredAt })) as { id?: string } | undefined
    await settle(shelf, kept, answer?.id)
    void refresh(`/${kept.path.split('/')[1] ?? ''}`)
    return true
  } catch (error) {
    if (!(error instanceof Refused) || error.passing || error.status === 401) return false
    await shelf.put({ ...kept, refused: { code: error.code, message: error.message } })
    return true
  }
}

export const makeOutbox = (shelf: Shelf<Kept>, send: Send = call as Send) => {
  let shown: readonly Kept[] = []
  let running: Promise<void> | undefined
  const watchers = new Set<() => void>()

  const show = async () => {
    shown = await shelf.all()
    for (const tell of watchers) tell()
  }
  const next = async (personId: string) =>
    (await shelf.all()).find((kept) => !kept.refused && kept.personId === personId)
  const replay = async (personId: string) => {
    for (let kept = await next(personId); kept; kept = await next(personId)) {
      const goOn = await sendOne(shelf, kept, send)
      await show()
      if (!goOn) return
    }
  }
  return {
    watch: (tell: () => void) => {
      watchers.add(tell)
      return () => void watchers.delete(tell)
    },
    shown: () => shown,
    load: show,
    keep: async (kept: Kept) => {
      await shelf.put(kept)
      await show()
    },
    /** Sends what waits, oldest first; a second call joins the running one. */
    replay: (personId: string) => {
      running ??= replay(personId).finally(() => {
        running = undefined
      })
      return running
    },
    discard: async (id: string) => {
      await shelf.remove(id)
      await show()
    },
  }
}

let outbox: ReturnType<typeof makeOutbox> | undefined
const theOutbox = () => (outbox ??= makeOutbox(openShelf<Kept>('outbox')))

/** Sends now; without a line keeps the act and resolves with `kept`. `idFrom(kept)` may stand for its id in later acts. */
export const sendOrKeep = async <E extends Endpoint>(
  endpoint: E,
  given: Given<E>,
  about: { personId: string; label: string },
): Promise<{ answer: Answer<E> } | { kept: Kept }> => {
  const key = newKey()
  const occurredAt = new Date()
  const keep = async () => {
    const kept: Kept = {
      id: key,
      personId: about.personId,
      method: endpoint.method,
      path: endpoint.path,
      body: bodyKind(endpoint),
      given,
      occurredAt,
      label: about.label,
    }
    await theOutbox().keep(kept)
    return { kept }
  }
  if (
    theOutbox()
      .shown()
      .some((kept) => kept.personId === about.personId && !kept.refused)
  )
    return keep()
  try {
    return {
      answer: await (call as (endpoint: E, given: Given<E>, options: CallOptions) => Promise<Answer<E>>)(
        endpoint,
        given,
        { key, occurredAt },
      ),
    }
  } catch (error) {
    if (!(error instanceof Refused && error.offline)) throw error
    return keep()
  }
}

const none: readonly Kept[] = []
/** What is still on the phone, oldest first. */
export const useOutbox = (): readonly Kept[] =>
  useSyncExternalStore(
    (tell) => theOutbox().watch(tell),
    () => theOutbox().shown(),
    () => none,
  )
export const discardKept = (id: string) => theOutbox().discard(id)

/** Loads what an earlier visit left, and sends whenever there is a line. */
export const watchOutbox = (personId: string): (() => void) => {
  const go = () => {
    if (navigator.onLine) void theOutbox().replay(personId)
  }
  void theOutbox().load().then(go)
  const timer = setInterval(go, 60_000)
  globalThis.addEventListener('online', go)
  return () => {
    clearInterval(timer)
    globalThis.removeEventListener('online', go)
  }
}
