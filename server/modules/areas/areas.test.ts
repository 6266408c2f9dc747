// The area tree of one street, as its managers build it, and its residents and visitors see it.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemContext } from '../../kit/context.ts'
import { newId, type TenantId } from '../../kit/ids.ts'
import { as, freshWorld, person, role, testApp, tokenBook } from '../../kit/testing.ts'
import { areaRoutes } from './routes.ts'
import { addArea, communityOf, endUnusedAreas, ensureDoor, liveAreaOf } from './service.ts'

const world = await freshWorld()
const book = tokenBook()
const app = await testApp(world, areaRoutes, book.actorOf)
const anyone = as(app, undefined)
const visitor = { host: 'xinzhu.test' }
const staff = (name: Parameters<typeof role>[0], path: string, tenantId = world.tenantId) =>
  as(app, book.tokenFor(person(tenantId, { held: [role(name, path)] })))

const add = (parentId: string, kind: 'grid' | 'building', name: string, more: object = {}) =>
  addArea(world.ctx(), { parentId, kind, name, ...more })

const street = await addArea(world.ctx(), { kind: 'street', name: '新竹街道', code: '450103001000' })
const xinzhu = await addArea(world.ctx(), {
  parentId: street.id,
  kind: 'community',
  name: '新竹社区',
  code: '450103001005',
})
const grid = await add(xinzhu.id, 'grid', '第一网格', { code: '450103001005001' })
const building = await add(grid.id, 'building', '3号楼', { point: { lat: 22.82, lon: 108.33 } })
const lead = staff('community_lead', xinzhu.path)
const gridWorker = staff('grid_worker', grid.path)
const resident = staff('resident', building.path)

/** A household of so many behind a building or unit; the person's own module is not needed for counting. */
const moveIn = async (areaId: string, people: number, tenantId: TenantId = world.tenantId) => {
  const { db } = world.owner
  const householdId = newId()
  await db.insertInto('household').values({ tenantId, id: householdId, areaId }).execute()
  for (let n = 0; n < people; n++) {
    const personId = newId()
    await db.insertInto('person').values({ tenantId, id: personId, name: '王小二', callName: '王阿姨' }).execute()
    await db
      .insertInto('householdMember')
      .values({ tenantId, id: newId(), householdId, personId, fromOn: '2020-01-01' })
      .execute()
  }
  return householdId
}

beforeAll(async () => {
  await moveIn(building.id, 3)
  await moveIn((await ensureDoor(world.ctx(), building.id, '2单元301')).parentId ?? '', 2)
})
afterAll(async () => {
  await app.close()
  await world.close()
})

