// The sheet on paper: empty before the visit, filled after it, whatever people are called and write; for who may see the visit.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { routes } from '../../api.ts'
import type { Hands } from '../../kit/testing.ts'
import { type SmallTown, smallTown } from '../../seed/small.ts'
import { background } from '../../worker.ts'

let town: SmallTown
let wang: Hands
let li: Hands
let operator: Hands
let visitId: string

beforeAll(async () => {
  town = await smallTown(routes, background)
  ;[wang, li, operator] = (await Promise.all(['王桂芳', '李志明', '韦敏'].map((name) => town.hands(name)))) as [
    Hands,
    Hands,
    Hands,
  ]
  const { id } = (
    await wang.post('/requests', { serviceCode: 'plumbing', description: '#panic("x") *粗* $x$ 𠮷先生说：<b>漏水</b>' })
  ).body
  await operator.post(`/requests/${id}/triage`, { version: 1 })
  visitId = (await li.post(`/requests/${id}/claim`, {})).body.visitId
}, 60_000)
afterAll(() => town.close())

const print = async (hands: Hands, headers: Record<string, string> = {}) => {
  const reply = await hands.get(`/visits/${visitId}/sheet.pdf`, headers)
  expect(reply.status, JSON.stringify(reply.body).slice(0, 300)).toBe(200)
  expect(reply.headers['content-type']).toBe('application/pdf')
  expect(reply.bytes.subarray(0, 5).toString()).toBe('%PDF-')
  return reply.bytes
}
const callName = (name: string) =>
  town.world.owner.pool.query(`update person set call_name = $1 where name = '王桂芳'`, [name])

test('before the visit it is a form to fill by hand, with Typst and HTML in the words as words', async () => {
  await print(li)
  await print(operator)
  await print(wang, { 'accept-language': 'en' })
  expect((await wang.get(`/visits/${visitId}/sheet.pdf?large=true`)).bytes.subarray(0, 5).toString()).toBe('%PDF-')
  expect((await (await town.hands('陆海波')).get(`/visits/${visitId}/sheet.pdf`)).status).toBe(404)
})

test('staff print the door after saying why, and the person at home reads that they looked', async () => {
  expect((await operator.post(`/visits/${visitId}/sheet/with-door`, {})).status).toBe(400)
  expect((await wang.post(`/visits/${visitId}/sheet/with-door`, { reason: '看看' })).status).toBe(403)
  const printed = await operator.post(`/visits/${visitId}/sheet/with-door`, { reason: '师傅没有手机', large: true })
  expect(printed).toMatchObject({ status: 200, headers: { 'content-type': 'application/pdf' } })
  const looks = (await wang.get('/me/looks')).body.items
  expect(looks[0]).toMatchObject({ who: expect.any(String), reason: '师傅没有手机' })
})

test('a rare character of a name prints; one that no font of ours has is named instead of left out', async () => {
  await callName('䶮阿姨')
  await print(li)
  await callName('\u{2B81D}阿姨')
  const reply = await li.get(`/visits/${visitId}/sheet.pdf`)
  if (reply.status !== 200)
    expect(reply.body).toMatchObject({ code: 'print.missing_character', detail: expect.stringContaining('\u{2B81D}') })
  await callName('\u{2A6DD}\u{2FA1D}\u{1F9FF}阿姨')
  expect(await li.get(`/visits/${visitId}/sheet.pdf`)).toMatchObject({
    status: 422,
    body: { code: 'print.missing_character' },
  })
  await callName('王阿姨')
})

test('after it is sealed it carries the work, the signature and the checksum', async () => {
  await li.post(`/visits/${visitId}/check-in`, {})
  town.world.advance(25)
  await li.post(`/visits/${visitId}/finish`, {
    work: '换了阀芯\n#set page("a0") 试水不漏',
    parts: [{ name: '#阀芯', count: 1 }],
    breakMinutes: 5,
  })
  await li.post(`/visits/${visitId}/sign`, {
    signature: {
      strokes: [
        [100, 200, 300, 260, 500, 180, 700, 300],
        [120, 320, 600, 330],
      ],
    },
  })
  const bytes = await print(wang)
  expect(bytes.length).toBeGreaterThan(8000)
  const { rows } = await town.world.owner.pool.query(
    `select count(*)::int as looks from audit_entry where act = 'sheet.printed' and subject_id = $1`,
    [visitId],
  )
  expect(rows[0].looks).toBe(2)
})
