// Every verb of a request told as a story: who may, what it moves, what the others see of it, and what is refused.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { routes } from '../../api.ts'
import { newId } from '../../kit/ids.ts'
import type { Hands } from '../../kit/testing.ts'
import { type SmallTown, smallTown } from '../../seed/small.ts'
import { background } from '../../worker.ts'
import { markLate } from './lateness.ts'

let town: SmallTown
const people: Record<string, Hands> = {}
const wang = () => people['王桂芳']!
const operator = () => people['韦敏']!

beforeAll(async () => {
  town = await smallTown(routes, background)
  for (const name of ['王桂芳', '韦敏', '何建军', '陆海波']) people[name] = await town.hands(name)
}, 60_000)
afterAll(() => town.close())

const plumbing = { serviceCode: 'plumbing', description: '厨房水龙头一直滴水' }
const ask = async (more: object = {}) => {
  const { body, status } = await wang().post('/requests', { ...plumbing, ...more })
  expect(status, JSON.stringify(body)).toBe(200)
  return body
}
const look = async (id: string, hands = operator()) => (await hands.get(`/requests/${id}`)).body
/** Presses a verb with the newest version. */
const press = async (hands: Hands, id: string, verb: string, body: object = {}) =>
  hands.post(`/requests/${id}/${verb}`, { version: (await look(id)).version, ...body })
const due = (request: { dues: { step: string; dueAt: string }[] }, step: string) =>
  new Date(request.dues.find((one) => one.step === step)?.dueAt ?? Number.NaN)
const at = (hours: number) => new Date(town.world.now().getTime() + hours * 3_600_000).toISOString()
const heard = async (id: string, name: string, kind: string) => {
  const { rows } = await town.world.owner.pool.query(
    `select count(*)::int as times from notice where subject_id = $1 and person_id = $2 and kind = $3`,
    [id, await town.personId(name), kind],
  )
  return rows[0].times
}

/** Everything in the background but looking for helpers, who have nothing to do with these stories. */
const withoutDispatch = background.map((one) =>
  one.name.startsWith('dispatch') ? { ...one, handle: async () => undefined } : one,
)

describe('who may', () => {
  test('a stale version changes nothing and says so', async () => {
    const { id } = await ask()
    await press(operator(), id, 'triage', { urgency: 'basic' })
    expect(await operator().post(`/requests/${id}/answer`, { version: 1, words: '好' })).toMatchObject({
      status: 409,
      body: { code: 'row.stale' },
    })
    expect((await look(id)).state).toBe('dispatching')
  })

  test('residents decide nothing for staff, strangers find nothing, other tenants find nothing', async () => {
    const { id } = await ask()
    expect((await press(wang(), id, 'triage', {})).status).toBe(403)
    expect(await press(people['陆海波']!, id, 'cancel')).toMatchObject({ status: 404 })
    expect((await people['陆海波']!.get(`/requests/${id}`)).status).toBe(404)
    expect((await operator().get(`/requests/${newId()}`)).status).toBe(404)
  })

  test('a verb whose time has passed is refused by its state', async () => {
    const { id } = await ask()
    await press(wang(), id, 'cancel', { reason: '修好了' })
    for (const [verb, body] of [
      ['answer', { words: '好' }],
      ['unmet', { reason: '没人' }],
      ['convene', { why: '难' }],
      ['pause', { reason: 'part', why: '等', until: at(3) }],
      ['confirm', {}],
      ['close', {}],
      ['unmerge', {}],
    ] as const) {
      expect((await press(operator(), id, verb, body)).body.code).toBe('request.wrong_state')
    }
  })
})

