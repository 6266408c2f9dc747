// What every answer says to the browser: own origin only, no sniffing, no frames. Made once; working it out anew for
// each answer cost a tenth of the call.
import { hash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { Config } from './config.ts'

/** Pages, scripts and styles only from here, nothing inline; pictures also as data and blobs. Widths that pages set by script are no inline styles. */
const policyWith = (styles: string): string =>
  [
    "default-src 'self'",
    "script-src 'self'",
    `style-src ${styles}`,
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')

const policy = policyWith("'self'")

/** For a page that brings this one style sheet inside of itself. */
export const policyForStyle = (style: string): string => policyWith(`'sha256-${hash('sha256', style, 'base64')}'`)

const always = {
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-permitted-cross-domain-policies': 'none',
  'x-dns-prefetch-control': 'off',
  'permissions-policy': 'camera=(self), microphone=(self), geolocation=(self)',
}

/** Only where the site is reached by TLS do these make sense; a browser ignores or misreads them elsewhere. */
const underTls = {
  'strict-transport-security': 'max-age=15552000',
  'cross-origin-opener-policy': 'same-origin',
  'origin-agent-cluster': '?1',
}

export const protect = (app: FastifyInstance, { tls, publicUrl }: Config): void => {
  const secure = tls !== undefined || (publicUrl?.startsWith('https:') ?? false)
  const headers = { ...always, ...(secure && underTls) }
  app.addHook('onRequest', (request, reply, done) => {
    void reply.headers({ ...headers, 'x-request-id': request.id })
    done()
  })
}
