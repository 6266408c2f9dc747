// What leaves the machine: held at night, tried again when the gateway is down, dropped when it would come too late.
import { afterAll, beforeEach, expect, test } from 'vitest'
import { type Context, systemContext } from '../../kit/context.ts'
import { newId } from '../../kit/ids.ts'
import { type SmsOutcome, type SmsRecorder, useSms } from '../../kit/sms.ts'
import { foundPolicies } from '../policies/service.ts'
import { notify } from './service.ts'
import { accepted, noticeWorld, service } from './testing.ts'

const world = await noticeWorld()
let phone: SmsRecorder
beforeEach(() => {
  phone = world.newDay()
})
afterAll(() => world.close())

const failing = (...outcomes: SmsOutcome[]) => {
  const references: string[] = []
  useSms(world.kit, {
    send: async ({ reference }) => {
      references.push(reference)
      return outcomes.shift() ?? { state: 'accepted', providerReference: 'sms-1' }
    },
  })
  return references
}
const later: SmsOutcome = { state: 'later', reason: 'the gateway answered 503' }

test('at eleven at night nobody is woken: the SMS waits until half past seven', async () => {
  const asker = await world.newcomer()
  world.setNow('2026-11-25T15:00:00Z')
  await notify(world.ctx(), accepted([asker.personId]))
  await world.settle()
  expect(phone.sent).toEqual([])
  expect(await world.logOf(asker.personId)).toMatchObject([
    { way: 'in_app', state: 'sent' },
    { way: 'sms', state: 'held' },
  ])
  world.setNow('2026-11-25T23:29:00Z')
  await world.settle()
  expect(phone.sent).toEqual([])
  world.setNow('2026-11-25T23:30:00Z')
  await world.settle()
  expect(phone.sent).toHaveLength(1)
  expect(phone.sent[0]?.text).toContain('昨天下午 15:30')
})

test('unless a life is at risk', async () => {
  const volunteer = await world.newcomer()
  world.setNow('2026-11-25T19:00:00Z')
  await notify(world.ctx(), {
    personIds: [volunteer.personId],
    kind: 'offer.alert',
    params: { service, near: '3号楼', replyBy: null },
    subjectKind: 'offer',
    subjectId: newId(),
    urgent: true,
  })
  await world.settle()
  expect(phone.sent[0]?.text).toContain('有人急等帮忙')
})

test('a gateway that is down is tried again, with longer and longer waits and the same reference', async () => {
  const asker = await world.newcomer()
  const references = failing(later, later)
  await notify(world.ctx(), accepted([asker.personId]))
  await world.settle()
  expect(await world.logOf(asker.personId)).toMatchObject([
    {},
    { way: 'sms', state: 'queued', tries: 1, error: 'the gateway answered 503' },
  ])
  await world.settle()
  expect(references).toHaveLength(1)
  world.advance(1)
  await world.settle()
  expect(references).toHaveLength(2)
  world.advance(3)
  await world.settle()
  expect(await world.logOf(asker.personId)).toMatchObject([{}, { state: 'sent', tries: 3, error: null }])
  expect(new Set(references).size).toBe(1)
})

test('a gateway that stays down for a day: the message has failed, and says why', async () => {
  const asker = await world.newcomer()
  const references = failing(...Array.from({ length: 20 }, () => later))
  await notify(world.ctx(), accepted([asker.personId]))
  for (let hour = 0; hour < 26; hour++) {
    await world.settle()
    world.advance(60)
  }
  expect(await world.logOf(asker.personId)).toMatchObject([
    {},
    { state: 'failed', tries: 7, error: 'the gateway answered 503' },
  ])
  expect(references).toHaveLength(7)
})

test('“at your door” that could not leave for half an hour is not sent any more', async () => {
  const asker = await world.newcomer()
  const references = failing(later)
  await notify(world.ctx(), {
    personIds: [asker.personId],
    kind: 'helper.here',
    params: { callName: '李师傅', code: '417' },
    subjectKind: 'request',
    subjectId: newId(),
  })
  await world.settle()
  world.advance(30)
  await world.settle()
  expect(references).toHaveLength(1)
  expect(await world.logOf(asker.personId)).toMatchObject([{}, { state: 'failed', error: 'too late to be of use' }])
})

