// The clock beside people: reminded once before, told once when late, level by level after that; also when the process is killed in the middle of a look.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { routes } from '../../api.ts'
import type { Hands } from '../../kit/testing.ts'
import { type SmallTown, smallTown } from '../../seed/small.ts'
import { background } from '../../worker.ts'
import { markLate } from './lateness.ts'
import { remindBefore } from './reminders.ts'

let town: SmallTown
let wang: Hands
let operator: Hands
beforeAll(async () => {
  town = await smallTown(routes, background)
  wang = await town.hands('王桂芳')
  operator = await town.hands('韦敏')
  // what the demo itself has open is none of these stories'
  await town.world.owner.pool.query('update request_due set met_at = due_at where met_at is null')
  await town.world.owner.pool.query('update request set next_due_at = null, next_due_step = null')
}, 60_000)
afterAll(() => town.close())

const at = (moment: Date) => ({ ...town.ctx(), now: moment })
const ask = async (more: object = {}) => {
  const { body, status } = await wang.post('/requests', {
    serviceCode: 'plumbing',
    description: '厨房水龙头一直滴水',
    ...more,
  })
  expect(status, JSON.stringify(body)).toBe(200)
  return body
}
const told = async (id: string, kind: string) =>
  (
    await town.world.owner.pool.query<{ name: string; times: number }>(
      `select p.name, count(*)::int as times from notice n join person p on p.id = n.person_id where n.subject_id = $1 and n.kind = $2 group by 1`,
      [id, kind],
    )
  ).rows
/** One unmet step, due some minutes from now, out of a time of so many minutes. */
const only = async (id: string, step: string, inMinutes: number, outOf: number): Promise<Date> => {
  const due = new Date(town.world.now().getTime() + inMinutes * 60_000)
  await town.world.owner.pool.query(`delete from request_due where request_id = $1 and step <> $2`, [id, step])
  await town.world.owner.pool.query(
    `update request_due set due_at = $2, first_due_at = $2, met_at = null where request_id = $1`,
    [id, due],
  )
  await town.world.owner.pool.query(
    `update request set reported_at = $2, next_due_at = $3, next_due_step = $4 where id = $1`,
    [id, new Date(due.getTime() - outOf * 60_000), due, step],
  )
  return due
}
const before = (due: Date, minutes: number) => at(new Date(due.getTime() - minutes * 60_000))
const after = (due: Date, minutes: number) => before(due, -minutes)

describe('before it is late', () => {
  test('whoever answers is reminded once in the last quarter, not before, not while it is paused, by two lookers or by one', async () => {
    const { id } = await ask()
    const due = await only(id, 'dispatch', 200, 400)
    await remindBefore(before(due, 101))
    expect(await told(id, 'request.due_soon')).toEqual([])
    await town.world.owner.pool.query(`update request set paused_until = $2 where id = $1`, [id, due])
    await remindBefore(before(due, 90))
    expect(await told(id, 'request.due_soon')).toEqual([])
    await town.world.owner.pool.query(`update request set paused_until = null where id = $1`, [id])
    await Promise.all([remindBefore(before(due, 89)), remindBefore(before(due, 88))])
    await remindBefore(before(due, 10))
    const people = await told(id, 'request.due_soon')
    expect(people.length).toBeGreaterThan(0)
    expect(new Set(people.map(({ times }) => times))).toEqual(new Set([1]))
  })

  test('the one who is responsible hears it, in words that say what and until when; life is never reminded of, nor a short step', async () => {
    const { id, version } = await ask()
    await operator.post(`/requests/${id}/triage`, { version, why: '我来' })
    const due = await only(id, 'result', 60, 480)
    await remindBefore(before(due, 50))
    expect(await told(id, 'request.due_soon')).toEqual([{ name: '韦敏', times: 1 }])
    const mine = (await operator.get('/notices?limit=100')).body.items
    expect(mine.find(({ kind }: { kind: string }) => kind === 'request.due_soon')).toMatchObject({
      title: '快到时间了',
      text: expect.stringMatching(/11:00 前要办好/),
      link: `/desk/requests/${id}`,
    })
    const [life, short] = [await ask(), await ask()]
    await town.world.owner.pool.query(`update request set urgency = 'life' where id = $1`, [life.id])
    const lifeDue = await only(life.id, 'result', 100, 400)
    await remindBefore(before(lifeDue, 10))
    const shortDue = await only(short.id, 'answer', 5, 29)
    await remindBefore(before(shortDue, 1))
    expect([...(await told(life.id, 'request.due_soon')), ...(await told(short.id, 'request.due_soon'))]).toEqual([])
  })

  test('more time is another deadline, reminded of again', async () => {
    const { id, version } = await ask()
    await operator.post(`/requests/${id}/triage`, { version, why: '我来' })
    const due = await only(id, 'result', 60, 480)
    await remindBefore(before(due, 20))
    const street = await town.hands('何建军')
    const until = new Date(due.getTime() + 480 * 60_000)
    const { body } = await operator.get(`/requests/${id}`)
    const longer = await street.post(`/requests/${id}/extend`, {
      version: body.version,
      reason: '等配件',
      until: until.toISOString(),
    })
    expect(longer.status, JSON.stringify(longer.body)).toBe(200)
    await remindBefore(before(until, 30))
    expect((await told(id, 'request.due_soon')).find(({ name }) => name === '韦敏')?.times).toBe(2)
  })
})

