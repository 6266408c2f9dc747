// 我来帮: an offer is accepted, or an open request claimed. The request row is the lock, slot n has one winner, everyone else is told.
import type { Context } from '../../kit/context.ts'
import { inTransaction } from '../../kit/context.ts'
import { ensure, found, Refusal, refusedAs } from '../../kit/errors.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { notify } from '../notices/service.ts'
import { staffOf, staffOfOrganisation } from '../partners/service.ts'
import { changeState, lockRequest, requestById } from '../requests/service.ts'
import type { RequestRecord } from '../requests/service.ts'
import { planVisit } from '../visits/service.ts'
import { volunteerOfPerson } from '../volunteers/service.ts'
import { endAlert } from './alert-ladder.ts'
import { fieldOf } from './find-candidates.ts'
import { recount } from './learning-queries.ts'
import { insertOffers, markLateYes, offerById, offersOf, updateOffer, withdrawOpenOffers } from './queries.ts'
import type { OfferRow, OfferSeen } from './queries.ts'
import { freeSlot, isComing, mayClaim, roundOf } from './rules.ts'

export type Arrival = { readonly arriveAt?: Date | undefined; readonly staffPersonId?: string | undefined }
type Claim = Arrival & { readonly organisationId?: string | undefined }
type Accepted = { readonly visitId: string; readonly requestId: string }
/** Who answers: a volunteer, or somebody of an organisation who names who comes. */
export type Helper = {
  readonly volunteerId: string | null
  readonly organisationId: string | null
  readonly personId: string
}

const stillOpen = new Set(['dispatching', 'assigned'])
const gone = new Set(['assigned', 'under_way', 'done', 'confirmed', 'closed'])

/** The helper the signed-in person is: for this organisation if it is named, else as a volunteer. */
const helperOf = async (ctx: Context, organisationId?: string | null): Promise<Helper> => {
  ensure(ctx.actor.kind === 'person', 'auth.required')
  const { personId } = ctx.actor
  if (!organisationId) {
    const volunteer = await volunteerOfPerson(ctx, personId)
    if (volunteer?.state === 'approved') return { volunteerId: volunteer.id, organisationId: null, personId }
  }
  const [post] = (await staffOf(ctx, personId)).filter(
    (one) => !organisationId || one.organisationId === organisationId,
  )
  return {
    volunteerId: null,
    organisationId: found(post).organisationId,
    personId,
  }
}

/** The helper the offer was made to, if the signed-in person is that helper; to everybody else it does not exist. */
export const helperAsked = async (ctx: Context, offer: OfferRow): Promise<Helper> => {
  const helper = await helperOf(ctx, offer.organisationId)
  ensure(
    offer.organisationId ? helper.organisationId === offer.organisationId : helper.volunteerId === offer.volunteerId,
    'not_found',
  )
  return helper
}

/** Who comes: the volunteer, or the member of staff named; without a name the person who pressed. */
const whoComes = async (ctx: Context, helper: Helper, staffPersonId?: string): Promise<string> => {
  if (!helper.organisationId || !staffPersonId || staffPersonId === helper.personId) return helper.personId
  const staff = await staffOfOrganisation(ctx, helper.organisationId)
  ensure(
    staff.some((one) => one.personId === staffPersonId),
    'dispatch.staff_needed',
  )
  return staffPersonId
}

const ensureFits = async (ctx: Context, request: RequestRecord, helper: Helper) => {
  const only = helper.volunteerId
    ? { onlyVolunteerId: helper.volunteerId }
    : { onlyOrganisationId: helper.organisationId! }
  const field = await fieldOf(ctx, request, only)
  const id = helper.volunteerId ?? helper.organisationId
  if (field.ranked.some((one) => one.id === id)) return
  const reasons = field.excluded.find((one) => one.id === id)?.reasons
  ensure(reasons && mayClaim(reasons), 'dispatch.unqualified')
}

/** Refuses early and cheaply what is plainly gone; the lock decides the rest. */
const ensureOpen = (request: RequestRecord, mine: OfferRow | undefined) => {
  if (stillOpen.has(request.state) && (request.state === 'dispatching' || request.helpers > 1)) return
  throw new Refusal(gone.has(request.state) ? 'offer.taken' : mine ? 'offer.over' : 'request.wrong_state')
}

export const winSlot = async (
  ctx: Context,
  request: RequestRecord,
  offers: readonly OfferSeen[],
  offer: OfferRow,
  personId: string,
  arriveAt?: Date,
): Promise<string> => {
  const slot = freeSlot(offers, request.helpers)
  ensure(slot !== undefined, 'offer.taken')
  const visitId = await planVisit(ctx, {
    request,
    offerId: offer.id,
    personId,
    volunteerId: offer.volunteerId,
    organisationId: offer.organisationId,
    arriveAt,
  })
  await refusedAs(updateOffer(ctx, offer.id, { state: 'accepted', slot, personId, answeredAt: ctx.now, visitId }), {
    offer_one_winner: 'offer.taken',
  })
  await recount(ctx, [(offer.volunteerId ?? offer.organisationId) as string])
  const full = offers.filter(isComing).length + 1 >= request.helpers
  if (full && request.urgency === 'life') await endAlert(ctx, request.id, personId)
  if (full) await closeRound(ctx, request, offer.id, personId)
  await announce(ctx, 'offer.changed', {
    offerId: offer.id,
    requestId: request.id,
    areaPath: request.areaPath,
    personIds: [personId, request.personId, request.enteredBy],
  })
  return visitId
}

