// What people agree to: read, given, taken back, recorded by staff, and not asked for again too soon.
import { afterAll, describe, expect, test } from 'vitest'
import { inTransaction } from '../../kit/context.ts'
import { newId, type TenantId } from '../../kit/ids.ts'
import { as, freshWorld, person, role, testApp, tokenBook } from '../../kit/testing.ts'
import { consentRoutes } from './routes.ts'
import { mayAsk } from './rules.ts'
import { consentText, hasConsent, recordConsentOf } from './service.ts'
import { consentTexts } from './text.ts'

const world = await freshWorld()
const book = tokenBook()
const app = await testApp(world, consentRoutes, book.actorOf)
afterAll(async () => {
  await app.close()
  await world.close()
})

const newcomer = async (held = [role('resident', 'c1')], tenantId: TenantId = world.tenantId) => {
  const actor = person(tenantId, { held })
  await world.owner.db
    .insertInto('person')
    .values({ tenantId, id: actor.personId, name: '韦玉兰', callName: '韦奶奶' })
    .execute()
  return { personId: actor.personId, hands: as(app, book.tokenFor(actor)) }
}

type Row = { purpose: string; given: boolean; mayAsk: boolean; via: string | null; version: number }
const rowOf = (body: { items: Row[] }, purpose: string) => body.items.find((row) => row.purpose === purpose)

describe('a resident', () => {
  test('reads every text in two languages before anything was answered', async () => {
    const { hands } = await newcomer()
    const { status, body } = await hands.get('/me/consents')
    expect(status).toBe(200)
    expect(body.items).toHaveLength(7)
    for (const row of body.items) {
      expect(row).toMatchObject({ given: false, at: null, via: null, mayAsk: true })
      expect(row.current.zh.length).toBeGreaterThan(60)
      expect(row.current.en.length).toBeGreaterThan(60)
      expect(row.current.zh).not.toMatch(/[！!]|你/)
    }
    expect((await as(app).get('/me/consents', { host: 'xinzhu.test' })).status).toBe(401)
  })

  test('agrees to photos, and takes it back as easily', async () => {
    const { personId, hands } = await newcomer()
    const given = await hands.post('/me/consents', { purpose: 'photos', version: 1, given: true })
    expect(rowOf(given.body, 'photos')).toMatchObject({ given: true, version: 1, via: 'phone', mayAsk: false })
    expect(await hasConsent(world.ctx(), personId, 'photos')).toBe(true)
    expect(await hasConsent(world.ctx(), personId, 'location')).toBe(false)
    world.advance(1)
    const back = await hands.post('/me/consents', { purpose: 'photos', version: 1, given: false })
    expect(rowOf(back.body, 'photos')).toMatchObject({ given: false, mayAsk: false })
    expect(await hasConsent(world.ctx(), personId, 'photos')).toBe(false)
    const rows = await world.owner.db
      .selectFrom('consent')
      .select(['given', 'evidence', 'recordedBy'])
      .where('personId', '=', personId)
      .orderBy('at')
      .execute()
    expect(rows).toMatchObject([
      { given: true, recordedBy: personId },
      { given: false, evidence: { sessionId: expect.any(String) } },
    ])
  })

  test('cannot agree to a text that is not in force, but a no is always taken', async () => {
    const { hands } = await newcomer()
    expect((await hands.post('/me/consents', { purpose: 'location', version: 9, given: true })).body.code).toBe(
      'consent.old_version',
    )
    expect((await hands.post('/me/consents', { purpose: 'location', version: 9, given: false })).status).toBe(200)
    expect((await hands.post('/me/consents', { purpose: 'selling', version: 1, given: true })).body.code).toBe(
      'input.invalid',
    )
  })

  test('who said no is left in peace for 90 days', async () => {
    const { hands } = await newcomer()
    await hands.post('/me/consents', { purpose: 'push', version: 1, given: false })
    world.advance(89 * 1440)
    expect(rowOf((await hands.get('/me/consents')).body, 'push')?.mayAsk).toBe(false)
    world.advance(1440)
    expect(rowOf((await hands.get('/me/consents')).body, 'push')?.mayAsk).toBe(true)
  })

  test('nothing that was once said can be changed, not even by the program', async () => {
    await expect(world.database.db.updateTable('consent').set({ given: true }).execute()).rejects.toThrow(
      'permission denied',
    )
    await expect(world.database.db.deleteFrom('consent').execute()).rejects.toThrow('permission denied')
  })
})

