// The product killed between the steps of an alarm, in the middle of one, and in the middle of asking a wave: what was begun
// is undone, what was due is made up for, and each step and each ask happens exactly once.
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { doomed, signCrewsIn } from './crash-world.ts'
import type { Caller, Doomed } from './crash-world.ts'

let world: Doomed
let asker: Caller
let other: Caller
beforeAll(async () => {
  world = await doomed()
  await world.start()
  const crews = await signCrewsIn(world)
  asker = world.caller(crews[0]!.asker)
  other = world.caller(crews.find(({ serviceCode }) => serviceCode === 'plumbing')!.asker)
}, 60_000)
afterAll(() => world.remove(), 30_000)

type Rows = Readonly<Record<string, unknown>>[]
const rows = async (text: string, values: readonly unknown[] = []): Promise<Rows> => {
  const client = new pg.Client({ connectionString: world.appUrl })
  await client.connect()
  try {
    return (await client.query(text, [...values])).rows as Rows
  } finally {
    await client.end()
  }
}

/** Kills the product and its database while a transaction of theirs stands before a notice, its other rows written. */
const killAtTheNotice = async (begin: () => Promise<unknown>) => {
  const gate = new pg.Client({ connectionString: world.appUrl })
  gate.on('error', () => undefined) // its database is killed under it
  await gate.connect()
  await gate.query('begin')
  await gate.query('lock table notice in share mode')
  await begin()
  const waiting = `select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like '%insert into "notice"%'`
  await expect.poll(async () => (await rows(waiting)).length, { timeout: 60_000, interval: 50 }).toBeGreaterThan(0)
  await world.kill()
  await gate.end().catch(() => undefined)
}

const ask = async (body: object, caller = asker): Promise<string> => {
  const asked = await caller('POST', '/requests', body)
  expect(asked.status, JSON.stringify(asked.body)).toBe(200)
  return String(asked.body.id)
}

/** Whoever is at a desk stays there, and the ladder is quick. */
const getReady = async () => {
  await rows(
    `update duty set to_at = null, sound_ok_at = now(), seen_at = now() + interval '1 hour',
       area_id = (select id from area where parent_id is null limit 1) where role = 'operator'`,
  )
  await rows(
    `insert into policy (tenant_id, id, kind, version, valid_from, body, reason, made_at)
     select tenant_id, gen_random_uuid(), kind, version + 1, now(), jsonb_set(body, '{ladder}', '{"second": 3, "grid": 6, "lead": 600}'), 'quick', now()
     from policy where kind = 'dispatch' order by version desc limit 1`,
  )
}

const stepsOf = async (id: string) =>
  (await rows('select step from alert_step where request_id = $1 order by step', [id])).map((row) => row.step)
const stepsTold = async (id: string) =>
  (
    await rows(
      `select (detail->>'step')::int as step from request_event where request_id = $1 and act = 'alert_step' order by 1`,
      [id],
    )
  ).map((row) => row.step)
/** Notices of one kind that somebody has twice for one step. */
const twiceTold = (id: string) =>
  rows(
    `select person_id from notice where subject_id = $1 and kind like 'request.alarm%' group by person_id, kind, params->>'rung' having count(*) > 1`,
    [id],
  )

test('an alarm goes on where it was killed: in the middle of its second step, with the third due meanwhile, each once', async () => {
  await getReady()
  let id = ''
  await killAtTheNotice(async () => {
    id = await ask({ serviceCode: 'emergency-check', description: '老人摔倒了，叫不应' })
  })
  await world.start()
  expect(await stepsOf(id), 'what was not told has not happened').toEqual([])
  await expect.poll(() => stepsOf(id), { timeout: 60_000, interval: 100 }).toContain(1)

  await killAtTheNotice(() => Promise.resolve())
  await world.start()
  await expect.poll(() => stepsOf(id), { timeout: 90_000, interval: 250 }).toEqual([1, 2, 3])
  await world.kill()
  await world.start()
  await rows(`update pgboss.job set start_after = now() where state = 'created' and data->>'job' = 'dispatch.climb'`)
  await expect.poll(() => stepsOf(id), { timeout: 90_000, interval: 250 }).toEqual([1, 2, 3, 4])
  expect(await stepsTold(id)).toEqual([1, 2, 3, 4])
  expect(await twiceTold(id)).toEqual([])
  const helpers = `select 1 from offer where request_id = $1 group by round, volunteer_id, organisation_id having count(*) > 1`
  expect(await rows(helpers, [id])).toEqual([])
}, 240_000)

const wavesOf = async (id: string) =>
  (
    await rows('select wave, count(*)::int as asked from offer where request_id = $1 group by wave order by wave', [id])
  ).map((row) => [row.wave, row.asked])

test('a wave killed half asked is asked whole, once, and so is the next', async () => {
  let id = ''
  await killAtTheNotice(async () => {
    id = await ask({ serviceCode: 'plumbing', description: '厨房水龙头一直滴水' }, other)
  })
  await world.start()
  await expect.poll(() => wavesOf(id), { timeout: 90_000, interval: 250 }).toHaveLength(1)
  const [[, first]] = (await wavesOf(id)) as [[number, number]]

  await killAtTheNotice(async () => {
    await rows(
      `update offer set sent_at = sent_at - interval '1 hour', reply_by = reply_by - interval '1 hour' where request_id = $1`,
      [id],
    )
    await rows(
      `update pgboss.job set start_after = now() where state = 'created' and data->'payload'->>'requestId' = $1`,
      [id],
    )
  })
  await world.start()
  await expect.poll(() => wavesOf(id), { timeout: 90_000, interval: 250 }).toHaveLength(2)
  const waves = await wavesOf(id)
  expect(waves[0]).toEqual([1, first])
  const decided = `select wave from dispatch_decision where request_id = $1 order by wave`
  expect((await rows(decided, [id])).map((row) => row.wave)).toEqual([1, 2])
  const told = `select person_id from notice where subject_id = any(select id from offer where request_id = $1) group by person_id having count(*) > 1`
  expect(await rows(told, [id])).toEqual([])
  expect(await rows('select 1 from wave_timer where request_id = $1', [id])).toHaveLength(1)
}, 240_000)
