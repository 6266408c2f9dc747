// Staff find, enter, correct, confirm and merge people; people read who looked, and let their family act.
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { inTransaction } from '../../kit/context.ts'
import { as } from '../../kit/testing.ts'
import { accountRoutes } from '../accounts/routes.ts'
import { foundVillage } from '../accounts/testing-village.ts'
import { peopleRoutes } from './routes.ts'
import { briefs, homeOf, identifyPerson, personByPhone, personOf, phoneOf } from './service.ts'

const village = await foundVillage([...accountRoutes, ...peopleRoutes])
const { world, app, places } = village
afterAll(() => village.close())
const worker = await village.person({ name: '社工小农' }, [['community_worker', places.xinzhu]])
const gridWorker = await village.person({ name: '网格员小黄' }, [['grid_worker', places.grid]])
const manager = await village.person({ name: '街道老覃' }, [['street_manager', places.street]])
const foreign = await village.person({ name: '金城社工' }, [['community_worker', places.jincheng]])
type Row = { id: string; name: string }
const found = async (q: string, hands = worker.hands): Promise<string[]> =>
  (await hands.get(`/people?q=${encodeURIComponent(q)}`)).body.items.map(({ name }: Row) => name)

const li = await village.neighbour({
  name: '李秀英',
  phone: '10000000101',
  bornOn: '1944-03-08',
  sex: 'female',
  idNumber: '110105194403080027',
  door: [places.building, '2单元301'],
})

test('a person is found by name, pinyin, initials, whole number, last four and building', async () => {
  await village.neighbour({ name: '曾强', phone: '10000000102', door: [places.building, '101'] })
  await village.neighbour({ name: '𠮷田䶮', door: [places.otherBuilding, '101'] })
  expect(await found('李秀')).toEqual(['李秀英'])
  expect(await found('zengq')).toEqual(['曾强'])
  expect(await found('LXY')).toEqual(['李秀英'])
  expect(await found('𠮷')).toEqual(['𠮷田䶮'])
  expect(await found('䶮')).toEqual(['𠮷田䶮'])
  expect(await found('100 0000 0102')).toEqual(['曾强'])
  expect(await found('0101')).toEqual(['李秀英'])
  expect(await found('110105194403080027')).toEqual(['李秀英'])
  expect(await found('12号楼')).toEqual(['𠮷田䶮'])
  expect(await found("'; drop table person; --")).toEqual([])
})

test('numbers are masked in lists and pages, and in the database nobody reads them', async () => {
  const { body } = await worker.hands.get(`/people/${li}`)
  expect(body).toMatchObject({
    phoneMasked: '100****0101',
    idNumberMasked: '110***********0027',
    age: 82,
    callName: '李阿姨',
    buildingName: '3号楼',
  })
  expect(JSON.stringify(body)).not.toMatch(/10000000101|110105194403080027|单元301/)
  const { rows } = await sql`select * from person where id = ${li}`.execute(world.owner.db)
  const { rows: homes } = await sql`select * from household`.execute(world.owner.db)
  expect(JSON.stringify([rows, homes])).not.toMatch(/10000000101|110105194403080027|单元301/)
})

test('each sees the own area: another grid, another community, another operator find nobody', async () => {
  expect(await found('李秀英', gridWorker.hands)).toEqual(['李秀英'])
  expect(await found('𠮷田䶮', gridWorker.hands)).toEqual([])
  expect(await found('李秀英', foreign.hands)).toEqual([])
  expect((await foreign.hands.get(`/people/${li}`)).status).toBe(404)
  expect((await foreign.hands.post(`/people/${li}/reveal`, { field: 'phone', reason: '看看' })).status).toBe(404)
  const other = await world.addTenant('elsewhere')
  const ctx = { ...world.ctx(), tenantId: other, actor: { kind: 'system', tenantId: other, name: 'x' } } as const
  expect((await briefs(ctx, [li])).size).toBe(0)
  await expect(personOf(ctx, li)).rejects.toMatchObject({ code: 'person.unknown' })
})

