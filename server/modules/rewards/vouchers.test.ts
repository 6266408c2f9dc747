// Vouchers at two shops, told as people: sealed for one of them, used without a line, raced, and what clashed is looked at.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Hands } from '../../kit/testing.ts'
import { dispatchTown } from '../../seed/helping-town.ts'
import type { DispatchTown } from '../../seed/helping-town.ts'
import { proveBalances } from '../ledger/service.ts'

let town: DispatchTown
let wang: Hands
let huang: Hands
let rewardId: string
let shops: readonly { readonly id: string; readonly hands: Hands }[]

const order = async (): Promise<string> => {
  const made = await wang.post(`/rewards/${rewardId}/orders`, {})
  expect(made.status, JSON.stringify(made.body)).toBe(200)
  return made.body.id
}
const show = async (orderId: string, shop = 0) =>
  (await wang.post(`/reward-orders/${orderId}/show`, { organisationId: shops[shop]!.id })).body
const usedBy = (shop: number, token: string, occurredAt?: Date) =>
  shops[shop]!.hands.post('/reward-orders/redeem-shown', {
    token,
    ...(occurredAt && { occurredAt: occurredAt.toISOString() }),
  })
const codeOf = async (orderId: string) => (await wang.get(`/reward-orders/${orderId}`)).body.code
const clashes = async (hands = huang) => (await hands.get('/voucher-clashes')).body.items
const earned = async (shop: number) => {
  const [row] = await town.rows(
    `select balance::int as points from ledger_account where kind = 'shop' and unit = 'points' and owner_id = $1`,
    [shops[shop]!.id],
  )
  return row?.['points'] ?? 0
}

beforeAll(async () => {
  town = await dispatchTown()
  wang = await town.hands('王桂芳')
  huang = await town.hands('黄丽')
  const rows = await town.rows(
    `select o.id, (array_agg(s.person_id))[1] as person_id from organisation o join organisation_staff s on s.organisation_id = o.id where o.state = 'approved' group by o.id order by o.id limit 2`,
  )
  shops = await Promise.all(rows.map(async (row) => ({ id: row['id'], hands: await town.handsOf(row['person_id']) })))
  const [community] = await town.rows(`select id from area where kind = 'community' and name = '新竹社区'`)
  const cut = { kind: 'service', zh: '两店通用理发券', points: 100, shopIds: shops.map(({ id }) => id) }
  rewardId = (await huang.post('/rewards', { areaId: community!['id'], ...cut })).body.id
}, 120_000)
afterAll(() => town.close())

test('used without a line and told later it counts at the moment of its use; the other shop comes too late', async () => {
  const id = await order()
  const { token, until } = await show(id)
  const usedAt = town.world.now()
  town.world.advance(90)
  expect((await usedBy(0, token)).body.code).toBe('reward.shown_too_long')
  expect((await usedBy(1, token, usedAt)).body.code).toBe('reward.other_shop')
  const first = await usedBy(0, token, usedAt)
  expect(first.body, until).toMatchObject({ clash: false, order: { state: 'used' } })
  const code = (await town.rows('select code from reward_order where id = $1', [id]))[0]!['code']
  expect((await shops[1]!.hands.post('/reward-orders/redeem', { code })).body.code).toBe('reward.used')
  expect(await earned(0)).toBe(100)
})

test('a seal that was touched is no voucher, and only its owner shows it, only to its shops', async () => {
  const id = await order()
  const { token } = await show(id)
  const touched = token.replace(/\.(\d{10})\./, (_: string, at: string) => `.${Number(at) + 3600}.`)
  expect((await usedBy(0, touched)).body.code).toBe('reward.wrong_code')
  expect((await usedBy(0, 'LBV1')).body.code).toBe('reward.wrong_code')
  const other = await town.hands('李志明')
  expect((await other.post(`/reward-orders/${id}/show`, { organisationId: shops[0]!.id })).status).toBe(404)
  const elsewhere = { organisationId: (await town.rows('select gen_random_uuid() as id'))[0]!['id'] }
  expect((await wang.post(`/reward-orders/${id}/show`, elsewhere)).body.code).toBe('reward.other_shop')
  expect((await wang.post(`/reward-orders/${id}/cancel`, {})).body.code).toBe('reward.shown')
  town.world.advance(61)
  expect((await wang.post(`/reward-orders/${id}/cancel`, {})).body.state).toBe('cancelled')
})

test('at two shops at once it is used at one of them', async () => {
  const id = await order()
  const code = await codeOf(id)
  const before = (await earned(0)) + (await earned(1))
  const both = await Promise.all([0, 1, 0, 1].map((shop) => shops[shop]!.hands.post('/reward-orders/redeem', { code })))
  expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409])
  expect((await earned(0)) + (await earned(1))).toBe(before + 100)
})

