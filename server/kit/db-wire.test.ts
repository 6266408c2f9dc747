// Whatever travels with whatever: a transaction that is over is over in the database too, and its connection is clean.
import { CompiledQuery, sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, openDatabase } from './db.ts'
import { firstWords, lastWords } from './db-wire.ts'
import { silentLog } from './log.ts'
import { type FreshDb, freshDb } from './testing.ts'

let urls: FreshDb
let one: Database
let beside: Database

beforeAll(async () => {
  urls = await freshDb()
  one = openDatabase(urls.adminUrl, silentLog(), { max: 1, applicationName: 'one' })
  beside = openDatabase(urls.adminUrl, silentLog(), { max: 1, applicationName: 'beside' })
  await sql`create table word (n int primary key)`.execute(beside.db)
})
afterAll(async () => {
  await Promise.all([one.close(), beside.close()])
  await urls.drop()
})

const first = (n: number) => CompiledQuery.raw(`${firstWords} insert into word values ($1)`, [n])
const last = (n: number) => CompiledQuery.raw(`${lastWords} insert into word values ($1)`, [n])
const words = async () =>
  (await sql<{ n: number }>`select n from word order by n`.execute(beside.db)).rows.map(({ n }) => n)
const leftOpen = async () =>
  (
    await sql<{ n: number }>`select count(*) as n from pg_stat_activity
      where application_name = 'one' and datname = current_database() and state like 'idle in transaction%'`.execute(
      beside.db,
    )
  ).rows[0]?.n

type Step = 'look' | 'first' | 'last'
const cases: [string, Step[]][] = [
  ['nothing', []],
  ['first words alone', ['first']],
  ['a look, then first words', ['look', 'first']],
  ['first words, a look', ['first', 'look']],
  ['a look, first words, last words', ['look', 'first', 'last']],
  ['last words alone', ['last']],
]
let next = 0

test.each(cases)('%s: given up leaves no transaction open and no word behind', async (_name, steps) => {
  const before = await words()
  const doomed = one.db.transaction().execute(async (tx) => {
    for (const step of steps) {
      if (step === 'look') await sql`select 1`.execute(tx)
      else await tx.executeQuery(step === 'first' ? first(++next) : last(++next))
    }
    throw new Error('given up')
  })
  await expect(doomed).rejects.toThrow('given up')
  expect(await leftOpen()).toBe(0)
  expect(await words()).toEqual(before)
})

test.each(cases)('%s: committed is there for everybody, and nothing stays open', async (_name, steps) => {
  const said: number[] = await words()
  await one.db.transaction().execute(async (tx) => {
    for (const step of steps) {
      if (step === 'look') await sql`select 1`.execute(tx)
      else {
        said.push(++next)
        await tx.executeQuery(step === 'first' ? first(next) : last(next))
      }
    }
  })
  expect(await leftOpen()).toBe(0)
  expect(await words()).toEqual(said)
})
