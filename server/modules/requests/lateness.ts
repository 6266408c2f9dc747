// Nothing stays late in silence: a step that is not met marks the request, names the next person, and rises level by level.
import type { Role } from '@linbang/contract/permissions'
import { type Context, inTransaction } from '../../kit/context.ts'
import { announce } from '../../kit/events.ts'
import { staffAt } from '../accounts/service.ts'
import { areaOf } from '../areas/service.ts'
import { notify } from '../notices/service.ts'
import { briefs } from '../people/service.ts'
import { policyNow } from '../policies/service.ts'
import { changeState, noteProgress } from './change-state.ts'
import { type Due, escalateAfterMs } from './dues.ts'
import { openHandBack } from './history-queries.ts'
import {
  keepRaised,
  lateRequests,
  type Level,
  longConfirmed,
  type Raised,
  raisedSteps,
  toRaise,
} from './late-queries.ts'
import { rulersOf } from './owner-verbs.ts'
import { duesOf, lockRequest, type RequestRecord, saveDues } from './queries.ts'
import { isOpen } from './rules.ts'

const levels = ['building', 'grid', 'community', 'street'] as const satisfies readonly Level[]

/** Who answers for a request on each level. */
const answerable: Readonly<Record<Level, readonly Role[]>> = {
  building: ['building_leader'],
  grid: ['grid_worker', 'grid_lead'],
  community: ['community_worker', 'community_lead', 'operator'],
  street: ['street_manager', 'district_manager'],
}

export const paused = (request: RequestRecord, now: Date) => request.pausedUntil !== null && request.pausedUntil > now

/** The first level from this one up that has somebody, and who is told there. */
export const nextUp = async (
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

export const levelAbove = (level: Level): Level | undefined => levels[levels.indexOf(level) + 1]

/** When the level above is told: never if there is none; where nobody could be told at all, another look after a ruling's time. */
const raiseAtOf = (ctx: Context, request: RequestRecord, due: Due, told: Level | null, rulingMinutes: number) => {
  if (told && !levelAbove(told)) return null
  const wait = told ? escalateAfterMs(due, request.reportedAt, rulingMinutes) : rulingMinutes * 60_000
  return new Date(ctx.now.getTime() + wait)
}

/** Nobody stands above those who were told: they stay named, and it stays on the late list. */
const stayAtTop = async (ctx: Context, request: RequestRecord, late: readonly Due[], from: Level) => {
  for (const { step } of late)
    await keepRaised(ctx, request.id, { step, raisedTo: levels[levels.indexOf(from) - 1] ?? from, raiseAt: null })
}

/**
 * Names the next person on the request and tells them, and whoever is responsible now. What was done stands with the steps in
 * the same transaction: a process that is killed has done all of it or nothing, and the next look goes on from there.
 */
const rise = async (ctx: Context, request: RequestRecord, late: readonly [Due, ...Due[]], from: Level) => {
  const next = await nextUp(ctx, request, from)
  if (!next && from !== 'building') return stayAtTop(ctx, request, late, from)
  const name = next ? ((await briefs(ctx, next.personIds)).get(next.personIds[0] ?? '')?.name ?? null) : null
  const [first] = late
  await noteProgress(ctx, request, {
    act: 'escalated',
    detail: { step: first.step, level: next?.level ?? null, personIds: next?.personIds ?? [] },
    staffOnly: true,
    set: { escalatedTo: name },
  })
  const { body } = await policyNow(ctx, 'requests')
  for (const due of late) {
    const raiseAt = raiseAtOf(ctx, request, due, next?.level ?? null, body.rulingMinutes)
    await keepRaised(ctx, request.id, { step: due.step, raisedTo: next?.level ?? null, raiseAt })
  }
  const { name: area } = await areaOf(ctx, request.areaId)
  const told = [...new Set([...(next?.personIds ?? []), ...(request.ownerPersonId ? [request.ownerPersonId] : [])])]
  if (told.length === 0) return
  await notify(ctx, {
    personIds: told,
    kind: 'request.late',
    subjectKind: 'request',
    subjectId: request.id,
    urgent: request.urgency === 'life',
    params: { number: request.number, area, step: first.step },
  })
}

const some = <T>(list: readonly T[]): list is readonly [T, ...T[]] => list.length > 0

const markOne = (ctx: Context, requestId: string): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const request = await lockRequest(ctx, requestId)
    if (!isOpen(request.state) || paused(request, ctx.now)) return
    const before = await duesOf(ctx, requestId)
    const late = before.filter((due) => due.metAt === null && due.lateSince === null && due.dueAt < ctx.now)
    if (!some(late)) return
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
    await rise(ctx, request, late, 'building')
  })

const higher = (one: Level, other: Level): Level => (levels.indexOf(one) > levels.indexOf(other) ? one : other)
const fromOf = ({ raisedTo }: Raised): Level => (raisedTo ? (levelAbove(raisedTo) ?? raisedTo) : 'building')

/** Still not met when the level told before has had its time: the level above is told. */
const raiseOne = (ctx: Context, requestId: string): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const request = await lockRequest(ctx, requestId)
    if (!isOpen(request.state) || paused(request, ctx.now)) return
    const raised = await raisedSteps(ctx, requestId)
    const steps = (await duesOf(ctx, requestId)).filter((due) => raised.some(({ step }) => step === due.step))
    if (some(steps)) await rise(ctx, request, steps, raised.map(fromOf).reduce(higher))
  })

/** One request at a time, so that one that fails holds up no other; what failed is thrown when all have had their turn. */
export const eachOnItsOwn = async (ids: readonly string[], work: (id: string) => Promise<void>): Promise<void> => {
  const failures: unknown[] = []
  for (const id of ids) await work(id).catch((error: unknown) => failures.push(error))
  if (failures.length > 0) throw failures.length === 1 ? failures[0] : new AggregateError(failures)
}

/** Every step whose moment has passed unmet since the last look, and every late one whose time at its level is over. */
export const markLate = async (ctx: Context): Promise<void> => {
  await eachOnItsOwn(await lateRequests(ctx), (id) => markOne(ctx, id))
  await eachOnItsOwn(await toRaise(ctx), (id) => raiseOne(ctx, id))
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
