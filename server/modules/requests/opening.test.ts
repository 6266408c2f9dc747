// How a need becomes a request: by whom, for whom, where, how urgent, who pays; and everything that is refused with a sentence.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { routes } from '../../api.ts'
import { inTransaction } from '../../kit/context.ts'
import { found } from '../../kit/errors.ts'
import { newId } from '../../kit/ids.ts'
import { openSession } from '../../kit/session.ts'
import { as, type Hands } from '../../kit/testing.ts'
import { type SmallTown, smallTown } from '../../seed/small.ts'
import { background } from '../../worker.ts'
import { ensureAccount } from '../accounts/open-account.ts'
import { enterPerson, moveIn, placeOf } from '../people/service.ts'

let town: SmallTown
let doors = 0
let wang: Hands
let operator: Hands
const hour = 3_600_000
const at = (hours: number) => new Date(town.world.now().getTime() + hours * hour).toISOString()

beforeAll(async () => {
  town = await smallTown(routes, background)
  wang = await town.hands('王桂芳')
  operator = await town.hands('韦敏')
}, 60_000)
afterAll(() => town.close())

const plumbing = { serviceCode: 'plumbing', description: '厨房水龙头一直滴水' }
const code = async (hands: Hands, body: object) => (await hands.post('/requests', body)).body.code
/** Somebody nobody has confirmed yet, signed in and at home. */
const stranger = async (name: string): Promise<Hands> => {
  const ctx = town.ctx()
  const building = (await wang.get(`/areas?q=${encodeURIComponent('7号楼')}&kind=building`)).body.items[0]
  const { id: accountId, personId } = await inTransaction(ctx, async (ctx) => {
    const id = await enterPerson(ctx, { name }, { by: null, how: 'x' })
    await moveIn(ctx, id, found(await placeOf(ctx, { buildingId: building.id, doorName: `1单元9${++doors}` })), '本人')
    return ensureAccount(ctx, id, { welcomed: true })
  })
  await town.world.owner.pool.query(`update person set confirmed_at = null where id = $1`, [personId])
  return as(town.app, (await openSession(ctx, { accountId, secondFactor: false, lastsMinutes: 600 })).token)
}

describe('asking for oneself', () => {
  test('the answer says number, clock and next step, and is what a second look shows', async () => {
    const { status, body } = await wang.post('/requests', { ...plumbing, window: { from: at(4), to: at(7) } })
    expect(status, JSON.stringify(body)).toBe(200)
    expect(body).toMatchObject({
      state: 'reported',
      urgency: 'ordinary',
      channel: 'phone',
      callName: '王阿姨',
      enteredBy: null,
      settlement: 'none',
      needsLook: false,
      number: expect.stringMatching(/^20261125-\d{4}$/),
      nextDueStep: 'answer',
      next: { what: 'asking' },
      can: { cancel: true, move: true, triage: false, complain: true },
      timeline: [
        {
          act: 'report',
          fromState: null,
          toState: 'reported',
          actor: '王阿姨',
          actorRole: 'resident',
          channel: 'phone',
        },
      ],
    })
    expect(body.dues.map((due: { step: string }) => due.step)).toEqual(['answer', 'dispatch', 'contact', 'result'])
    const seen = (await wang.get(`/requests/${body.id}`)).body
    expect(seen).toEqual({ ...body, doorName: expect.stringMatching(/\d/) })
  })

  test('a nervous thumb posts the same twice and one request is made; other words under the same key are refused', async () => {
    const key = { 'idempotency-key': `thumb-${newId()}` }
    const [one, two] = await Promise.all([wang.post('/requests', plumbing, key), wang.post('/requests', plumbing, key)])
    expect(one.body.id).toBeDefined()
    expect(two.body).toEqual(one.body)
    expect(await wang.post('/requests', { ...plumbing, description: '别的' }, key)).toMatchObject({
      status: 409,
      body: { code: 'idempotency.mismatch' },
    })
  })

  test('words of danger make it urgent at once, and never less urgent', async () => {
    const fire = (await wang.post('/requests', { ...plumbing, description: '厨房着火了，快来人' })).body
    expect(fire.urgency).toBe('life')
    const calm = (await wang.post('/requests', { ...plumbing, urgency: 'basic', description: '水龙头有点松' })).body
    expect(calm.urgency).toBe('basic')
  })

  test('numbers in the text are lifted out before anything is stored or searched', async () => {
    const { body } = await wang.post('/requests', {
      ...plumbing,
      description: '打我 13812345678，身份证 450102194301011234',
    })
    expect(body.description).not.toMatch(/138|4501/)
    const { rows } = await town.world.owner.pool.query(
      `select r.search::text || r.description || e.detail::text as all from request r join request_event e on e.request_id = r.id where r.id = $1`,
      [body.id],
    )
    expect(rows[0].all).not.toMatch(/13812345678|450102194301011234/)
    expect(JSON.stringify(body.timeline)).not.toContain('Sealed')
  })

  test.each([
    ['emoji and rare Han', '水管坏了😭 𠮷先生䶮'],
    ['HTML', '<img src=x onerror=alert(1)><b>水管</b>'],
    ['Typst', '#import "x": y; #panic($1$)'],
  ])('%s stay the text that was written', async (_, description) => {
    expect((await wang.post('/requests', { ...plumbing, description })).body.description).toBe(description)
  })

  test('a recording is a draft for the operator, and nobody is sent before somebody listened', async () => {
    const { rows } = await town.world.owner.pool.query(
      `insert into stored_file (tenant_id, id, sha256, content_type, size, purpose, owner_person_id) values ($1, $2, 'x', 'audio/wav', 44, 'request', $3) returning id`,
      [town.tenantId, newId(), await town.personId('王桂芳')],
    )
    const { body } = await wang.post('/requests', { serviceCode: 'plumbing', voiceFileId: rows[0].id })
    expect(body).toMatchObject({
      state: 'reported',
      next: { what: 'triage' },
      files: [{ fileId: rows[0].id, kind: 'voice' }],
    })
    await town.settle()
    expect((await wang.get(`/requests/${body.id}`)).body.state).toBe('reported')
    const heard = await operator.post(`/requests/${body.id}/triage`, { version: 1, description: '马桶堵了' })
    expect(heard.body).toMatchObject({ state: 'dispatching', description: '马桶堵了' })
  })
})

