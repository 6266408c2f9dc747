// The live stream: everyone hears what concerns them and nothing else, also after an interruption.
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { inTransaction } from './context.ts'
import { announce } from './events.ts'
import { newId } from './ids.ts'
import { startHearing } from './outbox.ts'
import { as, freshWorld, person, role, testApp, tokenBook } from './testing.ts'

const world = await freshWorld()
const hearing = await startHearing(world.kit, world.urls.appUrl)
const { actorOf, tokenFor } = tokenBook()
const app = await testApp(world, [], actorOf, { hearing })
const address = await app.listen({ port: 0, host: '127.0.0.1' })
const open: AbortController[] = []
afterAll(async () => {
  await app.close()
  await hearing.stop()
  await world.close()
})
beforeEach(() => {
  while (open.length > 0) open.pop()?.abort()
})

type Ears = {
  readonly heard: { event: string; ids: Record<string, string> }[]
  resets: number
  lastId: string
  ended: boolean
}

const take = (ears: Ears, block: string) => {
  const field = (name: string) =>
    block
      .split('\n')
      .find((line) => line.startsWith(`${name}: `))
      ?.slice(name.length + 2)
  ears.lastId = field('id') ?? ears.lastId
  if (field('event') === 'reset') ears.resets += 1
  else if (field('data')) ears.heard.push(JSON.parse(field('data') ?? ''))
}

const listen = async (token: string, lastId?: string, search = ''): Promise<Ears & { leave: () => void }> => {
  const abort = new AbortController()
  open.push(abort)
  const headers = { authorization: `Bearer ${token}`, ...(lastId && { 'last-event-id': lastId }) }
  const reply = await fetch(`${address}/api/v1/events${search}`, { headers, signal: abort.signal })
  expect(reply.headers.get('content-type')).toContain('text/event-stream')
  const ears = { heard: [] as Ears['heard'], resets: 0, lastId: '', ended: false, leave: () => abort.abort() }
  const read = async () => {
    let rest = ''
    for await (const part of reply.body ?? []) {
      const blocks = (rest + Buffer.from(part).toString()).split('\n\n')
      rest = blocks.pop() ?? ''
      for (const block of blocks) take(ears, block)
    }
  }
  void read()
    .catch(() => undefined)
    .finally(() => (ears.ended = true))
  await until(() => ears.lastId !== '')
  return ears
}
const until = async (condition: () => boolean) => {
  for (let waited = 0; !condition(); waited += 5) {
    if (waited > 4000) throw new Error('waited in vain')
    await sleep(5)
  }
}
const requestAt = async (areaPath: string, personIds: string[] = []) => {
  const requestId = newId()
  await announce(world.ctx(), 'request.reported', { requestId, areaPath, personIds })
  return requestId
}

test('nobody listens without a session', async () => {
  expect((await as(app).get('/events')).status).toBe(401)
})

test('the person concerned and the staff of the area hear; neighbours, other areas and other tenants do not', async () => {
  const wei = person(world.tenantId, { held: [role('resident', 'x.c1.b1')] })
  const asker = await listen(tokenFor(wei))
  const neighbour = await listen(tokenFor(person(world.tenantId, { held: [role('resident', 'x.c1.b1')] })))
  const near = await listen(tokenFor(person(world.tenantId, { held: [role('operator', 'x.c1')] })))
  const far = await listen(tokenFor(person(world.tenantId, { held: [role('operator', 'x.c10')] })))
  const half = await listen(tokenFor(person(world.tenantId, { held: [role('operator', 'x.c1')], secondFactor: false })))
  const elsewhere = await listen(
    tokenFor(person(await world.addTenant('elsewhere'), { held: [role('operator', 'x.c1')] })),
  )
  const requestId = await requestAt('x.c1.b1', [wei.personId])
  const message = { event: 'request.reported', ids: { requestId } }
  await until(() => asker.heard.length > 0 && near.heard.length > 0)
  await sleep(30)
  expect([asker.heard, near.heard]).toEqual([[message], [message]])
  expect([neighbour, far, half, elsewhere].map(({ heard }) => heard)).toEqual([[], [], [], []])
})

