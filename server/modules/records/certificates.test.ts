// Certificates, told as people: who recorded certifies, a stranger checks with number and code, a changed byte is seen.
import { execFile } from 'node:child_process'
import { hash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pages, routes } from '../../api.ts'
import type { Hands, Reply } from '../../kit/testing.ts'
import { testApp } from '../../kit/testing.ts'
import { dispatchTown } from '../../seed/helping-town.ts'
import type { DispatchTown } from '../../seed/helping-town.ts'
import { actorOf } from '../accounts/service.ts'

let town: DispatchTown
let app: FastifyInstance
let li: Hands
let lu: Hands
let huang: Hands
let folder: string

beforeAll(async () => {
  town = await dispatchTown()
  app = await testApp(town.world, routes, actorOf, { pages })
  const [first, second] = await helpersOnRecord()
  await town.rows(`update person set name = '陈小雨' where id = $1`, [first])
  await town.rows(`update person set name = '欧阳文' where id = $1`, [second])
  li = await town.handsOf(first)
  lu = await town.handsOf(second)
  huang = await town.hands('黄丽')
  folder = await mkdtemp(join(tmpdir(), 'linbang-certificates-'))
}, 60_000)
afterAll(async () => {
  await app.close()
  await town.close()
  await rm(folder, { recursive: true, force: true })
})

/** Two neighbours with an account and the most hours on record. */
const helpersOnRecord = async (): Promise<[string, string]> => {
  const found = await town.rows(
    `select r.person_id from service_record r join account a on a.tenant_id = r.tenant_id and a.person_id = r.person_id where r.unit = '新竹社区' group by r.person_id order by sum(r.minutes) desc, r.person_id limit 2`,
  )
  return [found[0]!['person_id'], found[1]!['person_id']]
}

const stranger =
  (address: string) =>
  async (path: string): Promise<Reply & { html: string }> => {
    const reply = await app.inject({
      method: 'GET',
      url: path,
      remoteAddress: address,
      headers: { host: 'linbang.test', accept: 'text/html' },
    })
    const body = /json/.test(String(reply.headers['content-type'])) ? reply.json() : reply.body
    return { status: reply.statusCode, body, html: reply.body, headers: reply.headers, bytes: reply.rawPayload }
  }

const verify = async (file: string, ...more: string[]): Promise<[number, string]> => {
  const command = join(import.meta.dirname, '../../commands/verify.ts')
  const env = { ...process.env, DATA_DIR: town.world.kit.config.dataDir }
  return promisify(execFile)(process.execPath, [command, file, ...more], { env }).then(
    ({ stdout }) => [0, stdout],
    ({ code, stdout }: { code: number; stdout: string }) => [code, stdout],
  )
}

test('小雨 takes her certificate; a stranger with number and code reads what it says and no more', async () => {
  const issued = await li.post('/certificates', {})
  expect(issued.status, JSON.stringify(issued.body)).toBe(200)
  const { number, code, minutes, times } = issued.body
  expect(issued.body).toMatchObject({ name: '陈小雨', unit: '新竹社区', state: 'valid' })
  expect(code).toMatch(/^[A-HJ-NP-Z2-9]{8}$/)
  const records = (await li.get('/records')).body
  expect([minutes, times]).toEqual([records.totalMinutes, records.total])
  const at = stranger('10.0.0.1')
  const seen = (await at(`/api/v1/certificates/${number}?code=${code}`)).body
  expect(Object.keys(seen).toSorted()).toEqual(
    ['fromOn', 'issuedOn', 'minutes', 'nameMasked', 'number', 'state', 'times', 'toOn', 'unit'].toSorted(),
  )
  expect(seen).toMatchObject({ nameMasked: '陈*雨', minutes, state: 'valid' })
  const page = await at(`/verify/${number}/${code.toLowerCase()}`)
  expect(page.status).toBe(200)
  expect(page.html).toContain('真实有效')
  expect(page.html).toContain('陈*雨')
  expect(page.html).not.toContain('陈小雨')
  expect(page.html).not.toMatch(/<script/)
  const style = /<style>(.*?)<\/style>/s.exec(page.html)?.[1] ?? ''
  expect(page.headers['content-security-policy']).toContain(`'sha256-${hash('sha256', style, 'base64')}'`)
  expect((await at(`/verify?number=${number}&code=${code.slice(0, 4)}-${code.slice(4)}`)).html).toContain('真实有效')
  expect((await li.post('/certificates', {})).body.number).toBe(number)
})

