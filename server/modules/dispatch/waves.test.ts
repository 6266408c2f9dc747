// Waves told by the clock: a few are asked, then the next, once each; when the community is used up the street, and in the end people.
import { ENGINE_VERSION } from '@linbang/engine/decision'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { inTransaction } from '../../kit/context.ts'
import type { Hands } from '../../kit/testing.ts'
import { addPolicy, policyNow } from '../policies/service.ts'
import { askNextWave, explainDecision } from './service.ts'
import { dispatchTown } from '../../seed/helping-town.ts'
import type { DispatchTown } from '../../seed/helping-town.ts'

let town: DispatchTown
let wang: Hands

beforeAll(async () => {
  town = await dispatchTown()
  wang = await town.hands('王桂芳')
}, 60_000)
afterAll(() => town.close())

let id = ''
beforeEach(async () => {
  if (!id) return
  const { version, can } = (await wang.get(`/requests/${id}`)).body
  if (can?.cancel) await wang.post(`/requests/${id}/cancel`, { version })
  await town.settle()
})
const waveSizes = async () => {
  const sizes: number[] = []
  for (const offer of await town.offersOf(id)) sizes[offer['wave'] - 1] = (sizes[offer['wave'] - 1] ?? 0) + 1
  return sizes
}
const later = async (minutes: number) => {
  town.world.advance(minutes)
  await town.settle()
}

const lookId = async () =>
  (await town.rows('select look_id from wave_timer where request_id = $1', [id]))[0]!['look_id']

test('while little is known the two nearest are asked at once, two more after five minutes and not before, each person once', async () => {
  await town.volunteers('plumbing', 12)
  id = (await town.ask(wang)).id
  expect(await waveSizes()).toEqual([2])
  await later(4)
  expect(await waveSizes()).toEqual([2])
  await later(1)
  expect(await waveSizes()).toEqual([2, 2])
  await later(5)
  expect((await waveSizes()).length).toBe(3)
  const people = (await town.offersOf(id)).map((one) => one['volunteer_id'] ?? one['organisation_id'])
  expect(new Set(people).size).toBe(people.length)
})

test('two workers who look at the same moment ask one wave, and a look that was replaced asks nobody', async () => {
  id = (await town.ask(wang)).id
  const look = await lookId()
  town.world.advance(5)
  await Promise.all([askNextWave(town.ctx(), id, look), askNextWave(town.ctx(), id, look)])
  expect(await waveSizes()).toEqual([2, 2])
  await askNextWave(town.ctx(), id, look)
  await town.settle()
  expect(await waveSizes()).toEqual([2, 2])
})

test('who was wished for is asked alone, also when the reaction is done a second time because its process died', async () => {
  const [shop] = await town.rows(
    `select os.organisation_id as id from organisation_service os join service s on s.tenant_id = os.tenant_id and s.id = os.service_id
     join organisation o on o.tenant_id = os.tenant_id and o.id = os.organisation_id and o.state = 'approved' where s.code = 'plumbing' and os.active limit 1`,
  )
  id = (await town.ask(wang, { providerId: shop!['id'] })).id
  const asked = async () => (await town.offersOf(id)).map((one) => one['organisation_id'] ?? one['volunteer_id'])
  expect(await asked()).toEqual([shop!['id']])
  await askNextWave(town.ctx(), id)
  expect(await asked()).toEqual([shop!['id']])
  await later(5)
  expect((await asked()).length).toBeGreaterThan(1)
})

test('a wave that was due while nothing ran is asked when something runs again, once', async () => {
  id = (await town.ask(wang)).id
  await later(47)
  expect((await waveSizes()).length).toBe(2)
})

test('whoever says no is replaced in the same moment', async () => {
  id = (await town.ask(wang)).id
  const asked = (await town.offersOf(id)).find((one) => one['person_id'])
  const hands = await town.handsOf(asked!['person_id'])
  expect((await hands.post(`/offers/${asked!['id']}/decline`, { reason: '今天走不开' })).status).toBe(200)
  expect(await waveSizes()).toEqual([2, 1])
  const [history] = await town.rows('select asks, yes, no from helper_history where helper_id = $1', [
    asked!['volunteer_id'],
  ])
  expect(history!['no']).toBeGreaterThanOrEqual(1)
})