test('what happened between the first answer and the first listening is told', async () => {
  const token = tokenFor(person(world.tenantId, { held: [role('operator', 'x.c1')] }))
  await sleep(1100) // the ids are noted once a second
  const requestId = await requestAt('x.c1.b1')
  const early = await listen(token, undefined, '?ago=60000')
  const odd = await listen(token, undefined, '?ago=long')
  expect(early.heard.map(({ ids }) => ids['requestId'])).toContain(requestId)
  expect(odd.resets).toBe(0)
})

test('nothing is heard of what was rolled back', async () => {
  const staff = await listen(tokenFor(person(world.tenantId, { held: [role('operator', 'x')] })))
  const doomed = inTransaction(world.ctx(), async (ctx) => {
    await announce(ctx, 'request.reported', { requestId: newId(), areaPath: 'x.c1' })
    throw new Error('no')
  })
  await expect(doomed).rejects.toThrow('no')
  const requestId = await requestAt('x.c1')
  await until(() => staff.heard.length > 0)
  expect(staff.heard.map(({ ids }) => ids['requestId'])).toEqual([requestId])
})

test('who was away hears what was missed, once, in order', async () => {
  const token = tokenFor(person(world.tenantId, { held: [role('operator', 'x')] }))
  const before = await listen(token)
  const first = await requestAt('x.c1')
  await until(() => before.heard.length === 1)
  before.leave()
  await until(() => before.ended)
  const missed = [await requestAt('x.c1'), await requestAt('y'), await requestAt('x.c2')]
  const after = await listen(token, before.lastId)
  const next = await requestAt('x.c3')
  await until(() => after.heard.length >= 3)
  expect(after.heard.map(({ ids }) => ids['requestId'])).toEqual([missed[0], missed[2], next])
  expect(after.heard.map(({ ids }) => ids['requestId'])).not.toContain(first)
})

test('an id that is too old, or out of thin air, says: fetch everything again', async () => {
  const token = tokenFor(person(world.tenantId))
  for (const wrong of ['1.5:5:', 'x', '9999999999.9:5:', `1000000000.${hearing.snapshot()}`]) {
    const ears = await listen(token, wrong)
    expect(ears.resets).toBe(1)
    ears.leave()
  }
})

test('a stream ends at once when its account changes', async () => {
  const staff = person(world.tenantId, { held: [role('operator', 'x')] })
  const [ears, other] = [await listen(tokenFor(staff)), await listen(tokenFor(person(world.tenantId)))]
  await announce(world.ctx(), 'account.changed', { accountId: staff.accountId })
  await until(() => ears.ended)
  expect(other.ended).toBe(false)
})

test('another process hears it too', async () => {
  const staff = await listen(tokenFor(person(world.tenantId, { held: [role('operator', 'x')] })))
  const requestId = newId()
  // As a process would that shares nothing but the database.
  await world.owner.pool.query(
    `insert into outbox (tenant_id, id, event, ids, area_path, happened_at) values ($1, $2, 'request.reported', $3, 'x.c1', now())`,
    [world.tenantId, newId(), JSON.stringify({ requestId })],
  )
  await world.owner.pool.query('notify linbang_outbox')
  await until(() => staff.heard.some(({ ids }) => ids['requestId'] === requestId))
})

test('three hundred listeners hear one event within a second', async () => {
  const tokens = Array.from({ length: 300 }, () => tokenFor(person(world.tenantId, { held: [role('operator', 'x')] })))
  const all = await Promise.all(tokens.map((one) => listen(one)))
  const began = performance.now()
  await requestAt('x.c1')
  await until(() => all.every(({ heard }) => heard.length === 1))
  expect(performance.now() - began).toBeLessThan(1000)
})
