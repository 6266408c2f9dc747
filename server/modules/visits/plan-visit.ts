// An appointment is made when somebody says yes, and joined by the second helper.
import { randomInt } from 'node:crypto'
import { type Context, inTransaction } from '../../kit/context.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { addMinutes } from '../../kit/time.ts'
import { notify } from '../notices/service.ts'
import { personOf } from '../people/service.ts'
import { askersOf, type RequestRecord, serviceWords } from '../requests/service.ts'
import { type HelperRow, helpersOf, insertHelper, wasLetDown } from './helper-queries.ts'
import { insertVisit, liveVisit, updateVisit, type VisitRow } from './queries.ts'
import { stateOf } from './rules.ts'

type Promised = {
  readonly request: RequestRecord
  readonly offerId: string
  readonly personId: string
  readonly volunteerId?: string | null
  readonly organisationId?: string | null
  readonly arriveAt?: Date | undefined
}

/** When the helper said, else when the window opens, else now; never outside of what the asker named. */
export const plannedFor = (request: RequestRecord, arriveAt: Date | undefined, now: Date): { from: Date; to: Date } => {
  const { windowFrom, windowTo, minutes } = request
  const wished = arriveAt && arriveAt > now ? arriveAt : now
  const opened = windowFrom && wished < windowFrom ? windowFrom : wished
  const from = windowTo && opened > windowTo && windowTo > now ? windowTo : opened
  return { from, to: addMinutes(from, minutes) }
}

export const announceVisit = (
  ctx: Context,
  visit: Pick<VisitRow, 'id' | 'areaPath'>,
  request: RequestRecord | null,
  helpers: readonly Pick<HelperRow, 'personId'>[],
) =>
  announce(ctx, 'visit.changed', {
    visitId: visit.id,
    areaPath: visit.areaPath,
    personIds: [...(request ? [request.personId, request.enteredBy] : []), ...helpers.map((one) => one.personId)],
  })

const begin = async (
  ctx: Context,
  request: RequestRecord,
  from: Date,
  to: Date,
): Promise<{ id: string; meetingCode: string }> => {
  const visit = { id: newId(), meetingCode: String(randomInt(0, 1000)).padStart(3, '0') }
  await insertVisit(ctx, {
    ...visit,
    tenantId: ctx.tenantId,
    cause: 'request',
    requestId: request.id,
    areaId: request.areaId,
    areaPath: request.areaPath,
    householdId: request.householdId,
    personId: request.personId,
    state: 'planned',
    plannedFrom: from,
    plannedTo: to,
    createdAt: ctx.now,
  })
  return visit
}

/** The asker is told who comes, when, and the code to ask for at the door. */
const tellAsker = async (ctx: Context, promised: Promised, at: Date | null, code: string, instead: boolean) => {
  const { request, personId } = promised
  const { callName } = await personOf(ctx, personId)
  await notify(ctx, {
    personIds: askersOf(request),
    kind: instead ? 'request.handed_over' : 'request.accepted',
    subjectKind: 'request',
    subjectId: request.id,
    urgent: request.urgency === 'life',
    params: { service: await serviceWords(ctx, request), callName, at, code },
  })
}

/**
 * Makes the appointment, or joins the one that stands when more than one helper is needed. The caller holds the request.
 * Refused `offer.overlap` when the person is promised elsewhere at that time.
 */
export const planVisit = (ctx: Context, promised: Promised): Promise<string> =>
  inTransaction(ctx, async (ctx) => {
    const { request, offerId, personId, volunteerId = null, organisationId = null, arriveAt } = promised
    const standing = await liveVisit(ctx, request.id)
    const joins = standing && !arriveAt ? { from: standing.plannedFrom, to: standing.plannedTo } : undefined
    const { from, to } = joins ?? plannedFor(request, arriveAt, ctx.now)
    const visit = standing ?? (await begin(ctx, request, from, to))
    const arrivesAt = arriveAt ? from : null
    const helper = { id: newId(), visitId: visit.id, personId, volunteerId, organisationId, offerId, arrivesAt }
    await insertHelper(ctx, helper, from, to)
    const helpers = await helpersOf(ctx, visit.id)
    if (standing) await updateVisit(ctx, visit.id, { state: stateOf(helpers.map((one) => one.state)) })
    const instead = await wasLetDown(ctx, request.id)
    await tellAsker(ctx, promised, arriveAt || request.windowFrom ? from : null, visit.meetingCode, instead)
    await announceVisit(ctx, { id: visit.id, areaPath: request.areaPath }, request, helpers)
    return visit.id
  })
