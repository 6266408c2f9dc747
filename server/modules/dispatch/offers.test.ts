// 我来帮: one winner however many press, two when two are needed, and what a helper is shown before and after.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../../kit/ids.ts'
import type { Hands } from '../../kit/testing.ts'
import { issue } from '../ledger/service.ts'
import { dispatchTown } from '../../seed/helping-town.ts'
import type { DispatchTown, TownHelper } from '../../seed/helping-town.ts'

let town: DispatchTown
let wang: Hands
let plumbers: TownHelper[]

beforeAll(async () => {
  town = await dispatchTown()
  wang = await town.hands('王桂芳')
  plumbers = await town.volunteers('plumbing', 10)
}, 60_000)
afterAll(() => town.close())

const look = async (id: string) => (await wang.get(`/requests/${id}`)).body
const cancel = async (id: string) => {
  expect((await wang.post(`/requests/${id}/cancel`, { version: (await look(id)).version })).status).toBe(200)
  await town.settle()
}

test('ten neighbours press at the same moment: one comes, nine are told it is taken', async () => {
  expect(plumbers).toHaveLength(10)
  const { id } = await town.ask(wang)
  const answers = await Promise.all(plumbers.map(({ hands }) => hands.post(`/requests/${id}/claim`, {})))
  expect(answers.filter((one) => one.status === 200)).toHaveLength(1)
  expect(answers.filter((one) => one.body.code === 'offer.taken')).toHaveLength(9)
  expect((await town.offersOf(id)).filter((one) => one['state'] === 'accepted')).toHaveLength(1)
  expect(await town.rows('select 1 from visit where request_id = $1', [id])).toHaveLength(1)
  expect((await look(id)).state).toBe('assigned')
  await cancel(id)
})

test('a heavy thing needs two: two win, the third is refused, and it is assigned only when both are there', async () => {
  const movers = await town.volunteers('lifting', 3)
  await issue(town.ctx(), {
    unit: 'minutes',
    toPersonId: await town.personId('王桂芳'),
    amount: 600,
    causeKind: 'sheet',
    causeId: newId(),
    reason: '以前帮过邻居',
  })
  const { id } = await town.ask(wang, { serviceCode: 'moving-help', description: '有个大柜子搬不动' })
  expect((await movers[0]!.hands.get(`/requests/${id}/task`)).body.whyNot).toEqual([])
  const first = await movers[0]!.hands.post(`/requests/${id}/claim`, {})
  expect(first.status, JSON.stringify(first.body)).toBe(200)
  expect((await look(id)).state).toBe('dispatching')
  expect((await movers[1]!.hands.get(`/requests/${id}/task`)).body).toMatchObject({ helpersMissing: 1, canClaim: true })
  expect((await movers[0]!.hands.post(`/visits/${first.body.visitId}/set-out`, {})).status).toBe(409)
  const rest = await Promise.all(movers.slice(1).map(({ hands }) => hands.post(`/requests/${id}/claim`, {})))
  expect(rest.map((one) => one.status).toSorted()).toEqual([200, 409])
  expect(rest.find((one) => one.status === 409)!.body.code).toBe('offer.taken')
  expect((await look(id)).state).toBe('assigned')
  expect(rest.find((one) => one.status === 200)!.body.visitId).toBe(first.body.visitId)

  const second = movers[1 + rest.findIndex((one) => one.status === 200)]!
  const visit = `/visits/${first.body.visitId}`
  for (const { hands } of [movers[0]!, second]) {
    expect((await hands.post(`${visit}/set-out`, {})).status).toBe(200)
    expect((await hands.post(`${visit}/check-in`, { withoutProof: true })).status).toBe(200)
  }
  town.world.advance(30)
  expect((await movers[0]!.hands.post(`${visit}/finish`, { work: '搬好了' })).status).toBe(200)
  const early = await movers[0]!.hands.post(`${visit}/sign`, { signature: { witness: '楼下陈叔' } })
  expect(early).toMatchObject({ status: 409, body: { code: 'visit.others_not_finished' } })
  expect((await second.hands.post(`${visit}/finish`, { work: '搬好了' })).status).toBe(200)
  expect((await second.hands.post(`${visit}/sign`, { signature: { witness: '楼下陈叔' } })).status).toBe(200)
  await town.settle()
  expect((await look(id)).state).toBe('done')
})

