// How a person can be written to beside the phone, and how they wish it: addresses sealed, e-mail confirmed by a link, WeChat by itself.
import type { Input, Output } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/messages'
import { type Context, inTransaction } from '../../kit/context.ts'
import { ensure, found } from '../../kit/errors.ts'
import { gatewayFor, type OutwardWay } from '../../kit/gateways.ts'
import { newId } from '../../kit/ids.ts'
import { openIdOf } from '../../kit/wechat.ts'
import { linkTo } from '../areas/service.ts'
import { policyNow } from '../policies/service.ts'
import { type ContactRow, contactsOf, dropContact, keepContact, keepWish, wishOf } from './contact-queries.ts'
import { notify } from './notify.ts'
import { recipientsOf } from './recipient-queries.ts'
import { maskMail } from './way-rules.ts'

type Settings = Output<typeof contract.getMessageSettings>
type Way = Settings['ways'][number]

const sealedAs = (way: ContactRow['way']) => `contact_way.${way}`
const usualWays: readonly Way['way'][] = ['sms', 'push', 'wechat', 'mail']
const everyWay: readonly Way['way'][] = ['sms', 'push', 'wechat', 'mail', 'voice']

const me = ({ actor }: Context): string => {
  ensure(actor.kind === 'person', 'auth.required')
  return actor.personId
}

/** The address itself; of a mail that was not confirmed only for the message that asks. */
export const addressFor = async (
  ctx: Context,
  personId: string,
  way: ContactRow['way'],
  unconfirmedToo = false,
): Promise<string | null> => {
  const row = (await contactsOf(ctx, personId)).find((one) => one.way === way)
  return row && (row.confirmedAt || unconfirmedToo) ? ctx.kit.vault.open(ctx.tenantId, sealedAs(way), row.sealed) : null
}

const setUp = async (ctx: Context, way: OutwardWay) => (await gatewayFor(ctx, way)) !== undefined

/** Where WeChat asks the person and comes back to with a code; the browser adds its own `state`. */
const wechatAddress = async (ctx: Context): Promise<string | null> => {
  const { wechat } = ctx.kit.config
  if (!wechat) return null
  const back = encodeURIComponent(await linkTo(ctx, '/me/messages'))
  return `https://open.weixin.qq.com/connect/oauth2/authorize?appid=${wechat.appId}&redirect_uri=${back}&response_type=code&scope=snsapi_base`
}

export const messageSettings = async (ctx: Context): Promise<Settings> => {
  const personId = me(ctx)
  const [contacts, wish, [person], { body }] = [
    await contactsOf(ctx, personId),
    await wishOf(ctx, personId),
    await recipientsOf(ctx, [personId], ctx.now),
    await policyNow(ctx, 'requests'),
  ]
  const order = wish?.ways ?? usualWays
  const one = async (way: Way['way']): Promise<Way> => {
    const chosen = order.includes(way)
    if (way === 'push') return { way, state: person?.pushes ? 'ready' : 'missing', to: null, chosen }
    const contact = contacts.find((row) => row.way === way)
    const to = way === 'sms' || way === 'voice' ? (person?.phoneMasked ?? null) : (contact?.masked ?? null)
    if (!(await setUp(ctx, way))) return { way, state: 'off', to, chosen }
    const state = to === null ? 'missing' : contact && !contact.confirmedAt ? 'to_confirm' : 'ready'
    return { way, state, to, chosen }
  }
  const ways: Way[] = []
  for (const way of [...order, ...everyWay.filter((each) => !order.includes(each))]) ways.push(await one(way))
  return {
    ways,
    quietFrom: wish?.quietFrom ?? null,
    quietTo: wish?.quietTo ?? null,
    usualQuiet: { from: body.quietFrom, to: body.quietTo },
    digest: wish?.digest ?? false,
    digestAt: body.digestAt,
    messagesADay: body.messagesADay,
    wechatUrl: await wechatAddress(ctx),
  }
}

export const setMessageWish = async (
  ctx: Context,
  wish: Input<typeof contract.setMessageWish>['body'],
): Promise<Settings> => {
  await keepWish(ctx, me(ctx), { ...wish, ways: [...new Set(wish.ways)] })
  return messageSettings(ctx)
}

/** A mail goes to the address with a link; only when it was pressed are messages sent there. A demo sends none and believes it. */
export const giveMail = (ctx: Context, address: string): Promise<Settings> =>
  inTransaction(ctx, async (inner) => {
    const personId = me(inner)
    ensure(await setUp(inner, 'mail'), 'message.way_off')
    const { demo } = await inner.kit.tenants.of(inner.tenantId)
    const id = newId()
    await keepContact(inner, {
      id,
      personId,
      way: 'mail',
      sealed: inner.kit.vault.seal(inner.tenantId, sealedAs('mail'), address),
      masked: maskMail(address),
      confirmedAt: demo ? inner.now : null,
    })
    if (!demo)
      await notify(inner, {
        personIds: [personId],
        kind: 'contact.confirm_mail',
        params: {},
        subjectKind: 'contact_way',
        subjectId: id,
      })
    return messageSettings(inner)
  })

export const bindWechat = async (ctx: Context, code: string): Promise<Settings> => {
  const personId = me(ctx)
  const openId = found(ctx.kit.config.wechat && (await openIdOf(ctx.kit.config.wechat, code)), 'message.wechat_unknown')
  await keepContact(ctx, {
    id: newId(),
    personId,
    way: 'wechat',
    sealed: ctx.kit.vault.seal(ctx.tenantId, sealedAs('wechat'), openId),
    masked: '微信',
    confirmedAt: ctx.now,
  })
  return messageSettings(ctx)
}

export const forgetWay = async (ctx: Context, way: ContactRow['way']): Promise<Settings> => {
  await dropContact(ctx, me(ctx), way)
  return messageSettings(ctx)
}
