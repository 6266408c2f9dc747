// Giving and giving out, as people do it: neighbours to everybody, a team through its leader, the operator by a list and two people.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { routes } from '../../api.ts'
import { newId } from '../../kit/ids.ts'
import type { Hands } from '../../kit/testing.ts'
import { type SmallTown, smallTown } from '../../seed/small.ts'
import { background } from '../../worker.ts'
import { tagColumns } from '../people/service.ts'
import { balancesOf, issue, poolBalance, proveBalances } from './service.ts'

let town: SmallTown
let li: Hands
let worker: Hands
let lead: Hands
const sql = async (query: string, values: readonly unknown[] = []) =>
  (await town.world.owner.pool.query(query, [...values])).rows

beforeAll(async () => {
  town = await smallTown(routes, background)
  ;[li, worker, lead] = (await Promise.all(['李志明', '黄丽', '梁斌'].map((name) => town.hands(name)))) as [
    Hands,
    Hands,
    Hands,
  ]
}, 120_000)
afterAll(async () => {
  expect(await proveBalances(town.ctx())).toMatchObject({ balanced: true })
  await town.close()
})

const credit = (toPersonId: string, amount: number, unit: 'minutes' | 'points' = 'minutes') =>
  issue(town.ctx(), { unit, toPersonId, amount, causeKind: 'test', causeId: newId(), reason: '帮了忙' })

test('a neighbour gives an hour to the pool: it is there for everybody, in the history, and cannot be more than there is', async () => {
  const id = await town.personId('李志明')
  await credit(id, 90)
  const [before, pool] = [(await balancesOf(town.ctx(), id)).minutes, await poolBalance(town.ctx(), 'minutes')]
  const key = { 'idempotency-key': 'one-hour-for-all' }
  const given = await li.post('/ledger/donations', { unit: 'minutes', amount: 60 }, key)
  expect(given.body, JSON.stringify(given.body)).toMatchObject({ pool: { minutes: pool + 60, reserve: 1200 } })
  await li.post('/ledger/donations', { unit: 'minutes', amount: 60 }, key)
  expect((await balancesOf(town.ctx(), id)).minutes).toBe(before - 60)
  const { items } = (await li.get('/ledger/accounts?mine=true&unit=minutes')).body
  const history = (await li.get(`/ledger/accounts/${items[0].id}/transfers`)).body.items
  expect(history[0]).toMatchObject({ amount: -60, other: '公共时间池', reason: '捐给公共时间池' })
  const all = await Promise.all(
    [1, 2, 3].map(() => li.post('/ledger/donations', { unit: 'minutes', amount: before - 60 })),
  )
  expect(all.map(({ status }) => status).toSorted()).toEqual([200, 409, 409])
  expect(all.find(({ status }) => status === 409)!.body.code).toBe('ledger.not_enough')
})

test('a team is given time by its members and gives it on through its leader, nothing else', async () => {
  const [team] = await sql(
    `select t.id, t.leader_person_id from team t join role_holding r on r.team_id = t.id and r.role = 'team_leader' and r.to_at is null
     where t.tenant_id = $1 and t.ended_at is null and t.leader_person_id is not null order by t.id limit 1`,
    [town.tenantId],
  )
  const [{ name }] = (await sql('select name from person where id = $1', [team.leader_person_id])) as [{ name: string }]
  const leader = await town.hands(name)
  await credit(team.leader_person_id, 30)
  const given = await leader.post('/ledger/donations', { unit: 'minutes', amount: 30, toTeamId: team.id })
  expect(given.status, JSON.stringify(given.body)).toBe(200)
  expect(given.body.teams).toContainEqual(expect.objectContaining({ teamId: team.id, minutes: 30 }))
  const stranger = await town.hands('王桂芳')
  expect((await stranger.post('/ledger/donations', { unit: 'minutes', amount: 1, toTeamId: team.id })).status).toBe(404)
  const own = { unit: 'minutes', amount: 30, fromTeamId: team.id }
  expect((await stranger.post('/ledger/donations', own)).status).toBe(403)
  expect((await leader.post('/ledger/donations', { ...own, toTeamId: team.id })).status).toBe(403)
  const pool = await poolBalance(town.ctx(), 'minutes')
  expect((await leader.post('/ledger/donations', own)).status).toBe(200)
  expect(await poolBalance(town.ctx(), 'minutes')).toBe(pool + 30)
})

