// One appointment at one door, as the people there live it: on the way, proof of arrival, work, signature, credit, what is shown to whom.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { routes } from '../../api.ts'
import { newId } from '../../kit/ids.ts'
import type { Hands } from '../../kit/testing.ts'
import { type SmallTown, smallTown } from '../../seed/small.ts'
import { background } from '../../worker.ts'
import { doorCodesUnder, printDoorCards } from '../areas/service.ts'
import { canonical, hashOf } from './rules.ts'

let town: SmallTown
let wang: Hands
let li: Hands
let lu: Hands
let operator: Hands

beforeAll(async () => {
  town = await smallTown(routes, background)
  ;[wang, li, lu, operator] = (await Promise.all(
    ['王桂芳', '李志明', '陆海波', '韦敏'].map((name) => town.hands(name)),
  )) as [Hands, Hands, Hands, Hands]
}, 60_000)
afterAll(() => town.close())

const strokes = [[100, 200, 300, 260, 500, 180, 700, 300]]
const sign = { signature: { strokes } }

/** Asked by 王桂芳 and taken by the helper. */
const taken = async (
  helper: Hands,
  more: object = {},
  arrival: object = {},
): Promise<{ id: string; visitId: string }> => {
  const asked = await wang.post('/requests', { serviceCode: 'plumbing', description: '水龙头滴水', ...more })
  expect(asked.status, JSON.stringify(asked.body)).toBe(200)
  await operator.post(`/requests/${asked.body.id}/triage`, { version: 1 })
  const claimed = await helper.post(`/requests/${asked.body.id}/claim`, arrival)
  expect(claimed.status, JSON.stringify(claimed.body)).toBe(200)
  return { id: asked.body.id, visitId: claimed.body.visitId }
}
const act = async (helper: Hands, visitId: string, verb: string, body: object = {}) => {
  const reply = await helper.post(`/visits/${visitId}/${verb}`, body)
  expect(reply.status, `${verb}: ${JSON.stringify(reply.body)}`).toBe(200)
  return reply.body
}
const refused = async (helper: Hands, visitId: string, verb: string, body: object = {}) =>
  (await helper.post(`/visits/${visitId}/${verb}`, body)).body.code
/** At the door, worked for so many minutes, not signed yet. */
const worked = async (helper: Hands, visitId: string, minutes = 30) => {
  await act(helper, visitId, 'check-in', { withoutProof: true })
  town.world.advance(minutes)
  await act(helper, visitId, 'finish', { work: '换了垫圈' })
}
const free = async (helper: Hands) => {
  for (const { id } of (await helper.get('/visits?mine=true&state=open')).body.items)
    await helper.post(`/visits/${id}/drop`, { reason: '有事' })
}

test('the helper sees who and where from the yes until seven days after the end, the asker sees the code and who comes, nobody else anything', async () => {
  const { id, visitId } = await taken(li)
  const seen = (await li.get(`/visits/${visitId}`)).body
  expect(seen).toMatchObject({
    state: 'planned',
    callName: '王阿姨',
    doorName: expect.stringMatching(/\d/),
    phone: expect.stringMatching(/^\d{11}$/),
    point: { lat: expect.any(Number) },
    meetingCode: expect.stringMatching(/^\d{3}$/),
    mayCharge: false,
    free: true,
    can: { setOut: true, checkIn: true, finish: false, sign: false, drop: true },
    gain: { minutes: 0, points: expect.any(Number) },
  })
  const tracking = (await wang.get(`/requests/${id}`)).body
  expect(tracking.visit).toMatchObject({
    meetingCode: seen.meetingCode,
    helpers: [{ callName: '李师傅', verified: true, badgeNumber: 'LB-000001', phone: expect.stringMatching(/^\d+$/) }],
  })
  expect((await lu.get(`/visits/${visitId}`)).status).toBe(404)
  expect(await refused(lu, visitId, 'set-out')).toBe('not_found')
  expect((await operator.get(`/visits/${visitId}`)).body).toMatchObject({
    callName: '王阿姨',
    doorName: null,
    phone: null,
    meetingCode: seen.meetingCode,
  })

  await act(li, visitId, 'set-out', { arrivesAt: new Date(town.world.now().getTime() + 600_000).toISOString() })
  expect((await wang.get(`/requests/${id}`)).body).toMatchObject({
    state: 'under_way',
    next: { what: 'helper_comes', by: new Date(town.world.now().getTime() + 600_000).toISOString() },
  })
  await worked(li, visitId)
  const signed = await act(li, visitId, 'sign', sign)
  expect(signed).toMatchObject({
    version: 1,
    hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    visit: { state: 'signed', me: { minutes: 30, proof: 'none' }, meetingCode: null },
  })
  expect((await wang.get(`/requests/${id}`)).body).toMatchObject({
    state: 'done',
    visit: { sheetHash: signed.hash, meetingCode: null, helpers: [{ phone: null }] },
    next: { what: 'confirm' },
    can: { rate: true, confirm: true },
  })
  town.world.advance(6 * 1440)
  const stillSeen = (await (await town.hands('李志明')).get(`/visits/${visitId}`)).body
  expect(stillSeen).toMatchObject({ callName: '王阿姨', doorName: expect.any(String), phone: expect.any(String) })
  town.world.advance(2 * 1440)
  ;[wang, li, lu, operator] = (await Promise.all(
    ['王桂芳', '李志明', '陆海波', '韦敏'].map((name) => town.hands(name)),
  )) as [Hands, Hands, Hands, Hands]
  expect((await li.get(`/visits/${visitId}`)).body).toMatchObject({
    callName: null,
    doorName: null,
    phone: null,
    point: null,
    careWords: [],
  })
  expect((await li.get(`/requests/${id}`)).body).toMatchObject({
    callName: null,
    doorName: null,
    point: null,
    personId: null,
    timeline: [],
  })
})

