// Becoming a volunteer, told as neighbours: identity, age, guardian, review by the place.
import { afterAll, describe, expect, test } from 'vitest'
import { newId } from '../../kit/ids.ts'
import { as, person as actor, role, testApp, tokenBook } from '../../kit/testing.ts'
import { foundVillage } from '../accounts/testing-village.ts'
import { consentText } from '../consents/service.ts'
import { foundPolicies } from '../policies/service.ts'
import { volunteerRoutes } from './routes.ts'
import { volunteerOfPerson } from './service.ts'
import { idNumber } from './testing-identity.ts'

const village = await foundVillage(volunteerRoutes)
const { world, places } = village
await foundPolicies(world.ctx())
afterAll(village.close)

const consent = (await consentText(world.ctx(), 'volunteering')).version
const guardianConsent = (await consentText(world.ctx(), 'guardian')).version
const wish = (name: string, born: string, more: object = {}) => ({
  name,
  idNumber: idNumber(born),
  skills: ['errand'],
  consentVersion: consent,
  ...more,
})
let doors = 100
const resident = (name: string, door: (typeof places)['building'] = places.building) =>
  village.person({ name, door: [door, String(++doors)] })
const staff = (await village.person({ name: '周工' }, [['community_worker', places.xinzhu]])).hands
const strangers = (await village.person({ name: '何工' }, [['community_worker', places.jincheng]])).hands

const noticesOf = async (personId: string) =>
  (await world.owner.db.selectFrom('notice').select(['kind', 'params']).where('personId', '=', personId).execute()).map(
    ({ kind }) => kind,
  )

