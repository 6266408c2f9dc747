// People are told, in the app at once and by SMS when it matters: once, in their language, and nobody else.
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { inTransaction } from '../../kit/context.ts'
import { newId } from '../../kit/ids.ts'
import type { SmsRecorder } from '../../kit/sms.ts'
import { role } from '../../kit/testing.ts'
import { notify } from './service.ts'
import { accepted, noticeWorld } from './testing.ts'

const world = await noticeWorld()
let phone: SmsRecorder
beforeEach(() => {
  phone = world.newDay()
})
afterAll(() => world.close())

describe('telling', () => {
  test('the asker reads in the app and by SMS who comes and when; a click opens that very request', async () => {
    const asker = await world.newcomer()
    const message = accepted([asker.personId])
    await notify(world.ctx(), message)
    await world.settle()
    const { body } = await asker.hands.get('/notices')
    expect(body.items).toMatchObject([
      {
        kind: 'request.accepted',
        title: '有人接了',
        text: '李师傅，15:30 左右到。见面口令 417，来的人先说对了再开门。',
        link: `/requests/${message.subjectId}`,
        urgent: false,
        readAt: null,
      },
    ])
    expect(phone.sent).toMatchObject([{ to: asker.number }])
    expect(phone.sent[0]?.text).toBe(
      `【xinzhu】有人接了：李师傅，15:30 左右到。见面口令 417，来的人先说对了再开门。 https://xinzhu.test/requests/${message.subjectId}`,
    )
    expect(await world.logOf(asker.personId)).toMatchObject([
      { way: 'in_app', state: 'sent', tries: 0 },
      { way: 'sms', state: 'sent', tries: 1, error: null, toMasked: expect.stringMatching(/^100\*+/) },
    ])
  })

  test('everybody reads their own language, and tomorrow the same moment is called yesterday', async () => {
    const daughter = await world.newcomer({ english: true })
    await notify(world.ctx(), accepted([daughter.personId]))
    await world.settle()
    expect(phone.sent[0]?.text).toContain('[xinzhu] Somebody is coming: 李师傅 will come at about 15:30.')
    world.advance(1440)
    expect((await daughter.hands.get('/notices')).body.items[0].text).toContain('at about yesterday at 15:30')
  })

  test('what is rolled back is never told', async () => {
    const asker = await world.newcomer()
    const broken = inTransaction(world.ctx(), async (ctx) => {
      await notify(ctx, accepted([asker.personId]))
      throw new Error('the request could not be saved')
    })
    await expect(broken).rejects.toThrow('could not be saved')
    await world.settle()
    expect((await asker.hands.get('/notices')).body.items).toEqual([])
    expect(phone.sent).toEqual([])
  })

  test('the same message at the same moment is one, also for somebody who is named twice', async () => {
    const asker = await world.newcomer()
    const message = accepted([asker.personId, asker.personId])
    await Promise.all([notify(world.ctx(), message), notify(world.ctx(), message)])
    await world.settle()
    expect((await asker.hands.get('/notices')).body.items).toHaveLength(1)
    expect(phone.sent).toHaveLength(1)
  })

  test('an entry that was merged is told as the person kept; who has left and who is not there is passed over', async () => {
    const [kept, merged, gone] = [await world.newcomer(), await world.newcomer(), await world.newcomer()]
    const { db } = world.owner
    await db
      .updateTable('person')
      .set({ mergedInto: kept.personId, closedAt: world.now() })
      .where('id', '=', merged.personId)
      .execute()
    await db.updateTable('person').set({ closedAt: world.now() }).where('id', '=', gone.personId).execute()
    await notify(world.ctx(), accepted([merged.personId, gone.personId, newId()]))
    await notify(world.ctx(), accepted([]))
    await world.settle()
    expect((await kept.hands.get('/notices')).body.items).toHaveLength(1)
    expect(phone.sent.map(({ to }) => to)).toEqual([kept.number])
  })

  test('a neighbour who took it is thanked in the app; that alone is worth no SMS', async () => {
    const volunteer = await world.newcomer()
    await notify(world.ctx(), {
      personIds: [volunteer.personId],
      kind: 'offer.taken',
      params: { number: '20261125-0042' },
      subjectKind: 'request',
      subjectId: newId(),
    })
    await world.settle()
    expect((await volunteer.hands.get('/notices')).body.items[0]).toMatchObject({ title: '已经有邻居接了', link: null })
    expect(phone.sent).toEqual([])
  })

  test('the live stream says only that there is something new, to that person alone', async () => {
    const asker = await world.newcomer()
    await notify(world.ctx(), accepted([asker.personId]))
    const heard = await world.owner.db
      .selectFrom('outbox')
      .selectAll()
      .where('event', '=', 'notice.added')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow()
    expect(heard).toMatchObject({ personIds: [asker.personId], areaPath: null })
    expect(Object.keys(heard.ids as object)).toEqual(['noticeId'])
  })
})

describe('reading', () => {
  test('newest first, page by page, read one by one or all at once', async () => {
    const asker = await world.newcomer()
    for (let n = 0; n < 5; n++) {
      world.advance(1)
      await notify(world.ctx(), accepted([asker.personId]))
    }
    const first = await asker.hands.get('/notices?limit=3')
    const second = await asker.hands.get(`/notices?limit=3&cursor=${first.body.nextCursor}`)
    const times = [...first.body.items, ...second.body.items].map((item: { createdAt: string }) => item.createdAt)
    expect(times).toHaveLength(5)
    expect(times).toEqual(times.toSorted().toReversed())
    expect(second.body.nextCursor).toBeNull()

    const [newest] = first.body.items
    expect((await asker.hands.post(`/notices/${newest.id}/read`, {})).status).toBe(200)
    const readAt = (await asker.hands.get('/notices?limit=1')).body.items[0].readAt
    expect(readAt).not.toBeNull()
    world.advance(5)
    await asker.hands.post('/notices/read', {})
    const all = (await asker.hands.get('/notices')).body.items
    expect(all.every((item: { readAt: string | null }) => item.readAt !== null)).toBe(true)
    expect(all[0].readAt).toBe(readAt)
  })

  test("nobody reads or marks another's", async () => {
    const [asker, curious] = [await world.newcomer(), await world.newcomer()]
    await notify(world.ctx(), accepted([asker.personId]))
    const { id } = (await asker.hands.get('/notices')).body.items[0]
    expect((await curious.hands.post(`/notices/${id}/read`, {})).status).toBe(404)
    expect((await curious.hands.get('/notices')).body.items).toEqual([])
    expect((await world.anyone.get('/notices', { host: 'xinzhu.test' })).status).toBe(401)
  })

  test('the auditor sees what went out and how, never to which number or what it said', async () => {
    const auditor = await world.newcomer({ held: [role('auditor', 'c1')] })
    const asker = await world.newcomer()
    world.advance(30)
    await notify(world.ctx(), accepted([asker.personId]))
    await world.settle()
    const { status, body } = await auditor.hands.get('/deliveries?state=sent&limit=2')
    expect(status).toBe(200)
    expect(body.items.map((item: { way: string }) => item.way).toSorted()).toEqual(['in_app', 'sms'])
    expect(JSON.stringify(body)).not.toContain(asker.number)
    expect(JSON.stringify(body)).not.toContain('李师傅')
    expect((await asker.hands.get('/deliveries')).status).toBe(403)
    const tenantId = await world.addTenant('jincheng')
    const elsewhere = await world.newcomer({ held: [role('auditor', 'c1')], tenantId, mobile: null })
    expect((await elsewhere.hands.get('/deliveries')).body.items).toEqual([])
  })
})
