// The one way to the server: contract endpoints become typed calls, query options and acts that are safe to repeat.
import { QueryClient, queryOptions } from '@tanstack/react-query'
import * as z from 'zod/mini'
import type { Endpoint } from '@linbang/contract/endpoint'
import { preference } from './preference.ts'
import { offlineCode, Refused, refusedFrom } from './refused.ts'

// the page's content security policy forbids making code from text
z.config({ jitless: true })

export const base = '/api/v1'

export type UploadInput = {
  readonly file: Blob
  readonly fileName: string
  readonly fields?: Readonly<Record<string, string>>
}
export type FileReceived = { readonly blob: Blob; readonly fileName: string | undefined }

type Either<S> = S extends z.ZodMiniType ? z.input<S> | z.output<S> : never
type Part<E extends Endpoint, K extends 'params' | 'query' | 'body'> = E[K] extends z.ZodMiniType
  ? Record<string, never> extends z.input<E[K]>
    ? { readonly [P in K]?: Either<E[K]> }
    : { readonly [P in K]: Either<E[K]> }
  : E[K] extends 'upload'
    ? { readonly [P in K]: UploadInput }
    : unknown
/** What a call is given; dates may be Date or text. */
export type Given<E extends Endpoint> = Part<E, 'params'> & Part<E, 'query'> & Part<E, 'body'>
export type Answer<E extends Endpoint> = E['returns'] extends z.ZodMiniType ? z.output<E['returns']> : FileReceived

/** Nothing needs to be given to this endpoint. */
type Args<E extends Endpoint, Rest extends unknown[] = []> =
  unknown extends Given<E>
    ? [given?: Given<E>, ...rest: Rest]
    : Record<string, never> extends Given<E>
      ? [given?: Given<E>, ...rest: Rest]
      : [given: Given<E>, ...rest: Rest]

export type CallOptions = {
  /** The same key for every try of the same act. */
  readonly key?: string
  readonly occurredAt?: Date
  readonly signal?: AbortSignal
}

type Loose = { params?: Record<string, unknown>; query?: Record<string, unknown>; body?: unknown }

const asText = (value: unknown): string => (value instanceof Date ? value.toISOString() : String(value))

export const addressOf = (endpoint: Endpoint, given: Loose): string => {
  const path = endpoint.path.replace(/:([A-Za-z]+)/g, (_, name: string) =>
    encodeURIComponent(asText(given.params?.[name])),
  )
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(given.query ?? {})) {
    if (value === undefined || value === null || value === '') continue
    for (const one of Array.isArray(value) ? value : [value]) search.append(name, asText(one))
  }
  const text = search.toString()
  return `${base}${path}${text ? `?${text}` : ''}`
}

/** The body has a field of this name in its contract. */
export const takes = (endpoint: Endpoint, field: string): boolean => {
  const body = endpoint.body
  if (body === undefined || body === 'upload') return false
  return field in ((body as unknown as { shape?: object }).shape ?? {})
}

export const newKey = (): string => {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

const bodyOf = (endpoint: Endpoint, given: Loose, options: CallOptions): BodyInit | undefined => {
  if (endpoint.body === undefined) return undefined
  if (endpoint.body !== 'upload') {
    const late = options.occurredAt && takes(endpoint, 'occurredAt') ? { occurredAt: options.occurredAt } : {}
    return JSON.stringify({ ...(given.body as object | undefined), ...late })
  }
  const { file, fileName, fields } = given.body as UploadInput
  const form = new FormData()
  for (const [name, value] of Object.entries(fields ?? {})) form.append(name, value)
  form.append('file', file, fileName)
  return form
}

const fileNameOf = (answer: Response): string | undefined => {
  const header = answer.headers.get('content-disposition') ?? ''
  const long = /filename\*=UTF-8''([^;]+)/i.exec(header)?.[1]
  return long === undefined ? /filename="?([^";]+)/i.exec(header)?.[1] : decodeURIComponent(long)
}

const fetchAnswer = async (endpoint: Endpoint, given: Loose, options: CallOptions): Promise<Response> => {
  const body = bodyOf(endpoint, given, options)
  const headers: Record<string, string> = { 'accept-language': preference().locale }
  if (typeof body === 'string') headers['content-type'] = 'application/json'
  if (endpoint.method === 'POST' && !endpoint.once) headers['idempotency-key'] = options.key ?? newKey()
  try {
    return await fetch(addressOf(endpoint, given), {
      method: endpoint.method,
      headers,
      credentials: 'same-origin',
      ...(body === undefined ? {} : { body }),
      ...(options.signal ? { signal: options.signal } : {}),
    })
  } catch (cause) {
    if (options.signal?.aborted) throw cause
    throw new Refused(0, { code: offlineCode })
  }
}

/** Calls once. Throws `Refused` when the server says no or cannot be reached. */
export const call = async <E extends Endpoint>(
  endpoint: E,
  ...[given, options]: Args<E, [options?: CallOptions]>
): Promise<Answer<E>> => {
  const answer = await fetchAnswer(endpoint, (given ?? {}) as Loose, options ?? {})
  if (!answer.ok) {
    const refused = await refusedFrom(answer)
    if (refused.status === 401) for (const tell of strangers) tell()
    throw refused
  }
  if (endpoint.returns === 'file') return { blob: await answer.blob(), fileName: fileNameOf(answer) } as Answer<E>
  const json: unknown = answer.status === 204 ? {} : await answer.json()
  return z.decode(endpoint.returns, json as never) as Answer<E>
}

const strangers = new Set<() => void>()
/** Told whenever an answer says that nobody is signed in. */
export const onSignedOut = (tell: () => void) => {
  strangers.add(tell)
  return () => void strangers.delete(tell)
}

/** Query options for TanStack Query: `useQuery(query(getRequest, { params: { requestId } }))`. */
export const query = <E extends Endpoint>(endpoint: E, ...[given]: Args<E>) =>
  queryOptions({
    queryKey: [endpoint.path, given ?? {}] as const,
    queryFn: ({ signal }) =>
      (call as (endpoint: E, given: unknown, options: CallOptions) => Promise<Answer<E>>)(endpoint, given, { signal }),
  })

export const cache = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      gcTime: 30 * 60_000,
      refetchOnWindowFocus: true,
      // the phone's own word on being online is often wrong: ask, and say at once when nothing answers
      networkMode: 'always',
      retry: (failures, error) => navigator.onLine && failures < 2 && (!(error instanceof Refused) || error.passing),
    },
    mutations: { retry: false, networkMode: 'always' },
  },
})

/** Everything shown from these paths is fetched again: `refresh('/requests', '/offers')`. */
export const refresh = (...paths: readonly string[]) =>
  cache.invalidateQueries({
    predicate: ({ queryKey: [path] }) =>
      typeof path === 'string' && paths.some((start) => path === start || path.startsWith(`${start}/`)),
  })
