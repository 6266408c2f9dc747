// Forty calls at two in the night about one burst main: one incident, one notice to all, one text for the next caller, one close,
// and everybody rung back.
import type { Input, Output } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/incidents'
import type { Incident } from '@linbang/contract/incidents'
import { recordAudit } from '../../kit/audit.ts'
import { type Context, inTransaction, reaches, reachOf } from '../../kit/context.ts'
import { ensure, found } from '../../kit/errors.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { addMinutes } from '../../kit/time.ts'
import { areaOf } from '../areas/service.ts'
import { serviceByCode } from '../catalog/service.ts'
import { notify } from '../notices/service.ts'
import { phoneOf } from '../people/service.ts'
import { policyNow } from '../policies/service.ts'
import { answerRequest, requestById } from '../requests/service.ts'
import { agentOf } from './agents.ts'
import { openCallRequest } from './call-requests.ts'
import { lockOwnCall } from './answer-call.ts'
import {
  incidentsWhere,
  type IncidentRecord,
  type IncidentRow,
  insertIncident,
  insertJoin,
  joinedRequests,
  lockIncident,
  updateIncident,
} from './incident-queries.ts'
import { agentsOnDuty, insertReturn } from './return-queries.ts'
import { returnColumns } from './seal-call.ts'

const monthMinutes = 30 * 1440
/** Nobody has said yes: what the close answers. Whoever is on the way finishes. */
const waiting: ReadonlySet<string> = new Set(['reported', 'dispatching', 'in_meeting', 'reopened'])

const present = (ctx: Context, { areaPath, ...row }: IncidentRow): Incident => ({
  ...row,
  can: { change: row.closedAt === null && reaches(ctx.actor, 'calls.take', areaPath) },
})

const reach = (ctx: Context) => reachOf(ctx.actor, 'calls.take')

const shown = async (ctx: Context, id: string): Promise<Incident> =>
  present(ctx, found((await incidentsWhere(ctx, { paths: reach(ctx), ids: [id] }))[0]))

const tell = async (ctx: Context, id: string, areaPath: string) =>
  announce(ctx, 'incident.changed', { incidentId: id, areaPath, personIds: await agentsOnDuty(ctx) })

export const listIncidents = async (ctx: Context, closed: boolean): Promise<Output<typeof contract.listIncidents>> => {
  const closedSince = closed ? addMinutes(ctx.now, -monthMinutes) : undefined
  const rows = await incidentsWhere(ctx, { paths: reach(ctx), closedSince })
  return { items: rows.map((row) => present(ctx, row)) }
}

export const openIncident = (ctx: Context, given: Input<typeof contract.openIncident>['body']): Promise<Incident> =>
  inTransaction(ctx, async (ctx) => {
    const { path } = await areaOf(ctx, given.areaId)
    ensure(reaches(ctx.actor, 'calls.take', path), 'not_found')
    await serviceByCode(ctx, given.serviceCode)
    const id = newId()
    const openedBy = agentOf(ctx).personId
    await insertIncident(ctx, { ...given, tenantId: ctx.tenantId, id, openedBy, openedAt: ctx.now })
    await recordAudit(ctx, { act: 'incident.opened', subjectKind: 'incident', subjectId: id, areaPath: path })
    await tell(ctx, id, path)
    return shown(ctx, id)
  })

/** Locked and open, if the actor may see it; `change`: if it lies under their area. */
const lockOpen = async (ctx: Context, id: string, change: boolean): Promise<IncidentRecord> => {
  const row = await shown(ctx, id)
  const record = found(await lockIncident(ctx, id))
  ensure(record.closedAt === null, 'incident.closed')
  ensure(!change || row.can.change, 'not_found')
  return record
}

const notifyAll = async (ctx: Context, incident: IncidentRecord, words: string, over: boolean): Promise<void> => {
  const joined = await joinedRequests(ctx, incident.id)
  const personIds = [...new Set(joined.flatMap(({ personId }) => personId ?? []))]
  await notify(ctx, {
    personIds,
    kind: over ? 'incident.over' : 'incident.news',
    subjectKind: 'incident',
    subjectId: incident.id,
    params: { incident: incident.title, saying: words },
  })
}

const pathOf = async (ctx: Context, { areaId }: IncidentRecord): Promise<string> => (await areaOf(ctx, areaId)).path

type Words = Input<typeof contract.sayToCallers>['body']

export const sayToCallers = (ctx: Context, id: string, { callerWords, tell: telling }: Words): Promise<Incident> =>
  inTransaction(ctx, async (ctx) => {
    const incident = await lockOpen(ctx, id, true)
    await updateIncident(ctx, id, { callerWords })
    if (telling) await notifyAll(ctx, incident, callerWords, false)
    await tell(ctx, id, await pathOf(ctx, incident))
    return shown(ctx, id)
  })

type Join = Input<typeof contract.joinIncident>['body']

/** The request bears the incident's words and service; one person is joined once. */
export const joinIncident = (ctx: Context, id: string, { callId, forPersonId }: Join) =>
  inTransaction(ctx, async (ctx) => {
    const incident = await lockOpen(ctx, id, false)
    const call = await lockOwnCall(ctx, callId)
    const personId = found(forPersonId ?? call.personId, 'incident.who')
    const joined = await joinedRequests(ctx, id)
    ensure(!joined.some((one) => one.personId === personId), 'incident.joined_already')
    const wish = { serviceCode: incident.serviceCode, description: incident.title, forPersonId: personId }
    const { request } = await openCallRequest(ctx, callId, wish)
    await insertJoin(ctx, id, request.id, agentOf(ctx).personId)
    await tell(ctx, id, await pathOf(ctx, incident))
    return { requestId: request.id, number: request.number }
  })

/** Everybody who can be rung is rung back: one call each, on the list of those that are owed. */
const oweCallBack = async (ctx: Context, incident: IncidentRecord, personId: string, dueAt: Date): Promise<void> => {
  const number = await phoneOf(ctx, personId)
  if (number === null) return
  const areaPath = await pathOf(ctx, incident)
  const row = { tenantId: ctx.tenantId, id: newId(), kind: 'promised', personId, areaPath, dueAt, createdAt: ctx.now }
  const words = ctx.locale === 'en' ? `${incident.title}: is it right again?` : `${incident.title}：恢复了吗？`
  await insertReturn(ctx, { ...row, words, madeBy: agentOf(ctx).personId, ...returnColumns(ctx, number) })
}

export const closeIncident = (ctx: Context, id: string, words: string): Promise<Incident> =>
  inTransaction(ctx, async (ctx) => {
    const incident = await lockOpen(ctx, id, true)
    const { body } = await policyNow(ctx, 'hotline')
    const dueAt = addMinutes(ctx.now, body.incidentCallBackHours * 60)
    const joined = await joinedRequests(ctx, id)
    for (const { requestId, state } of joined) {
      if (!waiting.has(state)) continue
      const request = found(await requestById(ctx, requestId))
      await answerRequest(ctx, requestId, { version: request.version, words })
    }
    for (const personId of new Set(joined.flatMap((one) => one.personId ?? [])))
      await oweCallBack(ctx, incident, personId, dueAt)
    await updateIncident(ctx, id, { closedAt: ctx.now, closedBy: agentOf(ctx).personId, closeWords: words })
    await notifyAll(ctx, incident, words, true)
    await tell(ctx, id, await pathOf(ctx, incident))
    return shown(ctx, id)
  })
