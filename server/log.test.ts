// The log of a busy hour, faults and all, names nobody: no phone, no name, no word of what people wrote, no secret.
import { afterAll, expect, test } from 'vitest'
import { routes } from './api.ts'
import { buildApp, serve } from './kit/http.ts'
import { endpoint } from '@linbang/contract/endpoint'
import { openLog } from './kit/log.ts'
import { openSession } from './kit/session.ts'
import { systemContext } from './kit/context.ts'
import { actorOf } from './modules/accounts/service.ts'
import { smallTown } from './seed/small.ts'
import { background } from './worker.ts'
import * as z from 'zod/mini'

const town = await smallTown(routes, background)
afterAll(() => town.close())

const phone = '10000000001'
const words = '水龙头一直滴水，请打 10000000042 找我'

/** A bug that carries everything it met. */
const broken = serve(
  endpoint({
    method: 'POST',
    path: '/broken',
    summary: 'Breaks',
    allow: 'anyone',
    body: z.object({ phone: z.string() }),
    returns: z.object({}),
  }),
  async (ctx, { body }) => {
    ctx.log.error(
      { phone: body.phone, person: { name: '王桂芳', phone: body.phone }, password: 'secret-word' },
      'about to break',
    )
    await ctx.kit.database.pool.query(`insert into person (tenant_id, id, name) values ($1, null, $2)`, [
      ctx.tenantId,
      '王桂芳',
    ])
    return {}
  },
)

test('signing in, asking, a refusal, and faults in the database leave no trace of anybody', async () => {
  const lines: string[] = []
  const log = openLog('debug', { write: (line: string) => void lines.push(line) })
  const kit = { ...town.world.kit, log }
  const app = await buildApp({ kit, routes: [...routes, broken], actorOf })
  const host = 'linbang.test'
  const post = (url: string, payload: object, headers: Record<string, string> = {}) =>
    app.inject({ method: 'POST', url: `/api/v1${url}`, payload, headers: { host, ...headers } })
  const { demoCode } = (await post('/auth/codes', { phone })).json<{ demoCode: string }>()
  await post('/auth/sessions', { phone, code: '000000' })
  const signedIn = await post('/auth/sessions', { phone, code: demoCode }, { 'accept-token': 'bearer' })
  const { token } = signedIn.json<{ token: string }>()
  const asked = await post(
    '/requests',
    { serviceCode: 'plumbing', description: words },
    { authorization: `Bearer ${token}` },
  )
  expect([signedIn.statusCode, asked.statusCode]).toEqual([200, 200])
  await post('/auth/sessions', { username: 'weimin', password: 'secret-word' })
  expect((await post('/broken', { phone })).statusCode).toBe(500)
  await app.inject({
    url: `/api/v1/people?q=${encodeURIComponent('王桂芳')}`,
    headers: { host, authorization: `Bearer ${token}` },
  })
  const ctx = systemContext(kit, town.tenantId, 'test')
  await openSession(ctx, { accountId: 'not an id', secondFactor: true, lastsMinutes: 1 }).catch((error: unknown) =>
    log.error({ err: error }, 'failed'),
  )
  await app.close()
  const all = lines.join('')
  expect(lines.length).toBeGreaterThan(2)
  expect(all).toContain('a call failed')
  for (const secret of [
    phone,
    '10000000042',
    '王桂芳',
    '水龙头',
    'secret-word',
    demoCode,
    token,
    encodeURIComponent('王桂芳'),
  ])
    expect(all).not.toContain(secret)
})
