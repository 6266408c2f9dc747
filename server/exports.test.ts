// Whatever leaves as a table holds what people wrote as text: no cell of any of them is a formula.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Hands } from './kit/testing.ts'
import { readSheet } from './kit/sheets.ts'
import { routes } from './api.ts'
import { dispatchTown } from './seed/helping-town.ts'
import type { DispatchTown } from './seed/helping-town.ts'

const evil = '=HYPERLINK("http://evil","1")'
let town: DispatchTown
let worker: Hands
beforeAll(async () => {
  town = await dispatchTown()
  worker = await town.hands('黄丽')
  await town.rows(`update person set name = $1, call_name = $1 where id = $2`, [evil, await town.personId('王桂芳')])
  await town.rows(
    `update area set name = $1 where kind = 'building' and id in (select area_id from household limit 1)`,
    ['+cmd|calc'],
  )
}, 120_000)
afterAll(() => town.close())

const account = async (name: string) => (await town.rows('select id from person where name = $1', [name]))[0]!['id']
const myData = async () => {
  const hands = await town.handsOf(await account(evil))
  const { id } = (await hands.post('/me/rights', { kind: 'copy', words: evil })).body
  await worker.post(`/rights/${id}/grant`, {})
  return hands.get(`/me/rights/${id}/data.xlsx`)
}
const xinzhu = async () =>
  (await town.rows(`select id from area where name = '新竹社区' and tenant_id = $1`, [town.tenantId]))[0]!['id']

/** Every endpoint that answers with a table; one that is new and not named here fails the first test. */
const tables: Record<string, () => Promise<{ status: number; bytes: Buffer }>> = {
  'POST /people/export': async () => worker.post('/people/export', { areaId: await xinzhu(), reason: '对名册' }),
  'GET /reports/summary.xlsx': async () => worker.get(`/reports/summary.xlsx?areaId=${await xinzhu()}`),
  'GET /register/template.xlsx': () => worker.get('/register/template.xlsx'),
  'GET /me/rights/:rightId/data.xlsx': myData,
}

test('every table that can leave is looked at here', () => {
  const served = routes
    .map(({ endpoint }) => endpoint)
    .filter((one) => one.returns === 'file' && (one.path.endsWith('.xlsx') || one.path.endsWith('/export')))
    .map((one) => `${one.method} ${one.path}`)
  expect(Object.keys(tables).toSorted()).toEqual(served.toSorted())
})

test.each(Object.entries(tables))('%s holds no formula', async (_name, fetched) => {
  const { status, bytes } = await fetched()
  expect(status).toBe(200)
  const rows = await readSheet(bytes)
  expect(rows.length).toBeGreaterThan(0)
  const { inflateRawSync } = await import('node:zlib')
  // The sheets of a workbook are deflated one by one: each local header is followed by its bytes.
  const parts: string[] = []
  for (let at = bytes.indexOf('PK\u0003\u0004'); at !== -1; at = bytes.indexOf('PK\u0003\u0004', at + 4)) {
    const [nameLength, extraLength] = [bytes.readUInt16LE(at + 26), bytes.readUInt16LE(at + 28)]
    const name = bytes.subarray(at + 30, at + 30 + nameLength).toString()
    if (!/worksheets\/.*\.xml$/.test(name)) continue
    const from = at + 30 + nameLength + extraLength
    const packed = bytes.readUInt16LE(at + 8) !== 0
    parts.push(
      packed ? inflateRawSync(bytes.subarray(from)).toString() : bytes.subarray(from, from + 100_000).toString(),
    )
  }
  expect(parts.length).toBeGreaterThan(0)
  for (const part of parts) expect(part).not.toMatch(/<f[ >]/)
})
