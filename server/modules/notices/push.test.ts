// Web Push as a browser's maker sees it: an HTTPS service on this machine that checks who sends and decrypts what came.
import { execFile } from 'node:child_process'
import { createECDH, createPublicKey, randomBytes, verify } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { Agent, createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
// @ts-expect-error -- the package brings no types; only decrypt is used, on the receiver's side
import ece from 'http_ece'
import { afterAll, beforeEach, expect, test } from 'vitest'
import webPush from 'web-push'
import { openPush, usePush } from '../../kit/push.ts'
import { notify } from './service.ts'
import { accepted, noticeWorld } from './testing.ts'

const world = await noticeWorld()
const folder = await mkdtemp(join(tmpdir(), 'linbang-push-'))
const [keyFile, certFile] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
const selfSigned =
  'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=push -addext subjectAltName=IP:127.0.0.1'
await promisify(execFile)('openssl', [...selfSigned.split(' '), '-keyout', keyFile, '-out', certFile])
const [key, cert] = await Promise.all([readFile(keyFile), readFile(certFile)])

type Arrived = { path: string; headers: Record<string, string | string[] | undefined>; body: Buffer }
const arrived: Arrived[] = []
let status = 201
const service = createServer({ key, cert }, (request, response) => {
  const parts: Buffer[] = []
  request.on('data', (part: Buffer) => parts.push(part))
  request.on('end', () => {
    arrived.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(parts) })
    response.writeHead(request.url?.startsWith('/gone') ? 410 : status).end()
  })
})
await new Promise<void>((done) => service.listen(0, '127.0.0.1', done))
const origin = `https://127.0.0.1:${(service.address() as AddressInfo).port}`
const keys = webPush.generateVAPIDKeys()
const push = openPush({ contact: 'mailto:it@xinzhu.test', keys, hosts: ['127.0.0.1'], agent: new Agent({ ca: cert }) })

/** A browser's half: what it hands out, and how it reads what comes. */
const browser = (path: string) => {
  const own = createECDH('prime256v1')
  own.generateKeys()
  const authSecret = randomBytes(16)
  return {
    subscription: {
      endpoint: `${origin}${path}`,
      p256dh: own.getPublicKey('base64url'),
      auth: authSecret.toString('base64url'),
    },
    read: (body: Buffer): unknown =>
      JSON.parse(
        (ece as { decrypt: (body: Buffer, by: object) => Buffer })
          .decrypt(body, { version: 'aes128gcm', privateKey: own, authSecret })
          .toString(),
      ),
  }
}

beforeEach(() => {
  world.newDay()
  arrived.length = 0
  status = 201
})
afterAll(async () => {
  service.close()
  await Promise.all([world.close(), rm(folder, { recursive: true, force: true })])
})

test('push is off until the operator switches it on', async () => {
  const asker = await world.newcomer()
  const { status, body } = await asker.hands.post('/push-subscriptions', browser('/a').subscription)
  expect(status).toBe(409)
  expect(body.code).toBe('push.off')
  usePush(world.kit, push)
})

test('what arrives at the browser is the message, sealed so that only this browser reads it, and signed by us', async () => {
  const asker = await world.newcomer()
  const phone = browser('/phone')
  expect((await asker.hands.post('/push-subscriptions', phone.subscription)).status).toBe(200)
  const message = accepted([asker.personId])
  await notify(world.ctx(), { ...message, urgent: true })
  await world.settle()
  const [one] = arrived
  expect(arrived).toHaveLength(1)
  expect(one?.body.includes('李师傅')).toBe(false)
  expect(phone.read(one?.body ?? Buffer.alloc(0))).toMatchObject({
    title: '有人接了',
    link: `/requests/${message.subjectId}`,
  })
  expect(() => browser('/other').read(one?.body ?? Buffer.alloc(0))).toThrow()
  expect(one?.headers).toMatchObject({
    urgency: 'high',
    topic: expect.stringMatching(/^[\w-]{32}$/),
    ttl: expect.stringMatching(/^\d+$/),
  })
  expect(await world.logOf(asker.personId)).toMatchObject([
    { way: 'in_app' },
    { way: 'sms' },
    { way: 'push', state: 'sent', toMasked: null },
  ])

  const [, token = '', publicKey = ''] = /^vapid t=([^,]+), k=(.+)$/.exec(String(one?.headers['authorization'])) ?? []
  const [head = '', claims = '', signature = ''] = token.split('.')
  const point = Buffer.from(publicKey, 'base64url')
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
  }
  const signer = createPublicKey({ key: jwk, format: 'jwk' })
  expect(publicKey).toBe(keys.publicKey)
  expect(
    verify(
      'sha256',
      Buffer.from(`${head}.${claims}`),
      { key: signer, dsaEncoding: 'ieee-p1363' },
      Buffer.from(signature, 'base64url'),
    ),
  ).toBe(true)
  expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({
    aud: origin,
    sub: 'mailto:it@xinzhu.test',
  })
})