test('a field is shown with a reason, and the person reads who looked and why', async () => {
  const grandma = await village.person({ name: '黄奶奶', phone: '10000000103', door: [places.building, '502'] })
  expect((await gridWorker.hands.post(`/people/${grandma.personId}/reveal`, { field: 'phone' })).status).toBe(400)
  expect(
    (await gridWorker.hands.post(`/people/${grandma.personId}/reveal`, { field: 'phone', reason: '约上门时间' })).body,
  ).toEqual({ field: 'phone', value: '10000000103' })
  expect(
    (await gridWorker.hands.post(`/people/${grandma.personId}/reveal`, { field: 'door', reason: '送药' })).body.value,
  ).toBe('502')
  expect(
    (await gridWorker.hands.post(`/people/${grandma.personId}/reveal`, { field: 'id_number', reason: '核对' })).body
      .value,
  ).toBeNull()
  const { items } = (await grandma.hands.get('/me/looks')).body
  expect(items.map(({ who, what, reason }: Record<string, string>) => [who, what, reason])).toEqual([
    ['网格员小黄', '证件号', '核对'],
    ['网格员小黄', '门牌号', '送药'],
    ['网格员小黄', '手机号', '约上门时间'],
  ])
  expect((await gridWorker.hands.get('/me/looks')).body.items).toEqual([])
})

test('somebody is entered with what the document says, and what contradicts it is refused', async () => {
  const entry = {
    name: '王建国',
    idNumber: '11010519491231002X',
    buildingId: places.building.id,
    doorName: '3-201',
    phone: '10000000104',
  }
  expect(await worker.hands.post('/people', { ...entry, sex: 'male' })).toMatchObject({
    status: 422,
    body: { code: 'person.id_number_wrong' },
  })
  expect(await worker.hands.post('/people', { ...entry, bornOn: '1950-01-01' })).toMatchObject({
    body: { code: 'person.id_number_wrong' },
  })
  expect(await worker.hands.post('/people', { ...entry, idNumber: '110105194912310021' })).toMatchObject({
    body: { code: 'person.id_number_wrong' },
  })
  const { status, body } = await worker.hands.post('/people', entry)
  expect(status).toBe(200)
  expect(body).toMatchObject({
    bornOn: '1949-12-31',
    sex: 'female',
    confirmed: true,
    households: [{ buildingName: '3号楼' }],
  })
  expect(await worker.hands.post('/people', { ...entry, name: '另一个' })).toMatchObject({
    status: 409,
    body: { code: 'person.id_number_taken' },
  })
  expect(await worker.hands.post('/people', { name: '没有家' })).toMatchObject({
    status: 400,
    body: { issues: [{ path: 'buildingId' }] },
  })
  expect((await worker.hands.post('/people', { name: '别处的', buildingId: places.jinchengBuilding.id })).status).toBe(
    404,
  )
})

test('HTML and emoji in a name stay text', async () => {
  const name = '<b onclick=alert(1)>王😀</b>'
  const { body } = await worker.hands.post('/people', { name, buildingId: places.building.id })
  expect(body.name).toBe(name)
  expect(await found('王😀')).toContain(name)
})

test('a correction that is too late changes nothing', async () => {
  const personId = await village.neighbour({ name: '韦梅', door: [places.building, '601'] })
  const { version } = (await worker.hands.get(`/people/${personId}`)).body
  const change = (callName: string) => worker.hands.patch(`/people/${personId}`, { version, callName })
  const replies = await Promise.all([change('梅姐'), change('韦阿姨')])
  expect(replies.map(({ status }) => status)).toEqual(expect.arrayContaining([200, 409]))
  const moved = await worker.hands.patch(`/people/${personId}`, {
    version: version + 1,
    buildingId: places.otherBuilding.id,
    doorName: '302',
    phone: '10000000105',
  })
  expect(moved.body.households).toMatchObject([{ buildingName: '12号楼' }])
  expect(await homeOf(world.ctx(), personId)).toMatchObject({ areaId: places.otherBuilding.id, doorName: '302' })
  expect(await phoneOf(world.ctx(), personId)).toBe('10000000105')
})

