// What a sealed sheet pays: points or minutes, once, within the caps; nothing for paid help, one's own household or paid duty.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { routes } from '../../api.ts'
import { newId } from '../../kit/ids.ts'
import { openSession } from '../../kit/session.ts'
import { as, type Hands } from '../../kit/testing.ts'
import { type SmallTown, smallTown } from '../../seed/small.ts'
import { background } from '../../worker.ts'
import { issue, proveBalances } from '../ledger/service.ts'
import { tagColumns } from '../people/service.ts'

let town: SmallTown
let wang: Hands
let lu: Hands
let operator: Hands

/** Sessions end with the hours that pass in these stories. */
const signIn = async () => {
  const hands = await Promise.all(['王桂芳', '陆海波', '韦敏'].map((name) => town.hands(name)))
  ;[wang, lu, operator] = hands as [Hands, Hands, Hands]
}

beforeAll(async () => {
  town = await smallTown(routes, background)
  await signIn()
  await issue(town.ctx(), {
    unit: 'minutes',
    toPersonId: await town.personId('王桂芳'),
    amount: 600,
    causeKind: 'test',
    causeId: newId(),
    reason: '开户',
  })
}, 60_000)
afterAll(async () => {
  expect(await proveBalances(town.ctx())).toMatchObject({ balanced: true })
  await town.close()
})

const sign = { signature: { strokes: [[100, 200, 300, 260, 500, 180, 700, 300]] } }
const purse = async (hands: Hands) => (await hands.get('/me')).body.balances
const post = async (hands: Hands, path: string, body: object = {}) => {
  const reply = await hands.post(path, body)
  expect(reply.status, `${path}: ${JSON.stringify(reply.body)}`).toBe(200)
  return reply.body
}
const taken = async (helper: Hands, more: object): Promise<{ id: string; visitId: string }> => {
  const { id } = await post(wang, '/requests', { description: '请帮忙', ...more })
  await post(operator, `/requests/${id}/triage`, { version: 1 })
  return { id, visitId: (await post(helper, `/requests/${id}/claim`)).visitId }
}
const done = async (helper: Hands, visitId: string, minutes: number, finish: object = {}) => {
  await post(helper, `/visits/${visitId}/check-in`)
  town.world.advance(minutes)
  await post(helper, `/visits/${visitId}/finish`, { work: '办好了', ...finish })
  return post(helper, `/visits/${visitId}/sign`, sign)
}

test('minutes go from the asker to the helper by what was worked, the rest is freed, and taken back when it was not done', async () => {
  const [asker, helper] = [await purse(wang), await purse(lu)]
  const { id, visitId } = await taken(lu, { serviceCode: 'grocery-errand' })
  expect((await purse(wang)).minutesHeld).toBe(asker.minutesHeld + 45)
  await done(lu, visitId, 30)
  expect(await purse(wang)).toMatchObject({ minutes: asker.minutes - 30, minutesHeld: asker.minutesHeld })
  expect(await purse(lu)).toMatchObject({ minutes: helper.minutes + 30, points: helper.points })
  const { version } = (await wang.get(`/requests/${id}`)).body
  expect(await post(wang, `/requests/${id}/reopen`, { version, why: '米没送到' })).toMatchObject({
    state: 'reopened',
    solved: false,
  })
  expect(await purse(lu)).toMatchObject({ minutes: helper.minutes })
  expect(await purse(wang)).toMatchObject({ minutes: asker.minutes, minutesHeld: asker.minutesHeld + 45 })
})

test('longer than what was set aside pays no more than that; a correction pays the difference', async () => {
  const [asker, helper] = [await purse(wang), await purse(lu)]
  const { visitId } = await taken(lu, { serviceCode: 'grocery-errand' })
  await done(lu, visitId, 90)
  expect(await purse(lu)).toMatchObject({ minutes: helper.minutes + 45 })
  await post(operator, `/visits/${visitId}/sheet/amend`, {
    reason: '记多了',
    minutes: [{ personId: await town.personId('陆海波'), minutes: 20 }],
  })
  expect(await purse(lu)).toMatchObject({ minutes: helper.minutes + 20 })
  expect(await purse(wang)).toMatchObject({ minutes: asker.minutes - 20, minutesHeld: asker.minutesHeld })
})

