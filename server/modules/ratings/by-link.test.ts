// Saying how it was from the link of an SMS: no sign-in, no script; looking is free, answering is once.
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pages, routes } from '../../api.ts'
import { smsFor } from '../../kit/sms.ts'
import type { SmsRecorder } from '../../kit/sms.ts'
import { type Hands, testApp } from '../../kit/testing.ts'
import { dispatchTown } from '../../seed/helping-town.ts'
import type { DispatchTown } from '../../seed/helping-town.ts'
import { actorOf } from '../accounts/service.ts'
import { doneRequest } from './testing.ts'

let town: DispatchTown
let app: FastifyInstance
let wang: Hands
let li: Hands

beforeAll(async () => {
  town = await dispatchTown()
  app = await testApp(town.world, routes, actorOf, { pages })
}, 60_000)
afterAll(async () => {
  await app.close()
  await town.close()
})

/** A day later each time, at ten: nobody is written to at night. */
const nextMorning = async () => {
  const day = new Date(town.world.now().getTime() + 86_400_000).toISOString().slice(0, 10)
  town.world.setNow(`${day}T02:00:00Z`)
  wang = await town.hands('王桂芳')
  li = await town.hands('李志明')
}

const host = 'linbang.test'
const open = (path: string) => app.inject({ method: 'GET', url: path, headers: { host, accept: 'text/html' } })
const send = (path: string, form: Readonly<Record<string, string>>) =>
  app.inject({
    method: 'POST',
    url: path,
    headers: { host, 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(form).toString(),
  })

/** The request is done, and the path of the link that 王阿姨 was sent. */
const asked = async () => {
  await nextMorning()
  const { id, number } = await doneRequest(town, wang, li)
  const { sent } = (await smsFor(town.ctx())) as SmsRecorder
  const text = sent.findLast((sms) => sms.text.includes('请您确认') && sms.text.includes('/r/'))?.text ?? ''
  const path = /\/r\/[\w-]{16}/.exec(text)?.[0] ?? ''
  expect(path, text).not.toBe('')
  return { id, number, path }
}
const ratingsOf = (id: string) =>
  town.rows('select satisfaction, solved, charged_extra, words from rating where request_id = $1', [id])
const stateOf = async (id: string) => (await town.rows('select state from request where id = $1', [id]))[0]?.['state']

test('王阿姨 opens the link three times, answers once without a script, and sees thanks', async () => {
  const { id, number, path } = await asked()
  for (const _ of [1, 2, 3]) {
    const page = await open(path)
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain(number)
    expect(page.body).toContain('这次满意吗？')
    expect(page.body).not.toContain('<script')
    expect(page.headers['cache-control']).toBe('private, no-store')
  }
  const half = await send(path, { satisfaction: '5', words: '水管<b>好了' })
  expect(half.statusCode).toBe(422)
  expect(half.body).toContain('请先点满意不满意')
  expect(half.body).toContain('水管&lt;b&gt;好了')
  expect(await ratingsOf(id)).toEqual([])
  const done = await send(path, { satisfaction: '5', solved: 'yes', charged: 'no', words: '来得快' })
  expect(done.statusCode).toBe(303)
  expect(done.headers['location']).toBe(path)
  expect((await open(path)).body).toContain('您已经说过了，谢谢')
  expect(await ratingsOf(id)).toEqual([{ satisfaction: 5, solved: true, charged_extra: false, words: '来得快' }])
  expect(await stateOf(id)).toBe('closed')
  const [{ actor_person_id: who }] = (await town.rows(
    `select actor_person_id from request_event where request_id = $1 and act = 'confirm'`,
    [id],
  )) as [{ actor_person_id: string }]
  expect(who).toBe(await town.personId('王桂芳'))
})

test('two answers at the same moment are one; an unsolved one is taken up again and says so', async () => {
  const { id, path } = await asked()
  const form = { satisfaction: '2', solved: 'no', charged: 'yes', words: '还在漏' }
  const twice = await Promise.all([send(path, form), send(path, form)])
  expect(twice.map((one) => one.statusCode)).toEqual([303, 303])
  expect(await ratingsOf(id)).toHaveLength(1)
  expect((await open(path)).body).toContain('记下了，会再请人来')
  const causes = await town.rows('select cause from rectification where request_id = $1 order by cause', [id])
  expect(causes).toEqual([{ cause: 'charged_extra' }, { cause: 'not_solved' }])
})

test('said in the app already, too old, or mistyped: each page says kindly what to do, and the hotline is on it', async () => {
  const { id, path } = await asked()
  await wang.post(`/requests/${id}/rating`, { satisfaction: 3, solved: true })
  expect((await open(path)).body).toContain('这件事现在不用答了')
  expect((await send(path, { satisfaction: '2', solved: 'no' })).statusCode).toBe(303)
  expect(await ratingsOf(id)).toHaveLength(1)

  const { id: other, path: old } = await asked()
  town.world.advance(15 * 24 * 60)
  const late = await open(old)
  expect(late.body).toContain('这个链接过期了')
  await send(old, { satisfaction: '5', solved: 'yes' })
  expect(await ratingsOf(other)).toEqual([])

  const wrong = await open('/r/0123456789abcdef')
  expect(wrong.statusCode).toBe(404)
  expect(wrong.body).toContain('这个链接打不开')
  expect(wrong.body).toContain('href="tel:')
  expect((await open('/r/x')).statusCode).toBe(404)
})

test('the key opens nothing else, is not kept, and a form cannot call the API', async () => {
  const { id, path } = await asked()
  const key = path.split('/').at(-1) ?? ''
  const [{ kept }] = (await town.rows(
    `select count(*)::int as kept from answer_link where encode(hash, 'escape') like '%' || $1 || '%'`,
    [key],
  )) as [{ kept: number }]
  expect(kept).toBe(0)
  const api = await app.inject({
    method: 'POST',
    url: `/api/v1/requests/${id}/rating`,
    headers: { host, 'content-type': 'application/x-www-form-urlencoded', authorization: `Bearer ${key}` },
    payload: 'satisfaction=5&solved=true',
  })
  expect([401, 415]).toContain(api.statusCode)
})
