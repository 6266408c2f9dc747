// The product killed between two looks of a request and between two steps of a ladder: each happens once, at the latest when it runs again.
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { doomed, lookInto, signCrewsIn } from './crash-world.ts'
import type { Doomed } from './crash-world.ts'

let world: Doomed
beforeAll(async () => {
  world = await doomed()
  await world.start()
}, 60_000)
afterAll(() => world.remove(), 30_000)

type Row = Readonly<Record<string, number>>
const counted = (query: ReturnType<typeof sql<Row>>) =>
  lookInto(world.appUrl, async (db) => (await query.execute(db)).rows)

test('killed between its timers, the ladder goes on where it stopped, each step once, and nobody is asked twice', async () => {
  const [crew] = await signCrewsIn(world)
  const asker = world.caller(crew!.asker)
  const asked = await asker('POST', '/requests', { serviceCode: 'emergency-check', description: '老人摔倒了，叫不应' })
  expect(asked.status, JSON.stringify(asked.body)).toBe(200)
  const id = String(asked.body.id)
  const steps = () =>
    counted(
      sql<Row>`select step, count(*)::int as n from alert_step where request_id = ${id} group by step order by step`,
    )
  await expect.poll(async () => (await steps()).length, { timeout: 60_000 }).toBeGreaterThan(0)
  for (const pause of [200, 900]) {
    await sleep(pause)
    await world.kill()
    await world.start()
  }
  await expect
    .poll(async () => (await steps()).map((one) => one['step']), { timeout: 90_000, interval: 1000 })
    .toContain(3)
  for (const one of await steps()) expect(one['n']).toBe(1)
  const notes = await counted(
    sql<Row>`select (detail->>'step')::int as step, count(*)::int as n from request_event where request_id = ${id} and act = 'alert_step' group by 1`,
  )
  for (const one of notes) expect(one['n'], `step ${one['step']} on the timeline`).toBe(1)
  const twice = await counted(
    sql<Row>`select count(*)::int as n from (select 1 from offer where request_id = ${id} group by volunteer_id, organisation_id, round having count(*) > 1) x`,
  )
  expect(twice[0]!['n']).toBe(0)
  const looks = await counted(sql<Row>`select count(*)::int as n from wave_timer where request_id = ${id}`)
  expect(looks[0]!['n'], printedWhenRed()).toBe(1)
}, 240_000)

const printedWhenRed = () => world.printed()
