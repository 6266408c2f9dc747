// A call at the desk: one agent answers, says who calls, and ends it. A call no exchange tells of is begun by hand.
import type { Input } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/call-desk'
import type { Call } from '@linbang/contract/calls'
import { recordAudit } from '../../kit/audit.ts'
import { type Context, inTransaction } from '../../kit/context.ts'
import { ensure, found } from '../../kit/errors.ts'
import { newId } from '../../kit/ids.ts'
import { homeOf, personOf, reachesPerson } from '../people/service.ts'
import { agentOf, setAgentState } from './agents.ts'
import { type CallRecord, insertCall, lockCall, updateCall } from './call-queries.ts'
import { announceCall, callerOf, settleCall } from './receive-call.ts'
import { stateOf } from './rules.ts'
import { numberColumns } from './seal-call.ts'
import { callSeen, callToTake, presentCall } from './show-calls.ts'

const lockSeen = async (ctx: Context, callId: string): Promise<CallRecord> => {
  await callToTake(ctx, callId)
  return found(await lockCall(ctx, callId))
}

/** The call, locked, if the actor is the one who speaks or spoke. */
export const lockOwnCall = async (ctx: Context, callId: string): Promise<CallRecord> => {
  const call = await lockSeen(ctx, callId)
  ensure(call.answeredBy === agentOf(ctx).personId, 'call.not_yours')
  return call
}

const shown = async (ctx: Context, callId: string): Promise<Call> => presentCall(ctx, await callSeen(ctx, callId))

/** Of two who press at the same moment the second hears that it is taken. Pressing again is the same as once. */
export const answerCall = (ctx: Context, callId: string): Promise<Call> =>
  inTransaction(ctx, async (ctx) => {
    const call = await lockSeen(ctx, callId)
    const me = agentOf(ctx).personId
    ensure(call.answeredBy === null || call.answeredBy === me, 'call.taken')
    ensure(call.endedAt === null, 'call.over')
    const change = { answeredAt: call.answeredAt ?? ctx.now, answeredBy: me }
    await updateCall(ctx, callId, change)
    const now = { ...call, ...change }
    await settleCall(ctx, now)
    await announceCall(ctx, now)
    return shown(ctx, callId)
  })

type Started = Input<typeof contract.startCall>['body']

export const startCall = (ctx: Context, { phone, direction }: Started): Promise<Call> =>
  inTransaction(ctx, async (ctx) => {
    const id = newId()
    const moments = { rangAt: ctx.now, answeredAt: ctx.now }
    const row = { tenantId: ctx.tenantId, id, way: 'hand', reference: `hand-${id}`, direction, ...moments }
    const caller = await callerOf(ctx, phone)
    await insertCall(ctx, { ...row, answeredBy: agentOf(ctx).personId, ...numberColumns(ctx, phone), ...caller })
    const call = found(await lockCall(ctx, id))
    await settleCall(ctx, call)
    await announceCall(ctx, call)
    return shown(ctx, id)
  })

export const hangUpCall = (ctx: Context, callId: string): Promise<Call> =>
  inTransaction(ctx, async (ctx) => {
    const call = await lockOwnCall(ctx, callId)
    if (stateOf(call) === 'talking') {
      await updateCall(ctx, callId, { endedAt: ctx.now, endedBy: 'agent' })
      await setAgentState(ctx, agentOf(ctx).personId, 'wrap_up')
      await announceCall(ctx, call)
    }
    return shown(ctx, callId)
  })

type Named = Input<typeof contract.nameCaller>['body']

/** From now on the number is known as theirs; the call lies where they live. */
export const nameCaller = (ctx: Context, callId: string, { personId, secret }: Named): Promise<Call> =>
  inTransaction(ctx, async (ctx) => {
    const call = await lockOwnCall(ctx, callId)
    if (personId) {
      ensure(await reachesPerson(ctx, personId, 'people.read'), 'not_found')
      const { id } = await personOf(ctx, personId)
      await updateCall(ctx, callId, { personId: id, areaPath: (await homeOf(ctx, id))?.areaPath ?? null })
    } else if (personId === null) await updateCall(ctx, callId, { personId: null, areaPath: null })
    if (secret !== undefined) {
      await updateCall(ctx, callId, { secret })
      const { areaPath } = call
      await recordAudit(ctx, {
        act: 'call.secret',
        subjectKind: 'call',
        subjectId: callId,
        areaPath,
        detail: { secret },
      })
    }
    await announceCall(ctx, call)
    return shown(ctx, callId)
  })
