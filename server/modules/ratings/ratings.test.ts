// What the person helped says, who may say it, and whom the desk calls back.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Hands } from '../../kit/testing.ts'
import { dispatchTown } from '../../seed/helping-town.ts'
import type { DispatchTown } from '../../seed/helping-town.ts'
import { doneRequest as doneBy } from './testing.ts'

let town: DispatchTown
let wang: Hands
let li: Hands
let operator: Hands
let worker: Hands

beforeAll(async () => {
  town = await dispatchTown()
}, 60_000)
afterAll(() => town.close())

/** Sessions end with the hours that pass in these stories. */
const signIn = async () => {
  wang = await town.hands('王桂芳')
  li = await town.hands('李志明')
  operator = await town.hands('韦敏')
  worker = await town.hands('黄丽')
}
beforeEach(signIn)
const later = async (hours: number) => {
  town.world.advance(hours * 60)
  await signIn()
}

/** Neighbours are not asked at night: the next day at ten. */
const nextMorning = async () => {
  const day = new Date(town.world.now().getTime() + 86_400_000).toISOString().slice(0, 10)
  town.world.setNow(`${day}T02:00:00Z`)
  await signIn()
}

const look = async (id: string) => (await operator.get(`/requests/${id}`)).body

/** 李师傅 came, worked half an hour and signed. */
const doneRequest = () => doneBy(town, wang, li)

test('one word for one visit: the second is refused, strangers and the helper have none', async () => {
  const { id } = await doneRequest()
  const rating = { satisfaction: 5, solved: true }
  expect((await li.post(`/requests/${id}/rating`, rating)).status).toBe(404)
  expect((await (await town.hands('覃晓燕')).post(`/requests/${id}/rating`, rating)).status).toBe(404)
  expect((await (await town.hands('陆霞')).post(`/requests/${id}/rating`, rating)).status).toBe(404)
  const twice = await Promise.all([
    wang.post(`/requests/${id}/rating`, rating),
    wang.post(`/requests/${id}/rating`, rating),
  ])
  expect(twice.map((one) => one.status).toSorted()).toEqual([200, 409])
  expect(twice.find((one) => one.status === 409)!.body.code).toBe('rating.given_already')
  expect((await look(id)).state).toBe('closed')
  expect(await town.rows('select satisfaction, taken_by from rating where request_id = $1', [id])).toEqual([
    { satisfaction: 5, taken_by: null },
  ])
})

test('money asked for help that is free is put right by one person with a proof, and looked at again by another', async () => {
  const { id } = await doneRequest()
  const words = '说要给二十块钱'
  expect(
    (await wang.post(`/requests/${id}/rating`, { satisfaction: 4, solved: true, chargedExtra: true, words })).status,
  ).toBe(200)
  const open = (await worker.get('/rectifications?open=true')).body.items
  const item = open.find((one: { request: { id: string } }) => one.request.id === id)
  expect(item).toMatchObject({ cause: 'charged_extra', words, late: false, ownerName: expect.any(String) })
  await later(73)
  expect(
    (await worker.get('/rectifications?open=true')).body.items.find((one: { id: string }) => one.id === item.id).late,
  ).toBe(true)
  const path = `/rectifications/${item.id}`
  expect((await (await town.hands('陆霞')).post(`${path}/put-right`, { proof: '退了钱' })).status).toBe(404)
  expect((await operator.post(`${path}/recheck`, { holds: true, words: '看过了' })).body.code).toBe(
    'rectification.not_put_right',
  )
  expect((await operator.post(`${path}/take`, {})).body).toMatchObject({ ownerName: '韦敏', can: { take: false } })
  const right = await worker.post(`${path}/put-right`, { proof: '退了二十元，当面道歉' })
  expect(right.body).toMatchObject({ closedAt: null, late: false, putRightByName: '黄丽', can: { recheck: false } })
  expect((await worker.post(`${path}/put-right`, { proof: '再说一次' })).body.code).toBe('rectification.closed_already')
  const own = await worker.post(`${path}/recheck`, { holds: true, words: '自己看过' })
  expect(own).toMatchObject({ status: 403, body: { code: 'rectification.second_person' } })
  const back = await operator.post(`${path}/recheck`, { holds: false, words: '居民说没收到钱' })
  expect(back.body).toMatchObject({
    proof: '退了二十元，当面道歉',
    recheckWords: '居民说没收到钱',
    can: { putRight: true },
  })
  expect(back.body.late).toBe(false)
  await worker.post(`${path}/put-right`, { proof: '又送了一次，签了收条' })
  const twice = await Promise.all(
    [1, 2].map(() => operator.post(`${path}/recheck`, { holds: true, words: '打电话问过，收到了' })),
  )
  expect(twice.map((one) => one.status).toSorted()).toEqual([200, 409])
  const closed = (await worker.get('/rectifications')).body.items.find((one: { id: string }) => one.id === item.id)
  expect(closed).toMatchObject({ recheckedByName: '韦敏', closedAt: expect.any(String), can: { recheck: false } })
  await expect(
    town.rows('update rectification set rechecked_by = put_right_by where id = $1', [item.id]),
  ).rejects.toThrow('rectification_two_people')
})

