// What people see of the ledger: their own balances and history, the auditor everybody's, anyone the month's statement.
import { afterAll, expect, test } from 'vitest'
import { newId } from '../../kit/ids.ts'
import { as, freshWorld, person, role, testApp, tokenBook } from '../../kit/testing.ts'
import { proveNightly } from './jobs.ts'
import { ledgerRoutes } from './routes.ts'
import { balancesOf, donate, holdFor, issue, reverseCause, settleHold } from './service.ts'

const world = await freshWorld()
const { actorOf, tokenFor } = tokenBook()
const app = await testApp(world, ledgerRoutes, actorOf)
afterAll(async () => {
  await app.close()
  await world.close()
})

const move = async (callName: string): Promise<string> => {
  const id = newId()
  await world.owner.db.insertInto('person').values({ tenantId: world.tenantId, id, name: callName, callName }).execute()
  return id
}
const resident = (personId: string) =>
  as(app, tokenFor(person(world.tenantId, { personId, held: [role('resident', 'a')] })))
const give = (toPersonId: string, amount: number, unit: 'points' | 'minutes' = 'points', causeId = newId()) =>
  issue(world.ctx(), { unit, toPersonId, amount, causeKind: 'sheet', causeId, leg: toPersonId, reason: '帮了忙' })

test('my balances and their history are mine, newest first, in pages; the neighbour finds nothing', async () => {
  const [wei, li] = [await move('韦奶奶'), await move('李师傅')]
  for (const points of [1, 2, 3]) {
    world.advance(1)
    await give(wei, points)
  }
  const { body } = await resident(wei).get('/ledger/accounts?mine=true')
  expect(body.items).toMatchObject([
    { unit: 'points', kind: 'person', ownerName: '韦奶奶', balance: 6, held: 0, available: 6 },
  ])
  const path = `/ledger/accounts/${body.items[0].id}/transfers`
  const first = await resident(wei).get(`${path}?limit=2`)
  expect(first.body.items).toMatchObject([{ amount: 3, other: '服务发放', reversed: false }, { amount: 2 }])
  const rest = await resident(wei).get(`${path}?limit=2&cursor=${first.body.nextCursor}`)
  expect(rest.body).toMatchObject({ items: [{ amount: 1, reason: '帮了忙', causeKind: 'sheet' }], nextCursor: null })
  expect(await resident(li).get(path)).toMatchObject({ status: 404 })
  expect((await resident(li).get('/ledger/accounts')).body.items).toEqual([])
  expect(
    await resident(wei).get(`${path}?cursor=${Buffer.from('["2026-11-25","x"]').toString('base64url')}`),
  ).toMatchObject({ status: 400, body: { code: 'input.cursor' } })
})

test('a transfer between neighbours names the other by the form of address', async () => {
  const [wei, li] = [await move('韦奶奶'), await move('李师傅')]
  const cause = { causeKind: 'order', causeId: newId() }
  await give(wei, 30, 'minutes')
  await holdFor(world.ctx(), { unit: 'minutes', kind: 'person', ownerId: wei, amount: 30, ...cause })
  await settleHold(world.ctx(), { ...cause, amount: 30, toPersonId: li, reason: '买菜' })
  const { body } = await resident(wei).get('/ledger/accounts?unit=minutes')
  const history = await resident(wei).get(`/ledger/accounts/${body.items[0].id}/transfers`)
  expect(history.body.items).toMatchObject([{ amount: -30, other: '李师傅' }, { amount: 30 }])
})