describe('what is refused', () => {
  test.each([
    [
      'a window that is over',
      { window: { from: '2026-11-24T06:00:00Z', to: '2026-11-24T09:00:00Z' } },
      422,
      'request.window_past',
    ],
    [
      'a window that ends before it begins',
      { window: { from: '2026-11-27T09:00:00Z', to: '2026-11-27T06:00:00Z' } },
      422,
      'request.window_wrong',
    ],
    [
      'a window in four months',
      { window: { from: '2027-03-27T06:00:00Z', to: '2027-03-27T09:00:00Z' } },
      422,
      'request.window_too_far',
    ],
    ['an unknown service', { serviceCode: 'rocket-repair' }, 422, 'service.unknown'],
    ['an area that is not there', { areaId: newId() }, 422, 'area.unknown'],
    ['a household that is not there', { householdId: newId() }, 422, 'household.unknown'],
    ['a person who is not there', { forPersonId: newId() }, 422, 'person.unknown'],
    ['a helper nobody knows', { samePersonId: newId() }, 422, 'person.unknown'],
    ['an organisation that is not there', { providerId: newId() }, 422, 'organisation.unknown'],
    ['somebody else’s photo', { photoIds: [newId()] }, 422, 'file.unknown'],
    ['ten thousand characters', { description: '水'.repeat(10_000) }, 400, 'input.invalid'],
    ['a field nobody knows', { colour: 'red' }, 400, 'input.unknown_field'],
    ['points for a service that takes none', { settlement: 'points' }, 422, 'settlement.not_offered'],
  ])('%s', async (_, change, status, refusal) => {
    const { body, ...reply } = await wang.post('/requests', { ...plumbing, ...change })
    expect({ status: reply.status, code: body.code }).toEqual({ status, code: refusal })
    expect(body.title).toMatch(/\p{Script=Han}/u)
  })

  test('a place in another tenant, a place too wide, and no place at all', async () => {
    const other = await town.world.addTenant('elsewhere')
    const foreign = newId()
    await town.world.owner.pool.query(
      `insert into area (tenant_id, id, kind, path, name, valid_from) values ($1, $2, 'building', 'x1', '外地楼', '2020-01-01')`,
      [other, foreign],
    )
    expect(await code(wang, { ...plumbing, areaId: foreign })).toBe('area.unknown')
    const street = (await wang.get('/areas?kind=street')).body.items[0]
    expect(await code(wang, { ...plumbing, areaId: street.id })).toBe('request.place_needed')
    expect(await code(operator, plumbing)).toBe('request.place_needed')
  })

  test('the twenty-first open request of one person, but never one about life', async () => {
    const hands = await stranger('忙先生')
    for (let n = 0; n < 20; n++) expect((await hands.post('/requests', plumbing)).status).toBe(200)
    expect(await code(hands, plumbing)).toBe('request.too_many_open')
    expect((await hands.post('/requests', { ...plumbing, urgency: 'life' })).status).toBe(200)
  })
})