test('a browser that has unsubscribed is forgotten; the other one still hears', async () => {
  const asker = await world.newcomer()
  await asker.hands.post('/push-subscriptions', browser('/gone').subscription)
  await asker.hands.post('/push-subscriptions', browser('/tablet').subscription)
  await notify(world.ctx(), accepted([asker.personId]))
  await world.settle()
  expect(arrived.map(({ path }) => path).toSorted()).toEqual(['/gone', '/tablet'])
  world.advance(1)
  await notify(world.ctx(), accepted([asker.personId]))
  await world.settle()
  expect(arrived.map(({ path }) => path).toSorted()).toEqual(['/gone', '/tablet', '/tablet'])
})

test('a push service that is busy is tried again', async () => {
  const asker = await world.newcomer()
  await asker.hands.post('/push-subscriptions', browser('/busy').subscription)
  status = 429
  await notify(world.ctx(), accepted([asker.personId]))
  await world.settle()
  expect((await world.logOf(asker.personId))[2]).toMatchObject({
    way: 'push',
    state: 'queued',
    error: 'the push service answered 429',
  })
  status = 201
  world.advance(1)
  await world.settle()
  expect((await world.logOf(asker.personId))[2]).toMatchObject({ state: 'sent', tries: 2 })
})

test('a browser belongs to whoever signed in with it last', async () => {
  const [mother, daughter] = [await world.newcomer(), await world.newcomer()]
  const shared = browser('/shared').subscription
  await mother.hands.post('/push-subscriptions', shared)
  await daughter.hands.post('/push-subscriptions', shared)
  await notify(world.ctx(), accepted([mother.personId]))
  await world.settle()
  expect(arrived).toEqual([])
})

test('who takes the consent back hears no more, although the browser would still listen', async () => {
  const asker = await world.newcomer()
  await asker.hands.post('/push-subscriptions', browser('/quiet').subscription)
  const no = {
    tenantId: world.tenantId,
    id: '0193bbbb-0000-7000-8000-000000000001',
    personId: asker.personId,
    purpose: 'push',
    version: 1,
    given: false,
    evidence: '{}',
    via: 'phone',
    at: new Date(world.now().getTime() + 1),
  }
  await world.owner.db.insertInto('consent').values(no).execute()
  world.advance(1)
  await notify(world.ctx(), accepted([asker.personId]))
  await world.settle()
  expect(arrived).toEqual([])
  expect((await world.logOf(asker.personId))[2]).toMatchObject({
    way: 'push',
    state: 'failed',
    error: 'no consent to push',
  })
})

test.each([
  'https://10.0.0.1/internal',
  'http://127.0.0.1/plain',
  'https://127.0.0.1.evil.test/x',
  'https://localhost/admin',
  'file:///etc/passwd',
])('%s is no push service: nobody makes us call our own network', async (endpoint) => {
  const asker = await world.newcomer()
  const { status, body } = await asker.hands.post('/push-subscriptions', { ...browser('/x').subscription, endpoint })
  expect(status).toBe(400)
  expect(body.code).toBe('input.invalid')
})

test('the real services are known by name', () => {
  const usual = openPush({ contact: 'mailto:it@xinzhu.test', keys })
  for (const host of [
    'fcm.googleapis.com/fcm/send/x',
    'updates.push.services.mozilla.com/wpush/v2/x',
    'web.push.apple.com/x',
    'sg2p.notify.windows.com/w/x',
  ]) {
    expect(usual.isService(`https://${host}`)).toBe(true)
  }
  expect(usual.isService('https://127.0.0.1/x')).toBe(false)
  expect(usual.isService('not an address')).toBe(false)
})
