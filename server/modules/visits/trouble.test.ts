// When it does not go as planned: somebody cannot come, nobody came, the time moved, two at one door, help is needed, the wrong person stands there.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { routes } from '../../api.ts'
import type { Hands } from '../../kit/testing.ts'
import { type SmallTown, smallTown } from '../../seed/small.ts'
import { background } from '../../worker.ts'
import { lookForOverruns } from './alarms.ts'

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
/** Everything in the background but asking the next helpers. */
const quiet = background.map((one) =>
  one.name.startsWith('dispatch.') || one.name.includes('dispatching')
    ? { ...one, handle: async () => undefined }
    : one,
)
const settle = () => town.world.settle(quiet)
const at = (hours: number) => new Date(town.world.now().getTime() + hours * 3_600_000).toISOString()
const look = async (id: string) => (await operator.get(`/requests/${id}`)).body
const ask = async (more: object = {}) => {
  const asked = await wang.post('/requests', { serviceCode: 'plumbing', description: '水龙头滴水', ...more })
  expect(asked.status, JSON.stringify(asked.body)).toBe(200)
  await operator.post(`/requests/${asked.body.id}/triage`, { version: 1 })
  return asked.body.id as string
}
const taken = async (helper: Hands, more: object = {}, arrival: object = {}) => {
  const id = await ask(more)
  const claimed = await helper.post(`/requests/${id}/claim`, arrival)
  expect(claimed.status, JSON.stringify(claimed.body)).toBe(200)
  return { id, visitId: claimed.body.visitId as string }
}
const act = async (helper: Hands, visitId: string, verb: string, body: object = {}) => {
  const reply = await helper.post(`/visits/${visitId}/${verb}`, body)
  expect(reply.status, `${verb}: ${JSON.stringify(reply.body)}`).toBe(200)
  return reply.body
}
const refused = async (helper: Hands, visitId: string, verb: string, body: object = {}) =>
  (await helper.post(`/visits/${visitId}/${verb}`, body)).body.code
const heard = async (name: string, kind: string) => {
  const { rows } = await town.world.owner.pool.query(
    `select count(*)::int as times from notice where person_id = $1 and kind = $2`,
    [await town.personId(name), kind],
  )
  return rows[0].times as number
}
const acts = async (id: string) => (await look(id)).timeline.map((row: { act: string }) => row.act)

describe('somebody does not come', () => {
  test('who cannot come after all lets go: others are looked for, the asker is told, the door closes again', async () => {
    const { id, visitId } = await taken(li)
    await act(li, visitId, 'set-out')
    const before = await heard('王桂芳', 'request.asking_again')
    const dropped = await act(li, visitId, 'drop', { reason: '孩子发烧' })
    expect(dropped).toMatchObject({
      me: { state: 'dropped' },
      callName: null,
      doorName: null,
      phone: null,
      point: null,
      meetingCode: null,
      can: { setOut: false, drop: false },
    })
    expect(await look(id)).toMatchObject({ state: 'dispatching', next: { what: 'asking' }, nextDueStep: 'contact' })
    expect((await look(id)).timeline.at(-1)).toMatchObject({
      act: 'drop',
      why: '孩子发烧',
      detail: { personId: await town.personId('李志明') },
    })
    expect(await heard('王桂芳', 'request.asking_again')).toBe(before + 1)
    expect(await refused(li, visitId, 'check-in', {})).toBe('visit.wrong_state')
    await town.settle()
    const candidates = (await operator.get(`/requests/${id}/candidates`)).body
    expect(candidates.items.some((one: { personId: string }) => one.personId === dropped.me?.personId)).toBe(false)
    const next = await lu.post(`/requests/${id}/claim`, {})
    expect(next.status, JSON.stringify(next.body)).toBe(200)
    expect(next.body.visitId).not.toBe(visitId)
    await act(lu, next.body.visitId, 'drop', { reason: '有事' })
  })

  test('nobody came: said by staff when the time has come, not before and not by the helper', async () => {
    const { id, visitId } = await taken(li, { window: { from: at(2), to: at(4) } })
    const missing = { personId: await town.personId('李志明'), why: '等了一小时' }
    expect(await refused(operator, visitId, 'no-show', missing)).toBe('visit.wrong_state')
    town.world.advance(200)
    expect((await li.post(`/visits/${visitId}/no-show`, missing)).status).toBe(403)
    expect((await act(operator, visitId, 'no-show', missing)).state).toBe('no_show')
    expect(await look(id)).toMatchObject({
      state: 'dispatching',
      timeline: expect.arrayContaining([expect.objectContaining({ act: 'no_show', why: '等了一小时' })]),
    })
  })

  test('called off by the asker: whoever was on the way is told at once; whoever is at the door finishes', async () => {
    const { id, visitId } = await taken(li)
    await act(li, visitId, 'set-out')
    const { version } = await look(id)
    const before = await heard('李志明', 'request.cancelled')
    expect((await wang.post(`/requests/${id}/cancel`, { version, reason: '修好了' })).body.state).toBe('cancelled')
    await settle()
    expect((await li.get(`/visits/${visitId}`)).body).toMatchObject({ state: 'failed', doorName: null })
    expect(await heard('李志明', 'request.cancelled')).toBe(before + 1)
    const there = await taken(li)
    await act(li, there.visitId, 'check-in', {})
    expect(
      (await wang.post(`/requests/${there.id}/cancel`, { version: (await look(there.id)).version })).body.code,
    ).toBe('request.already_on_site')
    expect(
      (
        await wang.post(`/requests/${there.id}/move`, {
          version: (await look(there.id)).version,
          window: { from: at(20), to: at(22) },
        })
      ).body.code,
    ).toBe('request.already_on_site')
    await act(li, there.visitId, 'finish', { work: '好了' })
    await act(li, there.visitId, 'sign', sign)
  })
})

