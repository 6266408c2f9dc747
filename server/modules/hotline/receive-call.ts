// What a call centre tells: genuine, each nonce once, in whatever order it comes. A call nobody answered is owed.
import { timingSafeEqual } from 'node:crypto'
import type { CallEvent } from '@linbang/contract/calls'
import { type Context, inTransaction } from '../../kit/context.ts'
import { ensure, found } from '../../kit/errors.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { addMinutes } from '../../kit/time.ts'
import { personNamed } from '../accounts/service.ts'
import { homeOf, knownByPhone } from '../people/service.ts'
import { setAgentState } from './agents.ts'
import {
  type CallRecord,
  callersBefore,
  endLost,
  eventSignature,
  insertCall,
  keepEvent,
  lockCallNamed,
  updateCall,
} from './call-queries.ts'
import { keepRecording } from './recordings.ts'
import { agentsOnDuty } from './return-queries.ts'
import { oweReturn, settleReturn } from './return-calls.ts'
import { afterEvent, signatureOf, stateOf } from './rules.ts'
import { numberColumns, numberHashes, openNumber } from './seal-call.ts'

const minutesOff = 5
const oldestHours = 24

const ensureGenuine = (ctx: Context, event: CallEvent): void => {
  const secret = ctx.kit.config.callsSecret
  ensure(secret, 'not_found')
  const expected = Buffer.from(signatureOf(secret, event), 'hex')
  ensure(timingSafeEqual(expected, Buffer.from(event.signature, 'hex')), 'auth.forbidden')
  ensure(Math.abs(ctx.now.getTime() / 1000 - event.timestamp) <= minutesOff * 60, 'auth.forbidden')
}

/** The call centre's clock may run ahead; nothing has happened later than now, and nothing older than a day is believed. */
const momentOf = (ctx: Context, { at, timestamp }: CallEvent): Date => {
  const told = new Date((at ?? timestamp) * 1000)
  if (told > ctx.now) return ctx.now
  const oldest = addMinutes(ctx.now, -oldestHours * 60)
  return told < oldest ? oldest : told
}

type Caller = { readonly personId: string | null; readonly areaPath: string | null }

/** Whose number it is, else who called from it the last time. */
export const callerOf = async (ctx: Context, number: string | undefined): Promise<Caller> => {
  if (number === undefined) return { personId: null, areaPath: null }
  const personId = (await knownByPhone(ctx, number)) ?? (await callersBefore(ctx, numberHashes(ctx, number)))[0]
  if (personId === undefined) return { personId: null, areaPath: null }
  return { personId, areaPath: (await homeOf(ctx, personId))?.areaPath ?? null }
}

/** The call of this reference, locked; a first event that is lost does not lose the call. */
const callOf = async (ctx: Context, event: CallEvent, at: Date): Promise<CallRecord> => {
  const known = await lockCallNamed(ctx, event.reference)
  if (known) return known
  ensure(event.event !== 'recording', 'call.unknown')
  const row = { tenantId: ctx.tenantId, id: newId(), way: 'centre', reference: event.reference, rangAt: at }
  await insertCall(ctx, { ...row, direction: event.direction ?? 'in' })
  return found(await lockCallNamed(ctx, event.reference))
}

const changeOf = async (ctx: Context, call: CallRecord, event: CallEvent, at: Date) => {
  const learnt = call.numberHash === null && event.from !== undefined
  const agent = event.agent === undefined ? undefined : await personNamed(ctx, event.agent)
  return {
    ...afterEvent(call, event.event, at),
    ...(learnt && { ...numberColumns(ctx, event.from), ...(await callerOf(ctx, event.from)) }),
    ...(agent !== undefined && call.answeredBy === null && { answeredBy: agent }),
    ...(event.notice && call.noticeAt === null && { noticeAt: at }),
    ...(event.endedBy && { endedBy: event.endedBy }),
    ...(event.event === 'missed' && call.endedBy === null && { endedBy: 'nobody' }),
  }
}

export const announceCall = async (ctx: Context, { id, areaPath }: Pick<CallRecord, 'id' | 'areaPath'>) =>
  announce(ctx, 'call.changed', { callId: id, areaPath, personIds: await agentsOnDuty(ctx) })

/** A missed call is owed; one that was answered pays what was owed to the same number. */
export const settleCall = async (ctx: Context, call: CallRecord): Promise<void> => {
  const state = stateOf(call)
  if (call.numberSealed === null || call.numberHash === null) return
  if (state === 'missed' && call.direction === 'in') await oweReturn(ctx, call, openNumber(ctx, call.numberSealed))
  else if (state === 'talking' || state === 'ended') await settleReturn(ctx, call)
}

/** The same event told again does nothing; the same nonce for another event is refused. */
export const tellCallEvent = (ctx: Context, event: CallEvent): Promise<{ outcome: 'taken' | 'repeated' }> => {
  ensureGenuine(ctx, event)
  return inTransaction(ctx, async (ctx) => {
    const at = momentOf(ctx, event)
    const { nonce, reference, signature } = event
    const row = { nonce, reference, signature, event: event.event, happenedAt: at, receivedAt: ctx.now }
    if (!(await keepEvent(ctx, row))) {
      ensure((await eventSignature(ctx, nonce)) === signature, 'auth.forbidden')
      return { outcome: 'repeated' }
    }
    const call = await callOf(ctx, event, at)
    const change = await changeOf(ctx, call, event, at)
    await updateCall(ctx, call.id, change)
    const now = { ...call, ...change } as CallRecord
    if (event.recordingUrl !== undefined) await keepRecording(ctx, now, event.recordingUrl)
    await settleCall(ctx, now)
    if (call.endedAt === null && now.endedAt !== null && now.answeredBy !== null)
      await setAgentState(ctx, now.answeredBy, 'wrap_up')
    await announceCall(ctx, now)
    return { outcome: 'taken' }
  })
}

/** A ring of a quarter of an hour and a talk of half a day have lost their end on the way. */
const lostRing = 15
const lostTalk = 720

export const endLostCalls = (ctx: Context): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    for (const call of await endLost(ctx, addMinutes(ctx.now, -lostRing), addMinutes(ctx.now, -lostTalk))) {
      await settleCall(ctx, call)
      await announceCall(ctx, call)
    }
  })