describe('registering', () => {
  test('李师傅 registers, staff of his community approve, and from then on he may say that he is free', async () => {
    const li = await resident('李师傅')
    expect(await li.hands.post('/me/volunteer/free', { until: null })).toMatchObject({ status: 403 })
    const hours = [{ weekday: 3, fromMinute: 540, toMinute: 720 }]
    const { status, body } = await li.hands.post(
      '/volunteers',
      wish('李强', '1968-05-06', { hours, about: '会修水管' }),
    )
    expect(status).toBe(200)
    expect(body).toMatchObject({
      state: 'applied',
      class: 'general',
      name: '李师傅', // what staff have confirmed stays
      age: 58,
      skills: ['errand'],
      hours,
      about: '会修水管',
      areas: [{ areaId: places.xinzhu.id, name: '新竹社区' }],
      buildingName: '3号楼',
      jobsDone: 0,
      rating: null,
      minutesServed: 0,
      can: { review: false, change: true, verify: false },
    })
    expect(body.number).toMatch(/^LB-\d{6}$/)
    expect((await staff.get('/volunteers?state=applied')).body.items).toContainEqual(
      expect.objectContaining({ id: body.id }),
    )
    const approved = await staff.post(`/volunteers/${body.id}/approve`, { class: 'skilled' })
    expect(approved.body).toMatchObject({ state: 'approved', class: 'skilled', can: { review: false, verify: true } })
    expect(await noticesOf(li.personId)).toContain('volunteer.approved')
    const until = new Date(world.now().getTime() + 60_000 * 90).toISOString()
    expect((await li.hands.post('/me/volunteer/free', { until })).body).toMatchObject({ freeUntil: until })
    const log = await world.owner.db.selectFrom('auditEntry').select('act').where('subjectId', '=', body.id).execute()
    expect(log.map(({ act }) => act)).toEqual(['volunteer.approved'])
  })

  test('the identity number says the age, is checked, and belongs to one person', async () => {
    const wei = await resident('韦奶奶')
    const given = wish('韦秀英', '1950-01-02')
    const wrong = given.idNumber.slice(0, 17) + (given.idNumber.endsWith('1') ? '2' : '1')
    expect(await wei.hands.post('/volunteers', { ...given, idNumber: wrong })).toMatchObject({
      status: 422,
      body: { code: 'person.id_number_wrong' },
    })
    expect(await wei.hands.post('/volunteers', given)).toMatchObject({ status: 200 })
    const other = await resident('另一位')
    expect(await other.hands.post('/volunteers', given)).toMatchObject({
      status: 409,
      body: { code: 'person.id_number_taken' },
    })
    expect(await volunteerOfPerson(world.ctx(), other.personId)).toBeNull()
  })

  test('a nervous thumb registers once', async () => {
    const wei = await resident('韦奶奶')
    const given = wish('韦玉兰', '1956-01-02')
    const replies = await Promise.all([1, 2, 3].map(() => wei.hands.post('/volunteers', given)))
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 409, 409])
    expect(replies.filter(({ status }) => status === 409).map(({ body }) => body.code)).toEqual(
      Array(2).fill('volunteer.registered_already'),
    )
  })

  test('an old consent text, hours that overlap, an unknown area: nothing is written', async () => {
    const wei = await resident('韦奶奶')
    const given = wish('韦桂英', '1957-01-02')
    const hours = [
      { weekday: 1, fromMinute: 540, toMinute: 720 },
      { weekday: 1, fromMinute: 700, toMinute: 800 },
    ]
    expect(await wei.hands.post('/volunteers', { ...given, consentVersion: consent + 7 })).toMatchObject({
      status: 409,
      body: { code: 'consent.old_version' },
    })
    expect(await wei.hands.post('/volunteers', { ...given, hours })).toMatchObject({
      status: 422,
      body: { code: 'volunteer.hours_overlap' },
    })
    expect(await wei.hands.post('/volunteers', { ...given, areaIds: [newId()] })).toMatchObject({
      status: 422,
      body: { code: 'area.unknown' },
    })
    expect(await wei.hands.get('/me/volunteer')).toMatchObject({ status: 404 })
  })

  test('somebody who works here and lives elsewhere names the areas, or is asked for the home', async () => {
    const doctor = await village.person({ name: '林医生' })
    const given = wish('林洁', '1985-01-02')
    expect(await doctor.hands.post('/volunteers', given)).toMatchObject({
      status: 422,
      body: { code: 'account.no_home' },
    })
    const { body } = await doctor.hands.post('/volunteers', { ...given, areaIds: [places.grid.id] })
    expect(body).toMatchObject({ areas: [{ areaId: places.grid.id }], buildingName: null })
    expect(await strangers.get(`/volunteers/${body.id}`)).toMatchObject({ status: 404 })
    expect((await staff.post(`/volunteers/${body.id}/approve`, {})).body.state).toBe('approved')
  })
})

describe('young people', () => {
  test('under 14 they take part with their guardian only', async () => {
    const child = await resident('小明')
    expect(await child.hands.post('/volunteers', wish('韦小明', '2014-01-01'))).toMatchObject({
      status: 422,
      body: { code: 'volunteer.too_young' },
    })
  })

  test('a girl of 15 names her mother, the mother agrees, and only then staff can approve', async () => {
    const mother = await village.person({ name: '林妈妈', phone: '10000000311', door: [places.building, '311'] })
    const girl = await resident('小林')
    const given = wish('林小雨', '2011-09-01')
    expect(await girl.hands.post('/volunteers', given)).toMatchObject({
      status: 422,
      body: { code: 'volunteer.guardian_needed' },
    })
    const { body } = await girl.hands.post('/volunteers', { ...given, guardianPhone: '10000000311' })
    expect(await noticesOf(mother.personId)).toContain('guardian.asked')
    expect(await staff.post(`/volunteers/${body.id}/approve`, {})).toMatchObject({
      status: 422,
      body: { code: 'volunteer.guardian_needed' },
    })
    const agree = { version: guardianConsent }
    expect(await girl.hands.post(`/volunteers/${body.id}/guardian`, agree)).toMatchObject({ status: 404 })
    expect(await mother.hands.post(`/volunteers/${body.id}/guardian`, { version: 99 })).toMatchObject({ status: 409 })
    expect(await mother.hands.post(`/volunteers/${body.id}/guardian`, agree)).toMatchObject({ status: 200 })
    expect((await staff.post(`/volunteers/${body.id}/approve`, {})).body.state).toBe('approved')
  })

  test("nobody is one's own guardian", async () => {
    const boy = await village.person({ name: '小黄', phone: '10000000312', door: [places.building, '312'] })
    const given = wish('黄小军', '2010-09-01', { guardianPhone: '10000000312' })
    expect(await boy.hands.post('/volunteers', given)).toMatchObject({
      status: 422,
      body: { code: 'volunteer.guardian_needed' },
    })
  })
})

