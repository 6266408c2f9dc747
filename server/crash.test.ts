// The product and its database killed in the middle of the main loop: nothing acknowledged is lost, nothing happened twice.
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Acknowledged } from './crash-load.ts'
import { damage, load, nothingYet, sealsNow } from './crash-load.ts'
import { doomed, signCrewsIn } from './crash-world.ts'
import type { Doomed } from './crash-world.ts'

let world: Doomed
beforeAll(async () => {
  world = await doomed()
  await world.start()
}, 60_000)
afterAll(() => world.remove(), 30_000)

const acknowledged = ({ requests, visits, sheets }: Acknowledged) => requests.length + visits.length + sheets.length
const whole = { lost: 0, doubled: 0, unbalanced: 0, sealsChanged: 0, auditBroken: 0 }

test('killed three times with its database in the middle of asking, claiming and signing, it comes back whole each time', async () => {
  const crews = await signCrewsIn(world)
  const heard = nothingYet()
  for (const more of [9, 14, 19]) {
    let over = false
    const aim = acknowledged(heard) + more
    const working = load(world, crews, heard, () => over)
    for (const limit = Date.now() + 8_000; acknowledged(heard) < aim && Date.now() < limit;) await sleep(5)
    const seals = await sealsNow(world)
    expect(heard.refused.get('internal') ?? 0, world.printed()).toBe(0)
    await world.kill()
    over = true
    await working
    await world.start()
    expect(await damage(world, heard, seals), JSON.stringify([...heard.refused])).toEqual(whole)
  }
  expect(heard.requests.length, JSON.stringify([...heard.refused])).toBeGreaterThan(3)
  expect(heard.visits.length).toBeGreaterThan(1)
  expect(heard.sheets.length).toBeGreaterThan(0)
}, 180_000)
