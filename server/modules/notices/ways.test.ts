// By which ways somebody is written to: their own order and hours, the next way when one fails or is not read, not too much in a day.
import { afterAll, beforeEach, expect, test } from 'vitest'
import { useGateway } from '../../kit/gateways.ts'
import { newId } from '../../kit/ids.ts'
import { type SmsRecorder, smsRecorder, useSms } from '../../kit/sms.ts'
import { sendDigests } from './digest.ts'
import { notify } from './service.ts'
import { accepted, noticeWorld, service } from './testing.ts'

const world = await noticeWorld()
let phone: SmsRecorder
let mails: SmsRecorder
let calls: SmsRecorder
beforeEach(() => {
  phone = world.newDay()
  mails = smsRecorder()
  calls = smsRecorder()
  useGateway(world.kit, 'mail', mails)
  useGateway(world.kit, 'voice', calls)
})
afterAll(() => world.close())

const host = 'xinzhu.test'
const page = (method: 'GET' | 'POST', path: string) => world.app.inject({ method, url: path, headers: { host } })
const linkIn = (text: string | undefined) => /\/m\/[\w-]{16}/.exec(text ?? '')?.[0] ?? ''
type Neighbour = Awaited<ReturnType<typeof world.newcomer>>

/** Somebody whose mail is confirmed. */
const withMail = async (wish?: object): Promise<Neighbour> => {
  const one = await world.newcomer()
  const address = `a${newId()}@example.org`
  expect((await one.hands.post('/me/messages/mail', { address })).status).toBe(200)
  await world.settle()
  await page('POST', linkIn(mails.sent.find(({ to }) => to === address)?.text))
  if (wish) {
    const usual = { ways: ['sms', 'push', 'mail'], quietFrom: null, quietTo: null, digest: false }
    expect((await one.hands.put('/me/messages', { ...usual, ...wish })).status).toBe(200)
  }
  return one
}
const sentTo = (recorder: SmsRecorder, kind: string) => recorder.sent.filter((one) => one.kind === kind).length
const tell = async (one: Neighbour) => {
  await notify(world.ctx(), accepted([one.personId]))
  await world.settle()
}
const confirmPlease = (personId: string) => ({
  personIds: [personId],
  kind: 'request.please_confirm' as const,
  params: { service, callBackBy: null },
  subjectKind: 'request',
  subjectId: newId(),
})

test('an address is used once its owner has pressed the link, and opening the link is not pressing it', async () => {
  const one = await world.newcomer()
  const given = await one.hands.post('/me/messages/mail', { address: 'wang@example.org' })
  const mailOf = (body: { ways: { way: string }[] }) => body.ways.find(({ way }) => way === 'mail')
  expect(mailOf(given.body)).toEqual({ way: 'mail', state: 'to_confirm', to: 'w•••@example.org', chosen: true })
  await world.settle()
  expect(mails.sent).toMatchObject([{ to: 'wang@example.org', kind: 'contact.confirm_mail' }])
  const path = linkIn(mails.sent[0]?.text)
  for (const _ of [1, 2]) expect((await page('GET', path)).body).toContain('是您本人吗')
  expect(mailOf((await one.hands.get('/me/messages')).body)).toMatchObject({ state: 'to_confirm' })
  expect((await page('POST', path)).statusCode).toBe(303)
  expect((await page('GET', path)).body).toContain('确认好了')
  expect(mailOf((await one.hands.get('/me/messages')).body)).toMatchObject({ state: 'ready' })
  const kept = await world.owner.db
    .selectFrom('contactWay')
    .select('sealed')
    .where('personId', '=', one.personId)
    .execute()
  expect(kept[0]?.sealed).not.toContain('wang')
  expect(mailOf((await one.hands.del('/me/messages/mail')).body)).toMatchObject({ state: 'missing', to: null })
  expect((await one.hands.post('/me/messages/mail', { address: 'no address' })).body.code).toBe('input.invalid')
})

