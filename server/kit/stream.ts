// The live stream: who listens hears of what concerns them, by ids only. One reader of the outbox serves everyone here.
import { type EventName, events } from '@linbang/contract/events'
import type { Permission } from '@linbang/contract/permissions'
import type { ServerResponse } from 'node:http'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Announcement } from './bus.ts'
import { isUnder, type PersonActor, reachOf } from './context.ts'
import { ensure, Refusal } from './errors.ts'
import type { Identify } from './http-caller.ts'
import { apiBase } from './http-route.ts'
import type { Kit } from './kit.ts'
import { type Hearing, readSpan } from './outbox.ts'

type Listener = {
  readonly actor: PersonActor
  readonly raw: ServerResponse
  /** Where the actor's roles let them hear of what, by the permission an event asks for. */
  readonly reach: ReadonlyMap<Permission, readonly string[]>
  readonly until: number
  /** While what was missed is being sent, what comes in waits here. */
  waiting: string[] | null
}

const heartbeatMs = 20_000
const longestMs = 30 * 60_000
const mostPerPerson = 10
const mostBehind = 512 * 1024
const replay = { rows: 1000, ageSeconds: 2 * 86_400 }
/** A page asks first and listens then; on a slow line a minute may lie between. */
const headStartSeconds = 60

const readersOf = (event: EventName): Permission | undefined => {
  const definition = events[event]
  return 'readers' in definition ? definition.readers : undefined
}
const everyReader = [
  ...new Set(
    Object.keys(events)
      .map((name) => readersOf(name as EventName))
      .filter((name) => name !== undefined),
  ),
]

const reachesOf = (actor: PersonActor): ReadonlyMap<Permission, readonly string[]> =>
  new Map(everyReader.map((name) => [name, reachOf(actor, name)] as const).filter(([, paths]) => paths.length > 0))

const concerns = ({ actor, reach }: Listener, { tenantId, event, areaPath, personIds }: Announcement): boolean => {
  if (tenantId !== actor.tenantId) return false
  if (personIds.includes(actor.personId)) return true
  const readers = readersOf(event)
  if (!readers || areaPath === null) return false
  return reach.get(readers)?.some((path) => isUnder(areaPath, path)) ?? false
}

const messageOf = ({ event, ids }: Announcement): string => `data: ${JSON.stringify({ event, ids })}\n\n`

/** Those who could hear it, so that an event does not pass by everyone who listens. */
const openHall = () => {
  const people = new Map<string, Set<Listener>>()
  const accounts = new Map<string, Set<Listener>>()
  const staff = new Map<string, Set<Listener>>()
  const into = (map: Map<string, Set<Listener>>, key: string, one: Listener) => {
    const set = map.get(key) ?? new Set()
    map.set(key, set.add(one))
  }
  const outOf = (map: Map<string, Set<Listener>>, key: string, one: Listener) => {
    const set = map.get(key)
    set?.delete(one)
    if (set?.size === 0) map.delete(key)
  }
  return {
    add: (one: Listener) => {
      into(people, one.actor.personId, one)
      into(accounts, one.actor.accountId, one)
      if (one.reach.size > 0) into(staff, one.actor.tenantId, one)
    },
    remove: (one: Listener) => {
      outOf(people, one.actor.personId, one)
      outOf(accounts, one.actor.accountId, one)
      outOf(staff, one.actor.tenantId, one)
    },
    ofAccount: (accountId: string): readonly Listener[] => [...(accounts.get(accountId) ?? [])],
    everyone: (): readonly Listener[] => [...accounts.values()].flatMap((set) => [...set]),
    audience: (one: Announcement): Set<Listener> => {
      const heard = new Set<Listener>()
      for (const id of one.personIds) for (const listener of people.get(id) ?? []) heard.add(listener)
      for (const listener of staff.get(one.tenantId) ?? []) heard.add(listener)
      for (const listener of heard) if (!concerns(listener, one)) heard.delete(listener)
      return heard
    },
  }
}

const write = (listener: Listener, text: string) => {
  if (listener.waiting) listener.waiting.push(text)
  else if (listener.raw.writableLength > mostBehind) listener.raw.destroy()
  else listener.raw.write(text)
}

export type Stream = { readonly count: () => number }
type Hall = ReturnType<typeof openHall>

const tell = (hall: Hall, announcements: readonly Announcement[], stamp: string) => {
  const parts = new Map<Listener, string>()
  for (const one of announcements) {
    const message = messageOf(one)
    for (const listener of hall.audience(one)) parts.set(listener, (parts.get(listener) ?? '') + message)
  }
  for (const [listener, text] of parts) write(listener, stamp + text)
}

