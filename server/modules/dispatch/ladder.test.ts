// A matter of life is called out step by step until a person takes it; each step once, at its time.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Hands } from '../../kit/testing.ts'
import { dispatchTown } from '../../seed/helping-town.ts'
import type { DispatchTown } from '../../seed/helping-town.ts'
import { climbLadder } from './alert-ladder.ts'

let town: DispatchTown
let wang: Hands
let desk: Hands
beforeAll(async () => {
  town = await dispatchTown()
  wang = await town.hands('王桂芳')
  desk = await town.hands('韦敏')
  for (const { personId } of await town.volunteers('first-aid', 5)) await trained(personId)
}, 60_000)
afterAll(() => town.close())

/** With everything an emergency asks for on paper. */
const trained = (personId: string) =>
  town.rows(
    `insert into holding (tenant_id, id, person_id, kind, code, from_on, verified_at)
     select tenant_id, gen_random_uuid(), id, x.kind::requirement_kind, x.code, '2020-01-01', now()
     from person, (values ('certificate', 'first-aid'), ('training', 'emergency-drill')) x (kind, code) where id = $1`,
    [personId],
  )

const manned = (yes: boolean) =>
  yes
    ? town.rows(
        `update duty set to_at = null, sound_ok_at = $1, seen_at = $1 where role in ('operator', 'community_worker')`,
        [town.world.now()],
      )
    : town.rows(`update duty set seen_at = $1::timestamptz - interval '1 hour'`, [town.world.now()])

let id = ''
beforeEach(async () => {
  if (id) await wang.post(`/requests/${id}/cancel`, { version: (await wang.get(`/requests/${id}`)).body.version })
  await town.settle()
})
/** An emergency asks for two helpers as it comes. */
const alarm = async (helpers = 2) => {
  const asked = await wang.post('/requests', { serviceCode: 'emergency-check', description: '老人摔倒了，叫不应' })
  expect(asked.status, JSON.stringify(asked.body)).toBe(200)
  id = asked.body.id
  await town.rows('update request set helpers = $2 where id = $1', [id, helpers])
  await town.settle()
}
const later = async (seconds: number) => {
  town.world.advance(seconds / 60)
  await town.settle()
}
const taken = async () =>
  (await town.rows('select step from alert_step where request_id = $1 order by step', [id])).map((one) => one['step'])
const ladder = async () => (await desk.get(`/requests/${id}/candidates`)).body.alert

test('the agent at once, a second after 15 seconds, the grid after 60, the lead after 3 minutes; every step is on the timeline', async () => {
  await manned(true)
  await alarm()
  expect(await taken()).toEqual([1])
  await later(14)
  expect(await taken()).toEqual([1])
  await later(1)
  expect(await taken()).toEqual([1, 2])
  await later(45)
  expect(await taken()).toEqual([1, 2, 3])
  await later(120)
  expect(await taken()).toEqual([1, 2, 3, 4])
  const notes = await town.rows(
    `select detail from request_event where request_id = $1 and act = 'alert_step' order by at`,
    [id],
  )
  expect(notes.map((one) => one['detail'].step)).toEqual([1, 2, 3, 4])
  const told = await town.rows(
    `select distinct p.name from notice n join person p on p.id = n.person_id where n.subject_id = $1 and n.kind = 'request.alarm'`,
    [id],
  )
  expect(told.length).toBeGreaterThanOrEqual(3)
})

test('whoever takes it stops the ladder: nobody is called after that, and the board says who', async () => {
  await manned(true)
  await alarm()
  await later(9)
  const other = await town.hands('黄丽')
  const answers = await Promise.all(
    [desk, other].map((hands) => hands.post(`/alarms/${id}/take`, { outcome: 'taken' })),
  )
  expect(answers.map((answer) => answer.body.mine).toSorted()).toEqual([false, true])
  const who = answers[0]!.body.takenBy
  const takenAt = town.world.now().toISOString()
  await later(200)
  expect(await taken()).toEqual([1])
  expect(await ladder()).toMatchObject({ how: 'staff', acknowledgedBy: who, acknowledgedAt: takenAt })
  const kept = await town.rows('select acknowledged_at as at from alert where request_id = $1', [id])
  expect(kept[0]!['at'].toISOString()).toBe(takenAt)
  const { firstAnsweredAt } = (
    await town.rows('select first_answered_at as "firstAnsweredAt" from request where id = $1', [id])
  )[0]!
  expect(firstAnsweredAt).not.toBeNull()
  expect((await desk.get(`/requests/${id}`)).body.state).toBe('dispatching')
  expect((await wang.post(`/alarms/${id}/take`, { outcome: 'taken' })).status).toBe(403)
})