/** Everybody needed has said yes: the request is assigned and the others are told that a neighbour took it. */
const closeRound = async (ctx: Context, request: RequestRecord, offerId: string, personId: string) => {
  await changeState(ctx, request, {
    act: 'accept',
    to: 'assigned',
    detail: { offerId, helperPersonId: personId },
    set: { acceptedAt: ctx.now },
  })
  const losers = await takeBackOffers(ctx, request)
  if (losers.length > 0)
    await notify(ctx, {
      personIds: losers,
      kind: 'offer.taken',
      subjectKind: 'request',
      subjectId: request.id,
      params: { number: request.number },
    })
}

/** Withdraws what is still open, live on every phone that shows it. Returns the people who had been asked. */
export const takeBackOffers = async (ctx: Context, request: RequestRecord): Promise<string[]> => {
  const told = new Set<string>()
  const withdrawn = await withdrawOpenOffers(ctx, request.id)
  await recount(
    ctx,
    withdrawn.map((offer) => (offer.volunteerId ?? offer.organisationId) as string),
  )
  for (const offer of withdrawn) {
    const personIds = await peopleAsked(ctx, offer)
    for (const personId of personIds) told.add(personId)
    await announce(ctx, 'offer.changed', {
      offerId: offer.id,
      requestId: request.id,
      areaPath: request.areaPath,
      personIds,
    })
  }
  return [...told]
}

/** Whom an offer lies before: the volunteer, or everybody who comes for the organisation. */
export const peopleAsked = async (ctx: Context, offer: OfferRow): Promise<string[]> =>
  offer.organisationId
    ? (await staffOfOrganisation(ctx, offer.organisationId)).map((one) => one.personId)
    : offer.personId
      ? [offer.personId]
      : []

/** The offer of this round that lies before the helper. */
const offerThisRound = (offers: readonly OfferSeen[], helper: Helper): OfferSeen | undefined => {
  const round = roundOf(offers)
  return offers.find(
    (one) =>
      one.round === round &&
      (helper.volunteerId ? one.volunteerId === helper.volunteerId : one.organisationId === helper.organisationId),
  )
}

/** Who was asked in a round that is over, or not at all, claims: the place is what counts, not the piece of paper. */
const takePlace = async (
  ctx: Context,
  requestId: string,
  helper: Helper,
  arrival: Arrival,
  asked?: OfferRow,
): Promise<Accepted> => {
  const personId = await whoComes(ctx, helper, arrival.staffPersonId)
  return inTransaction(ctx, async (inner) => {
    const request = await lockRequest(inner, requestId)
    ensureOpen(request, asked)
    const offers = await offersOf(inner, requestId)
    const mine = offerThisRound(offers, helper)
    ensure(mine?.state !== 'accepted', 'offer.over')
    await ensureFits(inner, request, helper)
    const offer = mine ?? (await claimOffer(inner, request, offers, helper))
    return { visitId: await winSlot(inner, request, offers, offer, personId, arrival.arriveAt), requestId }
  })
}

export const acceptOffer = async (ctx: Context, offerId: string, arrival: Arrival): Promise<Accepted> => {
  const seen = found(await offerById(ctx, offerId))
  const helper = await helperAsked(ctx, seen)
  ensure(seen.state !== 'accepted', 'offer.over')
  try {
    ensureOpen(found(await requestById(ctx, seen.requestId)), seen)
    return await takePlace(ctx, seen.requestId, helper, arrival, seen)
  } catch (error) {
    if (error instanceof Refusal && error.code === 'offer.taken') await rememberLateYes(ctx, seen)
    throw error
  }
}

/** Somebody was quicker, but they would have come: the history counts a yes. Kept although the call itself is refused. */
const rememberLateYes = (ctx: Context, { id, volunteerId, organisationId, state }: OfferRow): Promise<void> => {
  const outside = { ...ctx, db: ctx.kit.database.db, afterwards: undefined, pending: undefined }
  return inTransaction(outside, async (inner) => {
    if (state === 'declined' || !(await markLateYes(inner, id))) return
    await recount(inner, [(volunteerId ?? organisationId) as string])
  })
}

/** Claims an open request nobody asked this helper about: an offer made and accepted in one step. */
export const claimRequest = async (ctx: Context, requestId: string, arrival: Claim): Promise<Accepted> => {
  const helper = await helperOf(ctx, arrival.organisationId)
  const before = found(await requestById(ctx, requestId))
  ensureOpen(before, undefined)
  ensure(!before.needsLook, 'request.needs_look')
  return takePlace(ctx, requestId, helper, arrival)
}

const claimOffer = async (
  ctx: Context,
  request: RequestRecord,
  offers: readonly OfferSeen[],
  helper: Helper,
): Promise<OfferRow> => {
  const round = roundOf(offers)
  const [offer] = await insertOffers(ctx, [
    {
      tenantId: ctx.tenantId,
      id: newId(),
      requestId: request.id,
      round,
      wave: Math.max(1, ...offers.map((one) => one.wave)),
      volunteerId: helper.volunteerId,
      organisationId: helper.organisationId,
      personId: helper.personId,
      state: 'seen',
      madeBy: 'claim',
      sentAt: ctx.now,
      seenAt: ctx.now,
    },
  ])
  return found(offer, 'offer.taken')
}