describe('staff', () => {
  test('record what somebody signed at the desk, with what it was, and it is in the log', async () => {
    const granny = await newcomer()
    const { hands } = await newcomer([role('community_worker', 'c1')])
    const signed = { purpose: 'privacy', version: 1, given: true, evidence: '纸质同意书第 12 页，本人按手印' }
    expect((await hands.post(`/people/${granny.personId}/consents`, signed)).status).toBe(200)
    expect(rowOf((await granny.hands.get('/me/consents')).body, 'privacy')).toMatchObject({ given: true, via: 'desk' })
    const audit = await world.owner.db
      .selectFrom('auditEntry')
      .select(['act', 'detail'])
      .where('subjectId', '=', granny.personId)
      .execute()
    expect(audit).toEqual([{ act: 'consent.recorded', detail: { purpose: 'privacy', version: 1, given: true } }])
    expect((await hands.post(`/people/${granny.personId}/consents`, { ...signed, version: 2 })).body.code).toBe(
      'consent.old_version',
    )
  })

  test('not without the right to, not for another tenant, not for nobody', async () => {
    const granny = await newcomer()
    const signed = { purpose: 'privacy', version: 1, given: true, evidence: '口头' }
    expect((await granny.hands.post(`/people/${granny.personId}/consents`, signed)).status).toBe(403)
    const tenantId = await world.addTenant('jincheng')
    const { hands } = await newcomer([role('community_worker', 'c1')], tenantId)
    expect((await hands.post(`/people/${granny.personId}/consents`, signed)).status).toBe(404)
    expect((await hands.post(`/people/${newId()}/consents`, signed)).status).toBe(404)
  })
})

describe('the text', () => {
  test("of an operator's own privacy notice goes before ours, and asks everybody anew when it changes", async () => {
    const { personId, hands } = await newcomer()
    await hands.post('/me/consents', { purpose: 'privacy', version: 1, given: true })
    const own = { version: 2, zh: '新竹街道的隐私说明', en: '' }
    await world.owner.db
      .updateTable('tenant')
      .set({ brand: JSON.stringify({ privacy: own }) })
      .where('id', '=', world.tenantId)
      .execute()
    world.kit.tenants.forget()
    expect(await consentText(world.ctx(), 'privacy')).toEqual({ purpose: 'privacy', ...own, en: own.zh })
    expect(await hasConsent(world.ctx(), personId, 'privacy')).toBe(false)
    expect(rowOf((await hands.get('/me/consents')).body, 'privacy')).toMatchObject({
      given: true,
      version: 1,
      mayAsk: true,
    })
    await inTransaction(world.ctx(), (ctx) =>
      recordConsentOf(ctx, personId, 'privacy', 2, true, { screen: 'welcome' }, 'phone'),
    )
    expect(await hasConsent(world.ctx(), personId, 'privacy')).toBe(true)
  })

  test('every purpose has a version and both languages', () => {
    for (const text of Object.values(consentTexts)) expect(text.version).toBeGreaterThanOrEqual(1)
  })

  test.each([
    ['never answered', undefined, true],
    ['yes to this text', { version: 2, given: true, at: new Date('2026-11-01') }, false],
    ['yes to an older text', { version: 1, given: true, at: new Date('2026-11-01') }, true],
    ['no last week', { version: 1, given: false, at: new Date('2026-11-18') }, false],
    ['no half a year ago', { version: 2, given: false, at: new Date('2026-05-18') }, true],
  ])('%s: may ask %#', (_, answer, may) => {
    expect(mayAsk(answer, 2, new Date('2026-11-25'))).toBe(may)
  })
})
