// One JSON line an event, with the request id. What people wrote, their names and numbers never get here.
import type { FastifyBaseLogger } from 'fastify'
import { pino, stdTimeFunctions, type DestinationStream } from 'pino'

export type Logger = FastifyBaseLogger

/** Keys that could carry a person or a secret, at the top of a line and one level below. */
const secret = [
  'password',
  'token',
  'code',
  'phone',
  'mobile',
  'idNumber',
  'name',
  'address',
  'cookie',
  'authorization',
  'body',
  'key',
  'secret',
  'totp',
]

export const openLog = (level: string, to?: DestinationStream): Logger =>
  pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: stdTimeFunctions.isoTime,
      redact: { paths: secret.flatMap((key) => [key, `*.${key}`]), censor: '…' },
      serializers: { err: withoutRows },
    },
    ...(to ? [to] : []),
  )

/** A database error quotes the offending values in `detail` and the statement's parameters in `where`: both stay out. */
const withoutRows = (error: unknown) => {
  if (!(error instanceof Error)) return { message: String(error) }
  const { name, message, stack } = error
  const more = error as { code?: unknown; constraint?: unknown; table?: unknown }
  return { name, message, stack, code: more.code, constraint: more.constraint, table: more.table }
}

export const silentLog = (): Logger => pino({ level: 'silent' })
