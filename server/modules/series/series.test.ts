// A need that repeats: made ahead, one day moved or left out alone, holidays skipped, the same person kept, ended.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { routes } from '../../api.ts'
import { newId } from '../../kit/ids.ts'
import type { Hands } from '../../kit/testing.ts'
import { type SmallTown, smallTown } from '../../seed/small.ts'
import { background } from '../../worker.ts'
import { holdFor, issue, poolBalance } from '../ledger/service.ts'
import { makeAllAhead } from './jobs.ts'

let town: SmallTown
let wang: Hands
let operator: Hands

beforeAll(async () => {
  town = await smallTown(routes, background)
  ;[wang, operator] = (await Promise.all(['王桂芳', '韦敏'].map((name) => town.hands(name)))) as [Hands, Hands]
  // The public pool would pay for whoever has no minutes: here it is empty.
  const amount = await poolBalance(town.ctx(), 'minutes')
  const aside = { ownerId: null, amount, causeKind: 'test', causeId: newId() }
  await holdFor(town.ctx(), { unit: 'minutes', kind: 'pool', ...aside })
}, 60_000)
afterAll(() => town.close())

/** Everything in the background but looking for helpers. */
const quiet = background.map((one) =>
  one.name.startsWith('dispatch') ? { ...one, handle: async () => undefined } : one,
)
const settle = () => town.world.settle(quiet)
/** Nanning's clock. */
const window = (day: string, from = '14:00', to = '16:00') => ({
  from: `${day}T${from}:00+08:00`,
  to: `${day}T${to}:00+08:00`,
})
const start = async (repeat: object, day: string, more: object = {}) => {
  const { body, status } = await wang.post('/requests', {
    serviceCode: 'plumbing',
    description: '每周看看水管',
    window: window(day),
    repeat,
    ...more,
  })
  expect(status, JSON.stringify(body)).toBe(200)
  return body
}
const days = async (seriesId: string): Promise<string[]> => {
  const { rows } = await town.world.owner.pool.query(
    `select occurrence_on::text as day from request where series_id = $1 and state <> 'cancelled' order by 1`,
    [seriesId],
  )
  return rows.map((row) => row.day)
}
const look = async (seriesId: string) => (await wang.get(`/series/${seriesId}`)).body

describe('made ahead', () => {
  test('every Wednesday: two weeks stand at once, each a request of its own; the night makes the next, doing it twice changes nothing', async () => {
    const first = await start({ every: 'week' }, '2026-11-25')
    expect(first).toMatchObject({
      state: 'reported',
      seriesId: expect.any(String),
      window: { from: '2026-11-25T06:00:00.000Z' },
    })
    const { seriesId } = first
    expect(await days(seriesId)).toEqual(['2026-11-25', '2026-12-02', '2026-12-09'])
    expect(await look(seriesId)).toMatchObject({
      rule: 'FREQ=WEEKLY;BYDAY=WE',
      from: '14:00',
      to: '16:00',
      state: 'active',
      next: [
        { day: '2026-11-25', number: first.number, state: 'reported' },
        { day: '2026-12-02' },
        { day: '2026-12-09' },
        { day: '2026-12-16', requestId: null },
      ].concat(Array.from({ length: 4 }, () => expect.anything())),
    })
    town.world.advance(7 * 1440)
    await makeAllAhead(town.ctx())
    await Promise.all([makeAllAhead(town.ctx()), makeAllAhead(town.ctx())])
    expect(await days(seriesId)).toEqual(['2026-11-25', '2026-12-02', '2026-12-09', '2026-12-16'])
    town.world.advance(-7 * 1440)
  })

  test('an end that is named is kept, and what begins in a month stands with its first day', async () => {
    expect(await days((await start({ every: 'day', until: '2026-11-27' }, '2026-11-25')).seriesId)).toEqual([
      '2026-11-25',
      '2026-11-26',
      '2026-11-27',
    ])
    expect(await days((await start({ every: 'month' }, '2026-12-31')).seriesId)).toEqual(['2026-12-31'])
  })

  test('holidays are left out where the asker wants it', async () => {
    await town.world.owner.pool.query(
      `insert into working_day (tenant_id, day, works, name) values ($1, '2026-11-27', false, '假日')`,
      [town.tenantId],
    )
    // The calendar is remembered for some seconds.
    await new Promise((resolve) => setTimeout(resolve, 5_100))
    expect(
      await days((await start({ every: 'day', until: '2026-11-28', skipHolidays: true }, '2026-11-26')).seriesId),
    ).toEqual(['2026-11-26', '2026-11-28'])
    expect(await days((await start({ every: 'day', until: '2026-11-28' }, '2026-11-26')).seriesId)).toEqual([
      '2026-11-26',
      '2026-11-27',
      '2026-11-28',
    ])
  })

  test.each([
    ['without a time of day', { window: undefined }, 'request.window_wrong'],
    [
      'over midnight',
      { window: { from: '2026-11-26T22:00:00+08:00', to: '2026-11-27T02:00:00+08:00' } },
      'request.window_wrong',
    ],
    ['that ended before it begins', { repeat: { every: 'week', until: '2026-11-20' } }, 'request.window_wrong'],
    ['in the past', { window: window('2026-11-24') }, 'request.window_past'],
    ['on an eighth day of the week', { repeat: { every: 'week', weekdays: [8] } }, 'input.invalid'],
  ])('%s it is refused', async (_, change, code) => {
    const body = { serviceCode: 'plumbing', window: window('2026-11-26'), repeat: { every: 'week' }, ...change }
    expect((await wang.post('/requests', JSON.parse(JSON.stringify(body)))).body.code).toBe(code)
  })

  test('when the minutes run out the days that can be paid are made and the asker is told of the others', async () => {
    await issue(town.ctx(), {
      unit: 'minutes',
      toPersonId: await town.personId('王桂芳'),
      amount: 100,
      causeKind: 'test',
      causeId: newId(),
      reason: '开户',
    })
    const { seriesId } = await start({ every: 'week' }, '2026-11-26', { serviceCode: 'grocery-errand' })
    expect(await days(seriesId)).toEqual(['2026-11-26', '2026-12-03'])
    const { rows } = await town.world.owner.pool.query(
      `select count(*)::int as told from notice where kind = 'series.not_enough' and subject_id = $1`,
      [seriesId],
    )
    expect(rows[0].told).toBe(0)
    town.world.advance(7 * 1440)
    await makeAllAhead(town.ctx())
    expect(await days(seriesId)).toEqual(['2026-11-26', '2026-12-03'])
    expect(
      (
        await town.world.owner.pool.query(
          `select count(*)::int as told from notice where kind = 'series.not_enough' and subject_id = $1`,
          [seriesId],
        )
      ).rows[0].told,
    ).toBe(1)
    town.world.advance(-7 * 1440)
  })
})

