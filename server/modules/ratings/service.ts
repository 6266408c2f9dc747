// The door of ratings: what the person helped says closes the request or sends it back to work; call-backs; what must be put right.
import type { Input } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/ratings'
import type { Context } from '../../kit/context.ts'
import { inTransaction, momentOf, reaches } from '../../kit/context.ts'
import { ensure, found } from '../../kit/errors.ts'
import { newId } from '../../kit/ids.ts'
import { addHours, dayOf, timeOf } from '../../kit/time.ts'
import { staffAt } from '../accounts/service.ts'
import { reverseCause } from '../ledger/service.ts'
import { notify } from '../notices/service.ts'
import { policyNow } from '../policies/service.ts'
import { changeState, lockRequest, meetDue, noteProgress, requestById, standingOf } from '../requests/service.ts'
import type { RequestRecord } from '../requests/service.ts'
import { countRating } from '../volunteers/service.ts'
import {
  helpedWith,
  insertAttempt,
  insertRating,
  insertRectification,
  isRated,
  lockRectification,
  ratedVisit,
  updateRectification,
} from './queries.ts'
import type { RectificationRow } from './queries.ts'
import { faultsOf, halfDayOf, isRateable, outcomeOf } from './rules.ts'

export type Rating = Input<typeof contract.rateRequest>['body']
type Recheck = Input<typeof contract.recheckRectification>['body']
type Cause = RectificationRow['cause']
/** Who answers for what went wrong, the nearest who are there first; never whoever helped. */
const answerFor = [
  ['community_worker', 'community_lead', 'grid_lead'],
  ['operator', 'grid_worker', 'street_manager', 'district_manager'],
] as const

const callingBack = (ctx: Context, request: RequestRecord) => reaches(ctx.actor, 'ratings.call_back', request.areaPath)

const isMe = ({ actor }: Context, personId: string): boolean => actor.kind === 'person' && actor.personId === personId

/** The person helped, whoever of the family asked for them or may see; staff by call-back. */
const ensureMayRate = async (ctx: Context, request: RequestRecord): Promise<'resident' | 'call_back'> => {
  const { who } = await standingOf(ctx, request)
  if (who.own) return 'resident'
  if (who.callBack) return 'call_back'
  ensure(who.asker || who.family, 'not_found')
  return 'resident'
}

export const rateRequest = (ctx: Context, requestId: string, rating: Rating): Promise<void> =>
  inTransaction(ctx, async (inner) => {
    const request = await lockRequest(inner, requestId)
    const how = await ensureMayRate(inner, request)
    ensure(isRateable(request), 'request.wrong_state')
    const visit = await ratedVisit(inner, requestId)
    ensure(!(await isRated(inner, requestId, visit?.visitId ?? null)), 'rating.given_already')
    // Nobody says of their own work how good it was, whatever else they are.
    ensure(how === 'resident' || !visit?.helpers.some((helper) => isMe(inner, helper.personId)), 'auth.forbidden')
    const verdict = {
      satisfaction: rating.satisfaction,
      solved: rating.solved,
      chargedExtra: rating.chargedExtra ?? false,
    }
    await insertRating(inner, {
      tenantId: inner.tenantId,
      id: newId(),
      requestId,
      visitId: visit?.visitId ?? null,
      givenBy: request.personId,
      takenBy: how === 'call_back' && inner.actor.kind === 'person' ? inner.actor.personId : null,
      via: how === 'call_back' ? 'hotline' : 'phone',
      ...verdict,
      words: rating.words ?? '',
      at: momentOf(inner),
    })
    for (const helper of visit?.helpers ?? [])
      if (helper.volunteerId) await countRating(inner, helper.volunteerId, rating.satisfaction)
    if (outcomeOf(verdict) === 'reopened')
      await sendBack(inner, request, visit?.sheetId ?? null, verdict.solved, rating.words)
    else await finish(inner, request, how)
    for (const cause of faultsOf(verdict)) await openRectification(inner, request, cause, rating.words ?? '')
    if (rating.callMe) await noteProgress(inner, request, { act: 'call_me', staffOnly: true })
  })

const finish = async (ctx: Context, request: RequestRecord, how: 'resident' | 'call_back') => {
  await meetDue(ctx, request.id, 'call_back', ctx.now)
  if (request.state === 'closed') return
  const confirmed =
    request.state === 'confirmed'
      ? request
      : await changeState(ctx, request, {
          act: 'confirm',
          to: 'confirmed',
          set: { confirmedAt: ctx.now, confirmedHow: how, solved: true },
        })
  await changeState(ctx, confirmed, { act: 'close', to: 'closed', set: { closedAt: ctx.now } })
}

/** Somebody is looked for again; where it was not done, the credit of that sheet is taken back too. */
const sendBack = async (
  ctx: Context,
  request: RequestRecord,
  sheetId: string | null,
  solved: boolean,
  words: string | undefined,
) => {
  if (sheetId && !solved) await reverseCause(ctx, 'sheet', sheetId, 'not_solved')
  await changeState(ctx, request, {
    act: 'reopen',
    to: 'reopened',
    ...(words ? { why: words } : {}),
    set: { solved },
  })
}

const ownerFor = async (ctx: Context, request: RequestRecord): Promise<string | null> => {
  const helped = new Set((await ratedVisit(ctx, request.id))?.helpers.map((one) => one.personId))
  for (const roles of answerFor) {
    const staff = await staffAt(ctx, request.areaPath, roles)
    const owner = staff.find((one) => !helped.has(one.personId))
    if (owner) return owner.personId
  }
  return null
}