/** Whose roles or session changed comes back at once, and is looked at anew. */
const endChanged = (hall: Hall, announcements: readonly Announcement[]) => {
  for (const { event, ids } of announcements) {
    if (event !== 'account.changed' && event !== 'session.ended') continue
    for (const { raw } of hall.ofAccount(ids['accountId'] ?? '')) raw.end()
  }
}

const beat = (hall: Hall, stamp: string) => {
  const now = Date.now()
  for (const listener of hall.everyone()) {
    if (listener.until < now) listener.raw.end()
    else write(listener, `${stamp}\n`)
  }
}

/** Ids of the last minute, for those who say how long ago they began to ask. */
const rememberIds = (stamp: () => string) => {
  const ids: { readonly at: number; readonly id: string }[] = []
  const note = () => {
    ids.push({ at: Date.now(), id: stamp() })
    if (ids.length > headStartSeconds) ids.shift()
  }
  note()
  const timer = setInterval(note, 1000)
  return {
    /** The id that stood at that moment; the oldest known when it is longer ago. */
    ago: (millis: number): string | undefined => (ids.findLast(({ at }) => at <= Date.now() - millis) ?? ids[0])?.id,
    stop: () => clearInterval(timer),
  }
}

export const mountStream = (app: FastifyInstance, kit: Kit, hearing: Hearing, identify: Identify): Stream => {
  const hall = openHall()
  const id = () => `${Math.floor(Date.now() / 1000)}.${hearing.snapshot()}`
  const stamp = () => `id: ${id()}\n`
  const ids = rememberIds(id)
  kit.bus.onCommitted((announcements) => endChanged(hall, announcements))
  kit.bus.onHeard((announcements) => {
    tell(hall, announcements, stamp())
    endChanged(hall, announcements)
  })
  const heartbeat = setInterval(() => beat(hall, stamp()), heartbeatMs)
  app.addHook('preClose', async () => {
    clearInterval(heartbeat)
    ids.stop()
    for (const { raw } of hall.everyone()) raw.end()
  })
  app.get(`${apiBase}/events`, async (request, reply) => {
    const { actor } = await identify(request)
    ensure(actor.kind === 'person', 'auth.required')
    const listener = open(request, reply, actor)
    const mine = hall.ofAccount(actor.accountId)
    if (mine.length >= mostPerPerson) mine[0]?.raw.end()
    hall.add(listener)
    request.raw.once('close', () => hall.remove(listener))
    const { ago } = request.query as { readonly ago?: string }
    const since = request.headers['last-event-id'] ?? (ago && ids.ago(Number(ago)))
    const past = await missed(kit, hearing, listener, since)
    listener.raw.write(`retry: 2000\n${past}${stamp()}\n`)
    const late = listener.waiting ?? []
    listener.waiting = null
    if (late.length > 0) write(listener, late.join(''))
  })
  return { count: () => hall.everyone().length }
}

const open = (request: FastifyRequest, reply: FastifyReply, actor: PersonActor): Listener => {
  if (request.method === 'HEAD') throw new Refusal('not_found')
  void reply.headers({
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
    connection: 'close', // once ended, the socket goes too: nothing keeps a stopping process up
  })
  reply.hijack()
  reply.raw.writeHead(200, reply.getHeaders() as Record<string, string>)
  request.raw.socket.setNoDelay(true)
  return { actor, raw: reply.raw, reach: reachesOf(actor), until: Date.now() + longestMs, waiting: [] }
}

/** What this listener would have heard since; `reset` when that is too long ago or too much: fetch everything again. */
const missed = async (kit: Kit, hearing: Hearing, listener: Listener, lastId: unknown): Promise<string> => {
  if (lastId === undefined || lastId === '') return ''
  const reset = 'event: reset\ndata: {}\n\n'
  const [, seconds, after] = /^(\d{9,11})\.(\d{1,20}:\d{1,20}:[\d,]{0,4000})$/.exec(String(lastId)) ?? []
  if (after === undefined || Date.now() / 1000 - Number(seconds) > replay.ageSeconds) return reset
  try {
    const span = { after, upTo: hearing.snapshot(), tenantId: listener.actor.tenantId }
    const { rows } = await readSpan(kit.database.db, span, undefined, replay.rows)
    if (rows.length === replay.rows) return reset
    return rows
      .filter((row) => concerns(listener, row))
      .map(messageOf)
      .join('')
  } catch (error) {
    kit.log.info({ err: error }, 'a listener came back with an id that cannot be read')
    return reset
  }
}