describe('review', () => {
  test('belongs to the community one lives in; another community finds nothing, another tenant neither', async () => {
    const wei = await resident('韦阿姨')
    const { body } = await wei.hands.post('/volunteers', wish('韦凤英', '1962-01-02'))
    for (const path of ['approve', 'refuse']) {
      expect(
        await strangers.post(`/volunteers/${body.id}/${path}`, path === 'refuse' ? { reason: '不认识' } : {}),
      ).toMatchObject({ status: 404 })
      expect(await wei.hands.post(`/volunteers/${body.id}/${path}`, { reason: '我自己' })).toMatchObject({
        status: 403,
      })
    }
    const { actorOf, tokenFor } = tokenBook()
    const app = await testApp(world, volunteerRoutes, actorOf)
    const other = await world.addTenant('elsewhere')
    const lead = as(app, tokenFor(actor(other, { held: [role('community_lead', places.street.path)] })))
    expect(await lead.get(`/volunteers/${body.id}`)).toMatchObject({ status: 404 })
    expect(await lead.post(`/volunteers/${body.id}/approve`, {})).toMatchObject({ status: 404 })
    await app.close()
  })

  test('two of the staff decide at the same moment and the first one counts', async () => {
    const wei = await resident('韦阿姨')
    const { body } = await wei.hands.post('/volunteers', wish('韦丽', '1972-01-02'))
    const lead = (await village.person({ name: '陆书记' }, [['community_lead', places.xinzhu]])).hands
    const replies = await Promise.all([
      staff.post(`/volunteers/${body.id}/approve`, {}),
      lead.post(`/volunteers/${body.id}/refuse`, { reason: '人手够了' }),
    ])
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 409])
    expect(replies.find(({ status }) => status === 409)?.body.code).toBe('volunteer.reviewed_already')
  })

  test('who was refused hears why, and may apply anew under the same number', async () => {
    const wei = await resident('韦阿姨')
    const given = wish('韦敏', '1973-01-02')
    const { body } = await wei.hands.post('/volunteers', given)
    await staff.post(`/volunteers/${body.id}/refuse`, { reason: '先参加培训' })
    expect(await noticesOf(wei.personId)).toContain('volunteer.refused')
    expect((await wei.hands.get('/me/volunteer')).body).toMatchObject({
      state: 'refused',
      reviewReason: '先参加培训',
      can: { change: false },
    })
    const again = await wei.hands.post('/volunteers', given)
    expect(again.body).toMatchObject({ id: body.id, number: body.number, state: 'applied', reviewReason: null })
  })

  test('a community worker who volunteers is reviewed by somebody else', async () => {
    const worker = await village.person({ name: '覃工', door: [places.building, '888'] }, [
      ['community_worker', places.xinzhu],
    ])
    const { body } = await worker.hands.post('/volunteers', wish('覃工', '1990-01-02'))
    expect(body.can).toMatchObject({ review: false, verify: false })
    expect(await worker.hands.post(`/volunteers/${body.id}/approve`, {})).toMatchObject({
      status: 403,
      body: { code: 'auth.forbidden' },
    })
  })
})
