// An administrator gives roles and takes them away; sessions end; duty begins; the log says who did what.
import { generateSync } from 'otplib'
import { afterAll, expect, test, vi } from 'vitest'
import { sealAudit } from '../../kit/audit.ts'
import { as } from '../../kit/testing.ts'
import { peopleRoutes } from '../people/routes.ts'
import { accountRoutes } from './routes.ts'
import { nextLevel, staffAt, takeRole } from './service.ts'
import { foundVillage } from './testing-village.ts'

const village = await foundVillage([...accountRoutes, ...peopleRoutes])
const { world, app, places } = village
afterAll(() => village.close())
const admin = await village.person({ name: '管理员' }, [['system_admin', places.street]])
const lead = await village.person({ name: '陈书记' }, [['community_lead', places.xinzhu]])

const addOperator = (username: string, more: object = {}) =>
  admin.hands.post('/accounts', {
    name: '话务员小李',
    username,
    password: 'a long password',
    role: 'operator',
    areaId: places.xinzhu.id,
    ...more,
  })

test('an operator is added with an authenticator, signs in, and works until the role is taken away', async () => {
  const { status, body } = await addOperator('lili')
  expect(status).toBe(200)
  expect(body.account).toMatchObject({ username: 'lili', secondFactor: true })
  const secret = new URL(body.totpUrl).searchParams.get('secret') ?? ''
  const totp = generateSync({ secret, epoch: Math.floor(world.now().getTime() / 1000) })
  const entered = await as(app).post(
    '/auth/sessions',
    { username: 'lili', password: 'a long password', totp },
    { 'accept-token': 'bearer' },
  )
  const operator = as(app, entered.body.token)
  expect((await operator.get('/duties')).status).toBe(200)
  const holding = body.account.roles.find(({ role }: { role: string }) => role === 'operator')
  expect((await admin.hands.del(`/accounts/${body.account.accountId}/roles/${holding.holdingId}`)).status).toBe(200)
  expect(await operator.get('/duties')).toMatchObject({ status: 401, body: { code: 'auth.required' } })
})

test('a role ends at once for whoever keeps another', async () => {
  const worker = await village.person({ name: '网格员小周' }, [
    ['grid_worker', places.grid],
    ['community_worker', places.xinzhu],
  ])
  expect((await worker.hands.get(`/people?areaId=${places.secondGrid.id}`)).body.items).toEqual([])
  await takeRole(world.ctx(), worker.personId, { role: 'community_worker' })
  expect((await worker.hands.get('/me')).body.roles.map(({ role }: { role: string }) => role)).toEqual([
    'resident',
    'grid_worker',
  ])
  await takeRole(world.ctx(), worker.personId, { role: 'grid_worker' })
  expect(await worker.hands.get('/people')).toMatchObject({ status: 403, body: { code: 'auth.forbidden' } })
})

test('a long session becomes a working day when its owner starts to work here', async () => {
  const neighbour = await village.person({ name: '黄师傅' })
  const { accountId } = (await neighbour.hands.get('/me')).body
  expect(
    (await admin.hands.post(`/accounts/${accountId}/roles`, { role: 'grid_worker', areaId: places.grid.id })).status,
  ).toBe(200)
  const rows = await world.database.db
    .selectFrom('session')
    .select('lastsMinutes')
    .where('accountId', '=', accountId)
    .execute()
  expect(rows.every(({ lastsMinutes }) => lastsMinutes <= 720)).toBe(true)
})

test('names are taken once, roles fit their areas, and the last administrator stays', async () => {
  expect((await addOperator('twice')).status).toBe(200)
  expect(await addOperator('twice')).toMatchObject({ status: 409, body: { code: 'account.username_taken' } })
  expect(await addOperator('elsewhere', { role: 'street_manager' })).toMatchObject({
    status: 422,
    body: { code: 'account.area_needed' },
  })
  const { accountId, roles } = (await admin.hands.get('/me')).body
  const { items } = (await admin.hands.get('/accounts?role=system_admin')).body
  expect(items).toHaveLength(1)
  const [own] = items[0].roles.filter(({ role }: { role: string }) => role === 'system_admin')
  expect(roles).toHaveLength(2)
  expect(await admin.hands.del(`/accounts/${accountId}/roles/${own.holdingId}`)).toMatchObject({
    status: 409,
    body: { code: 'account.last_admin' },
  })
})