describe('asking for somebody else', () => {
  test('family with the right may, a neighbour may not', async () => {
    const daughter = await town.hands('覃晓燕')
    const [mother] = (await daughter.get('/me')).body.families
    const { body, status } = await daughter.post('/requests', { ...plumbing, forPersonId: mother.personId })
    expect(status, JSON.stringify(body)).toBe(200)
    expect(body).toMatchObject({
      personId: mother.personId,
      channel: 'phone',
      can: { cancel: true },
      timeline: [{ actorRole: 'family_member', onBehalfOf: mother.callName }],
    })
    expect(body.enteredBy).toEqual(expect.any(String))
    expect(await code(wang, { ...plumbing, forPersonId: mother.personId })).toBe('request.not_for_them')
    expect((await wang.get(`/requests/${body.id}`)).status).toBe(404)
  })

  test('the operator writes down what an 82-year-old without a phone says: answered by the call, and she is told', async () => {
    const forPersonId = (await operator.get('/people?q=韦秀兰')).body.items[0].id
    const { body } = await operator.post('/requests', {
      ...plumbing,
      forPersonId,
      channel: 'hotline',
      occurredAt: at(-0.1),
    })
    expect(body).toMatchObject({
      channel: 'hotline',
      callName: '韦奶奶',
      ownerName: '韦敏',
      enteredBy: expect.any(String),
      nextDueStep: 'dispatch',
      doorName: null,
      can: { triage: true, cancel: true },
    })
    expect(body.dues.find((due: { step: string }) => due.step === 'answer').metAt).toBe(at(-0.1))
    const { rows } = await town.world.owner.pool.query(
      `select count(*)::int as told from notice where subject_id = $1 and person_id = $2`,
      [body.id, forPersonId],
    )
    expect(rows[0].told).toBe(1)
  })

  test.each([
    ['韦敏', 'hotline'],
    ['韦敏', 'button'],
    ['黄丽', 'desk'],
    ['农艳', 'grid'],
  ])('what %s is answered after writing it down (%s) is what a second look shows', async (name, channel) => {
    const hands = await town.hands(name)
    const forPersonId = await town.personId('王桂芳')
    const { status, body } = await hands.post('/requests', { ...plumbing, channel, forPersonId })
    expect(status, JSON.stringify(body)).toBe(200)
    expect((await hands.get(`/requests/${body.id}`)).body).toEqual(body)
  })

  test('the same person again: somebody who is registered may be wished for', async () => {
    const samePersonId = await town.personId('李志明')
    expect((await wang.post('/requests', { ...plumbing, samePersonId })).status).toBe(200)
    expect(await code(wang, { ...plumbing, samePersonId: await town.personId('韦敏') })).toBe('person.unknown')
  })
})

describe('a stranger', () => {
  test('the first request is looked at before anyone is sent; then the rest goes by itself', async () => {
    const hands = await stranger('新邻居')
    const first = (await hands.post('/requests', plumbing)).body
    expect(first).toMatchObject({ needsLook: true, next: { what: 'looked_at' } })
    const second = (await hands.post('/requests', plumbing)).body
    await town.settle()
    expect((await hands.get(`/requests/${first.id}`)).body.state).toBe('reported')
    const { rows } = await town.world.owner.pool.query(
      `select count(*)::int as told from notice where kind = 'request.needs_look' and subject_id = $1`,
      [first.id],
    )
    expect(rows[0].told).toBeGreaterThan(0)
    expect((await operator.get('/requests?needsLook=true')).body.items.map((row: { id: string }) => row.id)).toEqual(
      expect.arrayContaining([first.id, second.id]),
    )
    const looked = await operator.post(`/requests/${first.id}/look`, {
      version: first.version,
      confirmPerson: true,
      how: '打电话问过',
    })
    expect(looked.body).toMatchObject({ state: 'dispatching', needsLook: false, can: { look: false } })
    expect((await hands.get(`/requests/${second.id}`)).body).toMatchObject({ state: 'dispatching', needsLook: false })
    expect((await hands.get('/me')).body.confirmed).toBe(true)
    expect((await hands.post('/requests', plumbing)).body.needsLook).toBe(false)
  })

  test('nobody waits for a look when life is at risk', async () => {
    const hands = await stranger('急先生')
    expect((await hands.post('/requests', { ...plumbing, urgency: 'life' })).body.needsLook).toBe(false)
  })
})
