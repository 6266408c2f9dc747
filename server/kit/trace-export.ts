// Sends ended spans to an OpenTelemetry collector (OTLP over HTTP, JSON). A collector that is away costs spans, never calls.
import type { Logger } from './log.ts'
import { type Ended, openTracer, type SpanKind, type Tracer } from './trace.ts'

export type TraceSettings = {
  /** Such as http://127.0.0.1:4318; spans go to `/v1/traces` below it. */
  readonly endpoint: string
  readonly headers: Readonly<Record<string, string>>
  readonly serviceName: string
  readonly share: number
}
export type Tracing = { readonly tracer: Tracer; readonly stop: () => Promise<void> }

const everyMs = 2_000
const mostWaiting = 4_096
const batch = 512
const kinds: Readonly<Record<SpanKind, number>> = { server: 2, client: 3, consumer: 5 }

const nano = (ms: number): string => `${BigInt(Math.round(ms * 1_000)) * 1_000n}`
const attributeOf = ([key, value]: [string, string | number]) => ({
  key,
  value: typeof value === 'number' ? { intValue: String(value) } : { stringValue: value },
})

const spanOf = ({ traceId, spanId, parentId, name, kind, startMs, endMs, attributes, failed }: Ended) => ({
  traceId,
  spanId,
  ...(parentId && { parentSpanId: parentId }),
  name,
  kind: kinds[kind],
  startTimeUnixNano: nano(startMs),
  endTimeUnixNano: nano(endMs),
  attributes: Object.entries(attributes).map(attributeOf),
  status: failed ? { code: 2 } : {},
})

const messageOf = (serviceName: string, spans: readonly Ended[]) => ({
  resourceSpans: [
    {
      resource: { attributes: [attributeOf(['service.name', serviceName])] },
      scopeSpans: [{ scope: { name: 'linbang' }, spans: spans.map(spanOf) }],
    },
  ],
})

export const openTracing = ({ endpoint, headers, serviceName, share }: TraceSettings, log: Logger): Tracing => {
  let waiting: Ended[] = []
  let lost = 0
  const send = async (spans: readonly Ended[]) => {
    const answer = await fetch(`${endpoint.replace(/\/+$/, '')}/v1/traces`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(messageOf(serviceName, spans)),
      signal: AbortSignal.timeout(5_000),
    })
    if (!answer.ok) throw new Error(`the collector answered ${answer.status}`)
  }
  const flush = async () => {
    while (waiting.length > 0) {
      const spans = waiting.splice(0, batch)
      try {
        await send(spans)
      } catch (error) {
        log.warn({ reason: (error as Error).message, spans: spans.length + waiting.length, lost }, 'traces were lost')
        waiting = []
        lost = 0
      }
    }
  }
  let running: Promise<void> | undefined
  const timer = setInterval(() => void (running ??= flush().finally(() => (running = undefined))), everyMs).unref()
  const keep = (span: Ended) => {
    if (waiting.length < mostWaiting) waiting.push(span)
    else lost += 1
  }
  return {
    tracer: openTracer(keep, share),
    stop: async () => {
      clearInterval(timer)
      await running
      await flush()
    },
  }
}