test('an SMS that is refused goes by mail at once; the log names the message and both ways', async () => {
  const one = await withMail()
  useSms(world.kit, { send: async () => ({ state: 'refused', reason: 'the number does not exist' }) })
  await tell(one)
  expect(await world.logOf(one.personId)).toMatchObject([
    { way: 'in_app' },
    { way: 'in_app' },
    { way: 'sms', state: 'failed', error: 'the number does not exist' },
    { way: 'mail', state: 'sent' },
    { way: 'mail', state: 'sent' },
  ])
  expect(sentTo(mails, 'request.accepted')).toBe(1)
})

test('what nobody has read for an hour goes the next way, what was read does not', async () => {
  const [reads, sleeps] = [await withMail(), await withMail()]
  await tell(reads)
  await tell(sleeps)
  await reads.hands.post('/notices/read', {})
  world.advance(59)
  await world.settle()
  expect(sentTo(mails, 'request.accepted')).toBe(0)
  world.advance(2)
  await world.settle()
  world.advance(300)
  await world.settle()
  expect(mails.sent.filter((one) => one.kind === 'request.accepted')).toHaveLength(1)
  expect(sentTo(phone, 'request.accepted')).toBe(2)
})

test('in the order they wish, not in their own quiet hours; a life at risk goes every way at once, at any hour', async () => {
  const one = await withMail({ ways: ['mail'], quietFrom: '09:00', quietTo: '12:00' })
  await tell(one)
  expect(sentTo(mails, 'request.accepted')).toBe(0)
  await notify(world.ctx(), {
    personIds: [one.personId],
    kind: 'offer.alert',
    params: { service, near: '3号楼', replyBy: null },
    subjectKind: 'offer',
    subjectId: newId(),
    urgent: true,
  })
  await world.settle()
  for (const way of [phone, mails, calls]) expect(sentTo(way, 'offer.alert')).toBe(1)
  expect(calls.sent[0]?.text).not.toContain('http')
  world.setNow('2026-11-25T04:00:00Z')
  await world.settle()
  expect(sentTo(mails, 'request.accepted')).toBe(1)
  expect(sentTo(phone, 'request.accepted')).toBe(0)
})

test('after twelve messages of a day the rest is told together at half past six; what must be answered still comes', async () => {
  const one = await world.newcomer()
  for (const _ of Array.from({ length: 14 })) await notify(world.ctx(), accepted([one.personId]))
  await notify(world.ctx(), confirmPlease(one.personId))
  await world.settle()
  const texts = () => phone.sent.filter(({ to }) => to === one.number)
  expect(texts()).toHaveLength(13)
  expect(texts().filter(({ kind }) => kind === 'request.please_confirm')).toHaveLength(1)
  await sendDigests(world.ctx())
  world.setNow('2026-11-25T10:30:00Z')
  // two processes look at the same moment
  await Promise.all([sendDigests(world.ctx()), sendDigests(world.ctx())])
  await world.settle()
  expect(texts()).toHaveLength(14)
  expect(texts().at(-1)?.text).toContain('还有 2 条没看：有人接了')
  expect((await one.hands.get('/notices?limit=50')).body.items).toHaveLength(16)
})

test('whoever wishes it is told once a day, and not at all when all was read meanwhile', async () => {
  const [calm, quick] = [await withMail({ digest: true }), await withMail({ digest: true })]
  await tell(calm)
  await tell(quick)
  await quick.hands.post('/notices/read', {})
  world.setNow('2026-11-25T10:30:00Z')
  await sendDigests(world.ctx())
  await world.settle()
  expect(phone.sent.map(({ to, kind }) => ({ to, kind }))).toEqual([{ to: calm.number, kind: 'notices.digest' }])
})

test('half of one’s own quiet hours is no wish; a way this installation does not have says so', async () => {
  const one = await world.newcomer()
  const wish = { ways: ['sms'], quietFrom: '21:00', quietTo: null, digest: false }
  expect((await one.hands.put('/me/messages', wish)).body.code).toBe('input.invalid')
  const { body } = await one.hands.get('/me/messages')
  expect(body.ways.find(({ way }: { way: string }) => way === 'wechat')).toMatchObject({ state: 'off' })
  expect(body.wechatUrl).toBe(null)
})
