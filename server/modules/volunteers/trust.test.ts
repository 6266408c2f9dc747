// Volunteers among others: found by staff, leaving, shown to be ours by a badge, kept apart by a silent block.
import { afterAll, describe, expect, test } from 'vitest'
import { newId } from '../../kit/ids.ts'
import { foundVillage } from '../accounts/testing-village.ts'
import { consentText } from '../consents/service.ts'
import { foundPolicies } from '../policies/service.ts'
import { volunteerRoutes } from './routes.ts'
import { countJob, countRating, isBlocked } from './service.ts'
import { idNumber } from './testing-identity.ts'

const village = await foundVillage(volunteerRoutes)
const { world, places, anyone } = village
await foundPolicies(world.ctx())
afterAll(village.close)

const consent = (await consentText(world.ctx(), 'volunteering')).version
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

/** Registers and is approved; a session of before has the role from the next call on. */
const helper = async (name: string, more: object = {}) => {
  const neighbour = await resident(name)
  const { body } = await neighbour.hands.post('/volunteers', wish(name, '1980-02-03', more))
  await staff.post(`/volunteers/${body.id}/approve`, {})
  return { ...neighbour, id: body.id as string, number: body.number as string }
}
const noticesOf = async (personId: string) =>
  (await world.owner.db.selectFrom('notice').select(['kind', 'params']).where('personId', '=', personId).execute()).map(
    ({ kind }) => kind,
  )

describe('the list of volunteers', () => {
  test("is found by name, pinyin, number, skill and area, in pages, and ends at the border of one's reach", async () => {
    const one = await helper('欧阳静', { skills: ['plumbing'] })
    const two = await helper('欧阳雪', { skills: ['plumbing', 'errand'] })
    const ids = async (query: string, hands = staff) =>
      ((await hands.get(`/volunteers?${query}`)).body.items as { id: string }[]).map(({ id }) => id)
    expect(await ids(`q=${encodeURIComponent('欧阳')}`)).toEqual([one.id, two.id])
    expect(await ids('q=ouyang')).toEqual([one.id, two.id])
    expect(await ids(`q=${two.number.replace(/LB-0*/, '')}`)).toEqual([two.id])
    expect(await ids('skill=plumbing&state=approved')).toEqual(expect.arrayContaining([one.id, two.id]))
    expect(await ids('skill=surgery')).toEqual([])
    expect(await ids(`areaId=${places.secondGrid.id}&q=ouyang`)).toEqual([])
    expect(await ids('q=ouyang', strangers)).toEqual([])
    const first = (await staff.get('/volunteers?q=ouyang&limit=1')).body
    expect(first.items).toHaveLength(1)
    expect(await ids(`q=ouyang&limit=1&cursor=${first.nextCursor}`)).toEqual([two.id])
    expect(await staff.get('/volunteers?cursor=xx')).toMatchObject({ status: 400, body: { code: 'input.cursor' } })
    expect(await one.hands.get('/volunteers')).toMatchObject({ status: 403 })
  })
})

describe('leaving', () => {
  test('waits until what was promised is done; then the role is gone at once and the records stay', async () => {
    const li = await helper('李师傅')
    const { body } = await li.hands.get('/me/volunteer')
    const visitId = newId()
    const from = world.now()
    const to = new Date(from.getTime() + 3_600_000)
    const visit = {
      tenantId: world.tenantId,
      id: visitId,
      cause: 'round',
      areaId: places.building.id,
      areaPath: places.building.path,
      state: 'planned',
      plannedFrom: from,
      plannedTo: to,
      meetingCode: '123',
      createdAt: from,
    } as const
    await world.owner.db.insertInto('visit').values(visit).execute()
    const during = `[${from.toISOString()},${to.toISOString()})`
    await world.owner.db
      .insertInto('visitPerson')
      .values({
        tenantId: world.tenantId,
        id: newId(),
        visitId,
        personId: li.personId,
        volunteerId: li.id,
        state: 'planned',
        during,
      })
      .execute()
    expect(await li.hands.post('/me/volunteer/leave', { version: body.version })).toMatchObject({
      status: 409,
      body: { code: 'volunteer.has_open_visit' },
    })
    await world.owner.db.updateTable('visitPerson').set({ state: 'signed' }).where('visitId', '=', visitId).execute()
    expect(await li.hands.post('/me/volunteer/leave', { version: body.version - 1 })).toMatchObject({
      status: 409,
      body: { code: 'row.stale' },
    })
    expect(await li.hands.post('/me/volunteer/leave', { version: body.version })).toMatchObject({ status: 200 })
    expect(await li.hands.post('/me/volunteer/free', { until: null })).toMatchObject({ status: 403 })
    expect((await li.hands.get('/me/volunteer')).body).toMatchObject({ state: 'left', number: li.number })
  })
})

