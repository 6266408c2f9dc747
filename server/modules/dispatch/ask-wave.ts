// Waves: ask a few of the best, look again at a computed moment, widen when those near are used up, call people when nobody is left.
// Exactly once: the request row is locked, and a look that finds another wave made since does nothing.
import { planWave, rankedCandidates } from '@linbang/engine/waves'
import type { WavePlan } from '@linbang/engine/waves'
import type { Context } from '../../kit/context.ts'
import { inTransaction } from '../../kit/context.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { enqueue, job } from '../../kit/jobs.ts'
import { addMinutes } from '../../kit/time.ts'
import { staffAt } from '../accounts/service.ts'
import { areaOf, communityOf } from '../areas/service.ts'
import { serviceOf } from '../catalog/service.ts'
import { notify } from '../notices/service.ts'
import { policyNow } from '../policies/service.ts'
import { changeState, lockRequest, noteProgress } from '../requests/service.ts'
import type { RequestRecord } from '../requests/service.ts'
import { fieldOf } from './find-candidates.ts'
import type { Field } from './find-candidates.ts'
import { expireOffers, insertDecision, insertOffers } from './queries.ts'
import type { OfferRow } from './queries.ts'
import { engineVersion, roundOf, wavePolicyOf } from './rules.ts'
import { peopleAsked } from './take-job.ts'

/** Looks again at the moment the last wave named; another wave made meanwhile makes it void. */
export const lookAgain = job<{ requestId: string; wave: number }>('dispatch.look_again')

export type MadeBy = 'wave' | 'staff' | 'alert' | 'booking' | 'series'
const levelOfRing = { building: 'building', grid: 'grid', community: 'community', neighbours: 'street' } as const
/** How many people of one other community may be asked for one request. */
const lentByEach = 6

const waveOf = (field: Field): number => Math.max(0, ...field.offers.map((offer) => offer.wave))

/** Puts offers before the named candidates and tells them. Whoever was asked in this round already stays as they are. */
export const offerTo = async (
  ctx: Context,
  field: Field,
  ids: readonly string[],
  madeBy: MadeBy,
  replyBy: Date | null,
  reason?: string,
): Promise<OfferRow[]> => {
  const wave = waveOf(field) + 1
  const round = roundOf(field.offers)
  const places = new Map(field.ranked.map((one) => [one.id, one]))
  const rows = ids.map((id) => {
    const organisation = field.rows.get(id)?.kind === 'organisation'
    return {
      tenantId: ctx.tenantId,
      id: newId(),
      requestId: field.request.id,
      round,
      wave,
      volunteerId: organisation ? null : id,
      organisationId: organisation ? id : null,
      personId: field.rows.get(id)?.personId ?? null,
      state: 'sent' as const,
      madeBy,
      reason: reason ?? null,
      score: places.get(id)?.total ?? null,
      parts: JSON.stringify(places.get(id)?.parts ?? []),
      sentAt: ctx.now,
      replyBy,
    }
  })
  if (rows.length === 0) return []
  const made = await insertOffers(ctx, rows)
  for (const offer of made) await tellAsked(ctx, field.request, offer)
  return made
}

const tellAsked = async (ctx: Context, request: RequestRecord, offer: OfferRow) => {
  const personIds = await peopleAsked(ctx, offer)
  const service = await serviceOf(ctx, request.serviceId)
  const area = await areaOf(ctx, request.areaId)
  const urgent = request.urgency === 'life'
  await notify(ctx, {
    personIds,
    kind: urgent ? 'offer.alert' : 'offer.new',
    subjectKind: 'offer',
    subjectId: offer.id,
    urgent,
    params: { service: { zh: service.zh, en: service.en }, near: area.name, replyBy: offer.replyBy },
  })
  await announce(ctx, 'offer.sent', { offerId: offer.id, requestId: request.id, areaPath: request.areaPath, personIds })
}

export const recordDecision = async (
  ctx: Context,
  field: Field,
  act: string,
  asked: readonly string[],
  nextLookAt: Date | null,
  reason: string | null,
  result: object = {},
) =>
  insertDecision(ctx, {
    tenantId: ctx.tenantId,
    id: newId(),
    requestId: field.request.id,
    act,
    wave: waveOf(field) + (asked.length > 0 ? 1 : 0),
    level: field.request.level,
    engineVersion,
    policyVersion: field.policyVersion,
    inputs: JSON.stringify({
      request: field.rankRequest,
      ranked: field.ranked.slice(0, 50).map(({ id, total, metres, ring }) => ({ id, total, metres, ring })),
      excluded: field.excluded.length,
      offers: field.offers.map(({ id, state, wave }) => ({ id, state, wave })),
    }),
    result: JSON.stringify({ asked, ...result }),
    reason,
    madeBy: ctx.actor.kind === 'person' ? ctx.actor.personId : null,
    nextLookAt,
    at: ctx.now,
  })
const deadlineOf = (request: RequestRecord, now: Date): Date => {
  const latest = request.windowTo
    ? addMinutes(request.windowTo, -request.minutes)
    : addMinutes(request.reportedAt, 24 * 60)
  return latest > now ? latest : addMinutes(now, 60)
}

