// The catalogue as people meet it: residents look and search, staff change it, another tenant has its own.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { person, role, as, freshWorld, testApp, tokenBook } from '../../kit/testing.ts'
import { catalogRoutes } from './routes.ts'
import { foundCatalog, requirementsOn, serviceByCode, serviceOf } from './service.ts'

const world = await freshWorld()
const { actorOf, tokenFor } = tokenBook()
const app = await testApp(world, catalogRoutes, actorOf)
const lead = as(app, tokenFor(person(world.tenantId, { held: [role('community_lead', 'a')] })))
const resident = as(app, tokenFor(person(world.tenantId, { held: [role('resident', 'a')] })))
const anyone = as(app)
/** The host name says which tenant somebody without a session means. */
const here = { host: 'xinzhu.test' }
beforeAll(() => foundCatalog(world.ctx()))
afterAll(async () => {
  await app.close()
  await world.close()
})

type Row = { code: string; id: string; version: number; requirements: { kind: string; code: string }[] }
const listed = async (query = ''): Promise<Row[]> => (await anyone.get(`/services${query}`, here)).body.items
const one = async (code: string): Promise<Row> => {
  const row = (await listed('')).find((service) => service.code === code)
  if (!row) throw new Error(`no service ${code}`)
  return row
}

test('anyone reads the 52 services, the usual word finds the right one first', async () => {
  const all = await listed()
  expect(all).toHaveLength(52)
  expect(all[0]).toMatchObject({ code: 'plumbing', zh: '修水管、水龙头', icon: 'drop', asked: 0, helpers: 1 })
  expect((await listed(`?q=${encodeURIComponent('水龙头漏水')}`))[0]).toMatchObject({ code: 'plumbing' })
  expect(await listed(`?q=${encodeURIComponent('没有这样的事')}`)).toEqual([])
})

test('founding twice changes nothing, not even what the operator has changed since', async () => {
  const { id, version } = await one('book-lending')
  expect((await lead.patch(`/services/${id}`, { version, minutes: 25 })).body).toMatchObject({
    minutes: 25,
    version: 2,
  })
  await foundCatalog(world.ctx())
  expect(await one('book-lending')).toMatchObject({ id, minutes: 25, version: 2 })
  expect(await listed()).toHaveLength(52)
})

test('two leads change the same service at once and exactly one is told to look again', async () => {
  const { id, version } = await one('house-watching')
  const replies = await Promise.all([20, 30].map((minutes) => lead.patch(`/services/${id}`, { version, minutes })))
  expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 409])
  expect(replies.find(({ status }) => status === 409)?.body.code).toBe('row.stale')
})

test('a resident cannot change the catalogue, and nobody sees another tenant', async () => {
  const { id, version } = await one('plumbing')
  expect((await resident.patch(`/services/${id}`, { version, minutes: 50 })).status).toBe(403)
  const other = await world.addTenant('elsewhere')
  const stranger = as(app, tokenFor(person(other, { held: [role('community_lead', 'a')] })))
  expect((await stranger.get('/services')).body.items).toEqual([])
  expect(await stranger.patch(`/services/${id}`, { version, minutes: 50 })).toMatchObject({ status: 404 })
})

test('a new service has a code of its own, a price that makes sense, and comes with its demands', async () => {
  const body = {
    code: 'piano-tuning',
    zh: '调钢琴',
    en: 'Piano tuning',
    kind: 'development',
    defaultUrgency: 'ordinary',
    minutes: 90,
    credit: 'priced',
    helpers: 2,
    priceRule: { fromCents: 20_000, toCents: 10_000 },
    requirements: [{ kind: 'skill', code: 'piano', value: null }],
  }
  expect(await lead.post('/services', body)).toMatchObject({
    status: 400,
    body: { issues: [{ path: 'priceRule.toCents' }] },
  })
  const made = await lead.post('/services', { ...body, priceRule: { fromCents: 10_000, toCents: 20_000, unit: '次' } })
  expect(made.body).toMatchObject({
    code: 'piano-tuning',
    version: 1,
    requirements: [{ kind: 'skill' }, { kind: 'two_people' }],
  })
  expect(await lead.post('/services', { ...body, priceRule: {} })).toMatchObject({
    status: 409,
    body: { code: 'service.code_taken' },
  })
  const log = await world.owner.db
    .selectFrom('auditEntry')
    .select('act')
    .where('subjectId', '=', made.body.id)
    .execute()
  expect(log).toEqual([{ act: 'service.added' }])
})