describe('ends without a visit', () => {
  test.each([
    ['answer', { words: '带身份证到一楼窗口' }, 'answered', 'request.answered'],
    ['decline', { reason: '这是物业的事' }, 'declined', 'request.declined'],
    ['unmet', { reason: '附近没有会修的人', instead: '可以打给水电王师傅店' }, 'unmet', 'request.unmet'],
  ])('%s: the asker is told in words', async (verb, body, state, kind) => {
    const { id } = await ask()
    const ended = (await press(operator(), id, verb, body)).body
    expect(ended).toMatchObject({ state, nextDueAt: null, next: { what: 'over' }, ownerName: '韦敏' })
    expect(await heard(id, '王桂芳', kind)).toBe(1)
    expect((await look(id, wang())).timeline.at(-1)).toMatchObject({
      act: verb,
      toState: state,
      why: Object.values(body)[0],
      actorRole: 'operator',
      channel: 'desk',
    })
  })

  test('called off by the asker: who was asked is let go, and the reason is kept', async () => {
    const { id } = await ask()
    await town.settle()
    expect((await look(id)).asked).toBeGreaterThan(0)
    expect((await press(wang(), id, 'cancel', { reason: '儿子修好了' })).body).toMatchObject({
      state: 'cancelled',
      reason: '儿子修好了',
    })
    await town.settle()
    expect((await look(id)).asked).toBe(0)
  })

  test('two that are one are merged, and unmerged again; none is merged into itself or into what is not there', async () => {
    const [one, two] = [await ask(), await ask()]
    expect((await press(operator(), one.id, 'merge', { intoRequestId: one.id })).body.code).toBe('request.merge_itself')
    expect((await press(operator(), one.id, 'merge', { intoRequestId: newId() })).status).toBe(404)
    expect((await press(operator(), two.id, 'merge', { intoRequestId: one.id })).body).toMatchObject({
      state: 'duplicate',
      duplicateOf: one.id,
      duplicateOfNumber: one.number,
    })
    expect((await look(one.id)).timeline.at(-1)).toMatchObject({ act: 'merged_in', detail: { number: two.number } })
    expect((await press(operator(), one.id, 'merge', { intoRequestId: two.id })).body.code).toBe('request.wrong_state')
    expect((await press(operator(), two.id, 'unmerge')).body).toMatchObject({ state: 'reported', duplicateOf: null })
  })

  test('what no visit solves goes to a meeting, and from there somebody is sent', async () => {
    const { id } = await ask({ urgency: 'complex' })
    await town.settle()
    expect((await look(id)).next.what).toBe('triage')
    expect((await press(operator(), id, 'convene', { why: '要几家一起商量' })).body).toMatchObject({
      state: 'in_meeting',
      next: { what: 'meeting' },
    })
    expect((await operator().post(`/requests/${id}/dispatch`, { policy: 'waves' })).body.state).toBe('dispatching')
  })
})

describe('the clock', () => {
  test('another urgency is due as if it had been so from the report on', async () => {
    const request = await ask()
    const urgent = (await press(operator(), request.id, 'triage', { urgency: 'basic', why: '家里没水' })).body
    expect(due(urgent, 'contact').getTime() - new Date(request.reportedAt).getTime()).toBe(2 * 3_600_000)
    expect(urgent.dues.find((one: { step: string }) => one.step === 'contact').firstDueAt).toBe(
      request.dues.find((one: { step: string }) => one.step === 'contact').firstDueAt,
    )
  })

  test('a pause moves what is due, has an end, and taken back earlier gives the rest back', async () => {
    const request = await ask()
    const paused = (await press(operator(), request.id, 'pause', { reason: 'part', why: '等阀芯到货', until: at(10) }))
      .body
    expect(paused).toMatchObject({ pausedUntil: at(10), next: { what: 'paused' }, can: { pause: false, resume: true } })
    expect(due(paused, 'result').getTime() - due(request, 'result').getTime()).toBe(10 * 3_600_000)
    expect(
      (await press(operator(), request.id, 'pause', { reason: 'part', why: '再等', until: at(12) })).body.code,
    ).toBe('request.wrong_state')
    town.world.advance(240)
    const resumed = (await press(operator(), request.id, 'resume')).body
    expect(due(resumed, 'result').getTime() - due(request, 'result').getTime()).toBe(4 * 3_600_000)
    expect(resumed.pausedUntil).toBe(null)
    expect((await press(operator(), request.id, 'pause', { reason: 'part', why: '等', until: at(-1) })).body.code).toBe(
      'request.window_past',
    )
  })

  test('more time is given by who may rule, and the asker is told', async () => {
    const { id } = await ask()
    expect((await press(operator(), id, 'extend', { reason: '配件停产', until: at(300) })).status).toBe(403)
    expect((await press(people['何建军']!, id, 'extend', { reason: '配件停产', until: at(1) })).body.code).toBe(
      'request.window_wrong',
    )
    expect(
      due(
        (await press(people['何建军']!, id, 'extend', { reason: '配件停产', until: at(300) })).body,
        'result',
      ).toISOString(),
    ).toBe(at(300))
    expect(await heard(id, '王桂芳', 'request.extended')).toBe(1)
  })

  test('moved by the asker; a time that is over is refused', async () => {
    const { id } = await ask({ window: { from: at(2), to: at(4) } })
    expect((await press(wang(), id, 'move', { window: { from: at(-4), to: at(-2) } })).body.code).toBe(
      'request.window_past',
    )
    expect((await press(wang(), id, 'move', { window: { from: at(200), to: at(202) } })).body).toMatchObject({
      window: { from: at(200), to: at(202) },
    })
    expect(due(await look(id), 'result').getTime()).toBeGreaterThanOrEqual(new Date(at(202)).getTime())
  })

  test('nothing is late in silence: it is marked, somebody is named and told, and the level above after that', async () => {
    const { id } = await ask({ urgency: 'complex' })
    const escalated = async () => (await look(id)).timeline.filter((row: { act: string }) => row.act === 'escalated')
    town.world.advance(5)
    await lateNow()
    expect(await look(id)).toMatchObject({ late: true, nextDueStep: 'answer', escalatedTo: expect.any(String) })
    expect(await escalated()).toMatchObject([
      { detail: { step: 'answer', level: expect.stringMatching(/building|grid/) } },
    ])
    expect((await look(id, wang())).timeline.some((row: { act: string }) => row.act === 'escalated')).toBe(false)
    await lateNow()
    expect(await escalated()).toHaveLength(1)
    for (let n = 0; n < 3; n++) {
      town.world.advance(4)
      await lateNow()
    }
    expect((await escalated()).at(-1).detail.level).toBe('street')
    expect((await look(id)).escalatedTo).toBe('何建军')
    const overdue = await operator().get('/requests?overdue=true&sort=due&limit=100')
    expect(overdue.body.items.some((row: { id: string }) => row.id === id)).toBe(true)
    await press(operator(), id, 'answer', { words: '已安排' })
    town.world.advance(600)
    await lateNow()
    expect((await look(id)).late).toBe(false)
  })
})

