// The product and its database killed with SIGKILL under load, over and over: what was acknowledged and is lost, what happened twice, how soon it is back.
// `crash [--kills 20]`
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { random as seeded } from '../engine/random.ts'
import { damage, load, nothingYet, sealsNow } from '../server/crash-load.ts'
import type { Damage } from '../server/crash-load.ts'
import { doomed, signCrewsIn } from '../server/crash-world.ts'
import { median, printMachine, printTable } from './table.ts'

export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { kills: { type: 'string', default: '20' } } })
  printMachine()
  const random = seeded(1)
  const world = await doomed()
  const heard = nothingYet()
  const total: Record<keyof Damage, number> = { lost: 0, doubled: 0, unbalanced: 0, sealsChanged: 0, auditBroken: 0 }
  const ready: number[] = []
  try {
    const first = await world.start()
    const crews = await signCrewsIn(world)
    for (let kill = 0; kill < Number(values.kills); kill++) {
      let over = false
      const working = load(world, crews, heard, () => over)
      await sleep(800 + 2_000 * random.uniform())
      const seals = await sealsNow(world)
      await world.kill()
      over = true
      await working
      ready.push(await world.start())
      const found = await damage(world, heard, seals)
      for (const what of Object.keys(total) as (keyof Damage)[]) total[what] += found[what]
    }
    const { requests, visits, sheets } = heard
    console.log(
      `${ready.length} kills under load; acknowledged: ${requests.length} requests, ${visits.length} claims, ${sheets.length} sealed sheets`,
    )
    printTable(
      ['found after the kills', 'aim', 'ours'],
      Object.entries(total).map(([what, n]) => [what, '0', String(n)]),
    )
    const slow = Math.max(...ready)
    console.log(
      `ready again after ${(median(ready) / 1000).toFixed(1)} s (median; slowest ${(slow / 1000).toFixed(1)} s), first start ${(first / 1000).toFixed(1)} s`,
    )
  } finally {
    await world.remove()
  }
}
