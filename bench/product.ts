// The product within this process, for measurements: its own database in a folder that goes away, the small demo, no limits by rate.
import { mkdtemp, rm } from 'node:fs/promises'
import { readFileSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import { routes } from '../server/api.ts'
import { readConfig } from '../server/kit/config.ts'
import { systemContext } from '../server/kit/context.ts'
import type { Context } from '../server/kit/context.ts'
import { buildApp } from '../server/kit/http.ts'
import { openKit } from '../server/kit/kit.ts'
import { silentLog } from '../server/kit/log.ts'
import { migrate } from '../server/kit/migrate.ts'
import { startHearing } from '../server/kit/outbox.ts'
import { startPostgres } from '../server/kit/postgres.ts'
import { openSession } from '../server/kit/session.ts'
import { actorOf } from '../server/modules/accounts/service.ts'
import { seedDemo } from '../server/seed/demo.ts'

export type Product = {
  readonly app: FastifyInstance
  readonly ctx: () => Context
  /** As the owner of the schema. */
  readonly owner: pg.Pool
  readonly appUrl: string
  readonly token: (accountId: string) => Promise<string>
  /** Processor milliseconds of this process and of every database process so far. */
  readonly spent: () => { readonly node: number; readonly database: number }
  readonly close: () => Promise<void>
}

const endless = { perMinute: 1e9, burst: 1e9 }
const msATick = 10

/** Of the postmaster and its children, those that have ended included. */
const databaseMs = (postmaster: number): number => {
  let ticks = 0
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      const fields = readFileSync(`/proc/${name}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')
      if (Number(name) !== postmaster && Number(fields[1]) !== postmaster) continue
      const own = Number(name) === postmaster ? [11, 12, 13, 14] : [11, 12]
      for (const k of own) ticks += Number(fields[k])
    } catch {
      // it ended while we looked
    }
  }
  return ticks * msATick
}

/** Without the worker: what is measured is the call alone. */
export const openProduct = async (): Promise<Product> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'linbang-bench-'))
  const postgres = await startPostgres({ dataDir: join(dataDir, 'postgres') })
  await migrate(postgres.adminUrl)
  const config = readConfig({ DATA_DIR: dataDir, DEMO: 'small', LOG_LEVEL: 'silent' })
  const kit = await openKit({ config, log: silentLog(), appUrl: postgres.appUrl })
  await seedDemo(kit, 'small')
  const tenant = (await kit.tenants.all())[0]
  if (!tenant) throw new Error('the demo has no tenant')
  const ctx = () => systemContext(kit, tenant.id, 'bench')
  const hearing = await startHearing(kit, postgres.appUrl)
  const limits = { person: endless, anonymous: endless, address: endless }
  const app = await buildApp({ kit, routes, actorOf, limits, hearing })
  await app.ready()
  const owner = new pg.Pool({ connectionString: postgres.adminUrl, max: 10 })
  await owner.query('analyze') // as an hour of running would have done
  owner.on('error', () => undefined) // idle connections are cut off when the database stops
  return {
    app,
    ctx,
    owner,
    appUrl: postgres.appUrl,
    token: async (accountId) => (await openSession(ctx(), { accountId, secondFactor: true, lastsMinutes: 600 })).token,
    spent: () => {
      const { user, system } = process.cpuUsage()
      return { node: (user + system) / 1000, database: databaseMs(postgres.pid) }
    },
    close: async () => {
      await app.close()
      await hearing.stop()
      await owner.end()
      await kit.close()
      await postgres.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** The account of a name in the demo, such as 韦敏. */
export const accountOf = async ({ owner }: Product, name: string): Promise<string> => {
  const { rows } = await owner.query<{ id: string }>(
    'select a.id from account a join person p on p.tenant_id = a.tenant_id and p.id = a.person_id where p.name = $1',
    [name],
  )
  if (!rows[0]) throw new Error(`the demo knows no ${name}`)
  return rows[0].id
}

export const percentile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN
}
