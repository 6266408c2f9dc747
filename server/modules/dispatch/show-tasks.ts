// What a helper is shown before saying yes: what, near where, how long, what it brings, and why them. Never a name, a door or a phone.
import type { Offer } from '@linbang/contract/dispatch'
import type { Point } from '@linbang/contract/values'
import type { WhyNot } from '@linbang/engine/ranking'
import type { Context } from '../../kit/context.ts'
import { ensure, found } from '../../kit/errors.ts'
import { announce } from '../../kit/events.ts'
import { areaOf, metresBetween } from '../areas/service.ts'
import { serviceOf } from '../catalog/service.ts'
import { offeredBy, staffOf } from '../partners/service.ts'
import { gainOf, isFree, requestById } from '../requests/service.ts'
import type { RequestRecord } from '../requests/service.ts'
import { volunteerOfPerson } from '../volunteers/service.ts'
import { fieldOf } from './find-candidates.ts'
import type { Field } from './find-candidates.ts'
import { markSeen, nearbyRequests, offerById, offersForHelper, photosOf } from './queries.ts'
import type { OfferRow } from './queries.ts'
import { isComing, mayClaim } from './rules.ts'
import { helperAsked } from './take-job.ts'
import type { Helper } from './take-job.ts'
import { whyNotOnWire } from './why-not.ts'

const openStates = new Set(['dispatching', 'assigned'])

const fieldFor = (ctx: Context, request: RequestRecord, helper: Helper): Promise<Field> =>
  fieldOf(
    ctx,
    request,
    helper.volunteerId ? { onlyVolunteerId: helper.volunteerId } : { onlyOrganisationId: helper.organisationId! },
  )

const safetyOf = (request: RequestRecord, service: { sensitive: boolean; bodilyRisk: boolean }): string[] => [
  'meeting_code',
  ...(request.helpers > 1 ? ['two_people'] : []),
  ...(service.sensitive ? ['sensitive'] : []),
  ...(service.bodilyRisk ? ['insurance'] : []),
]

const takenBy = (request: RequestRecord, offer: OfferRow | null): Offer['takenBy'] => {
  if (offer?.state === 'accepted') return 'me'
  return request.state === 'dispatching' || (request.state === 'assigned' && request.helpers > 1) ? null : 'other'
}

/** How the engine sees this helper for this request: why them, why not, and how far away. */
const fitOf = (field: Field, helper: Helper) => {
  const id = helper.volunteerId ?? helper.organisationId!
  const row = field.rows.get(id)
  const ranked = field.ranked.find((one) => one.id === id)
  const reasons: readonly WhyNot[] = field.excluded.find((one) => one.id === id)?.reasons ?? []
  return {
    home: row && row.lat !== null && row.lon !== null ? { lat: row.lat, lon: row.lon } : null,
    mayTake: ranked !== undefined || (reasons.length > 0 && mayClaim(reasons)),
    shown: {
      why: (ranked?.parts ?? [])
        .filter((part) => part.score >= 0.5 && part.value !== null)
        .map((part) => ({ part: part.part, number: part.value })),
      whyNot: reasons.map((reason) => whyNotOnWire(reason, field.clock)),
      cameBefore: row?.visitsToPerson ?? 0,
      needs: [...field.rankRequest.certificates, ...field.rankRequest.training],
      helpersMissing: Math.max(0, field.request.helpers - field.offers.filter(isComing).length),
    },
  }
}

/** What it is and where near, without anybody's name or door. */
const taskOf = async (ctx: Context, request: RequestRecord, home: Point | null) => {
  const [service, area] = await Promise.all([serviceOf(ctx, request.serviceId), areaOf(ctx, request.areaId)])
  return {
    requestId: request.id,
    serviceCode: service.code,
    serviceZh: service.zh,
    serviceEn: service.en,
    icon: service.icon,
    urgency: request.urgency,
    description: request.description,
    nearName: area.name,
    point: area.point,
    metres: metresBetween(home, area.point),
    window: request.windowFrom && request.windowTo ? { from: request.windowFrom, to: request.windowTo } : null,
    minutes: request.minutes,
    helpers: request.helpers,
    safety: safetyOf(request, service),
    photoIds: await photosOf(ctx, request.id),
  }
}

