// Hours by hand, told as people: two pairs of eyes, a quota, nobody for themselves, and what looks odd before a third.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Hands } from '../../kit/testing.ts'
import { dispatchTown } from '../../seed/helping-town.ts'
import type { DispatchTown } from '../../seed/helping-town.ts'

let town: DispatchTown
let huang: Hands
let liang: Hands
let nong: Hands
let he: Hands
let li: Hands
let liVolunteer: string

beforeAll(async () => {
  town = await dispatchTown()
  huang = await town.hands('黄丽')
  liang = await town.hands('梁斌')
  nong = await town.hands('农艳')
  he = await town.hands('何建军')
  li = await town.hands('李志明')
  liVolunteer = await volunteerOf('李志明')
}, 120_000)
afterAll(() => town.close())

const volunteerOf = async (name: string): Promise<string> => {
  const [row] = await town.rows('select id from volunteer where person_id = $1', [await town.personId(name)])
  return row!['id']
}

const entry = (more: object = {}) => ({
  volunteerId: liVolunteer,
  activityName: '清理楼道',
  day: '2026-11-20',
  fromMinute: 9 * 60,
  minutes: 90,
  place: '新竹社区3号楼',
  content: '和大家一起清理杂物',
  personInCharge: '黄丽',
  why: '那天活动没有签到',
  ...more,
})
const signals = async (kind: string) => (await liang.get(`/record-signals?open=true&kind=${kind}`)).body.items

test('one enters, somebody of another unit approves, and it is on record with the seven fields', async () => {
  const before = (await li.get('/records')).body
  const entered = await huang.post('/record-entries', entry())
  expect(entered.status, JSON.stringify(entered.body)).toBe(200)
  expect(entered.body).toMatchObject({ state: 'waiting', can: { decide: false }, unit: '新竹社区' })
  expect((await li.get('/records')).body.totalMinutes).toBe(before.totalMinutes)
  expect(await huang.post(`/record-entries/${entered.body.id}/approve`, {})).toMatchObject({
    body: { code: 'record.same_person' },
  })
  expect((await liang.post(`/record-entries/${entered.body.id}/approve`, {})).body.code).toBe('record.same_unit')
  const approved = await he.post(`/record-entries/${entered.body.id}/approve`, {})
  expect(approved.body, JSON.stringify(approved.body)).toMatchObject({ state: 'approved', approverName: '何建军' })
  await town.settle()
  const after = (await li.get('/records')).body
  expect(after.totalMinutes).toBe(before.totalMinutes + 90)
  expect(after.items.find((one: { causeKind: string }) => one.causeKind === 'hand')).toMatchObject({
    activityName: '清理楼道',
    day: '2026-11-20',
    place: '新竹社区3号楼',
    content: '和大家一起清理杂物',
    minutes: 90,
    unit: '新竹社区',
    personInCharge: '黄丽',
  })
  const share = (await town.hands('王桂芳').then((one) => one.get('/records/shares/2026-11'))).body
  expect(share).toMatchObject({ byHand: 1, byHandMinutes: 90 })
})

test('two who approve the same entry at once: one record', async () => {
  const zhou = await town.hands('周伟')
  const { id } = (await zhou.post('/record-entries', entry({ day: '2026-11-19' }))).body
  const replies = await Promise.all([
    liang.post(`/record-entries/${id}/approve`, {}),
    he.post(`/record-entries/${id}/approve`, {}),
  ])
  expect(replies.map((one) => one.status).toSorted()).toEqual([200, 409])
  expect(await town.rows('select id from service_record where cause_id = $1', [id])).toHaveLength(1)
})

