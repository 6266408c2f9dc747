// A call centre tells; the desk sees who rings, what was missed, and by what right a recording is heard.
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CallEvent } from '@linbang/contract/calls'
import { as, callsSecret, type Hands } from '../../kit/testing.ts'
import { dispatchTown } from '../../seed/helping-town.ts'
import type { DispatchTown } from '../../seed/helping-town.ts'
import { addMinutes } from '../../kit/time.ts'
import { forgetCallRecordings } from './recordings.ts'
import { signatureOf } from './rules.ts'
import { warnUntaken } from './warn-untaken.ts'

let town: DispatchTown
let centre: Hands
let weimin: Hands
let huang: Hands
let lead: Hands
let count = 0
/** Nobody is signed in: the tenant is known by the address. */
const host = { host: 'linbang.test' }
const wangPhone = '10000000001'

beforeAll(async () => {
  town = await dispatchTown()
  // What the demo has heard and owes is not part of these stories.
  await town.rows('delete from return_call')
  await town.rows('delete from call')
  centre = as(town.app)
  ;[weimin, huang, lead] = await Promise.all([town.hands('韦敏'), town.hands('黄丽'), town.hands('梁斌')])
}, 60_000)
afterAll(() => town.close())

type Told = Partial<CallEvent> & Pick<CallEvent, 'event' | 'reference'>
const seconds = () => Math.floor(town.world.now().getTime() / 1000)
const signed = (told: Told, secret = callsSecret) => {
  const event = { nonce: `nonce-of-a-story-${++count}`, timestamp: seconds(), ...told }
  return { ...event, signature: signatureOf(secret, event) }
}
const tell = async (told: Told) => {
  const reply = await centre.post('/calls/events', signed(told), host)
  expect(reply.status, JSON.stringify(reply.body)).toBe(200)
  return reply.body
}
const wait = (passed: number) => town.world.advance(passed / 60)
const callOf = async (reference: string) => {
  const [row] = await town.rows('select id from call where reference = $1', [reference])
  return (await lead.get(`/calls/${row!['id']}`)).body
}
const owed = async (hands = weimin) => (await hands.get('/return-calls?limit=100')).body.items
const owedTo = async (masked: string) =>
  (await owed()).filter((one: { numberMasked: string }) => one.numberMasked === masked)

test('a neighbour rings: the desk sees who, the answer names the agent, and the end closes the call', async () => {
  await tell({ event: 'ring', reference: 'first', from: wangPhone })
  const [ringing] = (await weimin.get('/calls/now')).body.items
  expect(ringing).toMatchObject({ state: 'ringing', callName: '王阿姨', numberMasked: '100****0001' })
  wait(6)
  await tell({ event: 'answered', reference: 'first', agent: 'weimin', notice: true })
  wait(90)
  await tell({ event: 'hung_up', reference: 'first', endedBy: 'caller' })
  expect((await weimin.get('/calls/now')).body.items).toEqual([])
  expect(await callOf('first')).toMatchObject({ state: 'ended', waitedSeconds: 6, talkedSeconds: 90, secret: false })
  const log = (await weimin.get('/calls?number=0001')).body.items
  expect(log).toHaveLength(1)
  expect(log[0].agentName).toBe((await weimin.get('/me')).body.callName)
})

test('forged, changed on the way, six minutes old, or a nonce used for something else: refused, and there is no call', async () => {
  const good = signed({ event: 'ring', reference: 'forged', from: wangPhone })
  const old = signed({ event: 'ring', reference: 'forged', timestamp: seconds() - 360 })
  for (const body of [
    signed({ event: 'ring', reference: 'forged' }, 'another-secret-of-it'),
    { ...good, from: '13800000000' },
    old,
  ])
    expect(await centre.post('/calls/events', body, host)).toMatchObject({
      status: 403,
      body: { code: 'auth.forbidden' },
    })
  expect(await town.rows(`select 1 from call where reference = 'forged'`)).toEqual([])

  const once = signed({ event: 'ring', reference: 'once', from: wangPhone })
  const answers = await Promise.all([1, 2, 3].map(() => centre.post('/calls/events', once, host)))
  expect(answers.map(({ body }) => body.outcome).toSorted()).toEqual(['repeated', 'repeated', 'taken'])
  const other = signed({ event: 'hung_up', reference: 'once', nonce: once.nonce })
  expect((await centre.post('/calls/events', other, host)).status).toBe(403)
  expect(await callOf('once')).toMatchObject({ state: 'ringing' })
  await tell({ event: 'answered', reference: 'once', agent: 'weimin' })
  await tell({ event: 'hung_up', reference: 'once', endedBy: 'agent' })
})

