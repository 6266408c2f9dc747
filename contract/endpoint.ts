// One endpoint is one plain object: the server mounts it, the web calls it, OpenAPI is printed from it.
import type * as z from 'zod/mini'
import type { ErrorCode } from './errors.ts'
import type { Permission } from './permissions.ts'

export type Endpoint = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: `/${string}`
  readonly summary: string
  readonly allow: Permission | 'anyone' | 'signed-in'
  readonly params?: z.ZodMiniType
  readonly query?: z.ZodMiniType
  /** `upload` is multipart with one file; the handler is given `{ fileName, bytes, fields }`. */
  readonly body?: z.ZodMiniType | 'upload'
  /** `file` answers bytes with their own content type. */
  readonly returns: z.ZodMiniType | 'file'
  readonly errors?: readonly ErrorCode[]
  /** Never replayed from an Idempotency-Key (sign-in, sign-out: the answer carries a secret). */
  readonly once?: true
}

/** One file as the handler receives it. */
export type Upload = {
  readonly fileName: string
  readonly bytes: Uint8Array
  readonly fields: Readonly<Record<string, string>>
}
/** Bytes as the handler returns them. */
export type FileAnswer = {
  readonly contentType: string
  readonly bytes: Uint8Array
  readonly fileName?: string
  readonly inline?: boolean
}

type Part<E extends Endpoint, K extends 'params' | 'query' | 'body'> = E[K] extends z.ZodMiniType
  ? { [P in K]: z.output<E[K]> }
  : E[K] extends 'upload'
    ? { [P in K]: Upload }
    : unknown

export type Input<E extends Endpoint> = Part<E, 'params'> & Part<E, 'query'> & Part<E, 'body'>
export type Output<E extends Endpoint> = E['returns'] extends z.ZodMiniType ? z.output<E['returns']> : FileAnswer

export const endpoint = <const E extends Endpoint>(definition: E): E => definition
