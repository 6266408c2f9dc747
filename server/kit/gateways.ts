// Every way out of the machine as one record of functions: the operator's own, or in a demo and in stories a recorder.
import type { Config } from './config.ts'
import type { Context } from './context.ts'
import type { Kit } from './kit.ts'
import { smtpGateway } from './mail.ts'
import { httpSmsGateway, smsFor, smsRecorder } from './sms.ts'
import type { SmsGateway } from './sms-message.ts'
import { wechatGateway } from './wechat.ts'

/** `sms` is always there: it is the way that must work. The others are there when they are set up. */
export type OutwardWay = 'sms' | 'mail' | 'wechat' | 'voice'
type Other = Exclude<OutwardWay, 'sms'>

const real: Readonly<Record<Other, (config: Config) => SmsGateway | undefined>> = {
  mail: ({ mail }) => mail && smtpGateway(mail),
  wechat: ({ wechat }) => wechat && wechatGateway(wechat),
  // A call centre takes what an SMS gateway takes, and reads it aloud.
  voice: ({ voice }) => voice && httpSmsGateway(voice),
}

type Choice = { readonly usual: SmsGateway | undefined; readonly demo: SmsGateway }
const chosen = new WeakMap<Kit, Map<Other, Choice>>()

const choiceOf = (kit: Kit, way: Other): Choice => {
  const known = chosen.get(kit) ?? new Map<Other, Choice>()
  chosen.set(kit, known)
  const made = known.get(way) ?? { usual: real[way](kit.config), demo: smsRecorder() }
  known.set(way, made)
  return made
}

/** From now on this process goes this way through the given gateway. */
export const useGateway = (kit: Kit, way: Other, usual: SmsGateway): void => {
  const { demo } = choiceOf(kit, way)
  chosen.get(kit)?.set(way, { usual, demo })
}

/** A demo tenant's messages never leave the machine. Undefined: this way is not set up. */
export const gatewayFor = async (ctx: Context, way: OutwardWay): Promise<SmsGateway | undefined> => {
  if (way === 'sms') return smsFor(ctx)
  const { usual, demo } = choiceOf(ctx.kit, way)
  return (await ctx.kit.tenants.of(ctx.tenantId)).demo ? demo : usual
}
