// The exchange shop, told as people: points set aside and used, called off and lapsed; the last one and the last points go once.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../../kit/ids.ts'
import type { Hands } from '../../kit/testing.ts'
import { dispatchTown } from '../../seed/helping-town.ts'
import type { DispatchTown } from '../../seed/helping-town.ts'
import { issue, proveBalances } from '../ledger/service.ts'
import { followDelivery, lapseOrders } from './service.ts'

let town: DispatchTown
let wang: Hands
let lu: Hands
let huang: Hands
let communityId: string
let shopId: string
let cutter: Hands
let otherShop: Hands

const give = async (personId: string, amount: number, unit: 'points' | 'minutes' = 'points') =>
  issue(town.ctx(), { unit, toPersonId: personId, amount, causeKind: 'test', causeId: newId(), reason: '开户' })
const points = async (hands: Hands) => {
  const { points: balance, pointsHeld } = (await hands.get('/me')).body.balances
  return { balance, held: pointsHeld }
}
const put = async (more: object) => {
  const made = await huang.post('/rewards', { areaId: communityId, kind: 'goods', zh: '香米', points: 60, ...more })
  expect(made.status, JSON.stringify(made.body)).toBe(200)
  return made.body
}
const stockOf = async (id: string) => (await huang.get(`/rewards/${id}`)).body.stock
const order = (hands: Hands, id: string, body: object = {}) => hands.post(`/rewards/${id}/orders`, body)
const codeOf = async (hands: Hands, id: string): Promise<string> => (await hands.get(`/reward-orders/${id}`)).body.code

beforeAll(async () => {
  town = await dispatchTown()
  wang = await town.hands('王桂芳')
  lu = await town.hands('陆海波')
  huang = await town.hands('黄丽')
  const [community] = await town.rows(`select id from area where kind = 'community' and name = '新竹社区'`)
  communityId = community!['id']
  const shops = await town.rows(
    `select o.id, (array_agg(s.person_id))[1] as person_id from organisation o join organisation_staff s on s.organisation_id = o.id where o.state = 'approved' group by o.id order by o.id limit 2`,
  )
  shopId = shops[0]!['id']
  cutter = await town.handsOf(shops[0]!['person_id'])
  otherShop = await town.handsOf(shops[1]!['person_id'])
  await give(await town.personId('陆海波'), 1000)
}, 120_000)
afterAll(() => town.close())

test('rice is ordered, its points are set aside, and the code fetches it once at the station', async () => {
  const rice = await put({ zh: '香米 5 公斤', points: 600, stock: 3, countedIn: '袋', limitEach: 1, place: '服务站' })
  expect((await wang.get('/rewards')).body.items).toContainEqual(expect.objectContaining({ id: rice.id, fault: null }))
  const made = (await order(wang, rice.id)).body
  expect(made).toMatchObject({ state: 'open', way: 'pick_up', points: 600, can: { cancel: true } })
  expect(await points(wang)).toEqual({ balance: 1280, held: 600 })
  expect(await stockOf(rice.id)).toBe(2)
  expect((await wang.get(`/rewards/${rice.id}`)).body).toMatchObject({ ordered: 1, fault: 'limit' })
  expect((await order(wang, rice.id)).body.code).toBe('reward.limit')
  const code = await codeOf(wang, made.id)
  expect((await lu.get(`/reward-orders/${made.id}`)).status).toBe(404)
  expect((await cutter.get(`/reward-orders/by-code/${code}`)).body.code).toBe('reward.other_shop')
  const seen = (await huang.get(`/reward-orders/by-code/${code}`)).body
  expect([seen.callName, seen.zh, seen.code]).toEqual(['王阿姨', '香米 5 公斤', undefined])
  const handed = await Promise.all([1, 2].map(() => huang.post('/reward-orders/redeem', { code })))
  expect(handed.map(({ status }) => status).toSorted()).toEqual([200, 409])
  expect(await points(wang)).toEqual({ balance: 680, held: 0 })
  expect((await huang.get('/reward-orders?view=used')).body.items[0]).toMatchObject({ id: made.id, usedAt: '服务站' })
  expect((await wang.post(`/reward-orders/${made.id}/cancel`, {})).body.code).toBe('reward.used')
})

