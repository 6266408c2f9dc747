// Traces as a collector gets them: a call below its caller, its statements below the call, the job behind it in the same trace.
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { endpoint } from '@linbang/contract/endpoint'
import { afterAll, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { readConfig } from './config.ts'
import { summaryOf } from './db-trace.ts'
import { buildApp, serve } from './http.ts'
import { enqueue, job, worker } from './jobs.ts'
import { inTransaction } from './context.ts'
import { openKit } from './kit.ts'
import { silentLog } from './log.ts'
import { freshWorld } from './testing.ts'
import { readTraceparent } from './trace.ts'
import { settle } from './worker.ts'

type Sent = {
  name: string
  kind: number
  traceId: string
  spanId: string
  parentSpanId?: string
  status: { code?: number }
  attributes: { key: string; value: Record<string, string> }[]
  startTimeUnixNano: string
  endTimeUnixNano: string
}
type Message = { resourceSpans: { resource: { attributes: unknown[] }; scopeSpans: { spans: Sent[] }[] }[] }

const received: { headers: Record<string, unknown>; message: Message }[] = []
const collector = createServer((request, reply) => {
  let text = ''
  request.on('data', (part: Buffer) => (text += part.toString()))
  request.on('end', () => {
    received.push({ headers: request.headers, message: JSON.parse(text) as Message })
    reply.end('{}')
  })
}).listen(0, '127.0.0.1')
await once(collector, 'listening')
const world = await freshWorld()
afterAll(async () => {
  collector.close()
  await world.close()
})

const later = job<{ note: string }>('test.later')
const ask = serve(
  endpoint({
    method: 'POST',
    path: '/asks/:askId',
    summary: 'Ask',
    allow: 'anyone',
    params: z.object({ askId: z.string() }),
    returns: z.object({}),
  }),
  (ctx) =>
    inTransaction(ctx, async (ctx) => {
      await ctx.db.selectFrom('tenant').select('id').where('slug', '=', '王桂芳').execute()
      await enqueue(ctx, later, { note: 'x' })
      return {}
    }),
)
const fail = serve(
  endpoint({ method: 'GET', path: '/fails', summary: 'Fail', allow: 'anyone', returns: z.object({}) }),
  async () => {
    throw new Error('broken')
  },
)

test('a collector on this machine gets the call, its statements and its job as one trace, without what they carried', async () => {
  const { port } = collector.address() as AddressInfo
  const env = {
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}/`,
    OTEL_EXPORTER_OTLP_HEADERS: 'x-key=abc==',
    OTEL_SERVICE_NAME: 'lb',
  }
  const config = readConfig({ DEMO: '0', DATA_DIR: world.kit.config.dataDir, ...env })
  const kit = await openKit({ config, log: silentLog(), appUrl: world.urls.appUrl, poolSize: 3 })
  const app = await buildApp({ kit, routes: [ask, fail], actorOf: async () => undefined })
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'
  const headers = { traceparent, host: 'xinzhu.test' }
  expect((await app.inject({ method: 'POST', url: '/api/v1/asks/secret-id?x=', headers })).statusCode).toBe(400)
  expect((await app.inject({ method: 'POST', url: '/api/v1/asks/secret-id', headers })).statusCode).toBe(200)
  expect((await app.inject({ url: '/api/v1/fails', headers: { host: 'xinzhu.test' } })).statusCode).toBe(500)
  await app.inject({ url: '/healthz' })
  await settle(kit, [worker(later, async () => undefined)], async () => {})
  await app.close()
  await kit.close()

  expect(received[0]?.headers).toMatchObject({ 'x-key': 'abc==', 'content-type': 'application/json' })
  const spans = received.flatMap(({ message }) =>
    message.resourceSpans.flatMap((one) => one.scopeSpans.flatMap((scope) => scope.spans)),
  )
  const call = spans.find(
    ({ name, attributes }) =>
      name === 'POST /api/v1/asks/:askId' && attributes.some(({ value }) => value['intValue'] === '200'),
  )
  expect(call).toMatchObject({ kind: 2, traceId: '0af7651916cd43dd8448eb211c80319c', parentSpanId: 'b7ad6b7169203331' })
  expect(BigInt(call?.endTimeUnixNano ?? 0)).toBeGreaterThanOrEqual(BigInt(call?.startTimeUnixNano ?? 0))
  const below = spans.filter(({ parentSpanId }) => parentSpanId === call?.spanId).map(({ name }) => name)
  expect(below).toEqual(expect.arrayContaining(['begin', 'select tenant', 'commit']))
  expect(spans.find(({ name }) => name === 'job test.later')).toMatchObject({ kind: 5, traceId: call?.traceId })
  expect(spans.find(({ name }) => name === 'GET /api/v1/fails')).toMatchObject({ status: { code: 2 } })
  expect(spans.some(({ name }) => name.includes('healthz'))).toBe(false)
  expect(JSON.stringify(received.map(({ message }) => message))).not.toMatch(/secret-id|王桂芳/)
})

test.each([
  ['00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', true],
  ['00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00', false],
  ['cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more', true],
])('%s is a place in a trace', (header, sampled) => expect(readTraceparent(header)).toMatchObject({ sampled }))

test.each([
  undefined,
  '',
  'x',
  '00-00000000000000000000000000000000-b7ad6b7169203331-01',
  '00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01',
  'ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  `00-${'A'.repeat(32)}-b7ad6b7169203331-01`,
])('%s is none', (header) => expect(readTraceparent(header)).toBeUndefined())

test.each([
  ['/* with the next */ with reported as ( insert into request (a) values ($1)) select 1', 'insert request'],
  ['select "a" from "person" where x = $1 for update', 'select person'],
  ['update offer set state = $1', 'update offer'],
  ['begin', 'begin'],
])('%s is called by what it does', (text, name) => expect(summaryOf(text)).toBe(name))
