// The SMS services of Alibaba Cloud (ACS3-HMAC-SHA256) and Tencent Cloud (TC3-HMAC-SHA256): they send registered templates and
// forget a repetition's reference, so a call without an answer is asked about before anybody hears a thing twice.
import { createHash, createHmac, randomUUID } from 'node:crypto'
import * as z from 'zod/mini'
import type { Sms, SmsGateway, SmsOutcome } from './sms-message.ts'
import type { SmsProvider } from './sms-settings.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()
/** RFC 3986, as both canonical forms want it. */
const encoded = (text: string) =>
  encodeURIComponent(text).replaceAll(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
const queryOf = (parameters: Readonly<Record<string, string>>) =>
  Object.entries(parameters)
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .toSorted()
    .join('&')

type Signed = { readonly keyId: string; readonly secret: string; readonly headers: Readonly<Record<string, string>> }

/** The Authorization of a POST to `/` with everything in the query; all given headers are signed. */
export const acs3 = ({ keyId, secret, headers, query, body }: Signed & { query: string; body: string }): string => {
  const names = Object.keys(headers).toSorted()
  const lines = names.map((name) => `${name}:${headers[name]!.trim()}\n`).join('')
  const canonical = ['POST', '/', query, lines, names.join(';'), sha256(body)].join('\n')
  const signature = hmac(secret, `ACS3-HMAC-SHA256\n${sha256(canonical)}`).toString('hex')
  return `ACS3-HMAC-SHA256 Credential=${keyId},SignedHeaders=${names.join(';')},Signature=${signature}`
}

type Tc3 = Signed & { readonly service: string; readonly timestamp: number; readonly body: string }

/** The Authorization of a POST of JSON to `/`. */
export const tc3 = ({ keyId, secret, headers, service, timestamp, body }: Tc3): string => {
  const names = Object.keys(headers).toSorted()
  const lines = names.map((name) => `${name}:${headers[name]!.trim().toLowerCase()}\n`).join('')
  const canonical = ['POST', '/', '', lines, names.join(';'), sha256(body)].join('\n')
  const day = new Date(timestamp * 1000).toISOString().slice(0, 10)
  const scope = `${day}/${service}/tc3_request`
  const key = hmac(hmac(hmac(`TC3${secret}`, day), service), 'tc3_request')
  const signature = hmac(key, `TC3-HMAC-SHA256\n${timestamp}\n${scope}\n${sha256(canonical)}`).toString('hex')
  return `TC3-HMAC-SHA256 Credential=${keyId}/${scope}, SignedHeaders=${names.join(';')}, Signature=${signature}`
}

const valuesOf = ({ templates }: SmsProvider, sms: Sms) => {
  const template = templates[sms.kind] ?? templates['*']
  return (
    template && { code: template.code, values: template.params.map((name) => [name, sms.params[name] ?? ''] as const) }
  )
}

type Answered = { readonly status: number; readonly body: unknown }

/** No answer after the call went out is neither yes nor no; a connection that was never made is a no. */
const called = async (work: () => Promise<Response>): Promise<Answered | SmsOutcome> => {
  try {
    const answer = await work()
    const text = await answer.text()
    try {
      return { status: answer.status, body: JSON.parse(text) as unknown }
    } catch {
      return { status: answer.status, body: undefined }
    }
  } catch (error) {
    const cause = (error as { cause?: { code?: string } }).cause?.code ?? ''
    const never = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'].includes(cause)
    return { state: never ? 'later' : 'uncertain', reason: never ? cause : 'no answer from the provider' }
  }
}

const isOutcome = (one: Answered | SmsOutcome): one is SmsOutcome => 'state' in one
const noTemplate: SmsOutcome = { state: 'refused', reason: 'no template is set up for this kind of message' }
/** Wrong keys and templates do not heal by themselves; limits and faults of the provider do. */
const failed = (status: number, code: string): SmsOutcome => ({
  state:
    status >= 500 || status === 429 || /limit|throttl|frequency|internal|unavailable|busy/i.test(code)
      ? 'later'
      : 'refused',
  reason: `the provider answered ${status} ${code}`.trim(),
})

const AliyunSent = z.object({ Code: z.string(), BizId: z.optional(z.string()) })
const AliyunDetails = z.object({
  SmsSendDetailDTOs: z.object({
    SmsSendDetailDTO: z.array(z.object({ OutId: z.optional(z.string()), SendStatus: z.optional(z.int()) })),
  }),
})
const day = (at: Date) => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10).replaceAll('-', '')

