// An appointment is made when somebody says yes, joined by the second helper, and ends early when it is called off or somebody cannot come.
import { randomInt } from 'node:crypto'
import type { VisitState } from '@linbang/contract/visits'
import type * as z from 'zod/mini'
import { type Context, inTransaction, momentOf } from '../../kit/context.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { addMinutes } from '../../kit/time.ts'
import { staffAt } from '../accounts/service.ts'
import { areaOf } from '../areas/service.ts'
import { notify } from '../notices/service.ts'
import { personOf } from '../people/service.ts'
import { askersOf, changeState, lockRequest, type RequestRecord, serviceWords } from '../requests/service.ts'
import {
  type HelperRow,
  helpersOf,
  insertHelper,
  insertVisit,
  isFreeThen,
  liveVisit,
  rebook,
  ruledSince,
  updateHelper,
  updateVisit,
  type VisitRow,
} from './queries.ts'
import { isGone, isLive, stateOf } from './rules.ts'

type State = z.output<typeof VisitState>
type Promised = {
  readonly request: RequestRecord
  readonly offerId: string
  readonly personId: string
  readonly volunteerId?: string | null
  readonly organisationId?: string | null
  readonly arriveAt?: Date | undefined
}

/** When the helper said, else when the window opens, else now; never outside of what the asker named. */
const plannedFor = (request: RequestRecord, arriveAt: Date | undefined, now: Date): { from: Date; to: Date } => {
  const { windowFrom, windowTo, minutes } = request
  const wished = arriveAt && arriveAt > now ? arriveAt : now
  const opened = windowFrom && wished < windowFrom ? windowFrom : wished
  const from = windowTo && opened > windowTo && windowTo > now ? windowTo : opened
  return { from, to: addMinutes(from, minutes) }
}

const announceVisit = (
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

/**
 * Makes the appointment, or joins the one that stands when more than one helper is needed. The caller holds the request.
 * Refused `offer.overlap` when the person is promised elsewhere at that time.
 */
export const planVisit = (
  ctx: Context,
  { request, offerId, personId, volunteerId = null, organisationId = null, arriveAt }: Promised,
): Promise<string> =>
  inTransaction(ctx, async (ctx) => {
    const standing = await liveVisit(ctx, request.id)
    const { from, to } =
      !arriveAt && standing
        ? { from: standing.plannedFrom, to: standing.plannedTo }
        : plannedFor(request, arriveAt, ctx.now)
    const visit = standing ?? (await begin(ctx, request, from, to))
    await insertHelper(
      ctx,
      {
        id: newId(),
        visitId: visit.id,
        personId,
        volunteerId,
        organisationId,
        offerId,
        arrivesAt: arriveAt ? from : null,
      },
      from,
      to,
    )
    const helpers = await helpersOf(ctx, visit.id)
    if (standing) await updateVisit(ctx, visit.id, { state: stateOf(helpers.map((one) => one.state)) })
    const { callName } = await personOf(ctx, personId)
    const kind = helpers.some((one) => isGone(one.state)) ? 'request.handed_over' : 'request.accepted'
    await notify(ctx, {
      personIds: askersOf(request),
      kind,
      subjectKind: 'request',
      subjectId: request.id,
      urgent: request.urgency === 'life',
      params: {
        service: await serviceWords(ctx, request),
        callName,
        at: arriveAt || request.windowFrom ? from : null,
        code: visit.meetingCode,
      },
    })
    await announceVisit(ctx, { id: visit.id, areaPath: request.areaPath }, request, helpers)
    return visit.id
  })

const endVisit = async (ctx: Context, visit: VisitRow, state: State) =>
  updateVisit(ctx, visit.id, { state, endedAt: isLive(state) || state === 'signed' ? null : momentOf(ctx) })

/** Nobody is to come any more: whoever was on the way is told why. Somebody at work there finishes. */
export const withdrawVisit = (ctx: Context, requestId: string, reason: string): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const request = await lockRequest(ctx, requestId)
    const visit = await liveVisit(ctx, requestId)
    if (!visit) return
    const helpers = (await helpersOf(ctx, visit.id)).filter((one) => !isGone(one.state))
    if (helpers.some((one) => one.state === 'on_site' || one.state === 'finished')) return
    for (const one of helpers) await updateHelper(ctx, one.id, { state: 'failed', dropReason: reason })
    await endVisit(ctx, visit, 'failed')
    const personIds = helpers.map((one) => one.personId)
    if (personIds.length > 0)
      await notify(ctx, {
        personIds,
        kind: 'request.cancelled',
        subjectKind: 'request',
        subjectId: requestId,
        params: { service: await serviceWords(ctx, request), number: request.number, reason: request.reason },
      })
    await announceVisit(ctx, visit, request, helpers)
  })

