// The main loop as the people of the small demo live it: asked, offered, taken, done, signed, rated, credited.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { routes } from './api.ts'
import type { Hands } from './kit/testing.ts'
import { smallTown } from './seed/small.ts'
import type { SmallTown } from './seed/small.ts'
import { background } from './worker.ts'

let town: SmallTown
let wang: Hands
let li: Hands
let lu: Hands
let operator: Hands

beforeAll(async () => {
  town = await smallTown(routes, background)
  wang = await town.hands('王桂芳')
  li = await town.hands('李志明')
  lu = await town.hands('陆海波')
  operator = await town.hands('韦敏')
}, 60_000)
afterAll(() => town.close())

const scribble = [[100, 200, 300, 260, 500, 180, 700, 300]]

const askForPlumber = async (): Promise<{ id: string; number: string; version: number }> => {
  const asked = await wang.post('/requests', { serviceCode: 'plumbing', description: '厨房水龙头一直滴水' })
  expect(asked.status, JSON.stringify(asked.body)).toBe(200)
  await town.settle()
  return asked.body
}

test('a resident asks, one of two who press 我来帮 at the same moment comes, the sheet is signed, the helper is credited', async () => {
  const request = await askForPlumber()
  expect(request.number).toMatch(/^\d{8}-\d{4}$/)
  expect((await wang.get(`/requests/${request.id}`)).body).toMatchObject({
    state: 'dispatching',
    next: { what: 'asking' },
  })

  const answers = await Promise.all([
    li.post(`/requests/${request.id}/claim`, {}),
    lu.post(`/requests/${request.id}/claim`, {}),
  ])
  expect(answers.map((one) => one.status).toSorted(), JSON.stringify(answers.map((one) => one.body))).toEqual([
    200, 409,
  ])
  expect(answers.find((one) => one.status === 409)?.body).toMatchObject({ code: 'offer.taken' })
  const winner = answers[0].status === 200 ? li : lu
  const { visitId } = answers.find((one) => one.status === 200)!.body

  const seen = (await wang.get(`/requests/${request.id}`)).body
  expect(seen).toMatchObject({ state: 'assigned', visit: { id: visitId } })
  expect(seen.visit.meetingCode).toMatch(/^\d{3}$/)
  expect((await winner.get(`/visits/${visitId}`)).body).toMatchObject({
    callName: '王阿姨',
    doorName: expect.stringContaining('单元'),
    meetingCode: seen.visit.meetingCode,
  })

  const before = (await winner.get('/me')).body.balances.points
  expect((await winner.post(`/visits/${visitId}/set-out`, {})).status).toBe(200)
  town.world.advance(8)
  const place = (await winner.get(`/visits/${visitId}`)).body.point
  expect((await winner.post(`/visits/${visitId}/check-in`, { place })).body).toMatchObject({
    state: 'on_site',
    me: { proof: 'place' },
  })
  town.world.advance(40)
  expect((await winner.post(`/visits/${visitId}/finish`, { work: '换了水龙头垫圈' })).status).toBe(200)
  const signed = await winner.post(`/visits/${visitId}/sign`, { signature: { strokes: scribble } })
  expect(signed.body, JSON.stringify(signed.body)).toMatchObject({
    hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    version: 1,
  })
  await town.settle()

  expect((await winner.get('/me')).body.balances.points - before).toBe(8)
  expect((await winner.get('/records?mine=true')).body.items[0]).toMatchObject({
    minutes: 40,
    activityName: '修水管、水龙头',
    causeKind: 'sheet',
  })
  expect((await wang.get(`/requests/${request.id}`)).body).toMatchObject({ state: 'done', can: { rate: true } })
  const rated = await wang.post(`/requests/${request.id}/rating`, { satisfaction: 5, solved: true })
  expect(rated.body, JSON.stringify(rated.body)).toMatchObject({ state: 'closed', rating: { satisfaction: 5 } })
  const pdf = await wang.get(`/visits/${visitId}/sheet.pdf`)
  expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-')
})

test('the operator enters a request for an 82-year-old without a phone, assigns by hand with a reason, and closes it by call-back', async () => {
  const forPersonId = (await operator.get('/people?q=韦秀兰')).body.items[0].id
  const asked = await operator.post('/requests', {
    serviceCode: 'plumbing',
    description: '洗手盆下面漏水',
    forPersonId,
    channel: 'hotline',
  })
  expect(asked.body, JSON.stringify(asked.body)).toMatchObject({
    state: 'reported',
    channel: 'hotline',
    callName: '韦奶奶',
  })
  await town.settle()
  const candidates = (await operator.get(`/requests/${asked.body.id}/candidates`)).body
  expect(candidates.items.length).toBeGreaterThan(1)
  expect(candidates.items[0].parts.map((part: { part: string }) => part.part).toSorted()).toEqual([
    'balance',
    'distance',
    'familiarity',
    'hours',
    'skill',
  ])
  const second = candidates.items.find(
    (one: { volunteerId: string | null }, index: number) => index > 0 && one.volunteerId !== null,
  )
  const assign = { policy: 'assign', volunteerIds: [second.volunteerId] }
  expect((await operator.post(`/requests/${asked.body.id}/dispatch`, assign)).body).toMatchObject({
    code: 'dispatch.reason_needed',
  })
  const given = await operator.post(`/requests/${asked.body.id}/dispatch`, { ...assign, reason: '韦奶奶认识他' })
  expect(given.body, JSON.stringify(given.body)).toMatchObject({ state: 'assigned' })
})

test('a claim after it was taken, and on a request that is over, is refused in words', async () => {
  const request = await askForPlumber()
  await wang.post(`/requests/${request.id}/cancel`, {
    version: (await wang.get(`/requests/${request.id}`)).body.version,
  })
  await town.settle()
  expect((await li.post(`/requests/${request.id}/claim`, {})).status).toBe(409)
  expect((await wang.get(`/requests/${request.id}`)).body.state).toBe('cancelled')
})

test('not done: the request is reopened, the credit of the sheet is reversed, and somebody must put it right', async () => {
  const request = await askForPlumber()
  const { visitId } = (await li.post(`/requests/${request.id}/claim`, {})).body
  await li.post(`/visits/${visitId}/set-out`, {})
  await li.post(`/visits/${visitId}/check-in`, { withoutProof: true })
  town.world.advance(30)
  await li.post(`/visits/${visitId}/finish`, { work: '看过了' })
  await li.post(`/visits/${visitId}/sign`, { signature: { witness: '楼下陈叔' } })
  await town.settle()
  const paid = (await li.get('/me')).body.balances.points
  const rated = await wang.post(`/requests/${request.id}/rating`, { satisfaction: 2, solved: false, words: '还在漏' })
  expect(rated.body, JSON.stringify(rated.body)).toMatchObject({
    state: expect.stringMatching(/reopened|dispatching/),
    solved: false,
  })
  await town.settle()
  expect((await li.get('/me')).body.balances.points).toBe(paid - 6)
  expect((await operator.get('/rectifications?open=true')).body.items[0]).toMatchObject({
    cause: 'not_solved',
    words: '还在漏',
  })
})
