// Allowances, told as people: asked for by who paid the bus, approved by a second, paid by a third, once, and only from money that is there.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Hands } from '../../kit/testing.ts'
import { dispatchTown } from '../../seed/helping-town.ts'
import type { DispatchTown } from '../../seed/helping-town.ts'
import { poolBalance, proveBalances } from '../ledger/service.ts'

let town: DispatchTown
let li: Hands
let huang: Hands
let liang: Hands
let he: Hands

beforeAll(async () => {
  town = await dispatchTown()
  li = await town.hands('李志明')
  huang = await town.hands('黄丽')
  liang = await town.hands('梁斌')
  he = await town.hands('何建军')
}, 120_000)
afterAll(() => town.close())

const bus = { kind: 'travel', amountCents: 1200, forOn: '2026-11-24', reason: '坐公交去医院陪诊，来回' }
const asked = async (more: object = {}) => (await li.post('/allowances', { ...bus, ...more })).body
const decide = (hands: Hands, id: string, body: object) =>
  hands.post(`/allowances/${id}/decide`, { version: 1, ...body })
const titles = async (hands: Hands) =>
  (await hands.get('/notices')).body.items.map((one: { title: string }) => one.title)

test('asked for, approved by a second person, paid by a third out of the money that came in; the books agree', async () => {
  expect((await li.post('/allowances', { ...bus, forOn: '2026-11-26' })).body.code).toBe('allowance.wrong_day')
  const { id, ...allowance } = await asked()
  expect(allowance).toMatchObject({ state: 'asked', areaName: '新竹社区', can: { withdraw: true, decide: false } })
  expect(await titles(huang)).toContain('有人申请补贴')
  expect((await liang.post(`/allowances/${id}/pay`, {})).body.code).toBe('allowance.not_approved')
  expect((await decide(liang, id, { approved: true })).body).toMatchObject({ state: 'approved', decidedBy: '梁斌' })
  expect((await decide(huang, id, { approved: false, words: '不' })).body.code).toBe('allowance.decided')
  expect((await liang.post(`/allowances/${id}/pay`, {})).body.code).toBe('allowance.third_person')
  expect((await he.post(`/allowances/${id}/pay`, {})).body.code).toBe('ledger.not_enough')
  expect((await huang.post('/allowances/fund', { amountCents: 5000, reason: '街道拨付' })).status).toBe(403)
  expect((await he.post('/allowances/fund', { amountCents: 5000, reason: '街道拨付' })).body).toEqual({
    fundCents: 5000,
  })
  const both = await Promise.all(
    [1, 2].map((n) => he.post(`/allowances/${id}/pay`, {}, { 'idempotency-key': `pay-at-once-${n}` })),
  )
  expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409])
  expect(await poolBalance(town.ctx(), 'cents')).toBe(3800)
  expect((await proveBalances(town.ctx())).balanced).toBe(true)
  expect((await li.get('/allowances?mine=true')).body.items).toMatchObject([{ id, state: 'paid', paidBy: '何建军' }])
  expect(await titles(li)).toContain('补贴付了')
  const { units } = (await li.get('/ledger/statements/2026-11')).body
  expect(units.find((one: { unit: string }) => one.unit === 'cents')).toMatchObject({
    issued: 5000,
    spent: 1200,
    pool: 3800,
  })
})

test('refused with a reason that is told; withdrawn by who asked; nobody decides for themselves, and others do not find it', async () => {
  const { id } = await asked({ reason: '打车' })
  expect((await decide(huang, id, { approved: false })).body.code).toBe('allowance.words')
  expect((await decide(huang, id, { approved: false, words: '没有票' })).body).toMatchObject({ state: 'refused' })
  expect(await titles(li)).toContain('补贴没有批准')
  const second = await asked({ reason: '午饭', kind: 'meal' })
  expect((await decide(await town.hands('陆霞'), second.id, { approved: true })).status).toBe(404)
  expect((await (await town.hands('陆海波')).post(`/allowances/${second.id}/withdraw`, {})).status).toBe(404)
  expect((await li.post(`/allowances/${second.id}/withdraw`, {})).body.state).toBe('withdrawn')
  await town.rows(`update allowance set state = 'asked', person_id = $2 where id = $1`, [
    second.id,
    await town.personId('黄丽'),
  ])
  expect((await decide(huang, second.id, { approved: true, version: 2 })).body.code).toBe('allowance.own')
  expect((await (await town.hands('王桂芳')).get('/allowances')).status).toBe(403)
  expect((await huang.get('/allowances')).body).toMatchObject({ fundCents: 3800 })
})
