// A community enters its register from Excel: what is wrong is said row by row, what is right is written whole, and taken back.
import { afterAll, expect, test } from 'vitest'
import { readSheet, writeSheets } from '../../kit/sheets.ts'
import type { Reply } from '../../kit/testing.ts'
import { accountRoutes } from '../accounts/routes.ts'
import { foundVillage, type Neighbour } from '../accounts/testing-village.ts'
import { peopleRoutes } from './routes.ts'
import { columnTitles } from './text.ts'

const village = await foundVillage([...accountRoutes, ...peopleRoutes])
const { world, app, places } = village
afterAll(() => village.close())
const worker = await village.person({ name: '社工小农' }, [['community_worker', places.xinzhu]])

type Line = Partial<Record<keyof typeof columnTitles, string>>
const order = Object.keys(columnTitles) as (keyof typeof columnTitles)[]
const sheetOf = (lines: readonly Line[], titles: readonly string[] = Object.values(columnTitles)) =>
  writeSheets([
    {
      name: '登记表',
      columns: titles.map((title) => ({ title })),
      rows: lines.map((line) => order.map((column) => line[column] ?? '')),
    },
  ])

const send = async (who: Neighbour, bytes: Uint8Array): Promise<Reply> => {
  const edge = 'xxEDGExx'
  const head = `--${edge}\r\ncontent-disposition: form-data; name="file"; filename="register.xlsx"\r\ncontent-type: application/octet-stream\r\n\r\n`
  const payload = Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${edge}--\r\n`)])
  const headers = { authorization: `Bearer ${who.token}`, 'content-type': `multipart/form-data; boundary=${edge}` }
  const reply = await app.inject({ method: 'POST', url: '/api/v1/register/imports', payload, headers })
  return { status: reply.statusCode, body: reply.json(), headers: reply.headers, bytes: reply.rawPayload }
}
const phone = (n: number) => `100${String(n).padStart(8, '0')}`
const people = async () =>
  Number(
    (
      await world.database.db
        .selectFrom('person')
        .select(({ fn }) => fn.countAll().as('n'))
        .executeTakeFirstOrThrow()
    ).n,
  )

const fifty: Line[] = Array.from({ length: 50 }, (_, n) => ({
  grid: '第一网格',
  building: n < 40 ? '3号楼' : '7号楼',
  door: `${1 + (n % 3)}单元${101 + Math.floor(n / 2) * 10}`,
  name: `居民${'甲乙丙丁戊己庚辛壬癸'[n % 10]}${'一二三四五'[Math.floor(n / 10)]}`,
  sex: n % 2 ? '男' : '女',
  bornOn: `19${40 + n}/3/8`,
  phone: phone(n + 1),
}))

test('of fifty rows three are wrong: the reader is told which cells and why, and the rest is written', async () => {
  const table = fifty.map((line) => ({ ...line }))
  Object.assign(table[4] ?? {}, { phone: '12345' })
  Object.assign(table[17] ?? {}, { idNumber: '11010519491231002X', bornOn: '1950-01-01' })
  Object.assign(table[44] ?? {}, { grid: '第九网格' })
  const before = await people()
  const { status, body } = await send(worker, await sheetOf(table))
  expect(status).toBe(200)
  expect(body).toMatchObject({ state: 'preview', rowCount: 50, goodCount: 47 })
  expect(body.faults.map(({ row, column }: { row: number; column: string }) => [row, column])).toEqual([
    [6, '手机号'],
    [19, '性别'],
    [19, '出生日期'],
    [46, '网格'],
  ])
  expect(body.faults[3].message).toContain('第一网格')
  expect(body.sample[0]).toMatchObject({ 手机号: '100****0001', 房号: '*单元***' })
  expect(await people()).toBe(before)
  await worker.hands.patch('/me/preferences', { locale: 'en' })
  expect((await send(worker, await sheetOf([{ ...fifty[0], phone: '1' }]))).body.faults[0].message).toBe(
    'This is not a phone number',
  )
  await worker.hands.patch('/me/preferences', { locale: 'zh-CN' })

  expect(await worker.hands.post(`/register/imports/${body.id}/commit`, { skipFaulty: false })).toMatchObject({
    status: 422,
    body: { code: 'import.has_faults' },
  })
  const both = await Promise.all(
    [1, 2].map(() => worker.hands.post(`/register/imports/${body.id}/commit`, { skipFaulty: true })),
  )
  expect(both.map((reply) => reply.status)).toEqual(expect.arrayContaining([200, 409]))
  expect(await people()).toBe(before + 47)
  const done = both.find((reply) => reply.status === 200)?.body
  expect(done).toMatchObject({ state: 'done', made: { buildings: 1, people: 47 } })
  expect((await worker.hands.get('/people?q=居民甲一')).body.items).toMatchObject([
    { buildingName: '3号楼', confirmed: true },
  ])
  const rows = await world.owner.db.selectFrom('importBatch').selectAll().where('id', '=', body.id).execute()
  expect(rows[0]?.rowsSealed).toBeNull()
  expect(JSON.stringify(rows)).not.toContain('居民甲一')

  const again = await send(worker, await sheetOf([fifty[0] ?? {}, { ...fifty[1], name: '新来的', phone: '' }]))
  expect(again.body).toMatchObject({ goodCount: 1, faults: [{ row: 2, column: '姓名' }] })
})

test('what a table made is taken back, unless something stands on it', async () => {
  const lines = [
    { building: '99号楼', grid: '第二网格', door: '101', name: '张三', phone: phone(901) },
    { building: '99号楼', grid: '第二网格', door: '102', name: '李四', phone: phone(902) },
  ]
  const before = await people()
  const first = (await send(worker, await sheetOf(lines))).body
  expect(first.made).toEqual({ buildings: 1, doors: 2, households: 2, people: 2 })
  await worker.hands.post(`/register/imports/${first.id}/commit`, { skipFaulty: false })
  expect((await worker.hands.post(`/register/imports/${first.id}/undo`, {})).body.state).toBe('undone')
  expect(await people()).toBe(before)
  expect(
    await world.database.db
      .selectFrom('area')
      .select('id')
      .where('name', '=', '99号楼')
      .where('validTo', 'is', null)
      .execute(),
  ).toEqual([])
  expect((await worker.hands.post(`/register/imports/${first.id}/undo`, {})).status).toBe(404)

  const second = (await send(worker, await sheetOf(lines))).body
  await worker.hands.post(`/register/imports/${second.id}/commit`, { skipFaulty: false })
  const [zhang] = (await worker.hands.get('/people?q=张三')).body.items
  await worker.hands.post(`/people/${zhang.id}/families`, {
    phone: phone(903),
    callName: '儿子',
    relation: '儿子',
    mayAsk: true,
    maySee: true,
    evidence: '当面',
  })
  expect(await worker.hands.post(`/register/imports/${second.id}/undo`, {})).toMatchObject({
    status: 409,
    body: { code: 'import.in_use' },
  })
  expect(await people()).toBe(before + 3)
})

test('twins in a table, a number behind two doors, and an identity number spoilt by Excel are seen', async () => {
  const base = { building: '12号楼', door: '201' }
  const { body } = await send(
    worker,
    await sheetOf([
      { ...base, name: '王五', phone: phone(801) },
      { ...base, name: '王五' },
      { ...base, door: '202', name: '赵六', phone: phone(801) },
      { ...base, name: '钱七', idNumber: '110105194912310000' },
      { ...base, name: '孙八', bornOn: '2026-13-01', sex: '不详' },
      { ...base, name: '' },
      { ...base, name: '𠮷田䶮😀', callName: '=HYPERLINK("x")' },
    ]),
  )
  expect(body.faults.map(({ row, column }: { row: number; column: string }) => [row, column])).toEqual([
    [3, '姓名'],
    [4, '手机号'],
    [5, '证件号'],
    [6, '性别'],
    [6, '出生日期'],
    [7, '姓名'],
  ])
  expect(body.goodCount).toBe(2)
})

test('a worker of one community enters nobody into another, and sees none of its tables', async () => {
  const other = await village.person({ name: '金城社工' }, [['community_worker', places.jincheng]])
  const { body } = await send(
    other,
    await sheetOf([{ community: '新竹社区', building: '3号楼', door: '1', name: '越界' }]),
  )
  expect(body.faults).toMatchObject([{ column: '社区' }])
  const mine = (await worker.hands.get('/register/imports')).body.items
  expect(mine.length).toBeGreaterThan(0)
  expect((await other.hands.get('/register/imports')).body.items.map(({ id }: { id: string }) => id)).toEqual([body.id])
  expect((await other.hands.post(`/register/imports/${mine[0].id}/commit`, { skipFaulty: true })).status).toBe(404)
})

test('something that is no table, another table, and too long a table are refused', async () => {
  expect(await send(worker, Buffer.from('%PDF-1.7'))).toMatchObject({ status: 400, body: { code: 'sheet.unreadable' } })
  expect(await send(worker, await sheetOf([], ['名字', '电话']))).toMatchObject({
    status: 422,
    body: { code: 'import.wrong_columns' },
  })
  const long = Array.from({ length: 20_001 }, () => ({ building: '1', door: '1', name: '1' }))
  expect(await send(worker, await sheetOf(long))).toMatchObject({ status: 413, body: { code: 'import.too_many_rows' } })
})

test('the template has the headings the import reads', async () => {
  const { bytes, headers } = await worker.hands.get('/register/template.xlsx')
  expect(headers['content-disposition']).toContain('xlsx')
  expect((await readSheet(bytes))[0]).toEqual(Object.values(columnTitles))
  expect((await send(worker, bytes)).body).toMatchObject({ rowCount: 0, faults: [] })
})

test('in English the template, the faults and the export are English, and the import reads either', async () => {
  await worker.hands.patch('/me/preferences', { locale: 'en' })
  const { bytes, headers } = await worker.hands.get('/register/template.xlsx')
  expect(headers['content-disposition']).toContain('register.xlsx')
  const titles = (await readSheet(bytes))[0] as string[]
  expect(titles.slice(0, 5)).toEqual(['Community', 'Grid', 'Building*', 'Door*', 'Name*'])
  const sheet = await sheetOf([{ building: '', door: '301', name: 'Wei' }], titles)
  expect((await send(worker, sheet)).body).toMatchObject({
    rowCount: 1,
    faults: [{ row: 2, column: 'Building', message: 'Please fill this in' }],
  })
  const { bytes: taken } = await worker.hands.post('/people/export', { areaId: places.xinzhu.id, reason: 'x' })
  expect((await readSheet(taken))[1]?.slice(0, 3)).toEqual(['Building', 'Door', 'Name'])
  await worker.hands.patch('/me/preferences', { locale: 'zh-CN' })
})

test('an export is masked, marked with who took it and why, in the log, and runs nothing', async () => {
  await village.neighbour({ name: '=1+1', phone: phone(777), door: [places.building, '888'] })
  const { status, bytes } = await worker.hands.post('/people/export', {
    areaId: places.xinzhu.id,
    reason: '消防检查 & 走访',
  })
  expect(status).toBe(200)
  const rows = await readSheet(bytes)
  expect(rows[0]?.[0]).toContain('导出人：社工小农')
  expect(rows[0]?.[0]).toContain('消防检查 & 走访')
  expect(rows.flat()).toContain('=1+1')
  expect(JSON.stringify(rows)).not.toContain(phone(777))
  const auditor = await village.person({ name: '审计' }, [['auditor', places.street]])
  expect((await auditor.hands.get('/audit?act=people.exported')).body.items[0]).toMatchObject({
    actor: '社工小农',
    detail: { reason: '消防检查 & 走访' },
  })
  const admin = await village.person({ name: '管理员' }, [['system_admin', places.street]])
  expect((await admin.hands.post('/people/export', { areaId: places.xinzhu.id, reason: 'x' })).status).toBe(404)
})

const district = (size: number): Line[] =>
  Array.from({ length: size }, (_, n) => ({
    grid: '第一网格',
    building: `大院${1 + Math.floor(n / 200)}号楼`,
    door: `${1 + (n % 2)}单元${101 + (n % 50)}`,
    name: `住户${n}`,
  }))

test('twenty thousand rows are read at once, and thousands are written in one go', async () => {
  const whole = await send(worker, await sheetOf(district(20_000)))
  expect(whole.body).toMatchObject({ rowCount: 20_000, goodCount: 20_000, made: { buildings: 100, doors: 5000 } })
  // Not all twenty thousand: so long a transaction would hold up the tests that run beside this one.
  const { body } = await send(worker, await sheetOf(district(2000)))
  expect(
    (await worker.hands.post(`/register/imports/${body.id}/commit`, { skipFaulty: false })).body.made,
  ).toMatchObject({ buildings: 10, doors: 520, people: 2000 })
}, 60_000)