test('a batch: the list is shown by age and need, one person proposes it, another one grants it, once, and everybody listed hears', async () => {
  const areaId = (await sql(`select id from area where name = '新竹社区' and tenant_id = $1`, [town.tenantId]))[0].id
  const old = await town.personId('王桂芳')
  const { tagSealed, tagHash } = tagColumns(town.ctx(), 'low_income', null)
  await sql(
    `insert into person_tag (tenant_id, id, person_id, tag_sealed, tag_hash, source, basis, valid_from, verified_by, verified_at) values ($1, $2, $3, $4, $5, '民政', '规定', '2026-01-01', $3, now())`,
    [town.tenantId, newId(), old, tagSealed, tagHash],
  )
  const policies = (await worker.get('/policies?kind=credit')).body.items
  expect(policies[0].body.freeTags).toContain('low_income')
  const eligible = (await worker.get(`/ledger/eligible?areaId=${areaId}&limit=100`)).body.items
  expect(eligible).toContainEqual(expect.objectContaining({ personId: old, inNeed: true }))
  for (const one of eligible) expect(one.age).toBeGreaterThanOrEqual(60)
  const all = (await worker.get(`/ledger/eligible?areaId=${areaId}&all=true&limit=100`)).body.items
  expect(all.length).toBeGreaterThan(eligible.length)
  expect((await li.get(`/ledger/eligible?areaId=${areaId}`)).status).toBe(403)

  const before = (await balancesOf(town.ctx(), old)).minutes
  const month = async () =>
    (await li.get('/ledger/statements/2026-11')).body.units.find((one: { unit: string }) => one.unit === 'minutes')
  const books = await month()
  const body = {
    areaId,
    reason: '开办时给困难老人',
    people: [{ personId: old, minutes: 600, basis: '60 岁以上，低保' }],
  }
  const grant = (await worker.post('/ledger/grants', body)).body
  expect(grant).toMatchObject({ state: 'proposed', total: 600, can: { approve: false, withdraw: true } })
  expect((await balancesOf(town.ctx(), old)).minutes).toBe(before)
  expect((await worker.post(`/ledger/grants/${grant.id}/approve`, {})).status).toBe(403)
  const own = (await lead.post('/ledger/grants', body)).body
  expect((await lead.post(`/ledger/grants/${own.id}/approve`, {})).body.code).toBe('grant.second_person')
  expect((await lead.post(`/ledger/grants/${own.id}/withdraw`, {})).body.state).toBe('withdrawn')
  const twice = await Promise.all([1, 2].map(() => lead.post(`/ledger/grants/${grant.id}/approve`, {})))
  expect(twice.map(({ status }) => status).toSorted(), JSON.stringify(twice[0]!.body)).toEqual([200, 409])
  expect((await balancesOf(town.ctx(), old)).minutes).toBe(before + 600)
  expect(await month()).toMatchObject({ granted: books.granted + 600, issued: books.issued + 600 })
  const wang = await town.hands('王桂芳')
  expect((await wang.get('/notices')).body.items[0]).toMatchObject({ title: '社区给您存了时间' })
  const away = await town.hands('陆霞')
  expect((await away.post('/ledger/grants', body)).status).toBeGreaterThanOrEqual(403)
})

test('the reserve of the pool is for those in need: others are helped only out of what lies beyond it', async () => {
  const [pool] = await sql(
    `select id, balance - held as free from ledger_account where kind = 'pool' and unit = 'minutes' and tenant_id = $1`,
    [town.tenantId],
  )
  const aside = Number(pool.free) - 1200 - 45
  await sql('update ledger_account set held = held + $2 where id = $1', [pool.id, aside])
  const names = await sql(
    `select p.name from person p join account a on a.person_id = p.id join household_member m on m.person_id = p.id and m.to_on is null
     where p.tenant_id = $1 and p.born_on > '1970-01-01' and p.confirmed_at is not null and a.welcomed_at is not null and not exists (select 1 from ledger_account l where l.owner_id = p.id and l.unit = 'minutes' and l.balance > 0)
     and p.id in (select person_id from household_member) and exists (select 1 from role_holding r where r.account_id = a.id and r.role = 'resident') order by p.id limit 1`,
    [town.tenantId],
  )
  const young = await town.hands(names[0].name)
  const errand = { serviceCode: 'grocery-errand', description: '买一袋米' }
  expect((await young.post('/requests', errand)).status).toBe(200)
  const refused = await young.post('/requests', errand)
  expect(refused, JSON.stringify(refused.body)).toMatchObject({ status: 409, body: { code: 'ledger.not_enough' } })
  await sql(`update ledger_account set held = held - $2 where id = $1`, [pool.id, aside])
})