test('before accepting a helper sees what and near where, never who, which door or which phone', async () => {
  const { id } = await town.ask(wang)
  const { hands } = plumbers[0]!
  const task = (await hands.get(`/requests/${id}/task`)).body
  expect(task).toMatchObject({ serviceCode: 'plumbing', takenBy: null })
  const offers = (await hands.get('/offers')).body
  for (const seen of [task, offers]) {
    const text = JSON.stringify(seen).replaceAll(/[\da-f-]{36}/g, 'id')
    for (const secret of ['王桂芳', '王阿姨', '501', '10000000001']) expect(text).not.toContain(secret)
  }
  expect((await hands.get(`/requests/${id}`)).status).toBe(404)
  await cancel(id)
})

test("another volunteer's offer does not exist for me, a decline keeps its reason, a late yes is a yes", async () => {
  const { id } = await town.ask(wang)
  const [first, second] = await town.offersOf(id)
  const asked = await town.handsOf(first!['person_id'])
  const other = plumbers.find((one) => one.volunteerId !== first!['volunteer_id'])!.hands
  for (const reply of [
    await other.get(`/offers/${first!['id']}`),
    await other.post(`/offers/${first!['id']}/accept`, {}),
    await other.post(`/offers/${first!['id']}/decline`, { reason: '没空' }),
  ])
    expect(reply.status).toBe(404)
  expect((await asked.get(`/offers/${first!['id']}`)).body.state).toBe('seen')
  expect((await asked.post(`/offers/${first!['id']}/decline`, { reason: '今天腰疼' })).body.state).toBe('declined')
  expect((await asked.post(`/offers/${first!['id']}/decline`, { reason: '今天腰疼' })).body.code).toBe('offer.over')
  expect((await town.offersOf(id)).find((one) => one['id'] === first!['id'])!['decline_reason']).toBe('今天腰疼')
  town.world.advance(6)
  await town.settle()
  expect((await town.offersOf(id)).find((one) => one['id'] === second!['id'])!['state']).toBe('expired')
  const late = await (await town.handsOf(second!['person_id'])).post(`/offers/${second!['id']}/accept`, {})
  expect(late.status, JSON.stringify(late.body)).toBe(200)
  await cancel(id)
})

test('whoever says yes a moment too late is refused and still counts as one who says yes', async () => {
  const { id } = await town.ask(wang)
  const [first, second] = await town.offersOf(id)
  const yeses = async () =>
    Number(
      (await town.rows('select yes from helper_history where helper_id = $1', [second!['volunteer_id']]))[0]!['yes'],
    )
  const before = await yeses()
  const say = async (offer: typeof first) =>
    (await town.handsOf(offer!['person_id'])).post(
      `/offers/${offer!['id']}/accept`,
      {},
      { 'idempotency-key': randomUUID() },
    )
  expect((await say(first)).status).toBe(200)
  town.world.advance(2)
  for (const _press of [1, 2]) expect((await say(second)).body.code).toBe('offer.taken')
  expect(await yeses()).toBe(before + 1)
  const [kept] = await town.rows('select state, late_yes_at as at from offer where id = $1', [second!['id']])
  expect(kept).toMatchObject({ state: 'withdrawn', at: town.world.now() })
  await cancel(id)
})

test('a helper who gives the job back is not asked again, the others are, in a new round on a new visit', async () => {
  const { id } = await town.ask(wang)
  const [asked] = await town.offersOf(id)
  const dropper = await town.handsOf(asked!['person_id'])
  const { visitId } = (await dropper.post(`/offers/${asked!['id']}/accept`, {})).body
  expect((await dropper.post(`/visits/${visitId}/drop`, { reason: '孩子发烧了' })).status).toBe(200)
  await town.settle()
  expect((await look(id)).state).toBe('dispatching')
  const again = (await town.offersOf(id)).filter((one) => one['round'] === 2)
  expect(again.length).toBeGreaterThan(0)
  expect(again.map((one) => one['volunteer_id'])).not.toContain(asked!['volunteer_id'])
  expect((await dropper.post(`/requests/${id}/claim`, {})).body.code).toBe('dispatch.unqualified')

  const old = (await town.offersOf(id)).find((one) => one['round'] === 1 && one['state'] === 'withdrawn')!
  const late = await (await town.handsOf(old['person_id'])).post(`/offers/${old['id']}/accept`, {})
  expect(late.status, 'an offer of the round before still means yes').toBe(200)
  expect(late.body.visitId).not.toBe(visitId)
  await cancel(id)
})

