// The page behind the link of the mail that asks whether an address is somebody's own. Opening it confirms nothing: pressing does.
import { type Context, inTransaction } from '../../kit/context.ts'
import { type PublicPage, type Shown } from '../../kit/http-pages.ts'
import { answerLink, useAnswerLink } from './answer-links.ts'
import { confirmContact } from './contact-queries.ts'
import { mailWords } from './mail-text.ts'

const path = '/m/:key'
type Given = Readonly<Record<string, string | undefined>>

const said = (kind: string, title: string, line: string) =>
  `<div class="state ${kind}" role="status">${title}<small>${line}</small></div>`

const show = async (ctx: Context, { key = '' }: Given): Promise<Shown> => {
  const t = mailWords(ctx.locale)
  const { state } = await answerLink(ctx, path, key)
  const body = {
    open: `<form method="post"><p>${t.line}</p><button>${t.confirm}</button></form>`,
    used: said('valid', t.done, t.doneLine),
    expired: said('wait', t.expired, t.expiredLine),
  }[state]
  return { status: 200, title: t.title, body }
}

const take = (ctx: Context, { key = '' }: Given) =>
  inTransaction(ctx, async (inner) => {
    const link = await answerLink(inner, path, key)
    if (link.state === 'open' && (await useAnswerLink(inner, link))) await confirmContact(inner, link.subjectId)
    return { goOn: path.replace(':key', key) as `/${string}` }
  })

const refused = (ctx: Context): Shown => {
  const t = mailWords(ctx.locale)
  return { status: 404, title: t.title, body: said('unknown', t.unknown, t.unknownLine) }
}

export const mailPages: readonly PublicPage[] = [{ path: '/m/:key', show, take, refused }]
