// What staff decide about a request: what it is, who it is from, whether it is ours, how it ends without a visit.
import type { Endpoint, Input } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/request-verbs'
import type { Request } from '@linbang/contract/requests'
import { type Context, inTransaction, reaches } from '../../kit/context.ts'
import { ensure, Refusal } from '../../kit/errors.ts'
import { serviceByCode } from '../catalog/service.ts'
import { confirmPersonAs, liftNumbers, personOf } from '../people/service.ts'
import { policyNow } from '../policies/service.ts'
import { responsible, serviceWords, tellAsker, tokensFor } from './answer-asker.ts'
import { changeState, clockOf, noteProgress, type StateChange } from './change-state.ts'
import { duesAtUrgency } from './dues.ts'
import { missedCalls } from './history-queries.ts'
import { presentRequest } from './present.ts'
import { lockRequest, type RequestRecord, waitingForLook } from './queries.ts'
import { isDispatchable, type Verb, windowFault } from './rules.ts'
import { placeHolds, releaseHolds, settlementFor } from './settle.ts'
import { lockFor, standingOf } from './standing.ts'

type Body<E extends Endpoint> = Input<E> extends { body: infer B } ? B : never

/** Locks, lets the verb do its work, makes the first member of staff responsible, and answers the request as it is now. */
const act = (
  ctx: Context,
  id: string,
  verb: Verb,
  version: number,
  work: (ctx: Context, request: RequestRecord) => Promise<StateChange>,
): Promise<Request> =>
  inTransaction(ctx, async (ctx) => {
    const request = await lockFor(ctx, id, verb, version)
    const { set, ...change } = await work(ctx, request)
    await changeState(ctx, request, { ...change, set: { ...(await responsible(ctx, request)), ...set } })
    return presentRequest(ctx, id)
  })

/** Another service: other minutes, other helpers, settled anew. */
const asService = async (ctx: Context, request: RequestRecord, code: string | undefined) => {
  if (code === undefined) return {}
  const service = await serviceByCode(ctx, code)
  if (service.id === request.serviceId) return {}
  const person = await personOf(ctx, request.personId)
  await releaseHolds(ctx, request.id)
  const settled = await settlementFor(ctx, {
    service,
    person,
    familyId: null,
    urgency: request.urgency,
    minutes: service.minutes * service.helpers,
    wished: undefined,
    providerId: undefined,
  })
  const plain = {
    serviceId: service.id,
    kind: service.kind,
    minutes: service.minutes,
    helpers: service.helpers,
    settlement: settled.settlement,
    priceCents: settled.priceCents,
    pricePoints: settled.pricePoints,
    voucherId: null,
    freeBecause: settled.freeBecause,
    providerId: null,
  }
  if (settled.payer) await placeHolds(ctx, { id: request.id, ...plain }, settled.payer)
  return plain
}

const windowOf = (ctx: Context, window: Body<typeof contract.triageRequest>['window']) => {
  const fault = window ? windowFault(window, ctx.now) : null
  if (fault) throw new Refusal(fault)
  return window === undefined ? {} : { windowFrom: window?.from ?? null, windowTo: window?.to ?? null }
}

export const triage = (ctx: Context, id: string, body: Body<typeof contract.triageRequest>): Promise<Request> =>
  act(ctx, id, 'triage', body.version, async (ctx, request) => {
    const { kind, urgency, description } = body
    const set = {
      ...(await asService(ctx, request, body.serviceCode)),
      ...(kind && { kind }),
      ...(urgency && { urgency }),
      ...(description !== undefined && { description: liftNumbers(description).text }),
      ...windowOf(ctx, body.window),
      draftVoiceFileId: null,
    }
    const then = { ...request, ...set }
    const clock = await clockOf(ctx, then)
    const sendNow = (request.state === 'reported' || request.state === 'reopened') && isDispatchable(then)
    return {
      act: 'triage',
      to: sendNow ? 'dispatching' : request.state,
      why: body.why,
      set,
      tokens: await tokensFor(ctx, then),
      detail: {
        ...(body.serviceCode && { serviceCode: body.serviceCode }),
        ...(urgency && { urgency, from: request.urgency }),
        ...(kind && { kind }),
      },
      dues: (dues) => (urgency && urgency !== request.urgency ? duesAtUrgency(dues, clock, request.reportedAt) : dues),
    }
  })

const looked = (ctx: Context) => ({
  needsLook: false,
  lookedAt: ctx.now,
  lookedBy: ctx.actor.kind === 'person' ? ctx.actor.personId : null,
})

/** Whoever was looked at once is known: what else they asked for waits no longer. */
const lookAtOthers = async (ctx: Context, request: RequestRecord) => {
  for (const id of await waitingForLook(ctx, request.personId, request.id)) {
    const other = await lockRequest(ctx, id)
    const set = looked(ctx)
    await changeState(ctx, other, {
      act: 'look',
      to: isDispatchable({ ...other, ...set }) ? 'dispatching' : other.state,
      set,
      detail: { with: request.number },
    })
  }
}

