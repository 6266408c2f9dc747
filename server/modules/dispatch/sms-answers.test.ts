// 回 1 接，回 0 不接: a volunteer without a smartphone answers by SMS; signed, once, and never for somebody else.
import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { as, type Hands, smsAnswersSecret } from '../../kit/testing.ts'
import { dispatchTown } from '../../seed/helping-town.ts'
import type { DispatchTown } from '../../seed/helping-town.ts'
import { phoneOf } from '../people/service.ts'

let town: DispatchTown
let wang: Hands
let gateway: Hands
let count = 0
/** Nobody is signed in: the tenant is known by the address. */
const host = { host: 'linbang.test' }

beforeAll(async () => {
  town = await dispatchTown()
  wang = await town.hands('王桂芳')
  gateway = as(town.app)
}, 60_000)
afterAll(() => town.close())

type Sms = { reference: string; from: string; text: string; timestamp: number }
const signed = (sms: Sms, secret = smsAnswersSecret) => ({
  ...sms,
  signature: createHmac('sha256', secret)
    .update(`${sms.timestamp}.${sms.reference}.${sms.from}.${sms.text}`)
    .digest('hex'),
})
const seconds = () => Math.floor(town.world.now().getTime() / 1000)
const sms = (from: string, text: string): Sms => ({ reference: `mo-${++count}`, from, text, timestamp: seconds() })
const send = async (from: string, text: string) =>
  (await gateway.post('/sms/answers', signed(sms(from, text)), host)).body
/** Volunteers asked for a request who have a phone. */
const askedFor = async (id: string): Promise<string[]> => {
  const people: string[] = []
  for (const { person_id: personId } of await town.offersOf(id))
    if (personId && (await phoneOf(town.ctx(), personId))) people.push(personId as string)
  expect(people.length).toBeGreaterThan(0)
  return people
}
const phone = async (personId: string) => (await phoneOf(town.ctx(), personId)) ?? ''
const state = async (id: string) => (await wang.get(`/requests/${id}`)).body.state
const told = async (personId: string) =>
  (
    await town.rows(
      `select params->>'outcome' as outcome from notice where person_id = $1 and kind = 'offer.sms_answer' order by created_at, id`,
      [personId],
    )
  ).map((row) => row['outcome'])
const over = async (id: string) => {
  await wang.post(`/requests/${id}/cancel`, { version: (await wang.get(`/requests/${id}`)).body.version })
  await town.settle()
}

test('1 is a yes: the request is assigned, both hear it, and the same message told again does nothing', async () => {
  const { id } = await town.ask(wang)
  const [personId] = (await askedFor(id)) as [string]
  const message = signed(sms(await phone(personId), ' １ '))
  expect((await gateway.post('/sms/answers', message, host)).body).toEqual({ outcome: 'accepted' })
  expect(await state(id)).toBe('assigned')
  expect((await gateway.post('/sms/answers', message, host)).body).toEqual({ outcome: 'accepted' })
  expect((await town.offersOf(id)).filter((one) => one['state'] === 'accepted')).toHaveLength(1)
  expect(await told(personId)).toEqual(['accepted'])
  await over(id)
})

test('0 is a no, and somebody else is asked', async () => {
  const { id } = await town.ask(wang)
  const [personId] = (await askedFor(id)) as [string]
  expect(await send(await phone(personId), '0')).toEqual({ outcome: 'declined' })
  expect((await town.offersOf(id)).find((one) => one['person_id'] === personId)!['state']).toBe('declined')
  expect(await state(id)).toBe('dispatching')
  await over(id)
})

test('two answer 1 at the same moment: one has it, the other hears that it is taken', async () => {
  const { id } = await town.ask(wang)
  const people = await askedFor(id)
  expect(people.length).toBeGreaterThan(1)
  const phones = await Promise.all(people.slice(0, 2).map(phone))
  const outcomes = await Promise.all(phones.map((from) => send(from, '1')))
  expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual(['accepted', 'gone'])
  await over(id)
})

test('what cannot be understood, nothing to answer, a number nobody has: said so, and nothing happens', async () => {
  const { id } = await town.ask(wang)
  const [personId] = (await askedFor(id)) as [string]
  const from = await phone(personId)
  expect(await send(from, '这是谁呀')).toEqual({ outcome: 'not_understood' })
  expect(await send('10000000001', '1')).toEqual({ outcome: 'nothing' })
  expect(await send('19900000000', '1')).toEqual({ outcome: 'unknown' })
  expect(await state(id)).toBe('dispatching')
  await over(id)
})

test('asked for two things at once, one digit cannot say which', async () => {
  const [one, other] = [await town.ask(wang), await town.ask(wang)]
  const [personId] = (await askedFor(one.id)) as [string]
  if (!(await askedFor(other.id)).includes(personId))
    await town.rows('update offer set person_id = $2 where request_id = $1 and volunteer_id is not null', [
      other.id,
      personId,
    ])
  expect(await send(await phone(personId), '1')).toEqual({ outcome: 'several' })
  expect([await state(one.id), await state(other.id)]).toEqual(['dispatching', 'dispatching'])
  await over(one.id)
  await over(other.id)
})

test('signed by somebody else, changed on the way, or six minutes old: refused, and nothing happens', async () => {
  const { id } = await town.ask(wang)
  const [personId] = (await askedFor(id)) as [string]
  const from = await phone(personId)
  const good = () => sms(from, '1')
  for (const forged of [
    signed(good(), 'not-the-secret-of-it'),
    { ...signed(good()), text: '0' },
    signed({ ...good(), timestamp: seconds() - 360 }),
  ])
    expect(await gateway.post('/sms/answers', forged, host)).toMatchObject({
      status: 403,
      body: { code: 'auth.forbidden' },
    })
  expect(await state(id)).toBe('dispatching')
  await over(id)
})
