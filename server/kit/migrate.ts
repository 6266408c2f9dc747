// Brings a database to this version: plain SQL files in name order, forward only, each in its own transaction.
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import pg from 'pg'
import { installQueue, queueVersion } from './boss.ts'

export type Migration = { readonly name: string; readonly text: string }

/** The message is meant for the person at the terminal. */
export class MigrationTrouble extends Error {
  override readonly name = 'MigrationTrouble'
}

const appRole = 'linbang_app'
const lockKey = 7_251_120

export const migrationFiles = async (folder = new URL('../migrations/', import.meta.url)): Promise<Migration[]> => {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).toSorted()
  return Promise.all(names.map(async (name) => ({ name, text: await readFile(new URL(name, folder), 'utf8') })))
}

/**
 * Applies what is missing and returns the names applied. Refuses a database that knows a migration this code does not
 * (it is newer), and one where an applied file was edited since.
 */
export const migrate = async (adminUrl: string, migrations?: readonly Migration[]): Promise<string[]> => {
  const files = migrations ?? (await migrationFiles())
  const client = new pg.Client({ connectionString: adminUrl, options: '-c TimeZone=UTC' })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [lockKey])
    await prepare(client)
    const missing = missingFrom(files, await journal(client))
    for (const file of missing) await apply(client, file)
    await keepQueue(client, adminUrl)
    return missing.map((file) => file.name)
  } finally {
    await client.end()
  }
}

/** Names of the files that the database does not have yet; for the readiness check, which may only read. */
export const unapplied = async (query: (text: string) => Promise<{ rows: { name: string }[] }>): Promise<string[]> => {
  const files = await migrationFiles()
  const { rows } = await query('select name from migration')
  const known = new Set(rows.map((row) => row.name))
  return files.filter((file) => !known.has(file.name)).map((file) => file.name)
}

type Applied = { readonly name: string; readonly checksum: string }

const checksum = (text: string) => createHash('sha256').update(text).digest('hex')

/** The runtime role, its rights on every table to come, and the journal. */
const prepare = async (client: pg.Client) => {
  const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [appRole])
  if (!rowCount) await client.query(`create role ${appRole} nologin`)
  await client.query(`
    grant usage on schema public to ${appRole};
    alter default privileges in schema public grant select, insert, update, delete on tables to ${appRole};
    alter default privileges in schema public grant usage, select on sequences to ${appRole};
    create table if not exists migration (
      name text primary key, checksum text not null, applied_at timestamptz not null default now()
    );
    comment on table migration is 'Which files of server/migrations this database has.';
    revoke insert, update, delete on migration from ${appRole};`)
}

const journal = async (client: pg.Client): Promise<Applied[]> =>
  (await client.query<Applied>('select name, checksum from migration order by name')).rows

const missingFrom = (files: readonly Migration[], applied: readonly Applied[]): Migration[] => {
  const byName = new Map(files.map((file) => [file.name, file]))
  for (const { name, checksum: was } of applied) {
    const file = byName.get(name)
    if (!file)
      throw new MigrationTrouble(`The database is newer than this program: it has ${name}. Start the newer version.`)
    if (checksum(file.text) !== was)
      throw new MigrationTrouble(`${name} was changed after it was applied. Restore the file.`)
  }
  const known = new Set(applied.map((row) => row.name))
  return files.filter((file) => !known.has(file.name))
}

const apply = async (client: pg.Client, { name, text }: Migration) => {
  try {
    await client.query('begin')
    await client.query(text)
    await client.query('insert into migration (name, checksum) values ($1, $2)', [name, checksum(text)])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`migration ${name} failed: ${(error as Error).message}`, { cause: error })
  }
}

/** The queue's schema is looked after only when its program or our wishes changed: that costs more than all the rest. */
const keepQueue = async (client: pg.Client, adminUrl: string) => {
  const { rows } = await client.query<{ version: string | null }>(
    `select obj_description(to_regnamespace('pgboss'), 'pg_namespace') as version`,
  )
  if (rows[0]?.version === queueVersion) return
  await installQueue(adminUrl)
  await client.query(queueGrants)
  await client.query(`comment on schema pgboss is '${queueVersion}'`)
}

const queueGrants = `
  grant usage on schema pgboss to ${appRole};
  grant select, insert, update, delete on all tables in schema pgboss to ${appRole};
  grant execute on all functions in schema pgboss to ${appRole};`
