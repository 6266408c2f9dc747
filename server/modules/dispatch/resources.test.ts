// The resources of a place: found by word, tag and time; whoever is away or at work is not free.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Hands } from '../../kit/testing.ts'
import { dispatchTown } from '../../seed/helping-town.ts'
import type { DispatchTown } from '../../seed/helping-town.ts'

type Resource = { kind: string; id: string; name: string; tags: string[]; freeNow: boolean | null }

let town: DispatchTown
let desk: Hands
let areaId: string
beforeAll(async () => {
  town = await dispatchTown()
  desk = await town.hands('韦敏')
  areaId = (await town.rows(`select id from area where name = '新竹社区' limit 1`))[0]!['id']
}, 60_000)
afterAll(() => town.close())

const list = async (more = '') => {
  const { status, body } = await desk.get(`/resources?areaId=${areaId}${more}`)
  expect(status, JSON.stringify(body)).toBe(200)
  return body as { items: Resource[]; total: number; tags: string[] }
}

test('people, organisations, teams and services are one list, narrowed by kind, word and tag', async () => {
  const all = await list()
  expect(new Set((await list('&kind=person')).items.map((one) => one.kind))).toEqual(new Set(['person']))
  expect(all.total).toBeGreaterThan(20)
  for (const kind of ['organisation', 'team', 'service']) expect((await list(`&kind=${kind}`)).total).toBeGreaterThan(0)
  const plumbers = await list('&kind=person&tag=plumbing')
  expect(plumbers.total).toBeGreaterThan(0)
  for (const one of plumbers.items) expect(one.tags).toContain('plumbing')
  const [first] = plumbers.items
  const named = await list(`&kind=person&q=${encodeURIComponent(first!.name)}`)
  expect(named.items.map((one) => one.id)).toContain(first!.id)
})

test('whoever goes away is not free now, whoever says so is', async () => {
  const [helper] = (await list('&kind=person&tag=plumbing')).items
  const free = async () =>
    (await list('&kind=person&free=true&tag=plumbing')).items.some((one) => one.id === helper!.id)
  await town.rows('update volunteer set free_until = $2 where id = $1', [
    helper!.id,
    new Date(town.world.now().getTime() + 3_600_000),
  ])
  expect(await free()).toBe(true)
  await town.rows('update volunteer set away_from = $2, away_to = null where id = $1', [helper!.id, town.world.now()])
  expect(await free()).toBe(false)
})

test('another community is not mine to look into', async () => {
  const other = (await town.rows(`select id from area where name = '金城社区' limit 1`))[0]!['id']
  const wang = await town.hands('王桂芳')
  expect((await wang.get(`/resources?areaId=${areaId}`)).status).toBe(403)
  expect([200, 404]).toContain((await desk.get(`/resources?areaId=${other}`)).status)
})
