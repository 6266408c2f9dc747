// 回 1 接，回 0 不接: an answer that came in by SMS counts like the press of the same person, once by its reference.
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Input } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/sms-answers'
import type { SmsOutcome } from '@linbang/contract/sms-answers'
import { type Context, inTransaction } from '../../kit/context.ts'
import { ensure, Refusal } from '../../kit/errors.ts'
import { actorOfPerson } from '../accounts/service.ts'
import { serviceOf } from '../catalog/service.ts'
import { notify } from '../notices/service.ts'
import { knownByPhone } from '../people/service.ts'
import { requestById } from '../requests/service.ts'
import { declineOffer } from './decline-offer.ts'
import { offerById, offersToAnswer, type OfferRow } from './queries.ts'
import { keepSmsAnswer, smsAnswerOf, takeInSmsAnswer } from './sms-queries.ts'
import { acceptOffer } from './take-job.ts'

type Sms = Input<typeof contract.answerBySms>['body']

const minutesOff = 5

const ensureGenuine = (ctx: Context, { reference, from, text, timestamp, signature }: Sms): void => {
  const secret = ctx.kit.config.smsAnswersSecret
  ensure(secret, 'not_found')
  const expected = createHmac('sha256', secret).update(`${timestamp}.${reference}.${from}.${text}`).digest()
  ensure(timingSafeEqual(expected, Buffer.from(signature, 'hex')), 'auth.forbidden')
  ensure(Math.abs(ctx.now.getTime() / 1000 - timestamp) <= minutesOff * 60, 'auth.forbidden')
}

/** 1, １, 接, 好; 0, ０, 不接. Anything else is for a person to read. */
const meant = (text: string): 'yes' | 'no' | undefined => {
  const plain = text.normalize('NFKC').trim().toLowerCase()
  if (/^(1|yes|接|能|好|可以|我来)[。.!]?$/.test(plain)) return 'yes'
  return /^(0|no|不接|不能|不行|没空)[。.!]?$/.test(plain) ? 'no' : undefined
}

/** What the answer does; a refusal of the same press on the phone is an outcome here. */
const act = async (ctx: Context, offer: OfferRow, yes: boolean): Promise<SmsOutcome> => {
  try {
    if (yes) await acceptOffer(ctx, offer.id, {})
    else await declineOffer(ctx, offer.id, '短信回复不接')
    return yes ? 'accepted' : 'declined'
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    // told twice after a crash in between: what was done is done
    const now = await offerById(ctx, offer.id)
    if (yes && now?.state === 'accepted') return 'accepted'
    return !yes && now?.state === 'declined' ? 'declined' : 'gone'
  }
}

const tell = async (
  ctx: Context,
  personId: string,
  outcome: SmsOutcome,
  offer: OfferRow | undefined,
): Promise<void> => {
  const request = offer && (await requestById(ctx, offer.requestId))
  const service = request && (await serviceOf(ctx, request.serviceId))
  await notify(ctx, {
    personIds: [personId],
    kind: 'offer.sms_answer',
    subjectKind: 'offer',
    subjectId: offer?.id ?? personId,
    urgent: true, // whoever has just written is awake
    params: { outcome, service: service ? { zh: service.zh, en: service.en } : null },
  })
}

type Answered = { readonly outcome: SmsOutcome; readonly personId: string | null; readonly offer?: OfferRow }

const answered = async (ctx: Context, from: string, text: string): Promise<Answered> => {
  const personId = await knownByPhone(ctx, from)
  const actor = personId && (await actorOfPerson(ctx, personId))
  if (!actor) return { outcome: 'unknown', personId: null }
  const as = { ...ctx, actor, locale: actor.locale }
  const wish = meant(text)
  if (!wish) return { outcome: 'not_understood', personId }
  const open = await offersToAnswer(as, personId)
  const [offer, ...others] = open
  if (!offer) return { outcome: 'nothing', personId }
  if (others.length > 0) return { outcome: 'several', personId }
  return { outcome: await act(as, offer, wish === 'yes'), personId, offer }
}

/** The same reference again is answered the same and does nothing. */
export const answerBySms = async (ctx: Context, sms: Sms): Promise<{ outcome: SmsOutcome }> => {
  ensureGenuine(ctx, sms)
  await takeInSmsAnswer(ctx, sms.reference)
  const before = await smsAnswerOf(ctx, sms.reference)
  if (before) return { outcome: before }
  const { outcome, personId, offer } = await answered(ctx, sms.from, sms.text)
  return inTransaction(ctx, async (ctx) => {
    const first = await keepSmsAnswer(ctx, sms.reference, personId, outcome)
    if (first && personId) await tell(ctx, personId, outcome, offer)
    return { outcome }
  })
}
