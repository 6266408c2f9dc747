// How a sign-in reaches the caller: a cookie the page's scripts cannot read, or a bearer token when asked for one.
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Refusal } from './errors.ts'

/** Under TLS with the prefix that no other host of the domain can plant: nobody is given a session that is not theirs. */
const cookieFor = ({ protocol }: FastifyRequest): string =>
  protocol === 'https' ? '__Host-linbang_session' : 'linbang_session'

type SessionChange = { readonly token: string; readonly expiresAt: Date } | 'ended'
const changes = new WeakMap<object, SessionChange>()

/** Marks a handler's answer: the caller is signed in from now on. With `Accept-Token: bearer` the answer gains `token`. */
export const withSession = <T extends object>(answer: T, token: string, expiresAt: Date): T => {
  changes.set(answer, { token, expiresAt })
  return answer
}

/** Marks a handler's answer: the cookie goes. */
export const withoutSession = <T extends object>(answer: T): T => {
  changes.set(answer, 'ended')
  return answer
}

export const tokenOf = (request: FastifyRequest): { token: string; byCookie: boolean } | undefined => {
  const { authorization } = request.headers
  if (authorization?.startsWith('Bearer ')) return { token: authorization.slice(7), byCookie: false }
  const cookie = request.cookies[cookieFor(request)]
  return cookie ? { token: cookie, byCookie: true } : undefined
}

/** Sets or clears the cookie the answer is marked with; answers what is to be sent. */
export const carrySession = (request: FastifyRequest, reply: FastifyReply, answer: unknown): unknown => {
  const change = typeof answer === 'object' && answer !== null ? changes.get(answer) : undefined
  if (!change) return answer
  void reply.header('cache-control', 'no-store')
  const flags = { path: '/', httpOnly: true, sameSite: 'lax', secure: request.protocol === 'https' } as const
  if (change === 'ended') {
    void reply.clearCookie(cookieFor(request), flags)
    return answer
  }
  if (request.headers['accept-token'] === 'bearer') return { ...(answer as object), token: change.token }
  void reply.setCookie(cookieFor(request), change.token, { ...flags, expires: change.expiresAt })
  return answer
}

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])

/** A browser says where an unsafe call comes from; with the cookie only our own pages may make one. */
export const ensureSameOrigin = (request: FastifyRequest, publicUrl: string | undefined): void => {
  if (safe.has(request.method)) return
  const { origin } = request.headers
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw new Refusal('auth.same_origin')
  if (origin === undefined) return
  // A proxy that ends TLS may not tell us so: from plain http the scheme of our own pages is not known.
  const own = [`https://${request.host}`, publicUrl, ...(request.protocol === 'http' ? [`http://${request.host}`] : [])]
  if (!own.includes(origin)) throw new Refusal('auth.same_origin')
}
