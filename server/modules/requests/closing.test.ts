// After the work: the person helped confirms, or nobody does; what is closed can be opened again; who may see the photos.
import { afterAll, beforeAll, expect, test } from 'vitest'
import sharp from 'sharp'
import { routes } from '../../api.ts'
import type { Hands } from '../../kit/testing.ts'
import { type SmallTown, smallTown } from '../../seed/small.ts'
import { background } from '../../worker.ts'
import { storeBytes } from '../files/service.ts'
import { closeConfirmed } from './lateness.ts'

let town: SmallTown
let wang: Hands
let li: Hands
let operator: Hands

const everybody = async () => {
  ;[wang, li, operator] = (await Promise.all(['王桂芳', '李志明', '韦敏'].map((name) => town.hands(name)))) as [
    Hands,
    Hands,
    Hands,
  ]
}
beforeAll(async () => {
  town = await smallTown(routes, background)
  await everybody()
}, 60_000)
afterAll(() => town.close())

const look = async (id: string, hands = operator) => (await hands.get(`/requests/${id}`)).body
const press = async (hands: Hands, id: string, verb: string, body: object = {}) =>
  hands.post(`/requests/${id}/${verb}`, { version: (await look(id)).version, ...body })
/** Asked, taken, done and signed. */
const done = async (more: object = {}) => {
  const asked = await wang.post('/requests', { serviceCode: 'plumbing', description: '龙头滴水', ...more })
  expect(asked.status, JSON.stringify(asked.body)).toBe(200)
  const { id } = asked.body
  await operator.post(`/requests/${id}/triage`, { version: 1 })
  const { visitId } = (await li.post(`/requests/${id}/claim`, {})).body
  await li.post(`/visits/${visitId}/check-in`, {})
  town.world.advance(30)
  await li.post(`/visits/${visitId}/finish`, { work: '好了' })
  expect((await li.post(`/visits/${visitId}/sign`, { signature: { witness: '陈叔' } })).status).toBe(200)
  return { id, visitId }
}

test('the person helped confirms, it rests seven days and is archived; “not done” takes the credit back', async () => {
  const before = (await li.get('/me')).body.balances.points
  const { id } = await done()
  expect((await press(li, id, 'confirm')).status).toBe(403)
  expect((await press(wang, id, 'confirm')).body).toMatchObject({
    state: 'confirmed',
    solved: true,
    confirmedHow: 'resident',
    nextDueAt: null,
    can: { cancel: false, reopen: true, rate: true },
  })
  await closeConfirmed(town.ctx())
  expect((await look(id)).state).toBe('confirmed')
  town.world.advance(8 * 1440)
  await everybody()
  await closeConfirmed(town.ctx())
  expect((await look(id)).timeline.at(-1)).toMatchObject({
    act: 'close',
    toState: 'closed',
    actor: null,
    channel: 'system',
  })
  expect((await li.get('/me')).body.balances.points).toBe(before + 6)
  expect((await press(wang, id, 'reopen', { why: '又漏了' })).body).toMatchObject({
    state: 'reopened',
    solved: false,
    confirmedHow: null,
  })
  expect((await li.get('/me')).body.balances.points).toBe(before)
  expect((await press(wang, id, 'reopen', { why: '又漏了' })).body.code).toBe('request.wrong_state')
})

test('nobody says anything: after calls in three half-days somebody else than the caller may close it, outside the rates', async () => {
  const { id } = await done()
  const leader = await town.hands('何建军')
  expect((await press(leader, id, 'close')).body.code).toBe('request.wrong_state')
  for (let call = 0; call < 3; call++) {
    expect((await press(leader, id, 'close', { unconfirmed: true })).body.code).toBe('request.wrong_state')
    const tried = await operator.post(`/requests/${id}/calls`, { reached: false })
    expect(tried.status, JSON.stringify(tried.body)).toBe(200)
    town.world.advance(12 * 60)
    operator = await town.hands('韦敏')
  }
  expect((await press(operator, id, 'close', { unconfirmed: true })).status).toBe(403)
  const later = await town.hands('何建军')
  expect((await press(later, id, 'close', { unconfirmed: true })).body).toMatchObject({
    state: 'closed',
    confirmedHow: 'unconfirmed',
    solved: null,
    can: { rate: false },
  })
})

test('a photo of the need is for who asks, who comes and staff; the helper loses it with the door', async () => {
  await everybody()
  const bytes = await sharp({ create: { width: 40, height: 40, channels: 3, background: '#888' } })
    .png()
    .toBuffer()
  const { id: fileId } = await storeBytes(town.ctx(), bytes, {
    purpose: 'request',
    ownerPersonId: await town.personId('王桂芳'),
  })
  const sees = async (name: string) => (await (await town.hands(name)).get(`/files/${fileId}`)).status
  expect(await sees('李志明')).toBe(404)
  const { id } = await done({ photoIds: [fileId] })
  expect((await look(id, wang)).files).toEqual([{ fileId, kind: 'photo' }])
  expect([await sees('王桂芳'), await sees('李志明'), await sees('韦敏'), await sees('陆海波')]).toEqual([
    200, 200, 200, 404,
  ])
  expect((await wang.post('/requests', { serviceCode: 'plumbing', photoIds: [fileId] })).status).toBe(200)
  expect((await li.post('/requests', { serviceCode: 'plumbing', photoIds: [fileId] })).body.code).toBe('file.unknown')
  town.world.advance(8 * 1440)
  expect([await sees('王桂芳'), await sees('李志明'), await sees('韦敏')]).toEqual([200, 404, 200])
})
