// Notices: one message to one person, delivered in the app, by SMS, and by push where it is switched on.
import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { Id, Moment, Nothing, page, PageQuery } from './values.ts'

export const Notice = z.object({
  id: Id,
  kind: z.string(),
  title: z.string(),
  text: z.string(),
  link: z.nullable(z.string()),
  urgent: z.boolean(),
  createdAt: Moment,
  readAt: z.nullable(Moment),
})
export type Notice = z.infer<typeof Notice>
export const listNotices = endpoint({
  method: 'GET',
  path: '/notices',
  summary: 'My messages, newest first',
  allow: 'notices.self',
  query: z.object(PageQuery),
  returns: page(Notice),
})
export const readNotice = endpoint({
  method: 'POST',
  path: '/notices/:noticeId/read',
  summary: 'I have read it',
  allow: 'notices.self',
  params: z.object({ noticeId: Id }),
  body: Nothing,
  returns: Nothing,
  errors: ['not_found'],
})
export const readAllNotices = endpoint({
  method: 'POST',
  path: '/notices/read',
  summary: 'I have read all',
  allow: 'notices.self',
  body: Nothing,
  returns: Nothing,
})
export const subscribePush = endpoint({
  method: 'POST',
  path: '/push-subscriptions',
  summary: 'Send push messages to this browser',
  allow: 'notices.self',
  body: z.object({
    endpoint: z.url(),
    p256dh: z.string().check(z.maxLength(200)),
    auth: z.string().check(z.maxLength(100)),
  }),
  returns: Nothing,
  errors: ['push.off'],
})
/** `uncertain`: it went out, and the answer was lost. */
export const DeliveryState = z.enum(['queued', 'held', 'sent', 'failed', 'uncertain'])
export type DeliveryState = z.infer<typeof DeliveryState>
export const Delivery = z.object({
  id: Id,
  way: z.enum(['in_app', 'sms', 'push', 'mail', 'wechat', 'voice']),
  state: DeliveryState,
  to: z.nullable(z.string()),
  kind: z.string(),
  /** What this kind of message is called: its title. */
  name: z.string(),
  tries: z.int(),
  error: z.nullable(z.string()),
  /** The number the gateway or provider gave it. */
  providerReference: z.nullable(z.string()),
  updatedAt: Moment,
})
export type Delivery = z.infer<typeof Delivery>
export const listDeliveries = endpoint({
  method: 'GET',
  path: '/deliveries',
  summary: 'Delivery log',
  allow: 'audit.read',
  query: z.object({ state: z.optional(DeliveryState), ...PageQuery }),
  returns: page(Delivery),
})
