// What people may demand of their data, told as they live it: the clock, the answer, the effect; a move of home; a guardian who takes it back.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { readSheet } from '../../kit/sheets.ts'
import type { Hands } from '../../kit/testing.ts'
import { type DispatchTown, dispatchTown } from '../../seed/helping-town.ts'

let town: DispatchTown
let wang: Hands
let worker: Hands
let leader: Hands

beforeAll(async () => {
  town = await dispatchTown()
}, 120_000)
afterAll(() => town.close())
beforeEach(async () => {
  ;[wang, worker] = (await Promise.all(['王桂芳', '黄丽'].map((name) => town.hands(name)))) as [Hands, Hands]
})

type Row = { id: string; kind: string; can: { decide: boolean }; late: boolean }
const queue = async (hands: Hands): Promise<Row[]> => (await hands.get('/rights?limit=100')).body.items
const ask = async (hands: Hands, body: object) => {
  const asked = await hands.post('/me/rights', body)
  expect(asked.status, JSON.stringify(asked.body)).toBe(200)
  return asked.body
}

test('a copy is asked for, due on the 15th working day, granted by staff, and read and kept by the person alone', async () => {
  const right = await ask(wang, { kind: 'copy', words: '给女儿看看' })
  // Asked on Wednesday 25 November; 15 working days on is Wednesday 16 December, until its end in Nanning.
  expect(right).toMatchObject({ state: 'open', dueAt: '2026-12-16T16:00:00.000Z', readyUntil: null })
  expect((await wang.post('/me/rights', { kind: 'copy' })).body.code).toBe('right.asked_already')
  expect((await wang.get(`/me/rights/${right.id}/data`)).status).toBe(404)
  await town.settle()
  expect((await worker.get('/notices')).body.items[0]).toMatchObject({ title: '有一件个人信息请求' })
  expect((await queue(worker)).find(({ id }) => id === right.id)).toMatchObject({ late: false, can: { decide: true } })
  const away = await town.hands('陆霞')
  expect((await queue(away)).map(({ id }) => id)).not.toContain(right.id)
  expect((await away.post(`/rights/${right.id}/grant`, {})).status).toBe(404)
  expect((await wang.post(`/rights/${right.id}/grant`, {})).status).toBe(403)
  const twice = await Promise.all([1, 2].map(() => worker.post(`/rights/${right.id}/grant`, { answer: '请查收' })))
  expect(twice.map(({ status }) => status).toSorted()).toEqual([200, 409])
  await town.settle()
  expect((await wang.get('/notices')).body.items[0]).toMatchObject({ title: '您的请求办好了' })
  const data = (await wang.get(`/me/rights/${right.id}/data`)).body.sections
  const profile = data.find((one: { title: string }) => one.title === '本人')
  expect(profile.rows).toContainEqual(['姓名', '王桂芳'])
  expect(data.map((one: { title: string }) => one.title)).toContain('请求')
  const file = await wang.get(`/me/rights/${right.id}/data.xlsx`)
  expect(file.status).toBe(200)
  expect(JSON.stringify(await readSheet(file.bytes))).toContain('只供本人使用')
  expect((await (await town.hands('李志明')).get(`/me/rights/${right.id}/data.xlsx`)).status).toBe(404)
  const log = await town.rows(`select act from audit_entry where act like 'right.%' and subject_id = $1 order by id`, [
    await town.personId('王桂芳'),
  ])
  expect(log.map(({ act }) => act)).toEqual(['right.asked', 'right.granted', 'right.copied'])
})

