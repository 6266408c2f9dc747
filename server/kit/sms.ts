// SMS leaves through one record of functions: the operator's gateway over HTTP, a provider, or a recorder in a demo and in tests.
import { createHmac } from 'node:crypto'
import * as z from 'zod/mini'
import type { Context } from './context.ts'
import type { Kit } from './kit.ts'
import type { Sms, SmsGateway, SmsOutcome } from './sms-message.ts'
import { aliyunSms, tencentSms } from './sms-providers.ts'
import type { HttpGateway, SmsSettings } from './sms-settings.ts'

export type { Sms, SmsGateway, SmsOutcome } from './sms-message.ts'

/** Remembers the last thousand messages in memory and sends nothing anywhere. */
export type SmsRecorder = SmsGateway & { readonly sent: readonly Sms[] }

export const smsRecorder = (): SmsRecorder => {
  const sent: Sms[] = []
  return {
    sent,
    send: async (sms) => {
      if (!sent.some(({ reference }) => reference === sms.reference)) sent.push(sms)
      if (sent.length > 1000) sent.shift()
      return { state: 'accepted', providerReference: null }
    },
  }
}

const Receipt = z.object({ reference: z.optional(z.string().check(z.maxLength(200))) })
const worthAnotherTry = new Set([408, 425, 429])

/** Hex HMAC-SHA-256 over `timestamp.body`, so that the gateway can check who calls and that it is not an old call. */
export const signatureOf = (secret: string, timestamp: string, body: string): string =>
  createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')

/**
 * POST { reference, to, text } as JSON with X-Linbang-Timestamp (unix seconds), X-Linbang-Signature and Idempotency-Key.
 * 2xx or 409 (known already) is accepted, 408, 425, 429, 5xx and no answer are tried again, anything else is refused.
 */
export const httpSmsGateway = ({ url, secret, timeoutMs = 10_000 }: HttpGateway): SmsGateway => ({
  send: async ({ reference, to, text }) => {
    const body = JSON.stringify({ reference, to, text })
    const timestamp = String(Math.floor(Date.now() / 1000))
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      'idempotency-key': reference,
      'x-linbang-timestamp': timestamp,
      'x-linbang-signature': signatureOf(secret, timestamp, body),
    }
    try {
      const signal = AbortSignal.timeout(timeoutMs)
      const answer = await fetch(url, { method: 'POST', headers, body, redirect: 'error', signal })
      return await outcomeOf(answer)
    } catch (error) {
      return { state: 'later', reason: error instanceof Error ? error.name : 'no answer' }
    }
  },
})

const outcomeOf = async (answer: Response): Promise<SmsOutcome> => {
  const text = await answer.text()
  if (answer.ok || answer.status === 409) {
    const receipt = Receipt.safeParse(readJson(text))
    return { state: 'accepted', providerReference: receipt.data?.reference ?? null }
  }
  const later = answer.status >= 500 || worthAnotherTry.has(answer.status)
  return { state: later ? 'later' : 'refused', reason: `the gateway answered ${answer.status}` }
}

const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const notSetUp: SmsGateway = { send: async () => ({ state: 'refused', reason: 'no SMS gateway is set up' }) }

const gatewayOf = (settings: SmsSettings): SmsGateway => {
  if (settings.provider === 'http') return httpSmsGateway(settings)
  return settings.provider === 'aliyun' ? aliyunSms(settings) : tencentSms(settings)
}

type Choice = { readonly usual: SmsGateway; readonly demo: SmsRecorder }
const chosen = new WeakMap<Kit, Choice>()

const choiceOf = (kit: Kit): Choice => {
  const known = chosen.get(kit)
  if (known) return known
  const demo = smsRecorder()
  const usual = kit.config.sms ? gatewayOf(kit.config.sms) : kit.config.demo === 'off' ? notSetUp : demo
  const made = { usual, demo }
  chosen.set(kit, made)
  return made
}

/** From now on this process sends through the given gateway. */
export const useSms = (kit: Kit, gateway: SmsGateway): void => {
  chosen.set(kit, { ...choiceOf(kit), usual: gateway })
}

/** The way out for the caller's tenant; a demo tenant's messages never leave the machine. */
export const smsFor = async (ctx: Context): Promise<SmsGateway> => {
  const { usual, demo } = choiceOf(ctx.kit)
  return (await ctx.kit.tenants.of(ctx.tenantId)).demo ? demo : usual
}