test('nobody is asked in quiet hours; the morning begins where the evening stopped', async () => {
  town.world.setNow('2026-11-26T14:30:00Z')
  id = (await town.ask(wang)).id
  expect(await town.offersOf(id)).toEqual([])
  await later(8 * 60)
  expect(await town.offersOf(id)).toEqual([])
  await later(60)
  expect((await waveSizes())[0]).toBe(2)
  wang = await town.hands('王桂芳')
})

test('whoever wants to be asked less is not asked more than that, and reads it on the next task', async () => {
  id = (await town.ask(wang)).id
  const [asked] = (await town.offersOf(id)).filter((one) => one['person_id'])
  const hands = await town.handsOf(asked!['person_id'])
  const { version } = (await hands.get('/me/volunteer')).body
  const set = await hands.patch('/me/volunteer', { version, asksADay: 1 })
  expect(set.status, JSON.stringify(set.body)).toBe(200)
  await wang.post(`/requests/${id}/cancel`, { version: (await wang.get(`/requests/${id}`)).body.version })
  id = (await town.ask(wang)).id
  for (let look = 0; look < 6; look++) await later(5)
  expect((await town.offersOf(id)).map((one) => one['volunteer_id'])).not.toContain(asked!['volunteer_id'])
  const task = (await hands.get(`/requests/${id}/task`)).body
  expect(task.whyNot).toContainEqual(expect.objectContaining({ reason: 'day_cap' }))
})

test('once enough is known, as few are asked as make a yes likely enough, and every ask carries its chance', async () => {
  await town.rows(
    `update offer set raw_chance = case when state = 'accepted' then 0.5 else 0.2 end where made_by in ('wave', 'alert')`,
  )
  const [{ n }] = (await town.rows(`select count(*)::int as n from offer where raw_chance is not null`)) as [
    { n: number },
  ]
  expect(n).toBeGreaterThan(200)
  id = (await town.ask(wang)).id
  const offers = await town.offersOf(id)
  expect(offers.length).toBeGreaterThan(0)
  const miss = offers.reduce((left, one) => left * (1 - one['chance']), 1)
  const [decision] = await town.rows('select * from dispatch_decision where request_id = $1', [id])
  const { rule, parts } = decision!['result']
  const { aim, chance } = parts.plan
  expect(rule).toBe('residual')
  expect(chance).toBeCloseTo(1 - miss, 6)
  const without = miss / (1 - Math.min(...offers.map((one) => one['chance'])))
  expect(1 - without).toBeLessThan(aim)

  const explained = await explainDecision(town.ctx(), decision!['id'])
  expect(explained).toMatchObject({ same: true, decidedBy: ENGINE_VERSION, recomputedBy: ENGINE_VERSION })
  expect(explained.asked.toSorted()).toEqual(
    offers.map((one) => one['volunteer_id'] ?? one['organisation_id']).toSorted(),
  )
  expect(JSON.stringify(decision!['inputs'])).not.toMatch(/\p{Script=Han}/u)
  const { rows } = await town.world.owner.pool.query(
    `insert into dispatch_decision select tenant_id, gen_random_uuid(), request_id, act, wave, level, 'older', policy_version, seed, jsonb_set(inputs, '{calibrator,predicted}', '40'), result, reason, made_by, next_look_at, at from dispatch_decision where id = $1 returning id`,
    [decision!['id']],
  )
  expect(await explainDecision(town.ctx(), rows[0].id)).toMatchObject({
    same: false,
    decidedBy: 'older',
    recomputedBy: ENGINE_VERSION,
  })
})

test('a matter of life goes out at once, loudly, also at night', async () => {
  const midnight = new Date(town.world.now())
  midnight.setUTCHours(17, 30)
  town.world.setNow(midnight)
  const asked = await wang.post('/requests', { serviceCode: 'emergency-check', description: '老人摔倒了，叫不应' })
  expect(asked.status, JSON.stringify(asked.body)).toBe(200)
  id = asked.body.id
  await town.settle()
  const [request] = await town.rows('select urgency, state from request where id = $1', [id])
  expect(request).toMatchObject({ state: 'dispatching', urgency: 'life' })
  const offers = await town.offersOf(id)
  expect(offers.length).toBeGreaterThanOrEqual(1)
  expect(new Set(offers.map((one) => one['made_by']))).toEqual(new Set(['alert']))
  midnight.setUTCHours(26)
  town.world.setNow(midnight)
  wang = await town.hands('王桂芳')
})

