// The page behind the link of an SMS: three questions in large type, no script, no signing in. Only sending it uses the link up.
import { Text } from '@linbang/contract/values'
import * as z from 'zod/mini'
import type { Context } from '../../kit/context.ts'
import type { Refusal } from '../../kit/errors.ts'
import { escaped, factList, type PublicPage, type Shown } from '../../kit/http-pages.ts'
import { lookByLink, rateByLink, ratePath } from './rate-by-link.ts'
import { rateWords } from './text.ts'

type Words = ReturnType<typeof rateWords>
type Given = Readonly<Record<string, string | undefined>>
type Look = Awaited<ReturnType<typeof lookByLink>>

const YesNo = z.enum(['yes', 'no'])
const Form = z.object({
  satisfaction: z.enum(['5', '3', '2']),
  solved: YesNo,
  charged: z.optional(YesNo),
  words: z.optional(Text(1000)),
  callMe: z.optional(z.string()),
})

const state = (kind: string, title: string, line: string): string =>
  `<div class="state ${kind}" role="status">${title}<small>${line}</small></div>`

const callLine = async (ctx: Context, t: Words): Promise<string> => {
  const { hotline } = await ctx.kit.tenants.of(ctx.tenantId)
  return hotline ? `<a class="call" href="tel:${escaped(hotline)}">${t.call(escaped(hotline))}</a>` : ''
}

const choice = (
  name: string,
  legend: string,
  options: readonly (readonly [value: string, title: string])[],
  chosen: string | undefined,
): string => {
  const picks = options.map(
    ([value, title]) =>
      `<label class="pick"><input type="radio" name="${name}" value="${value}" required${chosen === value ? ' checked' : ''}>${title}</label>`,
  )
  return `<fieldset><legend>${legend}</legend>${picks.join('')}</fieldset>`
}

const form = (t: Words, given: Given): string => {
  const faces = ([5, 3, 2] as const).map((face) => [String(face), t.faces[face]] as const)
  const money = [['no', t.chargedNo] as const, ['yes', t.chargedYes] as const]
  return (
    `<form method="post">${choice('satisfaction', t.satisfaction, faces, given['satisfaction'])}` +
    choice('solved', t.solved, [['yes', t.solvedYes] as const, ['no', t.solvedNo] as const], given['solved']) +
    choice('charged', t.charged, money, given['charged']) +
    `<label for="words">${t.words}</label><textarea id="words" name="words" maxlength="1000">${escaped(given['words'] ?? '')}</textarea>` +
    `<label class="pick"><input type="checkbox" name="callMe"${given['callMe'] ? ' checked' : ''}>${t.callMe}</label>` +
    `<p>${t.only}</p><button>${t.go}</button></form>`
  )
}

const facts = (ctx: Context, t: Words, { row }: Look): string =>
  factList([
    [t.service, ctx.locale === 'en' ? row.serviceEn || row.serviceZh : row.serviceZh],
    [t.number, row.number],
    ...(row.helperNames.length > 0 ? [[t.who, row.helperNames.join(' ')] as const] : []),
  ])

const over = (t: Words, look: Look): string => {
  if (look.state === 'expired') return state('wait', t.expired, t.expiredLine)
  if (look.state === 'over') return state('wait', t.over, t.overLine)
  return look.again ? state('valid', t.back, t.backLine) : state('valid', t.used, t.usedLine)
}

const ask = async (ctx: Context, look: Look, given: Given, fault = ''): Promise<Shown> => {
  const t = rateWords(ctx.locale)
  const body = look.state === 'open' ? facts(ctx, t, look) + fault + form(t, given) : over(t, look)
  return { status: fault ? 422 : 200, title: t.title, body: body + (await callLine(ctx, t)), large: true }
}

const show = async (ctx: Context, { key = '' }: Given): Promise<Shown> => ask(ctx, await lookByLink(ctx, key), {})

const take = async (ctx: Context, { key = '' }: Given, sent: Given) => {
  const look = await lookByLink(ctx, key)
  const read = Form.safeParse(sent)
  if (look.state === 'open' && !read.success) {
    const t = rateWords(ctx.locale)
    return ask(ctx, look, sent, `<div class="state revoked" role="alert">${t.missing}</div>`)
  }
  if (read.success) {
    const { satisfaction, solved, charged, words, callMe } = read.data
    await rateByLink(ctx, key, {
      satisfaction: Number(satisfaction),
      solved: solved === 'yes',
      chargedExtra: charged === 'yes',
      ...(words && { words }),
      callMe: callMe !== undefined,
    })
  }
  return { goOn: ratePath.replace(':key', key) as `/${string}` }
}

const refused = async (ctx: Context, { code }: Refusal): Promise<Shown> => {
  const t = rateWords(ctx.locale)
  const said = code === 'rate.limited' ? state('wait', t.wait, t.waitLine) : state('unknown', t.unknown, t.unknownLine)
  const body = said + (await callLine(ctx, t))
  return { status: code === 'rate.limited' ? 429 : 404, title: t.title, body, large: true }
}

export const ratePages: readonly PublicPage[] = [{ path: '/r/:key', show, take, refused }]
