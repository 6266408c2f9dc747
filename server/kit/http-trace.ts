// Each call as a span, below the caller's when it sends `traceparent`. Routes are named, addresses and what they carry are not.
import type { FastifyInstance } from 'fastify'
import { readTraceparent, type Span, type Tracer } from './trace.ts'

const untold = new Set(['/healthz', '/readyz', '/metrics'])

export const traceCalls = (app: FastifyInstance, tracer: Tracer): void => {
  const spans = new WeakMap<object, Span>()
  app.addHook('onRequest', (request, _reply, done) => {
    const { method, headers, routeOptions, id } = request
    const route = routeOptions.url ?? 'none'
    if (untold.has(route)) return done()
    const attributes = { 'http.request.method': method, 'http.route': route, 'linbang.request_id': id }
    const span = tracer.begin({
      name: `${method} ${route}`,
      kind: 'server',
      attributes,
      parent: readTraceparent(headers['traceparent']),
    })
    spans.set(request, span)
    tracer.within(span, done)
  })
  app.addHook('onResponse', (request, { statusCode }, done) => {
    spans.get(request)?.end({ attributes: { 'http.response.status_code': statusCode }, failed: statusCode >= 500 })
    done()
  })
}
