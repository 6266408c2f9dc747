// Who pays for a request, and with what: nobody, minutes or points set aside at once, or an organisation's price. Free is decided by status.
import type { PolicyBody } from '@linbang/contract/policies'
import type { Service } from '@linbang/contract/catalog'
import type { Settlement } from '@linbang/contract/requests'
import { type Context, inTransaction } from '../../kit/context.ts'
import { ensure, found, Refusal } from '../../kit/errors.ts'
import { dayOf } from '../../kit/time.ts'
import { freeTag, serviceOf } from '../catalog/service.ts'
import { balancesOf, holdFor, pointsFor, poolBalance, releaseHold } from '../ledger/service.ts'
import { ageOn, personOf, samePerson, tagsOf } from '../people/service.ts'
import { policyNow } from '../policies/service.ts'
import { offeredBy, organisationOf } from '../partners/service.ts'
import { holdsOf } from './hold-queries.ts'
import type { RequestRecord } from './queries.ts'
import { isVoucherFor } from './voucher-queries.ts'

type Payer = { readonly kind: 'person' | 'pool'; readonly ownerId: string | null }
export type Settled = {
  readonly settlement: Settlement
  readonly priceCents: number | null
  readonly pricePoints: number | null
  readonly freeBecause: string | null
  readonly payer: Payer | null
  readonly voucherId: string | null
}
type Helped = { readonly id: string; readonly bornOn: string | null }
type Wish = {
  readonly service: Service
  readonly person: Helped
  /** Who asks, when it is not the person and not staff: family may give minutes. */
  readonly familyId: string | null
  readonly urgency: string
  readonly minutes: number
  readonly wished: Settlement | undefined
  readonly providerId: string | undefined
  readonly voucherId?: string | undefined
}

const nothing: Settled = {
  settlement: 'none',
  priceCents: null,
  pricePoints: null,
  freeBecause: null,
  payer: null,
  voucherId: null,
}

/** The status that makes a priced service free for this person, or null. */
const freeStatus = async (ctx: Context, service: Service, personId: string): Promise<string | null> => {
  if (!service.priceRule.freeFor?.length) return null
  return freeTag(service.priceRule, await tagsOf(ctx, personId))
}

const priced = async (ctx: Context, { service, person, providerId }: Wish): Promise<Settled> => {
  const price = providerId ? (await priceOf(ctx, providerId, service.id)).priceCents : null
  const freeBecause = await freeStatus(ctx, service, person.id)
  return freeBecause
    ? { ...nothing, priceCents: 0, freeBecause }
    : { ...nothing, settlement: 'price', priceCents: price }
}

/** Where the organisation agreed to points: those of the person helped, or of the family member who asks. */
const inPoints = async (ctx: Context, wish: Wish): Promise<Settled> => {
  const { service, person, familyId, providerId } = wish
  ensure(service.credit === 'priced' && providerId, 'settlement.not_offered')
  const { pricePoints } = await priceOf(ctx, providerId, service.id)
  const points = found(pricePoints, 'settlement.not_offered')
  const freeBecause = await freeStatus(ctx, service, person.id)
  if (freeBecause) return { ...nothing, priceCents: 0, freeBecause }
  for (const ownerId of [person.id, ...(familyId ? [familyId] : [])]) {
    const { points: balance, pointsHeld } = await balancesOf(ctx, ownerId)
    if (balance - pointsHeld >= points)
      return { ...nothing, settlement: 'points', pricePoints: points, payer: { kind: 'person', ownerId } }
  }
  throw new Refusal('ledger.not_enough')
}

/** A voucher of the person helped, or of the family member who asks, that this organisation takes for this service. */
const byVoucher = async (
  ctx: Context,
  { service, person, familyId, providerId, voucherId }: Wish,
): Promise<Settled> => {
  ensure(providerId && voucherId, 'settlement.not_offered')
  await priceOf(ctx, providerId, service.id)
  const owners = await Promise.all([person.id, ...(familyId ? [familyId] : [])].map((id) => samePerson(ctx, id)))
  const asked = { voucherId, providerId, serviceId: service.id, personIds: owners.flat() }
  ensure(await isVoucherFor(ctx, asked), 'settlement.not_offered')
  return { ...nothing, settlement: 'voucher', priceCents: 0, voucherId }
}

/** Refused when the organisation is not one of ours or does not do this. */
const priceOf = async (ctx: Context, organisationId: string, serviceId: string) => {
  const organisation = await organisationOf(ctx, organisationId)
  ensure(organisation.state === 'approved', 'organisation.unknown')
  return found(await offeredBy(ctx, organisationId, serviceId), 'organisation.not_offered')
}

/**
 * The public pool serves people of 60 and over in need first: it pays for them down to the last minute. Everybody else
 * pays with their own minutes, or with the family's for those of 60 and over; whoever has none is helped out of what the
 * pool holds beyond the reserve kept for those in need.
 */
