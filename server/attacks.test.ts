// What a stranger with a script tries, and what comes of it. Each was once open or might be again.
import { Agent, request as call } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { routes } from './api.ts'
import { buildApp } from './kit/http.ts'
import { usualLimits } from './kit/http-caller.ts'
import { startHearing } from './kit/outbox.ts'
import { accountRoutes } from './modules/accounts/routes.ts'
import { actorOf } from './modules/accounts/service.ts'
import { catalogRoutes } from './modules/catalog/routes.ts'
import { smallTown } from './seed/small.ts'
import { background } from './worker.ts'

const town = await smallTown(routes, background)
afterAll(() => town.close())

const host = 'linbang.test'
let addresses = 1
const anew = () => `10.9.${addresses >> 8}.${addresses++ & 255}`
const from = (remoteAddress: string, username: string, password = 'a guess') =>
  town.app.inject({
    method: 'POST',
    url: '/api/v1/auth/sessions',
    headers: { host },
    remoteAddress,
    payload: { username, password },
  })
const countOf = (answers: readonly { json: () => { code?: string } }[], code: string) =>
  answers.filter((answer) => answer.json().code === code).length

test('a hundred passwords tried at the same moment are five', async () => {
  const answers = await Promise.all(Array.from({ length: 100 }, () => from(anew(), 'tanjun')))
  expect([countOf(answers, 'auth.wrong_password'), countOf(answers, 'auth.locked')]).toEqual([5, 95])
  expect((await from(anew(), 'tanjun', 'linbang-demo')).json()).toMatchObject({ code: 'auth.locked' })
})

test('whether a name exists cannot be told from how it locks', async () => {
  const story = async (username: string) => {
    const codes: string[] = []
    for (let guess = 0; guess < 7; guess++) codes.push((await from(anew(), username)).json<{ code: string }>().code)
    town.world.advance(16)
    codes.push((await from(anew(), username)).json<{ code: string }>().code)
    return codes
  }
  expect(await story('nobody-has-this-name')).toEqual(await story('huangli'))
})

test('two hundred names tried from one address at the same moment are fifty', async () => {
  const answers = await Promise.all(Array.from({ length: 200 }, (_, n) => from('10.8.0.1', `name-${n}`)))
  expect([countOf(answers, 'auth.wrong_password'), countOf(answers, 'rate.limited')]).toEqual([50, 150])
})

test('a household with a whole network of IPv6 addresses is one caller', async () => {
  const anonymous = { perMinute: 60, burst: 3 }
  const app = await buildApp({
    kit: town.world.kit,
    routes: catalogRoutes,
    actorOf,
    limits: { ...usualLimits, anonymous },
  })
  const get = (remoteAddress: string) => app.inject({ url: '/api/v1/services', headers: { host }, remoteAddress })
  const statuses = []
  for (let n = 1; n <= 4; n++) statuses.push((await get(`2001:db8:1:2::${n}`)).statusCode)
  expect(statuses).toEqual([200, 200, 200, 429])
  expect((await get('2001:db8:1:3::1')).statusCode).toBe(200)
  await app.close()
})

test('a search for a NUL, for dots or for single letters finds nothing, and is no fault of ours', async () => {
  const operator = await town.hands('韦敏')
  for (const list of ['/requests', '/people', '/volunteers', '/organisations'])
    for (const words of ['a%00b', '%00', '!!!', "'", 'a b', '1 2', '%26 | !'])
      expect((await operator.get(`${list}?q=${words}`)).status, `${list} ${words}`).toSatisfy(
        (status) => status === 200 || (status === 400 && words.includes('%00')),
      )
})

test('under TLS the cookie cannot be planted by a neighbouring host, and a planted session is not taken over', async () => {
  const config = { ...town.world.kit.config, trustProxy: ['127.0.0.1'] }
  const app = await buildApp({ kit: { ...town.world.kit, config }, routes: accountRoutes, actorOf })
  const secure = { host, 'x-forwarded-proto': 'https' }
  const planted = 'x'.repeat(64)
  const { demoCode } = (
    await app.inject({ method: 'POST', url: '/api/v1/auth/codes', headers: secure, payload: { phone: '10000000003' } })
  ).json<{ demoCode: string }>()
  const answer = await app.inject({
    method: 'POST',
    url: '/api/v1/auth/sessions',
    headers: { ...secure, cookie: `__Host-linbang_session=${planted}` },
    payload: { phone: '10000000003', code: demoCode },
  })
  const [cookie = ''] = [answer.headers['set-cookie']].flat()
  expect(cookie).toMatch(/^__Host-linbang_session=[\w-]{64}; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Lax$/)
  expect(cookie).not.toContain(planted)
  const me = (sent: string) => app.inject({ url: '/api/v1/me', headers: { ...secure, cookie: sent } })
  const [pair = ''] = cookie.split(';')
  expect((await me(pair)).statusCode).toBe(200)
  expect((await me(pair.replace('__Host-', ''))).statusCode).toBe(401)
  await app.close()
})

test('whose role is taken away while they listen hears nothing more', async () => {
  const { kit, urls } = town.world
  const hearing = await startHearing(kit, urls.appUrl)
  const app = await buildApp({ kit, routes: [], actorOf, hearing })
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  const admin = await town.hands('蒙强')
  const { items } = (await admin.get('/accounts?q=nongyan')).body
  const { accountId, roles } = items[0]
  const { openSession } = await import('./kit/session.ts')
  const { token } = await openSession(town.ctx(), { accountId, secondFactor: true, lastsMinutes: 60 })
  let heard = ''
  const ended = new Promise<void>((done) => {
    const stream = call({
      port,
      path: '/api/v1/events',
      agent: new Agent(),
      headers: { authorization: `Bearer ${token}`, host },
    })
    stream.on('response', (reply) => {
      reply.on('data', (part: Buffer) => (heard += part.toString()))
      reply.on('close', done)
    })
    stream.end()
  })
  while (!heard.includes('retry')) await new Promise((done) => setTimeout(done, 20))
  expect((await admin.del(`/accounts/${accountId}/roles/${roles[0].holdingId}`)).status).toBe(200)
  await ended
  await (await town.hands('王桂芳')).post('/requests', { serviceCode: 'plumbing', description: '水龙头' })
  expect(heard).not.toContain('request.reported')
  expect(
    (await town.app.inject({ url: '/api/v1/requests', headers: { host, authorization: `Bearer ${token}` } }))
      .statusCode,
  ).not.toBe(200)
  await app.close()
  await hearing.stop()
})
