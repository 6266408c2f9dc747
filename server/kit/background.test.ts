// What is announced is heard, and what is enqueued is done: once the caller has committed, and only then.
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, expect, test } from 'vitest'
import type { Announcement } from './bus.ts'
import { inTransaction } from './context.ts'
import { announce, reaction } from './events.ts'
import { newId } from './ids.ts'
import { cancelJob, enqueue, job, schedule, worker } from './jobs.ts'
import { currentSnapshot, readSpan, startHearing } from './outbox.ts'
import { freshWorld } from './testing.ts'
import { startWorker } from './worker.ts'

const world = await freshWorld()
const greet = job<{ readonly name: string }>('test.greet')
const greeted: string[] = []
const heard: string[] = []
let failing = 0
const background = [
  worker(greet, async (_ctx, { name }) => void greeted.push(name)),
  reaction('account.changed', 'test', async (ctx, { accountId }) => {
    if (failing-- > 0) throw new Error('not yet')
    await enqueue(ctx, greet, { name: accountId })
  }),
  schedule('test.daily', '0 3 * * *', async () => void greeted.push('daily')),
]
afterEach(() => {
  greeted.length = 0
  heard.length = 0
})
afterAll(() => world.close())

const until = async (condition: () => boolean) => {
  for (let waited = 0; !condition(); waited += 5) {
    if (waited > 5000) throw new Error('waited in vain')
    await sleep(5)
  }
}

test('nothing is heard or done of a transaction that was rolled back', async () => {
  const doomed = inTransaction(world.ctx(), async (ctx) => {
    await announce(ctx, 'account.changed', { accountId: newId() })
    await enqueue(ctx, greet, { name: 'never' })
    throw new Error('no')
  })
  await expect(doomed).rejects.toThrow('no')
  await world.settle(background)
  expect(greeted).toEqual([])
})

test('an event reaches its reaction, and the job it enqueues is done', async () => {
  const accountId = newId()
  await announce(world.ctx(), 'account.changed', { accountId })
  await world.settle(background)
  expect(greeted).toEqual([accountId])
})

test('a job waits for its time, once for each key, and can be taken back', async () => {
  const at = (minutes: number) => new Date(world.now().getTime() + minutes * 60_000)
  await enqueue(world.ctx(), greet, { name: 'first' }, { startAfter: at(30), singletonKey: 'a' })
  await enqueue(world.ctx(), greet, { name: 'second' }, { startAfter: at(30), singletonKey: 'a' })
  await enqueue(world.ctx(), greet, { name: 'taken back' }, { startAfter: at(30), singletonKey: 'b' })
  await world.settle(background)
  expect(greeted).toEqual([])
  await cancelJob(world.ctx(), greet, 'b')
  world.advance(31)
  await world.settle(background)
  expect(greeted).toEqual(['first'])
})

test('a transaction that commits late is not missed, and a long one delays nobody', async () => {
  const { db } = world.kit.database
  let release = () => {}
  const held = new Promise<void>((resolve) => (release = resolve))
  const start = await currentSnapshot(db)
  const [late, early] = [newId(), newId()]
  const slow = inTransaction(world.ctx(), async (ctx) => {
    await announce(ctx, 'account.changed', { accountId: late })
    await held
  })
  await sleep(50)
  await announce(world.ctx(), 'account.changed', { accountId: early })
  const first = await readSpan(db, { after: start })
  expect(first.rows.map(({ ids }) => ids['accountId'])).toEqual([early])
  release()
  await slow
  const second = await readSpan(db, { after: first.snapshot })
  expect(second.rows.map(({ ids }) => ids['accountId'])).toEqual([late])
  expect((await readSpan(db, { after: second.snapshot })).rows).toEqual([])
  await world.settle(background)
})

test('a span longer than one reading is read to its end', async () => {
  const { db } = world.kit.database
  const start = await currentSnapshot(db)
  const ids = Array.from({ length: 7 }, newId)
  for (const accountId of ids) await announce(world.ctx(), 'account.changed', { accountId })
  const first = await readSpan(db, { after: start }, undefined, 4)
  const second = await readSpan(db, { after: start, upTo: first.snapshot }, first.rows.at(-1), 4)
  expect([...first.rows, ...second.rows].map((row) => row.ids['accountId'])).toEqual(ids)
  await world.settle(background)
})

test('a running worker picks work up at once, and does again what threw', { timeout: 30_000 }, async () => {
  const hearing = await startHearing(world.kit, world.urls.appUrl)
  const running = await startWorker(world.kit, background)
  world.kit.bus.onHeard((all: readonly Announcement[]) => heard.push(...all.map(({ ids }) => ids['accountId'] ?? '')))
  const began = performance.now()
  const accountId = newId()
  await announce(world.ctx(), 'account.changed', { accountId })
  await until(() => greeted.includes(accountId) && heard.includes(accountId))
  expect(performance.now() - began).toBeLessThan(500)
  failing = 1
  const again = newId()
  await announce(world.ctx(), 'account.changed', { accountId: again })
  await until(() => failing < 1)
  await sleep(100)
  expect(greeted).not.toContain(again)
  // The world's clock stands still days ahead of the database's: bring the second try forward.
  await world.owner.pool.query(`update pgboss.job set start_after = pgboss.job_now() where state < 'active'`)
  await until(() => greeted.includes(again))
  const schedules = await world.owner.pool.query('select key, timezone from pgboss.schedule')
  expect(schedules.rows).toContainEqual({ key: `test.daily/${world.tenantId}`, timezone: 'Asia/Shanghai' })
  await running.stop()
  await hearing.stop()
})

test('what was announced while nobody worked is done at the next start', async () => {
  const accountId = newId()
  await announce(world.ctx(), 'account.changed', { accountId })
  const running = await startWorker(world.kit, background)
  await until(() => greeted.includes(accountId))
  await running.stop()
})

test('a thousand jobs are done in a second', { timeout: 30_000 }, async () => {
  await inTransaction(world.ctx(), async (ctx) => {
    for (let n = 0; n < 1000; n++) await enqueue(ctx, greet, { name: `n${n}` })
  })
  const running = await startWorker(world.kit, background)
  const began = performance.now()
  await until(() => greeted.length >= 1000)
  const took = performance.now() - began
  await running.stop()
  expect(new Set(greeted).size).toBe(1000)
  expect(took).toBeLessThan(4000) // a second on a machine with nothing else to do
})
