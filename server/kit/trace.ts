// Where time goes: a call, its statements, the work behind it as spans of one trace, in the words of OpenTelemetry.
// Switched on by OTEL_EXPORTER_OTLP_ENDPOINT; without it nothing of this runs.
import { AsyncLocalStorage } from 'node:async_hooks'
import { randomBytes } from 'node:crypto'

export type Attributes = Readonly<Record<string, string | number>>
export type SpanKind = 'server' | 'client' | 'consumer'
/** What travels: W3C trace context. */
export type Place = { readonly traceId: string; readonly spanId: string; readonly sampled: boolean }
export type Ended = Place & {
  readonly parentId: string | undefined
  readonly name: string
  readonly kind: SpanKind
  readonly startMs: number
  readonly endMs: number
  readonly attributes: Attributes
  readonly failed: boolean
}
export type Outcome = { readonly name?: string; readonly attributes?: Attributes; readonly failed?: boolean }
export type Span = Place & { readonly end: (outcome?: Outcome) => void }

type Begin = {
  readonly name: string
  readonly kind: SpanKind
  readonly attributes?: Attributes
  readonly parent?: Place | undefined
}
export type Tracer = {
  /** Below the parent, else below what runs now, else the beginning of a trace. */
  readonly begin: (what: Begin) => Span
  /** What is begun inside of the work stands below the span. */
  readonly within: <R>(span: Span, work: () => R) => R
  readonly span: <R>(what: Begin, work: () => Promise<R>) => Promise<R>
}

const here = new AsyncLocalStorage<Place>()

/** Follows its parent's decision; else this share of the traces is kept. */
export const openTracer = (keep: (span: Ended) => void, share = 1): Tracer => {
  const begin = ({ name, kind, attributes = {}, parent = here.getStore() }: Begin): Span => {
    const startMs = performance.timeOrigin + performance.now()
    const place: Place = {
      traceId: parent?.traceId ?? randomBytes(16).toString('hex'),
      spanId: randomBytes(8).toString('hex'),
      sampled: parent?.sampled ?? Math.random() < share,
    }
    const end = (outcome: Outcome = {}) => {
      if (!place.sampled) return
      const endMs = performance.timeOrigin + performance.now()
      const all = { ...attributes, ...outcome.attributes }
      const failed = outcome.failed ?? false
      keep({
        ...place,
        parentId: parent?.spanId,
        name: outcome.name ?? name,
        kind,
        startMs,
        endMs,
        attributes: all,
        failed,
      })
    }
    return { ...place, end }
  }
  return { begin, within, span: (what, work) => spanned(begin(what), work) }
}

const within = <R>(span: Span, work: () => R): R => here.run(span, work)

const spanned = async <R>(span: Span, work: () => Promise<R>): Promise<R> => {
  try {
    const answer = await within(span, work)
    span.end()
    return answer
  } catch (error) {
    span.end({ failed: true, attributes: { 'error.type': error instanceof Error ? error.name : 'unknown' } })
    throw error
  }
}

/** The header `traceparent` of a caller, if it is one (W3C Trace Context, version 00). */
export const readTraceparent = (header: unknown): Place | undefined => {
  const [, traceId = '', spanId = '', flags = ''] =
    /^[\da-f]{2}-([\da-f]{32})-([\da-f]{16})-([\da-f]{2})(?:-|$)/.exec(String(header)) ?? []
  if (!traceId || /^0+$/.test(traceId) || /^0+$/.test(spanId) || String(header).startsWith('ff')) return undefined
  return { traceId, spanId, sampled: (Number.parseInt(flags, 16) & 1) === 1 }
}

/** For what is handed on to be done later; undefined when nothing is traced. */
export const traceparentNow = (): string | undefined => {
  const place = here.getStore()
  return place && `00-${place.traceId}-${place.spanId}-${place.sampled ? '01' : '00'}`
}
