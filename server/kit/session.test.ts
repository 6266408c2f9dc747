// Sessions: opened by a token nobody else can make, lasting while used, ended everywhere at once.
import { endpoint } from '@linbang/contract/endpoint'
import { afterAll, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { announce } from './events.ts'
import { type ActorOf, serve, withSession } from './http.ts'
import { newId } from './ids.ts'
import { endSessions, findSession, openSession, sessionsOf } from './session.ts'
import { as, freshWorld, person, role, testApp } from './testing.ts'

const world = await freshWorld()
const day = 24 * 60
let looked = 0
let held = [role('operator', 'a')]
const actorOf: ActorOf = async (kit, token) => {
  looked += 1
  const session = await findSession(kit, token)
  return session && person(session.tenantId, { accountId: session.accountId, sessionId: session.sessionId, held })
}
const look = endpoint({
  method: 'GET',
  path: '/look',
  summary: 'Look',
  allow: 'requests.staff',
  returns: z.object({ ok: z.boolean() }),
})
const enter = endpoint({
  method: 'POST',
  path: '/enter',
  summary: 'Enter',
  allow: 'anyone',
  once: true,
  returns: z.object({ token: z.optional(z.string()) }),
})
const accountId = newId()
const app = await testApp(
  world,
  [
    serve(look, async () => ({ ok: true })),
    serve(enter, async (ctx) => {
      const { token, expiresAt } = await openSession(ctx, { accountId, secondFactor: true, lastsMinutes: day })
      return withSession({}, token, expiresAt)
    }),
  ],
  actorOf,
)
afterAll(async () => {
  await app.close()
  await world.close()
})

const signIn = async () => String((await as(app).post('/enter', undefined, { 'accept-token': 'bearer' })).body.token)

test('a token opens the door; anything else does not', async () => {
  const token = await signIn()
  expect((await as(app, token).get('/look')).status).toBe(200)
  const flipped = `${token.slice(0, 63)}${token.endsWith('A') ? 'B' : 'A'}`
  for (const wrong of [flipped, token.slice(1), '', 'x'.repeat(64), `${token}A`]) {
    expect((await as(app, wrong).get('/look')).status).toBe(401)
  }
  const stored = await world.owner.db.selectFrom('session').select('tokenHash').execute()
  expect(stored.some(({ tokenHash }) => Buffer.from(token, 'base64url').includes(tokenHash))).toBe(false)
})

test('a session is looked up once for many calls', async () => {
  const browser = as(app, await signIn())
  const before = looked
  for (let n = 0; n < 5; n++) await browser.get('/look')
  expect(looked).toBe(before + 1)
})

test('signing out works at once, and only for that session', async () => {
  const [one, two] = [await signIn(), await signIn()]
  await as(app, one).get('/look')
  const found = await findSession(world.kit, one)
  expect(await endSessions(world.ctx(), accountId, { only: found?.sessionId ?? '' })).toBe(1)
  expect((await as(app, one).get('/look')).status).toBe(401)
  expect((await as(app, two).get('/look')).status).toBe(200)
  expect((await sessionsOf(world.ctx(), accountId)).map(({ id }) => id)).not.toContain(found?.sessionId)
})

test('a role taken away works no longer at the next call', async () => {
  const staff = as(app, await signIn())
  expect((await staff.get('/look')).status).toBe(200)
  held = [role('resident', 'a')]
  await announce(world.ctx(), 'account.changed', { accountId })
  expect((await staff.get('/look')).body.code).toBe('auth.forbidden')
  held = [role('operator', 'a')]
  await announce(world.ctx(), 'account.changed', { accountId })
})

test('a session lasts while it is used and ends when it is not', async () => {
  const token = await signIn()
  for (let n = 0; n < 4; n++) {
    world.advance(day - 10)
    expect(await findSession(world.kit, token)).toBeDefined()
  }
  world.advance(day + 1)
  expect(await findSession(world.kit, token)).toBeUndefined()
})