describe('looking', () => {
  test('whoever comes by sees the tree, but not how many live there', async () => {
    const top = await anyone.get('/areas', visitor)
    expect(top.body.items).toMatchObject([
      { name: '新竹街道', kind: 'street', counts: { children: 1, households: null, people: null } },
    ])
    const { body } = await anyone.get(`/areas?parentId=${street.id}`, visitor)
    expect(body.items).toMatchObject([{ id: xinzhu.id, counts: { children: 1, households: null, people: null } }])
    expect((await resident.get(`/areas/${building.id}`)).body.counts).toEqual({
      children: 1,
      households: null,
      people: null,
    })
  })

  test('staff see the counts where their role reaches, and nowhere else', async () => {
    const other = await add(xinzhu.id, 'grid', '第二网格')
    const { body } = await gridWorker.get(`/areas?parentId=${xinzhu.id}`)
    expect(body.items.map((area: { name: string; counts: object }) => [area.name, area.counts])).toEqual([
      ['第一网格', { children: 1, households: 2, people: 5 }],
      ['第二网格', { children: 0, households: null, people: null }],
    ])
    expect((await lead.get(`/areas/${xinzhu.id}`)).body.counts).toEqual({ children: 2, households: 2, people: 5 })
    await endUnusedAreas(world.ctx(), [other.id])
  })

  test('an area names those above it, topmost first', async () => {
    const { body } = await anyone.get(`/areas/${building.id}`, visitor)
    expect(body.above.map((area: { name: string }) => area.name)).toEqual(['新竹街道', '新竹社区', '第一网格'])
    expect(body.point).toEqual({ lat: 22.82, lon: 108.33 })
    expect((await communityOf(world.ctx(), body.path)).id).toBe(xinzhu.id)
    await expect(communityOf(world.ctx(), street.path)).rejects.toThrow('area.unknown')
  })

  test('buildings come in the order one walks, page by page', async () => {
    for (const name of ['10号楼', '2号楼', '1号楼', '11号楼']) await add(grid.id, 'building', name)
    const first = await anyone.get(`/areas?parentId=${grid.id}&kind=building&limit=3`, visitor)
    const rest = await anyone.get(
      `/areas?parentId=${grid.id}&kind=building&limit=3&cursor=${first.body.nextCursor}`,
      visitor,
    )
    const names = [...first.body.items, ...rest.body.items].map((area: { name: string }) => area.name)
    expect(names).toEqual(['1号楼', '2号楼', '3号楼', '10号楼', '11号楼'])
    expect(rest.body.nextCursor).toBeNull()
  })

  test('found by name or code; a percent sign is a percent sign', async () => {
    const byName = await anyone.get(`/areas?q=${encodeURIComponent('10号')}`, visitor)
    expect(byName.body.items).toMatchObject([{ name: '10号楼' }])
    expect((await anyone.get('/areas?q=450103001005001', visitor)).body.items).toMatchObject([{ id: grid.id }])
    expect((await anyone.get('/areas?q=%25', visitor)).body.items).toEqual([])
    const under = await anyone.get(`/areas?underId=${xinzhu.id}&kind=grid`, visitor)
    expect(under.body.items).toMatchObject([{ id: grid.id }])
  })

  test('the map has grids and buildings and not a single door, also when asked from a door', async () => {
    const outline = {
      type: 'Polygon',
      coordinates: [
        [
          [108.3, 22.8],
          [108.4, 22.8],
          [108.4, 22.9],
          [108.3, 22.8],
        ],
      ],
    }
    await lead.patch(`/areas/${grid.id}`, { version: 1, outline })
    const later = { ...outline, coordinates: [outline.coordinates[0]!.map(([lon = 0, lat = 0]) => [lon, lat + 0.001])] }
    expect((await lead.patch(`/areas/${grid.id}`, { version: 2, outline: later })).status).toBe(200)
    const drawn = (await lead.get(`/areas/${grid.id}/outlines`)).body.items
    expect(drawn).toMatchObject([
      { outline: later, toOn: null },
      { outline, toOn: drawn[0].fromOn },
    ])
    const [a, b, c] = outline.coordinates[0] as [number[], number[], number[]]
    const bow = { ...outline, coordinates: [[a, b, [108.3, 22.9], c, a]] }
    expect((await lead.patch(`/areas/${grid.id}`, { version: 3, outline: bow })).status).toBe(400)
    await lead.patch(`/areas/${grid.id}`, { version: 3, outline })
    const door = await ensureDoor(world.ctx(), building.id, '2单元301')
    const { body } = await anyone.get(`/areas/${door.id}/map`, visitor)
    expect(body.grids).toEqual([{ id: grid.id, name: '第一网格', nameEn: '', path: grid.path, outline }])
    expect(body.buildings.map((area: { name: string }) => area.name)).toContain('3号楼')
    expect(JSON.stringify(body)).not.toMatch(new RegExp(`单元301|${door.id}`))
  })

  test('an area of another tenant is not there', async () => {
    const tenantId = await world.addTenant('jincheng')
    const theirs = await addArea(systemContext(world.kit, tenantId, 'test'), { kind: 'community', name: '金城社区' })
    expect((await anyone.get(`/areas/${theirs.id}`, visitor)).status).toBe(404)
    expect((await anyone.get(`/areas?parentId=${theirs.id}`, visitor)).status).toBe(404)
    expect((await lead.get(`/areas/${theirs.id}/map`)).status).toBe(404)
    expect((await lead.patch(`/areas/${theirs.id}`, { version: 1, name: '我的' })).status).toBe(404)
    expect((await lead.post('/areas', { parentId: theirs.id, kind: 'grid', name: '我的' })).status).toBe(404)
    const own = await as(app).get('/areas', { host: 'jincheng.test' })
    expect(own.body.items).toMatchObject([{ name: '金城社区' }])
  })
})

