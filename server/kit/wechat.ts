// Template messages of a WeChat official account: a token for two hours, one call a message, the person's openid as the address.
import * as z from 'zod/mini'
import type { SmsGateway, SmsOutcome } from './sms-message.ts'
import type { WechatSettings } from './way-settings.ts'

const Token = z.object({ access_token: z.string(), expires_in: z.number() })
const Answer = z.object({ errcode: z.number(), errmsg: z.optional(z.string()), msgid: z.optional(z.number()) })
const Opened = z.object({ openid: z.string() })

/** The token was not accepted: asked for anew, once. */
const stale: readonly number[] = [40001, 40014, 42001]
/** Busy, or the day's number of calls is used up. */
const worthAnotherTry: readonly number[] = [-1, 45009, 45011]
const early = 300

type Fetched = { readonly token: string; readonly until: number }

const call = async (url: string, body?: object): Promise<unknown> => {
  const signal = AbortSignal.timeout(10_000)
  const headers = { 'content-type': 'application/json; charset=utf-8' }
  const asked = body ? { method: 'POST', headers, body: JSON.stringify(body), signal } : { signal }
  return (await fetch(url, { ...asked, redirect: 'error' })).json()
}

const keepToken = ({ appId, secret, url }: WechatSettings) => {
  let kept: Fetched | undefined
  return async (anew: boolean): Promise<string> => {
    if (!anew && kept && kept.until > Date.now()) return kept.token
    const asked = { grant_type: 'client_credential', appid: appId, secret, force_refresh: anew }
    const { access_token: token, expires_in: seconds } = Token.parse(await call(`${url}/cgi-bin/stable_token`, asked))
    kept = { token, until: Date.now() + (seconds - early) * 1000 }
    return token
  }
}

const outcomeOf = ({ errcode, msgid }: z.infer<typeof Answer>): SmsOutcome => {
  if (errcode === 0) return { state: 'accepted', providerReference: msgid === undefined ? null : String(msgid) }
  const reason = `WeChat answered ${errcode}`
  return { state: worthAnotherTry.includes(errcode) || stale.includes(errcode) ? 'later' : 'refused', reason }
}

/** WeChat takes the same `client_msg_id` once, so that a repetition is no second message. */
export const wechatGateway = (settings: WechatSettings): SmsGateway => {
  const tokenOf = keepToken(settings)
  return {
    send: async ({ reference, to, kind, params }) => {
      const template = settings.templates[kind] ?? settings.templates['*']
      if (!template) return { state: 'refused', reason: `no template for ${kind}` }
      const fields = Object.entries(template.data).map(([field, part]) => [field, { value: params[part] ?? '' }])
      const body = {
        touser: to,
        template_id: template.id,
        ...(params.link && { url: params.link }),
        client_msg_id: reference.replaceAll('-', ''),
        data: Object.fromEntries(fields) as object,
      }
      const send = async (anew: boolean) =>
        Answer.parse(
          await call(`${settings.url}/cgi-bin/message/template/send?access_token=${await tokenOf(anew)}`, body),
        )
      try {
        const answer = await send(false)
        return outcomeOf(stale.includes(answer.errcode) ? await send(true) : answer)
      } catch (error) {
        return { state: 'later', reason: error instanceof Error ? error.name : 'no answer' }
      }
    },
  }
}

/** Whose WeChat it is, by the code WeChat gave the browser; undefined for a code it does not know. */
export const openIdOf = async ({ appId, secret, url }: WechatSettings, code: string): Promise<string | undefined> => {
  const asked = new URLSearchParams({ appid: appId, secret, code, grant_type: 'authorization_code' })
  const read = Opened.safeParse(await call(`${url}/sns/oauth2/access_token?${asked}`))
  return read.data?.openid
}
