// The job queue's own side: pg-boss in its schema, one queue for all our jobs so that one look finds the next.
import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import { type Db as BossDb, fromKysely, PgBoss } from 'pg-boss'
import type { Database, Db } from './db.ts'
import type { Logger } from './log.ts'

export const queueName = 'linbang'

/**
 * Tried for about a day before it is given up. What a process held that was killed is noticed by its missing heartbeat and
 * done again within half a minute: a step of an alarm may be among it.
 */
const queueOptions = {
  policy: 'short',
  retryLimit: 12,
  retryDelay: 5,
  retryBackoff: true,
  retryDelayMax: 4 * 3600,
  expireInSeconds: 3600,
  heartbeatSeconds: 15,
  deleteAfterSeconds: 7 * 86_400,
} as const

/** Changes with the package and with our wishes. */
export const queueVersion = ((): string => {
  const { version } = createRequire(import.meta.url)('pg-boss/package.json') as { version: string }
  return `${version} ${createHash('sha256').update(JSON.stringify(queueOptions)).digest('hex').slice(0, 12)}`
})()

/** Creates or upgrades the queue's schema; needs the owner of the database. */
export const installQueue = async (adminUrl: string): Promise<void> => {
  const boss = new PgBoss({ connectionString: adminUrl, max: 2, supervise: false, schedule: false })
  boss.on('error', () => undefined)
  await boss.start()
  await boss.createQueue(queueName, queueOptions)
  await boss.updateQueue(queueName, (({ policy: _, ...changeable }) => changeable)(queueOptions))
  await boss.stop({ graceful: false })
}

/** The transaction at hand, as pg-boss wants it. */
export const inside = (db: Db): BossDb => fromKysely(db.withoutPlugins() as Parameters<typeof fromKysely>[0])

const throughPool = ({ pool }: Database): BossDb => ({
  executeSql: async (text, values) => {
    const result = await (values?.length ? pool.query(text, values) : pool.query(text))
    return { rows: Array.isArray(result) ? result.flatMap((part: { rows: unknown[] }) => part.rows) : result.rows }
  },
})

/** `keeper` also starts what is due by the clock, tidies up and gives lost jobs back; one process of many may do it at a time. */
export const openBoss = async (database: Database, log: Logger, keeper = false): Promise<PgBoss> => {
  const boss = new PgBoss({
    db: throughPool(database),
    migrate: false,
    createSchema: false,
    supervise: keeper,
    schedule: keeper,
    superviseIntervalSeconds: 10,
    monitorIntervalSeconds: 10,
    reindex: false,
    monitorVacuum: false,
  })
  boss.on('error', (error) => log.warn({ err: error }, 'the job queue had trouble'))
  boss.on('warning', (warning) => log.warn({ reason: warning.message }, 'the job queue warns'))
  return boss.start()
}
