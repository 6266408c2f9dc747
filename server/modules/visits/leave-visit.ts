// A visit ends early: called off, moved to a time that is not theirs, or somebody cannot come after all.
import type { VisitState } from '@linbang/contract/visits'
import type * as z from 'zod/mini'
import { type Context, inTransaction, momentOf } from '../../kit/context.ts'
import { staffAt } from '../accounts/service.ts'
import { areaOf } from '../areas/service.ts'
import { notify } from '../notices/service.ts'
import { personOf } from '../people/service.ts'
import { askersOf, changeState, lockRequest, type RequestRecord, serviceWords } from '../requests/service.ts'
import { type HelperRow, helpersOf, isFreeThen, promisedBy, rebook, updateHelper } from './helper-queries.ts'
import { announceVisit, plannedFor } from './plan-visit.ts'
import { liveVisit, ruledSince, updateVisit, visitById, type VisitRow } from './queries.ts'
import { isGone, isLive, stateOf } from './rules.ts'

type State = z.output<typeof VisitState>

const endVisit = async (ctx: Context, visit: VisitRow, state: State) =>
  updateVisit(ctx, visit.id, { state, endedAt: isLive(state) || state === 'signed' ? null : momentOf(ctx) })

/** Nobody is to come any more: whoever was on the way is told why. Somebody at work there finishes. */
const withdrawVisit = (ctx: Context, requestId: string, reason: string): Promise<void> =>
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

/** Staff and the asker hear of it; who is to come instead they hear when somebody says yes. */
const tellOthers = async (ctx: Context, request: RequestRecord, personId: string, reason: string) => {
  const about = { subjectKind: 'request', subjectId: request.id }
  const { callName } = await personOf(ctx, personId)
  const { name: area } = await areaOf(ctx, request.areaId)
  const staff = await staffAt(ctx, request.areaPath, ['grid_worker', 'grid_lead', 'operator', 'community_worker'])
  const told = [...staff.filter((one) => one.onDuty), ...staff.slice(0, 1)].map((one) => one.personId)
  const params = { number: request.number, area, callName, reason }
  await notify(ctx, { ...about, personIds: [...new Set(told)], kind: 'visit.dropped', params })
  const words = { service: await serviceWords(ctx, request), callName }
  await notify(ctx, { ...about, personIds: askersOf(request), kind: 'request.asking_again', params: words })
}

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
  await tellOthers(ctx, request, personId, reason)
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

/** A minor whose guardian took the consent back: what was promised and not begun is given back. */
export const releaseUnguarded = async (ctx: Context, volunteerId: string): Promise<void> => {
  for (const { visitId, helperId } of await promisedBy(ctx, volunteerId)) {
    await inTransaction(ctx, async (ctx) => {
      const seen = await visitById(ctx, visitId)
      const request = seen?.requestId ? await lockRequest(ctx, seen.requestId) : null
      const helper = (await helpersOf(ctx, visitId)).find((one) => one.id === helperId)
      if (!seen || !helper || (helper.state !== 'planned' && helper.state !== 'set_out')) return
      await release(ctx, seen, request, helper, { act: 'drop', reason: '监护人收回了同意' })
    })
  }
}