/** One thing to put right, with an owner of the community and a deadline; the owner is told. */
export const openRectification = async (
  ctx: Context,
  request: RequestRecord,
  cause: Cause,
  words: string,
): Promise<void> => {
  const [owner, { body }] = await Promise.all([ownerFor(ctx, request), policyNow(ctx, 'requests')])
  const item = await insertRectification(ctx, {
    tenantId: ctx.tenantId,
    id: newId(),
    requestId: request.id,
    cause,
    words,
    ownerPersonId: owner,
    dueAt: addHours(ctx.now, body.rectifyHours),
    createdAt: ctx.now,
  })
  await noteProgress(ctx, request, { act: 'rectification', detail: { cause }, staffOnly: true })
  if (owner) await tellOwner(ctx, request, owner, item)
}

const tellOwner = (
  ctx: Context,
  request: RequestRecord,
  personId: string,
  item: Pick<RectificationRow, 'id' | 'cause'>,
) =>
  notify(ctx, {
    personIds: [personId],
    kind: 'ratings.to_put_right',
    subjectKind: 'rectification',
    subjectId: item.id,
    params: { number: request.number, cause: item.cause },
  })

/**
 * 有问题，找社区: at any time, by the person helped or the family. While nobody has confirmed it, it is the word of somebody
 * unsatisfied and the request is taken up again (rules.md §2); later the community decides whether somebody comes once more.
 */
export const complain = (ctx: Context, requestId: string, words: string): Promise<void> =>
  inTransaction(ctx, async (inner) => {
    const request = await lockRequest(inner, requestId)
    await ensureMayRate(inner, request)
    await noteProgress(inner, request, { act: 'complained', why: words })
    if (request.state === 'done') await changeState(inner, request, { act: 'reopen', to: 'reopened' })
    await openRectification(inner, request, 'complaint', words)
  })

export const recordCall = (ctx: Context, requestId: string, reached: boolean, words: string): Promise<void> =>
  inTransaction(ctx, async (inner) => {
    const request = await lockRequest(inner, requestId)
    ensure(callingBack(inner, request) && inner.actor.kind === 'person', 'not_found')
    ensure(request.state === 'done', 'request.wrong_state')
    const { timeZone } = await inner.kit.tenants.of(inner.tenantId)
    const { body } = await policyNow(inner, 'requests')
    const at = momentOf(inner)
    const halfDay = halfDayOf(dayOf(at, timeZone), timeOf(at, timeZone), body.halfDayAt)
    await insertAttempt(inner, {
      tenantId: inner.tenantId,
      id: newId(),
      requestId,
      byPersonId: inner.actor.personId,
      reached,
      halfDay,
      words,
      at,
    })
    await noteProgress(inner, request, {
      act: reached ? 'call_reached' : 'call_missed',
      staffOnly: true,
      ...(words ? { why: words } : {}),
    })
  })

/** The item, locked, if it is the actor's to deal with and not closed. */
const openItem = async (ctx: Context, id: string) => {
  const item = found(await lockRectification(ctx, id))
  const request = found(await requestById(ctx, item.requestId))
  ensure(reaches(ctx.actor, 'requests.staff', request.areaPath) && ctx.actor.kind === 'person', 'not_found')
  ensure(!(await helpedWith(ctx, request.id, ctx.actor.personId)), 'not_found')
  ensure(!item.closedAt, 'rectification.closed_already')
  return { item, request, me: ctx.actor.personId }
}

export const takeRectification = (ctx: Context, id: string): Promise<void> =>
  inTransaction(ctx, async (inner) => {
    const { request, me } = await openItem(inner, id)
    await updateRectification(inner, id, { ownerPersonId: me })
    await noteProgress(inner, request, { act: 'rectification_taken', staffOnly: true })
  })

/** With the proof; the deadline is met, and somebody else looks at it again. */
export const putRight = (ctx: Context, id: string, proof: string): Promise<void> =>
  inTransaction(ctx, async (inner) => {
    const { item, request, me } = await openItem(inner, id)
    ensure(!item.putRightAt, 'rectification.closed_already')
    const set = { proof, putRightAt: inner.now, putRightBy: me, recheckedBy: null, recheckWords: null }
    await updateRectification(inner, id, { ...set, ownerPersonId: item.ownerPersonId ?? me })
    await noteProgress(inner, request, { act: 'put_right', why: proof, staffOnly: true })
  })

/** By a second person. What does not hold goes back to its owner with the reason and the time it had at first. */
export const recheck = (ctx: Context, id: string, { holds, words }: Recheck): Promise<void> =>
  inTransaction(ctx, async (inner) => {
    const { item, request, me } = await openItem(inner, id)
    ensure(item.putRightAt, 'rectification.not_put_right')
    ensure(item.putRightBy !== me, 'rectification.second_person')
    const { body } = await policyNow(inner, 'requests')
    const passed = { recheckedBy: me, recheckWords: words, closedAt: inner.now, closedBy: me }
    const back = {
      recheckWords: words,
      putRightAt: null,
      putRightBy: null,
      dueAt: addHours(inner.now, body.rectifyHours),
    }
    await updateRectification(inner, id, holds ? passed : back)
    await noteProgress(inner, request, { act: holds ? 'rechecked' : 'recheck_failed', why: words, staffOnly: true })
    if (!holds && item.ownerPersonId) await tellOwner(inner, request, item.ownerPersonId, item)
  })
