// A whole installation is saved while it stands, opens only with its key and unchanged, and comes back as it was.
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '../kit/config.ts'
import { silentLog } from '../kit/log.ts'
import { openProduct } from '../open-product.ts'
import { migrate, migrationFiles } from '../kit/migrate.ts'
import { openDatabases } from '../open-databases.ts'
import { backUp, backupKey, restore } from './installation.ts'

let folder: string
const log = silentLog()
const at = (name: string, demo = 'small') =>
  readConfig({ DATA_DIR: join(folder, name), DEMO: demo, LOG_LEVEL: 'silent' })

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linbang-saved-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const figures = async (name: string) => {
  const product = await openProduct(at(name), log)
  try {
    const { rows } = await product.kit.database.pool.query(
      `select (select count(*)::int from person) as people, (select count(*)::int from request) as requests, (select sum(balance)::int from ledger_account where kind = 'person') as balance, (select phone_sealed from person where name = '王桂芳' limit 1) as sealed`,
    )
    const [tenant] = await product.kit.tenants.all()
    return {
      people: rows[0].people,
      requests: rows[0].requests,
      balance: rows[0].balance,
      phone: tenant && product.kit.vault.open(tenant.id, 'person.phone', rows[0].sealed),
    }
  } finally {
    await product.stop()
  }
}

test('what was saved comes back whole; a wrong key, a changed byte and a full folder are refused', async () => {
  const before = await figures('one')
  expect(before).toMatchObject({ phone: '10000000001' })
  const file = join(folder, 'one.lb')
  await backUp(at('one'), log, file)
  const { key } = await backupKey(at('one').dataDir)

  await restore(at('two'), log, file, key)
  expect(await figures('two')).toEqual(before)

  await expect(restore(at('two'), log, file, key)).rejects.toThrow('is not empty')
  await expect(restore(at('three'), log, file, Buffer.alloc(32))).rejects.toThrow('does not open')
  const bytes = await readFile(file)
  bytes[bytes.length >> 1]! ^= 1
  await writeFile(join(folder, 'changed.lb'), bytes)
  await expect(restore(at('four'), log, join(folder, 'changed.lb'), key)).rejects.toThrow('does not open')
}, 180_000)

const asOwner = async <R>(adminUrl: string, work: (client: pg.Client) => Promise<R>): Promise<R> => {
  const client = new pg.Client(adminUrl)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** An installation as the release before left it, with a few hundred people in it. */
const foundBefore = async (name: string) => {
  const urls = await openDatabases(at(name, '0'), log)
  await migrate(urls.adminUrl, (await migrationFiles()).slice(0, -1))
  await asOwner(urls.adminUrl, async (client) => {
    await client.query(`insert into tenant (id, slug, name_zh, name_en, hosts, created_at)
      values ('01890000-0000-7000-8000-000000000001', 'old', '老街', 'Old', '{}', now())`)
    await client.query(`insert into person (tenant_id, id, name, call_name)
      select '01890000-0000-7000-8000-000000000001', gen_random_uuid(), '居民' || n, '居民' from generate_series(1, 300) n`)
  })
  await urls.stop()
}

const peopleOf = (adminUrl: string) =>
  asOwner(adminUrl, async (client) => {
    const { rows } = await client.query(
      `select count(*)::int as people, md5(string_agg(id::text || name, ',' order by id)) as who from person`,
    )
    return rows[0] as { people: number; who: string }
  })

const openedPeople = async (name: string) => {
  const product = await openProduct(at(name, '0'), log)
  const urls = await openDatabases(at(name, '0'), log)
  try {
    return await peopleOf(urls.adminUrl)
  } finally {
    await urls.stop()
    await product.stop()
  }
}

test('an upgrade saves the database first, loses nobody, and the way back is open', async () => {
  await foundBefore('old')
  const backups = join(folder, 'old', 'backups')
  const earlier = [1, 2, 3, 4, 5].map((day) => `before-upgrade-2020-01-0${day}T00-00-00-000Z.lb`)
  await mkdir(backups)
  for (const name of [...earlier, 'by-hand.lb']) await writeFile(join(backups, name), 'earlier')
  const before = await openedPeople('old')
  expect(before.people).toBe(300)
  const there = await readdir(backups)
  const saved = there.find((name) => name.startsWith('before-upgrade-') && !earlier.includes(name)) ?? ''
  const kept = ['by-hand.lb', ...earlier.slice(1), saved] // five upgrades back, and what was laid there by hand
  expect(there.toSorted()).toEqual(kept.toSorted())
  expect((await stat(join(backups, saved))).mode & 0o777).toBe(0o600)
  expect(await openedPeople('old')).toEqual(before)
  expect((await readdir(backups)).toSorted()).toEqual(kept.toSorted()) // nothing to change, nothing to save
  expect((await readdir(join(folder, 'old'))).filter((name) => name.includes('.open-'))).toEqual([]) // nothing lies open

  const { key } = await backupKey(at('old', '0').dataDir)
  const manifest = await restore(at('back', '0'), log, join(backups, saved), key)
  expect(manifest.migrations).toEqual((await migrationFiles()).slice(0, -1).map(({ name }) => name))
  expect(await openedPeople('back')).toEqual(before)
}, 120_000)
