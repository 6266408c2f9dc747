// The API describes itself at /openapi.json and, for people, at /docs. Both are made once, when first asked for.
import type { Endpoint } from '@linbang/contract/endpoint'
import type { FastifyInstance } from 'fastify'
import { policyForStyle } from './http-headers.ts'
import { openApiPage, style } from './openapi-page.ts'
import { type OpenApi, openApiOf } from './openapi.ts'

export const mountDocuments = (app: FastifyInstance, endpoints: readonly Endpoint[]): void => {
  let document: OpenApi | undefined
  const made = () => (document ??= openApiOf(endpoints))
  let json: string | undefined
  let page: string | undefined
  app.get('/openapi.json', async (_request, reply) =>
    reply
      .header('cache-control', 'no-cache')
      .type('application/json; charset=utf-8')
      .send((json ??= JSON.stringify(made()))),
  )
  app.get('/docs', async (_request, reply) =>
    reply
      .header('cache-control', 'no-cache')
      .header('content-security-policy', policyForStyle(style))
      .type('text/html; charset=utf-8')
      .send((page ??= openApiPage(made()))),
  )
}
