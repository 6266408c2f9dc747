// What the person helped, or family for them, may do with a request; staff may do it in their name.
import type { Endpoint, Input } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/request-verbs'
import type { Request } from '@linbang/contract/requests'
import { type Context, inTransaction } from '../../kit/context.ts'
import { ensure, Refusal } from '../../kit/errors.ts'
import { reverseCause } from '../ledger/service.ts'
import { serviceWords, tellAsker } from './answer-asker.ts'
import { changeState } from './change-state.ts'
import { presentRequest } from './present.ts'
import { lastSheet } from './present-queries.ts'
import { lockRequest } from './queries.ts'
import { windowFault } from './rules.ts'
import { lockFor, standingOf } from './standing.ts'

type Body<E extends Endpoint> = Input<E> extends { body: infer B } ? B : never

export const cancel = (ctx: Context, id: string, body: Body<typeof contract.cancelRequest>): Promise<Request> =>
  inTransaction(ctx, async (ctx) => {
    const request = await lockFor(ctx, id, 'cancel', body.version)
    const { who } = await standingOf(ctx, request)
    await changeState(ctx, request, {
      act: 'cancel',
      to: 'cancelled',
      why: body.reason,
      set: { reason: body.reason || null },
      detail: { by: who.asker ? 'asker' : 'staff' },
    })
    await tellAsker(ctx, request, 'request.cancelled', {
      service: await serviceWords(ctx, request),
      number: request.number,
      reason: body.reason || null,
    })
    return presentRequest(ctx, id)
  })

/** Whoever was to come is asked again by the visit itself: the new time may not be theirs. */
export const move = (ctx: Context, id: string, body: Body<typeof contract.moveRequest>): Promise<Request> =>
  inTransaction(ctx, async (ctx) => {
    const request = await lockFor(ctx, id, 'move', body.version)
    const { from, to } = body.window
    const fault = windowFault(body.window, ctx.now)
    if (fault) throw new Refusal(fault)
    await changeState(ctx, request, {
      act: 'move',
      to: request.state,
      why: body.reason,
      set: { windowFrom: from, windowTo: to },
      detail: { from, to, before: request.windowFrom },
    })
    await tellAsker(ctx, request, 'request.moved', { service: await serviceWords(ctx, request), from, to })
    return presentRequest(ctx, id)
  })

export const confirm = (ctx: Context, id: string, body: Body<typeof contract.confirmRequest>): Promise<Request> =>
  inTransaction(ctx, async (ctx) => {
    const request = await lockFor(ctx, id, 'confirm', body.version)
    const { who } = await standingOf(ctx, request)
    await changeState(ctx, request, {
      act: 'confirm',
      to: 'confirmed',
      set: { solved: true, confirmedHow: who.asker ? 'resident' : 'call_back' },
    })
    return presentRequest(ctx, id)
  })

/** Not done: the credit of the sheet is taken back, and somebody is looked for again. */
export const reopen = (ctx: Context, id: string, body: Body<typeof contract.reopenRequest>): Promise<Request> =>
  inTransaction(ctx, async (ctx) => {
    const request = await lockFor(ctx, id, 'reopen', body.version)
    const sheetId = await lastSheet(ctx, id)
    if (sheetId) await reverseCause(ctx, 'sheet', sheetId, 'not_solved')
    await changeState(ctx, request, {
      act: 'reopen',
      to: 'reopened',
      why: body.why,
      set: { solved: false, confirmedHow: null, reason: null },
    })
    await tellAsker(ctx, request, 'request.reopened', {
      service: await serviceWords(ctx, request),
      number: request.number,
    })
    return presentRequest(ctx, id)
  })

/** Called off by what it belongs to, a series that ends or leaves a day out. Refused when somebody stands at the door. */
export const callOff = (
  ctx: Context,
  id: string,
  reason: string,
  by: 'series' | 'reward_order' | 'desk' = 'series',
): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const request = await lockRequest(ctx, id)
    const { facts } = await standingOf(ctx, request)
    ensure(!facts.onSite, 'request.already_on_site')
    await changeState(ctx, request, {
      act: 'cancel',
      to: 'cancelled',
      why: reason,
      set: { reason: reason || null },
      detail: { by },
    })
  })