/** A volunteer gains minutes or points, an organisation its price; nothing where the person's status makes it free. */
const earnings = async (ctx: Context, request: RequestRecord, helper: Helper) => {
  const free = await isFree(ctx, request)
  if (!helper.organisationId) return { free, gain: { ...(await gainOf(ctx, request)), priceCents: null } }
  const price = await offeredBy(ctx, helper.organisationId, request.serviceId)
  if (request.settlement === 'points')
    return { free, gain: { minutes: 0, points: price?.pricePoints ?? 0, priceCents: null } }
  return { free, gain: { minutes: 0, points: 0, priceCents: free ? 0 : (price?.priceCents ?? null) } }
}

/** One task as this helper sees it. */
const presentTask = async (
  ctx: Context,
  request: RequestRecord,
  offer: OfferRow | null,
  helper: Helper,
): Promise<Offer> => {
  const fit = fitOf(await fieldFor(ctx, request, helper), helper)
  const taken = takenBy(request, offer)
  return {
    ...(await taskOf(ctx, request, fit.home)),
    ...(await earnings(ctx, request, helper)),
    ...fit.shown,
    id: offer?.id ?? null,
    invited: offer !== null && offer.madeBy !== 'claim',
    state: offer?.state ?? 'open',
    sentAt: offer?.sentAt ?? null,
    replyBy: offer?.replyBy ?? null,
    organisationId: helper.organisationId,
    canClaim: openStates.has(request.state) && taken === null && !request.needsLook && fit.mayTake,
    takenBy: taken,
  }
}

const helpersOf = async (ctx: Context): Promise<Helper[]> => {
  ensure(ctx.actor.kind === 'person', 'auth.required')
  const { personId } = ctx.actor
  const volunteer = await volunteerOfPerson(ctx, personId)
  const posts = await staffOf(ctx, personId)
  return [
    ...(volunteer?.state === 'approved' ? [{ volunteerId: volunteer.id, organisationId: null, personId }] : []),
    ...posts.map((post) => ({ volunteerId: null, organisationId: post.organisationId, personId })),
  ]
}

/** What I am asked, and what is open near me that I may take. */
export const listTasks = async (ctx: Context, past: boolean): Promise<{ asked: Offer[]; near: Offer[] }> => {
  const asked: Offer[] = []
  const near: Offer[] = []
  for (const helper of await helpersOf(ctx)) {
    for (const offer of await offersForHelper(ctx, helper, past)) {
      const request = await requestById(ctx, offer.requestId)
      if (request) asked.push(await presentTask(ctx, request, offer, helper))
    }
    if (past) continue
    for (const requestId of await nearbyRequests(ctx, helper)) {
      const request = await requestById(ctx, requestId)
      const task = request ? await presentTask(ctx, request, null, helper) : undefined
      if (task?.canClaim) near.push(task)
    }
  }
  return { asked, near: near.sort((a, b) => (a.metres ?? 1e9) - (b.metres ?? 1e9)) }
}

export const openOffer = async (ctx: Context, offerId: string): Promise<Offer> => {
  const offer = found(await offerById(ctx, offerId))
  const helper = await helperAsked(ctx, offer)
  const request = found(await requestById(ctx, offer.requestId))
  if (await markSeen(ctx, offerId))
    await announce(ctx, 'offer.changed', { offerId, requestId: request.id, areaPath: request.areaPath })
  return presentTask(ctx, request, found(await offerById(ctx, offerId)), helper)
}

/** An open request as a task; the helper's own offer for it, if there is one, comes with it. */
export const openTask = async (ctx: Context, requestId: string, organisationId?: string): Promise<Offer> => {
  const request = found(await requestById(ctx, requestId))
  const helpers = (await helpersOf(ctx)).filter((one) => !organisationId || one.organisationId === organisationId)
  for (const helper of helpers) {
    const mine =
      (await offersForHelper(ctx, helper, true)).find((offer) => offer.requestId === requestId) ??
      (await offersForHelper(ctx, helper, false)).find((offer) => offer.requestId === requestId)
    if (mine) return presentTask(ctx, request, mine, helper)
  }
  const helper = found(helpers[0])
  ensure(openStates.has(request.state) && !request.needsLook, 'not_found')
  const task = await presentTask(ctx, request, null, helper)
  // Two who are kept apart do not learn of each other; nor does it matter who of them asks.
  ensure(!task.whyNot.some((one) => one.reason === 'blocked'), 'not_found')
  return task
}