describe('at the door', () => {
  test('two kilometres away is too far, unless it is said to be without proof; close by is proof', async () => {
    const { visitId } = await taken(li)
    const { point } = (await li.get(`/visits/${visitId}`)).body
    const away = { lat: point.lat + 0.018, lon: point.lon }
    expect(await refused(li, visitId, 'check-in', { place: away })).toBe('visit.too_far')
    expect((await act(li, visitId, 'check-in', { place: away, withoutProof: true })).me.proof).toBe('none')
    await free(li)
    const next = await taken(lu)
    const near = { lat: point.lat + 0.0012, lon: point.lon, accuracyMetres: 30 }
    expect((await act(lu, next.visitId, 'check-in', { place: near })).me.proof).toBe('place')
    await act(lu, next.visitId, 'finish', { work: '好了' })
    await act(lu, next.visitId, 'sign', sign)
    await act(li, visitId, 'finish', { work: '好了' })
    await act(li, visitId, 'sign', sign)
  })

  test('the card of this door is proof, the card of another flat is refused, an unknown card too', async () => {
    const { visitId, id } = await taken(li)
    const { areaId, areaPath } = (await li.get(`/requests/${id}`)).body
    await printDoorCards(town.ctx(), areaId, false)
    const codes = await doorCodesUnder(town.ctx(), areaPath)
    const { doorName } = (await li.get(`/visits/${visitId}`)).body
    const [own, other] = [
      codes.find((door) => door.doorName === doorName),
      codes.find((door) => door.doorName !== doorName),
    ]
    expect(await refused(li, visitId, 'check-in', { doorCode: other!.code! })).toBe('visit.other_door')
    expect(await refused(li, visitId, 'check-in', { doorCode: 'x'.repeat(22) })).toBe('visit.other_door')
    expect((await act(li, visitId, 'check-in', { scan: `https://linbang.test/d/${own!.code}` })).me.proof).toBe(
      'door_card',
    )
    await act(li, visitId, 'finish', { work: '好了' })
    await act(li, visitId, 'sign', sign)
  })

  test('bodily risk does not begin without an insurance in force', async () => {
    await town.world.owner.pool.query(`update holding set to_on = null where code = 'electrician' and person_id = $1`, [
      await town.personId('李志明'),
    ])
    const { visitId } = await taken(li, { serviceCode: 'electric-repair', description: '插座没电' })
    const insured = `update holding set ended_at = $1 where kind = 'insurance' and person_id = $2`
    await town.world.owner.pool.query(insured, [new Date(), await town.personId('李志明')])
    expect(await refused(li, visitId, 'check-in', { withoutProof: true })).toBe('visit.insurance_needed')
    await town.world.owner.pool.query(insured, [null, await town.personId('李志明')])
    await worked(li, visitId)
    await act(li, visitId, 'sign', sign)
  })
})