test('a demand that is dropped today still held yesterday', async () => {
  const { id, version, requirements } = await one('stair-light')
  const wanted = requirements.filter(({ kind }) => kind !== 'certificate')
  const changed = await lead.patch(`/services/${id}`, { version, requirements: wanted })
  expect(changed.body.requirements.map((demand: { kind: string }) => demand.kind)).not.toContain('certificate')
  const kinds = async (day: string) => (await requirementsOn(world.ctx(), id, day)).map(({ kind }) => kind)
  expect(await kinds('2026-11-24')).toContain('certificate')
  expect(await kinds('2026-11-25')).not.toContain('certificate')
  const back = await lead.patch(`/services/${id}`, { version: version + 1, requirements })
  expect(back.status).toBe(200)
  const gone = await lead.patch(`/services/${id}`, { version: version + 2, requirements: wanted })
  expect(gone.body.requirements).toEqual(changed.body.requirements)
})

test('a service switched off is asked for no more but stays readable', async () => {
  const { id, version } = await one('snow-clearing')
  await lead.patch(`/services/${id}`, { version, active: false })
  expect((await listed()).map(({ code }) => code)).not.toContain('snow-clearing')
  expect((await resident.get('/services?all=true')).body.items.map((row: Row) => row.code)).not.toContain(
    'snow-clearing',
  )
  expect((await lead.get('/services?all=true')).body.items.map((row: Row) => row.code)).toContain('snow-clearing')
  await expect(serviceByCode(world.ctx(), 'snow-clearing')).rejects.toMatchObject({ code: 'service.unknown' })
  await expect(serviceOf(world.ctx(), id)).resolves.toMatchObject({ code: 'snow-clearing', active: false })
})

test('a spoken cry for help is answered with the number to call', async () => {
  expect((await anyone.post('/services/danger', { text: '奶奶晕倒了' }, here)).body).toEqual({
    call: '120',
    words: ['晕倒'],
    sure: true,
  })
  expect((await anyone.post('/services/danger', { text: '灯泡坏了' }, here)).body).toEqual({
    call: null,
    words: [],
    sure: false,
  })
  expect((await anyone.post('/services/danger', { text: '长'.repeat(2001) }, here)).status).toBe(400)
})

test('what somebody says suggests services of this catalogue, with the words that led there', async () => {
  const said = async (text: string) => (await anyone.post('/services/suggestions', { text }, here)).body
  const tap = await said('我妈家厨房的水笼头一直滴水，她八十多了')
  expect(tap).toMatchObject({ urgency: 'ordinary', crowd: 'elder', danger: { call: null }, nothingAsked: false })
  expect(tap.services[0]).toMatchObject({ code: 'plumbing', zh: '修水管、水龙头', kind: 'basic' })
  expect(tap.services[0].words.join('')).toMatch(/滴水|水/)
  expect(await said('谢谢你们，昨天修得很好')).toMatchObject({ nothingAsked: true })
  await lead.post('/services', {
    code: 'bike-repair', zh: '修自行车', en: 'Bicycle repair', kind: 'basic',
    defaultUrgency: 'ordinary', minutes: 30, credit: 'neighbourly',
  }) // prettier-ignore
  expect((await said('想修自行车')).services[0]).toMatchObject({ code: 'bike-repair', words: ['修自行车'] })
})