test('a neighbour who goes there stops it as well, where one is enough', async () => {
  await manned(true)
  await alarm(1)
  const [offer] = (await town.offersOf(id)).filter((one) => one['person_id'])
  const accepted = await (await town.handsOf(offer!['person_id'])).post(`/offers/${offer!['id']}/accept`, {})
  expect(accepted.status, JSON.stringify(accepted.body)).toBe(200)
  await later(200)
  expect(await taken()).toEqual([1])
  expect(await ladder()).toMatchObject({ how: 'helper' })
})

/** Neighbours who were asked to go there, with the offer that lies before each. */
const asked = async () => {
  const offers = (await town.offersOf(id)).filter((one) => one['person_id'] && one['state'] === 'sent')
  return Promise.all(
    offers.map(async (offer) => ({ offerId: offer['id'], hands: await town.handsOf(offer['person_id']) })),
  )
}

test('all who were asked press at the same moment: one goes there, the others hear it, the ladder ends once', async () => {
  await manned(true)
  await alarm(1)
  const neighbours = await asked()
  expect(neighbours.length).toBeGreaterThanOrEqual(2)
  const answers = await Promise.all(
    neighbours.flatMap(({ offerId, hands }) => [
      hands.post(`/offers/${offerId}/accept`, {}),
      hands.post(`/requests/${id}/claim`, {}),
    ]),
  )
  const winners = answers.filter((one) => one.status === 200)
  expect(new Set(winners.map((one) => one.body.visitId)).size).toBe(1)
  expect(winners.length).toBeLessThanOrEqual(2) // who won may have pressed both
  for (const one of answers) if (one.status !== 200) expect(one.body.code).toMatch(/^offer\.(taken|over)$/)
  expect(await town.rows(`select from offer where request_id = $1 and state = 'accepted'`, [id])).toHaveLength(1)
  expect(await town.rows('select from visit where request_id = $1', [id])).toHaveLength(1)
  await later(200)
  expect(await taken()).toEqual([1])
  expect(await ladder()).toMatchObject({ how: 'helper' })
})

test('where two are needed the ladder goes on until the second says yes', async () => {
  await manned(true)
  await alarm()
  const [first, second] = await asked()
  expect((await first!.hands.post(`/offers/${first!.offerId}/accept`, {})).status).toBe(200)
  await later(60)
  expect(await taken()).toEqual([1, 2, 3])
  expect((await ladder()).acknowledgedAt).toBeNull()
  expect((await second!.hands.post(`/offers/${second!.offerId}/accept`, {})).status).toBe(200)
  await later(200)
  expect(await taken()).toEqual([1, 2, 3])
  expect(await ladder()).toMatchObject({ how: 'helper' })
})

test('with nobody on duty it begins at the grid and rings the lead at once', async () => {
  await manned(false)
  await alarm()
  expect(await taken()).toEqual([3, 4])
})

test('a step that two workers do at the same moment happens once, and one of an older round not at all', async () => {
  await manned(true)
  await alarm()
  town.world.advance(0.25)
  await Promise.all([1, 2, 3].map(() => climbLadder(town.ctx(), id, 1, 2)))
  await climbLadder(town.ctx(), id, 0, 3)
  expect(await taken()).toEqual([1, 2])
  const notes = await town.rows(
    `select 1 from request_event where request_id = $1 and act = 'alert_step' and detail->>'step' = '2'`,
    [id],
  )
  expect(notes).toHaveLength(1)
})