describe('changing', () => {
  test('the lead adds a building, renames it, and whoever read an older version is told', async () => {
    const made = await lead.post('/areas', {
      parentId: grid.id,
      kind: 'building',
      name: '20号楼',
      nameEn: 'Building 20',
    })
    expect(made.body).toMatchObject({ name: '20号楼', kind: 'building', parentId: grid.id, version: 1 })
    expect(made.body.path.startsWith(`${grid.path}.b`)).toBe(true)
    const renamed = await lead.patch(`/areas/${made.body.id}`, { version: 1, name: '20号楼（新）' })
    expect(renamed.body).toMatchObject({ name: '20号楼（新）', version: 2 })
    expect((await lead.patch(`/areas/${made.body.id}`, { version: 1, name: '又一个' })).body.code).toBe('row.stale')
    const act = await world.owner.db
      .selectFrom('auditEntry')
      .select('act')
      .where('subjectId', '=', made.body.id)
      .orderBy('id')
      .execute()
    expect(act).toEqual([{ act: 'area.added' }, { act: 'area.changed' }])
  })

  test.each([
    ['a door straight in a grid', { kind: 'door', name: '301' }, 'area.wrong_kind'],
    ['a street below a grid', { kind: 'street', name: '街道' }, 'area.wrong_kind'],
    ['a code of another community', { kind: 'building', name: '30号楼', code: '450103001006001' }, 'area.code_wrong'],
    ['a name that is there', { kind: 'building', name: '3号楼' }, 'area.name_taken'],
    [
      'an outline that is open',
      {
        kind: 'building',
        name: '31号楼',
        outline: {
          type: 'Polygon',
          coordinates: [
            [
              [1, 1],
              [2, 2],
              [3, 3],
              [4, 4],
            ],
          ],
        },
      },
      'input.invalid',
    ],
  ])('%s is refused', async (_, area, code) => {
    expect((await lead.post('/areas', { parentId: grid.id, ...area })).body.code).toBe(code)
  })

  test('a code is never used again, not even after its area ended', async () => {
    const made = await lead.post('/areas', {
      parentId: xinzhu.id,
      kind: 'grid',
      name: '第八网格',
      code: '450103001005008',
    })
    expect((await lead.post(`/areas/${made.body.id}/end`, { version: 1 })).body.validTo).toBe('2026-11-25')
    const again = await lead.post('/areas', {
      parentId: xinzhu.id,
      kind: 'grid',
      name: '第八网格',
      code: '450103001005008',
    })
    expect(again.body.code).toBe('area.code_taken')
    const other = await lead.post('/areas', {
      parentId: xinzhu.id,
      kind: 'grid',
      name: '第八网格',
      code: '450103001005009',
    })
    expect(other.body.path).not.toBe(made.body.path)
  })

  test('where people live, nothing ends; an empty building ends with its doors', async () => {
    expect((await lead.post(`/areas/${building.id}/end`, { version: building.version })).body.code).toBe('area.in_use')
    expect((await lead.post(`/areas/${xinzhu.id}/end`, { version: xinzhu.version })).body.code).toBe('area.in_use')
    const empty = await add(grid.id, 'building', '99号楼')
    const door = await ensureDoor(world.ctx(), empty.id, '101')
    expect((await lead.post(`/areas/${empty.id}/end`, { version: 1 })).status).toBe(200)
    expect((await lead.post(`/areas/${empty.id}/end`, { version: 1 })).body.code).toBe('row.stale')
    await expect(liveAreaOf(world.ctx(), door.id)).rejects.toThrow('area.unknown')
    await expect(ensureDoor(world.ctx(), empty.id, '102')).rejects.toThrow('area.unknown')
    expect(
      (await anyone.get(`/areas?parentId=${grid.id}`, visitor)).body.items.map((one: { name: string }) => one.name),
    ).not.toContain('99号楼')
  })

  test('a resident and a grid worker may not; a lead of another community sees nothing there', async () => {
    const body = { parentId: grid.id, kind: 'building', name: '77号楼' }
    expect((await anyone.post('/areas', body, visitor)).status).toBe(401)
    expect((await resident.post('/areas', body)).status).toBe(403)
    expect((await gridWorker.post('/areas', body)).status).toBe(403)
    expect((await staff('community_lead', `${street.path}.c99`).post('/areas', body)).status).toBe(404)
    expect((await lead.post('/areas', { kind: 'district', name: '城区' })).body.code).toBe('area.wrong_kind')
  })
})