test('whoever knows a neighbour confirms them, and nobody confirms themselves', async () => {
  const { personId } = await inTransaction(world.ctx(), (ctx) =>
    personByPhone(ctx, '10000000106', { name: '新来的', callName: '新来的' }),
  )
  expect((await manager.hands.get('/people?unconfirmed=true')).body.items.map(({ id }: Row) => id)).toContain(personId)
  expect((await worker.hands.post(`/people/${personId}/confirm`, { how: '上门见过' })).status).toBe(404)
  const self = await village.person({ name: '楼长', door: [places.building, '602'] }, [
    ['building_leader', places.building],
  ])
  expect((await self.hands.post(`/people/${self.personId}/confirm`, { how: '我就是' })).status).toBe(403)
  expect((await self.hands.post(`/people/${li}/confirm`, { how: '住我楼上' })).body).toMatchObject({
    confirmed: true,
    confirmedHow: '住我楼上',
  })
})

test('ten first calls with one number make one person', async () => {
  const made = await Promise.all(
    Array.from({ length: 10 }, () =>
      inTransaction(world.ctx(), (ctx) => personByPhone(ctx, '+8610000000107', { name: '新邻居', callName: '新邻居' })),
    ),
  )
  expect(new Set(made.map(({ personId }) => personId)).size).toBe(1)
})

test('two entries that are one person become one for every reader, and two again', async () => {
  const kept = await village.neighbour({ name: '梁伟', door: [places.building, '701'] })
  const twin = await village.neighbour({ name: '梁卫', phone: '10000000108', door: [places.building, '701'] })
  expect(await worker.hands.post(`/people/${kept}/merge`, { intoPersonId: kept, reason: '同一人' })).toMatchObject({
    body: { code: 'person.merge_itself' },
  })
  const rounds = await Promise.all([
    worker.hands.post(`/people/${twin}/merge`, { intoPersonId: kept, reason: '同一人' }),
    worker.hands.post(`/people/${kept}/merge`, { intoPersonId: twin, reason: '同一人' }),
  ])
  expect(rounds.map(({ status }) => status)).toEqual(expect.arrayContaining([200, 409]))
  const [from, into] = rounds[0]?.status === 200 ? [twin, kept] : [kept, twin]
  expect(await personOf(world.ctx(), from)).toMatchObject({ id: into })
  expect(await phoneOf(world.ctx(), into)).toBe('10000000108')
  expect(await found('liangwei')).toHaveLength(1)
  expect((await worker.hands.get(`/people/${from}`)).body).toMatchObject({
    mergedInto: into,
    can: { change: false, merge: true },
  })
  expect((await worker.hands.post(`/people/${from}/unmerge`, {})).body.mergedInto).toBeNull()
  expect(await found('liangwei')).toHaveLength(2)
})

test("a child's name is for the community, not for the street", async () => {
  const child = await village.neighbour({ name: '小宝贝', bornOn: '2018-05-01', door: [places.building, '901'] })
  expect((await gridWorker.hands.get(`/people/${child}`)).body.name).toBe('小宝贝')
  expect((await manager.hands.get(`/people/${child}`)).body.name).toBe('小**')
})

test('a resident opens no page of other people', async () => {
  const resident = await village.person({ name: '普通居民' })
  for (const path of ['/people', `/people/${li}`, '/accounts', '/audit'])
    expect((await resident.hands.get(path)).status).toBe(403)
  expect((await as(app).get('/people', { host: 'xinzhu.test' })).status).toBe(401)
})

test('whoever gives a real name and a document keeps to the document that is on record', async () => {
  const personId = await village.neighbour({ name: '小陆', phone: '10000000112' })
  const real = { name: '陆一鸣', idNumber: '44010619900307001X' }
  const wrong = { ...real, idNumber: '440106199003070011' }
  await expect(identifyPerson(world.ctx(), personId, wrong)).rejects.toMatchObject({ code: 'person.id_number_wrong' })
  expect(await identifyPerson(world.ctx(), personId, real)).toEqual({ bornOn: '1990-03-07', sex: 'male' })
  await identifyPerson(world.ctx(), personId, real)
  const other = { ...real, idNumber: '11010519491231002X' }
  await expect(identifyPerson(world.ctx(), li, real)).rejects.toMatchObject({ code: 'person.id_number_taken' })
  await expect(identifyPerson(world.ctx(), personId, other)).rejects.toMatchObject({
    code: expect.stringMatching(/^person\.id_number_/),
  })
})