test('a look inside a transaction that fails leaves nothing behind', async () => {
  id = (await town.ask(wang)).id
  const before = await town.offersOf(id)
  const look = await lookId()
  town.world.advance(5)
  await expect(
    inTransaction(town.ctx(), async (ctx) => {
      await askNextWave(ctx, id, look)
      throw new Error('power cut')
    }),
  ).rejects.toThrow('power cut')
  expect(await town.offersOf(id)).toHaveLength(before.length)
})

test('when the community is used up the street is asked, as far as it lends; beyond that its lead decides, and when nobody is left people are told', async () => {
  await town.rows(`update volunteer set state = 'paused' where person_id not in (select person_id from volunteer v where v.state = 'approved' and exists (
    select 1 from household_member hm join household h on h.id = hm.household_id join area a on a.id = h.area_id
    where hm.person_id = v.person_id and a.path like (select path from area where name = '金城社区' and tenant_id = v.tenant_id) || '.%'))`)
  await town.rows(`update organisation set state = 'paused'`)
  const lent = await town.rows(
    `select v.id, v.person_id from volunteer v join person p on p.id = v.person_id where v.state = 'approved' and p.born_on < '1996-01-01' order by v.id limit 4`,
  )
  expect(lent).toHaveLength(4)
  for (const one of lent) {
    await town.rows(
      `insert into holding (tenant_id, id, person_id, kind, code, from_on) select tenant_id, gen_random_uuid(), id, 'skill', 'plumbing', '2020-01-01' from person p where id = $1
       and not exists (select from holding h where h.person_id = p.id and h.kind = 'skill' and h.code = 'plumbing')`,
      [one['person_id']],
    )
    await town.rows('delete from volunteer_hours where volunteer_id = $1', [one['id']])
  }
  await town.rows(`delete from holding where kind = 'skill' and code = 'plumbing' and person_id <> all($1)`, [
    lent.map((one) => one['person_id']),
  ])
  const { body } = await policyNow(town.ctx(), 'dispatch')
  await addPolicy(town.ctx(), { kind: 'dispatch', body: { ...body, lentByEach: 1, lenderKeeps: 2 }, reason: '先少借' })
  id = (await town.ask(wang)).id
  for (let look = 0; look < 3; look++) await later(5)
  const asked = () => town.offersOf(id).then((offers) => offers.map((one) => one['volunteer_id']))
  expect(await asked()).toHaveLength(1)
  const told = await town.rows(
    `select distinct p.name from notice n join person p on p.id = n.person_id where n.subject_id = $1 and n.kind = 'request.escalated'`,
    [id],
  )
  expect(told.length).toBeGreaterThan(0)

  const [lending] = await town.rows(
    `select l.id, l.people, a.path from lending l join area a on a.id = l.lender_area_id where l.request_id = $1`,
    [id],
  )
  expect(lending!['people']).toBe(1)
  const [lead] = await town.rows(
    `select n.person_id from notice n where n.subject_id = $1 and n.kind = 'lending.asked' limit 1`,
    [id],
  )
  const street = await town.handsOf(lead!['person_id'])
  expect((await wang.post(`/lendings/${lending!['id']}/decide`, { grant: true })).status).toBe(403)
  const list = (await street.get('/lendings')).body.items
  expect(list.find((one: { id: string }) => one.id === lending!['id'])).toMatchObject({
    state: 'asked',
    can: { decide: true },
  })
  expect((await street.post(`/lendings/${lending!['id']}/decide`, { grant: false })).body.code).toBe(
    'lending.reason_needed',
  )
  const yes = await street.post(`/lendings/${lending!['id']}/decide`, { grant: true })
  expect(yes.status, JSON.stringify(yes.body)).toBe(200)
  await later(5)
  expect(await asked()).toHaveLength(2)
  expect((await street.post(`/lendings/${lending!['id']}/decide`, { grant: true })).body.code).toBe('lending.decided')
  for (let look = 0; look < 3; look++) await later(5)
  expect(await asked(), 'the reserve stays at home').toHaveLength(2)

  const week = async () =>
    (await street.get('/lendings')).body.week.find((one: { lender: string }) => one.lender === '金城社区')
  const { lent: before } = await week()
  const [offer] = await town.offersOf(id)
  expect((await (await town.handsOf(offer!['person_id'])).post(`/offers/${offer!['id']}/accept`, {})).status).toBe(200)
  expect(await week()).toEqual({ lender: '金城社区', lent: before + 1, quota: 40 })
})
