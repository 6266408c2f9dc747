// The page anybody checks a certificate on, from its QR or by typing number and code: no script, no signing in.
import type { Context } from '../../kit/context.ts'
import type { Refusal } from '../../kit/errors.ts'
import { escaped, factList, type PublicPage, type Shown } from '../../kit/http-pages.ts'
import { checkCertificate } from './print-certificate.ts'
import { verifyWords } from './text.ts'

type Words = ReturnType<typeof verifyWords>

const form = (t: Words, number = ''): string =>
  `<form action="/verify" method="get"><label for="number">${t.number}</label><input id="number" name="number" required maxlength="20" autocomplete="off" value="${escaped(number)}"><label for="code">${t.code}</label><input id="code" name="code" required maxlength="12" autocomplete="off" autocapitalize="characters"><button>${t.check}</button></form><p>${t.hint}</p>`

const state = (kind: string, title: string, line: string): string =>
  `<div class="state ${kind}" role="status">${title}<small>${line}</small></div>`

const show = async (ctx: Context, { number, code }: Readonly<Record<string, string | undefined>>): Promise<Shown> => {
  const t = verifyWords(ctx.locale)
  if (!number || !code) return { status: 200, title: t.title, body: form(t, number) }
  const one = await checkCertificate(ctx, number.slice(0, 40), code.slice(0, 20))
  const body =
    state(one.state, t[one.state], t[`${one.state}Line`]) +
    factList([
      [t.number, one.number],
      [t.name, one.nameMasked],
      [t.period, `${one.fromOn} – ${one.toOn}`],
      [t.times, String(one.times)],
      [t.hours, `${(one.minutes / 60).toFixed(1)} ${t.h}`],
      [t.unit, one.unit],
      [t.issuedOn, one.issuedOn],
    ]) +
    `<p>${t.offline}</p>`
  return { status: 200, title: t.title, body }
}

const refused = (ctx: Context, { code }: Refusal): Shown => {
  const t = verifyWords(ctx.locale)
  return code === 'rate.limited'
    ? { status: 429, title: t.title, body: state('wait', t.wait, t.waitLine) + form(t) }
    : { status: 404, title: t.title, body: state('unknown', t.unknown, t.unknownLine) + form(t) }
}

export const verifyPages: readonly PublicPage[] = [
  { path: '/verify', show, refused },
  { path: '/verify/:number/:code', show, refused },
]
