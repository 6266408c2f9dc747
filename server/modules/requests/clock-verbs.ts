// What moves the clock of a request: a pause with its reason and end, going on, and more time that the asker is told of.
import type { Endpoint, Input } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/request-verbs'
import type { Request } from '@linbang/contract/requests'
import { type Context, inTransaction } from '../../kit/context.ts'
import { ensure, Refusal } from '../../kit/errors.ts'
import { newId } from '../../kit/ids.ts'
import { responsible, serviceWords, tellAsker } from './answer-asker.ts'
import { changeState } from './change-state.ts'
import { extendedTo, movedBy, nextOf } from './dues.ts'
import { endShift, insertShift, openPause } from './history-queries.ts'
import { presentRequest } from './present.ts'
import { duesOf } from './queries.ts'
import { windowFault } from './rules.ts'
import { lockFor } from './standing.ts'

type Body<E extends Endpoint> = Input<E> extends { body: infer B } ? B : never

const me = (ctx: Context): string => {
  ensure(ctx.actor.kind === 'person', 'auth.required')
  return ctx.actor.personId
}

const ensureAhead = (ctx: Context, until: Date) => {
  const fault = windowFault({ from: ctx.now, to: until }, ctx.now)
  if (fault) throw new Refusal(until <= ctx.now ? 'request.window_past' : fault)
  if (windowFault({ from: until, to: new Date(until.getTime() + 1) }, ctx.now))
    throw new Refusal('request.window_too_far')
}

/** Everything not yet due waits as long as the pause is to last. */
export const pause = (ctx: Context, id: string, body: Body<typeof contract.pauseRequest>): Promise<Request> =>
  inTransaction(ctx, async (ctx) => {
    const request = await lockFor(ctx, id, 'pause', body.version)
    ensureAhead(ctx, body.until)
    const before = await openPause(ctx, id)
    if (before) await endShift(ctx, before.id)
    await insertShift(ctx, {
      id: newId(),
      requestId: id,
      kind: 'pause',
      reason: body.reason,
      approvedBy: me(ctx),
      fromAt: ctx.now,
      untilAt: body.until,
    })
    const length = body.until.getTime() - ctx.now.getTime()
    await changeState(ctx, request, {
      act: 'pause',
      to: request.state,
      why: body.why,
      detail: { reason: body.reason, until: body.until },
      dues: (dues) => movedBy(dues, ctx.now, length),
      set: { pausedUntil: body.until, ...(await responsible(ctx, request)) },
    })
    return presentRequest(ctx, id)
  })

/** Earlier than thought: what the pause had moved too far comes back. */
export const resume = (ctx: Context, id: string, body: Body<typeof contract.resumeRequest>): Promise<Request> =>
  inTransaction(ctx, async (ctx) => {
    const request = await lockFor(ctx, id, 'resume', body.version)
    const shift = await openPause(ctx, id)
    if (shift) await endShift(ctx, shift.id)
    const left = (shift?.untilAt ?? ctx.now).getTime() - ctx.now.getTime()
    await changeState(ctx, request, {
      act: 'resume',
      to: request.state,
      dues: (dues) => movedBy(dues, shift?.untilAt ?? ctx.now, -left),
      set: { pausedUntil: null, ...(await responsible(ctx, request)) },
    })
    return presentRequest(ctx, id)
  })

/** Approved by who may rule; the asker is told until when. Bringing a moment forward is no extension. */
export const extend = (ctx: Context, id: string, body: Body<typeof contract.extendRequest>): Promise<Request> =>
  inTransaction(ctx, async (ctx) => {
    const request = await lockFor(ctx, id, 'extend', body.version)
    ensureAhead(ctx, body.until)
    const dues = await duesOf(ctx, id)
    const result = dues.find((due) => due.step === 'result')
    ensure(!result || result.dueAt < body.until, 'request.window_wrong')
    ensure(nextOf(dues).at !== null, 'request.wrong_state')
    await insertShift(ctx, {
      id: newId(),
      requestId: id,
      kind: 'extension',
      reason: body.reason,
      approvedBy: me(ctx),
      fromAt: ctx.now,
      untilAt: body.until,
    })
    await changeState(ctx, request, {
      act: 'extend',
      to: request.state,
      why: body.reason,
      detail: { until: body.until },
      dues: (list) => extendedTo(list, body.until),
      set: { escalatedTo: null },
    })
    await tellAsker(ctx, request, 'request.extended', {
      service: await serviceWords(ctx, request),
      until: body.until,
      reason: body.reason,
    })
    return presentRequest(ctx, id)
  })