describe('the sheet', () => {
  test('steps out of order, a sheet signed twice, at the same moment too, and an empty signature are refused', async () => {
    const { visitId } = await taken(li)
    for (const verb of ['finish', 'sign'] as const)
      expect(await refused(li, visitId, verb, verb === 'finish' ? { work: '好了' } : sign)).toBe('visit.wrong_state')
    await worked(li, visitId)
    expect(await refused(li, visitId, 'check-in', {})).toBe('visit.wrong_state')
    expect(await refused(li, visitId, 'sign', { signature: { strokes: [[10, 10, 11, 10]] } })).toBe(
      'visit.signature_empty',
    )
    expect(await refused(li, visitId, 'sign', { signature: { photoId: newId() } })).toBe('file.unknown')
    const both = await Promise.all([li.post(`/visits/${visitId}/sign`, sign), li.post(`/visits/${visitId}/sign`, sign)])
    expect(both.map((one) => one.status).toSorted()).toEqual([200, 409])
    expect(both.find((one) => one.status === 409)?.body.code).toBe('visit.sealed')
    expect(await refused(li, visitId, 'sign', sign)).toBe('visit.sealed')
    expect((await li.get(`/visits/${visitId}/sheet`)).body.sheets).toHaveLength(1)
  })

  test('a volunteer’s sheet has no money, and parts without a price may stand on it', async () => {
    const { visitId } = await taken(li)
    await act(li, visitId, 'check-in', { withoutProof: true })
    expect(await refused(li, visitId, 'finish', { work: '好了', feeCents: 1800 })).toBe('visit.fee_not_allowed')
    expect(
      await refused(li, visitId, 'finish', { work: '好了', parts: [{ name: '阀芯', count: 1, cents: 1800 }] }),
    ).toBe('visit.fee_not_allowed')
    expect((await li.post(`/visits/${visitId}/finish`, { work: ' ' })).status).toBe(400)
    const done = await act(li, visitId, 'finish', {
      work: '换阀芯',
      done: { water_off: true },
      parts: [{ name: '阀芯', count: 1, from: 'resident' }],
    })
    expect(done).toMatchObject({ work: '换阀芯', parts: [{ name: '阀芯', count: 1 }], feeCents: 0 })
    await act(li, visitId, 'sign', { signature: { witness: '楼下陈叔' } })
    const [sheet] = (await wang.get(`/visits/${visitId}/sheet`)).body.sheets
    expect(sheet.content).toMatchObject({
      work: '换阀芯',
      done: { water_off: true },
      signature: { kind: 'witness', witness: '楼下陈叔' },
      feeCents: 0,
    })
    expect(hashOf(sheet.content)).toBe(sheet.hash)
    expect(hashOf({ ...sheet.content, work: '别的' })).not.toBe(sheet.hash)
    expect(canonical({ b: 1, a: [{ d: 1, c: 2 }] })).toBe('{"a":[{"c":2,"d":1}],"b":1}')
  })

  test('a correction is a new version that names the old, pays the difference, and is staff’s to make', async () => {
    const { id, visitId } = await taken(li)
    await worked(li, visitId, 60)
    const before = (await li.get('/me')).body.balances.points
    const { hash } = await act(li, visitId, 'sign', sign)
    expect((await li.get('/me')).body.balances.points - before).toBe(12)
    const helper = await town.personId('李志明')
    expect(
      (
        await li.post(`/visits/${visitId}/sheet/amend`, {
          reason: '记错',
          minutes: [{ personId: helper, minutes: 30 }],
        })
      ).status,
    ).toBe(403)
    expect((await operator.post(`/visits/${visitId}/sheet/amend`, { reason: '加钱', feeCents: 100 })).body.code).toBe(
      'visit.fee_not_allowed',
    )
    await act(operator, visitId, 'sheet/amend', {
      reason: '中间歇了半小时',
      minutes: [{ personId: helper, minutes: 30 }],
    })
    expect((await li.get('/me')).body.balances.points - before).toBe(6)
    const { sheets } = (await operator.get(`/visits/${visitId}/sheet`)).body
    expect(sheets).toMatchObject([
      { version: 2, replaces: sheets[1].id, reason: '中间歇了半小时' },
      { version: 1, hash, replaces: null },
    ])
    expect(sheets.every((sheet: { content: object; hash: string }) => hashOf(sheet.content) === sheet.hash)).toBe(true)
    expect((await operator.get(`/requests/${id}`)).body.timeline.at(-1)).toMatchObject({
      act: 'sheet_amended',
      why: '中间歇了半小时',
    })
    await expect(
      town.world.database.pool.query(`update sheet set hash = 'x' where visit_id = $1`, [visitId]),
    ).rejects.toThrow(/permission denied/)
  })

  test('what a phone without a network posts afterwards keeps its own times, and posted again changes nothing', async () => {
    const { visitId } = await taken(li)
    const at = (minutes: number) => new Date(town.world.now().getTime() + minutes * 60_000).toISOString()
    const steps = [
      ['set-out', { occurredAt: at(5) }],
      ['check-in', { occurredAt: at(15), withoutProof: true }],
      ['finish', { occurredAt: at(55), work: '好了', breakMinutes: 5 }],
      ['sign', { occurredAt: at(57), ...sign }],
    ] as const
    town.world.advance(180)
    const keys = steps.map(() => ({ 'idempotency-key': newId() }))
    for (const [place, [verb, body]] of steps.entries())
      expect((await li.post(`/visits/${visitId}/${verb}`, body, keys[place])).status).toBe(200)
    const again = await li.post(`/visits/${visitId}/sign`, steps[3][1], keys[3])
    expect(again).toMatchObject({ status: 200, body: { version: 1 }, headers: { 'idempotency-replayed': 'true' } })
    expect((await li.get(`/visits/${visitId}`)).body.me).toMatchObject({
      checkedInAt: at(15 - 180),
      finishedAt: at(55 - 180),
      minutes: 35,
    })
  })
})
