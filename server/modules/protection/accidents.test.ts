// Accidents, told as people: reported on the phone, read by staff of the place with a trace, followed until closed, printed.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Hands } from '../../kit/testing.ts'
import { dispatchTown } from '../../seed/helping-town.ts'
import type { DispatchTown } from '../../seed/helping-town.ts'
import { remindOfAccidents } from './service.ts'

let town: DispatchTown
let li: Hands
let huang: Hands
let id: string

beforeAll(async () => {
  town = await dispatchTown()
  li = await town.hands('李志明')
  huang = await town.hands('黄丽')
}, 120_000)
afterAll(() => town.close())

const fall = {
  happenedAt: '2026-11-25T01:30:00.000Z',
  place: '3 号楼二楼楼梯',
  hurt: 'me',
  what: '下楼时踩空了',
  injury: '左脚踝肿了',
  done: '坐下冷敷，邻居陪着',
}
const titles = async (hands: Hands) =>
  (await hands.get('/notices')).body.items.map((one: { title: string }) => one.title)

test('李师傅 reports it, staff of his community hear at once, and nothing about the injury lies open in the database', async () => {
  expect((await li.post('/accidents', { ...fall, happenedAt: '2026-11-25T09:00:00.000Z' })).body.code).toBe(
    'accident.in_the_future',
  )
  const reported = await li.post('/accidents', fall)
  expect(reported.body, JSON.stringify(reported.body)).toMatchObject({
    state: 'open',
    injury: '左脚踝肿了',
    nextOn: '2026-11-26',
    reporterName: '李志明',
    can: { follow: false },
  })
  id = reported.body.id
  expect(await titles(huang)).toContain('有人受伤了')
  const [row] = await town.rows('select told_sealed from accident where id = $1', [id])
  expect(row!['told_sealed']).not.toContain('脚踝')
  const [line] = (await li.get('/accidents?mine=true')).body.items
  expect(line).toMatchObject({ id, place: '3 号楼二楼楼梯' })
  expect(line).not.toHaveProperty('injury')
})

test('neighbours and staff of another community do not find it; the look of staff is on record', async () => {
  for (const name of ['王桂芳', '陆霞', '农艳'])
    expect((await (await town.hands(name)).get(`/accidents/${id}`)).status, name).toBe(404)
  expect((await (await town.hands('王桂芳')).get('/accidents')).status).toBe(403)
  expect((await (await town.hands('陆霞')).get('/accidents')).body.items).toEqual([])
  expect((await huang.get('/accidents')).body.items).toMatchObject([{ id }])
  expect((await huang.get(`/accidents/${id}`)).body).toMatchObject({ injury: '左脚踝肿了', can: { follow: true } })
  expect(
    await town.rows(`select person_id from audit_entry where act = 'accident.read' and subject_id = $1`, [id]),
  ).toEqual([{ person_id: await town.personId('黄丽') }])
})

test('it is followed until closed: each step stays, the day of the next look reminds, two at once do not both write', async () => {
  const step = (body: object) => huang.post(`/accidents/${id}/steps`, body)
  expect((await step({ words: '打过电话', version: 1 })).body.code).toBe('accident.next_day')
  expect((await step({ words: '打过电话', nextOn: '2026-11-25', version: 1 })).body.code).toBe('accident.next_day')
  const both = await Promise.all(
    ['甲', '乙'].map((words) => step({ words: `${words}去看过`, nextOn: '2026-11-27', version: 1 })),
  )
  expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409])
  await remindOfAccidents(town.ctx())
  expect(await titles(huang)).not.toContain('意外要跟进')
  town.world.setNow('2026-11-27T01:00:00.000Z')
  huang = await town.hands('黄丽')
  await remindOfAccidents(town.ctx())
  await remindOfAccidents(town.ctx())
  expect((await titles(huang)).filter((title: string) => title === '意外要跟进')).toHaveLength(1)
  const closed = await step({ words: '拍过片，没有骨折，保险报了', close: true, version: 2 })
  expect(closed.body).toMatchObject({ state: 'closed', nextOn: null, can: { follow: false } })
  expect((await step({ words: '再写一句', close: true, version: 3 })).body.code).toBe('accident.closed')
  expect((await li.get(`/accidents/${id}`)).body.steps).toHaveLength(2)
})

test('it prints, also in English, for who reported it and for nobody else', async () => {
  const printed = await li.get(`/accidents/${id}/report.pdf`)
  expect(printed.bytes.subarray(0, 5).toString()).toBe('%PDF-')
  expect((await (await town.hands('王桂芳')).get(`/accidents/${id}/report.pdf`)).status).toBe(404)
})
