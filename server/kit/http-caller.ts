// Who calls: token to actor with a short memory, the gate of each endpoint, the limits by person and by address.
import type { Endpoint } from '@linbang/contract/endpoint'
import { may } from '@linbang/contract/permissions'
import { LRUCache } from 'lru-cache'
import type { FastifyRequest } from 'fastify'
import type { Announcement, Bus } from './bus.ts'
import { type Actor, holds, type PersonActor } from './context.ts'
import { ensure, Refusal } from './errors.ts'
import { ensureSameOrigin, tokenOf } from './http-session.ts'
import type { Kit } from './kit.ts'
import { callerAddress, ensureWithin, openLimiter, type Limit } from './rate.ts'

export type Caller = { readonly actor: Actor; readonly token: string | undefined }

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller | null
    /** Kept only when the call carries an Idempotency-Key. */
    rawBody: string | null
  }
}

/** Whom a token stands for, or nobody; the session may have ended or run out. */
export type ActorOf = (kit: Kit, token: string) => Promise<PersonActor | undefined>

export type Limits = { readonly person: Limit; readonly anonymous: Limit; readonly address: Limit }
export const usualLimits: Limits = {
  person: { perMinute: 600, burst: 300 },
  anonymous: { perMinute: 600, burst: 300 },
  address: { perMinute: 12_000, burst: 4_000 },
}

const keptMs = 20_000

/** Remembers whom a token stands for; forgets at once when the account changes or a session of it ends, here or elsewhere. */
const rememberActors = (bus: Bus, find: (token: string) => Promise<PersonActor | undefined>) => {
  const known = new LRUCache<string, PersonActor>({ max: 10_000, ttl: keptMs })
  let changes = 0
  const forget = (announcements: readonly Announcement[]) => {
    for (const { event, ids } of announcements) {
      if (event !== 'session.ended' && event !== 'account.changed') continue
      changes += 1
      for (const [token, actor] of known) if (actor.accountId === ids['accountId']) known.delete(token)
    }
  }
  bus.onCommitted(forget)
  bus.onHeard(forget)
  return async (token: string): Promise<PersonActor | undefined> => {
    const kept = known.get(token)
    if (kept) return kept
    const before = changes
    const actor = await find(token)
    // What was read while something was being taken away may already be wrong: it serves this call only.
    if (actor && changes === before) known.set(token, actor)
    return actor
  }
}

/** Throws unless the actor may call the endpoint at all; which rows is the module's own rule. */
export const ensureAdmitted = ({ allow }: Endpoint, actor: Actor): void => {
  if (allow === 'anyone') return
  ensure(actor.kind !== 'anyone', 'auth.required')
  if (allow === 'signed-in' || holds(actor, allow)) return
  const lacksFactor = actor.kind === 'person' && !actor.secondFactor && actor.held.some(({ role }) => may(role, allow))
  throw new Refusal(lacksFactor ? 'auth.second_factor' : 'auth.forbidden')
}

export type Identify = (request: FastifyRequest) => Promise<Caller>

export const openIdentify = (kit: Kit, actorOf: ActorOf, limits: Limits = usualLimits): Identify => {
  const find = rememberActors(kit.bus, (token) => actorOf(kit, token))
  const perAddress = openLimiter(limits.address)
  const perAnonymous = openLimiter(limits.anonymous)
  const perPerson = openLimiter(limits.person)
  return async (request) => {
    const address = callerAddress(request.ip)
    ensureWithin(perAddress, address)
    const carried = tokenOf(request)
    if (carried?.byCookie) ensureSameOrigin(request, kit.config.publicUrl)
    const person = carried && (await find(carried.token))
    if (person) {
      ensureWithin(perPerson, person.accountId)
      return { actor: person, token: carried.token }
    }
    ensureWithin(perAnonymous, address)
    const { id } = await kit.tenants.forHost(request.host)
    return { actor: { kind: 'anyone', tenantId: id }, token: undefined }
  }
}
