// Is this installation fit to serve, and what should its operator know: asked by /readyz and by the doctor.
import { statfs } from 'node:fs/promises'
import { sql } from 'kysely'
import type { Kit } from './kit.ts'
import { unapplied } from './migrate.ts'
import { keysCopiedAt } from './vault-keys.ts'

/** `fail` takes the process out of service; `warn` is for the operator. */
export type Finding = { readonly name: string; readonly state: 'ok' | 'warn' | 'fail'; readonly words: string }

type Verdict = Omit<Finding, 'name'>
const ok = (words: string): Verdict => ({ state: 'ok', words })
const warn = (words: string): Verdict => ({ state: 'warn', words })
const fail = (words: string): Verdict => ({ state: 'fail', words })

const database = async ({ aside }: Kit): Promise<Verdict> => {
  await sql`select 1`.execute(aside.db)
  return ok('answers')
}

const migrated = async ({ aside }: Kit): Promise<Verdict> => {
  const missing = await unapplied((text) => aside.pool.query<{ name: string }>(text))
  return missing.length === 0 ? ok('up to date') : fail(`${missing.length} migrations are missing: run npm start`)
}

/** Compared around the question, so that the way there and back does not count. */
const clock = async ({ aside }: Kit): Promise<Verdict> => {
  const before = Date.now()
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(aside.db)
  const after = Date.now()
  const there = rows[0]?.now.getTime() ?? before
  const off = there < before ? before - there : Math.max(0, there - after)
  return off < 5000
    ? ok('agrees with the database')
    : warn(`is ${Math.round(off / 1000)} s off the database's: set both by NTP`)
}

const disk = async ({ config }: Kit): Promise<Verdict> => {
  const { bavail, bsize } = await statfs(config.dataDir)
  const megabytes = Math.floor((bavail * bsize) / 1_000_000)
  if (megabytes < 100) return fail(`${megabytes} MB left: make room at once`)
  return megabytes < 1000 ? warn(`${megabytes} MB left: make room`) : ok(`${megabytes} MB left`)
}

const roles = async ({ aside }: Kit): Promise<Verdict> => {
  const { rows } = await sql<{ may: boolean }>`select has_table_privilege('audit_entry', 'delete') as may`.execute(
    aside.db,
  )
  return rows[0]?.may
    ? warn('the running product may change the audit log: give it the role linbang_app')
    : ok('the product may not change the audit log')
}

const keys = async ({ config }: Kit): Promise<Verdict> => {
  if (config.keys !== undefined) return ok('given from outside (LINBANG_KEYS), not kept in the data folder')
  const copied = await keysCopiedAt(config.dataDir)
  return copied
    ? ok(`copied ${copied.toISOString().slice(0, 10)}`)
    : warn('the data keys were never copied off this machine: run npm run backup and keep its key elsewhere')
}

const jobs = async ({ aside }: Kit): Promise<Verdict> => {
  const { rows } = await sql<{ n: number }>`select count(*) as n from pgboss.job where state = 'failed'`.execute(
    aside.db,
  )
  const n = rows[0]?.n ?? 0
  return n === 0 ? ok('none given up') : warn(`${n} jobs were given up in the last week: see the log`)
}

const checks = { database, migrated, clock, disk, roles, keys, jobs } satisfies Record<
  string,
  (kit: Kit) => Promise<Verdict>
>

export const findings = (kit: Kit): Promise<Finding[]> =>
  Promise.all(
    Object.entries(checks).map(async ([name, check]) => {
      try {
        return { name, ...(await check(kit)) }
      } catch (error) {
        return { name, ...fail(error instanceof Error ? error.message : String(error)) }
      }
    }),
  )
