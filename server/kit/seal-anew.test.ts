// After a rotation the night brings every sealed column under the newest key, and only what is really ours.
import { afterAll, expect, test } from 'vitest'
import { systemContext } from './context.ts'
import { newId } from './ids.ts'
import { openKit } from './kit.ts'
import { silentLog } from './log.ts'
import { sealAnew } from './seal-anew.ts'
import { freshWorld } from './testing.ts'
import { rotateKeys } from './vault-keys.ts'

const world = await freshWorld()
afterAll(() => world.close())

test('what older keys sealed is sealed by the newest, reads as before, and a second night finds nothing to do', async () => {
  const { tenantId, owner, kit, urls } = world
  await owner.pool.query(`create table trial (tenant_id uuid, id uuid, note_sealed text, primary key (tenant_id, id))`)
  await owner.pool.query(`create table past (tenant_id uuid, id uuid, note_sealed text, primary key (tenant_id, id))`)
  await owner.pool.query(`revoke update, delete on past from linbang_app`)
  const stranger = await world.addTenant('other')
  const insert = (table: string, tenant: string, sealed: string) =>
    owner.pool.query(`insert into ${table} values ($1, $2, $3)`, [tenant, newId(), sealed])
  for (let k = 0; k < 600; k++) await insert('trial', tenantId, kit.vault.seal(tenantId, 'trial.note', `note ${k}`))
  await insert('trial', tenantId, kit.vault.seal(tenantId, 'trial', 'by the table'))
  await insert('trial', tenantId, `k1.${'A'.repeat(60)}`)
  await insert('trial', stranger, kit.vault.seal(stranger, 'trial.note', 'theirs'))
  await insert('past', tenantId, kit.vault.seal(tenantId, 'past.note', 'may only be added to'))
  await rotateKeys(kit.config.dataDir)
  const later = await openKit({ config: kit.config, log: silentLog(), appUrl: urls.appUrl, poolSize: 2 })
  try {
    await sealAnew.handle(systemContext(later, tenantId, 'test'))
    const count = async (table: string, key: string) =>
      (await owner.pool.query(`select from ${table} where note_sealed like $1`, [`${key}.%`])).rowCount
    expect([await count('trial', 'k2'), await count('trial', 'k1'), await count('past', 'k1')]).toEqual([601, 2, 1])
    const { rows } = await owner.pool.query<{ sealed: string }>(
      `select note_sealed as sealed from trial where tenant_id = $1 order by id`,
      [tenantId],
    )
    expect(later.vault.open(tenantId, 'trial.note', rows[7]?.sealed ?? '')).toBe('note 7')
    const before = rows.map(({ sealed }) => sealed)
    await sealAnew.handle(systemContext(later, tenantId, 'test'))
    const again = await owner.pool.query<{ sealed: string }>(
      `select note_sealed as sealed from trial where tenant_id = $1 order by id`,
      [tenantId],
    )
    expect(again.rows.map(({ sealed }) => sealed)).toEqual(before)
  } finally {
    await later.close()
  }
})
