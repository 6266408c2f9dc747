// One endpoint mounted: everything that can be prepared is prepared here, so that a call only runs through it.
import type { Endpoint, FileAnswer, Input, Output } from '@linbang/contract/endpoint'
import { Moment } from '@linbang/contract/values'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod/mini'
import type { Context } from './context.ts'
import { ensure, Refusal } from './errors.ts'
import { readUpload } from './http-body.ts'
import { ensureAdmitted, type Identify } from './http-caller.ts'
import { localeOf } from './http-errors.ts'
import { sendFile } from './http-file.ts'
import { type Decoder, decoderOf, encoderOf, fieldsOf } from './http-schema.ts'
import { carrySession } from './http-session.ts'
import { hashOf, once } from './idempotency.ts'
import type { Kit } from './kit.ts'

type Handle = (ctx: Context, input: never) => Promise<unknown>
export type Route = { readonly endpoint: Endpoint; readonly handle: Handle }

/** Ties an endpoint of the contract to the function that answers it. */
export const serve = <E extends Endpoint>(
  endpoint: E,
  handle: (ctx: Context, input: Input<E>) => Promise<Output<E>>,
): Route => ({ endpoint, handle })

export const apiBase = '/api/v1'

/** A GET has no body; anything else may bring `occurredAt` and, where a row changes, `version` or If-Match. */
type Plan = {
  readonly endpoint: Endpoint
  readonly handle: Handle
  readonly params: Decoder | undefined
  readonly query: Decoder
  readonly body: Decoder | 'upload' | undefined
  readonly ownOccurredAt: boolean
  readonly takesVersion: boolean
  readonly encode: ((value: unknown) => unknown) | undefined
  readonly identify: Identify
  readonly kit: Kit
}

const nothing = z.object({})
const Occurrence = decoderOf(z.object({ occurredAt: Moment }))

const planFor = ({ endpoint, handle }: Route, kit: Kit, identify: Identify): Plan => {
  const { method, params, query, body, returns } = endpoint
  const fields = body && body !== 'upload' ? fieldsOf(body) : []
  return {
    endpoint,
    handle,
    params: params && decoderOf(params),
    query: decoderOf(query ?? nothing),
    body: method === 'GET' ? undefined : body === 'upload' ? 'upload' : decoderOf(body ?? nothing),
    ownOccurredAt: fields.includes('occurredAt'),
    takesVersion: fields.includes('version'),
    encode: returns === 'file' ? undefined : encoderOf(returns),
    identify,
    kit,
  }
}

/** Splits what belongs to every call from what the endpoint's own schema describes. */
const partsOf = ({ ownOccurredAt, takesVersion }: Plan, request: FastifyRequest) => {
  const raw = request.body ?? {}
  if (typeof raw !== 'object' || Array.isArray(raw)) return { body: raw, occurredAt: undefined }
  const { occurredAt, ...rest } = raw as Record<string, unknown>
  const version =
    takesVersion && !('version' in raw) ? /^(?:W\/)?"(\d{1,9})"$/.exec(request.headers['if-match'] ?? '') : null
  return {
    body: { ...(ownOccurredAt ? raw : rest), ...(version && { version: Number(version[1]) }) },
    occurredAt,
  }
}

/** A phone's clock may run ahead; nothing has happened later than now. */
const occurrenceOf = (value: unknown, now: Date, request: FastifyRequest): Date | undefined => {
  if (value === undefined) return undefined
  const { occurredAt } = Occurrence({ occurredAt: value }, localeOf(request)) as { occurredAt: Date }
  return occurredAt > now ? now : occurredAt
}

const paramsOf = (plan: Plan, request: FastifyRequest): unknown => {
  try {
    return plan.params?.(request.params, 'zh-CN')
  } catch (error) {
    // An address with a malformed id names nothing.
    throw error instanceof Refusal ? new Refusal('not_found') : error
  }
}

const prepare = async (
  plan: Plan,
  request: FastifyRequest,
): Promise<{ ctx: Context; input: Record<string, unknown> }> => {
  const { kit } = plan
  const locale = localeOf(request)
  const caller = request.caller ?? (await plan.identify(request))
  const { actor } = caller
  const now = kit.clock()
  const parts = partsOf(plan, request)
  const input = {
    params: paramsOf(plan, request),
    query: plan.query(request.query, locale),
    body: plan.body === 'upload' ? await readUpload(request) : plan.body?.(parts.body, locale),
  }
  const ctx: Context = {
    db: kit.database.db,
    tenantId: actor.tenantId,
    actor,
    now,
    log: request.log,
    requestId: request.id,
    occurredAt: occurrenceOf(parts.occurredAt, now, request),
    locale,
    client: { address: request.ip, agent: (request.headers['user-agent'] ?? '').slice(0, 300) },
    kit,
    afterwards: undefined,
    pending: undefined,
  }
  return { ctx, input }
}

const keyOf = ({ endpoint }: Plan, request: FastifyRequest): string | undefined => {
  const key = request.headers['idempotency-key']
  if (key === undefined || endpoint.method === 'GET' || endpoint.once || endpoint.returns === 'file') return undefined
  ensure(
    typeof key === 'string' && /^[\x21-\x7e]{8,200}$/.test(key),
    'input.invalid',
    'Idempotency-Key: 8–200 characters',
  )
  return key
}

const inputHash = (request: FastifyRequest, body: unknown): Buffer => {
  if (request.rawBody !== null) return hashOf(request.method, request.url, request.rawBody)
  const upload = body as { bytes?: Uint8Array; fields?: unknown } | undefined
  return hashOf(request.method, `${request.url}\n${JSON.stringify(upload?.fields ?? {})}`, upload?.bytes ?? '')
}

const answer = async (plan: Plan, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const { ctx, input } = await prepare(plan, request)
  const { encode } = plan
  if (!encode) return sendFile(request, reply, (await plan.handle(ctx, input as never)) as FileAnswer)
  const run = async (inside: Context) => {
    const result = await plan.handle(inside, input as never)
    return JSON.stringify(encode(carrySession(request, reply, result)))
  }
  const key = keyOf(plan, request)
  void reply.header('cache-control', 'private, no-store').type('application/json; charset=utf-8')
  if (key === undefined) return reply.send(await run(ctx))
  const outcome = await once(ctx, { key, inputHash: inputHash(request, input['body']) }, run)
  if (outcome.replayed) void reply.header('idempotency-replayed', 'true')
  return reply.send(outcome.text)
}

export const mount = (app: FastifyInstance, route: Route, kit: Kit, identify: Identify): void => {
  const { endpoint } = route
  if (!endpoint.allow) throw new Error(`${endpoint.method} ${endpoint.path} names no permission`)
  const plan = planFor(route, kit, identify)
  app.route({
    method: endpoint.method,
    url: `${apiBase}${endpoint.path}`,
    onRequest: async (request) => {
      request.caller = await identify(request)
      ensureAdmitted(endpoint, request.caller.actor)
    },
    handler: (request, reply) => answer(plan, request, reply),
  })
}
