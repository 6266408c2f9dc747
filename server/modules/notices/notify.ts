// Telling people: a notice in the caller's transaction, and what has to leave the machine as jobs of the same transaction.
import { announce } from '../../kit/events.ts'
import { type Context, inTransaction } from '../../kit/context.ts'
import { gatewayFor, type OutwardWay } from '../../kit/gateways.ts'
import { newId } from '../../kit/ids.ts'
import { enqueue, job } from '../../kit/jobs.ts'
import { pushOf } from '../../kit/push.ts'
import { addMinutes, dayOf, startOfDay } from '../../kit/time.ts'
import { endOfQuietHours, policyNow } from '../policies/service.ts'
import { digestMoment } from './digest-rules.ts'
import { insertDeliveries, insertNotices, type NewDelivery } from './queries.ts'
import { maskedFor, type Recipient, recipientsOf } from './recipient-queries.ts'
import type { Given, Kind } from './say.ts'
import { kindOf, type NoticeKind, type NoticeParams } from './text.ts'
import { chainOf, waitsForDigest, wantsPush } from './way-rules.ts'

export const deliverJob = job<{ deliveryId: string }>('notices.deliver')
/** Looks whether a message was read, and sends it by the next way if not. */
export const fallBackJob = job<{ noticeId: string }>('notices.fall_back')

export type Notification<K extends NoticeKind> = {
  readonly personIds: readonly string[]
  readonly kind: K
  readonly params: NoticeParams<K>
  readonly subjectKind: string
  readonly subjectId: string
  /** Life at risk: leaves at once, also at night. */
  readonly urgent?: boolean
}

const otherWays = ['mail', 'wechat', 'voice'] as const

/** What is the same for everybody a message goes to. */
export const openRound = async (ctx: Context) => {
  const [{ body: policy }, { timeZone }] = [await policyNow(ctx, 'requests'), await ctx.kit.tenants.of(ctx.tenantId)]
  const gateways = await Promise.all(otherWays.map((way) => gatewayFor(ctx, way)))
  const setUp: readonly OutwardWay[] = ['sms', ...otherWays.filter((_, place) => gateways[place])]
  return { policy, timeZone, setUp, push: (await pushOf(ctx.kit)) !== undefined }
}
export type Round = Awaited<ReturnType<typeof openRound>>

/** By which ways this message goes to this person, one after the other. */
export const waysTo = (to: Recipient, kind: Kind<Given> | undefined, urgent: boolean, round: Round): OutwardWay[] => {
  if (kind?.only) return [kind.only]
  if (!kind?.sms) return []
  const known = new Set(round.setUp.filter((way) => maskedFor(to, way) !== null))
  return chainOf(known, to.wish, urgent)
}

/** What is not urgent waits for the end of the quiet hours, the person's own where they have some. */
export const leavesAt = (ctx: Context, { wish }: Recipient, urgent: boolean, { policy, timeZone }: Round): Date => {
  const quiet = wish?.quietFrom && wish.quietTo ? { quietFrom: wish.quietFrom, quietTo: wish.quietTo } : policy
  return urgent ? ctx.now : endOfQuietHours(quiet, timeZone, ctx.now)
}

export const outwardDelivery = (
  ctx: Context,
  noticeId: string,
  way: NewDelivery['way'],
  to: Recipient,
  at: Date,
): NewDelivery => {
  const notBefore = at > ctx.now ? at : null
  const toMasked = way === 'push' || way === 'in_app' ? null : maskedFor(to, way)
  return { id: newId(), noticeId, way, state: notBefore ? 'held' : 'queued', toMasked, notBefore }
}

export const sendLater = async (ctx: Context, { id, way, notBefore }: NewDelivery): Promise<void> => {
  if (way !== 'in_app')
    await enqueue(ctx, deliverJob, { deliveryId: id }, notBefore === null ? {} : { startAfter: notBefore })
}

type Plan = { readonly to: Recipient; readonly digestAt: Date | null; readonly ways: readonly OutwardWay[] }

const planFor = (ctx: Context, to: Recipient, name: string, urgent: boolean, round: Round): Plan => {
  const kind = kindOf(name)
  const { policy, timeZone } = round
  const ways = waysTo(to, kind, urgent, round)
  const answers = Boolean(kind?.answers ?? kind?.answersAt ?? kind?.always)
  const load = { urgent, answers, sentToday: to.sentToday, mostADay: policy.messagesADay }
  const digest = ways.length > 0 && waitsForDigest(to.wish, load)
  return { to, ways, digestAt: digest ? digestMoment(policy.digestAt, timeZone, ctx.now) : null }
}

/** In the app; by push; and by the first of the ways, or by all of them where a life is at risk. */
const deliveriesFor = (ctx: Context, noticeId: string, plan: Plan, kind: string, urgent: boolean, round: Round) => {
  const { to, ways, digestAt } = plan
  const inApp: NewDelivery = { id: newId(), noticeId, way: 'in_app', state: 'sent', toMasked: null, notBefore: null }
  if (digestAt) return [inApp]
  const at = leavesAt(ctx, to, urgent, round)
  const push = round.push && to.pushes && wantsPush(to.wish, urgent) && !kindOf(kind)?.only
  const outward = [...(urgent ? ways : ways.slice(0, 1)), ...(push ? (['push'] as const) : [])]
  return [inApp, ...outward.map((way) => outwardDelivery(ctx, noticeId, way, to, at))]
}

const lookAgain = async (
  ctx: Context,
  noticeId: string,
  { to, ways, digestAt }: Plan,
  urgent: boolean,
  round: Round,
) => {
  if (urgent || digestAt || ways.length < 2) return
  const startAfter = addMinutes(leavesAt(ctx, to, urgent, round), round.policy.fallBackMinutes)
  await enqueue(ctx, fallBackJob, { noticeId }, { startAfter })
}

/** Everybody once, whoever has left is passed over. Belongs into the transaction of what it tells about. */
export const notify = <K extends NoticeKind>(ctx: Context, message: Notification<K>): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    if (message.personIds.length === 0) return
    const { kind, params, subjectKind, subjectId, urgent = false } = message
    const round = await openRound(ctx)
    const today = startOfDay(dayOf(ctx.now, round.timeZone), round.timeZone)
    const recipients = await recipientsOf(ctx, message.personIds, today)
    if (recipients.length === 0) return
    const plans = new Map(recipients.map((to) => [to.personId, planFor(ctx, to, kind, urgent, round)]))
    const made = await insertNotices(
      ctx,
      [...plans].map(([personId, { digestAt }]) => ({
        personId,
        kind,
        params,
        subjectKind,
        subjectId,
        urgent,
        digestAt,
      })),
    )
    const planned = made.flatMap(({ id, personId }) => {
      const plan = plans.get(personId)
      return plan ? [{ id, plan }] : []
    })
    const deliveries = planned.flatMap(({ id, plan }) => deliveriesFor(ctx, id, plan, kind, urgent, round))
    // one way to the database for all
    await Promise.all([
      insertDeliveries(ctx, deliveries),
      ...deliveries.map((one) => sendLater(ctx, one)),
      ...planned.map(({ id, plan }) => lookAgain(ctx, id, plan, urgent, round)),
    ])
    for (const { id, personId } of made) await announce(ctx, 'notice.added', { noticeId: id, personIds: [personId] })
  })