test('points end at the cap of the day, also when two sheets are sealed at the same moment', async () => {
  const before = (await purse(lu)).points
  const finished: string[] = []
  for (const minutes of [240, 240]) {
    const { visitId } = await taken(lu, { serviceCode: 'plumbing' })
    await post(lu, `/visits/${visitId}/check-in`)
    town.world.advance(minutes)
    await post(lu, `/visits/${visitId}/finish`, { work: '办好了' })
    finished.push(visitId)
  }
  await signIn()
  await Promise.all(finished.map((visitId) => post(lu, `/visits/${visitId}/sign`, sign)))
  expect((await purse(lu)).points - before).toBe(80)
})

test('on paid duty nothing is credited, and minutes set aside are freed', async () => {
  const [asker, helper] = [await purse(wang), await purse(lu)]
  const { visitId } = await taken(lu, { serviceCode: 'grocery-errand' })
  const { areaId } = (await lu.get('/me')).body.roles[0]
  await town.world.owner.pool.query(
    `insert into duty (tenant_id, id, account_id, person_id, role, area_id, from_at) select tenant_id, $1, id, person_id, 'grid_worker', $2, $3 from account where person_id = $4`,
    [newId(), areaId, town.world.now(), await town.personId('陆海波')],
  )
  await done(lu, visitId, 30)
  expect(await purse(lu)).toMatchObject({ minutes: helper.minutes, points: helper.points })
  expect(await purse(wang)).toMatchObject({ minutes: asker.minutes, minutesHeld: asker.minutesHeld })
  await town.world.owner.pool.query(`update duty set to_at = $1 where to_at is null`, [town.world.now()])
})

test('an organisation writes its fee on the sheet and gains no credit; never for whom it is free', async () => {
  town.world.setNow('2026-11-26T02:00:00Z')
  ;[wang, operator] = (await Promise.all(['王桂芳', '韦敏'].map((name) => town.hands(name)))) as [Hands, Hands]
  const { rows } = await town.world.owner.pool.query(
    `select a.id as account, o.id from organisation o join organisation_service os on os.organisation_id = o.id join service s on s.id = os.service_id and s.code = 'drain-clearing'
     join organisation_staff x on x.organisation_id = o.id and x.manager join account a on a.person_id = x.person_id where o.state = 'approved' order by o.name limit 1`,
  )
  const session = { accountId: rows[0].account, secondFactor: true, lastsMinutes: 600 }
  const shop = as(town.app, (await openSession(town.ctx(), session)).token)
  const book = async () => {
    const { id } = await post(wang, '/requests', {
      serviceCode: 'drain-clearing',
      description: '厕所堵了',
      providerId: rows[0].id,
    })
    await town.settle()
    const { asked } = (await shop.get('/offers')).body
    const offer = asked.find((one: { requestId: string }) => one.requestId === id)
    return (await post(shop, `/offers/${offer.id}/accept`)).visitId
  }
  const visitId = await book()
  expect((await shop.get(`/visits/${visitId}`)).body).toMatchObject({
    mayCharge: true,
    free: false,
    gain: { minutes: 0, points: 0 },
  })
  const sealed = await done(shop, visitId, 40, { feeCents: 8000, parts: [{ name: '软管', count: 1, cents: 1500 }] })
  expect(sealed.visit).toMatchObject({ feeCents: 8000, me: { organisationId: rows[0].id } })
  expect(await purse(shop)).toMatchObject({ points: 0, minutes: 0 })

  const ctx = town.ctx()
  const { tagSealed, tagHash } = tagColumns(ctx, 'low_income', null)
  await town.world.owner.pool.query(
    `insert into person_tag (tenant_id, id, person_id, tag_sealed, tag_hash, source, basis, valid_from, verified_by, verified_at) values ($1, $2, $3, $4, $5, '民政', '规定', '2026-01-01', $3, now())`,
    [town.tenantId, newId(), await town.personId('王桂芳'), tagSealed, tagHash],
  )
  const freely = await book()
  expect((await shop.get(`/visits/${freely}`)).body).toMatchObject({ mayCharge: false, free: true })
  await post(shop, `/visits/${freely}/check-in`)
  expect((await shop.post(`/visits/${freely}/finish`, { work: '通了', feeCents: 8000 })).body.code).toBe(
    'visit.fee_not_for_free',
  )
  await post(shop, `/visits/${freely}/finish`, { work: '通了' })
  await post(shop, `/visits/${freely}/sign`, sign)
})
