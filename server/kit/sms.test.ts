// The HTTP gateway against a real server on this machine: what it signs, what it takes for an answer, when it gives up.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { httpSmsGateway, signatureOf, smsRecorder } from './sms.ts'

type Call = { readonly headers: IncomingMessage['headers']; readonly body: string; readonly path: string | undefined }
const calls: Call[] = []
let answer: (response: ServerResponse) => void = () => {}
const server = createServer((request, response) => {
  const parts: Buffer[] = []
  request.on('data', (part: Buffer) => parts.push(part))
  request.on('end', () => {
    calls.push({ headers: request.headers, body: Buffer.concat(parts).toString(), path: request.url })
    answer(response)
  })
})
await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/sms`
const secret = 'a secret of the gateway'
const gateway = httpSmsGateway({ url, secret, timeoutMs: 5_000 })
const hasty = httpSmsGateway({ url, secret, timeoutMs: 300 })
const sms = {
  reference: '0193aaaa-0000-7000-8000-000000000001',
  to: '10000000123',
  text: '【新竹街道】有人接了：李师傅会来。',
  kind: 'request.accepted',
  params: {},
}

beforeEach(() => {
  calls.length = 0
  answer = (response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{"reference":"sms-77"}')
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

test('a message goes out once, signed, with a reference that makes a repetition harmless', async () => {
  expect(await gateway.send(sms)).toEqual({ state: 'accepted', providerReference: 'sms-77' })
  const [call] = calls
  expect(JSON.parse(call?.body ?? '')).toEqual({ reference: sms.reference, to: sms.to, text: sms.text })
  expect(call?.headers['idempotency-key']).toBe(sms.reference)
  const timestamp = String(call?.headers['x-linbang-timestamp'])
  expect(Math.abs(Number(timestamp) - Date.now() / 1000)).toBeLessThan(5)
  expect(call?.headers['x-linbang-signature']).toBe(signatureOf('a secret of the gateway', timestamp, call?.body ?? ''))
  expect(signatureOf('another secret', timestamp, call?.body ?? '')).not.toBe(call?.headers['x-linbang-signature'])
})

test.each([
  [200, '', 'accepted'],
  [202, 'queued', 'accepted'],
  [409, '{"error":"known already"}', 'accepted'],
  [400, '', 'refused'],
  [401, '', 'refused'],
  [429, '', 'later'],
  [408, '', 'later'],
  [500, '', 'later'],
  [503, '<html>', 'later'],
])('a gateway that answers %i %j: %s', async (status, body, state) => {
  answer = (response) => response.writeHead(status).end(body)
  expect((await gateway.send(sms)).state).toBe(state)
})

test('the signed message is not carried to wherever a redirect points', async () => {
  answer = (response) => response.writeHead(307, { location: '/elsewhere' }).end()
  expect((await gateway.send(sms)).state).toBe('later')
  expect(calls.map(({ path }) => path)).toEqual(['/sms'])
})

test('a gateway that says nothing, hangs up, or is not there is tried again', async () => {
  answer = () => {}
  expect(await hasty.send(sms)).toEqual({ state: 'later', reason: 'TimeoutError' })
  answer = (response) => response.destroy()
  expect((await gateway.send(sms)).state).toBe('later')
  const nowhere = httpSmsGateway({ url: 'http://127.0.0.1:9/', secret: 'x' })
  expect((await nowhere.send(sms)).state).toBe('later')
})

test('the recorder keeps the same reference once', async () => {
  const recorder = smsRecorder()
  await recorder.send(sms)
  await recorder.send(sms)
  await recorder.send({ ...sms, reference: 'another' })
  expect(recorder.sent).toHaveLength(2)
})
