// Settings by version and the holiday table, as the people of one street office change and read them.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemContext } from '../../kit/context.ts'
import { as, freshWorld, person, role, testApp, tokenBook } from '../../kit/testing.ts'
import { defaultPolicies } from './defaults.ts'
import { policyRoutes } from './routes.ts'
import { calendarOf, dueAfter, foundPolicies, policyAt, policyNow } from './service.ts'

const world = await freshWorld()
const book = tokenBook()
const app = await testApp(world, policyRoutes, book.actorOf)
const signedIn = (...held: ReturnType<typeof role>[]) => as(app, book.tokenFor(person(world.tenantId, { held })))
const manager = signedIn(role('street_manager', 's1'))
const gridWorker = signedIn(role('grid_worker', 's1.c1.g1'))

beforeAll(() => foundPolicies(world.ctx()))
afterAll(async () => {
  await app.close()
  await world.close()
})

test('a new place starts with the figures of the rules, and founding it twice changes nothing', async () => {
  await foundPolicies(world.ctx())
  const { status, body } = await gridWorker.get('/policies')
  expect(status).toBe(200)
  expect(body.items.map((item: { kind: string; version: number }) => [item.kind, item.version])).toEqual([
    ['requests', 1],
    ['dispatch', 1],
    ['visits', 1],
    ['credit', 1],
    ['roster', 1],
    ['rounds', 1],
    ['records', 1],
    ['hotline', 1],
  ])
  expect(body.items[0].body).toEqual(defaultPolicies.requests)
})

test('the manager plans new figures for tomorrow: today the old ones hold, tomorrow the new, and an old version stays readable', async () => {
  const today = world.now()
  const tomorrow = new Date(today.getTime() + 86_400_000)
  const visits = { ...defaultPolicies.visits, proofMetres: 200 }
  const made = await manager.post('/policies', {
    kind: 'visits',
    validFrom: tomorrow.toISOString(),
    body: visits,
    reason: '楼间距大',
  })
  expect(made.status).toBe(200)
  expect(made.body).toMatchObject({ kind: 'visits', version: 2, reason: '楼间距大' })

  expect(await policyNow(world.ctx(), 'visits')).toEqual({ version: 1, body: defaultPolicies.visits })
  world.setNow(tomorrow.toISOString())
  expect(await policyNow(world.ctx(), 'visits')).toEqual({ version: 2, body: visits })
  expect(await policyAt(world.ctx(), 'visits', 1)).toEqual({ version: 1, body: defaultPolicies.visits })
  world.setNow(today.toISOString())

  const audited = await world.owner.db
    .selectFrom('auditEntry')
    .select(['act', 'detail'])
    .where('act', '=', 'policy.added')
    .execute()
  expect(audited).toMatchObject([{ detail: { kind: 'visits', version: 2, reason: '楼间距大' } }])
})

test('a policy written in another process is seen within seconds', async () => {
  expect((await policyNow(world.ctx(), 'credit')).version).toBe(1)
  const elsewhere = { ...defaultPolicies.credit, pointsADay: 60 }
  await world.owner.db
    .insertInto('policy')
    .values({
      tenantId: world.tenantId,
      id: '0193aaaa-0000-7000-8000-000000000001',
      kind: 'credit',
      version: 2,
      validFrom: world.now(),
      body: JSON.stringify(elsewhere),
      reason: 'elsewhere',
      madeAt: world.now(),
    })
    .execute()
  await expect
    .poll(async () => (await policyNow(world.ctx(), 'credit')).version, { timeout: 8000, interval: 500 })
    .toBe(2)
}, 10_000)

test('two managers who publish at the same moment get two versions, none lost', async () => {
  const publish = (maxAsks: number) =>
    manager.post('/policies', { kind: 'dispatch', body: { ...defaultPolicies.dispatch, maxAsks }, reason: 'a try' })
  const made = await Promise.all([20, 30, 40, 50].map(publish))
  expect(made.map(({ status }) => status)).toEqual([200, 200, 200, 200])
  expect(made.map(({ body }) => body.version).toSorted((a, b) => a - b)).toEqual([2, 3, 4, 5])
})