test('three calls in vain are one call to make; two agents take it at once and one has it, with the whole number', async () => {
  for (const reference of ['vain-1', 'vain-2', 'vain-3']) {
    await tell({ event: 'ring', reference, from: '13877100001' })
    wait(20)
    await tell({ event: 'hung_up', reference, endedBy: 'caller' })
  }
  const [entry, ...others] = await owedTo('138****0001')
  expect(others).toEqual([])
  expect(entry).toMatchObject({
    kind: 'missed',
    calls: 3,
    number: null,
    late: false,
    can: { take: true, finish: false },
  })
  const taken = await Promise.all([weimin, huang].map((hands) => hands.post(`/return-calls/${entry.id}/take`, {})))
  expect(taken.map(({ status }) => status).toSorted()).toEqual([200, 409])
  const [winner, loser] = taken[0]!.status === 200 ? [weimin, huang] : [huang, weimin]
  expect(taken.find(({ status }) => status === 200)!.body).toMatchObject({
    number: '13877100001',
    can: { finish: true },
  })
  expect(
    (await loser.get('/return-calls')).body.items.find((one: { id: string }) => one.id === entry.id).number,
  ).toBeNull()
  expect((await loser.post(`/return-calls/${entry.id}/finish`, { outcome: 'reached' })).body.code).toBe(
    'return_call.not_yours',
  )

  const tried = await winner.post(`/return-calls/${entry.id}/finish`, { outcome: 'not_reached', words: '没人接' })
  expect(tried.body).toMatchObject({ tries: 1, takenBy: null, closedAt: null, words: '没人接' })
  await winner.post(`/return-calls/${entry.id}/take`, {})
  expect((await winner.post(`/return-calls/${entry.id}/finish`, { outcome: 'reached' })).body).toMatchObject({
    outcome: 'reached',
  })
  expect((await winner.post(`/return-calls/${entry.id}/take`, {})).body.code).toBe('return_call.closed')
})

test('who calls again and is answered is owed nothing more; who cannot be reached three times is closed as such', async () => {
  await tell({ event: 'ring', reference: 'again-1', from: '13877100002' })
  await tell({ event: 'missed', reference: 'again-1' })
  expect(await owedTo('138****0002')).toHaveLength(1)
  await tell({ event: 'ring', reference: 'again-2', from: '13877100002' })
  await tell({ event: 'answered', reference: 'again-2', agent: 'weimin' })
  expect(await owedTo('138****0002')).toEqual([])
  await tell({ event: 'hung_up', reference: 'again-2' })

  const dueAt = addMinutes(town.world.now(), 30).toISOString()
  const promised = await weimin.post('/return-calls', { phone: '13877100003', dueAt, words: '问停水的事' })
  for (let tries = 0; tries < 3; tries++) {
    await weimin.post(`/return-calls/${promised.body.id}/take`, {})
    await weimin.post(`/return-calls/${promised.body.id}/finish`, { outcome: 'not_reached' })
  }
  const closed = (await weimin.get('/return-calls?closed=true')).body.items
  expect(closed.find((one: { id: string }) => one.id === promised.body.id)).toMatchObject({
    outcome: 'unreachable',
    tries: 3,
  })
})

test('owed and taken by nobody in ten minutes: the lead is told once', async () => {
  const told = async () => (await town.rows(`select * from notice where kind = 'return_call.untaken'`)).length
  const before = await told()
  await tell({ event: 'ring', reference: 'untaken', from: wangPhone })
  await tell({ event: 'missed', reference: 'untaken' })
  town.world.advance(9)
  await warnUntaken(town.ctx())
  expect(await told()).toBe(before)
  town.world.advance(3)
  await warnUntaken(town.ctx())
  town.world.advance(3)
  await warnUntaken(town.ctx())
  expect(await told()).toBe(before + 1)
  expect((await weimin.get('/return-calls')).body).toMatchObject({ late: 1 })
})

test('a recording is fetched only of who was told; the agent and the lead hear it, each time on record, and the person reads it', async () => {
  const wave = Buffer.alloc(444)
  wave.write('RIFF', 0)
  wave.writeUInt32LE(436, 4)
  wave.write('WAVEfmt ', 8)
  wave.writeUInt32LE(16, 16)
  wave.writeUInt32LE(0x0001_0001, 20)
  wave.writeUInt32LE(8000, 24)
  wave.writeUInt32LE(8000, 28)
  wave.writeUInt32LE(0x0008_0001, 32)
  wave.write('data', 36)
  wave.writeUInt32LE(400, 40)
  const shelf = createServer((_, reply) => void reply.end(wave)).listen(0, '127.0.0.1')
  await once(shelf, 'listening')
  const recordingUrl = `http://127.0.0.1:${(shelf.address() as AddressInfo).port}/1.wav`
  await tell({ event: 'ring', reference: 'kept', from: wangPhone })
  await tell({ event: 'answered', reference: 'kept', agent: 'weimin' })
  const early = await centre.post(
    '/calls/events',
    signed({ event: 'recording', reference: 'kept', recordingUrl }),
    host,
  )
  expect(early.body.code).toBe('call.no_notice')
  await tell({ event: 'hung_up', reference: 'kept', notice: true })
  await tell({ event: 'recording', reference: 'kept', recordingUrl })
  await town.settle()
  shelf.close()

  const { id, recording } = await callOf('kept')
  expect(recording).toBe('here')
  expect((await weimin.post(`/calls/${id}/listen`, { reason: '核对门牌' })).bytes.equals(wave)).toBe(true)
  expect((await lead.post(`/calls/${id}/listen`, { reason: '投诉复核' })).status).toBe(200)
  expect((await huang.post(`/calls/${id}/listen`, { reason: '好奇' })).status).toBe(404)
  expect((await callOf('kept')).listenings.map((one: { reason: string }) => one.reason)).toEqual([
    '投诉复核',
    '核对门牌',
  ])
  const looks = (await (await town.hands('王桂芳')).get('/me/looks')).body.items
  expect(looks.filter((one: { what: string }) => one.what === '通话录音')).toHaveLength(2)

  town.world.advance(182 * 1440)
  await forgetCallRecordings(town.ctx())
  expect((await callOf('kept')).recording).toBe('here')
  town.world.advance(2 * 1440)
  await forgetCallRecordings(town.ctx())
  expect((await callOf('kept')).recording).toBe('removed')
  expect((await (await town.hands('韦敏')).post(`/calls/${id}/listen`, { reason: '再听' })).body.code).toBe(
    'call.no_recording',
  )
})