test('a refusal says why; a correction needs words; what was taken back is over', async () => {
  expect((await wang.post('/me/rights', { kind: 'correct' })).body.code).toBe('right.words_needed')
  const right = await ask(wang, { kind: 'correct', words: '电话改成 10000008888，名字没错' })
  expect(right.words).not.toContain('10000008888')
  expect((await worker.post(`/rights/${right.id}/refuse`, {})).status).toBe(400)
  const refused = await worker.post(`/rights/${right.id}/refuse`, { answer: '请带证件到社区来改' })
  expect(refused.body).toMatchObject({ state: 'refused', answer: '请带证件到社区来改', can: { decide: false } })
  const withdrawn = await ask(wang, { kind: 'withdraw', purpose: 'photos' })
  expect((await wang.post(`/me/rights/${withdrawn.id}/take-back`, {})).body.state).toBe('taken_back')
  expect((await wang.post(`/me/rights/${withdrawn.id}/take-back`, {})).body.code).toBe('right.decided')
  const again = await ask(wang, { kind: 'withdraw', purpose: 'photos' })
  await worker.post(`/rights/${again.id}/grant`, {})
  const consents = (await wang.get('/me/consents')).body.items
  expect(consents.find((one: { purpose: string }) => one.purpose === 'photos')).toMatchObject({
    given: false,
    via: 'desk',
  })
})

test('a move is confirmed by the building leader or staff before the home changes; somebody elsewhere does not see it', async () => {
  const before = (await wang.get('/me')).body.home
  const [building] = await town.rows(
    `select b.id, b.name from area b where b.kind = 'building' and b.id <> $1 and b.tenant_id = $2
     and b.path like (select path from area where name = '新竹社区' and tenant_id = $2) || '.%' order by b.path limit 1`,
    [before.areaId, town.tenantId],
  )
  const [led] = await town.rows(
    `select p.name from role_holding r join account a on a.id = r.account_id join person p on p.id = a.person_id
     where r.role = 'building_leader' and r.to_at is null and r.area_id = $1`,
    [before.areaId],
  )
  leader = await town.hands(led!['name'])
  const asked = await wang.post('/me/moves', { buildingId: building!['id'], doorName: '9单元901' })
  expect(asked.body, JSON.stringify(asked.body)).toMatchObject({ kind: 'move', state: 'open' })
  expect(asked.body.place).toBe(`${building!['name']} 9单元901`)
  expect((await wang.get('/me')).body.home).toEqual(before)
  expect((await queue(leader)).map(({ kind }) => kind)).toEqual(['move'])
  expect((await queue(await town.hands('陆霞'))).length).toBe(0)
  expect((await leader.post(`/rights/${asked.body.id}/grant`, {})).status).toBe(200)
  expect((await wang.get('/me')).body.home).toMatchObject({ buildingName: building!['name'], doorName: '9单元901' })
  const homes = await town.rows(
    `select to_on from household_member where person_id = $1 and lives_there order by from_on, id`,
    [await town.personId('王桂芳')],
  )
  expect(homes.filter((one) => one['to_on'] === null)).toHaveLength(1)
  expect((await wang.post('/me/moves', { buildingId: building!['id'], doorName: '9单元901' })).body.code).toBe(
    'right.lives_there',
  )
  expect((await wang.post('/me/moves', { buildingId: building!['id'] })).body.code).toBe('right.place_needed')
})

test('how to get in is told to who has said yes, and to nobody else', async () => {
  await wang.put('/me/entrance', { howToGetIn: '门铃坏了，请敲门' })
  const [row] = await town.rows(`select how_to_get_in_sealed from household where how_to_get_in_sealed is not null`)
  expect(row!['how_to_get_in_sealed']).not.toContain('门铃')
  const { id } = await town.ask(wang)
  const li = await town.hands('李志明')
  expect(JSON.stringify((await li.get(`/requests/${id}/task`)).body)).not.toContain('门铃')
  const { visitId } = (await li.post(`/requests/${id}/claim`, {})).body
  expect((await li.get(`/visits/${visitId}`)).body.howToGetIn).toBe('门铃坏了，请敲门')
  expect((await worker.get(`/visits/${visitId}`)).body.howToGetIn).toBeNull()
  await wang.post(`/requests/${id}/cancel`, { version: (await wang.get(`/requests/${id}`)).body.version })
  await town.settle()
})