test('called off, the points and the goods come back; pressed twice over a bad line it is ordered once', async () => {
  const oil = await put({ zh: '花生油', points: 100, stock: 2 })
  const key = { 'idempotency-key': newId() }
  const [first, again] = [
    await wang.post(`/rewards/${oil.id}/orders`, { quantity: 2 }, key),
    await wang.post(`/rewards/${oil.id}/orders`, { quantity: 2 }, key),
  ]
  expect(again.body.id).toBe(first.body.id)
  expect([await points(wang), await stockOf(oil.id)]).toEqual([{ balance: 680, held: 200 }, 0])
  expect((await lu.post(`/reward-orders/${first.body.id}/cancel`, {})).status).toBe(404)
  const ends = await Promise.all([1, 2].map(() => wang.post(`/reward-orders/${first.body.id}/cancel`, {})))
  expect(ends.map(({ body }) => body.state ?? body.code).toSorted()).toEqual(['cancelled', 'reward.ended'])
  expect([await points(wang), await stockOf(oil.id)]).toEqual([{ balance: 680, held: 0 }, 2])
})

test('the last one goes to one of two who press at once', async () => {
  const last = await put({ zh: '最后一袋', points: 10, stock: 1 })
  const both = await Promise.all([wang, lu, wang, lu].map((hands) => order(hands, last.id)))
  expect(both.filter(({ status }) => status === 200)).toHaveLength(1)
  expect(both.filter(({ body }) => body.code === 'reward.sold_out')).toHaveLength(3)
  expect(await stockOf(last.id)).toBe(0)
})

test('the last points are spent once, on whichever of two things came first', async () => {
  const { balance, held } = await points(wang)
  const [one, two] = [await put({ points: balance - held }), await put({ points: balance - held })]
  const spends = await Promise.all([one, two, one, two].map(({ id }) => order(wang, id)))
  expect(spends.map(({ body }) => body.code ?? body.state).toSorted()).toEqual([
    'ledger.not_enough',
    'ledger.not_enough',
    'ledger.not_enough',
    'open',
  ])
  expect((await points(wang)).held).toBe(balance)
  const won = spends.find(({ status }) => status === 200)!.body
  await wang.post(`/reward-orders/${won.id}/cancel`, {})
  expect(await proveBalances(town.ctx())).toEqual({ balanced: true, faults: [] })
})

test('a voucher is used at its shop, whose account receives the points; another shop cannot', async () => {
  const cut = await put({ kind: 'service', zh: '理发券', points: 150, shopIds: [shopId] })
  expect((await order(wang, cut.id, { quantity: 2 })).body.code).toBe('reward.one_at_a_time')
  expect((await order(wang, cut.id, { way: 'delivery' })).body.code).toBe('reward.not_brought')
  const { id } = (await order(wang, cut.id)).body
  const code = await codeOf(wang, id)
  expect((await otherShop.post('/reward-orders/redeem', { code })).body.code).toBe('reward.other_shop')
  expect((await huang.post('/reward-orders/redeem', { code })).body.code).toBe('reward.other_shop')
  expect((await cutter.post('/reward-orders/redeem', { code })).body).toMatchObject({
    state: 'used',
    callName: '王阿姨',
  })
  const [account] = await town.rows(
    `select balance from ledger_account where kind = 'shop' and unit = 'points' and owner_id = $1`,
    [shopId],
  )
  expect(Number(account!['balance'])).toBe(150)
  expect((await cutter.get('/reward-orders?view=used')).body.items.map((one: { id: string }) => one.id)).toEqual([id])
  const wrong = code === '00000000' ? '00000001' : '00000000'
  expect((await cutter.post('/reward-orders/redeem', { code: wrong })).body.code).toBe('reward.wrong_code')
})

