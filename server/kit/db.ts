// The door to PostgreSQL: one pool, typed statements, UTC, no number that lost digits, no crash when the database restarts.
import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Logger } from './log.ts'
import type { DB } from './tables.ts'

export type Tables = DB
export type Db = Kysely<Tables>
export type Database = { readonly db: Db; readonly pool: pg.Pool; readonly close: () => Promise<void> }

export type DatabaseOptions = {
  readonly max?: number
  readonly statementTimeoutMs?: number
  readonly applicationName?: string
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
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    application_name: options.applicationName ?? 'linbang',
    options: `-c TimeZone=UTC -c statement_timeout=${options.statementTimeoutMs ?? 30_000}`,
  })
  // A backend that goes away while idle is replaced by the pool; the event must have a listener or the process ends.
  pool.on('error', (error) => log.warn({ reason: error.message }, 'an idle database connection was lost'))
  const planName = planNames()
  pool.on('connect', (client) => preparing(client, planName))
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }), plugins: [new CamelCasePlugin({ underscoreBetweenUppercaseLetters: true })] })
  return { db, pool, close: () => db.destroy() }
}

type PlanName = (text: string) => string | undefined

/** A name for each of the first thousand different statements, so that PostgreSQL plans each once a connection. */
const planNames = (): PlanName => {
  const names = new Map<string, string>()
  return (text) => {
    const known = names.get(text)
    if (known || names.size >= 1000) return known
    const name = `s${names.size}`
    names.set(text, name)
    return name
  }
}

/** Kysely sends every statement unnamed, which plans it anew each time: 1.7 times the database's work. */
const preparing = (client: pg.PoolClient, planName: PlanName) => {
  const plain = client.query.bind(client) as (...parts: unknown[]) => unknown
  const query = (...parts: unknown[]) => {
    const [text, values, ...callback] = parts
    const name = typeof text === 'string' && Array.isArray(values) && values.length > 0 ? planName(text) : undefined
    return name ? plain({ name, text, values }, ...callback) : plain(...parts)
  }
  client.query = query as typeof client.query
}