test('a number the gateway refuses is not tried again; without a number there is no SMS', async () => {
  const [wrong, without] = [await world.newcomer(), await world.newcomer({ mobile: null })]
  failing({ state: 'refused', reason: 'the gateway answered 400' })
  await notify(world.ctx(), accepted([wrong.personId, without.personId]))
  await world.settle()
  expect(await world.logOf(wrong.personId)).toMatchObject([
    {},
    { state: 'failed', tries: 1, error: 'the gateway answered 400' },
  ])
  expect(await world.logOf(without.personId)).toMatchObject([{ way: 'in_app' }])
})

const crashed = async (personId: string, at: string) => {
  const { rows } = await world.owner.pool.query<{ id: string }>(
    `update delivery d set sending_at = $2, tries = 1 from notice n where n.id = d.notice_id and n.person_id = $1 and d.way = 'sms' returning d.id`,
    [personId, at],
  )
  return rows[0]!.id
}

test.each([
  ['the provider says that it left', 'sent', 0, 'sent'],
  ['the provider has never seen it', 'not_sent', 1, 'sent'],
  ['nobody can say', 'unknown', 0, 'uncertain'],
] as const)('killed between sending and writing it down, %s', async (_, known, sends, state) => {
  const asker = await world.newcomer()
  let sent = 0
  const asked: string[] = []
  useSms(world.kit, {
    send: async () => (sent++, { state: 'accepted', providerReference: 'biz-2' }),
    ask: async ({ reference }) => (asked.push(reference), known),
  })
  await notify(world.ctx(), accepted([asker.personId]))
  const id = await crashed(asker.personId, '2026-11-25T01:59:00Z')
  await world.settle()
  expect(asked).toEqual([id])
  expect(sent).toBe(sends)
  expect(await world.logOf(asker.personId)).toMatchObject([{}, { way: 'sms', state }])
  if (state === 'uncertain') {
    world.advance(24 * 60)
    await world.settle()
    expect(await world.logOf(asker.personId)).toMatchObject([
      {},
      { state: 'uncertain', error: expect.stringMatching(/nobody can say/) },
    ])
    expect(sent).toBe(0)
  }
})

test('where a life may depend on it, an uncertain message is sent again', async () => {
  const volunteer = await world.newcomer()
  let sent = 0
  useSms(world.kit, {
    send: async () =>
      ++sent === 1
        ? { state: 'uncertain', reason: 'no answer from the provider' }
        : { state: 'accepted', providerReference: null },
    ask: async () => 'unknown',
  })
  await notify(world.ctx(), {
    personIds: [volunteer.personId],
    kind: 'offer.alert',
    params: { service, near: '3号楼', replyBy: null },
    subjectKind: 'offer',
    subjectId: newId(),
    urgent: true,
  })
  await world.settle()
  expect(await world.logOf(volunteer.personId)).toMatchObject([{}, { way: 'sms', state: 'uncertain', tries: 1 }])
  world.advance(1)
  await world.settle()
  expect(sent).toBe(2)
  expect(await world.logOf(volunteer.personId)).toMatchObject([{}, { state: 'sent' }])
})

test('two workers with the same job send one SMS', async () => {
  const asker = await world.newcomer()
  await notify(world.ctx(), accepted([asker.personId]))
  await Promise.all([world.settle(), world.settle(), world.settle()])
  expect(phone.sent).toHaveLength(1)
})

test('a demo never sends anything out of the house, whatever gateway is set', async () => {
  const tenantId = await world.addTenant('demo')
  await world.owner.db.updateTable('tenant').set({ demo: true }).where('id', '=', tenantId).execute()
  world.kit.tenants.forget()
  const demo: Context = systemContext(world.kit, tenantId, 'test')
  await foundPolicies(demo)
  const { personId } = await world.newcomer({ tenantId })
  await notify(demo, accepted([personId]))
  await world.settle()
  expect(phone.sent).toEqual([])
  expect(await world.logOf(personId)).toMatchObject([{}, { way: 'sms', state: 'sent' }])
})
