// Contact cards on paper: who answers for a building, the hotline, and a QR for each door.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../../kit/ids.ts'
import { role } from '../../kit/testing.ts'
import { addArea, changeArea, doorCodesUnder, ensureDoors, getArea, printDoorCards } from '../areas/service.ts'
import { noticeWorld } from './testing.ts'

const world = await noticeWorld()
const xinzhu = await addArea(world.ctx(), { kind: 'community', name: '新竹社区' })
const grid = await addArea(world.ctx(), { parentId: xinzhu.id, kind: 'grid', name: '第一网格' })
const building = await addArea(world.ctx(), { parentId: grid.id, kind: 'building', name: '3号楼' })
await ensureDoors(world.ctx(), building.id, ['1单元101', '1单元102', '2单元201'])
const gridWorker = await world.newcomer({ held: [role('grid_worker', grid.path)], mobile: '10000000456' })
const leader = await world.newcomer({ held: [role('building_leader', building.path)], mobile: '10000000123' })

const holds = async (personId: string, name: string, areaId: string) => {
  const { tenantId, owner } = world
  const accountId = newId()
  await owner.db.insertInto('account').values({ tenantId, id: accountId, personId }).execute()
  await owner.db
    .insertInto('roleHolding')
    .values({ tenantId, id: newId(), accountId, role: name, areaId, fromAt: world.now() })
    .execute()
}

beforeAll(async () => {
  await holds(gridWorker.personId, 'grid_worker', grid.id)
  await holds(leader.personId, 'building_leader', building.id)
  await world.owner.db
    .updateTable('tenant')
    .set({ hotline: '0771-000 1234' })
    .where('id', '=', world.tenantId)
    .execute()
  world.kit.tenants.forget()
})
afterAll(() => world.close())

/** What a template was given, in place of what it made of it. */
const printed: { template: string; data: Record<string, unknown> }[] = []
const { print } = world.kit.press
Object.assign(world.kit.press, {
  print: (order: (typeof printed)[number] & Parameters<typeof print>[0]) => {
    printed.push(order)
    return print(order)
  },
})

test('the grid worker prints a card for every door, and reading it changes nothing', async () => {
  const { status, bytes, headers } = await gridWorker.hands.get(`/areas/${building.id}/contact-cards.pdf`)
  expect(status).toBe(200)
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
  expect(headers['content-disposition']).toContain(encodeURIComponent('联系卡-3号楼.pdf'))
  expect(printed.at(-1)?.data).toMatchObject({
    community: '新竹社区',
    building: '3号楼',
    hotline: '0771-000 1234',
    demo: false,
    printedOn: '2026-11-25',
    contacts: [
      { office: '楼栋长', name: '王阿姨', phone: '100 0000 0123' },
      { office: '网格员', name: '王阿姨', phone: '100 0000 0456' },
    ],
    cards: [{ door: '1单元101' }, { door: '1单元102' }, { door: '2单元201' }],
  })
  expect((await doorCodesUnder(world.ctx(), building.path)).every(({ code }) => code === null)).toBe(true)
  const audit = await world.owner.db
    .selectFrom('auditEntry')
    .select('detail')
    .where('act', '=', 'contact_cards.printed')
    .execute()
  expect(audit).toMatchObject([{ detail: { cards: 3, personIds: [leader.personId, gridWorker.personId] } }])
})

test('a door with a card has a QR of its own, the others share that of the building', async () => {
  const qrs = () => ((printed.at(-1)?.data['cards'] ?? []) as { qr: string }[]).map(({ qr }) => qr)
  await gridWorker.hands.get(`/areas/${building.id}/contact-cards.pdf`)
  expect(new Set(qrs()).size).toBe(1)
  const [, , door] = await doorCodesUnder(world.ctx(), building.path)
  await printDoorCards(world.ctx(), door?.areaId ?? '', false)
  await gridWorker.hands.get(`/areas/${building.id}/contact-cards.pdf`)
  expect(new Set(qrs()).size).toBe(2)
})

test('Typst code and odd characters in a name stay a name; a character nobody can print is named', async () => {
  const odd = await addArea(world.ctx(), { parentId: grid.id, kind: 'building', name: '#panic("x") $ 𠮷㛃 *楼*' })
  await ensureDoors(world.ctx(), odd.id, ['101'])
  expect((await gridWorker.hands.get(`/areas/${odd.id}/contact-cards.pdf`)).status).toBe(200)
  const emoji = await addArea(world.ctx(), { parentId: grid.id, kind: 'building', name: '🏠楼' })
  await ensureDoors(world.ctx(), emoji.id, ['101'])
  const { status, body } = await gridWorker.hands.get(`/areas/${emoji.id}/contact-cards.pdf`)
  expect(status).toBe(422)
  expect(body).toMatchObject({ code: 'print.missing_character', detail: '🏠' })
})

test('a demo says so on every card', async () => {
  await world.owner.db.updateTable('tenant').set({ demo: true }).where('id', '=', world.tenantId).execute()
  world.kit.tenants.forget()
  await gridWorker.hands.get(`/areas/${building.id}/contact-cards.pdf`)
  expect(printed.at(-1)?.data['demo']).toBe(true)
  expect(printed.at(-1)?.template).toContain('演示')
})

test('not for a resident, not elsewhere, not without doors', async () => {
  const resident = await world.newcomer()
  expect((await resident.hands.get(`/areas/${building.id}/contact-cards.pdf`)).status).toBe(403)
  const elsewhere = await world.newcomer({ held: [role('grid_worker', `${xinzhu.path}.g99`)] })
  expect((await elsewhere.hands.get(`/areas/${building.id}/contact-cards.pdf`)).status).toBe(404)
  expect((await gridWorker.hands.get(`/areas/${grid.id}/contact-cards.pdf`)).status).toBe(404)
  const bare = await addArea(world.ctx(), { parentId: grid.id, kind: 'building', name: '88号楼' })
  const { body } = await gridWorker.hands.get(`/areas/${bare.id}/contact-cards.pdf`)
  expect(body.code).toBe('area.nothing_to_print')
})

test('the clinic of the community stands on the card, once somebody has written it down', async () => {
  const clinic = { name: '新竹社区卫生服务站', phone: '0771-000 0099' }
  const { version } = await changeArea(world.ctx(), xinzhu.id, { version: 1, clinic })
  expect((await getArea(world.ctx(), xinzhu.id)).clinic).toEqual(clinic)
  await gridWorker.hands.get(`/areas/${building.id}/contact-cards.pdf`)
  const contacts = printed.at(-1)?.data['contacts'] as object[]
  expect(contacts.at(-1)).toEqual({ office: '卫生站', ...clinic })
  await changeArea(world.ctx(), xinzhu.id, { version, clinic: null })
  expect((await getArea(world.ctx(), xinzhu.id)).clinic).toBeNull()
})