test('without the code nothing, not even that it exists; and not by trying', async () => {
  const { items } = (await li.get('/certificates?mine=true')).body
  const at = stranger('10.0.0.2')
  const without = await at(`/api/v1/certificates/${items[0].number}`)
  const unknown = await at('/api/v1/certificates/20200101-0001?code=ABCDEFGH')
  const wrong = await at(`/api/v1/certificates/${items[0].number}?code=ABCDEFGH`)
  for (const one of [without, unknown, wrong])
    expect(one.body).toEqual({ ...without.body, requestId: one.body.requestId })
  expect(without.status).toBe(404)
  const page = await at(`/verify/${items[0].number}/ABCDEFGH`)
  expect([page.status, page.html.includes('没有这个编号')]).toEqual([404, true])
  const tries = await Promise.all(Array.from({ length: 25 }, () => at(`/verify/${items[0].number}/ABCDEFGH`)))
  expect(tries.filter((one) => one.status === 429).length).toBeGreaterThan(0)
  expect(tries.find((one) => one.status === 429)?.headers['retry-after']).toBeDefined()
})

test('the PDF is checked without a network: whole, a byte changed, revoked, and by a key nobody knows', async () => {
  const { number, code } = (await li.post('/certificates', {})).body
  const pdf = await li.get(`/certificates/${number}/pdf`)
  expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-')
  expect((await li.get(`/certificates/${number}/pdf`)).bytes.equals(pdf.bytes)).toBe(true)
  const [file, bent, plain] = ['whole.pdf', 'bent.pdf', 'plain.pdf'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ]
  await writeFile(file, pdf.bytes)
  const changed = Buffer.from(pdf.bytes)
  changed[1000] = (changed[1000] ?? 0) ^ 1
  await writeFile(bent, changed)
  await writeFile(plain, pdf.bytes.subarray(0, pdf.bytes.lastIndexOf('%LINBANG')))
  expect(await verify(file)).toMatchObject([0, expect.stringContaining('GENUINE')])
  expect((await verify(bent))[0]).toBe(1)
  expect((await verify(plain))[0]).toBe(1)
  await writeFile(join(folder, 'none.json'), '{"keys":[]}')
  expect((await verify(file, '--keys', join(folder, 'none.json')))[0]).toBe(3)
  const liang = await town.hands('梁斌')
  expect((await huang.post(`/certificates/${number}/revoke`, { reason: '查实有误' })).status).toBe(403)
  const revoked = await liang.post(`/certificates/${number}/revoke`, { reason: '查实有误' })
  expect(revoked.body).toMatchObject({ state: 'revoked', endReason: '查实有误' })
  expect((await liang.post(`/certificates/${number}/revoke`, { reason: '再来' })).body.code).toBe(
    'certificate.ended_already',
  )
  expect((await stranger('10.0.0.3')(`/verify/${number}/${code}`)).html).toContain('已撤销')
  const list = (await stranger('10.0.0.3')('/api/v1/certificates/revoked')).body
  expect(JSON.stringify(list)).not.toContain(number)
  await writeFile(join(folder, 'revoked.json'), JSON.stringify(list))
  expect(await verify(file, '--revoked', join(folder, 'revoked.json'))).toMatchObject([
    1,
    expect.stringContaining('NOT IN FORCE'),
  ])
})