test('an account with open work is not closed; closed, nobody signs in or is found, and what the law keeps stays', async () => {
  const [helper] = await town.volunteers('plumbing', 1)
  const { hands, personId, volunteerId } = helper!
  const { id } = await town.ask(wang)
  const { visitId } = (await hands.post(`/requests/${id}/claim`, {})).body
  const right = await ask(hands, { kind: 'erase' })
  expect((await worker.post(`/rights/${right.id}/grant`, {})).body.code).toBe('right.still_open_work')
  await hands.post(`/visits/${visitId}/check-in`, { withoutProof: true })
  town.world.advance(20)
  await hands.post(`/visits/${visitId}/finish`, { work: '好了' })
  await hands.post(`/visits/${visitId}/sign`, { signature: { witness: '陈叔' } })
  await town.settle()
  const granted = await worker.post(`/rights/${right.id}/grant`, {})
  expect(granted.status, JSON.stringify(granted.body)).toBe(200)
  await town.settle()
  expect((await hands.get('/me', { host: 'linbang.test' })).status).toBe(401)
  const [person] = await town.rows('select * from person where id = $1', [personId])
  expect(person).toMatchObject({ phone_hash: null, phone_sealed: null, id_number_hash: null, born_on: null })
  expect(person!['closed_at']).not.toBeNull()
  expect((await town.rows('select state from volunteer where id = $1', [volunteerId]))[0]).toEqual({ state: 'left' })
  expect((await town.rows('select 1 from service_record where person_id = $1', [personId])).length).toBeGreaterThan(0)
  expect(await town.rows('select 1 from person_tag where person_id = $1', [personId])).toEqual([])
  expect(await town.rows('select 1 from household_member where person_id = $1 and to_on is null', [personId])).toEqual(
    [],
  )
  // Whoever lives nowhere we know is answered at the top; nobody answers themselves, and who works here is first taken off their posts.
  const manager = await town.hands('何建军')
  const own = await ask(manager, { kind: 'close' })
  expect((await queue(manager)).find((one) => one.id === own.id)!.can.decide).toBe(false)
  expect((await manager.post(`/rights/${own.id}/grant`, {})).status).toBe(403)
  const colleague = await ask(worker, { kind: 'close' })
  expect((await manager.post(`/rights/${colleague.id}/grant`, {})).body.code).toBe('right.still_open_work')
})

test('a guardian takes the consent back: what was promised is given back, and nobody asks the minor any more', async () => {
  const [minor, mother] = await town.volunteers('errand', 2)
  await town.rows(`update person set born_on = '2010-05-01' where id = $1`, [minor!.personId])
  await town.rows(`update volunteer set guardian_person_id = $2 where id = $1`, [minor!.volunteerId, mother!.personId])
  const { version } = (await mother!.hands.get('/me/consents')).body.items.find(
    (one: { purpose: string }) => one.purpose === 'guardian',
  ).current
  expect((await mother!.hands.post(`/volunteers/${minor!.volunteerId}/guardian`, { version })).status).toBe(200)
  const { id } = await town.ask(wang, { serviceCode: 'grocery-errand', description: '买一袋米' })
  const claimed = await minor!.hands.post(`/requests/${id}/claim`, {})
  expect(claimed.status, JSON.stringify(claimed.body)).toBe(200)
  const back = await mother!.hands.post('/me/consents', { purpose: 'guardian', version, given: false })
  expect(back.status).toBe(200)
  await town.settle()
  expect((await wang.get(`/requests/${id}`)).body.state).toBe('dispatching')
  const [gone] = await town.rows('select state, drop_reason from visit_person where visit_id = $1', [
    claimed.body.visitId,
  ])
  expect(gone).toEqual({ state: 'dropped', drop_reason: '监护人收回了同意' })
  expect((await minor!.hands.post(`/requests/${id}/claim`, {})).status).toBe(409)
  const fresh = await town.ask(wang, { serviceCode: 'grocery-errand', description: '再买一袋米' })
  expect((await minor!.hands.post(`/requests/${fresh.id}/claim`, {})).body.code).toBe('dispatch.unqualified')
  expect((await town.offersOf(fresh.id)).map((one) => one['volunteer_id'])).not.toContain(minor!.volunteerId)
  expect((await mother!.hands.post(`/volunteers/${minor!.volunteerId}/guardian`, { version })).status).toBe(200)
  expect((await minor!.hands.post(`/requests/${fresh.id}/claim`, {})).status).toBe(200)
})
