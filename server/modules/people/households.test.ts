// What belongs to a person: statuses, family, household. Who may enter it, who may see it, and what never shows.
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { accountRoutes } from '../accounts/routes.ts'
import { actorOf } from '../accounts/service.ts'
import { foundVillage } from '../accounts/testing-village.ts'
import { peopleRoutes } from './routes.ts'
import { careWordsFor, doorAreaOf, householdAtDoor, mayAskFor, maySee, tagsOf } from './service.ts'

const village = await foundVillage([...accountRoutes, ...peopleRoutes])
const { world, places } = village
afterAll(() => village.close())
const worker = await village.person({ name: '社工小农' }, [['community_worker', places.xinzhu]])
const gridWorker = await village.person({ name: '网格员小黄' }, [['grid_worker', places.grid]])
const manager = await village.person({ name: '街道老覃' }, [['street_manager', places.street]])
const foreign = await village.person({ name: '金城社工' }, [['community_worker', places.jincheng]])
const li = await village.neighbour({ name: '李秀英', bornOn: '1944-03-08', door: [places.building, '2单元301'] })

test('a status needs source and basis, lies sealed, and is for staff who may enter it', async () => {
  const tag = { tag: 'hard_of_hearing', source: '残联', basis: '本人同意', validFrom: '2020-01-01' }
  expect((await worker.hands.post(`/people/${li}/tags`, { ...tag, basis: '' })).status).toBe(400)
  const { body } = await worker.hands.post(`/people/${li}/tags`, tag)
  expect(body.tags).toMatchObject([{ tag: 'hard_of_hearing', source: '残联' }])
  expect((await manager.hands.get(`/people/${li}`)).body.tags).toEqual([])
  expect(await tagsOf(world.ctx(), li)).toEqual(['hard_of_hearing'])
  expect(await careWordsFor(world.ctx(), li, 'zh-CN')).toContain('听力不好，请大声、慢慢说')
  const { rows } = await sql`select * from person_tag`.execute(world.owner.db)
  expect(JSON.stringify(rows)).not.toContain('hard_of_hearing')
  expect((await worker.hands.del(`/people/${li}/tags/${body.tags[0].id}`)).body.tags).toEqual([])
  expect(await tagsOf(world.ctx(), li)).toEqual([])
})

test('a daughter far away asks for her mother while the mother lets her', async () => {
  const mother = await village.person({ name: '周妈妈', door: [places.building, '801'] })
  const daughter = await village.person({ name: '周小妹', phone: '10000000109' })
  const asDaughter = { ...world.ctx(), actor: (await actorOf(world.kit, daughter.token)) ?? world.ctx().actor }
  expect(await mayAskFor(asDaughter, mother.personId)).toBe(false)
  const right = { phone: '10000000109', callName: '小妹', relation: '女儿', mayAsk: true, maySee: false }
  const { body } = await mother.hands.post('/me/families', right)
  expect(body).toMatchObject({ personId: daughter.personId, relation: '女儿' })
  expect([await mayAskFor(asDaughter, mother.personId), await maySee(asDaughter, mother.personId)]).toEqual([
    true,
    false,
  ])
  expect((await daughter.hands.get('/me')).body.families).toEqual([
    { personId: mother.personId, callName: '周妈妈', relation: '女儿', mayAsk: true, maySee: false },
  ])
  await mother.hands.post('/me/families', { ...right, maySee: true })
  expect((await mother.hands.get('/me/families')).body.items).toHaveLength(1)
  const { items } = (await mother.hands.get('/me/families')).body
  expect((await daughter.hands.del(`/me/families/${items[0].id}`)).status).toBe(404)
  expect((await mother.hands.del(`/me/families/${items[0].id}`)).status).toBe(200)
  expect(await mayAskFor(asDaughter, mother.personId)).toBe(false)
  const recorded = await gridWorker.hands.post(`/people/${mother.personId}/families`, {
    ...right,
    evidence: '纸质委托书 2026-11-25',
  })
  expect(recorded.body.families).toMatchObject([{ relation: '女儿' }])
  const own = await village.person({ name: '自己', phone: '10000000110' })
  expect(await own.hands.post('/me/families', { ...right, phone: '10000000110' })).toMatchObject({
    body: { code: 'family.self' },
  })
})

test('a household is shown without its door; its members come and go', async () => {
  const { items } = (await worker.hands.get(`/households?areaId=${places.building.id}&limit=100`)).body
  const lis = items.find(({ members }: { members: { personId: string }[] }) =>
    members.some(({ personId }) => personId === li),
  )
  expect(lis).toMatchObject({ buildingName: '3号楼', doorMasked: '*单元***' })
  const nurse = await village.neighbour({ name: '保姆小覃', door: [places.building, '102'] })
  const joined = await worker.hands.patch(`/households/${lis.id}`, {
    version: lis.version,
    addPersonId: nurse,
    relation: '保姆',
    note: '钥匙问 10000000111',
  })
  expect(joined.body).toMatchObject({ note: '钥匙问 〔电话〕' })
  expect(joined.body.members).toHaveLength(lis.members.length + 1)
  expect(
    await worker.hands.patch(`/households/${lis.id}`, { version: lis.version + 1, addPersonId: nurse }),
  ).toMatchObject({ status: 409, body: { code: 'household.member_already' } })
  expect(await worker.hands.patch(`/households/${lis.id}`, { version: lis.version, note: 'x' })).toMatchObject({
    status: 409,
    body: { code: 'row.stale' },
  })
  const left = await worker.hands.patch(`/households/${lis.id}`, { version: lis.version + 1, removePersonId: nurse })
  expect(left.body.members).toHaveLength(lis.members.length)
  expect((await foreign.hands.get(`/households/${lis.id}`)).status).toBe(404)
  const door = await doorAreaOf(world.ctx(), lis.id)
  expect(await householdAtDoor(world.ctx(), door ?? '')).toBe(lis.id)
})
