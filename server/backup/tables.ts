// Every table as lines of JSON, read in one snapshot and written back in one transaction: independent of the database's version.
import { createWriteStream } from 'node:fs'
import { createReadStream } from 'node:fs'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { join } from 'node:path'
import type pg from 'pg'

export type TableCounts = Readonly<Record<string, number>>
const pageRows = 2000
const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** Our own tables, but for the migration journal, which says what the rows mean and is kept in the manifest. */
const tableNames = async (client: pg.ClientBase): Promise<string[]> => {
  const { rows } = await client.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'migration' order by tablename`,
  )
  return rows.map((row) => row.name)
}

/** Jobs that still wait, so that a wave promised before the backup comes after the restore. */
const waitingJobs = `select to_jsonb(j) as row from pgboss.job j where state < 'active'`

const writeLines = async (client: pg.ClientBase, query: string, file: string): Promise<number> => {
  const out = createWriteStream(file, { mode: 0o600 })
  let count = 0
  await client.query(`declare page no scroll cursor for ${query}`)
  for (;;) {
    const { rows } = await client.query<{ row: unknown }>(`fetch ${pageRows} from page`)
    if (rows.length === 0) break
    count += rows.length
    if (!out.write(`${rows.map(({ row }) => JSON.stringify(row)).join('\n')}\n`)) await once(out, 'drain')
  }
  await client.query('close page')
  out.end()
  await once(out, 'finish')
  return count
}

/** All tables as they stand at one moment; writers are not held up. */
export const saveTables = async (client: pg.ClientBase, folder: string): Promise<TableCounts> => {
  await client.query('begin isolation level repeatable read read only')
  try {
    const counts: Record<string, number> = {}
    for (const name of await tableNames(client))
      counts[name] = await writeLines(
        client,
        `select to_jsonb(t) as row from ${quoted(name)} t`,
        join(folder, `${name}.ndjson`),
      )
    counts['pgboss.job'] = await writeLines(client, waitingJobs, join(folder, 'pgboss.job.ndjson'))
    return counts
  } finally {
    await client.query('rollback')
  }
}

const insertPage = async (client: pg.ClientBase, target: string, lines: readonly string[]) => {
  if (lines.length === 0) return
  const columns = Object.keys(JSON.parse(lines[0] ?? '{}') as object)
    .map(quoted)
    .join(', ')
  const text = `[${lines.join(',')}]`
  await client.query(
    `insert into ${target} (${columns}) select ${columns} from jsonb_populate_recordset(null::${target}, $1::jsonb)`,
    [text],
  )
}

const readLines = async (client: pg.ClientBase, target: string, file: string): Promise<number> => {
  let page: string[] = []
  let count = 0
  for await (const line of createInterface({ input: createReadStream(file) })) {
    page.push(line)
    count++
    if (page.length < pageRows) continue
    await insertPage(client, target, page)
    page = []
  }
  await insertPage(client, target, page)
  return count
}

/** Into empty tables, foreign keys checked by nobody until all rows are there; needs the database's owner. */
export const loadTables = async (
  client: pg.ClientBase,
  folder: string,
  names: readonly string[],
): Promise<TableCounts> => {
  const counts: Record<string, number> = {}
  await client.query(`begin; set local session_replication_role = replica`)
  for (const name of names)
    counts[name] = await readLines(
      client,
      name === 'pgboss.job' ? 'pgboss.job' : quoted(name),
      join(folder, `${name}.ndjson`),
    )
  await client.query('commit')
  return counts
}