test('three half-days of calls in vain; who called cannot leave the case out of the rates, a second person can', async () => {
  const { id } = await doneRequest()
  const close = async (hands: Hands) =>
    hands.post(`/requests/${id}/close`, { version: (await look(id)).version, unconfirmed: true, why: '一直打不通' })
  for (const hours of [0, 1, 4]) {
    await later(hours)
    expect((await operator.post(`/requests/${id}/calls`, { reached: false })).status).toBe(200)
  }
  const queue = (await operator.get('/call-backs?limit=100')).body.items
  const mine = queue.find((one: { request: { id: string } }) => one.request.id === id)
  expect(mine.tries).toBe(3)
  expect((await close(worker)).body.code).toBe('request.wrong_state')
  await later(24)
  await operator.post(`/requests/${id}/calls`, { reached: false })
  await later(12)
  await operator.post(`/requests/${id}/calls`, { reached: false })
  expect((await close(operator)).status).toBe(403)
  const closed = await close(worker)
  expect(closed.body, JSON.stringify(closed.body)).toMatchObject({ state: 'closed' })
  expect((await wang.post(`/requests/${id}/rating`, { satisfaction: 5, solved: true })).body.code).toBe(
    'request.wrong_state',
  )
})

test('a call-back is written down by the desk as what it is, and never by the helper who also sits there', async () => {
  const { id } = await doneRequest()
  const [row] = await town.rows(
    'select vp.person_id from visit_person vp join visit v on v.id = vp.visit_id where v.request_id = $1',
    [id],
  )
  await town.rows(
    'update visit_person set person_id = $2 where person_id = $1 and visit_id in (select id from visit where request_id = $3)',
    [row!['person_id'], await town.personId('黄丽'), id],
  )
  expect((await worker.post(`/requests/${id}/rating`, { satisfaction: 5, solved: true })).status).toBe(403)
  expect((await operator.post(`/requests/${id}/rating`, { satisfaction: 4, solved: true })).status).toBe(200)
  const [rating] = await town.rows('select via, taken_by from rating where request_id = $1', [id])
  expect(rating).toEqual({ via: 'hotline', taken_by: await town.personId('韦敏') })
})

