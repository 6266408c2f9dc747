// One try to bring a message out of the machine. No transaction is open while the outside world is waited for.
import { type Context, inTransaction } from '../../kit/context.ts'
import { enqueue } from '../../kit/jobs.ts'
import { type PushOutcome, pushOf } from '../../kit/push.ts'
import { gatewayFor, type OutwardWay } from '../../kit/gateways.ts'
import type { Sms, SmsGateway, SmsOutcome } from '../../kit/sms.ts'
import { linkTo } from '../areas/service.ts'
import { hasConsent } from '../consents/service.ts'
import { phoneOf } from '../people/service.ts'
import { openAnswerLink } from './answer-links.ts'
import { addressFor } from './contact-ways.ts'
import { deliverJob, fallBackJob } from './notify.ts'
import { dropSubscription, type Outgoing, setDelivery, subscriptionsOf, takeTry } from './queries.ts'
import { answersAt, goesBefore, lastsUntil, nextTry, type Shown, shown, smsText, takesAnswers } from './rules.ts'

/** What became of a try; a note stands in the log beside a success. */
type Tried =
  | { readonly state: 'accepted'; readonly providerReference: string | null; readonly note?: string }
  | Exclude<SmsOutcome, { state: 'accepted' }>

/** Done at least once: the delivery's id is the message's reference, so a gateway sends it once, or can be asked about it. */
export const deliver = async (ctx: Context, { deliveryId }: { deliveryId: string }): Promise<void> => {
  const outgoing = await takeTry(ctx, deliveryId)
  if (!outgoing) return
  const dueAt = outgoing.notBefore ?? outgoing.createdAt
  if (lastsUntil(outgoing, dueAt) <= ctx.now)
    return outgoing.lostAt
      ? setDelivery(ctx, deliveryId, { state: 'uncertain', error: nobodyKnows })
      : setDelivery(ctx, deliveryId, { state: 'failed', error: 'too late to be of use' })
  const { way } = outgoing
  if (way === 'in_app') return
  const outcome: Tried = await (way === 'push' ? sendPush(ctx, outgoing) : sendOut(ctx, outgoing, way))
  if (outcome.state === 'accepted') {
    const { providerReference, note = null } = outcome
    return setDelivery(ctx, deliveryId, { state: 'sent', error: note, providerReference })
  }
  const at = outcome.state === 'refused' ? null : nextTry(outgoing.tries, ctx.now)
  const state = outcome.state === 'uncertain' ? 'uncertain' : at === null ? 'failed' : 'queued'
  await inTransaction(ctx, async (ctx) => {
    await setDelivery(ctx, deliveryId, { state, error: outcome.reason })
    if (at !== null) await enqueue(ctx, deliverJob, { deliveryId }, { startAfter: at })
    if (state === 'failed' && way !== 'push') await enqueue(ctx, fallBackJob, { noticeId: outgoing.noticeId })
  })
}

const nobodyKnows = 'it went out, the answer was lost, and nobody can say whether it arrived'

/**
 * A try whose answer was lost, in a crash or on the line, is asked about first. Only where a life may depend on it is it sent
 * again without an answer. A gateway that cannot be asked knows the reference and sends it once.
 */
const sendOnce = async (gateway: SmsGateway, { lostAt, urgent }: Outgoing, sms: Sms): Promise<Tried> => {
  if (!lostAt || !gateway.ask) return gateway.send(sms)
  const known = await gateway.ask({ reference: sms.reference, to: sms.to, sentAt: lostAt })
  if (known === 'sent')
    return { state: 'accepted', providerReference: null, note: 'the answer was lost; the provider says that it left' }
  return known === 'not_sent' || urgent ? gateway.send(sms) : { state: 'uncertain', reason: nobodyKnows }
}

const shownTo = async (ctx: Context, outgoing: Outgoing): Promise<Shown> => {
  const { timeZone } = await ctx.kit.tenants.of(ctx.tenantId)
  return shown(outgoing, outgoing.locale, timeZone, ctx.now)
}

/** Where the message opens: the very thing, or the page on which it is answered without signing in. */
const addressOf = async (ctx: Context, outgoing: Outgoing, { link }: Shown): Promise<string | null> => {
  const path = answersAt(outgoing)
  if (path !== null) return linkTo(ctx, await openAnswerLink(ctx, path, outgoing))
  return link === null ? null : linkTo(ctx, link as `/${string}`)
}

/** The phone for what rings or buzzes; what the person gave for the other ways. */
const whereTo = (ctx: Context, outgoing: Outgoing, way: OutwardWay): Promise<string | null> =>
  way === 'sms' || way === 'voice'
    ? phoneOf(ctx, outgoing.personId)
    : addressFor(ctx, outgoing.personId, way, goesBefore(outgoing))

const sendOut = async (ctx: Context, outgoing: Outgoing, way: OutwardWay): Promise<Tried> => {
  const to = await whereTo(ctx, outgoing, way)
  if (to === null)
    return {
      state: 'refused',
      reason: way === 'sms' ? 'there is no phone number any more' : 'there is no address any more',
    }
  const [message, gateway, { name }] = await Promise.all([
    shownTo(ctx, outgoing),
    gatewayFor(ctx, way),
    ctx.kit.tenants.of(ctx.tenantId),
  ])
  if (!gateway) return { state: 'refused', reason: 'this way is not set up any more' }
  // A voice cannot be pressed.
  const address = way === 'voice' ? null : await addressOf(ctx, outgoing, message)
  const answers = way === 'sms' && ctx.kit.config.smsAnswersSecret !== undefined && takesAnswers(outgoing)
  const text = smsText({ operator: name, shown: message, locale: outgoing.locale, address, answers })
  const params = { title: message.title, text: message.text, link: address ?? '' }
  return sendOnce(gateway, outgoing, { reference: outgoing.id, to, text, kind: outgoing.kind, params })
}

/** To every browser of the person that still listens; one that was reached is enough. */
const sendPush = async (ctx: Context, outgoing: Outgoing): Promise<SmsOutcome> => {
  const push = await pushOf(ctx.kit)
  if (!push) return { state: 'refused', reason: 'push is off' }
  if (!(await hasConsent(ctx, outgoing.personId, 'push'))) return { state: 'refused', reason: 'no consent to push' }
  const message = await shownTo(ctx, outgoing)
  const text = JSON.stringify({ ...message, tag: outgoing.id })
  const lastsSeconds = Math.ceil(
    (lastsUntil(outgoing, outgoing.notBefore ?? outgoing.createdAt).getTime() - ctx.now.getTime()) / 1000,
  )
  const topic = outgoing.id.replaceAll('-', '').slice(0, 32)
  const outcomes: PushOutcome[] = []
  for (const subscription of await subscriptionsOf(ctx, outgoing.personId)) {
    const outcome = await push.send(subscription, { text, urgent: outgoing.urgent, topic, lastsSeconds })
    if (outcome.state === 'gone') await dropSubscription(ctx, subscription.id)
    outcomes.push(outcome)
  }
  return together(outcomes)
}

type Failed = Extract<PushOutcome, { readonly reason: string }>
const hasFailed = (outcome: PushOutcome): outcome is Failed => outcome.state === 'later' || outcome.state === 'refused'

const together = (outcomes: readonly PushOutcome[]): SmsOutcome => {
  if (outcomes.some(({ state }) => state === 'accepted')) return { state: 'accepted', providerReference: null }
  const failed = outcomes.filter(hasFailed)
  const worthATry = failed.find(({ state }) => state === 'later')
  return worthATry ?? failed[0] ?? { state: 'refused', reason: 'no browser listens any more' }
}