const payerOf = async (
  ctx: Context,
  { person, familyId, minutes }: Wish,
  policy: PolicyBody['credit'],
): Promise<Payer> => {
  const { timeZone } = await ctx.kit.tenants.of(ctx.tenantId)
  const old = person.bornOn !== null && ageOn(person.bornOn, dayOf(ctx.now, timeZone)) >= policy.poolMinimumAge
  const inNeed = old && (await tagsOf(ctx, person.id)).some((tag) => policy.freeTags.includes(tag))
  const pool = await poolBalance(ctx, 'minutes')
  if (inNeed && pool >= minutes) return { kind: 'pool', ownerId: null }
  const has = async (id: string) => {
    const { minutes: balance, minutesHeld } = await balancesOf(ctx, id)
    return balance - minutesHeld >= minutes
  }
  if (await has(person.id)) return { kind: 'person', ownerId: person.id }
  if (old && familyId && (await has(familyId))) return { kind: 'person', ownerId: familyId }
  if (pool - policy.poolReserve >= minutes) return { kind: 'pool', ownerId: null }
  throw new Refusal('ledger.not_enough')
}

/** How a new request will be settled; nothing is written yet. */
export const settlementFor = async (ctx: Context, wish: Wish): Promise<Settled> => {
  const { service, urgency, wished, providerId } = wish
  if (wished === 'voucher') return byVoucher(ctx, wish)
  if (wished === 'points') return inPoints(ctx, wish)
  if (service.credit === 'priced') return priced(ctx, wish)
  if (providerId) await priceOf(ctx, providerId, service.id)
  // Nobody in danger waits for an account to be filled.
  if (service.credit === 'neighbourly' || urgency === 'life') return nothing
  const { body } = await policyNow(ctx, 'credit')
  return { ...nothing, settlement: 'minutes', payer: await payerOf(ctx, wish, body) }
}

type ToPay = Pick<RequestRecord, 'id' | 'minutes' | 'helpers' | 'settlement' | 'pricePoints'>

/** One hold for each helper needed, who will be paid by the minutes they gave; or one for the price in points. */
export const placeHolds = async (ctx: Context, request: ToPay, payer: Payer): Promise<void> => {
  const before = (await holdsOf(ctx, request.id)).length
  const points = request.settlement === 'points'
  for (let slot = 1; slot <= (points ? 1 : request.helpers); slot++) {
    await holdFor(ctx, {
      unit: points ? 'points' : 'minutes',
      kind: payer.kind,
      ownerId: payer.ownerId,
      amount: points ? (request.pricePoints ?? 0) : request.minutes,
      causeKind: `request.${before + slot}`,
      causeId: request.id,
    })
  }
}

export const releaseHolds = async (ctx: Context, requestId: string): Promise<void> => {
  for (const hold of await holdsOf(ctx, requestId))
    if (hold.state === 'open') await releaseHold(ctx, hold.causeKind, requestId)
}

/** For work taken up again. Where the credit is gone meanwhile the work is done all the same: it was promised. */
export const holdAgain = (ctx: Context, request: RequestRecord): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    if ((await holdsOf(ctx, request.id)).some((hold) => hold.state === 'open')) return
    const [service, person] = await Promise.all([serviceOf(ctx, request.serviceId), personOf(ctx, request.personId)])
    const points = request.settlement === 'points'
    const settled = await settlementFor(ctx, {
      service,
      person,
      familyId: null,
      urgency: request.urgency,
      minutes: request.minutes * request.helpers,
      wished: points ? 'points' : undefined,
      providerId: points ? (request.providerId ?? undefined) : undefined,
    }).catch((error: unknown) => {
      if (error instanceof Refusal) return null
      throw error
    })
    if (settled?.payer) await placeHolds(ctx, request, settled.payer)
  })

/** What a helper gains by the usual length: minutes of the time bank, or points. */
export const gainOf = async (ctx: Context, request: RequestRecord): Promise<{ minutes: number; points: number }> => {
  const [service, { body: policy }, { timeZone }] = await Promise.all([
    serviceOf(ctx, request.serviceId),
    policyNow(ctx, 'credit'),
    ctx.kit.tenants.of(ctx.tenantId),
  ])
  if (service.credit === 'timebank') return { minutes: Math.min(request.minutes, policy.minutesPerVisit), points: 0 }
  const startedAt = request.windowFrom ?? ctx.now
  return {
    minutes: 0,
    points: pointsFor(policy, {
      minutes: request.minutes,
      effort: service.effort,
      startedAt,
      timeZone,
      earnedToday: 0,
    }),
  }
}

/** No money may be taken: the service costs nothing, or the person's status makes it free, now or when it was asked for. */
export const isFree = async (ctx: Context, request: RequestRecord): Promise<boolean> => {
  if (request.freeBecause !== null) return true
  const service = await serviceOf(ctx, request.serviceId)
  return service.credit !== 'priced' || (await freeStatus(ctx, service, request.personId)) !== null
}