describe('one day alone', () => {
  test('moved, it keeps its place; the others stay where they are', async () => {
    const { seriesId } = await start({ every: 'week', weekdays: [1, 4] }, '2026-11-26')
    const [, second] = (await look(seriesId)).next
    const { version } = (await wang.get(`/requests/${second.requestId}`)).body
    expect(
      (await wang.post(`/requests/${second.requestId}/move`, { version, window: window('2026-12-01') })).body.window
        .from,
    ).toBe('2026-12-01T06:00:00.000Z')
    await makeAllAhead(town.ctx())
    expect(await days(seriesId)).toEqual(['2026-11-26', '2026-11-30', '2026-12-03', '2026-12-07'])
  })

  test('left out, the request made for it is called off and not made again; a day it never falls on is refused', async () => {
    const { seriesId } = await start({ every: 'week' }, '2026-11-26')
    expect((await wang.post(`/series/${seriesId}/skip`, { day: '2026-12-04' })).body.code).toBe('series.not_that_day')
    expect((await wang.post(`/series/${seriesId}/skip`, { day: '2026-11-19' })).body.code).toBe('series.not_that_day')
    const left = (await wang.post(`/series/${seriesId}/skip`, { day: '2026-12-03', reason: '去女儿家' })).body
    expect(left.skips).toEqual(['2026-12-03'])
    expect(left.next.map((one: { day: string }) => one.day)).not.toContain('2026-12-03')
    await makeAllAhead(town.ctx())
    expect(await days(seriesId)).toEqual(['2026-11-26'])
  })

  test('at the door it can no longer be left out', async () => {
    const { seriesId, id } = await start({ every: 'week' }, '2026-11-25')
    await operator.post(`/requests/${id}/triage`, { version: 1 })
    const li = await town.hands('李志明')
    const { visitId } = (await li.post(`/requests/${id}/claim`, {})).body
    await li.post(`/visits/${visitId}/check-in`, {})
    expect((await wang.post(`/series/${seriesId}/skip`, { day: '2026-11-25' })).body.code).toBe(
      'request.already_on_site',
    )
    await li.post(`/visits/${visitId}/finish`, { work: '好了' })
    await li.post(`/visits/${visitId}/sign`, { signature: { witness: '陈叔' } })
  })
})

test('whoever came first is asked again', async () => {
  const { seriesId, id } = await start({ every: 'week', keepSamePerson: true }, '2026-11-25')
  await operator.post(`/requests/${id}/triage`, { version: 1 })
  const lu = await town.hands('陆海波')
  const { visitId } = (await lu.post(`/requests/${id}/claim`, {})).body
  await lu.post(`/visits/${visitId}/check-in`, {})
  await lu.post(`/visits/${visitId}/finish`, { work: '好了' })
  await lu.post(`/visits/${visitId}/sign`, { signature: { witness: '陈叔' } })
  await settle()
  expect((await look(seriesId)).keepPersonName).toBe((await lu.get('/me')).body.callName)
  const { rows } = await town.world.owner.pool.query(
    `select distinct same_person_id from request where series_id = $1 and id <> $2`,
    [seriesId, id],
  )
  expect(rows).toEqual([{ same_person_id: await town.personId('陆海波') }])
})

test('no more: what comes is called off, what was stays; a stale version and strangers are refused', async () => {
  const { seriesId, id } = await start({ every: 'week' }, '2026-11-25')
  expect((await (await town.hands('陆海波')).get(`/series/${seriesId}`)).status).toBe(404)
  expect((await wang.post(`/series/${seriesId}/end`, { version: 7 })).body.code).toBe('row.stale')
  expect((await wang.post(`/series/${seriesId}/end`, { version: 1 })).body).toMatchObject({
    state: 'ended',
    endsOn: '2026-11-25',
    version: 2,
  })
  expect(await days(seriesId)).toEqual(['2026-11-25'])
  expect((await wang.get(`/requests/${id}`)).body.state).toBe('reported')
  await makeAllAhead(town.ctx())
  expect(await days(seriesId)).toEqual(['2026-11-25'])
  const mine = (await wang.get('/series?mine=true&limit=100')).body.items
  expect(mine.some((one: { id: string }) => one.id === seriesId)).toBe(true)
  expect((await operator.get('/series?limit=1')).body).toMatchObject({
    items: [expect.anything()],
    nextCursor: expect.any(String),
  })
  expect((await (await town.hands('陆海波')).get('/series')).body.items).toEqual([])
})