test('a lead reverses one transfer once; the auditor reads it and changes nothing', async () => {
  const wei = await move('韦奶奶')
  const { transferId } = await give(wei, 40)
  const lead = as(app, tokenFor(person(world.tenantId, { held: [role('street_manager', 'a')] })))
  const auditor = as(app, tokenFor(person(world.tenantId, { held: [role('resident', 'a'), role('auditor', 'a')] })))
  const village = as(
    app,
    tokenFor(person(world.tenantId, { held: [role('resident', 'a'), role('community_lead', 'a.b')] })),
  )
  const path = `/ledger/transfers/${transferId}/reverse`
  expect(await resident(wei).post(path, { reason: '记错了' })).toMatchObject({ status: 403 })
  expect(await auditor.post(path, { reason: '记错了' })).toMatchObject({ status: 403 })
  const { body } = await lead.post(path, { reason: '记错了' })
  expect(body).toMatchObject({ amount: -40, reason: '记错了', causeKind: 'reversal', other: '服务发放' })
  expect(await lead.post(path, { reason: '又来' })).toMatchObject({
    status: 409,
    body: { code: 'ledger.reversed_already' },
  })
  expect(await lead.post(`/ledger/transfers/${body.id}/reverse`, { reason: '再来' })).toMatchObject({ status: 409 })
  const seen = (await auditor.get('/ledger/accounts?limit=100')).body.items
  expect(seen).toContainEqual(expect.objectContaining({ ownerId: wei, balance: 0 }))
  expect(seen).toContainEqual(expect.objectContaining({ kind: 'issuing', ownerName: '服务发放' }))
  expect(
    (await village.get('/ledger/accounts?limit=100')).body.items.map((row: { ownerId: string }) => row.ownerId),
  ).not.toContain(wei)
})

test('two leads reverse the same transfer at once and it is reversed once', async () => {
  const wei = await move('韦奶奶')
  const { transferId } = await give(wei, 7)
  const lead = as(app, tokenFor(person(world.tenantId, { held: [role('district_manager', 'a')] })))
  const replies = await Promise.all(
    ['一', '二', '三'].map((reason) => lead.post(`/ledger/transfers/${transferId}/reverse`, { reason })),
  )
  expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 409, 409])
  expect(await balancesOf(world.ctx(), wei)).toMatchObject({ points: 0 })
})

test('anyone reads the month: issued, spent, given, reversed, outstanding', async () => {
  world.setNow('2027-02-10T04:00:00Z')
  const [wei, li, sheetId] = [await move('韦奶奶'), await move('李师傅'), newId()]
  const before = (await resident(wei).get('/ledger/statements/2027-01')).body.units[0]
  await give(wei, 100)
  await give(li, 30, 'points', sheetId)
  const cause = { causeKind: 'order', causeId: newId() }
  await holdFor(world.ctx(), { unit: 'points', kind: 'person', ownerId: wei, amount: 40, ...cause })
  await settleHold(world.ctx(), { ...cause, amount: 25, toPersonId: li, reason: '' })
  await donate(world.ctx(), {
    unit: 'points',
    from: { kind: 'person', ownerId: wei },
    to: { kind: 'pool', ownerId: null },
    amount: 10,
    causeKind: 'gift',
    causeId: newId(),
    reason: '',
  })
  await reverseCause(world.ctx(), 'sheet', sheetId, '')
  const { body } = await as(app).get('/ledger/statements/2027-02')
  expect(body).toMatchObject({ month: '2027-02', balanced: true })
  expect(body.units[0]).toEqual({
    unit: 'points',
    issued: 130,
    granted: 0,
    pool: before.pool + 10,
    teams: 0,
    spent: 25,
    donated: 10,
    reversed: 30,
    outstanding: before.outstanding + 100,
  })
  world.setNow('2027-02-28T16:00:00Z') // already March in Nanning
  await give(wei, 5)
  expect((await as(app).get('/ledger/statements/2027-02')).body.units[0]).toEqual(body.units[0])
  expect((await as(app).get('/ledger/statements/2027-03')).body.units[0]).toMatchObject({ issued: 5 })
  expect(await as(app).get('/ledger/statements/2027-13')).toMatchObject({ status: 404 })
})

test('a balance that somebody changed behind the back of the ledger is an alarm in the morning', async () => {
  const wei = await move('韦奶奶')
  await give(wei, 10)
  await proveNightly(world.ctx())
  const alarms = () =>
    world.owner.db.selectFrom('auditEntry').select('detail').where('act', '=', 'ledger.out_of_balance').execute()
  expect(await alarms()).toEqual([])
  await world.owner.db.updateTable('ledgerAccount').set({ balance: 11 }).where('ownerId', '=', wei).execute()
  await proveNightly(world.ctx())
  expect(await alarms()).toMatchObject([{ detail: { accounts: 1, faults: [{ balance: 11, moved: 10 }] } }])
  expect((await as(app).get('/ledger/statements/2026-11')).body.balanced).toBe(false)
})