describe('time', () => {
  test('one volunteer is not promised to two doors at once, also when both are taken at the same moment', async () => {
    const window = { from: at(24), to: at(26) }
    const [one, two] = [await ask({ window }), await ask({ window })]
    const both = await Promise.all([li.post(`/requests/${one}/claim`, {}), li.post(`/requests/${two}/claim`, {})])
    expect(both.map((reply) => reply.status).toSorted()).toEqual([200, 409])
    expect(['offer.overlap', 'dispatch.unqualified']).toContain(both.find((reply) => reply.status === 409)?.body.code)
    await act(li, both.find((reply) => reply.status === 200)!.body.visitId, 'drop', { reason: '有事' })
  })

  test('moved by the asker: who is free comes then, who is promised elsewhere is let go and others are looked for', async () => {
    const { id, visitId } = await taken(li, { window: { from: at(48), to: at(50) } })
    const move = async (hours: number) =>
      wang.post(`/requests/${id}/move`, {
        version: (await look(id)).version,
        window: { from: at(hours), to: at(hours + 2) },
      })
    expect((await move(52)).status).toBe(200)
    await settle()
    expect((await li.get(`/visits/${visitId}`)).body).toMatchObject({ state: 'planned', plannedFrom: at(52) })
    const other = await taken(li, { window: { from: at(72), to: at(74) } })
    await move(72)
    await settle()
    expect(await look(id)).toMatchObject({ state: 'dispatching' })
    expect((await li.get(`/visits/${visitId}`)).body.state).toBe('dropped')
    await act(li, other.visitId, 'drop', { reason: '有事' })
  })
})

