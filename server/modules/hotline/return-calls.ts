// Calls that are owed: a missed call or a promise stands on the list until one agent has taken it and called.
import type { Input, Output } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/return-calls'
import type { ReturnCall } from '@linbang/contract/return-calls'
import { recordAudit } from '../../kit/audit.ts'
import { type Context, inTransaction, type PersonActor, reachOf } from '../../kit/context.ts'
import { ensure, found } from '../../kit/errors.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { pageOf, pageSize, readCursor } from '../../kit/paging.ts'
import { addMinutes } from '../../kit/time.ts'
import { homeOf, phoneOf, reachesPerson } from '../people/service.ts'
import { policyNow } from '../policies/service.ts'
import type { CallRecord } from './call-queries.ts'
import {
  agentsOnDuty,
  closeMissedOf,
  countReturns,
  insertReturn,
  isOwed,
  lockReturn,
  missAgain,
  returnsWhere,
  type ReturnRecord,
  type ReturnRow,
  updateReturn,
} from './return-queries.ts'
import { afterTry } from './rules.ts'
import { numberHashes, openNumber, openReturnNumber, returnColumns } from './seal-call.ts'
import { callSeen } from './show-calls.ts'

const meOf = ({ actor }: Context): PersonActor => {
  ensure(actor.kind === 'person', 'auth.required')
  return actor
}

const tell = async (ctx: Context, { id, areaPath }: Pick<ReturnRecord, 'id' | 'areaPath'>) =>
  announce(ctx, 'return_call.changed', { returnCallId: id, areaPath, personIds: await agentsOnDuty(ctx) })

/** One entry a number: three calls in vain are one call to make. */
export const oweReturn = async (ctx: Context, call: CallRecord, number: string): Promise<void> => {
  if (await isOwed(ctx, call.id)) return
  const again = await missAgain(ctx, numberHashes(ctx, number), { callId: call.id })
  if (again) return tell(ctx, again)
  const { body } = await policyNow(ctx, 'hotline')
  const { personId, areaPath } = call
  const dueAt = addMinutes(ctx.now, body.returnMinutes)
  const row = { tenantId: ctx.tenantId, id: newId(), callId: call.id, personId, areaPath, dueAt, createdAt: ctx.now }
  await insertReturn(ctx, { ...row, kind: 'missed', ...returnColumns(ctx, number) })
  await tell(ctx, row)
}

/** Spoken with, in or out: what was owed to that number for a missed call is paid. */
export const settleReturn = async (ctx: Context, call: CallRecord): Promise<void> => {
  if (call.numberHash === null) return
  for (const row of await closeMissedOf(ctx, call.numberHash, call.rangAt, call.answeredBy)) await tell(ctx, row)
}

const present = (ctx: Context, row: ReturnRow): ReturnCall => {
  const me = ctx.actor.kind === 'person' ? ctx.actor.personId : null
  const open = row.closedAt === null
  const mine = open && row.takenBy !== null && row.takenBy === me
  return {
    ...row,
    kind: row.kind as ReturnCall['kind'],
    outcome: row.outcome as ReturnCall['outcome'],
    number: mine ? openReturnNumber(ctx, row.numberSealed) : null,
    late: open && row.takenBy === null && row.dueAt < ctx.now,
    can: { take: open && row.takenBy === null, finish: mine },
  }
}

const reach = (ctx: Context) => reachOf(ctx.actor, 'calls.take')

const shown = async (ctx: Context, id: string): Promise<ReturnCall> =>
  present(ctx, found((await returnsWhere(ctx, { paths: reach(ctx), ids: [id], limit: 1 }))[0]))

type Asked = Input<typeof contract.listReturnCalls>['query']
export const listReturnCalls = async (
  ctx: Context,
  { closed = false, limit, cursor }: Asked,
): Promise<Output<typeof contract.listReturnCalls>> => {
  const size = pageSize(limit)
  const paths = reach(ctx)
  const after = readCursor(cursor, ['moment', 'text'])
  const [rows, counts] = await Promise.all([
    returnsWhere(ctx, { paths, closed, after, limit: size + 1 }),
    countReturns(ctx, paths),
  ])
  const { items, nextCursor } = pageOf(rows, size, (row) => [closed ? row.closedAt : row.dueAt, row.id])
  return { items: items.map((row) => present(ctx, row)), nextCursor, ...counts }
}