const planOf = async (ctx: Context, field: Field): Promise<{ plan: WavePlan; everyMinutes: number }> => {
  const { body } = await policyNow(ctx, 'dispatch')
  const policy = wavePolicyOf(body, field.request.urgency === 'life')
  const minute = (moment: Date) => moment.getTime() / 60_000 + field.clock.offsetMinutes
  const round = roundOf(field.offers)
  const asks = field.offers
    .filter((offer) => offer.round === round)
    .map((offer) => ({
      id: offer.volunteerId ?? offer.organisationId!,
      askedAt: minute(offer.sentAt),
      chance: 0,
      declined: offer.state === 'declined',
      community: field.communityOf(offer.volunteerId ?? offer.organisationId!),
    }))
  const lenders = Object.fromEntries(
    [...new Set([...field.rows.keys()].map(field.communityOf))].map((path) => [path, lentByEach]),
  )
  const wave = {
    openedAt: minute(field.request.dispatchedAt ?? field.request.reportedAt),
    deadline: minute(deadlineOf(field.request, ctx.now)),
    asks,
  }
  const everyMinutes = policy.rule.kind === 'residual' ? policy.rule.shortestLook : policy.rule.everyMinutes
  return {
    plan: planWave(wave, rankedCandidates(field.ranked, field.communityOf), lenders, minute(ctx.now), policy),
    everyMinutes,
  }
}

/** Own community first; the street's others are read only when nobody new is left there. */
const planWithin = async (ctx: Context, request: RequestRecord) => {
  const near = await fieldOf(ctx, request)
  const first = { field: near, ...(await planOf(ctx, near)) }
  if (first.plan.ask.length > 0 || first.plan.escalate !== 'nobody_left') return first
  const wide = await fieldOf(ctx, request, { wide: true })
  return { field: wide, ...(await planOf(ctx, wide)) }
}

/** Whom the asker named, a booked shop or the person a series keeps: asked alone in the first wave, if they may come. */
const named = (field: Field): { id: string; madeBy: MadeBy } | null => {
  const { providerId, samePersonId, urgency } = field.request
  if (field.offers.length > 0 || urgency === 'life') return null
  const wanted = providerId
    ? field.ranked.find((one) => one.id === providerId)
    : samePersonId && field.ranked.find((one) => field.rows.get(one.id)?.personId === samePersonId)
  return wanted ? { id: wanted.id, madeBy: providerId ? 'booking' : 'series' } : null
}

/** Asks the next wave. `expected`: the wave this look was set for; another one made since means somebody else looked. */
export const askNextWave = (ctx: Context, requestId: string, expected?: number): Promise<void> =>
  inTransaction(ctx, async (inner) => {
    const request = await lockRequest(inner, requestId)
    if (request.state !== 'dispatching' || request.needsLook) return
    await expireOffers(inner, requestId)
    const { field, plan, everyMinutes } = await planWithin(inner, request)
    if (expected !== undefined && waveOf(field) !== expected) return
    // Those asked are still thinking: a second look at the same moment changes nothing.
    if (plan.ask.length === 0 && plan.escalate === null && expected === undefined) return
    const lookAt = plan.lookAgainAt === null ? null : new Date((plan.lookAgainAt - field.clock.offsetMinutes) * 60_000)
    const first = named(field)
    const ids = first ? [first.id] : plan.ask.map((one) => one.id)
    await recordDecision(inner, field, 'wave', ids, lookAt, null, { widest: plan.widest, escalate: plan.escalate })
    const replyBy = addMinutes(inner.now, everyMinutes)
    const madeBy = first?.madeBy ?? (request.urgency === 'life' ? 'alert' : 'wave')
    const made = await offerTo(inner, field, ids, madeBy, replyBy)
    const wave = waveOf(field) + (made.length > 0 ? 1 : 0)
    const level = levelOfRing[plan.widest]
    if (made.length > 0 || plan.escalate) {
      await noteProgress(inner, request, {
        act: made.length > 0 ? 'asked' : 'nobody_left',
        detail: { wave, asked: made.length, level },
        set: { level },
      })
    }
    if (plan.escalate) await callStaff(inner, request, plan.escalate)
    if (lookAt)
      await enqueue(inner, lookAgain, { requestId, wave }, { startAfter: lookAt, singletonKey: `${requestId}/${wave}` })
  })

const callStaff = async (ctx: Context, request: RequestRecord, why: string) => {
  const staff = await staffAt(ctx, request.areaPath, ['grid_worker', 'grid_lead', 'operator', 'community_worker'])
  const personIds = [
    ...new Set([...staff.filter((one) => one.onDuty), ...staff.slice(0, 2)].map((one) => one.personId)),
  ]
  const community = await communityOf(ctx, request.areaPath)
  await notify(ctx, {
    personIds,
    kind: 'request.escalated',
    subjectKind: 'request',
    subjectId: request.id,
    urgent: request.urgency === 'life',
    params: { number: request.number, why, area: community.name },
  })
}

/** Begins to look for somebody. A request that is dispatching already stays so. */
export const beginDispatch = async (
  ctx: Context,
  request: RequestRecord,
  policy: 'instant' | 'waves' | 'assign',
  why?: string,
): Promise<RequestRecord> => {
  if (request.state === 'dispatching' || request.state === 'assigned') return request
  return changeState(ctx, request, {
    act: 'dispatch',
    to: 'dispatching',
    detail: { policy },
    ...(why ? { why } : {}),
    set: { dispatchPolicy: policy, dispatchedAt: request.dispatchedAt ?? ctx.now },
  })
}
