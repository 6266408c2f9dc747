// Telling people: a notice in the caller's transaction, and what has to leave the machine as jobs of the same transaction.
import { announce } from '../../kit/events.ts'
import { type Context, inTransaction } from '../../kit/context.ts'
import { newId } from '../../kit/ids.ts'
import { enqueue, job } from '../../kit/jobs.ts'
import { pushOf } from '../../kit/push.ts'
import { endOfQuietHours, policyNow } from '../policies/service.ts'
import { insertDeliveries, insertNotices, type NewDelivery, type Recipient, recipientsOf } from './queries.ts'
import { type NoticeKind, type NoticeParams, kinds } from './text.ts'

export const deliverJob = job<{ deliveryId: string }>('notices.deliver')

export type Notification<K extends NoticeKind> = {
  readonly personIds: readonly string[]
  readonly kind: K
  readonly params: NoticeParams<K>
  readonly subjectKind: string
  readonly subjectId: string
  /** Life at risk: leaves at once, also at night. */
  readonly urgent?: boolean
}

/** SMS and push that are not urgent wait for the end of the quiet hours. */
const leavesAt = async (ctx: Context, urgent: boolean): Promise<Date> => {
  if (urgent) return ctx.now
  const [{ body }, { timeZone }] = await Promise.all([policyNow(ctx, 'requests'), ctx.kit.tenants.of(ctx.tenantId)])
  return endOfQuietHours(body, timeZone, ctx.now)
}

const deliveriesFor = (
  noticeId: string,
  to: Recipient,
  sms: boolean,
  push: boolean,
  notBefore: Date | null,
): NewDelivery[] => {
  const state = notBefore === null ? 'queued' : 'held'
  return [
    { id: newId(), noticeId, way: 'in_app', state: 'sent', toMasked: null, notBefore: null },
    ...(sms && to.phoneMasked !== null
      ? [{ id: newId(), noticeId, way: 'sms', state, toMasked: to.phoneMasked, notBefore } as const]
      : []),
    ...(push && to.pushes ? [{ id: newId(), noticeId, way: 'push', state, toMasked: null, notBefore } as const] : []),
  ]
}

const sendLater = async (ctx: Context, { id, way, notBefore }: NewDelivery): Promise<void> => {
  if (way !== 'in_app')
    await enqueue(ctx, deliverJob, { deliveryId: id }, notBefore === null ? {} : { startAfter: notBefore })
}

/** Everybody once, whoever has left is passed over. Belongs into the transaction of what it tells about. */
export const notify = <K extends NoticeKind>(ctx: Context, message: Notification<K>): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    if (message.personIds.length === 0) return
    const { kind, params, subjectKind, subjectId, urgent = false } = message
    const recipients = await recipientsOf(ctx, message.personIds)
    if (recipients.length === 0) return
    const [at, push] = await Promise.all([leavesAt(ctx, urgent), pushOf(ctx.kit)])
    const made = await insertNotices(
      ctx,
      recipients.map(({ personId }) => ({ personId, kind, params, subjectKind, subjectId, urgent })),
    )
    const byPerson = new Map(recipients.map((recipient) => [recipient.personId, recipient]))
    const deliveries = made.flatMap(({ id, personId }) => {
      const to = byPerson.get(personId)
      return to ? deliveriesFor(id, to, 'sms' in kinds[kind], push !== undefined, at > ctx.now ? at : null) : []
    })
    // one way to the database for both
    await Promise.all([insertDeliveries(ctx, deliveries), ...deliveries.map((one) => sendLater(ctx, one))])
    for (const { id, personId } of made) await announce(ctx, 'notice.added', { noticeId: id, personIds: [personId] })
  })