type Promised = Input<typeof contract.promiseReturnCall>['body']

/** The number given, else that of the call, else the person's own. */
const numberFor = async (ctx: Context, { callId, phone, personId }: Promised): Promise<string> => {
  if (phone !== undefined) return phone
  const call = callId === undefined ? undefined : await callSeen(ctx, callId)
  if (call?.numberSealed) return openNumber(ctx, call.numberSealed)
  return found(personId === undefined ? null : await phoneOf(ctx, personId), 'return_call.no_number')
}

export const promiseReturnCall = (ctx: Context, promised: Promised): Promise<ReturnCall> =>
  inTransaction(ctx, async (ctx) => {
    const { callId, dueAt, words } = promised
    ensure(dueAt > ctx.now, 'return_call.past')
    const call = callId === undefined ? undefined : await callSeen(ctx, callId)
    const personId = promised.personId ?? call?.personId ?? null
    ensure(personId === null || (await reachesPerson(ctx, personId, 'people.read')), 'not_found')
    const number = await numberFor(ctx, promised)
    const home = personId === null ? null : await homeOf(ctx, personId)
    const row = { tenantId: ctx.tenantId, id: newId(), callId: callId ?? null, personId, dueAt, createdAt: ctx.now }
    const areaPath = home?.areaPath ?? call?.areaPath ?? null
    const made = { ...row, areaPath, words, kind: 'promised', madeBy: meOf(ctx).personId }
    await insertReturn(ctx, { ...made, ...returnColumns(ctx, number) })
    await tell(ctx, made)
    return shown(ctx, row.id)
  })

const lockOpen = async (ctx: Context, id: string): Promise<ReturnRecord> => {
  await shown(ctx, id)
  const row = found(await lockReturn(ctx, id))
  ensure(row.closedAt === null, 'return_call.closed')
  return row
}

/** The whole number is shown to who calls, and that is on record. */
export const takeReturnCall = (ctx: Context, id: string): Promise<ReturnCall> =>
  inTransaction(ctx, async (ctx) => {
    const row = await lockOpen(ctx, id)
    const me = meOf(ctx).personId
    ensure(row.takenBy === null || row.takenBy === me, 'return_call.taken')
    await updateReturn(ctx, id, { takenBy: me, takenAt: row.takenAt ?? ctx.now })
    const { areaPath, personId } = row
    await recordAudit(ctx, { act: 'return_call.taken', subjectKind: 'return_call', subjectId: id, areaPath })
    const reason = ctx.locale === 'en' ? 'To ring back' : '回电话'
    if (personId)
      await recordAudit(ctx, {
        act: 'person.revealed',
        subjectKind: 'person',
        subjectId: personId,
        areaPath,
        detail: { field: 'phone', reason },
      })
    await tell(ctx, row)
    return shown(ctx, id)
  })

type Finished = Input<typeof contract.finishReturnCall>['body']

export const finishReturnCall = (ctx: Context, id: string, { outcome, words }: Finished): Promise<ReturnCall> =>
  inTransaction(ctx, async (ctx) => {
    const row = await lockOpen(ctx, id)
    const me = meOf(ctx).personId
    ensure(row.takenBy === me, 'return_call.not_yours')
    const { body } = await policyNow(ctx, 'hotline')
    const tries = row.tries + (outcome === 'not_needed' ? 0 : 1)
    const said = [row.words, words].filter(Boolean).join('\n')
    const closing = outcome === 'not_reached' ? afterTry(row, body.returnTries) : outcome
    if (closing === 'again') {
      const back = { takenBy: null, takenAt: null, warnedAt: null, dueAt: addMinutes(ctx.now, body.retryMinutes) }
      await updateReturn(ctx, id, { ...back, tries, words: said })
    } else await updateReturn(ctx, id, { tries, words: said, closedAt: ctx.now, closedBy: me, outcome: closing })
    await tell(ctx, row)
    return shown(ctx, id)
  })
