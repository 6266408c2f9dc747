// Member organisations: entered with a true credit code, prices that change, staff who may act from the moment they are entered.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { as } from '../../kit/testing.ts'
import type { Hands } from '../../kit/testing.ts'
import { openSession } from '../../kit/session.ts'
import { dispatchTown } from '../../seed/helping-town.ts'
import type { DispatchTown } from '../../seed/helping-town.ts'

let town: DispatchTown
let worker: Hands
let areaId: string

beforeAll(async () => {
  town = await dispatchTown()
  worker = await town.hands('黄丽')
  const [area] = await town.rows(`select id from area where name = '新竹社区' and tenant_id = $1`, [town.tenantId])
  areaId = area!['id']
}, 60_000)
afterAll(() => town.close())

const enter = (body: object) => worker.post('/organisations', { kind: 'shop', areaId, ...body })

test('a wrong credit code is refused, a right one is taken once', async () => {
  expect((await enter({ name: '老李五金', creditCode: '91350100M000100Y44' })).body.code).toBe(
    'organisation.credit_code_wrong',
  )
  expect((await enter({ name: '老李五金', creditCode: '91350100M000100Y43' })).status).toBe(200)
  expect((await enter({ name: '小李五金', creditCode: '91350100M000100Y43' })).body.code).toBe(
    'organisation.credit_code_taken',
  )
})

test('prices change with the page that was seen; what is not named is no longer offered', async () => {
  const made = (
    await enter({
      name: '阿强水电',
      services: [
        { serviceCode: 'plumbing', priceCents: 3000 },
        { serviceCode: 'door-lock', priceCents: 8000 },
      ],
    })
  ).body
  expect(made.services.map((one: { priceCents: number }) => one.priceCents).toSorted()).toEqual([3000, 8000])
  const services = [{ serviceCode: 'plumbing', priceCents: 3500, priceUnit: '小时' }]
  const path = `/organisations/${made.id}`
  expect((await worker.patch(path, { version: made.version + 1, services })).body.code).toBe('row.stale')
  const changed = await worker.patch(path, { version: made.version, services })
  expect(changed.body.services).toMatchObject([{ serviceCode: 'plumbing', priceCents: 3500, priceUnit: '小时' }])
  expect(
    (await worker.patch(path, { version: changed.body.version, services: [{ serviceCode: 'no-such', priceCents: 1 }] }))
      .body.code,
  ).toBe('service.unknown')
})

test('who is entered as staff may act at once, and no longer from the moment it ends', async () => {
  const shop = (await enter({ name: '好邻居维修', services: [{ serviceCode: 'plumbing', priceCents: 3000 }] })).body
  const staff = await worker.post(`/organisations/${shop.id}/staff`, {
    name: '覃师傅',
    phone: '10000009001',
    manager: true,
  })
  expect(staff.status, JSON.stringify(staff.body)).toBe(200)
  const [account] = await town.rows('select id from account where person_id = $1', [staff.body.personId])
  const { token } = await openSession(town.ctx(), { accountId: account!['id'], secondFactor: true, lastsMinutes: 600 })
  const manager = as(town.app, token)
  expect((await manager.get(`/organisations/${shop.id}/staff`)).body.items).toHaveLength(1)
  expect((await manager.get('/offers')).status).toBe(200)
  const helper = await manager.post(`/organisations/${shop.id}/staff`, { name: '小覃', phone: '10000009002' })
  expect(helper.body.manager).toBe(false)
  const badge = helper.body.badgeNumber
  expect((await worker.get(`/badges/${badge}`)).body).toMatchObject({ ours: true, active: true, callName: '小覃' })
  expect((await manager.get('/me/badge')).body).toMatchObject({ number: staff.body.badgeNumber, class: null, stars: 0 })
  const [other] = await town.rows(
    `select o.id from organisation o where o.id <> $1 and exists (select 1 from organisation_staff s where s.organisation_id = o.id) limit 1`,
    [shop.id],
  )
  expect((await manager.get(`/organisations/${other!['id']}/staff`)).status).toBe(404)
  expect(
    (await manager.post(`/organisations/${other!['id']}/staff`, { name: '外人', phone: '10000009003' })).status,
  ).toBe(404)
  expect((await worker.del(`/organisations/${shop.id}/staff/${staff.body.id}`)).status).toBe(200)
  expect((await worker.get(`/badges/${staff.body.badgeNumber}`)).body).toMatchObject({ ours: false, callName: null })
  await town.settle()
  const [left] = await town.rows(
    `select count(*)::int as roles from role_holding where account_id = $1 and organisation_id is not null and to_at is null`,
    [account!['id']],
  )
  expect(left!['roles']).toBe(0)
})

test('staff of one community do not change the partners of another; who has left is shown to those who manage it', async () => {
  const shop = (await enter({ name: '老店' })).body
  const away = await town.hands('陆霞')
  expect((await away.patch(`/organisations/${shop.id}`, { version: shop.version, about: '别人的店' })).status).toBe(404)
  expect((await away.post('/organisations', { kind: 'shop', name: '越界', areaId })).status).toBe(404)
  expect((await worker.patch(`/organisations/${shop.id}`, { version: shop.version, state: 'left' })).status).toBe(200)
  const sees = async (hands: Hands) =>
    (await hands.get('/organisations?q=老店')).body.items.map((one: { id: string }) => one.id)
  expect(await sees(worker)).toEqual([shop.id])
  expect(await sees(away)).toEqual([])
  expect((await away.get(`/organisations/${shop.id}`)).status).toBe(404)
})

test('a phone number does not tell an organisation whose it is', async () => {
  const shop = (await enter({ name: '隔壁修理铺' })).body
  await town.rows(`update person set name = '林秘密', call_name = '林秘密' where id = $1`, [
    await town.personId('陆海波'),
  ])
  const phone = town
    .ctx()
    .kit.vault.open(
      town.tenantId,
      'person.phone',
      (await town.rows(`select phone_sealed from person where name = '林秘密'`))[0]!['phone_sealed'],
    )
  const added = await worker.post(`/organisations/${shop.id}/staff`, { name: '小林', phone })
  expect(added.body, JSON.stringify(added.body)).toMatchObject({ name: '小林', callName: '小林' })
  const list = await worker.get(`/organisations/${shop.id}/staff`)
  expect(JSON.stringify(list.body)).not.toContain('林秘密')
})
