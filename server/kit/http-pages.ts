// Pages for anybody, readable without a script: a module makes the words, this gives them the frame, the tenant and the headers.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Context } from './context.ts'
import { Refusal } from './errors.ts'
import { localeOf } from './http-errors.ts'
import { policyForStyle } from './http-headers.ts'
import type { Identify } from './http-caller.ts'
import type { Kit } from './kit.ts'

type Texts = Readonly<Record<string, string | undefined>>
export type Shown = {
  readonly status: number
  readonly title: string
  readonly body: string
  /** Everything a quarter larger: for what old people are asked to do themselves. */
  readonly large?: true
}
export type PublicPage = {
  readonly path: `/${string}`
  /** `given` is what stands in the address: path and query. */
  readonly show: (ctx: Context, given: Texts) => Promise<Shown>
  /** What a form of the page sends: the page again with what is missing, or where to go on, so that reloading repeats nothing. */
  readonly take?: (ctx: Context, given: Texts, form: Texts) => Promise<Shown | { readonly goOn: `/${string}` }>
  /** What stands there instead when the page was refused: too many tries. */
  readonly refused: (ctx: Context, refusal: Refusal) => Shown | Promise<Shown>
}

export const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[c] ?? c)

/** Facts in the frame of the page: name at the left, value at the right. */
export const factList = (rows: readonly (readonly [string, string])[]): string =>
  `<dl>${rows.map(([name, value]) => `<div><dt>${name}</dt><dd>${escaped(value)}</dd></div>`).join('')}</dl>`

const style = `:root{color-scheme:light dark;--bg:#f6f4ef;--card:#fff;--ink:#1e2624;--soft:#4a5451;--line:#e0dcd2;--edge:#7f8782;--pine:#0e6a5c;--onpine:#fff;--good:#e6f2e2;--goodink:#23592a;--bad:#fceae7;--badink:#8f1f15;--warn:#fdf0d8;--warnink:#7a4700}
@media(prefers-color-scheme:dark){:root{--bg:#0a1a1d;--card:#10262a;--ink:#f4f0e6;--soft:#bdc9c5;--line:#24424a;--edge:#5f7f7b;--pine:#5fcbb6;--onpine:#06211d;--good:#1c3822;--goodink:#a9dea5;--bad:#43201c;--badink:#ffb3a6;--warn:#3a2e14;--warnink:#ffd78f}}
*{box-sizing:border-box}body{margin:0;background:var(--bg);color:var(--ink);font:1.125rem/1.6 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
main{max-width:36rem;margin:0 auto;padding:1.5rem 1rem 3rem}header{display:flex;gap:.6rem;align-items:center;color:var(--soft);font-size:1rem}
h1{font-size:1.5rem;line-height:1.4;margin:1rem 0}h2{font-size:1.25rem;line-height:1.4;margin:1.5rem 0 .5rem}.state{padding:1rem;border-radius:1rem;font-weight:700;font-size:1.25rem;margin:0 0 1rem}
.valid{background:var(--good);color:var(--goodink)}.revoked,.unknown{background:var(--bad);color:var(--badink)}.superseded,.wait{background:var(--warn);color:var(--warnink)}
.state small{display:block;font-weight:400;font-size:1rem}dl,form{background:var(--card);border:1px solid var(--line);border-radius:1rem;padding:1rem;margin:0 0 1rem}
dl>div{display:flex;flex-wrap:wrap;gap:0 1rem;justify-content:space-between;padding:.5rem 0}dl>div+div{border-top:1px solid var(--line)}dt{color:var(--soft)}dd{margin:0;font-weight:500;font-variant-numeric:tabular-nums}
label{display:block;margin:0 0 .25rem}input{width:100%;min-height:3rem;font:inherit;padding:.4rem .75rem;border:1.5px solid var(--edge);border-radius:.75rem;background:var(--card);color:inherit;margin:0 0 1rem}
button{width:100%;min-height:3.5rem;font:inherit;font-weight:700;border:0;border-radius:.75rem;background:var(--pine);color:var(--onpine)}
:focus-visible{outline:3px solid #1d5c9e;outline-offset:2px}p{margin:.5rem 0;color:var(--soft);font-size:1rem}a{color:inherit}p>a:only-child{display:inline-block;padding:.6rem 0}
fieldset{border:0;padding:0;margin:0 0 1.25rem;min-width:0}legend{font-weight:700;padding:0;margin:0 0 .5rem}.pick{display:flex;align-items:center;gap:.75rem;min-height:3.75rem;padding:.5rem 1rem;border:1.5px solid var(--edge);border-radius:.75rem;margin:0 0 .5rem}
.pick input{width:1.5rem;min-height:1.5rem;height:1.5rem;margin:0;flex:none;accent-color:var(--pine)}textarea{width:100%;min-height:6rem;font:inherit;padding:.4rem .75rem;border:1.5px solid var(--edge);border-radius:.75rem;background:var(--card);color:inherit;margin:0 0 1rem}
.large{font-size:1.375rem}.large header,.large p,.large .state small{font-size:1.125rem}.call{display:flex;align-items:center;min-height:3.75rem;font-weight:700;font-size:1.25rem}
@media print{body{background:#fff}}`

