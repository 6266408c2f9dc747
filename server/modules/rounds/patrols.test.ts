// A patrol from the desk to its checkpoints, and the calendar that shows it.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { routes } from '../../api.ts'
import type { Hands } from '../../kit/testing.ts'
import { type SmallTown, smallTown } from '../../seed/small.ts'
import { background } from '../../worker.ts'

let town: SmallTown
let lead: Hands
let grid: Hands
let communityId: string
const at = (clock: string) => town.world.setNow(new Date(`${clock}+08:00`))

beforeAll(async () => {
  town = await smallTown(routes, background)
  lead = await town.hands('梁斌')
  grid = await town.hands('农艳')
  await town.world.owner.pool.query(`update session set expires_at = '2027-06-01'`)
  communityId = (
    await town.world.owner.pool.query(`select id from area where kind = 'community' order by path limit 1`)
  ).rows[0].id
}, 90_000)
afterAll(() => town.close())

const plan = async (body: object) => {
  const reply = await lead.post('/rounds', { areaId: communityId, ...body })
  expect(reply.status, JSON.stringify(reply.body)).toBe(200)
  return reply.body
}
const searched = async (round: { id: string; version: number }) => {
  expect((await lead.post(`/rounds/${round.id}/solve`, { version: round.version, seconds: 1 })).status).toBe(200)
  await town.settle()
  return (await lead.get(`/rounds/${round.id}`)).body
}

test('a patrol passes its checkpoints in turn, each proved by the code that hangs there', async () => {
  at('2026-12-01T08:00')
  const places = (
    await town.world.owner.pool.query(
      `select id from area where kind = 'building' and path like 's1.c1.%' or kind = 'building' order by path limit 2`,
    )
  ).rows
  const made = []
  for (const [index, { id }] of places.entries())
    made.push((await lead.post('/checkpoints', { areaId: id, name: `配电房${index + 1}` })).body)
  const nong = await town.personId('农艳')
  const round = await searched(
    await plan({
      day: '2026-12-01',
      name: '夜巡',
      picks: [{ kind: 'patrol', checkpointIds: made.map(({ id }) => id) }],
      walkers: [{ personId: nong, from: '09:00', to: '11:00', breakMinutes: 0 }],
    }),
  )
  expect(round.kind).toBe('patrol')
  await lead.post(`/rounds/${round.id}/publish`, { version: round.version })
  const [first] = (await grid.get('/rounds/mine')).body.items
  expect((await grid.post(`/round-stops/${first.id}/check-in`, {})).body.code).toBe('round.code_needed')
  const codes = new Map<string, string>()
  for (const row of (await town.world.owner.pool.query(`select name, code_sealed from checkpoint`)).rows)
    codes.set(row.name, town.world.kit.vault.open(town.tenantId, 'checkpoint.code', row.code_sealed))
  const wrong = [...codes].find(([name]) => name !== first.checkpointName)![1]
  expect((await grid.post(`/round-stops/${first.id}/check-in`, { doorCode: wrong })).body.code).toBe(
    'round.other_checkpoint',
  )
  expect(
    (
      await grid.post(`/round-stops/${first.id}/check-in`, {
        doorCode: `https://x/rounds?checkpoint=${codes.get(first.checkpointName)}`,
      })
    ).status,
  ).toBe(200)
  expect((await grid.post(`/round-stops/${first.id}/seen`, { seen: {} })).body.state).toBe('done')
  const cards = await lead.get(`/checkpoints/cards.pdf?areaId=${communityId}`)
  expect(cards.bytes.subarray(0, 5).toString()).toBe('%PDF-')
}, 60_000)

test('the calendar of rounds names who and where, never the door', async () => {
  const { url } = (await grid.post('/calendar-feeds', { kind: 'rounds' })).body
  const reply = await grid.get(new URL(url).pathname.replace('/api/v1', ''), {
    authorization: '',
    host: 'linbang.test',
  })
  expect(String(reply.body)).toMatch(/BEGIN:VEVENT[\s\S]*DTSTART:\d{8}T\d{6}Z/)
  expect(String(reply.body)).not.toMatch(/单元\d/)
})