test('two of the staff credit themselves: both are stopped, and both attempts lie in the review queue', async () => {
  const both = [await town.personId('黄丽'), await town.personId('农艳')]
  await town.rows(
    `insert into volunteer (tenant_id, id, person_id, number, class, state, applied_at, reviewed_at) select tenant_id, gen_random_uuid(), p.id, 'LB-9' || substr(p.id::text, 30, 5), 'general', 'approved', '2026-01-01', '2026-01-02' from person p where p.id = any($1::uuid[])`,
    [both],
  )
  await town.rows(
    `insert into volunteer_area (tenant_id, volunteer_id, area_id) select v.tenant_id, v.id, (select id from area where kind = 'grid' and tenant_id = v.tenant_id order by path limit 1) from volunteer v where v.person_id = any($1::uuid[])`,
    [both],
  )
  const own = await huang.post('/record-entries', entry({ volunteerId: await volunteerOf('黄丽') }))
  expect(own).toMatchObject({ status: 403, body: { code: 'record.own' } })
  const { body } = await nong.post(
    '/record-entries',
    entry({ volunteerId: await volunteerOf('黄丽'), day: '2026-11-18' }),
    {
      'idempotency-key': 'nong-for-huang-1',
    },
  )
  const approving = await huang.post(
    `/record-entries/${body.id}/approve`,
    {},
    { 'idempotency-key': 'huang-approves-1' },
  )
  expect(approving).toMatchObject({ status: 403, body: { code: 'record.own' } })
  expect(await town.rows(`select id from service_record where cause_id = $1`, [body.id])).toEqual([])
  const found = await signals('self_credit')
  expect(found).toHaveLength(2)
  expect(found[0]).toMatchObject({ name: '黄丽', state: 'open', can: { decide: true } })
  expect(found[0].sides[0]).toMatchObject({ title: '被拦下的一次 · 清理楼道' })
})

test('what cannot be: of the future, of a day before registration, beyond the cap of the day, of another community', async () => {
  const refused = async (more: object, by = huang) => (await by.post('/record-entries', entry(more))).body.code
  expect(await refused({ day: '2026-11-25', fromMinute: 20 * 60 })).toBe('record.not_yet')
  expect(await refused({ day: '2019-11-20' })).toBe('record.not_a_volunteer_then')
  expect(await refused({ day: '2026-11-17', minutes: 481 })).toBe('record.day_full')
  expect(await refused({}, await town.hands('陆霞'))).toBe('not_found')
})

test('not always the same two, and not in turn for each other', async () => {
  for (let day = 1; day <= 4; day++) {
    const { id } = (await nong.post('/record-entries', entry({ day: `2026-11-0${day}` }))).body
    expect((await liang.post(`/record-entries/${id}/approve`, {})).status).toBe(200)
  }
  const fifth = (await nong.post('/record-entries', entry({ day: '2026-11-05' }))).body
  expect((await liang.post(`/record-entries/${fifth.id}/approve`, {})).status).toBe(200)
  const sixth = (await nong.post('/record-entries', entry({ day: '2026-11-06' }))).body
  expect((await liang.post(`/record-entries/${sixth.id}/approve`, {})).body.code).toBe('record.same_two')
  expect((await huang.post(`/record-entries/${sixth.id}/approve`, {})).status).toBe(200)
  const back = (await he.post('/record-entries', entry({ day: '2026-11-07' }))).body
  expect((await huang.post(`/record-entries/${back.id}/approve`, {})).body.code).toBe('record.same_two')
  expect((await liang.post(`/record-entries/${back.id}/approve`, {})).status).toBe(200)
})

test('the quota of the month holds, also when the last two come at once', async () => {
  const { enteredThisMonth, quota } = (await nong.get('/record-entries')).body
  for (let n = enteredThisMonth; n < quota - 1; n++)
    expect(
      (await nong.post('/record-entries', entry({ day: `2026-10-${String(n + 1).padStart(2, '0')}`, minutes: 10 })))
        .status,
    ).toBe(200)
  const last = await Promise.all(
    [1, 2].map((n) => nong.post('/record-entries', entry({ day: `2026-09-0${n}`, minutes: 10 }))),
  )
  expect(last.map((one) => one.status).toSorted()).toEqual([200, 409])
  await town.settle()
  expect((await nong.get('/record-entries')).body).toMatchObject({ enteredThisMonth: quota, quota })
})

test('many in a short time and twice at once come before a third person, who decides; nothing follows by itself', async () => {
  const waiting = (await nong.get('/record-entries?state=waiting&limit=100')).body.items
  const one = waiting.find((each: { recorderName: string }) => each.recorderName === '农艳')
  expect((await he.post(`/record-entries/${one.id}/approve`, {})).status).toBe(200)
  await town.settle()
  expect((await signals('bulk'))[0]).toMatchObject({ name: '农艳' })
  const twice = (await huang.post('/record-entries', entry({ fromMinute: 10 * 60, minutes: 60, activityName: '巡楼' })))
    .body
  expect((await he.post(`/record-entries/${twice.id}/approve`, {})).status).toBe(200)
  await town.settle()
  const [overlap] = await signals('overlap')
  expect(overlap).toMatchObject({ name: '李志明', state: 'open' })
  expect(overlap.sides).toHaveLength(2)
  const minutes = (await li.get('/records')).body.totalMinutes
  const auditor = await town.hands('莫静')
  expect((await auditor.post(`/record-signals/${overlap.id}/decide`, { upheld: false, words: '看过' })).status).toBe(
    404,
  )
  const decided = await liang.post(`/record-signals/${overlap.id}/decide`, {
    upheld: true,
    words: '时间写错了，已请他更正',
  })
  expect(decided.body).toMatchObject({ state: 'upheld', decidedByName: '梁斌' })
  expect((await liang.post(`/record-signals/${overlap.id}/decide`, { upheld: false, words: '又' })).body.code).toBe(
    'record.decided_already',
  )
  expect((await li.get('/records')).body.totalMinutes).toBe(minutes)
})