type Leaving = { readonly act: 'drop' | 'no_show'; readonly reason: string }

/** Somebody does not come after all: the request goes back to looking, unless a second helper is already at it. */
export const release = async (
  ctx: Context,
  visit: VisitRow,
  request: RequestRecord | null,
  helper: HelperRow,
  { act, reason }: Leaving,
): Promise<void> => {
  await updateHelper(ctx, helper.id, { state: act === 'drop' ? 'dropped' : 'no_show', dropReason: reason })
  const helpers = await helpersOf(ctx, visit.id)
  await endVisit(ctx, visit, stateOf(helpers.map((one) => one.state)))
  await announceVisit(ctx, visit, request, helpers)
  if (!request) return
  const stays =
    request.state === 'under_way' && helpers.some((one) => ['set_out', 'on_site', 'finished'].includes(one.state))
  const { personId, volunteerId, organisationId } = helper
  await changeState(ctx, request, {
    act,
    to: stays ? 'under_way' : 'dispatching',
    why: reason,
    detail: { personId, volunteerId, organisationId, visitId: visit.id },
    onBehalfOf: null,
  })
  const { callName } = await personOf(ctx, personId)
  const { name: area } = await areaOf(ctx, request.areaId)
  const staff = await staffAt(ctx, request.areaPath, ['grid_worker', 'grid_lead', 'operator', 'community_worker'])
  const told = [...new Set([...staff.filter((one) => one.onDuty), ...staff.slice(0, 1)].map((one) => one.personId))]
  await notify(ctx, {
    personIds: told,
    kind: 'visit.dropped',
    subjectKind: 'request',
    subjectId: request.id,
    params: { number: request.number, area, callName, reason },
  })
  await notify(ctx, {
    personIds: askersOf(request),
    kind: 'request.asking_again',
    subjectKind: 'request',
    subjectId: request.id,
    params: { service: await serviceWords(ctx, request), callName },
  })
}

/** The asker moved the time: whoever can, comes then; whoever is promised elsewhere is let go and somebody else is looked for. */
export const followRequest = (ctx: Context, requestId: string): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const before = await lockRequest(ctx, requestId)
    const visit = await liveVisit(ctx, requestId)
    const { windowFrom, windowTo } = before
    if (!visit || !windowFrom || !windowTo || (visit.plannedFrom >= windowFrom && visit.plannedFrom <= windowTo)) return
    const { from, to } = plannedFor(before, undefined, ctx.now)
    const helpers = (await helpersOf(ctx, visit.id)).filter((one) => !isGone(one.state))
    if (helpers.some((one) => one.state === 'on_site' || one.state === 'finished')) return
    await updateVisit(ctx, visit.id, { plannedFrom: from, plannedTo: to })
    for (const helper of helpers) {
      if (await isFreeThen(ctx, helper, from, to)) await rebook(ctx, helper.id, from, to)
      else
        await release(ctx, visit, await lockRequest(ctx, requestId), helper, {
          act: 'drop',
          reason: '改了时间，来不了',
        })
    }
    const left = (await helpersOf(ctx, visit.id)).filter((one) => !isGone(one.state))
    await notify(ctx, {
      personIds: left.map((one) => one.personId),
      kind: 'request.moved',
      subjectKind: 'request',
      subjectId: requestId,
      params: { service: await serviceWords(ctx, before), from: windowFrom, to: windowTo },
    })
    await announceVisit(ctx, visit, before, left)
  })

/** The request was called off, or a ruling took it back after this visit was planned. */
export const endCalledOff = async (ctx: Context, requestId: string): Promise<void> => {
  await inTransaction(ctx, async (ctx) => {
    const request = await lockRequest(ctx, requestId)
    const visit = await liveVisit(ctx, requestId)
    if (!visit) return
    const over = !['dispatching', 'assigned', 'under_way', 'done'].includes(request.state)
    if (over || (await ruledSince(ctx, requestId, visit.createdAt)))
      await withdrawVisit(ctx, requestId, request.reason ?? request.state)
  })
}
