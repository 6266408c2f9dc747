// Work of the coming days: proposed by the machine, changed and published by a person, seen and refused by those who do it.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Hands } from '../../kit/testing.ts'
import { dispatchTown } from '../../seed/helping-town.ts'
import type { DispatchTown, TownHelper } from '../../seed/helping-town.ts'
import { carryOutBatch } from './publish-batch.ts'
import { explainDecision } from './service.ts'

type Item = { requestId: string; place: number; volunteerId: string | null; state: string; startAt: string }
type Whole = {
  batch: { id: string; version: number; state: string; cost: number; bound: number; open: number }
  items: Item[]
  helpers: { volunteerId: string }[]
}

let town: DispatchTown
let wang: Hands
let desk: Hands
let other: Hands
let plumbers: TownHelper[]
let areaId: string
beforeAll(async () => {
  town = await dispatchTown()
  wang = await town.hands('王桂芳')
  desk = await town.hands('韦敏')
  other = await town.hands('黄丽')
  plumbers = await town.volunteers('plumbing', 5)
  areaId = (await town.rows(`select id from area where name = '新竹社区' limit 1`))[0]!['id']
  // Quiet before it is published: nobody is asked by wave meanwhile.
  await town.rows(`update volunteer set asks_a_day = 0`)
}, 60_000)
afterAll(() => town.close())

const at = (hours: number) => new Date(town.world.now().getTime() + hours * 3_600_000).toISOString()
const askFor = async (hours: number) =>
  (
    await town.ask(desk, {
      forPersonId: await town.personId('王桂芳'),
      channel: 'hotline',
      window: { from: at(hours), to: at(hours + 1) },
    })
  ).id
const propose = async (): Promise<Whole> => {
  const made = await desk.post('/batches', { areaId })
  expect(made.status, JSON.stringify(made.body)).toBe(200)
  return made.body
}
const mine = (whole: Whole, id: string) => whole.items.find((one) => one.requestId === id)!

