// The database: brought forward once and whole, never backward; numbers and days arrive as they are.
import { CompiledQuery, sql } from 'kysely'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { lastWords } from './db-wire.ts'
import { openDatabase } from './db.ts'
import { silentLog } from './log.ts'
import { migrate, migrationFiles } from './migrate.ts'
import { freshDb } from './testing.ts'

const fresh = await freshDb()
const files = await migrationFiles()
const database = openDatabase(fresh.appUrl, silentLog(), { max: 3, statementTimeoutMs: 300 })
afterAll(async () => {
  await database.close()
  await fresh.drop()
})
const later = { name: '999901010000_later.sql', text: 'create table later (id int primary key)' }
const names = async () => {
  const client = new pg.Client(fresh.adminUrl)
  await client.connect()
  const { rows } = await client.query<{ name: string }>('select name from migration order by name')
  await client.end()
  return rows.map(({ name }) => name)
}

test('what is applied is not applied again, and two at once apply it once', async () => {
  expect(await migrate(fresh.adminUrl)).toEqual([])
  const applied = await Promise.all([
    migrate(fresh.adminUrl, [...files, later]),
    migrate(fresh.adminUrl, [...files, later]),
  ])
  expect(applied.flat()).toEqual([later.name])
})

test('a database newer than the program is left alone', async () => {
  await expect(migrate(fresh.adminUrl, files)).rejects.toThrow('newer than this program')
})

test('a file changed after it was applied is found out', async () => {
  const edited = files.map((file, n) => (n === 0 ? { ...file, text: `${file.text}\n` } : file))
  await expect(migrate(fresh.adminUrl, [...edited, later])).rejects.toThrow('was changed after it was applied')
})

test('a migration that fails leaves nothing of itself', async () => {
  const broken = { name: '999901020000_broken.sql', text: 'create table half (id int primary key); select 1/0' }
  await expect(migrate(fresh.adminUrl, [...files, later, broken])).rejects.toThrow(
    '999901020000_broken.sql failed: division by zero',
  )
  expect(await names()).not.toContain(broken.name)
  const { rows } = await sql<{ there: string | null }>`select to_regclass('half')::text as there`.execute(database.db)
  expect(rows[0]?.there).toBeNull()
})

test('the running product reads and writes new tables but makes none', async () => {
  await sql`insert into later values (1)`.execute(database.db)
  await expect(sql`create table mine (id int)`.execute(database.db)).rejects.toThrow('permission denied')
  await expect(sql`drop table later`.execute(database.db)).rejects.toThrow('must be owner')
})

test('amounts are numbers, a number that would lose digits is an error, days are text', async () => {
  const { rows } =
    await sql`select 9007199254740991::bigint as big, sum(x) as total, date '2026-11-25' as day, 1.5::numeric as part from (values (2::bigint)) v(x)`.execute(
      database.db,
    )
  expect(rows).toEqual([{ big: 9007199254740991, total: 2, day: '2026-11-25', part: 1.5 }])
  await expect(sql`select 9007199254740993::bigint as big`.execute(database.db)).rejects.toThrow('out of range')
})

test('a statement that takes too long is ended, and the time zone is UTC', async () => {
  await expect(sql`select pg_sleep(2)`.execute(database.db)).rejects.toMatchObject({ code: '57014' })
  expect(
    (await sql<{ zone: string }>`select current_setting('TimeZone') as zone`.execute(database.db)).rows[0]?.zone,
  ).toBe('UTC')
})

test('a statement is planned once a connection', async () => {
  const ask = (n: number) => sql<{ n: number }>`select ${n}::int as n`.execute(database.db)
  for (let n = 0; n < 9; n++) expect((await ask(n)).rows).toEqual([{ n }])
  const { rows } = await sql<{
    n: number
  }>`select count(*) as n from pg_prepared_statements where statement like 'select $1::int as n'`.execute(database.db)
  expect(rows[0]?.n).toBe(1)
})

test('connections that are cut off are replaced', async () => {
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database() and usename = current_user`.execute(
    database.db,
  )
  await new Promise((resolve) => setTimeout(resolve, 50))
  const replies = await Promise.all(
    [1, 2, 3].map((n) => sql<{ n: number }>`select ${n}::int as n`.execute(database.db)),
  )
  expect(replies.map(({ rows }) => rows[0]?.n)).toEqual([1, 2, 3])
})

test('a transaction is one whether or not its first and last statements travel with BEGIN and COMMIT', async () => {
  const { db } = database
  const count = async () => (await sql<{ n: number }>`select count(*) as n from later`.execute(db)).rows[0]?.n
  const before = (await count()) ?? 0
  await db.transaction().execute(async () => undefined)
  await db.transaction().execute((tx) => sql`insert into later values (100)`.execute(tx))
  const doomed = db.transaction().execute(async (tx) => {
    await sql`insert into later values (101)`.execute(tx)
    throw new Error('no')
  })
  await expect(doomed).rejects.toThrow('no')
  await expect(db.transaction().execute((tx) => sql`insert into later values (100)`.execute(tx))).rejects.toMatchObject(
    { code: '23505' },
  )
  expect(await count()).toBe(before + 1)
  const words = (n: number) => CompiledQuery.raw(`${lastWords} insert into later values ($1)`, [n])
  await db.transaction().execute((tx) => tx.executeQuery(words(102)))
  await db.transaction().execute(async (tx) => {
    await sql`insert into later values (103)`.execute(tx)
    await tx.executeQuery(words(104))
  })
  expect(await count()).toBe(before + 4)
  const clash = db.transaction().execute(async (tx) => {
    await sql`insert into later values (105)`.execute(tx)
    await tx.executeQuery(words(104))
  })
  await expect(clash).rejects.toMatchObject({ code: '23505', constraint: 'later_pkey' })
  expect(await count()).toBe(before + 4)
  await Promise.all(
    [1, 2, 3, 4, 5, 6].map((n) =>
      db.transaction().execute((tx) => sql`insert into later values (${200 + n})`.execute(tx)),
    ),
  )
  expect(await count()).toBe(before + 10)
})
