// The door to PostgreSQL: one pool, typed statements, UTC, no number that lost digits, no crash when the database restarts.
import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { traceStatements } from './db-trace.ts'
import { economise, planNames } from './db-wire.ts'
import type { Logger } from './log.ts'
import type { DB } from './tables.ts'
import type { Tracer } from './trace.ts'

export type Tables = DB
export type Db = Kysely<Tables>
export type Database = { readonly db: Db; readonly pool: pg.Pool; readonly close: () => Promise<void> }

export type DatabaseOptions = {
  readonly max?: number
  readonly statementTimeoutMs?: number
  readonly applicationName?: string
  readonly tracer?: Tracer | undefined
}

const toSafeNumber = (text: string): number => {
  const value = Number(text)
  if (/^-?\d+$/.test(text) && !Number.isSafeInteger(value)) throw new RangeError(`number out of range: ${text}`)
  return value
}
pg.types.setTypeParser(pg.types.builtins.INT8, toSafeNumber)
pg.types.setTypeParser(pg.types.builtins.NUMERIC, toSafeNumber)
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)

export const openDatabase = (url: string, log: Logger, options: DatabaseOptions = {}): Database => {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 20,
    pipeline: true,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    application_name: options.applicationName ?? 'linbang',
    options: `-c TimeZone=UTC -c statement_timeout=${options.statementTimeoutMs ?? 30_000}`,
  })
  // A backend that goes away while idle is replaced by the pool; the event must have a listener or the process ends.
  pool.on('error', (error) => log.warn({ reason: error.message }, 'an idle database connection was lost'))
  const planName = planNames()
  pool.on('connect', (client) => {
    // One that breaks while it is in use tells its next statement; the event without a listener would end the process.
    client.on('error', () => undefined)
    economise(client, planName)
    if (options.tracer) traceStatements(client, options.tracer)
  })
  const db = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ underscoreBetweenUppercaseLetters: true })],
  })
  return { db, pool, close: () => db.destroy() }
}
