// Who stands at the door, and what rings at the desk when it is not right there.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { routes } from '../../api.ts'
import type { Hands } from '../../kit/testing.ts'
import { type SmallTown, smallTown } from '../../seed/small.ts'
import { background } from '../../worker.ts'

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

const sign = { signature: { strokes: [[100, 200, 300, 260, 500, 180, 700, 300]] } }
const look = async (id: string) => (await operator.get(`/requests/${id}`)).body
const acts = async (id: string) => (await look(id)).timeline.map((row: { act: string }) => row.act)
/** Asked by 王桂芳 and taken by the helper. */
const taken = async (helper: Hands): Promise<{ id: string; visitId: string }> => {
  const asked = await wang.post('/requests', { serviceCode: 'plumbing', description: '水龙头滴水' })
  await operator.post(`/requests/${asked.body.id}/triage`, { version: 1 })
  const claimed = await helper.post(`/requests/${asked.body.id}/claim`, {})
  expect(claimed.status, JSON.stringify(claimed.body)).toBe(200)
  return { id: asked.body.id, visitId: claimed.body.visitId }
}
const act = async (helper: Hands, visitId: string, verb: string, body: object = {}) => {
  const reply = await helper.post(`/visits/${visitId}/${verb}`, body)
  expect(reply.status, `${verb}: ${JSON.stringify(reply.body)}`).toBe(200)
  return reply.body
}

describe('the badge at the door', () => {
  test('the resident scans the badge: ours and expected, ours but another’s, not ours', async () => {
    const { visitId } = await taken(li)
    const scan = async (badgeNumber: string) => (await wang.post(`/visits/${visitId}/badge`, { badgeNumber })).body
    expect(await scan('LB-999999')).toEqual({ ours: false, expected: false, fresh: false })
    expect(await scan('LB-000002')).toEqual({ ours: true, expected: false, fresh: false })
    expect(await scan('LB-000001')).toEqual({ ours: true, expected: true, fresh: false })
    expect((await lu.post(`/visits/${visitId}/badge`, { badgeNumber: 'LB-000001' })).status).toBe(404)
    const others = (await lu.get('/me/badge')).body
    expect(await scan(others.code)).toMatchObject({ expected: false, fresh: true })
    const { code, svg, number } = (await li.get('/me/badge')).body
    expect(svg).toContain('<svg')
    expect(await scan(`${number}.${'A'.repeat(22)}`)).toMatchObject({ expected: true, fresh: false })
    town.world.advance(2)
    expect(await scan(code)).toMatchObject({ expected: true, fresh: false })
    const now = (await li.get('/me/badge')).body
    expect(now.code).not.toBe(code)
    expect((await lu.post(`/badges/${now.code}/meet`, {})).body).toMatchObject({ ours: true, expected: false })
    expect((await wang.post(`/badges/${now.code}/meet`, {})).body).toMatchObject({
      ours: true,
      callName: '李师傅',
      fresh: true,
      expected: true,
      requestId: expect.any(String),
    })
    expect((await act(li, visitId, 'check-in')).me.proof).toBe('badge')
    await act(li, visitId, 'finish', { work: '好了' })
    await act(li, visitId, 'sign', sign)
  })
})

describe('the alarm at the desk', () => {
  const rings = async (hands: Hands, requestId: string): Promise<{ kind: string; helperName: string | null }[]> =>
    (await hands.get('/alarms')).body.items.filter((one: { requestId: string }) => one.requestId === requestId)

  test('life at risk rings at every desk of the place until one of two who press at once has it', async () => {
    const worker = await town.hands('黄丽')
    const asked = await wang.post('/requests', {
      serviceCode: 'plumbing',
      description: '摔倒了起不来',
      urgency: 'life',
    })
    const id = asked.body.id as string
    expect(await rings(operator, id)).toMatchObject([{ kind: 'life', callName: '王阿姨' }])
    expect(await rings(worker, id)).toHaveLength(1)
    expect((await li.get('/alarms')).status).toBe(403)
    const [one, other] = await Promise.all(
      [operator, worker].map((hands) => hands.post(`/alarms/${id}/take`, { outcome: 'taken' })),
    )
    expect([one?.body.mine, other?.body.mine].toSorted()).toEqual([false, true])
    expect(one?.body.takenBy).toBe(other?.body.takenBy)
    expect(await rings(operator, id)).toEqual([])
    expect((await acts(id)).filter((act: string) => act === 'alarm_taken')).toHaveLength(1)
    const seen = (await wang.get(`/requests/${id}`)).body.timeline.map((row: { act: string }) => row.act)
    expect(seen).not.toContain('alarm_taken')
    await wang.post(`/requests/${id}/cancel`, { version: (await look(id)).version, reason: '没事了' })
  })

  test('a helper who needs help rings with a name, again after it was taken, and a false alarm is written as one', async () => {
    const { id, visitId } = await taken(li)
    await act(li, visitId, 'check-in', { withoutProof: true })
    await act(li, visitId, 'need-help')
    expect(await rings(operator, id)).toMatchObject([{ kind: 'need_help', helperName: '李师傅' }])
    await operator.post(`/alarms/${id}/take`, { outcome: 'taken' })
    expect(await rings(operator, id)).toEqual([])
    town.world.advance(1)
    await wang.post(`/visits/${visitId}/wrong-person`, {})
    expect(await rings(operator, id)).toMatchObject([{ kind: 'wrong_person', helperName: null }])
    await operator.post(`/alarms/${id}/take`, { outcome: 'false' })
    expect(await acts(id)).toContain('alarm_false')
    await act(li, visitId, 'finish', { work: '好了' })
    await act(li, visitId, 'sign', sign)
  })
})
