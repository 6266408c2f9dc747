// What-ifs told as staff use them: one is started, its interval appears, it is stopped, it stays to be read again.
import type { WhatIf } from '@linbang/contract/what-ifs'
import { EAST, WEST, aCommunity } from '@linbang/engine/testing/communities'
import { AS_NOW } from '@linbang/engine/what-if'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Hands } from '../../kit/testing.ts'
import { dispatchTown } from '../../seed/helping-town.ts'
import type { DispatchTown } from '../../seed/helping-town.ts'
import { startSimulation, stopSimulation } from './simulations.ts'
import type { SimulationTold } from './simulations.ts'

let town: DispatchTown
let worker: Hands
const change = { teams: [], hours: null, demand: [], policy: null }
const meals = {
  serviceCode: 'meal-delivery',
  people: 8,
  weekdays: [1, 2, 3, 4, 5, 6, 7],
  from: '10:00',
  to: '14:00',
}

beforeAll(async () => {
  town = await dispatchTown()
  worker = await town.hands('黄丽')
}, 60_000)
afterAll(async () => {
  for (const { id } of await town.rows(`select id from what_if where state = 'running'`)) stopSimulation(id as string)
  await town.close()
})

const start = (body: object) => worker.post('/what-ifs', body)
const until = async (id: string, fits: (one: WhatIf) => boolean): Promise<WhatIf> => {
  for (;;) {
    const { body } = await worker.get(`/what-ifs/${id}`)
    if (fits(body)) return body
    await new Promise((done) => setTimeout(done, 100))
  }
}

test('a question gets its answer with intervals from at least eight paired runs, and stays to be read', async () => {
  const asked = await start({ kind: 'change', title: '加一支送餐队', change: { ...change, teams: [meals] } })
  expect(asked.body).toMatchObject({ state: 'running', kind: 'change', can: { cancel: true }, daysAhead: 28 })
  expect(asked.body.focus.serviceCode).toBe('meal-delivery')
  const answer = await until(asked.body.id, (one) => one.effects.length > 0)
  expect(answer.runs).toBeGreaterThanOrEqual(8)
  for (const { now, changed, difference, verdict } of answer.effects) {
    expect(now.low).toBeLessThanOrEqual(now.mean)
    expect(difference.mean).toBeCloseTo(changed.mean - now.mean, 6)
    expect(verdict).toBe(difference.high < 0 ? 'less' : difference.low > 0 ? 'more' : 'no_difference')
  }
  expect(answer.effects.find((one) => one.effect === 'helpersActive')).toBeDefined()
  if (answer.can.cancel) await worker.post(`/what-ifs/${answer.id}/cancel`, {})
  const { body } = await worker.get('/what-ifs?kind=change')
  expect(body.items[0]).toMatchObject({ id: answer.id, title: '加一支送餐队', runs: expect.any(Number) })
  expect(body.items[0].effects.length).toBeGreaterThan(0)
}, 120_000)

test('stopped is stopped: the thread ends, what was found stays, and it is not stopped twice', async () => {
  const { body } = await start({ kind: 'add' })
  const stopped = await worker.post(`/what-ifs/${body.id}/cancel`, {})
  expect(stopped.body).toMatchObject({ state: 'cancelled', stoppedBecause: 'cancelled', can: { cancel: false } })
  expect((await worker.post(`/what-ifs/${body.id}/cancel`, {})).body.code).toBe('what_if.over')
})

test('no more than two are computed at once, and one whose process is gone is given up', async () => {
  const running = await Promise.all([start({ kind: 'add' }), start({ kind: 'add' })])
  expect(running.map((one) => one.status)).toEqual([200, 200])
  expect((await start({ kind: 'trade_off' })).body.code).toBe('what_if.busy')
  for (const { body } of running) stopSimulation(body.id)
  await town.rows(`update what_if set told_at = told_at - interval '10 minutes' where state = 'running'`)
  expect((await worker.get(`/what-ifs/${running[0].body.id}`)).body.state).toBe('failed')
})

test('what to add stops at its time with the runs it has, and tells how many they were', async () => {
  const told = await new Promise<SimulationTold>((done, failed) =>
    startSimulation(
      'out-of-time',
      {
        kind: 'add',
        community: aCommunity(),
        history: [{ accepted: true, minutes: 5, urgent: false }],
        plan: { now: AS_NOW, changed: AS_NOW },
        focus: -1,
        grids: [EAST, WEST],
        days: 7,
        seconds: 0,
        mostSeconds: 60,
        fewestRuns: 8,
      },
      { told: (one) => one.because && done(one), failed },
    ),
  )
  expect(told).toMatchObject({ because: 'time', runs: 3 })
  for (const { comparison } of told.result.shortages!) expect(comparison?.unmet).not.toBeNull()
})

test('fairness against walking is drawn from the own days: fairer costs no less way', async () => {
  const { body } = await start({ kind: 'trade_off' })
  const { curve, stoppedBecause } = await until(body.id, (one) => one.state === 'done')
  expect(stoppedBecause).toBe('finished')
  expect(curve.length).toBeGreaterThanOrEqual(5)
  expect(curve.at(-1)!.gini).toBeLessThanOrEqual(curve[0]!.gini)
  expect(curve.at(-1)!.walkMetres).toBeGreaterThanOrEqual(curve[0]!.walkMetres - 1)
}, 60_000)

test('a change names known services and grids and hours that go forward; only who may run one does', async () => {
  const code = async (team: object) => (await start({ kind: 'change', change: { ...change, teams: [team] } })).body.code
  expect(await code({ ...meals, serviceCode: 'no-such' })).toBe('service.unknown')
  expect(await code({ ...meals, from: '14:00', to: '10:00' })).toBe('input.invalid')
  expect(await code({ ...meals, areaId: '01920000-0000-7000-8000-000000000000' })).toBe('area.unknown')
  expect((await start({ kind: 'change' })).body.code).toBe('input.invalid')
  expect((await (await town.hands('王桂芳')).post('/what-ifs', { kind: 'add' })).status).toBe(403)
})

test('an area with hardly any history is told so', async () => {
  const [building] = await town.rows(`select id from area where kind = 'building' and tenant_id = $1 limit 1`, [
    town.tenantId,
  ])
  expect((await start({ kind: 'add', areaId: building!['id'] })).body.code).toBe('what_if.little_history')
})

test('the load is shared as the rows say, and every grid tells its longest wait', async () => {
  const { body } = await worker.get('/reports/fairness')
  const [{ count }] = (await town.rows(
    `select count(*)::int from volunteer v where v.state = 'approved' and exists (select 1 from household_member hm join household h on h.id = hm.household_id join area a on a.id = h.area_id
      where hm.person_id = v.person_id and hm.to_on is null and a.path like (select path from area where name = '新竹社区' and tenant_id = $1) || '.%')`,
    [town.tenantId],
  )) as [{ count: number }]
  expect(body.volunteers).toBe(count)
  expect(body.spread.reduce((sum: number, one: { volunteers: number }) => sum + one.volunteers, 0)).toBe(count)
  expect(body.gini).toBeGreaterThan(0)
  const jobs = body.carrying.map((one: { jobs: number }) => one.jobs)
  expect(jobs).toEqual(jobs.toSorted((a: number, b: number) => b - a))
  expect(body.waits.length).toBeGreaterThan(0)
  for (const wait of body.waits) expect(wait.accepted).toBeLessThanOrEqual(wait.requests)
  expect((await (await town.hands('王桂芳')).get('/reports/fairness')).status).toBe(403)
})
