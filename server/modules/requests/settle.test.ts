// Who pays: nobody, minutes set aside from whoever may give them, an organisation's price; and free by status.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { routes } from '../../api.ts'
import { newId } from '../../kit/ids.ts'
import { openSession } from '../../kit/session.ts'
import { as, type Hands } from '../../kit/testing.ts'
import { type SmallTown, smallTown } from '../../seed/small.ts'
import { background } from '../../worker.ts'
import { donate, holdFor, issue, poolBalance, proveBalances } from '../ledger/service.ts'
import { tagColumns } from '../people/service.ts'

let town: SmallTown
let wang: Hands
let operator: Hands

beforeAll(async () => {
  town = await smallTown(routes, background)
  wang = await town.hands('王桂芳')
  operator = await town.hands('韦敏')
}, 60_000)

afterAll(() => town.close())

const errand = { serviceCode: 'grocery-errand', description: '买一袋米' }
const give = async (personId: string, amount: number) => {
  await issue(town.ctx(), {
    unit: 'minutes',
    toPersonId: personId,
    amount,
    causeKind: 'test',
    causeId: newId(),
    reason: '开户',
  })
}
const balances = async (hands: Hands) => (await hands.get('/me')).body.balances
const cancel = async (hands: Hands, id: string) => {
  const { version } = (await hands.get(`/requests/${id}`)).body
  return hands.post(`/requests/${id}/cancel`, { version, reason: '不用了' })
}
const tag = async (personId: string, name: string) => {
  const ctx = town.ctx()
  const { tagSealed, tagHash } = tagColumns(ctx, name, null)
  await town.world.owner.pool.query(
    `insert into person_tag (tenant_id, id, person_id, tag_sealed, tag_hash, source, basis, valid_from, verified_by, verified_at) values ($1, $2, $3, $4, $5, '民政', '规定', '2026-01-01', $3, now())`,
    [town.tenantId, newId(), personId, tagSealed, tagHash],
  )
}

const aside = newId()
const emptyPool = async () => {
  const amount = await poolBalance(town.ctx(), 'minutes')
  await holdFor(town.ctx(), { unit: 'minutes', kind: 'pool', ownerId: null, amount, causeKind: 'test', causeId: aside })
}