const rises = async (id: string): Promise<string[]> =>
  (
    await town.world.owner.pool.query<{ level: string }>(
      `select detail->>'level' as level from request_event where request_id = $1 and act = 'escalated' order by at, id`,
      [id],
    )
  ).rows.map(({ level }) => level)

describe('when it is late', () => {
  test('it rises from level to level to the street, one time each however often the clock looks, and then stands there', async () => {
    const { id } = await ask()
    const due = await only(id, 'dispatch', 1, 60)
    const levels: string[][] = []
    for (const minutes of [1, 2, 62, 63, 130, 190, 260, 4000]) {
      await Promise.all([markLate(after(due, minutes)), markLate(after(due, minutes))])
      levels.push(await rises(id))
    }
    const last = levels.at(-1)!
    expect(last.at(-1)).toBe('street')
    expect(new Set(last).size).toBe(last.length)
    const order = ['building', 'grid', 'community', 'street']
    expect(last).toEqual(order.filter((level) => last.includes(level)))
    expect(levels[1]).toEqual(levels[0])
    const people = await told(id, 'request.late')
    expect(people.map(({ name }) => name)).toContain('何建军')
  })

  test('where nobody stands above, whoever was told last stays named and nobody is told twice', async () => {
    const { pool } = town.world.owner
    const { rows } = await pool.query<{ id: string }>(
      `update role_holding set to_at = from_at where role in ('street_manager', 'district_manager') and to_at is null returning id`,
    )
    const { id } = await ask()
    const due = await only(id, 'dispatch', 1, 60)
    for (const minutes of [1, 62, 130, 190, 260, 4000, 8000]) await markLate(after(due, minutes))
    expect((await rises(id)).at(-1)).toBe('community')
    expect((await operator.get(`/requests/${id}`)).body.escalatedTo).toEqual(expect.any(String))
    expect((await told(id, 'request.late')).every(({ times }) => times === 1)).toBe(true)
    await pool.query(`update role_holding set to_at = null where id = any($1)`, [rows.map((row) => row.id)])
  })

  test('a pause holds the next level back and does not make it forgotten', async () => {
    const { id } = await ask()
    const due = await only(id, 'dispatch', 1, 60)
    await markLate(after(due, 1))
    const first = await rises(id)
    await town.world.owner.pool.query(`update request set paused_until = $2 where id = $1`, [
      id,
      new Date(due.getTime() + 300 * 60_000),
    ])
    await markLate(after(due, 200))
    expect(await rises(id)).toEqual(first)
    await markLate(after(due, 301))
    expect((await rises(id)).length).toBe(first.length + 1)
  })

  test('of two steps late at once one message is told, and the second rises also after the first is met', async () => {
    const { id } = await ask()
    const due = new Date(town.world.now().getTime() + 60_000)
    await town.world.owner.pool.query(
      `update request_due set due_at = $2, first_due_at = $2 where request_id = $1 and met_at is null`,
      [id, due],
    )
    await markLate(after(due, 1))
    expect(await rises(id)).toHaveLength(1)
    await town.world.owner.pool.query(`update request_due set met_at = $2 where request_id = $1 and step = 'answer'`, [
      id,
      due,
    ])
    await markLate(after(due, 300))
    expect((await rises(id)).length).toBe(2)
  })
})

/** Forty copies of one request, all late at the same moment. */
const fortyLate = async (due: Date): Promise<string[]> => {
  const { id } = await ask()
  const { pool } = town.world.owner
  await pool.query(
    `insert into request select (jsonb_populate_record(one, jsonb_build_object('id', gen_random_uuid(), 'number', 'K' || k))).*
     from request one cross join generate_series(1, 40) k where one.id = $1`,
    [id],
  )
  await pool.query(
    `insert into request_due (tenant_id, request_id, step, due_at, first_due_at, policy_version)
     select tenant_id, id, 'dispatch', $1, $1, policy_version from request where number like 'K%'`,
    [due],
  )
  await pool.query(`update request_due set met_at = due_at where request_id = $1`, [id])
  return (await pool.query<{ id: string }>(`select id from request where number like 'K%'`)).rows.map((row) => row.id)
}

