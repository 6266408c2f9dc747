// The public notice of stars, for anybody, without a script: who asks for which star, until when one may object, and how.
import type { StarNotice } from '@linbang/contract/stars'
import type { Context } from '../../kit/context.ts'
import { escaped, factList, type PublicPage, type Shown } from '../../kit/http-pages.ts'
import { starNotices } from './decide-stars.ts'
import { noticeWords } from './text.ts'

type Words = ReturnType<typeof noticeWords>

const notice = (t: Words, one: StarNotice): string =>
  `<section aria-label="${escaped(one.volunteerNumber)}"><h2>${t.star(one.stars, one.year)}</h2>` +
  factList([
    [t.number, one.volunteerNumber],
    [t.name, one.nameMasked ?? t.minor],
    [t.unit, one.unit],
    one.kind === 'lasting' ? [t.hours, `${(one.minutes / 60).toFixed(1)} ${t.h}`] : [t.points, String(one.points)],
    [t.span, `${one.noticeFrom} – ${one.noticeTo}`],
  ]) +
  `<p><a href="/star-notices/${one.id}">${t.object}</a></p></section>`

const show = async (ctx: Context): Promise<Shown> => {
  const t = noticeWords(ctx.locale)
  const [{ items }, { hotline }] = await Promise.all([starNotices(ctx), ctx.kit.tenants.of(ctx.tenantId)])
  const call = hotline ? `<p>${t.call} <a href="tel:${escaped(hotline)}">${escaped(hotline)}</a></p>` : ''
  const body =
    items.length === 0 ? `<p role="status">${t.none}</p>` : items.map((one) => notice(t, one)).join('') + call
  return { status: 200, title: t.title, body: `<p>${t.intro}</p>${body}` }
}

const refused = (ctx: Context): Shown => {
  const t = noticeWords(ctx.locale)
  return { status: 404, title: t.title, body: `<p role="status">${t.none}</p>` }
}

export const starPages: readonly PublicPage[] = [{ path: '/stars', show, refused }]