test('a correction is a new version with the reason; minutes of a sheet belong to the sheet', async () => {
  const items = (await li.get('/records?limit=100')).body.items
  const hand = items.find(
    (one: { causeKind: string; activityName: string }) => one.causeKind === 'hand' && one.activityName === '巡楼',
  )
  const total = (await li.get('/records')).body.totalMinutes
  expect((await li.post(`/records/${hand.id}/object`, { words: '我只做了半小时' })).body).toMatchObject({
    objected: true,
  })
  expect((await li.post(`/records/${hand.id}/object`, { words: '再说一次' })).body.code).toBe('record.objected_already')
  const [objection] = (await huang.get('/record-objections?open=true')).body.items
  expect(objection).toMatchObject({ name: '李志明', words: '我只做了半小时', dueOn: '2026-12-02' })
  expect(
    (await huang.post(`/record-objections/${objection.id}/answer`, { corrected: true, answer: '改了' })).body.code,
  ).toBe('record.not_corrected')
  const corrected = await huang.post(`/records/${hand.id}/correct`, { minutes: 30, reason: '本人说只做了半小时' })
  expect(corrected.body).toMatchObject({ version: 2, minutes: 30, reason: '本人说只做了半小时' })
  expect((await huang.post(`/records/${hand.id}/correct`, { minutes: 20, reason: '再改' })).body.code).toBe(
    'record.replaced',
  )
  expect(
    (await huang.post(`/record-objections/${objection.id}/answer`, { corrected: true, answer: '改成半小时了' })).body,
  ).toMatchObject({ state: 'corrected' })
  expect((await li.get('/records')).body.totalMinutes).toBe(total - 30)
  const [{ id: someone } = { id: '' }] = await town.rows(
    `select volunteer_id as id from service_record where cause_kind = 'sheet' and unit = '新竹社区' and minutes > 0 order by id limit 1`,
  )
  const theirs = async () => (await huang.get(`/records?volunteerId=${someone}`)).body
  const { items: sheets, totalMinutes } = await theirs()
  const sheet = sheets.find((one: { causeKind: string }) => one.causeKind === 'sheet')
  expect(
    (await huang.post(`/records/${sheet.id}/correct`, { minutes: sheet.minutes + 5, reason: '加一点' })).body.code,
  ).toBe('record.on_the_sheet')
  const struck = await huang.post(`/records/${sheet.id}/correct`, { minutes: 0, reason: '查实没有去' })
  expect(struck.body).toMatchObject({ minutes: 0, version: 2 })
  expect((await theirs()).totalMinutes).toBe(totalMinutes - sheet.minutes)
})

test('the same seed draws the same sample, with its evidence; the year is counted', async () => {
  const draw = (seed: string) => liang.get(`/records/sample?from=2026-09-01&to=2026-11-30&percent=10&seed=${seed}`)
  const first = (await draw('a')).body
  expect(first.items.length).toBe(Math.ceil(first.of / 10))
  expect((await draw('a')).body.items).toEqual(first.items)
  expect((await draw('b')).body.items).not.toEqual(first.items)
  expect(first.items.every((one: { evidence: string[] }) => one.evidence.length > 0)).toBe(true)
  const year = (await liang.get('/records/years/2026')).body
  expect(year.records).toBeGreaterThan(first.of - 1)
  expect(year).toMatchObject({ year: 2026, signalsUpheld: 1, objections: 1 })
  expect(year.byHand).toBeGreaterThan(5)
})

test('what waits stands in the list of what is due, with its day', async () => {
  const { items } = (await liang.get('/records/due')).body
  expect(items.some((one: { kind: string }) => one.kind === 'entry')).toBe(true)
  expect(items.map((one: { dueOn: string }) => one.dueOn)).toEqual(
    items.map((one: { dueOn: string }) => one.dueOn).toSorted(),
  )
  expect(items.some((one: { standing: string }) => one.standing === 'overdue')).toBe(true)
})
