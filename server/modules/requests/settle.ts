// Who pays for a request, and with what: nobody, minutes set aside at once, or an organisation's price. Free is decided by status.
import type { PolicyBody } from '@linbang/contract/policies'
import type { Service } from '@linbang/contract/catalog'
import type { Settlement } from '@linbang/contract/requests'
import { type Context, inTransaction } from '../../kit/context.ts'
import { ensure, Refusal } from '../../kit/errors.ts'
import { dayOf } from '../../kit/time.ts'
import { freeTag, serviceOf } from '../catalog/service.ts'
import { balancesOf, holdFor, pointsFor, poolBalance, releaseHold } from '../ledger/service.ts'
import { ageOn, personOf, tagsOf } from '../people/service.ts'
import { policyNow } from '../policies/service.ts'
import { offeredBy, organisationOf } from '../partners/service.ts'
import { holdsOf } from './hold-queries.ts'
import type { RequestRecord } from './queries.ts'

type Payer = { readonly kind: 'person' | 'pool'; readonly ownerId: string | null }
export type Settled = {
  readonly settlement: Settlement
  readonly priceCents: number | null
  readonly freeBecause: string | null
  readonly payer: Payer | null
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
}

const nothing: Settled = { settlement: 'none', priceCents: null, freeBecause: null, payer: null }

/** The status that makes a priced service free for this person, or null. */
const freeStatus = async (ctx: Context, service: Service, personId: string): Promise<string | null> => {
  if (!service.priceRule.freeFor?.length) return null
  return freeTag(service.priceRule, await tagsOf(ctx, personId))
}

const priced = async (ctx: Context, { service, person, providerId }: Wish): Promise<Settled> => {
  const price = providerId ? await priceOf(ctx, providerId, service.id) : null
  const freeBecause = await freeStatus(ctx, service, person.id)
  return freeBecause
    ? { ...nothing, priceCents: 0, freeBecause }
    : { settlement: 'price', priceCents: price, freeBecause: null, payer: null }
}

/** Refused when the organisation is not one of ours or does not do this. */
const priceOf = async (ctx: Context, organisationId: string, serviceId: string): Promise<number> => {
  const organisation = await organisationOf(ctx, organisationId)
  ensure(organisation.state === 'approved', 'organisation.unknown')
  const offered = await offeredBy(ctx, organisationId, serviceId)
  if (!offered) throw new Refusal('organisation.not_offered')
  return offered.priceCents
}

/**
 * The public pool serves people of 60 and over in need first; then one's own minutes; then the family's, for those of 60
 * and over; and whoever has none is helped out of the pool as long as it lasts.
 */
const payerOf = async (
  ctx: Context,
  { person, familyId, minutes }: Wish,
  policy: PolicyBody['credit'],
): Promise<Payer> => {
  const { timeZone } = await ctx.kit.tenants.of(ctx.tenantId)
  const old = person.bornOn !== null && ageOn(person.bornOn, dayOf(ctx.now, timeZone)) >= policy.poolMinimumAge
  const inNeed = old && (await tagsOf(ctx, person.id)).some((tag) => policy.freeTags.includes(tag))
  if (inNeed && (await poolBalance(ctx, 'minutes')) >= minutes) return { kind: 'pool', ownerId: null }
  const has = async (id: string) => {
    const { minutes: balance, minutesHeld } = await balancesOf(ctx, id)
    return balance - minutesHeld >= minutes
  }
  if (await has(person.id)) return { kind: 'person', ownerId: person.id }
  if (old && familyId && (await has(familyId))) return { kind: 'person', ownerId: familyId }
  if ((await poolBalance(ctx, 'minutes')) >= minutes) return { kind: 'pool', ownerId: null }
  throw new Refusal('ledger.not_enough')
}

/** How a new request will be settled; nothing is written yet. */
export const settlementFor = async (ctx: Context, wish: Wish): Promise<Settled> => {
  const { service, urgency, wished, providerId } = wish
  if (wished === 'points' || wished === 'voucher') {
    throw new Refusal('input.invalid', {
      issues: [
        {
          path: 'settlement',
          message: ctx.locale === 'en' ? 'This service is not settled that way' : '这项服务不能这样结算',
        },
      ],
    })
  }
  if (service.credit === 'priced') return priced(ctx, wish)
  if (providerId) await priceOf(ctx, providerId, service.id)
  // Nobody in danger waits for an account to be filled.
  if (service.credit === 'neighbourly' || urgency === 'life') return nothing
  const { body } = await policyNow(ctx, 'credit')
  return { ...nothing, settlement: 'minutes', payer: await payerOf(ctx, wish, body) }
}

/** One hold for each helper needed: each will be paid by the minutes they gave. */
export const placeHolds = async (
  ctx: Context,
  request: Pick<RequestRecord, 'id' | 'minutes' | 'helpers'>,
  payer: Payer,
): Promise<void> => {
  const before = (await holdsOf(ctx, request.id)).length
  for (let slot = 1; slot <= request.helpers; slot++) {
    await holdFor(ctx, {
      unit: 'minutes',
      kind: payer.kind,
      ownerId: payer.ownerId,
      amount: request.minutes,
      causeKind: `request.${before + slot}`,
      causeId: request.id,
    })
  }
}

export const releaseHolds = async (ctx: Context, requestId: string): Promise<void> => {
  for (const hold of await holdsOf(ctx, requestId))
    if (hold.state === 'open') await releaseHold(ctx, hold.causeKind, requestId)
}

/** For work taken up again. Where the minutes are gone meanwhile the work is done all the same: it was promised. */
export const holdAgain = (ctx: Context, request: RequestRecord): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    if ((await holdsOf(ctx, request.id)).some((hold) => hold.state === 'open')) return
    const [service, person, { body }] = await Promise.all([
      serviceOf(ctx, request.serviceId),
      personOf(ctx, request.personId),
      policyNow(ctx, 'credit'),
    ])
    const wish = {
      service,
      person,
      familyId: null,
      urgency: request.urgency,
      minutes: request.minutes * request.helpers,
      wished: undefined,
      providerId: undefined,
    }
    const payer = await payerOf(ctx, wish, body).catch((error: unknown) => {
      if (error instanceof Refusal && error.code === 'ledger.not_enough') return null
      throw error
    })
    if (payer) await placeHolds(ctx, request, payer)
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
