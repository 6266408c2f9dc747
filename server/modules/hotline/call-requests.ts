// What comes of a call: requests written while they talk, taken back within seconds; transfers and hard calls on record.
import type { Input, Output } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/call-desk'
import type { CallNote } from '@linbang/contract/call-desk'
import type { Request } from '@linbang/contract/requests'
import { type Context, inTransaction } from '../../kit/context.ts'
import { ensure, found } from '../../kit/errors.ts'
import { newId } from '../../kit/ids.ts'
import { dispatchRequest } from '../dispatch/service.ts'
import { briefs, homeOf } from '../people/service.ts'
import { policyNow } from '../policies/service.ts'
import { answerRequest, callOff, openRequest, presentRequest } from '../requests/service.ts'
import { agentOf } from './agents.ts'
import { lockOwnCall } from './answer-call.ts'
import { updateCall } from './call-queries.ts'
import {
  insertCallNote,
  insertCallRequest,
  lockCallRequest,
  markUndone,
  notesOf,
  requestsOf,
} from './call-work-queries.ts'
import { announceCall } from './receive-call.ts'
import { callSeen } from './show-calls.ts'

const addSeconds = (at: Date, seconds: number): Date => new Date(at.getTime() + seconds * 1000)

type Wished = Input<typeof contract.openCallRequest>['body']

/** Answered, or somebody is looked for; a stranger's first request waits for the look, a matter of life has begun by itself. */
const goOn = async (ctx: Context, opened: Request, answer: string | undefined, dispatch: boolean | undefined) => {
  if (answer !== undefined) return answerRequest(ctx, opened.id, { version: opened.version, words: answer })
  if (!dispatch || opened.needsLook || opened.state !== 'reported' || opened.urgency === 'life') return opened
  await dispatchRequest(ctx, opened.id, { policy: 'waves' })
  return presentRequest(ctx, opened.id)
}

/** For the caller unless it says for whom; several may come of one call. */
export const openCallRequest = (
  ctx: Context,
  callId: string,
  { answer, dispatch, ...wish }: Wished,
): Promise<Output<typeof contract.openCallRequest>> =>
  inTransaction(ctx, async (ctx) => {
    const call = await lockOwnCall(ctx, callId)
    const forPersonId = wish.forPersonId ?? call.personId ?? undefined
    const opened = await openRequest(ctx, { ...wish, channel: 'hotline', ...(forPersonId && { forPersonId }) })
    const request = await goOn(ctx, opened, answer, dispatch)
    await insertCallRequest(ctx, { callId, requestId: request.id, madeBy: agentOf(ctx).personId })
    if (call.personId === null && forPersonId)
      await updateCall(ctx, callId, {
        personId: forPersonId,
        areaPath: (await homeOf(ctx, forPersonId))?.areaPath ?? null,
      })
    const { body } = await policyNow(ctx, 'hotline')
    return { request, undoUntil: addSeconds(ctx.now, body.undoSeconds) }
  })

/** Whoever was asked meanwhile hears that it is called off, as by any cancelling. */
export const undoCallRequest = (ctx: Context, callId: string, requestId: string): Promise<Record<string, never>> =>
  inTransaction(ctx, async (ctx) => {
    const call = await lockOwnCall(ctx, callId)
    const row = found(await lockCallRequest(ctx, callId, requestId))
    const { body } = await policyNow(ctx, 'hotline')
    ensure(row.undoneAt === null && ctx.now <= addSeconds(row.at, body.undoSeconds), 'call.undo_over')
    await callOff(ctx, requestId, ctx.locale === 'en' ? 'Taken back at the desk' : '话务台撤回', 'desk')
    await markUndone(ctx, callId, requestId)
    await announceCall(ctx, call)
    return {}
  })

const keepNote = async (ctx: Context, callId: string, note: Omit<CallNote, 'id' | 'by' | 'at'>): Promise<CallNote> =>
  inTransaction(ctx, async (ctx) => {
    const call = await lockOwnCall(ctx, callId)
    const me = agentOf(ctx).personId
    const id = newId()
    await insertCallNote(ctx, { ...note, id, callId, madeBy: me })
    await announceCall(ctx, call)
    return { ...note, id, by: (await briefs(ctx, [me])).get(me)?.callName ?? '', at: ctx.now }
  })

export const transferCall = (
  ctx: Context,
  callId: string,
  { to, words }: Input<typeof contract.transferCall>['body'],
) => keepNote(ctx, callId, { kind: 'transfer', code: to, words: words ?? '', reportedTo: null, reportedAt: null })

type Script = Input<typeof contract.noteScript>['body']

/** Whoever learns of a child in danger must report it (Law on the Protection of Minors, art. 11): to whom and when belongs on record. */
export const noteScript = (ctx: Context, callId: string, { script, words, reportedTo, reportedAt }: Script) => {
  const reported = reportedTo !== undefined && reportedAt !== undefined
  ensure(script !== 'child_in_danger' || reported, 'call.report_needed')
  return keepNote(ctx, callId, {
    kind: 'script',
    code: script,
    words,
    reportedTo: reportedTo ?? null,
    reportedAt: reportedAt ?? null,
  })
}

export const getCallWork = async (ctx: Context, callId: string): Promise<Output<typeof contract.getCallWork>> => {
  const call = await callSeen(ctx, callId)
  const { body } = await policyNow(ctx, 'hotline')
  const [requests, notes] = await Promise.all([requestsOf(ctx, call.id), notesOf(ctx, call.id)])
  return {
    requests: requests.map(({ at, undoneAt, ...row }) => ({
      ...row,
      undone: undoneAt !== null,
      undoUntil: addSeconds(at, body.undoSeconds),
    })),
    notes,
  }
}
