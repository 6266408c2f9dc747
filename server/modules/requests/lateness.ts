// Nothing stays late in silence: a step that is not met marks the request, names the next person, and rises level by level.
import type { Role } from '@linbang/contract/permissions'
import { type Context, inTransaction } from '../../kit/context.ts'
import { announce } from '../../kit/events.ts'
import { enqueue, job } from '../../kit/jobs.ts'
import { staffAt } from '../accounts/service.ts'
import { areaOf } from '../areas/service.ts'
import { notify } from '../notices/service.ts'
import { briefs } from '../people/service.ts'
import { policyNow } from '../policies/service.ts'
import { changeState, noteProgress } from './change-state.ts'
import { type Due, escalateAfterMs } from './dues.ts'
import { openHandBack } from './history-queries.ts'
import { lateRequests, longConfirmed } from './late-queries.ts'
import { rulersOf } from './owner-verbs.ts'
import { duesOf, lockRequest, type RequestRecord, saveDues } from './queries.ts'
import { isOpen } from './rules.ts'

export const levels = ['building', 'grid', 'community', 'street'] as const
export type Level = (typeof levels)[number]
type Raise = { requestId: string; step: Due['step']; level: Level }
export const raise = job<Raise>('requests.raise')

/** Who answers for a request on each level. */
const answerable: Readonly<Record<Level, readonly Role[]>> = {
  building: ['building_leader'],
  grid: ['grid_worker', 'grid_lead'],
  community: ['community_worker', 'community_lead', 'operator'],
  street: ['street_manager', 'district_manager'],
}

const paused = (request: RequestRecord, now: Date) => request.pausedUntil !== null && request.pausedUntil > now

/** The first level from this one up that has somebody, and who is told there. */
const nextUp = async (
  ctx: Context,
  request: RequestRecord,
  from: Level,
): Promise<{ level: Level; personIds: string[] } | null> => {
  for (const level of levels.slice(levels.indexOf(from))) {
    const staff = await staffAt(ctx, request.areaPath, answerable[level])
    const chosen = staff.some((one) => one.onDuty) ? staff.filter((one) => one.onDuty) : staff.slice(0, 1)
    if (chosen.length > 0) return { level, personIds: [...new Set(chosen.map((one) => one.personId))] }
  }
  return null
}

/** Names the next person on the request and tells them, and whoever is responsible now; sets the look at the level above. */
const rise = async (ctx: Context, request: RequestRecord, due: Due, from: Level) => {
  const next = await nextUp(ctx, request, from)
  const name = next ? ((await briefs(ctx, next.personIds)).get(next.personIds[0] ?? '')?.name ?? null) : null
  await noteProgress(ctx, request, {
    act: 'escalated',
    detail: { step: due.step, level: next?.level ?? null, personIds: next?.personIds ?? [] },
    staffOnly: true,
    set: { escalatedTo: name },
  })
  const { name: area } = await areaOf(ctx, request.areaId)
  const told = [...new Set([...(next?.personIds ?? []), ...(request.ownerPersonId ? [request.ownerPersonId] : [])])]
  if (told.length > 0)
    await notify(ctx, {
      personIds: told,
      kind: 'request.late',
      subjectKind: 'request',
      subjectId: request.id,
      urgent: request.urgency === 'life',
      params: { number: request.number, area, step: due.step },
    })
  const above = next && levels[levels.indexOf(next.level) + 1]
  if (!above) return
  const { body } = await policyNow(ctx, 'requests')
  const startAfter = new Date(ctx.now.getTime() + escalateAfterMs(due, request.reportedAt, body.rulingMinutes))
  await enqueue(
    ctx,
    raise,
    { requestId: request.id, step: due.step, level: above },
    { startAfter, singletonKey: `${request.id}/${due.step}/${above}` },
  )
}

const markOne = (ctx: Context, requestId: string): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const request = await lockRequest(ctx, requestId)
    if (!isOpen(request.state) || paused(request, ctx.now)) return
    const before = await duesOf(ctx, requestId)
    const late = before.filter((due) => due.metAt === null && due.lateSince === null && due.dueAt < ctx.now)
    const [first] = late
    if (!first) return
    await saveDues(
      ctx,
      request,
      before,
      before.map((due) => (late.includes(due) ? { ...due, lateSince: due.dueAt } : due)),
    )
    await announce(ctx, 'request.late', {
      requestId,
      areaPath: request.areaPath,
      personIds: [request.personId, request.ownerPersonId],
    })
    await rise(ctx, request, first, 'building')
  })

/** Every step whose moment has passed unmet since the last look. One request at a time, so that one that fails holds up no other. */
export const markLate = async (ctx: Context): Promise<void> => {
  for (const id of await lateRequests(ctx)) await markOne(ctx, id)
}

/** Still not met when the level told before has had its time: the level above is told. */
export const escalate = async (ctx: Context, { requestId, step, level }: Raise): Promise<void> => {
  const request = await lockRequest(ctx, requestId)
  const due = (await duesOf(ctx, requestId)).find((one) => one.step === step)
  if (!isOpen(request.state) || paused(request, ctx.now) || !due || due.metAt !== null || due.lateSince === null) return
  await rise(ctx, request, due, level)
}

export const remindOfRuling = async (
  ctx: Context,
  { requestId, handBackId }: { requestId: string; handBackId: string },
): Promise<void> => {
  const request = await lockRequest(ctx, requestId)
  const open = await openHandBack(ctx, requestId)
  if (open?.id !== handBackId || !isOpen(request.state)) return
  const { name } = await areaOf(ctx, request.areaId)
  const leads = await staffAt(ctx, request.areaPath, ['community_lead', 'street_manager', 'district_manager'])
  const personIds = [
    ...new Set([...(await rulersOf(ctx, request, open.byPersonId)), ...leads.map((one) => one.personId)]),
  ].filter((id) => id !== open.byPersonId)
  await noteProgress(ctx, request, { act: 'ruling_late', staffOnly: true })
  if (personIds.length > 0)
    await notify(ctx, {
      personIds,
      kind: 'hand_back.ruling',
      subjectKind: 'request',
      subjectId: requestId,
      params: { number: request.number, area: name, reason: open.reason, by: open.rulingDueAt },
    })
}

/** What was confirmed and rests is archived on the day the door is hidden. */
export const closeConfirmed = async (ctx: Context): Promise<void> => {
  const { body } = await policyNow(ctx, 'requests')
  const before = new Date(ctx.now.getTime() - body.addressHiddenAfterDays * 86_400_000)
  for (const id of await longConfirmed(ctx, before)) {
    await inTransaction(ctx, async (ctx) => {
      const request = await lockRequest(ctx, id)
      if (request.state === 'confirmed') await changeState(ctx, request, { act: 'close', to: 'closed' })
    })
  }
}
