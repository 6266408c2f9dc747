// Puts offers before helpers and tells them; what was believed of each stands with the offer.
import { addMinutes } from '../../kit/time.ts'
import type { Context } from '../../kit/context.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { areaOf } from '../areas/service.ts'
import { serviceOf } from '../catalog/service.ts'
import { notify } from '../notices/service.ts'
import type { RequestRecord } from '../requests/service.ts'
import type { Field } from './find-candidates.ts'
import { recount } from './learning-queries.ts'
import { insertOffers } from './queries.ts'
import type { OfferRow } from './queries.ts'
import { roundOf } from './rules.ts'
import { peopleAsked } from './take-job.ts'

export type MadeBy = 'wave' | 'staff' | 'alert' | 'booking' | 'series' | 'batch'
export type Asking = {
  readonly ids: readonly string[]
  readonly madeBy: MadeBy
  /** Minutes to answer in; null: no time is set. */
  readonly replyMinutes: number | null
  readonly reason?: string | undefined
  /** Somebody assigned by hand or by the batch hears of the visit instead. */
  readonly silent?: boolean
}

export const waveOf = (field: Field): number => Math.max(0, ...field.offers.map((offer) => offer.wave))

/** Whoever was asked in this round already stays as they are. Returns the offers made. */
export const offerTo = async (ctx: Context, field: Field, asking: Asking): Promise<OfferRow[]> => {
  const ranked = new Map(field.ranked.map((one) => [one.id, one]))
  const common = {
    tenantId: ctx.tenantId,
    requestId: field.request.id,
    round: roundOf(field.offers),
    wave: waveOf(field) + 1,
    state: 'sent' as const,
    madeBy: asking.madeBy,
    reason: asking.reason ?? null,
    sentAt: ctx.now,
    replyBy: asking.replyMinutes === null ? null : addMinutes(ctx.now, asking.replyMinutes),
  }
  const rows = asking.ids.map((id) => {
    const organisation = field.rows.get(id)?.kind === 'organisation'
    return {
      ...common,
      id: newId(),
      volunteerId: organisation ? null : id,
      organisationId: organisation ? id : null,
      personId: field.rows.get(id)?.personId ?? null,
      score: ranked.get(id)?.total ?? null,
      parts: JSON.stringify(ranked.get(id)?.parts ?? []),
      chance: field.chances.get(id)?.chance ?? null,
      rawChance: field.chances.get(id)?.raw ?? null,
      declaredFree: ranked.get(id)?.declaredFree ?? false,
    }
  })
  if (rows.length === 0) return []
  const made = await insertOffers(ctx, rows)
  // What does not wait for an answer goes to the database together.
  await Promise.all([recount(ctx, asking.ids), ...(asking.silent ? [] : [tellAsked(ctx, field.request, made)])])
  return made
}

const tellAsked = async (ctx: Context, request: RequestRecord, made: readonly OfferRow[]) => {
  const [service, area] = await Promise.all([serviceOf(ctx, request.serviceId), areaOf(ctx, request.areaId)])
  await Promise.all(made.map((offer) => tellOf(ctx, request, offer, { service, area })))
}

type About = {
  readonly service: { readonly zh: string; readonly en: string }
  readonly area: { readonly name: string }
}

const tellOf = async (ctx: Context, request: RequestRecord, offer: OfferRow, { service, area }: About) => {
  const personIds = await peopleAsked(ctx, offer)
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