const lookInAnotherProcess = (moment: Date) => {
  const from = (path: string) => JSON.stringify(join(import.meta.dirname, path))
  const script = `
    const [{ readConfig }, { openKit }, { silentLog }, { systemContext }, { markLate }] = await Promise.all(
      [${['../../kit/config.ts', '../../kit/kit.ts', '../../kit/log.ts', '../../kit/context.ts', './lateness.ts'].map(from).join()}].map((path) => import(path)))
    const config = readConfig({ DEMO: '0', DATA_DIR: ${JSON.stringify(town.world.kit.config.dataDir)}, LOG_LEVEL: 'silent' })
    const clock = () => new Date(${moment.getTime()})
    const kit = await openKit({ config, log: silentLog(), appUrl: ${JSON.stringify(town.world.urls.appUrl)}, clock, poolSize: 2 })
    await markLate(systemContext(kit, ${JSON.stringify(town.tenantId)}, 'test'))`
  return spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'ignore', 'pipe'] })
}

test('killed in the middle of a look the clock has told half, and the next look tells the other half, nobody twice', async () => {
  const due = new Date(town.world.now().getTime() + 60_000)
  const ids = await fortyLate(due)
  const { pool } = town.world.owner
  const counted = async () =>
    (
      await pool.query<{ request: string; times: number }>(
        `select request_id as request, count(*)::int as times from request_event where act = 'escalated' and request_id = any($1) group by 1`,
        [ids],
      )
    ).rows
  const moment = new Date(due.getTime() + 60_000)
  const looker = lookInAnotherProcess(moment)
  let said = ''
  looker.stderr.on('data', (part: Buffer) => (said += part.toString()))
  const gone = once(looker, 'exit')
  for (const limit = Date.now() + 30_000; (await counted()).length < 3 && Date.now() < limit;) await sleep(2)
  looker.kill('SIGKILL')
  await gone
  const half = (await counted()).length
  expect(half, said).toBeGreaterThan(2)
  expect(half, 'it was killed in the middle').toBeLessThan(40)
  await markLate(at(moment))
  await markLate(at(moment))
  const all = await counted()
  expect(all).toHaveLength(40)
  expect(all.every(({ times }) => times === 1)).toBe(true)
  const { rows } = await pool.query(
    `select subject_id from notice where kind = 'request.late' and subject_id = any($1) group by subject_id, person_id having count(*) > 1`,
    [ids],
  )
  expect(rows).toEqual([])
  await pool.query(`update request set state = 'cancelled' where id = any($1)`, [ids])
}, 60_000)

test('the late list: the longest first, who was told and who is next by name, over everything one is responsible for', async () => {
  const [short, long] = [await ask(), await ask()]
  await only(short.id, 'dispatch', -10, 60)
  await only(long.id, 'dispatch', -90, 60)
  await markLate(town.ctx())
  const { status, body } = await operator.get('/requests/late?limit=100')
  expect(status, JSON.stringify(body)).toBe(200)
  const mine = body.items.filter(({ request }: { request: { id: string } }) => [short.id, long.id].includes(request.id))
  expect(mine.map(({ request }: { request: { id: string } }) => request.id)).toEqual([long.id, short.id])
  expect(mine[0]).toMatchObject({
    step: 'dispatch',
    ownerName: null,
    toldName: expect.any(String),
    next: { name: expect.any(String), at: expect.any(String) },
  })
  const order = ['building', 'grid', 'community', 'street']
  expect(order.indexOf(mine[0].next.level)).toBeGreaterThan(order.indexOf(mine[0].toldLevel))
  expect(body.total).toBe(body.items.length)
  expect((await operator.get(`/requests/late?areaId=${long.areaId}`)).body.code).toBe('input.unknown_field')
  const street = (await (await town.hands('何建军')).get('/requests/late?limit=1')).body
  expect(street.total).toBeGreaterThanOrEqual(body.total)
  expect(street.nextCursor).not.toBeNull()
  const { version } = (await operator.get(`/requests/${long.id}`)).body
  await operator.post(`/requests/${long.id}/answer`, { version, words: '已经告诉她怎么办' })
  const left = (await operator.get('/requests/late?limit=100')).body.items
  expect(left.some(({ request }: { request: { id: string } }) => request.id === long.id)).toBe(false)
})
