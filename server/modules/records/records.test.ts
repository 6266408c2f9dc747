// A sealed sheet becomes one record of service; what was paid for, given at home or on duty becomes none.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Hands } from '../../kit/testing.ts'
import { dispatchTown } from '../../seed/helping-town.ts'
import type { DispatchTown } from '../../seed/helping-town.ts'
import { recordVisit } from './service.ts'

let town: DispatchTown
let wang: Hands
let li: Hands
let liId: string

beforeAll(async () => {
  town = await dispatchTown()
  wang = await town.hands('王桂芳')
  li = await town.hands('李志明')
  liId = await town.personId('李志明')
}, 60_000)
afterAll(() => town.close())

/** 李师傅 works so many minutes; `before` may change the scene between his finishing and the sheet. */
const work = async (minutes: number, before?: (visitId: string) => Promise<unknown>): Promise<string> => {
  const { id } = await town.ask(wang)
  const claimed = await li.post(`/requests/${id}/claim`, {})
  expect(claimed.status, JSON.stringify(claimed.body)).toBe(200)
  const { visitId } = claimed.body
  await li.post(`/visits/${visitId}/set-out`, {})
  await li.post(`/visits/${visitId}/check-in`, { withoutProof: true })
  town.world.advance(minutes)
  await li.post(`/visits/${visitId}/finish`, { work: '换了垫圈' })
  await before?.(visitId)
  const signed = await li.post(`/visits/${visitId}/sign`, { signature: { witness: '楼下陈叔' } })
  expect(signed.status, JSON.stringify(signed.body)).toBe(200)
  await town.settle()
  expect((await wang.post(`/requests/${id}/rating`, { satisfaction: 5, solved: true })).status).toBe(200)
  return visitId
}
const recordsOf = (visitId: string) =>
  town.rows(
    `select r.minutes, r.version, r.reason, r.content from service_record r join sheet s on s.id = r.cause_id where s.visit_id = $1 order by r.version`,
    [visitId],
  )

test('one sheet, one record, however often the news of it comes', async () => {
  const visitId = await work(40)
  await Promise.all([recordVisit(town.ctx(), visitId), recordVisit(town.ctx(), visitId)])
  expect(await recordsOf(visitId)).toMatchObject([{ minutes: 40, version: 1, content: '换了垫圈' }])
  const { items } = (await li.get('/records?mine=true')).body
  expect(items[0]).toMatchObject({ personId: liId, minutes: 40, unit: '新竹社区', causeKind: 'sheet' })
})

test('an amended sheet is a new version that names the reason; only the newest counts', async () => {
  const before = (await li.get('/records')).body.totalMinutes
  const visitId = await work(30)
  const amended = await (
    await town.hands('黄丽')
  ).post(`/visits/${visitId}/sheet/amend`, {
    reason: '时间记多了',
    minutes: [{ personId: liId, minutes: 20 }],
  })
  expect(amended.status, JSON.stringify(amended.body)).toBe(200)
  await town.settle()
  expect(await recordsOf(visitId)).toMatchObject([
    { minutes: 30, version: 1, reason: null },
    { minutes: 20, version: 2, reason: '时间记多了' },
  ])
  expect((await li.get('/records')).body.totalMinutes).toBe(before + 20)
})

test('what was charged for, given on duty or in the own home is no volunteer service', async () => {
  const paid = await work(30, (visitId) => town.rows('update visit set fee_cents = 2000 where id = $1', [visitId]))
  expect(await recordsOf(paid)).toEqual([])
  const [account] = await town.rows('select id, tenant_id from account where person_id = $1', [liId])
  const [grid] = await town.rows(`select id from area where kind = 'grid' and tenant_id = $1 limit 1`, [
    account!['tenant_id'],
  ])
  const onDuty = await work(30, () =>
    town.rows(
      `insert into duty (tenant_id, id, account_id, person_id, role, area_id, from_at, filled_by, seen_at) values ($1, gen_random_uuid(), $2, $3, 'grid_worker', $4, $5, 'press', $5)`,
      [account!['tenant_id'], account!['id'], liId, grid!['id'], new Date(town.world.now().getTime() - 86_400_000)],
    ),
  )
  expect(await recordsOf(onDuty)).toEqual([])
  await town.rows('delete from duty where person_id = $1', [liId])
  const [home] = await town.rows('select household_id from visit where id = $1', [paid])
  const atHome = await work(30, () =>
    town.rows(
      `insert into household_member (tenant_id, id, household_id, person_id, relation, from_on, lives_there) values ($1, gen_random_uuid(), $2, $3, '家人', '2026-01-01', false)`,
      [account!['tenant_id'], home!['household_id'], liId],
    ),
  )
  expect(await recordsOf(atHome)).toEqual([])
  await town.rows('delete from household_member where household_id = $1 and person_id = $2', [
    home!['household_id'],
    liId,
  ])
})

test('the day has a cap: the hours beyond it are not recorded', async () => {
  const [day] = await town.rows(
    `select body -> 'dayCapMinutes' as cap from policy where kind = 'visits' order by version desc limit 1`,
  )
  const cap = Number(day?.['cap'] ?? 480)
  const now = new Date(town.world.now().getTime() + 86_400_000)
  now.setUTCHours(0, 30)
  town.world.setNow(now)
  const first = await work(cap - 100)
  const second = await work(150)
  expect((await recordsOf(first))[0]!['minutes'] + (await recordsOf(second))[0]!['minutes']).toBe(cap)
})

test('records are mine, or those of a volunteer of my area', async () => {
  const [{ id } = { id: '' }] = await town.rows('select id from volunteer where person_id = $1', [liId])
  expect((await (await town.hands('黄丽')).get(`/records?volunteerId=${id}`)).status).toBe(200)
  expect((await (await town.hands('陆霞')).get(`/records?volunteerId=${id}`)).status).toBe(404)
  expect((await wang.get(`/records?volunteerId=${id}`)).status).toBe(404)
})
