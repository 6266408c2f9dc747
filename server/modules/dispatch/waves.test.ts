// Waves told by the clock: a few are asked, then the next, once each; when the community is used up the street, and in the end people.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { inTransaction } from '../../kit/context.ts'
import type { Hands } from '../../kit/testing.ts'
import { askNextWave } from './service.ts'
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

test('three are asked at once, three more after five minutes and not before, each person once', async () => {
  await town.volunteers('plumbing', 12)
  id = (await town.ask(wang)).id
  expect(await waveSizes()).toEqual([3])
  await later(4)
  expect(await waveSizes()).toEqual([3])
  await later(1)
  expect(await waveSizes()).toEqual([3, 3])
  await later(5)
  expect((await waveSizes()).length).toBe(3)
  const people = (await town.offersOf(id)).map((one) => one['volunteer_id'] ?? one['organisation_id'])
  expect(new Set(people).size).toBe(people.length)
})

test('two workers who look at the same moment ask one wave, and a look set for a wave that is over asks nobody', async () => {
  id = (await town.ask(wang)).id
  town.world.advance(5)
  await Promise.all([askNextWave(town.ctx(), id, 1), askNextWave(town.ctx(), id, 1)])
  expect(await waveSizes()).toEqual([3, 3])
  await askNextWave(town.ctx(), id, 1)
  await town.settle()
  expect(await waveSizes()).toEqual([3, 3])
})

test('a wave that was due while nothing ran is asked when something runs again, once', async () => {
  id = (await town.ask(wang)).id
  await later(47)
  expect((await waveSizes()).length).toBe(2)
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
})

test('a look inside a transaction that fails leaves nothing behind', async () => {
  id = (await town.ask(wang)).id
  const before = await town.offersOf(id)
  town.world.advance(5)
  await expect(
    inTransaction(town.ctx(), async (ctx) => {
      await askNextWave(ctx, id, Math.max(...before.map((one) => one['wave'])))
      throw new Error('power cut')
    }),
  ).rejects.toThrow('power cut')
  expect(await town.offersOf(id)).toHaveLength(before.length)
})

test('when the community is used up, the street is asked; when nobody is left there either, people at the desk are told', async () => {
  await town.rows(`update volunteer set state = 'paused' where person_id not in (select person_id from volunteer v where v.state = 'approved' and exists (
    select 1 from household_member hm join household h on h.id = hm.household_id join area a on a.id = h.area_id
    where hm.person_id = v.person_id and a.path like (select path from area where name = '金城社区' and tenant_id = v.tenant_id) || '.%'))`)
  await town.rows(`update organisation set state = 'paused'`)
  const [jincheng] = await town.rows(
    `select v.id, v.person_id from volunteer v where v.state = 'approved' order by id limit 1`,
  )
  await town.rows(
    `insert into holding (tenant_id, id, person_id, kind, code, from_on) select tenant_id, gen_random_uuid(), id, 'skill', 'plumbing', '2020-01-01' from person where id = $1`,
    [jincheng!['person_id']],
  )
  await town.rows('delete from volunteer_hours where volunteer_id = $1', [jincheng!['id']])
  id = (await town.ask(wang)).id
  for (let look = 0; look < 3; look++) await later(5)
  const asked = await town.offersOf(id)
  expect(asked.map((one) => one['volunteer_id'])).toContain(jincheng!['id'])
  const told = await town.rows(
    `select distinct p.name from notice n join person p on p.id = n.person_id where n.subject_id = $1 and n.kind = 'request.escalated'`,
    [id],
  )
  expect(told.length).toBeGreaterThan(0)
})
