// Stars, told as people: proposed by hours and quality, asked for, reviewed, shown to everybody, decided by a second person.
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pages, routes } from '../../api.ts'
import type { Hands } from '../../kit/testing.ts'
import { testApp } from '../../kit/testing.ts'
import { dispatchTown } from '../../seed/helping-town.ts'
import type { DispatchTown } from '../../seed/helping-town.ts'
import { actorOf } from '../accounts/service.ts'

let town: DispatchTown
let app: FastifyInstance
let wang: Hands
let li: Hands
let liId: string
let huang: Hands
let liang: Hands

beforeAll(async () => {
  town = await dispatchTown()
  app = await testApp(town.world, routes, actorOf, { pages })
  wang = await town.hands('王桂芳')
  li = await town.hands('李志明')
  liId = await town.personId('李志明')
  huang = await town.hands('黄丽')
  liang = await town.hands('梁斌')
}, 120_000)
afterAll(async () => {
  await app.close()
  await town.close()
})

/** Hours put on record as they stand after months of help: eight a day, day by day backwards. */
const served = (personId: string, hours: number) =>
  town.rows(
    `insert into service_record (tenant_id, id, person_id, volunteer_id, activity_name, day, place, content, minutes, unit, unit_area_id, person_in_charge, cause_kind, cause_id, due_on, at)
     select v.tenant_id, gen_random_uuid(), v.person_id, v.id, '陪诊', date '2026-10-31' - n::int, '新竹社区', '陪诊', least(480, $2 * 60 - n * 480), '新竹社区', a.id, '黄丽', 'hand', gen_random_uuid(), date '2026-11-15', '2026-11-01'
     from volunteer v join area a on a.tenant_id = v.tenant_id and a.name = '新竹社区', generate_series(0, ceil($2 / 8.0)::int - 1) n where v.person_id = $1`,
    [personId, hours],
  )

/** 李师傅 works so many minutes at 王阿姨's. */
const work = async (minutes: number, satisfaction = 5) => {
  const { id } = await town.ask(wang)
  const { visitId } = (await li.post(`/requests/${id}/claim`, {})).body
  await li.post(`/visits/${visitId}/set-out`, {})
  await li.post(`/visits/${visitId}/check-in`, { withoutProof: true })
  town.world.advance(minutes)
  await li.post(`/visits/${visitId}/finish`, { work: '换了垫圈' })
  await li.post(`/visits/${visitId}/sign`, { signature: { witness: '楼下陈叔' } })
  await town.settle()
  await wang.post(`/requests/${id}/rating`, { satisfaction, solved: true })
  return id
}

const kindsFor = async (hands: Hands): Promise<string[]> =>
  (await hands.get('/notices')).body.items.map((one: { title: string }) => one.title)
const publicPage = async () =>
  (await app.inject({ method: 'GET', url: '/stars', headers: { host: 'linbang.test', accept: 'text/html' } })).body
const starOf = async () => (await huang.get('/stars?limit=1')).body.items[0]
const minutesOf = async () => (await li.get('/records?mine=true')).body.totalMinutes as number

test('a neighbour who passes 100 hours gets a first star after the notice days', async () => {
  await served(liId, Math.floor((99 * 60 + 40 - (await minutesOf())) / 60))
  expect((await li.post('/me/stars', { kind: 'lasting', shown: true })).body.code).toBe('star.not_reached')
  await work(85)
  expect(await kindsFor(li)).toContain('您够评星了')
  const before = (await li.get('/me/stars')).body
  expect(before).toMatchObject({
    held: 0,
    chances: [{ kind: 'lasting', stars: 1, faults: [], can: { ask: true } }, {}],
  })

  // 同意公示 is said by the volunteer; without it nothing is asked for.
  expect((await li.post('/me/stars', { kind: 'lasting' })).status).toBe(400)
  const twice = await Promise.all([1, 2].map(() => li.post('/me/stars', { kind: 'lasting', shown: true })))
  expect(twice.map(({ status }) => status).toSorted()).toEqual([200, 409])
  expect(await kindsFor(huang)).toContain('有人申请评星')
  expect(await publicPage()).toContain('现在没有公示')

  const { id } = await starOf()
  expect((await li.post(`/stars/${id}/review`, { agreed: true, words: '我看行' })).status).toBe(403)
  const reviewed = await huang.post(`/stars/${id}/review`, { agreed: true, words: '时长和评价都够' })
  expect(reviewed.body).toMatchObject({ state: 'noticed', noticeFrom: '2026-11-25', noticeTo: '2026-12-02' })
  const page = await publicPage()
  expect(page).toContain('一星志愿者')
  expect(page).toContain('李*明')
  expect(page).not.toContain('李志明')
  expect(page).not.toMatch(/<script/)

  expect((await li.post(`/star-notices/${id}/objections`, { words: '是我' })).body.code).toBe('record.own')
  expect((await wang.post(`/star-notices/${id}/objections`, { words: '有一次来晚了' })).status).toBe(200)
  expect((await wang.post(`/star-notices/${id}/objections`, { words: '又一次' })).body.code).toBe(
    'star.objected_already',
  )
  expect((await liang.post(`/stars/${id}/decide`, { granted: true, words: '同意' })).body.code).toBe('star.notice_runs')
  town.world.setNow('2026-12-02T15:59:00.000Z')
  expect((await liang.post(`/stars/${id}/decide`, { granted: true, words: '同意' })).body.code).toBe('star.notice_runs')
  town.world.setNow('2026-12-02T16:01:00.000Z')
  expect((await liang.post(`/stars/${id}/decide`, { granted: true, words: '同意' })).body.code).toBe(
    'star.objection_open',
  )
  const [objection] = (await starOf()).objections
  expect(objection).toMatchObject({ name: '王桂芳', state: 'open' })
  const answered = await huang.post(`/stars/${id}/objections/${objection.id}/answer`, {
    upheld: false,
    answer: '来晚了也先打过电话',
  })
  expect(answered.body.objections[0].state).toBe('kept')
  expect(await kindsFor(wang)).toContain('您提的异议有答复了')

  expect((await huang.post(`/stars/${id}/decide`, { granted: true, words: '同意' })).status).toBe(403)
  const granted = await liang.post(`/stars/${id}/decide`, { granted: true, words: '同意' })
  expect(granted.body, JSON.stringify(granted.body)).toMatchObject({ state: 'granted', decidedByName: '梁斌' })
  expect((await liang.post(`/stars/${id}/decide`, { granted: false, words: '再看' })).body.code).toBe(
    'star.wrong_state',
  )

  expect((await li.get('/me/stars')).body).toMatchObject({ held: 1, chances: [{ stars: 2, faults: ['hours'] }, {}] })
  expect((await li.get('/me/badge')).body.stars).toBe(1)
  const certificate = (await li.post('/certificates', {})).body
  const [{ content } = { content: '{}' }] = await town.rows('select content from certificate where number = $1', [
    certificate.number,
  ])
  expect(JSON.parse(content).stars).toBe(1)
  expect(await publicPage()).toContain('现在没有公示')
})