/** What the clock does three times a minute. */
const lateNow = async () => {
  await markLate(town.ctx())
  await town.world.settle(withoutDispatch)
}

describe('who is responsible', () => {
  test('the first of staff to act is, until the one it was handed to acts', async () => {
    const { id } = await ask()
    const nong = await town.hands('农艳')
    expect((await press(operator(), id, 'triage', { why: '我来' })).body.ownerName).toBe('韦敏')
    const toPersonId = await town.personId('农艳')
    expect((await press(operator(), id, 'hand-over', { toPersonId: newId(), reason: '在她的网格' })).body.code).toBe(
      'person.unknown',
    )
    expect((await press(operator(), id, 'hand-over', { toPersonId, reason: '在她的网格' })).body.ownerName).toBe('韦敏')
    expect(await heard(id, '农艳', 'request.escalated')).toBe(1)
    const taken = await press(nong, id, 'triage', { why: '收到' })
    expect(taken.body.ownerName, JSON.stringify(taken.body)).toBe('农艳')
    expect((await look(id, wang())).timeline.some((row: { act: string }) => row.act === 'hand_over')).toBe(false)
  })

  test('handed back it waits for a ruling of the level above; not of the one who handed it back', async () => {
    const { id } = await ask()
    const [nong, he] = [await town.hands('农艳'), await town.hands('何建军')]
    expect((await press(he, id, 'rule', { upheld: true, ruling: '归我们' })).body.code).toBe('request.no_hand_back')
    const back = await press(nong, id, 'hand-back', { reason: '不是我们网格' })
    expect(back.body, JSON.stringify(back.body)).toMatchObject({ ownerName: '农艳', next: { what: 'ruling' } })
    expect((await press(nong, id, 'rule', { upheld: true, ruling: '归别人' })).status).toBe(403)
    town.world.advance(121)
    await town.world.settle(withoutDispatch)
    expect((await look(id)).timeline.some((row: { act: string }) => row.act === 'ruling_late')).toBe(true)
    const ruled = (
      await press(he, id, 'rule', { upheld: true, ruling: '由话务台办', toPersonId: await town.personId('韦敏') })
    ).body
    expect(ruled).toMatchObject({ ownerName: '韦敏' })
    expect(ruled.next.what).not.toBe('ruling')
  })
})

test('the timeline can be added to and never changed, not even by the product itself', async () => {
  const { id } = await ask()
  const { pool } = town.world.database
  await expect(pool.query(`update request_event set why = 'x' where request_id = $1`, [id])).rejects.toThrow(
    /permission denied/,
  )
  await expect(pool.query(`delete from request_event where request_id = $1`, [id])).rejects.toThrow(/permission denied/)
})