test('figures that cannot be meant are refused with their place, in the language of the reader', async () => {
  const wrong = { ...defaultPolicies.dispatch, waveSize: 99, waveMinutes: 0 }
  const { status, body } = await manager.post('/policies', { kind: 'dispatch', body: wrong, reason: 'oops' })
  expect(status).toBe(422)
  expect(body).toMatchObject({
    code: 'policy.wrong',
    issues: [{ path: 'body.waveSize', message: '请填 20 或更小的数' }],
  })

  const low = await manager.post('/policies', {
    kind: 'dispatch',
    body: { ...defaultPolicies.dispatch, waveMinutes: 0 },
    reason: 'oops',
  })
  expect(low.body).toMatchObject({ code: 'policy.wrong', issues: [{ path: 'body.waveMinutes' }] })

  const nonsense = await manager.post('/policies', { kind: 'requests', body: 'ten thousand', reason: 'oops' })
  expect(nonsense.body.code).toBe('policy.wrong')
  const past = await manager.post('/policies', {
    kind: 'visits',
    validFrom: '2026-11-01T00:00:00Z',
    body: defaultPolicies.visits,
    reason: 'oops',
  })
  expect(past.body.code).toBe('policy.in_the_past')
})

test('only who answers for the whole tenant changes settings', async () => {
  const body = { kind: 'visits', body: defaultPolicies.visits, reason: 'mine' }
  expect((await as(app).post('/policies', body)).body.code).toBe('auth.required')
  expect((await gridWorker.post('/policies', body)).status).toBe(403)
  expect((await signedIn(role('resident', 's1')).get('/policies')).status).toBe(403)
  const oneCommunity = signedIn(role('community_lead', 's1.c1'))
  expect((await oneCommunity.post('/policies', body)).body.code).toBe('auth.forbidden')
  expect((await oneCommunity.put('/working-days/2026', { source: 'x', days: [] })).status).toBe(403)
})

test('a year nobody has entered counts Monday to Friday and says so; entered, it moves what is due', async () => {
  const resident = signedIn(role('resident', 's1.c1'))
  expect((await resident.get('/working-days/2026')).body).toMatchObject({ year: 2026, known: true })
  expect((await resident.get('/working-days/2027')).body).toEqual({ year: 2027, known: false, days: [] })

  const from = new Date('2027-09-30T02:00:00Z')
  const due = async () =>
    dueAfter(await calendarOf(world.ctx()), 'Asia/Shanghai', from, { workingDays: 1 }).toISOString()
  expect(await due()).toBe('2027-10-01T16:00:00.000Z')

  const days = ['01', '04', '05', '06', '07'].map((day) => ({ day: `2027-10-${day}`, works: false, name: '国庆节' }))
  const worked = { day: '2027-10-09', works: true, name: '国庆节' }
  const entered = await manager.put('/working-days/2027', { source: '国办发明电〔2026〕7号', days: [...days, worked] })
  expect(entered.body).toMatchObject({ year: 2027, known: true })
  expect(entered.body.days).toHaveLength(6)
  expect(await due()).toBe('2027-10-08T16:00:00.000Z')
})

test('days of another year, and a day twice, are refused', async () => {
  const newYear = { day: '2028-01-01', works: false, name: '元旦' }
  expect((await manager.put('/working-days/2027', { source: 'x', days: [newYear] })).body.code).toBe(
    'policy.wrong_year',
  )
  const twice = await manager.put('/working-days/2028', { source: 'x', days: [newYear, { ...newYear, works: true }] })
  expect(twice.body).toMatchObject({ code: 'policy.wrong', issues: [{ path: 'days.1.day' }] })
  expect((await manager.put('/working-days/28', { source: 'x', days: [] })).status).toBe(404)
})

test('another tenant has its own figures, and one that was never founded says so', async () => {
  const other = await world.addTenant('jincheng')
  const ctx = systemContext(world.kit, other, 'test')
  await expect(policyNow(ctx, 'visits')).rejects.toThrow('not founded')
  await foundPolicies(ctx)
  expect((await policyNow(ctx, 'dispatch')).version).toBe(1)
  expect((await policyNow(world.ctx(), 'dispatch')).version).toBe(5)
})