/** The one style written in the page is let in by its hash, and nothing else. */
const stylePolicy = policyForStyle(style)

/** The lit house of the product, small. */
const logo =
  '<svg width="32" height="32" viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="7" fill="#0e6a5c"/><path d="M6 15l7-6 5 4 4-3 4 4" fill="none" stroke="#fff" stroke-width="2.4" stroke-linejoin="round" stroke-linecap="round"/><rect x="9" y="19" width="6" height="7" rx="1.4" fill="#f5b041"/><rect x="17" y="19" width="6" height="7" rx="1.4" fill="#fff"/></svg>'

const framed = ({ title, body, large }: Shown, english: boolean, brand: string): string =>
  `<!doctype html><html lang="${english ? 'en' : 'zh-CN'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${escaped(title)}</title><style>${style}</style></head><body${large ? ' class="large"' : ''}><main><header>${logo}<span>${escaped(brand)}</span></header><h1>${escaped(title)}</h1>${body}</main></body></html>`

const contextFor = (
  kit: Kit,
  actor: Context['actor'],
  rest: Pick<Context, 'log' | 'requestId' | 'locale' | 'client'>,
): Context => ({
  db: kit.database.db,
  tenantId: actor.tenantId,
  actor,
  now: kit.clock(),
  occurredAt: undefined,
  kit,
  afterwards: undefined,
  pending: undefined,
  ...rest,
})

const formBytes = 20_000

/** Forms are taken by pages alone: an endpoint that took them could be called from anywhere without being asked first. */
const takeForms = (scope: FastifyInstance) =>
  scope.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: formBytes },
    (_request, text, done) => done(null, Object.fromEntries(new URLSearchParams(String(text)))),
  )

export const mountPages = (app: FastifyInstance, pages: readonly PublicPage[], kit: Kit, identify: Identify): void => {
  const opened = async (request: FastifyRequest) => {
    const { actor } = await identify(request)
    const client = { address: request.ip, agent: (request.headers['user-agent'] ?? '').slice(0, 300) }
    const ctx = contextFor(kit, actor, { log: request.log, requestId: request.id, locale: localeOf(request), client })
    return { ctx, given: { ...(request.query as Texts), ...(request.params as Texts) } }
  }
  const answer = async (ctx: Context, reply: FastifyReply, shown: Shown) => {
    const { name } = await kit.tenants.of(ctx.tenantId)
    const english = ctx.locale === 'en'
    return reply
      .code(shown.status)
      .header('cache-control', 'private, no-store')
      .header('content-security-policy', stylePolicy)
      .type('text/html; charset=utf-8')
      .send(framed(shown, english, english ? `${name.en} · Linbang` : `${name.zh} · 邻帮`))
  }
  void app.register(async (scope) => {
    takeForms(scope)
    for (const { path, show, take, refused } of pages) {
      const instead = (ctx: Context, reply: FastifyReply) => (error: unknown) => {
        if (!(error instanceof Refusal)) throw error
        if (error.retryAfter !== undefined) void reply.header('retry-after', error.retryAfter)
        return refused(ctx, error)
      }
      scope.get(path, async (request, reply) => {
        const { ctx, given } = await opened(request)
        return answer(ctx, reply, await show(ctx, given).catch(instead(ctx, reply)))
      })
      if (take)
        scope.post(path, async (request, reply) => {
          const { ctx, given } = await opened(request)
          const taken = await take(ctx, given, (request.body ?? {}) as Texts).catch(instead(ctx, reply))
          return 'goOn' in taken ? reply.redirect(taken.goOn, 303) : answer(ctx, reply, taken)
        })
    }
  })
}