describe('two at one door', () => {
  test('each has own times, and the sheet is sealed when the last has finished', async () => {
    const id = await ask({ serviceCode: 'community-cleaning', description: '楼道杂物' })
    const { items } = (await operator.get(`/requests/${id}/candidates`)).body
    const [one, two] = items.filter((each: { volunteerId: string | null }) => each.volunteerId)
    const given = await operator.post(`/requests/${id}/dispatch`, {
      policy: 'assign',
      volunteerIds: [one.volunteerId, two.volunteerId],
      reason: '两个人快',
    })
    expect(given.body, JSON.stringify(given.body)).toMatchObject({ state: 'assigned' })
    const [ann, ben] = [await town.hands(one.name), await town.hands(two.name)]
    const visitId = given.body.visit.id
    await act(ann, visitId, 'check-in', {})
    town.world.advance(10)
    expect((await act(ben, visitId, 'set-out')).state).toBe('on_site')
    town.world.advance(20)
    await act(ben, visitId, 'check-in', {})
    await act(ann, visitId, 'finish', { work: '清了一楼' })
    expect(await refused(ann, visitId, 'sign', sign)).toBe('visit.others_not_finished')
    town.world.advance(15)
    await act(ben, visitId, 'finish', { work: '清了二楼' })
    const { visit } = await act(ben, visitId, 'sign', sign)
    expect(visit).toMatchObject({ state: 'signed', work: '清了一楼\n清了二楼', me: { minutes: 15 } })
    const [sheet] = (await operator.get(`/visits/${visitId}/sheet`)).body.sheets
    expect(sheet.content.helpers.map((helper: { minutes: number }) => helper.minutes).toSorted()).toEqual([15, 30])
  })
})

describe('alarm', () => {
  test('需要帮助: staff are told with the place, it stands on the timeline for staff only', async () => {
    const { id, visitId } = await taken(li)
    await act(li, visitId, 'check-in', {})
    await act(li, visitId, 'need-help', { place: { lat: 22.8, lon: 108.3 }, words: '漏电' })
    const { rows } = await town.world.owner.pool.query(
      `select params from notice where kind = 'visit.alarm' and subject_id = $1`,
      [visitId],
    )
    expect(rows.length).toBeGreaterThan(0)
    expect(rows[0].params).toMatchObject({ callName: '李师傅', words: '漏电', place: expect.stringContaining('22.8') })
    expect(await acts(id)).toContain('need_help')
    // 农艳 is on duty in this grid and rung at once; who is not on duty is left alone while somebody is.
    expect(await heard('农艳', 'visit.alarm')).toBe(1)
    expect(await heard('梁斌', 'visit.alarm')).toBe(0)
    expect(
      (await wang.get(`/requests/${id}`)).body.timeline.some((row: { act: string }) => row.act === 'need_help'),
    ).toBe(false)
    expect(await refused(lu, visitId, 'need-help')).toBe('not_found')
    await act(li, visitId, 'finish', { work: '好了' })
    await act(li, visitId, 'sign', sign)
  })

  test('来的人不对: staff see it at once and it must be put right', async () => {
    const { id, visitId } = await taken(li)
    expect((await lu.post(`/visits/${visitId}/wrong-person`, {})).status).toBe(404)
    await act(wang, visitId, 'wrong-person', { words: '口令说不对' })
    await settle()
    expect(await heard('农艳', 'visit.wrong_person')).toBeGreaterThan(0)
    expect(await acts(id)).toContain('wrong_person')
    const items = (await operator.get('/rectifications?open=true&limit=100')).body.items
    expect(
      items.some(
        (item: { request: { id: string }; cause: string }) => item.request.id === id && item.cause === 'wrong_person',
      ),
    ).toBe(true)
    await act(li, visitId, 'drop', { reason: '有事' })
    expect(await refused(wang, visitId, 'wrong-person', {})).toBe('visit.wrong_state')
  })

  test('thirty minutes beyond the usual he is asked, then staff are rung, each once', async () => {
    const { id, visitId } = await taken(li)
    await act(li, visitId, 'check-in', {})
    const asked = await heard('李志明', 'visit.overrun_ask')
    const rung = await heard('农艳', 'visit.overrun_staff')
    const wait = async (minutes: number) => {
      town.world.advance(minutes)
      await lookForOverruns(town.ctx())
      await lookForOverruns(town.ctx())
      return [(await heard('李志明', 'visit.overrun_ask')) - asked, (await heard('农艳', 'visit.overrun_staff')) - rung]
    }
    expect(await wait(74)).toEqual([0, 0])
    expect(await wait(1)).toEqual([1, 0])
    expect(await wait(15)).toEqual([1, 1])
    expect(await wait(60)).toEqual([1, 1])
    expect(await acts(id)).toContain('overrun')
    await act(li, visitId, 'finish', { work: '好了' })
    await act(li, visitId, 'sign', sign)
  })
})
