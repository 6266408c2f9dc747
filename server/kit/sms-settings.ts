// How SMS leave: an operator's own gateway, Alibaba Cloud or Tencent Cloud, as the settings say.
import * as z from 'zod/mini'

export type HttpGateway = { readonly url: string; readonly secret: string; readonly timeoutMs?: number }

/** A registered template and the names of what is written into it, in its order. */
const SmsTemplates = z.record(
  z.string(),
  z.object({ code: z.string().check(z.minLength(1)), params: z.array(z.enum(['title', 'text', 'link', 'code'])) }),
)
type SmsTemplates = z.infer<typeof SmsTemplates>

export type SmsProvider = {
  readonly keyId: string
  readonly secret: string
  /** 签名, as registered, without brackets. */
  readonly sign: string
  readonly region: string
  /** Tencent's SdkAppId. */
  readonly appId?: string | undefined
  /** By kind of message; `*` for every other. */
  readonly templates: SmsTemplates
  /** Another address than the provider's own. */
  readonly url?: string | undefined
  readonly timeoutMs?: number | undefined
}

export type SmsSettings =
  | ({ readonly provider: 'http' } & HttpGateway)
  | ({ readonly provider: 'aliyun' | 'tencent' } & SmsProvider)

export const templatesFault = (text: string): boolean => {
  try {
    return !SmsTemplates.safeParse(JSON.parse(text)).success
  } catch {
    return true
  }
}

type Given = Readonly<Partial<Record<`SMS_${string}`, string | undefined>>>

/** What else a provider needs, told in sentences. */
export const smsFaults = (given: Given): string[] => {
  const provider = given.SMS_PROVIDER ?? 'http'
  if (provider === 'http')
    return !given.SMS_URL !== !given.SMS_SECRET ? ['SMS_URL and SMS_SECRET go together: set both or neither'] : []
  const needed = ['SMS_KEY_ID', 'SMS_SECRET', 'SMS_SIGN', 'SMS_TEMPLATES'] as const
  const missing = [...needed, ...(provider === 'tencent' ? (['SMS_APP_ID'] as const) : [])].filter(
    (name) => !given[name],
  )
  return missing.length > 0 ? [`SMS_PROVIDER=${provider} needs ${missing.join(', ')}`] : []
}

export const smsOf = (given: Given): SmsSettings | undefined => {
  const { SMS_PROVIDER: provider = 'http', SMS_URL: url, SMS_SECRET: secret } = given
  if (!secret) return undefined
  if (provider === 'http') return url ? { provider, url, secret } : undefined
  return {
    provider: provider === 'aliyun' ? 'aliyun' : 'tencent',
    keyId: given.SMS_KEY_ID ?? '',
    secret,
    sign: given.SMS_SIGN ?? '',
    region: given.SMS_REGION ?? 'ap-guangzhou',
    appId: given.SMS_APP_ID,
    templates: SmsTemplates.parse(JSON.parse(given.SMS_TEMPLATES ?? '{}')),
    url: url?.replace(/\/+$/, ''),
  }
}