export const lookAt = (ctx: Context, id: string, body: Body<typeof contract.lookAtRequest>): Promise<Request> =>
  act(ctx, id, 'look', body.version, async (ctx, request) => {
    if (body.confirmPerson) {
      ensure(reaches(ctx.actor, 'people.confirm', request.areaPath), 'auth.forbidden')
      await confirmPersonAs(ctx, request.personId, body.how || request.number)
    }
    await lookAtOthers(ctx, request)
    const set = looked(ctx)
    return {
      act: 'look',
      to: isDispatchable({ ...request, ...set }) ? 'dispatching' : request.state,
      set,
      why: body.how,
      detail: { confirmed: body.confirmPerson ?? false },
    }
  })

export const answer = (ctx: Context, id: string, body: Body<typeof contract.answerRequest>): Promise<Request> =>
  act(ctx, id, 'answer', body.version, async (ctx, request) => {
    await tellAsker(ctx, request, 'request.answered', { service: await serviceWords(ctx, request), answer: body.words })
    return { act: 'answer', to: 'answered', why: body.words, set: { reason: body.words } }
  })

export const decline = (ctx: Context, id: string, body: Body<typeof contract.declineRequest>): Promise<Request> =>
  act(ctx, id, 'decline', body.version, async (ctx, request) => {
    await tellAsker(ctx, request, 'request.declined', {
      service: await serviceWords(ctx, request),
      reason: body.reason,
    })
    return { act: 'decline', to: 'declined', why: body.reason, set: { reason: body.reason } }
  })

export const giveUp = (ctx: Context, id: string, body: Body<typeof contract.unmetRequest>): Promise<Request> =>
  act(ctx, id, 'unmet', body.version, async (ctx, request) => {
    await tellAsker(ctx, request, 'request.unmet', {
      service: await serviceWords(ctx, request),
      reason: body.reason,
      instead: body.instead || null,
    })
    return {
      act: 'unmet',
      to: 'unmet',
      why: body.reason,
      set: { reason: body.reason },
      detail: body.instead ? { instead: body.instead } : {},
    }
  })

export const convene = (ctx: Context, id: string, body: Body<typeof contract.conveneRequest>): Promise<Request> =>
  act(ctx, id, 'convene', body.version, async () => ({ act: 'convene', to: 'in_meeting', why: body.why }))

/** The request kept must be one these staff see, open, and not itself a copy. */
const keptOf = async (ctx: Context, request: RequestRecord, intoId: string): Promise<RequestRecord> => {
  ensure(intoId !== request.id, 'request.merge_itself')
  const kept = await lockRequest(ctx, intoId)
  ensure((await standingOf(ctx, kept)).who.staff, 'not_found')
  ensure(!['duplicate', 'cancelled', 'declined'].includes(kept.state), 'request.wrong_state')
  return kept
}

export const merge = (ctx: Context, id: string, body: Body<typeof contract.mergeRequest>): Promise<Request> =>
  act(ctx, id, 'merge', body.version, async (ctx, request) => {
    const kept = await keptOf(ctx, request, body.intoRequestId)
    await noteProgress(ctx, kept, { act: 'merged_in', detail: { number: request.number, requestId: id } })
    await tellAsker(ctx, request, 'request.merged', { service: await serviceWords(ctx, request), number: kept.number })
    return {
      act: 'merge',
      to: 'duplicate',
      why: body.why,
      set: { duplicateOf: kept.id },
      detail: { number: kept.number, requestId: kept.id },
    }
  })

export const unmerge = (ctx: Context, id: string, body: Body<typeof contract.unmergeRequest>): Promise<Request> =>
  act(ctx, id, 'unmerge', body.version, async (_, request) => ({
    act: 'unmerge',
    to: 'reported',
    set: { duplicateOf: null },
    detail: { requestId: request.duplicateOf },
  }))

/** Nobody was reached in as many half-days as the rules ask for; leaving it out of the rates takes somebody who made none of the calls. */
const ensureUnreachable = async (ctx: Context, request: RequestRecord) => {
  const [calls, { body: policy }] = [await missedCalls(ctx, request.id), await policyNow(ctx, 'requests')]
  const halves = new Set(calls.map((call) => call.halfDay))
  const tried = calls.every((call) => !call.reached) && halves.size >= policy.reachableTries
  ensure(
    tried,
    'request.wrong_state',
    ctx.locale === 'en'
      ? `${halves.size} of ${policy.reachableTries} half-days tried`
      : `已在 ${halves.size} 个半天打过电话，要 ${policy.reachableTries} 个`,
  )
  const me = ctx.actor.kind === 'person' ? ctx.actor.personId : null
  ensure(!calls.some((call) => call.byPersonId === me), 'auth.forbidden')
}

export const close = (ctx: Context, id: string, body: Body<typeof contract.closeRequest>): Promise<Request> =>
  act(ctx, id, 'close', body.version, async (ctx, request) => {
    if (request.state === 'confirmed') return { act: 'close', to: 'closed', why: body.why }
    ensure(body.unconfirmed, 'request.wrong_state')
    await ensureUnreachable(ctx, request)
    return { act: 'close', to: 'closed', why: body.why, set: { confirmedHow: 'unconfirmed' } }
  })