describe('the time bank', () => {
  test('whoever has no minutes is helped out of the public pool while it lasts', async () => {
    const before = await poolBalance(town.ctx(), 'minutes')
    const { body } = await wang.post('/requests', errand)
    expect(body).toMatchObject({ settlement: 'minutes' })
    expect(await poolBalance(town.ctx(), 'minutes')).toBe(before - 45)
    await cancel(wang, body.id)
    expect(await poolBalance(town.ctx(), 'minutes')).toBe(before)
    await emptyPool()
  })

  test('without minutes it is refused and nothing is written', async () => {
    const before = (await wang.get('/requests?mine=true&limit=100')).body.items.length
    expect(await wang.post('/requests', errand)).toMatchObject({ status: 409, body: { code: 'ledger.not_enough' } })
    expect((await wang.get('/requests?mine=true&limit=100')).body.items.length).toBe(before)
  })

  test('one’s own minutes are set aside when it is asked, and freed when it is called off', async () => {
    await give(await town.personId('王桂芳'), 100)
    const { body } = await wang.post('/requests', errand)
    expect(body).toMatchObject({ settlement: 'minutes', credit: 'timebank', minutes: 45 })
    expect(await balances(wang)).toMatchObject({ minutes: 100, minutesHeld: 45 })
    expect((await cancel(wang, body.id)).body.state).toBe('cancelled')
    expect(await balances(wang)).toMatchObject({ minutes: 100, minutesHeld: 0 })
  })

  test('two who ask with the last minutes at the same moment: one gets it', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => wang.post('/requests', errand)))
    expect(answers.map((one) => one.status).toSorted()).toEqual([200, 200, 409])
    expect(await balances(wang)).toMatchObject({ minutes: 100, minutesHeld: 90 })
    for (const { status, body } of answers) if (status === 200) await cancel(wang, body.id)
  })

  test('declined, answered, merged and unmet free the minutes; taken up again they are set aside again', async () => {
    for (const [verb, more] of [
      ['decline', { reason: '不归社区' }],
      ['answer', { words: '超市能送' }],
      ['unmet', { reason: '没有人' }],
    ] as const) {
      const { body } = await wang.post('/requests', errand)
      expect((await balances(wang)).minutesHeld).toBe(45)
      const ended = await operator.post(`/requests/${body.id}/${verb}`, { version: body.version, ...more })
      expect(ended.status, JSON.stringify(ended.body)).toBe(200)
      expect((await balances(wang)).minutesHeld).toBe(0)
      if (verb === 'decline') continue
      await operator.post(`/requests/${body.id}/reopen`, { version: ended.body.version, why: '还是要人' })
      expect((await balances(wang)).minutesHeld).toBe(45)
      await cancel(wang, body.id)
    }
  })

  test('family may give theirs for somebody of sixty and over', async () => {
    const daughter = await town.hands('覃晓燕')
    const [mother] = (await daughter.get('/me')).body.families
    await town.world.owner.pool.query(`update person set born_on = '1950-01-01' where id = $1`, [mother.personId])
    await give(await town.personId('覃晓燕'), 45)
    const { body, status } = await daughter.post('/requests', { ...errand, forPersonId: mother.personId })
    expect(status, JSON.stringify(body)).toBe(200)
    expect(await balances(daughter)).toMatchObject({ minutes: 45, minutesHeld: 45 })
  })

  test('the public pool serves people of sixty and over in need first', async () => {
    const old = (await operator.get('/people?q=韦秀兰')).body.items[0].id
    expect((await operator.post('/requests', { ...errand, forPersonId: old })).body.code).toBe('ledger.not_enough')
    await tag(old, 'low_income')
    const donor = await town.personId('李志明')
    await give(donor, 60)
    const before = await poolBalance(town.ctx(), 'minutes')
    await donate(town.ctx(), {
      unit: 'minutes',
      from: { kind: 'person', ownerId: donor },
      to: { kind: 'pool', ownerId: null },
      amount: 60,
      causeKind: 'test',
      causeId: newId(),
      reason: '捐',
    })
    expect((await operator.post('/requests', { ...errand, forPersonId: old })).body).toMatchObject({
      settlement: 'minutes',
      state: 'reported',
    })
    expect(await poolBalance(town.ctx(), 'minutes')).toBe(before + 60 - 45)
  })

  test('nobody in danger waits for an account to be filled', async () => {
    const hands = await town.hands('陆海波')
    expect((await hands.post('/requests', { ...errand, urgency: 'life' })).body).toMatchObject({
      settlement: 'none',
      urgency: 'life',
    })
  })

  test('after all of it every balance still equals its movements', async () => {
    expect(await proveBalances(town.ctx())).toMatchObject({ balanced: true })
  })
})

describe('a price', () => {
  const drain = { serviceCode: 'drain-clearing', description: '厕所堵了' }
  const provider = async () => (await wang.get('/organisations?serviceCode=drain-clearing')).body.items[0]

  test('is the organisation’s, shown before anybody comes', async () => {
    const { id, name, services } = await provider()
    const { priceCents } = services.find((one: { serviceCode: string }) => one.serviceCode === 'drain-clearing')
    expect((await wang.post('/requests', { ...drain, providerId: id })).body).toMatchObject({
      settlement: 'price',
      priceCents,
      providerId: id,
      providerName: name,
      freeBecause: null,
    })
    expect((await wang.post('/requests', drain)).body).toMatchObject({ settlement: 'price', priceCents: null })
  })

  test('is refused from an organisation that does something else', async () => {
    const { id } = await provider()
    expect(await wang.post('/requests', { serviceCode: 'pest-control', providerId: id })).toMatchObject({
      status: 422,
      body: { code: 'organisation.not_offered' },
    })
  })

  test('is nothing for whom the rules make it free, and only they and staff see why', async () => {
    const personId = await town.personId('王桂芳')
    await tag(personId, 'disabled')
    const { id } = await provider()
    const { body } = await wang.post('/requests', { ...drain, providerId: id })
    expect(body).toMatchObject({ settlement: 'none', priceCents: 0, freeBecause: 'disabled' })
    expect((await operator.get(`/requests/${body.id}`)).body.freeBecause).toBe('disabled')
  })
})