test('two jobs at the same hour are refused by the clock of one volunteer', async () => {
  const at = (hours: number) => new Date(town.world.now().getTime() + hours * 3_600_000).toISOString()
  const window = { from: at(3), to: at(4) }
  const first = await town.ask(wang, { window })
  const second = await town.ask(wang, { window, serviceCode: 'furniture-repair', description: '椅子腿松了' })
  const hands = await town.hands('陆海波')
  const one = await hands.post(`/requests/${first.id}/claim`, { arriveAt: window.from })
  expect(one.status, JSON.stringify(one.body)).toBe(200)
  const two = await hands.post(`/requests/${second.id}/claim`, { arriveAt: window.from })
  expect(two).toMatchObject({ status: 409, body: { code: 'offer.overlap' } })
  expect((await look(second.id)).state).toBe('dispatching')
  await cancel(first.id)
  await cancel(second.id)
})

test('nobody comes: the desk says so, the round is over and others are asked', async () => {
  const { id } = await town.ask(wang)
  const asked = (await town.offersOf(id)).find((one) => one['person_id'])
  const sleeper = await town.handsOf(asked!['person_id'])
  const { visitId } = (await sleeper.post(`/offers/${asked!['id']}/accept`, {})).body
  town.world.advance(120)
  const desk = await town.hands('黄丽')
  const noShow = await desk.post(`/visits/${visitId}/no-show`, {
    personId: asked!['person_id'],
    why: '等了一个小时没有人来',
  })
  expect(noShow.status, JSON.stringify(noShow.body)).toBe(200)
  await town.settle()
  const again = (await town.offersOf(id)).filter((one) => one['round'] === 2)
  expect(again.length).toBeGreaterThan(0)
  expect(again.map((one) => one['volunteer_id'])).not.toContain(asked!['volunteer_id'])
  await cancel(id)
})

test('staff of a shop answer for it and name who comes; the price is what they are shown', async () => {
  const [shop] = await town.rows(
    `select os.organisation_id as id from organisation_service os join service s on s.id = os.service_id join organisation o on o.id = os.organisation_id join area a on a.id = o.area_id
    where s.code = 'plumbing' and os.active and a.path like (select path from area where name = '新竹社区' and tenant_id = a.tenant_id) || '.%' limit 1`,
  )
  await town.rows('update organisation set opening = $2 where id = $1', [shop!['id'], '[]'])
  const staff = await town.rows(
    'select person_id, manager from organisation_staff where organisation_id = $1 order by manager desc',
    [shop!['id']],
  )
  const { id } = await town.ask(wang)
  const sent = await (
    await town.hands('韦敏')
  ).post(`/requests/${id}/dispatch`, { policy: 'waves', organisationIds: [shop!['id']] })
  expect(sent.status, JSON.stringify(sent.body)).toBe(200)
  await town.settle()
  const manager = await town.handsOf(staff[0]!['person_id'])
  const offer = (await manager.get('/offers')).body.asked.find((one: { requestId: string }) => one.requestId === id)
  expect(offer).toMatchObject({
    organisationId: shop!['id'],
    gain: { points: 0, minutes: 0, priceCents: expect.any(Number) },
  })
  const stranger = await manager.post(`/offers/${offer.id}/accept`, { staffPersonId: plumbers[0]!.personId })
  expect(stranger.body.code).toBe('dispatch.staff_needed')
  const taken = await manager.post(`/offers/${offer.id}/accept`, { staffPersonId: staff[1]!['person_id'] })
  expect(taken.status, JSON.stringify(taken.body)).toBe(200)
  const [comes] = await town.rows(
    'select person_id, organisation_id, volunteer_id from visit_person where visit_id = $1',
    [taken.body.visitId],
  )
  expect(comes).toEqual({ person_id: staff[1]!['person_id'], organisation_id: shop!['id'], volunteer_id: null })
  await cancel(id)
})