test('a star of the year goes by points earned, and spending them takes nothing away', async () => {
  const { chances } = (await li.get('/me/stars')).body
  const yearly = chances.find((one: { kind: string }) => one.kind === 'yearly')
  expect(yearly).toMatchObject({ year: 2026, stars: 1, need: 200 })
  const [account] = await town.rows(
    `select id, tenant_id from ledger_account where owner_id = $1 and unit = 'points'`,
    [liId],
  )
  await town.rows(
    `insert into ledger_transfer (tenant_id, id, unit, debit_account_id, credit_account_id, amount, cause_kind, cause_id, reason, at)
     select $1, gen_random_uuid(), 'points', i.id, $2, 500, 'sheet', gen_random_uuid(), 'work', '2026-06-01' from ledger_account i where i.tenant_id = $1 and i.kind = 'issuing' and i.unit = 'points'`,
    [account!['tenant_id'], account!['id']],
  )
  await town.rows(
    `insert into ledger_transfer (tenant_id, id, unit, debit_account_id, credit_account_id, amount, cause_kind, cause_id, reason, at)
     select $1, gen_random_uuid(), 'points', $2, i.id, 400, 'gift', gen_random_uuid(), 'gift', '2026-06-02' from ledger_account i where i.tenant_id = $1 and i.kind = 'issuing' and i.unit = 'points'`,
    [account!['tenant_id'], account!['id']],
  )
  const asked = (await li.post('/me/stars', { kind: 'yearly', year: 2026, shown: true })).body
  expect(asked.items[0]).toMatchObject({ kind: 'yearly', year: 2026, stars: 2, state: 'asked' })
  expect((await li.post('/me/stars', { kind: 'yearly', year: 2024, shown: true })).body.code).toBe('star.not_reached')
  const withdrawn = await li.post(`/me/stars/${asked.items[0].id}/withdraw`, {})
  expect(withdrawn.body.items[0].state).toBe('withdrawn')
  expect((await li.post(`/me/stars/${asked.items[0].id}/withdraw`, {})).body.code).toBe('star.wrong_state')
})

test('an upheld complaint closes the gate, and what is found during the notice ends it', async () => {
  await served(liId, 220)
  expect((await li.post('/me/stars', { kind: 'lasting', shown: true })).status).toBe(200)
  const { id, stars } = await starOf()
  expect(stars).toBe(2)
  await liang.post(`/stars/${id}/review`, { agreed: true, words: '够了' })
  const requestId = await work(30)
  await wang.post(`/requests/${requestId}/complaints`, { words: '多收了十块钱' })
  const found = (await li.get('/me/stars')).body
  expect(found.basis.openComplaints + found.basis.complaints).toBeGreaterThan(0)
  town.world.advance(8 * 24 * 60)
  expect((await liang.post(`/stars/${id}/decide`, { granted: true, words: '同意' })).body.code).toBe(
    'star.second_person',
  )
  const he = await town.hands('何建军')
  expect((await he.post(`/stars/${id}/decide`, { granted: true, words: '同意' })).body.code).toBe('star.not_reached')
  expect((await he.post(`/stars/${id}/decide`, { granted: false, words: '有投诉没办完' })).body.state).toBe('refused')
  expect(await kindsFor(li)).toContain('这次没评上')
  expect((await li.get('/me/stars')).body.chances[0]).toMatchObject({ stars: 2, faults: ['complaint_open'] })
})

test('staff of another community and the volunteer themself decide nothing; nobody under 18 is named', async () => {
  await town.rows('update rectification set closed_at = created_at where closed_at is null')
  await town.rows(`update rectification set cause = 'unsatisfied' where cause = 'complaint'`)
  expect((await li.post('/me/stars', { kind: 'lasting', shown: true })).status).toBe(200)
  const { id } = await starOf()
  const lu = await town.hands('陆霞')
  expect((await lu.post(`/stars/${id}/review`, { agreed: true, words: '好' })).status).toBe(404)
  expect((await lu.get('/stars')).body.items).toEqual([])
  await town.rows(`update person set born_on = '2010-01-01' where id = $1`, [liId])
  await huang.post(`/stars/${id}/review`, { agreed: true, words: '好' })
  const page = await publicPage()
  expect(page).toContain('未满 18 岁，不公开')
  expect(page).not.toContain('李*明')
})
