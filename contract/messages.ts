// How I am written to: by which ways and in which order, when not, and how much in a day.
import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { Line, TimeOfDay } from './values.ts'

export const MessageWay = z.enum(['sms', 'push', 'wechat', 'mail', 'voice'])
export type MessageWay = z.infer<typeof MessageWay>

export const MessageSettings = z.object({
  /** In the order in which they are tried; those that are not chosen come last. */
  ways: z.array(
    z.object({
      way: MessageWay,
      /** `off`: this installation does not go this way. `missing`: it has no address of mine. */
      state: z.enum(['ready', 'to_confirm', 'missing', 'off']),
      to: z.nullable(z.string()),
      chosen: z.boolean(),
    }),
  ),
  quietFrom: z.nullable(TimeOfDay),
  quietTo: z.nullable(TimeOfDay),
  usualQuiet: z.object({ from: TimeOfDay, to: TimeOfDay }),
  digest: z.boolean(),
  digestAt: TimeOfDay,
  messagesADay: z.int(),
  /** Where WeChat tells us who I am; null where there is no official account. */
  wechatUrl: z.nullable(z.string()),
})
export type MessageSettings = z.infer<typeof MessageSettings>

export const getMessageSettings = endpoint({
  method: 'GET',
  path: '/me/messages',
  summary: 'How I am written to',
  allow: 'notices.self',
  returns: MessageSettings,
})
export const setMessageWish = endpoint({
  method: 'PUT',
  path: '/me/messages',
  summary: 'By which ways and in which order, when not, or together once a day; never for a life at risk',
  allow: 'notices.self',
  body: z
    .object({
      ways: z.array(MessageWay).check(z.maxLength(5)),
      quietFrom: z.nullable(TimeOfDay),
      quietTo: z.nullable(TimeOfDay),
      digest: z.boolean(),
    })
    .check(z.refine(({ quietFrom, quietTo }) => (quietFrom === null) === (quietTo === null), { path: ['quietTo'] })),
  returns: MessageSettings,
})
export const giveMail = endpoint({
  method: 'POST',
  path: '/me/messages/mail',
  summary: 'My e-mail address; used once the link sent there was opened',
  allow: 'notices.self',
  body: z.object({ address: z.string().check(z.trim(), z.maxLength(200), z.email()) }),
  returns: MessageSettings,
  errors: ['message.way_off'],
})
export const bindWechat = endpoint({
  method: 'POST',
  path: '/me/messages/wechat',
  summary: 'My WeChat, by the code it gave the browser',
  allow: 'notices.self',
  body: z.object({ code: Line(200) }),
  returns: MessageSettings,
  errors: ['message.wechat_unknown'],
})
export const forgetWay = endpoint({
  method: 'DELETE',
  path: '/me/messages/:way',
  summary: 'Forget this address of mine',
  allow: 'notices.self',
  params: z.object({ way: z.enum(['mail', 'wechat']) }),
  returns: MessageSettings,
})
