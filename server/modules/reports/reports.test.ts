// Figures against a scene counted by hand: five requests, what became of each, and the rates that follow.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readSheet } from '../../kit/sheets.ts'
import type { Hands } from '../../kit/testing.ts'
import { dispatchTown } from '../../seed/helping-town.ts'
import type { DispatchTown } from '../../seed/helping-town.ts'

let town: DispatchTown
let worker: Hands
const day = '2031-03-05'
const at = (time: string) => `${day}T${time}:00+08:00`

/** Five requests of one day far from the demo's: rated well, rated badly, not reached, unmet, cancelled. */
beforeAll(async () => {
  town = await dispatchTown()
  town.world.setNow(new Date('2031-03-06T02:00:00Z'))
  worker = await town.hands('黄丽')
  const ids = (
    await town.rows(
      `select r.id from request r where r.area_path like (select path from area where name = '新竹社区' and tenant_id = r.tenant_id) || '.%' order by r.id limit 5`,
    )
  ).map((row) => row['id'] as string)
  for (const table of ['rating', 'request_due', 'rectification'])
    await town.rows(`delete from ${table} where request_id = any($1::uuid[])`, [ids])
  const put = (index: number, state: string, how: string | null, accepted: string | null) =>
    town.rows(
      `update request set state = $2, confirmed_how = $3, reported_at = $4, dispatched_at = $5, accepted_at = $6, done_at = $7 where id = $1`,
      [
        ids[index],
        state,
        how,
        at('09:00'),
        state === 'cancelled' ? null : at('09:00'),
        accepted,
        accepted && at('11:00'),
      ],
    )
  await put(0, 'closed', 'resident', at('09:10'))
  await put(1, 'closed', 'resident', at('09:30'))
  await put(2, 'closed', 'unconfirmed', at('09:20'))
  await put(3, 'unmet', null, null)
  await put(4, 'cancelled', null, null)
  const due = (index: number, met: string | null) =>
    town.rows(
      `insert into request_due (tenant_id, request_id, step, due_at, first_due_at, met_at, policy_version) select tenant_id, id, 'contact', $2, $2, $3, 1 from request where id = $1`,
      [ids[index], at('10:00'), met],
    )
  await due(0, at('09:12'))
  await due(1, at('10:30'))
  await due(2, at('09:21'))
  const rate = (index: number, satisfaction: number, solved: boolean) =>
    town.rows(
      `insert into rating (tenant_id, id, request_id, given_by, via, satisfaction, solved, at) select tenant_id, gen_random_uuid(), id, person_id, 'phone', $2, $3, $4 from request where id = $1`,
      [ids[index], satisfaction, solved, at('12:00')],
    )
  await rate(0, 5, true)
  await rate(1, 2, true)
}, 60_000)
afterAll(() => town.close())

const period = `from=${day}&to=${day}`

test('every rate says how many of how many, and who was left out', async () => {
  const { body } = await worker.get(`/reports/summary?${period}`)
  expect(body.requests).toEqual({ all: 5, open: 0, done: 3, unmet: 1, cancelled: 1, late: 1 })
  expect(body.response).toEqual({ numerator: 2, denominator: 4, excluded: { not_dispatched: 1 } })
  const excluded = { unconfirmed: 1, not_rated_yet: 0 }
  expect(body.resolution).toEqual({ numerator: 2, denominator: 2, excluded })
  expect(body.satisfaction).toEqual({ numerator: 1, denominator: 2, excluded })
  expect(body.acceptance).toEqual({ medianMinutes: 20, p90Minutes: 28, accepted: 3 })
  expect(body.byDay).toEqual([{ day, reported: 5, done: 3 }])
  for (const list of [body.byService, body.byUrgency, body.byKind, body.byArea])
    expect(list.reduce((sum: number, one: { count: number }) => sum + one.count, 0)).toBe(5)
})

test('every figure opens the list of just those it counted', async () => {
  const { body } = await worker.get(`/reports/summary?${period}`)
  const { requests, response, resolution, satisfaction } = body
  const counted = {
    ...requests,
    contacted_in_time: response.numerator,
    dispatched: response.denominator,
    ...response.excluded,
    solved: resolution.numerator,
    called_back: resolution.denominator,
    ...resolution.excluded,
    satisfied: satisfaction.numerator,
    accepted: body.acceptance.accepted,
  }
  for (const [which, count] of Object.entries(counted)) {
    const { items } = (await worker.get(`/reports/cases?case=${which}&${period}`)).body
    expect(items.length, which).toBe(count)
  }
  const first = (await worker.get(`/reports/cases?case=all&limit=2&${period}`)).body
  const rest = (await worker.get(`/reports/cases?case=all&limit=3&cursor=${first.nextCursor}&${period}`)).body
  expect(new Set([...first.items, ...rest.items].map((one: { id: string }) => one.id)).size).toBe(5)
  expect(rest.nextCursor).toBe(null)
  expect((await (await town.hands('王桂芳')).get('/reports/cases?case=all')).status).toBe(403)
})

test('the sheet opens and says the same', async () => {
  const file = await worker.get(`/reports/summary.xlsx?${period}`)
  expect(file.status).toBe(200)
  const lines = await readSheet(file.bytes)
  expect(lines.find((line) => line[0]?.startsWith('满意'))?.slice(1, 4)).toEqual(['1', '2', '50'])
  expect(lines.find((line) => line[0] === '没能办成')?.[1]).toBe('1')
})

test('a period ends where it began or later, is not endless, and reaches only the own areas', async () => {
  expect((await worker.get('/reports/summary?from=2031-03-06&to=2031-03-05')).body.code).toBe('input.invalid')
  expect((await worker.get('/reports/summary?from=2020-01-01&to=2031-03-05')).body.code).toBe('input.invalid')
  const [jincheng] = await town.rows(`select id from area where name = '金城社区' and tenant_id = $1`, [town.tenantId])
  expect((await worker.get(`/reports/summary?areaId=${jincheng!['id']}`)).body.code).toBe('area.unknown')
  expect((await (await town.hands('王桂芳')).get('/reports/summary')).status).toBe(403)
  expect((await worker.get('/reports/summary?from=2031-03-06&to=2031-03-06')).body.requests.all).toBe(0)
})