test('of two administrators who remove each other at the same moment one stays', async () => {
  const second = await village.person({ name: '副管理员' }, [['system_admin', places.street]])
  const { items } = (await admin.hands.get('/accounts?role=system_admin')).body
  const holdings = items.map((row: { accountId: string; roles: { role: string; holdingId: string }[] }) => ({
    accountId: row.accountId,
    holdingId: row.roles.find(({ role }) => role === 'system_admin')?.holdingId,
  }))
  const outcomes = await Promise.all(
    holdings.map(({ accountId, holdingId }: { accountId: string; holdingId: string }) =>
      admin.hands.del(`/accounts/${accountId}/roles/${holdingId}`),
    ),
  )
  expect(outcomes.map(({ status }) => status)).toEqual(expect.arrayContaining([200, 409]))
  expect(second.personId).not.toBe(admin.personId)
})

test('an administrator sees accounts of the own area only and no people at all', async () => {
  const local = await village.person({ name: '金城管理员' }, [['system_admin', places.jincheng]])
  const { items } = (await local.hands.get('/accounts')).body
  expect(items.map(({ name }: { name: string }) => name)).toEqual(['金城管理员'])
  expect(await local.hands.post('/accounts', { name: 'x', role: 'operator', areaId: places.xinzhu.id })).toMatchObject({
    status: 404,
  })
  expect((await local.hands.get('/people')).status).toBe(403)
  expect((await local.hands.get(`/people/${lead.personId}`)).status).toBe(403)
})

test('a session is listed, ended from elsewhere, and works nowhere any more', async () => {
  const grandma = await village.person({ name: '李奶奶' })
  const { items } = (await grandma.hands.get('/auth/sessions')).body
  expect(items).toMatchObject([{ current: true }])
  expect((await lead.hands.del(`/auth/sessions/${items[0].id}`)).status).toBe(404)
  expect((await grandma.hands.del(`/auth/sessions/${items[0].id}`)).status).toBe(200)
  expect((await grandma.hands.get('/me')).status).toBe(401)
})

test('a token after sign-out is nobody, and staff are signed out after half a day', async () => {
  const worker = await village.person({ name: '网格员小韦' }, [['grid_worker', places.grid]])
  expect((await worker.hands.del('/auth/sessions/current')).status).toBe(200)
  expect((await worker.hands.get('/me')).status).toBe(401)
  const before = world.now()
  const early = await village.person({ name: '早班' }, [['grid_worker', places.grid]])
  world.advance(12 * 60 + 1)
  expect((await early.hands.get('/me')).status).toBe(401)
  world.setNow(before)
})

test('a code on paper signs in once, however often it is looked at, and never somebody who works here', async () => {
  const worker = await village.person({ name: '网格员小梁' }, [['grid_worker', places.grid]])
  const personId = await village.neighbour({ name: '盲人老赵', door: [places.building, '401'] })
  const { body } = await worker.hands.post(`/people/${personId}/sign-in-link`, {})
  const link = body.url.split('#')[1]
  const enter = () => as(app).post('/auth/sessions', { link }, { 'accept-token': 'bearer' })
  const [first, second] = await Promise.all([enter(), enter()])
  expect([first.status, second.status]).toEqual(expect.arrayContaining([200, 410]))
  const token = first.body.token ?? second.body.token
  expect((await as(app, token).get('/me')).body).toMatchObject({ personId, confirmed: true })
  expect((await as(app, token).get('/me/looks')).body.items).toMatchObject([
    { who: '网格员小梁', what: '打印了登录码' },
  ])
  const unused = (await worker.hands.post(`/people/${personId}/sign-in-link`, {})).body.url.split('#')[1]
  const before = world.now()
  world.advance(15 * 24 * 60)
  expect(await as(app).post('/auth/sessions', { link: unused })).toMatchObject({
    status: 410,
    body: { code: 'auth.link_used' },
  })
  world.setNow(before)
  const colleague = await village.person({ name: '同事', door: [places.building, '402'] }, [
    ['grid_worker', places.grid],
  ])
  expect(await worker.hands.post(`/people/${colleague.personId}/sign-in-link`, {})).toMatchObject({
    status: 403,
    body: { code: 'auth.forbidden' },
  })
  const elsewhere = await village.neighbour({ name: '别处', door: [places.otherBuilding, '101'] })
  expect((await worker.hands.post(`/people/${elsewhere}/sign-in-link`, {})).status).toBe(404)
})

