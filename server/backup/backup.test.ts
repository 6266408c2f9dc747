// A whole installation is saved while it stands, opens only with its key and unchanged, and comes back as it was.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '../kit/config.ts'
import { silentLog } from '../kit/log.ts'
import { openProduct } from '../open-product.ts'
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
}, 90_000)
