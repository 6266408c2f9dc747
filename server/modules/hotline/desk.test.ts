// A call at the desk: one agent answers, the caller is recognised, requests are written, taken back, handed on; hard calls leave their record.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { as, callsSecret, type Hands } from '../../kit/testing.ts'
import { dispatchTown } from '../../seed/helping-town.ts'
import type { DispatchTown } from '../../seed/helping-town.ts'
import { signatureOf } from './rules.ts'

let town: DispatchTown
let weimin: Hands
let huang: Hands
let count = 0

beforeAll(async () => {
  town = await dispatchTown()
  await town.rows('delete from return_call')
  await town.rows('delete from call')
  ;[weimin, huang] = await Promise.all([town.hands('韦敏'), town.hands('黄丽')])
}, 60_000)
afterAll(() => town.close())

const ring = async (from: string, event: 'ring' | 'hung_up' = 'ring', reference = `desk-${++count}`) => {
  const timestamp = Math.floor(town.world.now().getTime() / 1000)
  const told = { event, reference, from, timestamp, nonce: `nonce-at-the-desk-${event}-${count}` }
  const body = { ...told, signature: signatureOf(callsSecret, told) }
  expect((await as(town.app).post('/calls/events', body, { host: 'linbang.test' })).status).toBe(200)
  return (await town.rows('select id from call where reference = $1', [reference]))[0]!['id'] as string
}
const stateOfAgent = async (hands: Hands) => (await hands.get('/agents')).body.state
const plumbing = { serviceCode: 'plumbing', description: '水管漏水' }

test('two agents press at once and one has the call; talking, then writing down, then free are seen by the other', async () => {
  const id = await ring('10000000001')
  const answers = await Promise.all([weimin, huang].map((hands) => hands.post(`/calls/${id}/answer`, {})))
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
  expect(answers.find(({ status }) => status === 409)!.body.code).toBe('call.taken')
  const [winner, loser] = answers[0]!.status === 200 ? [weimin, huang] : [huang, weimin]
  expect((await winner.post(`/calls/${id}/answer`, {})).status).toBe(200)
  expect((await loser.post(`/calls/${id}/hang-up`, {})).body.code).toBe('call.not_yours')
  expect((await winner.post(`/calls/${id}/hang-up`, {})).body).toMatchObject({ state: 'ended', endedBy: 'agent' })
  expect(await stateOfAgent(winner)).toBe('wrap_up')
  await winner.post('/agents/me', { state: 'free' })
  expect(await stateOfAgent(winner)).toBe('free')
  const over = await ring('10000000002')
  await ring('10000000002', 'hung_up', `desk-${count}`)
  expect((await weimin.post(`/calls/${over}/answer`, {})).body.code).toBe('call.over')
})

test('the number of a daughter finds her, her mother who lets her ask, and who lives with them; the next call from a strange number finds who it was', async () => {
  const daughter = await ring('10000000002')
  const { items } = (await weimin.get(`/calls/${daughter}/callers`)).body
  const because = (name: string) => items.find((one: { name: string }) => one.name === name)?.because
  expect(items[0].because).toBe('own')
  expect(['family', 'household']).toContain(because('王桂芳') ?? because('韦秀兰'))

  const strange = await ring('13877200001')
  expect((await weimin.get(`/calls/${strange}/callers`)).body.items).toEqual([])
  await weimin.post(`/calls/${strange}/answer`, {})
  const personId = (await weimin.get('/people?q=韦秀兰')).body.items[0].id
  expect((await weimin.post(`/calls/${strange}/caller`, { personId })).body).toMatchObject({ callName: '韦奶奶' })
  await weimin.post(`/calls/${strange}/hang-up`, {})
  const again = await ring('13877200001')
  expect((await weimin.get(`/calls/${again}/callers`)).body.items[0]).toMatchObject({
    callName: '韦奶奶',
    because: 'before',
  })
  await weimin.post(`/calls/${again}/answer`, {})
  await weimin.post(`/calls/${again}/hang-up`, {})
})

test('two requests from one call, one answered at once; one is taken back within ten seconds and not after', async () => {
  const id = await ring('10000000001')
  await weimin.post(`/calls/${id}/answer`, {})
  expect((await huang.post(`/calls/${id}/requests`, plumbing)).body.code).toBe('call.not_yours')
  const first = await weimin.post(`/calls/${id}/requests`, plumbing)
  expect(first.body.request, JSON.stringify(first.body)).toMatchObject({ channel: 'hotline', callName: '王阿姨' })
  const told = { serviceCode: 'plumbing', description: '总阀在哪里', answer: '总阀在楼道水表箱里' }
  expect((await weimin.post(`/calls/${id}/requests`, told)).body.request.state).toBe('answered')
  town.world.advance(8 / 60)
  expect((await weimin.post(`/calls/${id}/requests/${first.body.request.id}/undo`, {})).status).toBe(200)
  expect((await weimin.get(`/requests/${first.body.request.id}`)).body.state).toBe('cancelled')
  const late = await weimin.post(`/calls/${id}/requests`, plumbing)
  town.world.advance(11 / 60)
  const undo = await weimin.post(`/calls/${id}/requests/${late.body.request.id}/undo`, {})
  expect(undo.body.code).toBe('call.undo_over')
  const { requests } = (await weimin.get(`/calls/${id}/work`)).body
  expect(requests.map((one: { undone: boolean }) => one.undone)).toEqual([true, false, false])
  await weimin.post(`/calls/${id}/hang-up`, {})
})

test('handed to 120 with a note; a child in danger is not written down without whom it was reported to', async () => {
  const started = await weimin.post('/calls', { direction: 'in' })
  const id = started.body.id
  expect(started.body).toMatchObject({ state: 'talking', numberMasked: null })
  await weimin.post(`/calls/${id}/transfers`, { to: '120', words: '胸口痛，出汗' })
  const script = { script: 'child_in_danger', words: '楼上小孩一直哭，有打骂声' }
  expect((await weimin.post(`/calls/${id}/scripts`, script)).body.code).toBe('call.report_needed')
  const reported = { ...script, reportedTo: '派出所值班室', reportedAt: town.world.now().toISOString() }
  expect((await weimin.post(`/calls/${id}/scripts`, reported)).status).toBe(200)
  const { notes } = (await weimin.get(`/calls/${id}/work`)).body
  expect(notes.map((one: { code: string }) => one.code)).toEqual(['120', 'child_in_danger'])
  await expect(town.rows(`set role linbang_app; update call_note set words = 'changed'`)).rejects.toThrow(
    /permission denied/,
  )
  await town.rows('reset role')
  await weimin.post(`/calls/${id}/hang-up`, {})
})

test('a secret call says who it was to the agent who spoke and to leads, to no other agent', async () => {
  const id = await ring('10000000001')
  await weimin.post(`/calls/${id}/answer`, {})
  await weimin.post(`/calls/${id}/caller`, { secret: true })
  await weimin.post(`/calls/${id}/hang-up`, {})
  const lead = await town.hands('梁斌')
  expect((await weimin.get(`/calls/${id}`)).body.callName).toBe('王阿姨')
  expect((await lead.get(`/calls/${id}`)).body.callName).toBe('王阿姨')
  expect((await huang.get(`/calls/${id}`)).body).toMatchObject({ callName: null, numberMasked: null, secret: true })
})