test.each([
  ['the asker: not solved', () => wang, { satisfaction: 3, solved: false }, 'not_solved', true],
  ['the asker: done, and not satisfied', () => wang, { satisfaction: 2, solved: true }, 'unsatisfied', false],
  ['a call-back: very unsatisfied', () => operator, { satisfaction: 1, solved: false }, 'not_solved', true],
] as const)(
  '%s: looked for again without a hand, with one thing to put right',
  async (_, who, verdict, cause, reversed) => {
    await nextMorning()
    const { id, visitId } = await doneRequest()
    const rated = await who().post(`/requests/${id}/rating`, { ...verdict, words: '地上全是水' })
    expect(rated.body, JSON.stringify(rated.body)).toMatchObject({ state: 'reopened' })
    await town.settle()
    expect(await look(id)).toMatchObject({ state: 'dispatching' })
    expect((await town.offersOf(id)).filter((one) => one['round'] === 2).length).toBeGreaterThan(0)
    if (cause === 'unsatisfied') {
      const next = await (await town.hands('陆海波')).post(`/requests/${id}/claim`, {})
      expect(next.body.visitId, JSON.stringify(next.body)).not.toBe(visitId)
    }
    const items = await town.rows(
      'select cause, words, owner_person_id, due_at from rectification where request_id = $1',
      [id],
    )
    const hours = (items[0]!['due_at'].getTime() - town.world.now().getTime()) / 3_600_000
    expect(items).toMatchObject([{ cause, words: '地上全是水', owner_person_id: expect.any(String) }])
    expect(hours).toBe(72)
    const paid = `select (select count(*) from ledger_transfer r where r.reverses = t.id) as n from ledger_transfer t join sheet s on s.id = t.cause_id where s.visit_id = $1`
    expect((await town.rows(paid, [visitId])).map(({ n }) => Number(n) > 0)).toEqual([reversed])
    await operator.post(`/requests/${id}/cancel`, { version: (await look(id)).version })
  },
)

test('the asker takes it up again days later: dispatching by itself, and one item however often it is looked at', async () => {
  const { id } = await doneRequest()
  await wang.post(`/requests/${id}/rating`, { satisfaction: 5, solved: true })
  await later(24)
  const again = await wang.post(`/requests/${id}/reopen`, { version: (await look(id)).version, why: '又漏了' })
  expect(again.status, JSON.stringify(again.body)).toBe(200)
  await town.settle()
  await town.settle()
  expect(await look(id)).toMatchObject({ state: 'dispatching' })
  expect(await town.rows('select cause, words from rectification where request_id = $1', [id])).toEqual([
    { cause: 'not_solved', words: '又漏了' },
  ])
  await operator.post(`/requests/${id}/cancel`, { version: (await look(id)).version })
})

test('a complaint while nobody has confirmed takes the request up again; whoever came learns neither who nor what', async () => {
  await nextMorning()
  const { id } = await doneRequest()
  const words = '东西弄坏了还骂人'
  expect((await wang.post(`/requests/${id}/complaints`, { words })).body.state).toBe('reopened')
  await town.settle()
  expect(await look(id)).toMatchObject({ state: 'dispatching' })
  const mine = async (hands: Hands) => (await hands.get('/rectifications?open=true&limit=100')).body.items
  const [item] = (await mine(worker)).filter((one: { request: { id: string } }) => one.request.id === id)
  expect(item).toMatchObject({ cause: 'complaint', words })
  expect(JSON.stringify(await look(id))).toContain(words)
  // 李师傅 also sits at the desk of the grid
  await town.rows(
    `insert into role_holding (tenant_id, id, account_id, role, area_id, from_at) select a.tenant_id, gen_random_uuid(), a.id, 'grid_worker', r.area_id, now() - interval '1 day'
     from account a join person p on p.id = a.person_id, request r where p.name = '李志明' and r.id = $1`,
    [id],
  )
  li = await town.hands('李志明')
  const seen = await li.get(`/requests/${id}`)
  expect(seen.status).toBe(200)
  expect(JSON.stringify(seen.body)).not.toContain(words)
  expect(seen.body.timeline.map((row: { act: string }) => row.act)).not.toContain('complained')
  expect((await mine(li)).filter((one: { id: string }) => one.id === item.id)).toEqual([])
  expect((await li.post(`/rectifications/${item.id}/take`, {})).status).toBe(404)
  await operator.post(`/requests/${id}/cancel`, { version: (await look(id)).version })
})

test('a complaint after it was confirmed is put right, and nobody is sent before the community says so', async () => {
  await nextMorning()
  const { id } = await doneRequest()
  await wang.post(`/requests/${id}/rating`, { satisfaction: 5, solved: true })
  expect((await wang.post(`/requests/${id}/complaints`, { words: '后来发现少了一把扳手' })).body.state).toBe('closed')
  expect(await town.rows('select cause from rectification where request_id = $1', [id])).toEqual([
    { cause: 'complaint' },
  ])
})
