// Everything that goes wrong leaves as problem+json (RFC 9457): a code, a sentence in the reader's language, never a stack.
import type { Socket } from 'node:net'
import { type ErrorCode, errorStatus } from '@linbang/contract/errors'
import { refusals } from '@linbang/contract/refusals'
import type { Locale } from '@linbang/contract/values'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { type Issue, Refusal } from './errors.ts'
import { newId } from './ids.ts'

export type Problem = {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly code: ErrorCode
  readonly detail?: string
  readonly issues?: readonly Issue[]
  readonly requestId: string
}

export const localeOf = (request: FastifyRequest): Locale =>
  (request.caller?.actor.kind === 'person' ? request.caller.actor.locale : undefined) ??
  (/^\s*en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'zh-CN')

const problemOf = (refusal: Refusal, locale: Locale, requestId: string): Problem => ({
  type: `/docs#${refusal.code}`,
  title: refusals[refusal.code][locale === 'en' ? 'en' : 'zh'],
  status: errorStatus[refusal.code],
  code: refusal.code,
  ...(refusal.detail !== undefined && { detail: refusal.detail }),
  ...(refusal.issues.length > 0 && { issues: refusal.issues }),
  requestId,
})

/** What Fastify and the database say before our code had a word, in our codes. */
const foreign: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'input.too_large',
  FST_REQ_FILE_TOO_LARGE: 'input.too_large',
  FST_FILES_LIMIT: 'input.invalid',
  FST_PARTS_LIMIT: 'input.invalid',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'input.media_type',
  FST_INVALID_MULTIPART_CONTENT_TYPE: 'input.media_type',
  FST_ERR_CTP_INVALID_JSON_BODY: 'input.malformed',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'input.malformed',
  FST_ERR_BAD_URL: 'not_found',
  '22021': 'input.invalid', // a NUL or broken bytes in a text
  '22P05': 'input.invalid', // the same inside of JSON
  '57014': 'service.busy', // statement timeout
  '53300': 'service.busy', // too many connections
  '57P01': 'service.busy', // the database is restarting
  '57P02': 'service.busy',
  '57P03': 'service.busy',
  '25P03': 'service.busy', // idle in a transaction for too long
  EPIPE: 'service.busy',
  ECONNRESET: 'service.busy',
  ECONNREFUSED: 'service.busy',
  ENOENT_SOCKET: 'service.busy',
}

const lostConnection = /timeout exceeded when trying to connect|Connection terminated|not queryable|connect ENOENT/

const refusalFrom = (error: Error & { code?: string; statusCode?: number }): Refusal | undefined => {
  if (error instanceof Refusal) return error
  const code = foreign[error.code ?? '']
  if (code) return new Refusal(code)
  if (lostConnection.test(error.message)) return new Refusal('service.busy', { retryAfter: 5 })
  if (error.statusCode && error.statusCode >= 400 && error.statusCode < 500) return new Refusal('input.malformed')
  return undefined
}

export const sendProblem = (request: FastifyRequest, reply: FastifyReply, refusal: Refusal): FastifyReply => {
  if (refusal.retryAfter !== undefined) void reply.header('retry-after', refusal.retryAfter)
  const problem = problemOf(refusal, localeOf(request), request.id)
  return reply
    .code(problem.status)
    .header('cache-control', 'no-store')
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(problem))
}

export const answerError = (error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
  const refusal = refusalFrom(error) ?? new Refusal('internal')
  if (refusal.status >= 500) request.log.error({ err: error, route: request.routeOptions.url }, 'a call failed')
  return sendProblem(request, reply, refusal)
}

/** A call that is no HTTP we can read (raw letters in an address, headers too large) gets the same kind of answer, then the line ends. */
export const answerClientError = (error: Error & { code?: string }, socket: Socket): void => {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) return void socket.destroy()
  const body = JSON.stringify(problemOf(new Refusal('input.malformed'), 'zh-CN', newId()))
  const head = [
    'HTTP/1.1 400 Bad Request',
    'content-type: application/problem+json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'cache-control: no-store',
    'connection: close',
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}