test('a proposal tells nobody; a change shows its price or its refusals; published, everybody has their week and may still decline', async () => {
  const [first, second, third] = [await askFor(26), await askFor(26.5), await askFor(50)]
  const whole = await propose()
  const ids = [first, second, third]
  for (const id of ids) expect(mine(whole, id!).volunteerId, 'enough people for all').toBeTruthy()
  expect(whole.batch.cost).toBeGreaterThanOrEqual(whole.batch.bound)
  expect(await town.offersOf(first!)).toEqual([])
  // The two that meet in time go to different people.
  expect(mine(whole, first!).volunteerId).not.toBe(mine(whole, second!).volunteerId)

  const busy = mine(whole, second!).volunteerId
  const price = (id: string, volunteerId: string | null) =>
    desk.post(`/batches/${whole.batch.id}/price`, { requestId: id, place: 0, volunteerId })
  expect((await price(first!, busy)).body).toMatchObject({ cost: null, reasons: [{ reason: 'batch_same_hour' }] })
  expect((await price(first!, null)).body.cost).toBeGreaterThan(0)
  const stranger = (
    await town.rows(
      `select id from volunteer v where state = 'approved' and not exists (select from holding h where h.person_id = v.person_id and h.code = 'plumbing') limit 1`,
    )
  )[0]!['id']
  expect((await price(first!, stranger)).body).toMatchObject({
    cost: null,
    reasons: expect.arrayContaining([expect.objectContaining({ reason: 'skill_missing' })]),
  })
  const refused = await desk.post(`/batches/${whole.batch.id}/move`, {
    requestId: first,
    place: 0,
    volunteerId: busy,
    version: whole.batch.version,
  })
  expect(refused.body.code).toBe('dispatch.unqualified')

  const free = plumbers.find((one) => ![busy, mine(whole, first!).volunteerId].includes(one.volunteerId))!
  const moved = await desk.post(`/batches/${whole.batch.id}/move`, {
    requestId: first,
    place: 0,
    volunteerId: free.volunteerId,
    version: whole.batch.version,
  })
  expect(moved.status, JSON.stringify(moved.body)).toBe(200)
  expect(mine(moved.body, first!)).toMatchObject({ volunteerId: free.volunteerId, byHand: true })

  // Meanwhile somebody assigns the third by hand; the batch leaves it alone and says so.
  const taker = plumbers.find((one) => one.volunteerId !== free.volunteerId)!
  const byHand = await desk.post(`/requests/${third}/dispatch`, {
    policy: 'assign',
    volunteerIds: [taker.volunteerId],
    reason: '电话里说好了',
  })
  expect(byHand.status, JSON.stringify(byHand.body)).toBe(200)

  const answers = await Promise.all(
    [desk, other].map((hands) =>
      hands.post(`/batches/${whole.batch.id}/publish`, { version: moved.body.batch.version }),
    ),
  )
  expect(answers.map((one) => one.status).toSorted()).toEqual([200, 409])
  await town.settle()
  const published = (await desk.get(`/batches/${whole.batch.id}`)).body as Whole
  expect(mine(published, first!).state).toBe('published')
  expect(mine(published, third!).state).toBe('gone')
  expect(await town.rows(`select 1 from visit where request_id = any($1)`, [ids])).toHaveLength(3)
  await carryOutBatch(town.ctx(), whole.batch.id)
  expect(
    await town.rows(`select 1 from visit where request_id = any($1)`, [ids]),
    'doing it twice is the same as once',
  ).toHaveLength(3)

  const week = (await free.hands.get('/visits?mine=true&state=open')).body.items
  const visit = week.find((one: { requestId: string }) => one.requestId === first)
  expect(visit.plannedFrom).toBe(mine(published, first!).startAt)
  const told = () =>
    town.rows(`select person_id from notice where subject_id = $1 and kind = 'week.published'`, [whole.batch.id])
  const everybody = (await told()).map((one) => one['person_id'])
  expect(everybody).toContain(free.personId)
  expect(new Set(everybody).size).toBe(everybody.length)
  // The process died after the visits and before it told one of them: the job tells that one, and nobody twice.
  await town.rows(
    `delete from delivery where notice_id in (select id from notice where subject_id = $1 and person_id = $2)`,
    [whole.batch.id, free.personId],
  )
  await town.rows(`delete from notice where subject_id = $1 and person_id = $2`, [whole.batch.id, free.personId])
  await carryOutBatch(town.ctx(), whole.batch.id)
  await carryOutBatch(town.ctx(), whole.batch.id)
  expect((await told()).map((one) => one['person_id']).toSorted()).toEqual(everybody.toSorted())

  const explained = await explainDecision(town.ctx(), whole.batch.id)
  expect(explained).toMatchObject({ act: 'batch', same: true, requestId: null })
  expect(explained.asked).toContain(free.volunteerId)
  expect((await free.hands.post(`/visits/${visit.id}/drop`, { reason: '那天要带孩子看病' })).status).toBe(200)
  await town.settle()
  expect((await desk.get(`/requests/${first}`)).body.state).toBe('dispatching')
})

test('nothing published breaks a hard condition, even one that came up after the proposal', async () => {
  const id = await askFor(74)
  const whole = await propose()
  const { volunteerId } = mine(whole, id)
  await town.rows(`update volunteer set away_from = $2, away_to = null where id = $1`, [volunteerId, town.world.now()])
  const done = await desk.post(`/batches/${whole.batch.id}/publish`, { version: whole.batch.version })
  expect(mine(done.body, id)).toMatchObject({
    state: 'refused',
    reasons: [expect.objectContaining({ reason: 'away' })],
  })
  expect(await town.rows('select 1 from visit where request_id = $1', [id])).toEqual([])
})

test('a proposal belongs to those who answer for the community, and an untouched one gives way to the next', async () => {
  await askFor(98)
  const old = await propose()
  const next = await propose()
  expect((await desk.get(`/batches/${old.batch.id}`)).body.batch.state).toBe('replaced')
  expect((await desk.post(`/batches/${old.batch.id}/publish`, { version: old.batch.version })).body.code).toBe(
    'batch.over',
  )
  expect((await wang.get(`/batches/${next.batch.id}`)).status).toBe(403)
  expect((await desk.get(`/batches?areaId=${areaId}`)).body.items[0].id).toBe(next.batch.id)
  expect((await desk.post(`/batches/${next.batch.id}/drop`, { version: next.batch.version })).status).toBe(200)
})
