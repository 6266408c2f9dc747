// A real installation: the link in the terminal, the first administrator, and nothing before or twice.
import { generateSync } from 'otplib'
import { afterAll, expect, test } from 'vitest'
import { as, freshWorld, testApp } from '../../kit/testing.ts'
import { areaRoutes } from '../areas/routes.ts'
import { policyNow } from '../policies/service.ts'
import { accountRoutes } from './routes.ts'
import { actorOf, ensureSetUpLink } from './service.ts'

const world = await freshWorld()
await world.owner.db.deleteFrom('tenant').execute()
world.kit.tenants.forget()
const app = await testApp(world, [...accountRoutes, ...areaRoutes], actorOf)
afterAll(async () => {
  await app.close()
  await world.close()
})

const linkIn = (url: string | undefined) => url?.split('#')[1] ?? ''
const codeFor = (secret: string) => generateSync({ secret, epoch: Math.floor(world.now().getTime() / 1000) })
const founding = (link: string, secret: string, totp = codeFor(secret)) => ({
  link,
  operator: '新竹街道办事处',
  community: '新竹社区',
  hotline: '0771-0000001',
  privacyZh: '我们怎么用您的信息',
  admin: { name: '覃主任', username: 'admin', password: 'a very long password', secret, totp },
})

test('an empty database becomes an installation through the link, once', async () => {
  const old = linkIn(await ensureSetUpLink(world.kit))
  const link = linkIn(await ensureSetUpLink(world.kit))
  const anyone = as(app)
  expect((await anyone.get('/installation')).body).toMatchObject({ setUp: false, demo: false, demoAccounts: [] })
  expect(await anyone.get(`/setup?link=${old}`)).toMatchObject({ status: 410, body: { code: 'auth.link_used' } })
  const { body: offered } = await anyone.get(`/setup?link=${link}`)
  expect(offered.privacyDraftZh).toContain('手机号')
  const wrong = codeFor(offered.secret) === '000000' ? '000001' : '000000'
  expect(await anyone.post('/setup', founding(link, offered.secret, wrong))).toMatchObject({
    body: { code: 'auth.second_factor_wrong' },
  })
  expect((await anyone.get(`/setup?link=${link}`)).status).toBe(200)

  const both = await Promise.all(
    [1, 2].map(() => anyone.post('/setup', founding(link, offered.secret), { 'accept-token': 'bearer' })),
  )
  expect(both.map(({ status }) => status)).toEqual(expect.arrayContaining([200]))
  const done = both.find(({ status }) => status === 200)
  expect(both.filter(({ status }) => status === 200)).toHaveLength(1)
  expect(done?.body.me).toMatchObject({ name: '覃主任', secondFactor: true, welcomed: true })
  expect(done?.body.me.may).toContain('accounts.manage')

  const installation = (await anyone.get('/installation')).body
  expect(installation).toMatchObject({
    operator: '新竹街道办事处',
    hotline: '0771-0000001',
    setUp: true,
    communities: [{ name: '新竹社区' }],
    privacy: { zh: '我们怎么用您的信息' },
  })
  expect((await anyone.get('/areas')).body.items).toMatchObject([{ kind: 'street', name: '新竹街道办事处' }])
  expect(await anyone.post('/setup', founding(link, offered.secret))).toMatchObject({
    status: 409,
    body: { code: 'setup.done' },
  })
  expect(await ensureSetUpLink(world.kit)).toBeUndefined()
})

test('the place that was founded has its rules and its catalogue', async () => {
  const [tenant] = await world.kit.tenants.all()
  const ctx = { ...world.ctx(), tenantId: tenant?.id ?? world.tenantId }
  expect((await policyNow(ctx, 'requests')).version).toBe(1)
  const services = await world.database.db
    .selectFrom('service')
    .select('code')
    .where('tenantId', '=', ctx.tenantId)
    .execute()
  expect(services.length).toBeGreaterThan(40)
})
