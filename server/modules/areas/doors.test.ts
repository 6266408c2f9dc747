// Doors of one building: found or made by whatever people write, and named by the card at the door.
import { afterAll, describe, expect, test } from 'vitest'
import { systemContext } from '../../kit/context.ts'
import { newId } from '../../kit/ids.ts'
import { as, freshWorld, person, role, testApp, tokenBook } from '../../kit/testing.ts'
import { doorColumns } from '../people/service.ts'
import { areaRoutes } from './routes.ts'
import { addArea, doorByCard, doorCodesUnder, endUnusedAreas, ensureDoor, ensureDoors } from './service.ts'

const world = await freshWorld()
const book = tokenBook()
const app = await testApp(world, areaRoutes, book.actorOf)
const anyone = as(app, undefined)
const visitor = { host: 'xinzhu.test' }
const staff = (name: Parameters<typeof role>[0], path: string) =>
  as(app, book.tokenFor(person(world.tenantId, { held: [role(name, path)] })))

const xinzhu = await addArea(world.ctx(), { kind: 'community', name: '新竹社区' })
const grid = await addArea(world.ctx(), { parentId: xinzhu.id, kind: 'grid', name: '第一网格' })
const point = { lat: 22.82, lon: 108.33 }
const building = await addArea(world.ctx(), { parentId: grid.id, kind: 'building', name: '3号楼', point })
await ensureDoor(world.ctx(), building.id, '2单元301')
const gridWorker = staff('grid_worker', grid.path)
const resident = staff('resident', building.path)

afterAll(async () => {
  await app.close()
  await world.close()
})

/** A household behind the door, as the register keeps it: at the building, the door itself sealed. */
const someoneLivesAt = async (doorId: string) => {
  const { tenantId, owner } = world
  const [householdId, personId] = [newId(), newId()]
  const door = doorColumns(world.ctx(), { areaId: doorId, name: '701' })
  await owner.db
    .insertInto('household')
    .values({ tenantId, id: householdId, areaId: building.id, ...door })
    .execute()
  await owner.db.insertInto('person').values({ tenantId, id: personId, name: '王小二', callName: '王阿姨' }).execute()
  const member = { tenantId, id: newId(), householdId, personId, fromOn: '2020-01-01' }
  await owner.db.insertInto('householdMember').values(member).execute()
}

describe('doors', () => {
  test('however it is written, it is the same door, and its unit is made with it', async () => {
    const written = ['5单元502', '5单元502室', '五单元 502', '5-502']
    const doors = await ensureDoors(world.ctx(), building.id, written)
    expect(new Set([...doors.values()].map(({ id }) => id)).size).toBe(1)
    const door = doors.get('5-502')
    expect(door).toMatchObject({ name: '502', kind: 'door' })
    const unit = (await anyone.get(`/areas/${door?.parentId}`, visitor)).body
    expect(unit).toMatchObject({
      name: '5单元',
      kind: 'unit',
      parentId: building.id,
      point: { lat: 22.82, lon: 108.33 },
    })
  })

  test('two neighbours who write the same new door at the same moment get one door', async () => {
    const made = await Promise.all(Array.from({ length: 8 }, () => ensureDoor(world.ctx(), building.id, '6单元601')))
    expect(new Set(made.map(({ id }) => id)).size).toBe(1)
  })

  test('an import that is undone leaves no door and no unit behind, but keeps what is lived in', async () => {
    const doors = await ensureDoors(world.ctx(), building.id, ['7单元701', '7单元702', '8单元801'])
    const id = (name: string) => doors.get(name)?.id ?? ''
    await someoneLivesAt(id('7单元701'))
    const ended = await endUnusedAreas(
      world.ctx(),
      [...doors.values()].map((door) => door.id),
    )
    const unit8 = doors.get('8单元801')?.parentId
    expect(new Set(ended)).toEqual(new Set([id('7单元702'), id('8单元801'), unit8]))
    expect(await endUnusedAreas(world.ctx(), [building.id])).toEqual([])
  })

  test('a door behind which somebody lives does not end, and neither does its unit', async () => {
    const door = await ensureDoor(world.ctx(), building.id, '9单元901')
    await someoneLivesAt(door.id)
    const lead = staff('community_lead', xinzhu.path)
    expect((await lead.post(`/areas/${door.id}/end`, { version: 1 })).body.code).toBe('area.in_use')
    expect((await lead.post(`/areas/${door.parentId}/end`, { version: 1 })).body.code).toBe('area.in_use')
    const empty = await ensureDoor(world.ctx(), building.id, '9单元902')
    expect((await lead.post(`/areas/${empty.id}/end`, { version: 1 })).status).toBe(200)
    expect((await ensureDoor(world.ctx(), building.id, '9单元902')).id).not.toBe(empty.id)
  })
})

