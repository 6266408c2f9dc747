// How things are carried: sessions by cookie or bearer, files with their names, uploads, and no more calls than are good.
import { endpoint } from '@linbang/contract/endpoint'
import { afterAll, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { usualLimits } from './http-caller.ts'
import { serve, withoutSession, withSession } from './http.ts'
import { as, freshWorld, person, role, testApp, tokenBook } from './testing.ts'

const world = await freshWorld()
const { actorOf, tokenFor } = tokenBook()
const change = endpoint({
  method: 'POST',
  path: '/notes',
  summary: 'Change',
  allow: 'signed-in',
  body: z.object({ text: z.string() }),
  returns: z.object({}),
})
const read = endpoint({ method: 'GET', path: '/notes', summary: 'Read', allow: 'anyone', returns: z.object({}) })
const enter = endpoint({
  method: 'POST',
  path: '/enter',
  summary: 'Enter',
  allow: 'anyone',
  once: true,
  returns: z.object({ me: z.string(), token: z.optional(z.string()) }),
})
const leave = endpoint({
  method: 'DELETE',
  path: '/enter',
  summary: 'Leave',
  allow: 'signed-in',
  once: true,
  returns: z.object({}),
})
const paper = endpoint({ method: 'GET', path: '/paper', summary: 'Paper', allow: 'anyone', returns: 'file' })
const upload = endpoint({
  method: 'POST',
  path: '/upload',
  summary: 'Upload',
  allow: 'signed-in',
  body: 'upload',
  returns: z.object({ size: z.int(), name: z.string(), purpose: z.string() }),
})

const routes = [
  serve(change, async () => ({})),
  serve(read, async () => ({})),
  serve(enter, async () => withSession({ me: 'x' }, 'the-token', new Date('2027-01-01T00:00:00Z'))),
  serve(leave, async () => withoutSession({})),
  serve(paper, async () => ({
    contentType: 'application/pdf',
    bytes: Buffer.from('0123456789'),
    fileName: '服务单.pdf',
    inline: true,
  })),
  serve(upload, async (_ctx, { body }) => ({
    size: body.bytes.length,
    name: body.fileName,
    purpose: body.fields['purpose'] ?? '',
  })),
]
const app = await testApp(world, routes, actorOf)
afterAll(async () => {
  await app.close()
  await world.close()
})
const resident = person(world.tenantId, { held: [role('resident', 'a.b.c')] })

test('a browser gets a cookie its scripts cannot read, a script its bearer token', async () => {
  const browser = await as(app).post('/enter')
  expect(browser.body).toEqual({ me: 'x' })
  expect(browser.headers['set-cookie']).toMatch(
    /^linbang_session=the-token; Path=\/; Expires=.*; HttpOnly; SameSite=Lax$/,
  )
  const script = await as(app).post('/enter', undefined, { 'accept-token': 'bearer' })
  expect(script.body).toEqual({ me: 'x', token: 'the-token' })
  expect(script.headers['set-cookie']).toBeUndefined()
})

test('with the cookie only our own pages may change something', async () => {
  const cookie = `linbang_session=${tokenFor(resident)}`
  const post = (headers: Record<string, string>) =>
    as(app).post('/notes', { text: 'a' }, { cookie, host: 'neighbours.test', ...headers })
  expect((await post({ origin: 'http://evil.test' })).body.code).toBe('auth.same_origin')
  expect((await post({ 'sec-fetch-site': 'cross-site' })).body.code).toBe('auth.same_origin')
  expect((await post({ origin: 'null' })).body.code).toBe('auth.same_origin')
  expect((await post({ origin: 'http://neighbours.test', 'sec-fetch-site': 'same-origin' })).status).toBe(200)
  expect((await post({})).status).toBe(200)
  expect((await as(app).del('/enter', { cookie })).headers['set-cookie']).toMatch(
    /^linbang_session=; .*Expires=Thu, 01 Jan 1970/,
  )
})

test('a file keeps its Chinese name and may be read in parts', async () => {
  const whole = await as(app).get('/paper')
  expect(whole.headers['content-disposition']).toBe(
    'inline; filename="___.pdf"; filename*=UTF-8\'\'%E6%9C%8D%E5%8A%A1%E5%8D%95.pdf',
  )
  const part = await as(app).get('/paper', { range: 'bytes=2-4' })
  expect(part).toMatchObject({ status: 206 })
  expect(part.bytes.toString()).toBe('234')
  expect((await as(app).get('/paper', { range: 'bytes=99-' })).status).toBe(416)
})

test('an upload arrives with its name and fields, and too large a one does not', async () => {
  const send = (bytes: Uint8Array<ArrayBuffer>) => {
    const form = new FormData()
    form.append('file', new Blob([bytes]), '楼道.jpg')
    form.append('purpose', 'request')
    return new Request('http://x', { method: 'POST', body: form })
  }
  const post = async (bytes: Uint8Array<ArrayBuffer>) => {
    const request = send(bytes)
    return app.inject({
      method: 'POST',
      url: '/api/v1/upload',
      payload: Buffer.from(await request.arrayBuffer()),
      headers: {
        'content-type': request.headers.get('content-type') ?? '',
        authorization: `Bearer ${tokenFor(resident)}`,
      },
    })
  }
  expect((await post(new Uint8Array(10))).json()).toEqual({ size: 10, name: '楼道.jpg', purpose: 'request' })
  expect((await post(new Uint8Array(21 * 1024 * 1024))).json()).toMatchObject({ status: 413, code: 'input.too_large' })
})

test('who calls too often waits, and is told how long; others go on', async () => {
  const few = { perMinute: 60, burst: 3 }
  const narrow = await testApp(world, routes, actorOf, { limits: { ...usualLimits, person: few, anonymous: few } })
  const [busy, calm] = [as(narrow, tokenFor(resident)), as(narrow, tokenFor(person(world.tenantId)))]
  const statuses = []
  for (let n = 0; n < 4; n++) statuses.push((await busy.get('/notes')).status)
  expect(statuses).toEqual([200, 200, 200, 429])
  const refused = await busy.get('/notes')
  expect(refused).toMatchObject({ status: 429, body: { code: 'rate.limited' } })
  expect(Number(refused.headers['retry-after'])).toBe(1)
  expect((await calm.get('/notes')).status).toBe(200)
  for (let n = 0; n < 3; n++) await as(narrow).get('/notes')
  expect((await as(narrow).get('/notes')).status).toBe(429)
  await narrow.close()
})

test('an address that a stranger claims to come from is not believed', async () => {
  const narrow = await testApp(world, routes, actorOf, {
    limits: { ...usualLimits, anonymous: { perMinute: 60, burst: 2 } },
  })
  const from = (address: string) => as(narrow).get('/notes', { 'x-forwarded-for': address })
  expect([(await from('1.1.1.1')).status, (await from('2.2.2.2')).status, (await from('3.3.3.3')).status]).toEqual([
    200, 200, 429,
  ])
  await narrow.close()
})