test('a name no font has stops that one certificate and names the character; nothing is numbered', async () => {
  const before = await town.rows('select count(*)::int as n from certificate')
  await town.rows(`update person set name = '欧\u{30001}文' where name = '欧阳文'`)
  const stopped = await lu.post('/certificates', {})
  expect(stopped).toMatchObject({ status: 422, body: { code: 'print.missing_character', detail: '\u{30001}' } })
  expect(await town.rows('select count(*)::int as n from certificate')).toEqual(before)
  await town.rows(`update person set name = '欧㐂文' where name = '欧\u{30001}文'`)
  const { number } = (await lu.post('/certificates', {})).body
  expect((await lu.get(`/certificates/${number}/pdf`)).status).toBe(200)
})

test('a record corrected after it was certified: the next certificate takes the place of the old, and the queue says so', async () => {
  const { number, code } = (await li.post('/certificates', {})).body
  const [record] = (await li.get('/records')).body.items
  expect((await huang.post(`/records/${record.id}/correct`, { minutes: 0, reason: '查实没有去' })).status).toBe(200)
  await town.settle()
  const liang = await town.hands('梁斌')
  const [signal] = (await liang.get('/record-signals?kind=certificate_changed')).body.items
  expect(signal.sides[0].lines).toContain(`编号 ${number}`)
  expect((await stranger('10.0.0.4')(`/verify/${number}/${code}`)).html).toContain('真实有效')
  const next = (await li.post('/certificates', {})).body
  expect(next.number).not.toBe(number)
  expect((await stranger('10.0.0.4')(`/verify/${number}/${code}`)).html).toContain('已换新')
})

test('who recorded certifies: staff of another community cannot, nor print, nor revoke', async () => {
  const other = await town.hands('陆霞')
  const { volunteerId, number } = (await li.get('/certificates?mine=true')).body.items[0]
  expect((await other.post('/certificates', { volunteerId })).status).toBe(404)
  expect((await other.get(`/certificates/${number}/pdf`)).status).toBe(404)
  expect((await other.get(`/certificates?volunteerId=${volunteerId}`)).body.items).toEqual([])
  expect((await huang.get(`/certificates?volunteerId=${volunteerId}`)).body.items.length).toBeGreaterThan(1)
  expect((await huang.get(`/certificates/${number}/pdf`)).status).toBe(200)
})

test('a row changed in the database is no certificate any more', async () => {
  const { number, code } = (await li.post('/certificates', {})).body
  await town.rows(`update certificate set content = replace(content, '"minutes"', '"minutes" ') where number = $1`, [
    number,
  ])
  expect((await stranger('10.0.0.5')(`/api/v1/certificates/${number}?code=${code}`)).status).toBe(404)
})

test('a whole team in one file: whoever has no records or an unprintable name is named, the others get theirs', async () => {
  const { items } = (await huang.get('/teams')).body
  let team = items[0]
  for (const one of items) if (one.jobsDone > team.jobsDone) team = one
  const { people } = (await huang.get(`/teams/${team.id}`)).body
  const started = await huang.post('/certificate-batches', { teamId: team.id })
  expect(started.body, JSON.stringify(started.body)).toMatchObject({ state: 'waiting', made: 0 })
  await town.settle()
  const batch = (await huang.get(`/certificate-batches/${started.body.id}`)).body
  expect(batch.state).toBe('ready')
  expect(batch.made + batch.leftOut.length).toBe(people.length)
  const zip = await huang.get(`/certificate-batches/${started.body.id}/zip`)
  expect(zip.bytes.subarray(0, 2).toString()).toBe('PK')
  expect(zip.bytes.readUInt16LE(zip.bytes.length - 12)).toBe(batch.made)
  const other = await town.hands('陆霞')
  expect((await other.get(`/certificate-batches/${started.body.id}`)).status).toBe(404)
}, 60_000)
