// The other ways out of the machine: an operator's mail server, the WeChat official account, a call centre that reads aloud.
import * as z from 'zod/mini'

export type MailSettings = { readonly url: string; readonly from: string }

/** A template of the official account, and which part of a message is written into which of its fields. */
const WechatTemplates = z.record(
  z.string(),
  z.object({
    id: z.string().check(z.minLength(1)),
    data: z.record(z.string(), z.enum(['title', 'text'])),
  }),
)
export type WechatSettings = {
  readonly appId: string
  readonly secret: string
  /** By kind of message; `*` for every other. */
  readonly templates: z.infer<typeof WechatTemplates>
  readonly url: string
}

export const wechatFault = (text: string): boolean => {
  try {
    return !WechatTemplates.safeParse(JSON.parse(text)).success
  } catch {
    return true
  }
}

type Given = Readonly<Partial<Record<string, string | undefined>>>

const together = [
  ['SMTP_URL', 'MAIL_FROM'],
  ['WECHAT_APP_ID', 'WECHAT_APP_SECRET', 'WECHAT_TEMPLATES'],
  ['VOICE_URL', 'VOICE_SECRET'],
] as const

/** Which settings are there only in part, told in sentences. */
export const wayFaults = (given: Given): string[] =>
  together.flatMap((names) => {
    const there = names.filter((name) => given[name])
    return there.length === 0 || there.length === names.length
      ? []
      : [`${names.join(', ')} go together: set all or none`]
  })

export const mailOf = ({ SMTP_URL: url, MAIL_FROM: from }: Given): MailSettings | undefined =>
  url && from ? { url, from } : undefined

export const wechatOf = (given: Given): WechatSettings | undefined => {
  const { WECHAT_APP_ID: appId, WECHAT_APP_SECRET: secret, WECHAT_TEMPLATES: templates, WECHAT_URL: url } = given
  if (!appId || !secret || !templates) return undefined
  const at = (url ?? 'https://api.weixin.qq.com').replace(/\/+$/, '')
  return { appId, secret, templates: WechatTemplates.parse(JSON.parse(templates)), url: at }
}

export const voiceOf = ({ VOICE_URL: url, VOICE_SECRET: secret }: Given) =>
  url && secret ? { url, secret } : undefined