test('who is on duty stands first, the nearest level before the next', async () => {
  const near = await village.person({ name: '近' }, [['grid_worker', places.secondGrid]])
  const nearOnDuty = await village.person({ name: '近值班' }, [['grid_worker', places.secondGrid]])
  const far = await village.person({ name: '远' }, [['community_worker', places.xinzhu]])
  expect((await nearOnDuty.hands.post('/duties', { areaId: places.secondGrid.id, role: 'grid_worker' })).status).toBe(
    200,
  )
  expect(await nearOnDuty.hands.post('/duties', { areaId: places.grid.id, role: 'grid_worker' })).toMatchObject({
    status: 403,
  })
  const staff = await staffAt(world.ctx(), places.otherBuilding.path, ['grid_worker', 'community_worker'])
  expect(staff.map(({ personId, onDuty }) => [personId, onDuty])).toEqual([
    [nearOnDuty.personId, true],
    [near.personId, false],
    [far.personId, false],
  ])
  expect((await lead.hands.get('/duties')).body.items).toMatchObject([
    { name: '近值班', role: 'grid_worker', areaName: '第二网格' },
  ])
  expect((await nearOnDuty.hands.get('/me')).body.duty).toMatchObject({ role: 'grid_worker' })
  await nearOnDuty.hands.post('/duties/current/end', {})
  expect((await lead.hands.get('/duties')).body.items).toEqual([])
  expect(await nextLevel(world.ctx(), places.otherBuilding.path, 'grid')).toMatchObject({
    level: 'community',
    areaId: places.xinzhu.id,
  })
  expect(await nextLevel(world.ctx(), places.otherBuilding.path, 'street')).toBeNull()
})

test('the log names who did it, is sealed, and shows each auditor the own area', async () => {
  const auditor = await village.person({ name: '审计员' }, [['auditor', places.street]])
  // What other transactions still might add to is sealed a moment later.
  const page = await vi.waitFor(
    async () => {
      await sealAudit(world.kit)
      const { body } = await auditor.hands.get('/audit?act=role&limit=2')
      expect(body.items).toMatchObject([{ sealed: true }, { sealed: true }])
      return body
    },
    { timeout: 15_000, interval: 100 },
  )
  expect(page.items[0].act).toMatch(/^role\./)
  expect(page.items.every(({ actor }: { actor: string }) => actor.length > 0)).toBe(true)
  const next = (await auditor.hands.get(`/audit?act=role&limit=2&cursor=${page.nextCursor}`)).body
  expect(next.items.map(({ id }: { id: string }) => id)).not.toContain(page.items[0].id)
  const jincheng = await village.person({ name: '金城审计' }, [['auditor', places.jincheng]])
  const own = (await jincheng.hands.get('/audit')).body.items
  expect(own.map(({ act, detail }: { act: string; detail: { name: string } }) => [act, detail.name])).toEqual([
    ['area.added', '金城1栋'],
    ['area.added', '金城社区'],
  ])
  expect((await lead.hands.get('/audit')).status).toBe(403)
})
