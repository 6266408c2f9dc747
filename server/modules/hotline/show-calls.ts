// Calls as staff see them: the log, what rings now, one call. Numbers are masked; a secret call says nothing of who called.
import type { Input, Output } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/calls'
import type { Call } from '@linbang/contract/calls'
import { type Context, holds, reaches, reachOf } from '../../kit/context.ts'
import { found } from '../../kit/errors.ts'
import { pageOf, pageSize, readCursor } from '../../kit/paging.ts'
import { addDays, startOfDay } from '../../kit/time.ts'
import { samePerson } from '../people/service.ts'
import { type CallRecord, type CallRow, callsWhere, ringingOr, seenBy } from './call-queries.ts'
import { listeningsOf } from './recording-queries.ts'
import { mostFetches, stateOf, talkedSeconds, waitedSeconds } from './rules.ts'
import { searchHashes } from './seal-call.ts'

const meOf = ({ actor }: Context): string | null => (actor.kind === 'person' ? actor.personId : null)

const recordingState = ({ toldAt, fetchedAt, removedAt, fetchTries }: CallRow): Call['recording'] => {
  if (toldAt === null) return null
  if (removedAt) return 'removed'
  if (fetchedAt) return 'here'
  return (fetchTries ?? 0) >= mostFetches ? 'failed' : 'coming'
}

type Belongs = Pick<CallRecord, 'areaPath' | 'answeredBy'>

/** Leads of the place, and the agent who spoke. A call of nobody known: any lead. */
export const mayListen = (ctx: Context, { areaPath, answeredBy }: Belongs): boolean =>
  (answeredBy !== null && meOf(ctx) === answeredBy) ||
  (areaPath === null ? holds(ctx.actor, 'calls.listen') : reaches(ctx.actor, 'calls.listen', areaPath))

const mayKnow = (ctx: Context, { areaPath, answeredBy }: Belongs): boolean =>
  areaPath === null || meOf(ctx) === answeredBy || reaches(ctx.actor, 'calls.read', areaPath)

/** Who asked for secrecy is named only to the agent who spoke and to leads who may listen. */
export const presentCall = (ctx: Context, row: CallRow): Call => {
  const listen = mayListen(ctx, row)
  const hidden = (row.secret && !listen) || !mayKnow(ctx, row)
  const moments = { rangAt: row.rangAt, answeredAt: row.answeredAt, endedAt: row.endedAt }
  return {
    id: row.id,
    state: stateOf(moments),
    direction: row.direction === 'out' ? 'out' : 'in',
    numberMasked: hidden ? null : row.numberMasked,
    personId: hidden ? null : row.personId,
    callName: hidden ? null : row.callName,
    areaName: hidden ? null : row.areaName,
    ...moments,
    waitedSeconds: waitedSeconds(moments, ctx.now),
    talkedSeconds: talkedSeconds(moments, ctx.now),
    agentId: row.answeredBy,
    agentName: row.agentName,
    endedBy: row.endedBy as Call['endedBy'],
    noticeAt: row.noticeAt,
    secret: row.secret,
    recording: recordingState(row),
    can: { listen: listen && recordingState(row) === 'here' },
  }
}

const seen = (ctx: Context, permission: 'calls.read' | 'calls.take') =>
  seenBy(ctx.actor.kind === 'system' ? [''] : reachOf(ctx.actor, permission), meOf(ctx))

type Asked = Input<typeof contract.listCalls>['query']

export const listCalls = async (ctx: Context, query: Asked): Promise<Output<typeof contract.listCalls>> => {
  const size = pageSize(query.limit)
  const { timeZone } = await ctx.kit.tenants.of(ctx.tenantId)
  const rows = await callsWhere(ctx, {
    seen: seen(ctx, 'calls.read'),
    state: query.state,
    direction: query.direction,
    from: query.from === undefined ? undefined : startOfDay(query.from, timeZone),
    to: query.to === undefined ? undefined : startOfDay(addDays(query.to, 1), timeZone),
    hashes: query.number === undefined ? undefined : searchHashes(ctx, query.number),
    personIds: query.personId === undefined ? undefined : await samePerson(ctx, query.personId),
    after: readCursor(query.cursor, ['moment', 'text']),
    limit: size + 1,
  })
  const { items, nextCursor } = pageOf(rows, size, (row) => [row.rangAt, row.id])
  return { items: items.map((row) => presentCall(ctx, row)), nextCursor }
}

const mostNow = 50

/** A call that rings is everybody's, whoever it is from; one that is spoken is seen where its caller lives, and by who speaks. */
export const listCallsNow = async (ctx: Context): Promise<Output<typeof contract.listCallsNow>> => {
  const rows = await callsWhere(ctx, { seen: ringingOr(seen(ctx, 'calls.take')), now: true, limit: mostNow })
  return { items: rows.map((row) => presentCall(ctx, row)) }
}

/** The row, if it is the actor's to see. */
export const callSeen = async (ctx: Context, callId: string): Promise<CallRow> =>
  found((await callsWhere(ctx, { seen: seen(ctx, 'calls.read'), ids: [callId], limit: 1 }))[0])

/** The same for who takes calls: one that rings may be taken by anybody. */
export const callToTake = async (ctx: Context, callId: string): Promise<CallRow> =>
  found((await callsWhere(ctx, { seen: ringingOr(seen(ctx, 'calls.take')), ids: [callId], limit: 1 }))[0])

export const getCall = async (ctx: Context, callId: string): Promise<Output<typeof contract.getCall>> => {
  const row = await callSeen(ctx, callId)
  return { ...presentCall(ctx, row), listenings: await listeningsOf(ctx, callId) }
}
