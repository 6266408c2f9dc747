// The audit log: there exactly when what it tells of is there, and no change to it goes unseen.
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { recordAudit, sealAudit, verifyAudit } from './audit.ts'
import { inTransaction } from './context.ts'
import { newId } from './ids.ts'
import { freshWorld, type World } from './testing.ts'

let world: World = await freshWorld()
const opened = [world]
beforeEach(async () => {
  world = await freshWorld()
  opened.push(world)
})
afterAll(() => Promise.all(opened.map((one) => one.close())))

const note = (n = 0) => ({
  act: 'person.phone_revealed',
  subjectKind: 'person',
  subjectId: newId(),
  detail: { n, b: 1, a: [1, { z: 1, y: null }] },
})
/** Other test files share the cluster, and a seal waits for every transaction that began before. */
const sealAll = async () => {
  for (let waited = 0; waited < 500; waited++) {
    await sealAudit(world.kit)
    if ((await verify()).unsealed === 0) return
    await sleep(10)
  }
  throw new Error('not sealed in time')
}
const verify = () => verifyAudit(world.kit.database.db, world.tenantId)

test('an untouched log holds, and says what is not sealed yet', async () => {
  for (let n = 0; n < 5; n++) await recordAudit(world.ctx(), note(n))
  expect(await verify()).toMatchObject({ seals: 0, unsealed: 5, brokenAt: null })
  await sealAll()
  for (let n = 0; n < 3; n++) await recordAudit(world.ctx(), note(n))
  await sealAll()
  expect(await verify()).toEqual({
    seals: expect.any(Number),
    entries: 8,
    unsealed: 0,
    brokenAt: null,
    head: expect.stringMatching(/^[0-9a-f]{64}$/),
  })
})

test('the running product can neither change nor delete an entry or a seal', async () => {
  const { db } = world.kit.database
  await recordAudit(world.ctx(), note())
  await expect(db.updateTable('auditEntry').set({ act: 'x.y' }).execute()).rejects.toThrow('permission denied')
  await expect(db.deleteFrom('auditEntry').execute()).rejects.toThrow('permission denied')
  await expect(db.deleteFrom('auditSeal').execute()).rejects.toThrow('permission denied')
})

test.each([
  [
    'a changed entry',
    `update audit_entry set detail = '{"n": 9}' where id = (select min(id::text)::uuid from audit_entry)`,
  ],
  ['a deleted entry', `delete from audit_entry where id = (select max(id::text)::uuid from audit_entry)`],
  ['a deleted seal', `delete from audit_seal where seq = 1`],
  [
    'an entry slipped in later',
    `insert into audit_entry select tenant_id, gen_random_uuid(), era, xid, happened_at, actor_kind, account_id, person_id, actor_name, act, subject_kind, subject_id, area_path, detail, request_id from audit_entry limit 1`,
  ],
  ['a rewritten seal', `update audit_seal set hash = decode(repeat('00', 32), 'hex') where seq = 2`],
])('%s breaks the chain, even when the owner of the database does it', async (_name, statement) => {
  for (let n = 0; n < 3; n++) {
    await recordAudit(world.ctx(), note(n))
    await sealAll()
  }
  await sql.raw(statement).execute(world.owner.db)
  expect((await verify()).brokenAt).not.toBeNull()
})

test('an entry that commits late is sealed all the same', async () => {
  let release = () => {}
  const held = new Promise<void>((resolve) => (release = resolve))
  const slow = inTransaction(world.ctx(), async (ctx) => {
    await recordAudit(ctx, note())
    await held
  })
  await sleep(50)
  await recordAudit(world.ctx(), note())
  await sealAudit(world.kit)
  release()
  await slow
  await sealAll()
  expect(await verify()).toMatchObject({ entries: 2, unsealed: 0, brokenAt: null })
})

test('two sealers at once leave one chain', async () => {
  await recordAudit(world.ctx(), note())
  await Promise.all([sealAll(), sealAll()])
  expect(await verify()).toMatchObject({ seals: 1, entries: 1, brokenAt: null })
})

test('a log loaded into another cluster goes on in a new era', async () => {
  await recordAudit(world.ctx(), note())
  await sealAll()
  await sql`alter table audit_entry alter column era set default 2`.execute(world.owner.db)
  await recordAudit(world.ctx(), note())
  await sealAll()
  expect(await verify()).toMatchObject({ seals: 2, entries: 2, unsealed: 0, brokenAt: null })
})

test("one tenant's log is not another's", async () => {
  await world.addTenant('other')
  await recordAudit(world.ctx(), note())
  await sealAll()
  const other = (await world.kit.tenants.all()).find(({ slug }) => slug === 'other')
  expect(await verifyAudit(world.kit.database.db, other?.id ?? world.tenantId)).toMatchObject({ seals: 0, entries: 0 })
})
