// When something is not right at a door: 需要帮助, 来的人不对, nobody came, and work that takes far longer than usual.
import type { Endpoint, Input } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/visits'
import type { Visit } from '@linbang/contract/visits'
import { type Context, inTransaction, momentOf } from '../../kit/context.ts'
import { ensure, found } from '../../kit/errors.ts'
import { announce } from '../../kit/events.ts'
import { staffAt } from '../accounts/service.ts'
import { areaOf } from '../areas/service.ts'
import { notify } from '../notices/service.ts'
import { personOf } from '../people/service.ts'
import { policyNow } from '../policies/service.ts'
import { lockRequest, noteProgress, serviceWords } from '../requests/service.ts'
import { sightOf, stepUp } from './at-visit.ts'
import { helpersOf, type Overrun, overrunning, updateHelper } from './helper-queries.ts'
import { release } from './leave-visit.ts'
import { lockVisit, visitById, type VisitRow } from './queries.ts'
import { isLive, overrunStep } from './rules.ts'
import { presentVisit } from './show-visit.ts'

type Body<E extends Endpoint> = Input<E> extends { body: infer B } ? B : never

/** Staff of the place: all who are on duty, and without anybody on duty the nearest of each level. */
const watchers = async (ctx: Context, areaPath: string): Promise<string[]> => {
  const staff = await staffAt(ctx, areaPath, [
    'grid_worker',
    'grid_lead',
    'operator',
    'community_worker',
    'community_lead',
  ])
  const onDuty = staff.filter((one) => one.onDuty)
  return [...new Set((onDuty.length > 0 ? onDuty : staff).map((one) => one.personId))]
}

const ring = async (ctx: Context, visit: VisitRow): Promise<string[]> => {
  const personIds = await watchers(ctx, visit.areaPath)
  await announce(ctx, 'visit.alarm', { visitId: visit.id, areaPath: visit.areaPath, personIds })
  return personIds
}

const placeWords = async (ctx: Context, visit: VisitRow, place?: { lat: number; lon: number }): Promise<string> => {
  const { name } = await areaOf(ctx, visit.areaId)
  return place ? `${name} (${place.lat.toFixed(5)}, ${place.lon.toFixed(5)})` : name
}

export const needHelp = (ctx: Context, visitId: string, body: Body<typeof contract.needHelp>): Promise<Visit> =>
  inTransaction(ctx, async (ctx) => {
    const { visit, request, me } = await stepUp(ctx, visitId, 'needHelp')
    const helper = found(me)
    await updateHelper(ctx, helper.id, { needHelpAt: momentOf(ctx) })
    const { callName } = await personOf(ctx, helper.personId)
    if (request)
      await noteProgress(ctx, request, {
        act: 'need_help',
        why: body.words,
        detail: { personId: helper.personId, ...(body.place && { place: body.place }) },
        staffOnly: true,
      })
    const personIds = await ring(ctx, visit)
    await notify(ctx, {
      personIds,
      kind: 'visit.alarm',
      subjectKind: 'visit',
      subjectId: visitId,
      urgent: true,
      params: { callName, place: await placeWords(ctx, visit, body.place), words: body.words || null },
    })
    return presentVisit(ctx, visitId)
  })

export const wrongPerson = (ctx: Context, visitId: string, body: Body<typeof contract.wrongPerson>): Promise<Visit> =>
  inTransaction(ctx, async (ctx) => {
    const { visit, request, asker, staff } = await sightOf(ctx, visitId)
    ensure(asker || staff, 'not_found')
    ensure(isLive(visit.state), 'visit.wrong_state')
    const locked = request ? await lockRequest(ctx, request.id) : null
    if (locked) await noteProgress(ctx, locked, { act: 'wrong_person', why: body.words })
    const personIds = await ring(ctx, visit)
    await notify(ctx, {
      personIds,
      kind: 'visit.wrong_person',
      subjectKind: 'visit',
      subjectId: visitId,
      urgent: true,
      params: { number: request?.number ?? '', place: await placeWords(ctx, visit), words: body.words || null },
    })
    return presentVisit(ctx, visitId)
  })

export const dropVisit = (ctx: Context, visitId: string, { reason }: Body<typeof contract.dropVisit>): Promise<Visit> =>
  inTransaction(ctx, async (ctx) => {
    const { visit, request, me } = await stepUp(ctx, visitId, 'drop')
    await release(ctx, visit, request, found(me), { act: 'drop', reason })
    return presentVisit(ctx, visitId)
  })

/** Nobody came: said by staff, of somebody whose time has come and who is not at the door. */
export const markNoShow = (
  ctx: Context,
  visitId: string,
  { personId, why }: Body<typeof contract.markNoShow>,
): Promise<Visit> =>
  inTransaction(ctx, async (ctx) => {
    const { visit, request, helpers } = await stepUp(ctx, visitId, 'noShow')
    const helper = found(
      helpers.find((one) => one.personId === personId && (one.state === 'planned' || one.state === 'set_out')),
      'visit.wrong_state',
    )
    await release(ctx, visit, request, helper, { act: 'no_show', reason: why })
    return presentVisit(ctx, visitId)
  })

const askOrRing = async (ctx: Context, overrun: Overrun): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const seen = found(await visitById(ctx, overrun.visitId))
    const request = seen.requestId ? await lockRequest(ctx, seen.requestId) : null
    const visit = await lockVisit(ctx, overrun.visitId)
    const helper = (await helpersOf(ctx, visit.id)).find((one) => one.id === overrun.id)
    const { body: policy } = await policyNow(ctx, 'visits')
    if (helper?.state !== 'on_site' || !helper.checkedInAt || !request) return
    const step = overrunStep(helper.checkedInAt, overrun.usualMinutes, ctx.now, policy)
    const minutes = Math.floor((ctx.now.getTime() - helper.checkedInAt.getTime()) / 60_000) - overrun.usualMinutes
    if (step && !helper.overrunAskedAt) {
      await updateHelper(ctx, helper.id, { overrunAskedAt: ctx.now })
      await notify(ctx, {
        personIds: [helper.personId],
        kind: 'visit.overrun_ask',
        subjectKind: 'visit',
        subjectId: visit.id,
        urgent: true,
        params: { service: await serviceWords(ctx, request), minutes },
      })
    }
    if (step !== 'staff' || helper.overrunStaffAt) return
    await updateHelper(ctx, helper.id, { overrunStaffAt: ctx.now })
    const { callName } = await personOf(ctx, helper.personId)
    await noteProgress(ctx, request, {
      act: 'overrun',
      detail: { personId: helper.personId, minutes },
      staffOnly: true,
    })
    const personIds = await ring(ctx, visit)
    await notify(ctx, {
      personIds,
      kind: 'visit.overrun_staff',
      subjectKind: 'visit',
      subjectId: visit.id,
      urgent: true,
      params: { callName, place: await placeWords(ctx, visit), minutes },
    })
  })

/** First he is asked, then staff are rung; one visit at a time. */
export const lookForOverruns = async (ctx: Context): Promise<void> => {
  const { body } = await policyNow(ctx, 'visits')
  for (const overrun of await overrunning(ctx, body.overrunMinutes)) await askOrRing(ctx, overrun)
}