describe('door cards', () => {
  const card = async () =>
    (await doorCodesUnder(world.ctx(), building.path)).find(({ doorName }) => doorName === '2单元301')

  test('printing gives every door a code; scanning it names the door and nobody who lives there', async () => {
    const printed = await gridWorker.post(`/areas/${building.id}/door-cards`, {})
    expect(printed.status).toBe(200)
    expect(printed.bytes.subarray(0, 5).toString()).toBe('%PDF-')
    const code = (await card())?.code ?? ''
    expect(code).toMatch(/^[\w-]{22}$/)
    const { body } = await anyone.get(`/door-cards/${code}`, visitor)
    expect(body).toEqual({
      areaId: (await card())?.areaId,
      doorName: '2单元301',
      buildingId: building.id,
      buildingName: '3号楼',
      communityName: '新竹社区',
    })
    const stored = await world.owner.db
      .selectFrom('area')
      .selectAll()
      .where('id', '=', body.areaId)
      .executeTakeFirstOrThrow()
    expect(JSON.stringify(stored)).not.toContain(code)
  })

  test('printing again keeps the codes, so a lost card can be replaced; renewing makes the old ones worthless', async () => {
    const before = (await card())?.code ?? ''
    await gridWorker.post(`/areas/${building.id}/door-cards`, {})
    expect((await card())?.code).toBe(before)
    await gridWorker.post(`/areas/${building.id}/door-cards`, { renew: true })
    const after = (await card())?.code ?? ''
    expect(after).not.toBe(before)
    expect((await anyone.get(`/door-cards/${before}`, visitor)).body.code).toBe('area.unknown_card')
    expect((await anyone.get(`/door-cards/${after}`, visitor)).status).toBe(200)
  })

  test('a card of one tenant opens nothing at another', async () => {
    const code = (await card())?.code ?? ''
    const tenantId = await world.addTenant('elsewhere')
    expect(await doorByCard(systemContext(world.kit, tenantId, 'test'), code)).toBeNull()
    expect((await anyone.get('/door-cards/AAAAAAAAAAAAAAAAAAAAAA', visitor)).body.code).toBe('area.unknown_card')
    expect((await anyone.get('/door-cards/no', visitor)).status).toBe(404)
  })

  test('only staff of the place print; a building without doors says so', async () => {
    expect((await anyone.post(`/areas/${building.id}/door-cards`, {}, visitor)).status).toBe(401)
    expect((await resident.post(`/areas/${building.id}/door-cards`, {})).status).toBe(403)
    expect((await staff('grid_worker', `${xinzhu.path}.g99`).post(`/areas/${building.id}/door-cards`, {})).status).toBe(
      404,
    )
    expect((await gridWorker.post(`/areas/${grid.id}/door-cards`, {})).status).toBe(404)
    const bare = await addArea(world.ctx(), { parentId: grid.id, kind: 'building', name: '88号楼' })
    expect((await gridWorker.post(`/areas/${bare.id}/door-cards`, {})).body.code).toBe('area.nothing_to_print')
  })
})