describe('points', () => {
  const shop = async (service: string) =>
    (
      await town.world.owner.pool.query(
        `select o.id, x.person_id from organisation o join organisation_service os on os.organisation_id = o.id and os.active join service s on s.id = os.service_id and s.code = $1
         join organisation_staff x on x.organisation_id = o.id and x.manager and x.to_on is null where o.state = 'approved' and o.tenant_id = $2 order by o.id limit 1`,
        [service, town.tenantId],
      )
    ).rows[0]
  const priced = (organisationId: string, points: number | null) =>
    town.world.owner.pool.query('update organisation_service set price_points = $2 where organisation_id = $1', [
      organisationId,
      points,
    ])
  const points = (toPersonId: string, amount: number) =>
    issue(town.ctx(), { unit: 'points', toPersonId, amount, causeKind: 'test', causeId: newId(), reason: '帮了忙' })

  test('where the organisation agreed they are set aside, paid at the seal, taken back when it was not done', async () => {
    town.world.setNow('2026-11-27T01:00:00Z')
    const asker = await town.hands('覃晓燕')
    const personId = await town.personId('覃晓燕')
    const { id: providerId, person_id: manager } = await shop('drain-clearing')
    const ask = { serviceCode: 'drain-clearing', description: '厕所堵了', providerId, settlement: 'points' }
    await priced(providerId, null)
    expect((await asker.post('/requests', ask)).body.code).toBe('settlement.not_offered')
    await priced(providerId, 30)
    expect((await asker.post('/requests', { ...ask, settlement: 'voucher' })).body.code).toBe('settlement.not_offered')
    await points(personId, 40)
    const before = (await balances(asker)).points
    const asked = await asker.post('/requests', ask)
    expect(asked.body, JSON.stringify(asked.body)).toMatchObject({ settlement: 'points', pricePoints: 30 })
    expect(await balances(asker)).toMatchObject({ points: before, pointsHeld: 30 })
    expect((await asker.post('/requests', ask)).body.code).toBe('ledger.not_enough')
    await operator.post(`/requests/${asked.body.id}/look`, { version: asked.body.version }).catch(() => undefined)
    await town.settle()

    const [account] = (await town.world.owner.pool.query('select id from account where person_id = $1', [manager])).rows
    const staff = as(
      town.app,
      (await openSession(town.ctx(), { accountId: account.id, secondFactor: true, lastsMinutes: 600 })).token,
    )
    const offer = (await staff.get('/offers')).body.asked.find(
      (one: { requestId: string }) => one.requestId === asked.body.id,
    )
    expect(offer.gain).toEqual({ minutes: 0, points: 30, priceCents: null })
    const { visitId } = (await staff.post(`/offers/${offer.id}/accept`, {})).body
    await staff.post(`/visits/${visitId}/check-in`, { withoutProof: true })
    town.world.advance(30)
    expect((await staff.post(`/visits/${visitId}/finish`, { work: '通了', feeCents: 500 })).body.code).toBe(
      'visit.paid_in_points',
    )
    await staff.post(`/visits/${visitId}/finish`, { work: '通了' })
    const signed = await staff.post(`/visits/${visitId}/sign`, { signature: { witness: '楼下陈叔' } })
    expect(signed.status, JSON.stringify(signed.body)).toBe(200)
    expect(await balances(asker)).toMatchObject({ points: before - 30, pointsHeld: 0 })
    const taken = async () =>
      (
        await town.world.owner.pool.query(
          `select balance::int from ledger_account where kind = 'shop' and owner_id = $1`,
          [providerId],
        )
      ).rows[0].balance
    expect(await taken()).toBe(30)
    await asker.post(`/requests/${asked.body.id}/rating`, { satisfaction: 2, solved: false })
    expect(await taken()).toBe(0)
    expect(await balances(asker)).toMatchObject({ points: before, pointsHeld: 30 })
    await cancel(asker, asked.body.id)
    expect(await balances(asker)).toMatchObject({ points: before, pointsHeld: 0 })
    expect(await proveBalances(town.ctx())).toMatchObject({ balanced: true })
  })
})
