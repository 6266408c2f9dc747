// Messages to people: in the app, by SMS, by push where it is switched on, and on paper. The only door to this module.
import type { Input, Output } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/notices'
import { type Context, inTransaction, type PersonActor } from '../../kit/context.ts'
import { ensure, Refusal } from '../../kit/errors.ts'
import { pageOf, pageSize, readCursor } from '../../kit/paging.ts'
import { pushOf } from '../../kit/push.ts'
import { consentText, recordConsentOf } from '../consents/service.ts'
import { deliveriesLog, keepSubscription, markRead, noticesOf } from './queries.ts'
import { shown } from './rules.ts'

export { type AnswerLink, answerLink, useAnswerLink } from './answer-links.ts'
export { notify } from './notify.ts'
export { printContactCards } from './print-contact-cards.ts'
export type { NoticeKind, NoticeParams } from './text.ts'

const meOf = ({ actor }: Context): PersonActor => {
  ensure(actor.kind === 'person', 'auth.required')
  return actor
}

const after = (cursor: string | undefined) => {
  const [at, id] = readCursor(cursor, ['moment', 'text']) ?? []
  return at === undefined || id === undefined ? undefined : { at, id }
}

/** Newest first, in the reader's language, with times as they sound now. */
export const myNotices = async (
  ctx: Context,
  query: Input<typeof contract.listNotices>['query'],
): Promise<Output<typeof contract.listNotices>> => {
  const size = pageSize(query.limit)
  const { timeZone } = await ctx.kit.tenants.of(ctx.tenantId)
  const rows = await noticesOf(ctx, meOf(ctx).personId, after(query.cursor), size + 1)
  const { items, nextCursor } = pageOf(rows, size, (row) => [row.createdAt, row.id])
  return { items: items.map((row) => ({ ...row, ...shown(row, ctx.locale, timeZone, ctx.now) })), nextCursor }
}

export const readNotice = async (ctx: Context, noticeId: string): Promise<Record<string, never>> => {
  ensure((await markRead(ctx, meOf(ctx).personId, noticeId)) > 0, 'not_found')
  return {}
}

export const readAllNotices = async (ctx: Context): Promise<Record<string, never>> => {
  await markRead(ctx, meOf(ctx).personId)
  return {}
}

/** Subscribing is agreeing: the text in force is recorded as accepted, and withdrawing it stops the messages. */
export const subscribePush = (
  ctx: Context,
  body: Input<typeof contract.subscribePush>['body'],
): Promise<Record<string, never>> =>
  inTransaction(ctx, async (ctx) => {
    const push = await pushOf(ctx.kit)
    ensure(push, 'push.off')
    if (!push.isService(body.endpoint)) {
      const message = ctx.locale === 'en' ? 'Please use a browser we know' : '请换一个我们认得的浏览器'
      throw new Refusal('input.invalid', { issues: [{ path: 'endpoint', message }] })
    }
    const { personId } = meOf(ctx)
    const { version } = await consentText(ctx, 'push')
    await keepSubscription(ctx, personId, body)
    await recordConsentOf(ctx, personId, 'push', version, true, { service: new URL(body.endpoint).hostname }, 'phone')
    return {}
  })

export const listDeliveries = async (
  ctx: Context,
  query: Input<typeof contract.listDeliveries>['query'],
): Promise<Output<typeof contract.listDeliveries>> => {
  const size = pageSize(query.limit)
  const rows = await deliveriesLog(ctx, query.state, after(query.cursor), size + 1)
  const { timeZone } = await ctx.kit.tenants.of(ctx.tenantId)
  const page = pageOf(rows, size, (row) => [row.updatedAt, row.id])
  // the title is what the kind is called; what else it says is nobody's business here
  return {
    ...page,
    items: page.items.map((row) => ({ ...row, name: shown(row, ctx.locale, timeZone, ctx.now).title })),
  }
}