test('used at one shop on the line and at the other without: the second is a clash, written once, looked at by staff', async () => {
  const id = await order()
  const { token } = await show(id, 1)
  const usedAt = town.world.now()
  const code = await codeOf(id)
  expect((await shops[0]!.hands.post('/reward-orders/redeem', { code })).status).toBe(200)
  const late = await Promise.all([usedBy(1, token, usedAt), usedBy(1, token, usedAt)])
  expect(late.map(({ body }) => body.clash)).toEqual([true, true])
  expect(await earned(1)).toBe(0)
  const [clash, ...rest] = await clashes()
  expect([clash.state, clash.outcome, clash.can.review, rest.length]).toEqual(['used', null, true, 0])
  expect(await clashes(await town.hands('陆霞'))).toEqual([])
  expect((await shops[1]!.hands.get('/voucher-clashes')).status).toBe(403)
  const path = `/voucher-clashes/${clash.id}/review`
  const reviewed = await huang.post(path, { outcome: 'nobody', words: '两家都没网，补给第二家一张' })
  expect(reviewed.body).toMatchObject({ outcome: 'nobody', reviewedBy: '黄丽', can: { review: false } })
  expect((await huang.post(path, { outcome: 'shop', words: '再看' })).body.code).toBe('reward.reviewed')
  expect(await proveBalances(town.ctx())).toEqual({ balanced: true, faults: [] })
})

test('a voucher pays for a visit once: no counter takes it meanwhile, and at the seal the shop has earned it', async () => {
  const [place] = await town.rows(
    `select o.id, x.person_id, o.area_id from organisation o join organisation_service os on os.organisation_id = o.id and os.active join service s on s.id = os.service_id and s.code = 'drain-clearing'
     join organisation_staff x on x.organisation_id = o.id and x.manager and x.to_on is null where o.state = 'approved' order by o.id limit 1`,
  )
  const providerId = place!['id']
  const [community] = await town.rows(`select id from area where kind = 'community' and name = '新竹社区'`)
  const drain = { kind: 'service', zh: '通下水券', points: 30, serviceCode: 'drain-clearing', shopIds: [providerId] }
  const made = await huang.post('/rewards', { areaId: community!['id'], ...drain })
  const voucher = (await wang.post(`/rewards/${made.body.id}/orders`, {})).body
  expect(voucher.serviceCode).toBe('drain-clearing')
  const pays = { serviceCode: 'drain-clearing', providerId, settlement: 'voucher', voucherId: voucher.id }
  expect((await wang.post('/requests', { ...pays, serviceCode: 'plumbing' })).status).toBe(422)
  const stranger = await town.hands('李志明')
  expect((await stranger.post('/requests', pays)).body.code).toBe('settlement.not_offered')
  const both = await Promise.all([1, 2].map(() => wang.post('/requests', { ...pays, description: '厕所堵了' })))
  expect(both.map(({ body }) => body.settlement ?? body.code).toSorted()).toEqual(['reward.in_request', 'voucher'])
  const asked = both.find(({ status }) => status === 200)!.body
  const staff = await town.handsOf(place!['person_id'])
  const code = await codeOf(voucher.id)
  expect((await staff.post('/reward-orders/redeem', { code })).body.code).toBe('reward.in_request')
  expect((await wang.post(`/reward-orders/${voucher.id}/cancel`, {})).body.code).toBe('reward.in_request')
  await wang.post(`/requests/${asked.id}/cancel`, { version: asked.version, reason: '改天' })

  const again = (await wang.post('/requests', { ...pays, description: '厕所又堵了' })).body
  await town.settle()
  const { asked: offers } = (await staff.get('/offers')).body
  const offer = offers.find((one: { requestId: string }) => one.requestId === again.id)
  const { visitId } = (await staff.post(`/offers/${offer.id}/accept`, {})).body
  await staff.post(`/visits/${visitId}/check-in`, { withoutProof: true })
  town.world.advance(30)
  const fee = await staff.post(`/visits/${visitId}/finish`, { work: '通了', feeCents: 500 })
  expect(fee.body.code).toBe('visit.paid_in_points')
  await staff.post(`/visits/${visitId}/finish`, { work: '通了' })
  await staff.post(`/visits/${visitId}/sign`, { signature: { witness: '楼下陈叔' } })
  await town.settle()
  expect((await wang.get(`/reward-orders/${voucher.id}`)).body).toMatchObject({ state: 'used' })
  expect(await proveBalances(town.ctx())).toEqual({ balanced: true, faults: [] })
})

test('a counter keeps what it needs to judge by itself, and nothing of anybody else', async () => {
  const { body } = await shops[0]!.hands.get('/reward-counter')
  expect(body.shops.map(({ organisationId }: { organisationId: string }) => organisationId)).toEqual([shops[0]!.id])
  expect(body.rewards.map(({ id }: { id: string }) => id)).toContain(rewardId)
  expect(Object.keys(body.keys[0]).toSorted()).toEqual(['id', 'publicKey'])
})