const aliyunCall =
  ({ keyId, secret, url = 'https://dysmsapi.aliyuncs.com', timeoutMs = 10_000 }: SmsProvider) =>
  (action: string, parameters: Readonly<Record<string, string>>) => {
    const query = queryOf(parameters)
    const headers = {
      host: new URL(url).host,
      'x-acs-action': action,
      'x-acs-content-sha256': sha256(''),
      'x-acs-date': `${new Date().toISOString().slice(0, 19)}Z`,
      'x-acs-signature-nonce': randomUUID(),
      'x-acs-version': '2017-05-25',
    }
    const authorization = acs3({ keyId, secret, headers, query, body: '' })
    const signal = AbortSignal.timeout(timeoutMs)
    return called(() =>
      fetch(`${url}/?${query}`, { method: 'POST', headers: { ...headers, authorization }, redirect: 'error', signal }),
    )
  }

/** SendSms and QuerySendDetails of Dysmsapi 2017-05-25; the delivery's id travels as OutId. */
export const aliyunSms = (provider: SmsProvider): SmsGateway => {
  const call = aliyunCall(provider)
  return {
    send: async (sms) => {
      const template = valuesOf(provider, sms)
      if (!template) return noTemplate
      const answer = await call('SendSms', {
        PhoneNumbers: sms.to,
        SignName: provider.sign,
        TemplateCode: template.code,
        TemplateParam: JSON.stringify(Object.fromEntries(template.values)),
        OutId: sms.reference,
      })
      if (isOutcome(answer)) return answer
      const { data } = AliyunSent.safeParse(answer.body)
      if (data?.Code === 'OK') return { state: 'accepted', providerReference: data.BizId ?? null }
      return failed(answer.status, data?.Code ?? '')
    },
    ask: async ({ reference, to, sentAt }) => {
      const answer = await call('QuerySendDetails', {
        PhoneNumber: to,
        SendDate: day(sentAt),
        PageSize: '50',
        CurrentPage: '1',
      })
      if (isOutcome(answer)) return 'unknown'
      const { data } = AliyunDetails.safeParse(answer.body)
      if (!data) return 'unknown'
      return data.SmsSendDetailDTOs.SmsSendDetailDTO.some(({ OutId }) => OutId === reference) ? 'sent' : 'not_sent'
    },
  }
}

const TencentSent = z.object({
  Response: z.object({
    Error: z.optional(z.object({ Code: z.string() })),
    SendStatusSet: z.optional(z.array(z.object({ Code: z.string(), SerialNo: z.optional(z.string()) }))),
  }),
})
const TencentDetails = z.object({
  Response: z.object({ PullSmsSendStatusSet: z.array(z.object({ SessionContext: z.optional(z.string()) })) }),
})

const tencentCall =
  ({ keyId, secret, region, url = 'https://sms.tencentcloudapi.com', timeoutMs = 10_000 }: SmsProvider) =>
  (action: string, content: object) => {
    const body = JSON.stringify(content)
    const timestamp = Math.floor(Date.now() / 1000)
    const headers = { 'content-type': 'application/json; charset=utf-8', host: new URL(url).host }
    const authorization = tc3({ keyId, secret, headers, service: 'sms', timestamp, body })
    const common = {
      'x-tc-action': action,
      'x-tc-version': '2021-01-11',
      'x-tc-region': region,
      'x-tc-timestamp': String(timestamp),
    }
    const signal = AbortSignal.timeout(timeoutMs)
    return called(() =>
      fetch(url, {
        method: 'POST',
        headers: { ...headers, ...common, authorization },
        body,
        redirect: 'error',
        signal,
      }),
    )
  }

/** SendSms and PullSmsSendStatusByPhoneNumber of sms 2021-01-11; the delivery's id travels as SessionContext. */
export const tencentSms = (provider: SmsProvider): SmsGateway => {
  const { sign, appId = '' } = provider
  const call = tencentCall(provider)
  return {
    send: async (sms) => {
      const template = valuesOf(provider, sms)
      if (!template) return noTemplate
      const answer = await call('SendSms', {
        PhoneNumberSet: [`+86${sms.to}`],
        SmsSdkAppId: appId,
        SignName: sign,
        TemplateId: template.code,
        TemplateParamSet: template.values.map(([, value]) => value),
        SessionContext: sms.reference,
      })
      if (isOutcome(answer)) return answer
      const said = TencentSent.safeParse(answer.body).data?.Response
      const [one] = said?.SendStatusSet ?? []
      if (one?.Code === 'Ok') return { state: 'accepted', providerReference: one.SerialNo ?? null }
      return failed(answer.status, one?.Code ?? said?.Error?.Code ?? '')
    },
    ask: async ({ reference, to, sentAt }) => {
      const answer = await call('PullSmsSendStatusByPhoneNumber', {
        BeginTime: Math.floor(sentAt.getTime() / 1000) - 60,
        Offset: 0,
        Limit: 100,
        PhoneNumber: `+86${to}`,
        SmsSdkAppId: appId,
      })
      if (isOutcome(answer)) return 'unknown'
      const { data } = TencentDetails.safeParse(answer.body)
      if (!data) return 'unknown'
      return data.Response.PullSmsSendStatusSet.some(({ SessionContext }) => SessionContext === reference)
        ? 'sent'
        : 'not_sent'
    },
  }
}