describe('trust', () => {
  test('anyone can ask whether a badge is ours, and learns the form of address and nothing else', async () => {
    const li = await helper('李师傅')
    const here = { host: 'xinzhu.test' }
    expect((await anyone.get(`/badges/${li.number}`, here)).body).toEqual({
      ours: true,
      active: true,
      callName: '李师傅',
      fresh: false,
    })
    await li.hands.post('/me/volunteer/away', {
      from: new Date(world.now().getTime() - 60_000).toISOString(),
      to: null,
    })
    expect((await anyone.get(`/badges/${li.number}`, here)).body).toEqual({
      ours: true,
      active: false,
      callName: '李师傅',
      fresh: false,
    })
    expect((await anyone.get('/badges/LB-999999', here)).body).toEqual({
      ours: false,
      active: false,
      callName: null,
      fresh: false,
    })
    const waiting = await resident('韦阿姨')
    const { body } = await waiting.hands.post('/volunteers', wish('韦琴', '1975-01-02'))
    expect((await anyone.get(`/badges/${body.number}`, here)).body.ours).toBe(false)
    const many = await Promise.all(Array.from({ length: 40 }, () => anyone.get('/badges/LB-999999', here)))
    const last = many.find(({ status }) => status === 429)
    expect(last).toMatchObject({ body: { code: 'rate.limited' } })
    expect(Number(last?.headers['retry-after'])).toBeGreaterThan(0)
  })

  test('a silent block holds both ways until it is lifted, and says nothing to the other', async () => {
    const [wei, li] = [await resident('韦奶奶'), await resident('李师傅')]
    const [a, b] = [wei.personId, li.personId]
    expect(await wei.hands.post('/me/blocks', { personId: b })).toMatchObject({ status: 200, body: {} })
    expect(await wei.hands.post('/me/blocks', { personId: b })).toMatchObject({ status: 200 })
    expect([await isBlocked(world.ctx(), a, b), await isBlocked(world.ctx(), b, a)]).toEqual([true, true])
    expect(await noticesOf(b)).toEqual([])
    await li.hands.del(`/me/blocks/${a}`)
    expect(await isBlocked(world.ctx(), a, b)).toBe(true)
    await wei.hands.del(`/me/blocks/${b}`)
    expect(await isBlocked(world.ctx(), a, b)).toBe(false)
    expect(await wei.hands.del(`/me/blocks/${newId()}`)).toMatchObject({ status: 404 })
    expect(await wei.hands.post('/me/blocks', { personId: a })).toMatchObject({ status: 404 })
    expect(await wei.hands.post('/me/blocks', { personId: newId() })).toMatchObject({ status: 404 })
  })

  test("jobs and ratings are counted without making anybody's form stale", async () => {
    const li = await helper('李师傅')
    const { version } = (await li.hands.get('/me/volunteer')).body
    await Promise.all([1, 2, 3].map(() => countJob(world.ctx(), li.id)))
    await Promise.all([5, 4].map((satisfaction) => countRating(world.ctx(), li.id, satisfaction)))
    expect((await li.hands.get('/me/volunteer')).body).toMatchObject({
      jobsDone: 3,
      rating: 4.5,
      ratingCount: 2,
      version,
    })
  })
})