test('what nobody fetched in its time goes back, and they are told', async () => {
  const soap = await put({ zh: '肥皂', points: 20, stock: 5, keepDays: 2 })
  const { id } = (await order(wang, soap.id)).body
  const before = await points(wang)
  await lapseOrders(town.ctx())
  expect((await points(wang)).held).toBe(before.held)
  town.world.advance(3 * 24 * 60)
  await lapseOrders(town.ctx())
  await lapseOrders(town.ctx())
  expect((await wang.get(`/reward-orders/${id}`)).body).toMatchObject({ state: 'lapsed', code: null })
  expect([(await points(wang)).held, await stockOf(soap.id)]).toEqual([before.held - 20, 5])
  const titles = (await wang.get('/notices')).body.items.map((one: { title: string }) => one.title)
  expect(titles).toContain('过了日子，积分退回')
})

test('brought home it follows its request: called off it waits to be fetched, done it is paid', async () => {
  await give(await town.personId('王桂芳'), 300, 'minutes')
  const flour = await put({ zh: '面粉', points: 30, stock: 9, deliverable: true, place: '服务站' })
  const first = (await order(wang, flour.id, { way: 'delivery' })).body
  expect(first).toMatchObject({ way: 'delivery', requestNumber: expect.stringMatching(/^\d{8}-\d+$/) })
  expect((await wang.get(`/reward-orders/${first.id}`)).body.code).toBeNull()
  const request = (await wang.get(`/requests/${first.requestId}`)).body
  expect(request.description).toContain('面粉')
  await wang.post(`/requests/${first.requestId}/cancel`, { version: request.version, reason: '我自己去' })
  await town.settle()
  expect((await wang.get(`/reward-orders/${first.id}`)).body).toMatchObject({ state: 'open', way: 'pick_up' })
  const second = (await order(wang, flour.id, { way: 'delivery' })).body
  await town.rows(`update request set state = 'done', done_at = now() where id = $1`, [second.requestId])
  await Promise.all([followDelivery(town.ctx(), second.requestId), followDelivery(town.ctx(), second.requestId)])
  expect((await wang.get(`/reward-orders/${second.id}`)).body).toMatchObject({ state: 'used', usedAt: '服务站' })
  const third = (await order(wang, flour.id, { way: 'delivery' })).body
  await wang.post(`/reward-orders/${third.id}/cancel`, {})
  expect((await wang.get(`/requests/${third.requestId}`)).body.state).toBe('cancelled')
  expect(await proveBalances(town.ctx())).toEqual({ balanced: true, faults: [] })
})

test('whoever keeps the shop changes it; a stale page, too much taken away and another community do not', async () => {
  const tea = await put({ zh: '茶叶', points: 40, stock: 2 })
  const path = `/rewards/${tea.id}`
  expect((await wang.post('/rewards', { areaId: communityId, kind: 'goods', zh: '茶', points: 1 })).status).toBe(403)
  expect((await (await town.hands('陆霞')).patch(path, { version: 1, points: 1 })).status).toBe(404)
  const changed = (await huang.patch(path, { version: 1, points: 50, addStock: 3 })).body
  expect(changed).toMatchObject({ points: 50, stock: 5, version: 2, zh: '茶叶' })
  expect((await huang.patch(path, { version: 1, points: 60 })).body.code).toBe('row.stale')
  expect((await huang.patch(path, { version: 2, addStock: -6 })).body.code).toBe('reward.stock_short')
  const past = { version: 2, fromAt: '2026-11-20T00:00:00Z', untilAt: '2026-11-19T00:00:00Z' }
  expect((await huang.patch(path, past)).body.code).toBe('reward.window_wrong')
  await huang.patch(path, { version: 2, active: false })
  expect((await order(wang, tea.id)).body.code).toBe('reward.not_now')
  const shown = (await wang.get('/rewards?limit=100')).body.items.map((one: { id: string }) => one.id)
  expect(shown).not.toContain(tea.id)
  const kept = (await huang.get('/rewards?all=true&limit=100')).body.items.map((one: { id: string }) => one.id)
  expect(kept).toContain(tea.id)
})
