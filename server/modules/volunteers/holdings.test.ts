// What a volunteer can do and when: papers with their photo, staff who look at them, reminders, hours, days, free now.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../../kit/ids.ts'
import { foundVillage } from '../accounts/testing-village.ts'
import { foundPolicies } from '../policies/service.ts'
import { giveRole } from '../accounts/service.ts'
import { volunteerRoutes } from './routes.ts'
import { remindOfHoldings } from './service.ts'

const village = await foundVillage(volunteerRoutes)
const { world, places } = village
beforeAll(() => foundPolicies(world.ctx()))
afterAll(village.close)

const staff = (await village.person({ name: '周工' }, [['community_worker', places.xinzhu]])).hands
const strangers = (await village.person({ name: '何工' }, [['community_worker', places.jincheng]])).hands
let count = 0
/** An approved volunteer, entered without the way through registration. */
const helper = async () => {
  count += 1
  const neighbour = await village.person({ name: '李师傅', door: [places.building, String(700 + count)] })
  const id = newId()
  const row = {
    tenantId: world.tenantId,
    id,
    personId: neighbour.personId,
    number: `LB-00070${count}`,
    class: 'general',
    state: 'approved',
    appliedAt: world.now(),
  } as const
  await world.owner.db.insertInto('volunteer').values(row).execute()
  await giveRole(world.ctx(), neighbour.personId, { role: 'volunteer', areaId: places.xinzhu.id })
  return { ...neighbour, id }
}
const mine = async ({ hands }: Awaited<ReturnType<typeof helper>>) => (await hands.get('/me/volunteer')).body
const photo = async (ownerPersonId: string) => {
  const id = newId()
  const row = {
    tenantId: world.tenantId,
    id,
    sha256: 'x',
    contentType: 'image/webp',
    size: 1,
    purpose: 'certificate',
    ownerPersonId,
  }
  await world.owner.db.insertInto('storedFile').values(row).execute()
  return id
}

describe('papers', () => {
  test('a certificate with its photo counts once staff have looked at it', async () => {
    const li = await helper()
    const fileId = await photo(li.personId)
    const given = {
      kind: 'certificate',
      code: 'electrician',
      issuer: '应急管理局',
      number: 'T450102',
      toOn: '2027-05-01',
      fileId,
    }
    const { body } = await li.hands.post('/me/volunteer/holdings', given)
    const [holding] = body.holdings
    expect(holding).toMatchObject({
      kind: 'certificate',
      code: 'electrician',
      fromOn: '2026-11-25',
      toOn: '2027-05-01',
      verified: false,
      expired: false,
      fileId,
    })
    expect(JSON.stringify(body)).not.toContain('T450102')
    const stored = await world.owner.db
      .selectFrom('holding')
      .select('numberSealed')
      .where('id', '=', holding.id)
      .executeTakeFirst()
    expect(world.kit.vault.open(world.tenantId, 'holding.number', stored?.numberSealed ?? '')).toBe('T450102')
    const path = `/volunteers/${li.id}/holdings/${holding.id}/verify`
    expect(await strangers.post(path, { accepted: true })).toMatchObject({ status: 404 })
    expect(await staff.post(path, { accepted: true, toOn: '2026-01-01' })).toMatchObject({
      status: 422,
      body: { code: 'holding.expired' },
    })
    expect((await staff.post(path, { accepted: true, toOn: '2027-06-30' })).body.holdings).toMatchObject([
      { verified: true, toOn: '2027-06-30' },
    ])
  })

  test('a paper nobody believes is gone, with the reason in the log', async () => {
    const li = await helper()
    const { body } = await li.hands.post('/me/volunteer/holdings', { kind: 'certificate', code: 'nurse' })
    const refused = await staff.post(`/volunteers/${li.id}/holdings/${body.holdings[0].id}/verify`, {
      accepted: false,
      reason: '照片看不清',
    })
    expect(refused.body.holdings).toEqual([])
    const log = await world.owner.db
      .selectFrom('auditEntry')
      .select(['act', 'detail'])
      .where('subjectId', '=', li.id)
      .execute()
    expect(log).toMatchObject([{ act: 'holding.refused', detail: { code: 'nurse', reason: '照片看不清' } }])
  })

  test("yesterday's paper, somebody else's photo, an end before the beginning are refused", async () => {
    const [li, wei] = [await helper(), await helper()]
    const add = (more: object) =>
      li.hands.post('/me/volunteer/holdings', { kind: 'certificate', code: 'nurse', ...more })
    expect(await add({ toOn: '2026-11-24' })).toMatchObject({ status: 422, body: { code: 'holding.expired' } })
    expect(await add({ fileId: await photo(wei.personId) })).toMatchObject({
      status: 422,
      body: { code: 'file.unknown' },
    })
    expect(await add({ fromOn: '2027-02-01', toOn: '2027-01-01' })).toMatchObject({
      status: 400,
      body: { issues: [{ path: 'toOn' }] },
    })
    expect((await add({ toOn: '2026-11-25' })).status).toBe(200)
  })

  test('saying twice that one can carry is saying it once, and one may stop', async () => {
    const li = await helper()
    await li.hands.post('/me/volunteer/holdings', { kind: 'skill', code: 'lifting' })
    const { body } = await li.hands.post('/me/volunteer/holdings', { kind: 'skill', code: 'lifting' })
    expect(body.skills).toEqual(['lifting'])
    expect(body.holdings).toHaveLength(1)
    const other = await helper()
    expect(await other.hands.del(`/me/volunteer/holdings/${body.holdings[0].id}`)).toMatchObject({ status: 404 })
    expect((await li.hands.del(`/me/volunteer/holdings/${body.holdings[0].id}`)).body.skills).toEqual([])
  })

  test("an insurance is the staff's entry: verified at once, and not the volunteer's to end", async () => {
    const li = await helper()
    const given = { kind: 'insurance', code: 'accident', issuer: '人保', number: 'P1', toOn: '2027-03-31' }
    expect(await strangers.post(`/volunteers/${li.id}/holdings`, given)).toMatchObject({ status: 404 })
    const { body } = await staff.post(`/volunteers/${li.id}/holdings`, given)
    expect(body.holdings).toMatchObject([{ kind: 'insurance', verified: true }])
    expect(await li.hands.del(`/me/volunteer/holdings/${body.holdings[0].id}`)).toMatchObject({ status: 404 })
  })
})

describe('reminders', () => {
  const told = async (personId: string) =>
    (
      await world.owner.db
        .selectFrom('notice')
        .select('params')
        .where('personId', '=', personId)
        .where('kind', '=', 'holding.expires')
        .orderBy('createdAt')
        .execute()
    ).map(({ params }) => (params as { days: number }).days)

  test('come 60, 30 and 7 days before, once each, also when the machine was off on the day', async () => {
    const before = world.now()
    const li = await helper()
    await staff.post(`/volunteers/${li.id}/holdings`, { kind: 'certificate', code: 'electrician', toOn: '2027-03-01' })
    const runOn = async (day: string) => {
      world.setNow(`${day}T01:00:00Z`)
      await remindOfHoldings(world.ctx())
      await remindOfHoldings(world.ctx())
      return told(li.personId)
    }
    expect(await runOn('2026-12-30')).toEqual([]) // 61 days
    expect(await runOn('2027-01-02')).toEqual([58]) // the 60th day was missed
    expect(await runOn('2027-01-29')).toEqual([58]) // 31 days
    expect(await runOn('2027-01-30')).toEqual([58, 30])
    expect(await runOn('2027-02-21')).toEqual([58, 30]) // 8 days
    expect(await runOn('2027-02-22')).toEqual([58, 30, 7])
    expect(await runOn('2027-03-01')).toEqual([58, 30, 7])
    expect(await runOn('2027-03-02')).toEqual([58, 30, 7])
    world.setNow(before)
  })

  test('stop as soon as the new paper is there', async () => {
    const li = await helper()
    await staff.post(`/volunteers/${li.id}/holdings`, { kind: 'certificate', code: 'nurse', toOn: '2026-12-01' })
    await staff.post(`/volunteers/${li.id}/holdings`, { kind: 'certificate', code: 'nurse', toOn: '2028-12-01' })
    await remindOfHoldings(world.ctx())
    expect(await told(li.personId)).toEqual([])
  })
})

describe('time and place', () => {
  test('hours, days, areas and limits replace what was before; a stale form is told so', async () => {
    const li = await helper()
    const { version } = await mine(li)
    const hours = [
      { weekday: 1, fromMinute: 540, toMinute: 720 },
      { weekday: 7, fromMinute: 0, toMinute: 1440 },
    ]
    const exceptions = [{ day: '2026-12-01', free: false, fromMinute: 0, toMinute: 1440 }]
    const change = {
      version,
      hours,
      exceptions,
      areaIds: [places.grid.id, places.secondGrid.id],
      asksADay: 1,
      about: '周日都行',
    }
    const { body } = await li.hands.patch('/me/volunteer', change)
    expect(body).toMatchObject({ hours, exceptions, asksADay: 1, about: '周日都行', version: version + 1 })
    expect(body.areas.map((area: { areaId: string }) => area.areaId).toSorted()).toEqual(
      [places.grid.id, places.secondGrid.id].toSorted(),
    )
    expect(await li.hands.patch('/me/volunteer', { version, about: '旧的' })).toMatchObject({
      status: 409,
      body: { code: 'row.stale' },
    })
    const fewer = await li.hands.patch('/me/volunteer', { version: version + 1, hours: [], exceptions: [] })
    expect(fewer.body).toMatchObject({ hours: [], exceptions: [], about: '周日都行' })
  })

  test('two phones of one volunteer change at once: one wins, nothing is mixed', async () => {
    const li = await helper()
    const { version } = await mine(li)
    const replies = await Promise.all(
      ['早上', '晚上'].map((about) => li.hands.patch('/me/volunteer', { version, about })),
    )
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 409])
  })

  test('two exceptions of a day may not overlap', async () => {
    const li = await helper()
    const { version } = await mine(li)
    const day = (fromMinute: number, toMinute: number) => ({ day: '2026-12-02', free: true, fromMinute, toMinute })
    expect(await li.hands.patch('/me/volunteer', { version, exceptions: [day(0, 100), day(99, 200)] })).toMatchObject({
      status: 422,
      body: { code: 'volunteer.hours_overlap' },
    })
  })

  test('我现在有空 lasts twelve hours at most, and a moment that has passed means no longer', async () => {
    const li = await helper()
    const at = (minutes: number) => new Date(world.now().getTime() + minutes * 60_000).toISOString()
    const free = async (until: string | null) => li.hands.post('/me/volunteer/free', { until })
    expect((await free(at(720))).body.freeUntil).toBe(at(720))
    expect(await free(at(721))).toMatchObject({ status: 422, body: { code: 'volunteer.free_too_long' } })
    expect((await free(at(-5))).body.freeUntil).toBeNull()
    await free(at(60))
    expect((await free(null)).body.freeUntil).toBeNull()
  })

  test('who goes away is not free meanwhile, and comes back by clearing the pause', async () => {
    const li = await helper()
    const at = (minutes: number) => new Date(world.now().getTime() + minutes * 60_000).toISOString()
    await li.hands.post('/me/volunteer/free', { until: at(60) })
    const away = await li.hands.post('/me/volunteer/away', { from: at(0), to: at(10_000) })
    expect(away.body).toMatchObject({ awayFrom: at(0), awayTo: at(10_000), freeUntil: null })
    expect(await li.hands.post('/me/volunteer/away', { from: at(10), to: at(10) })).toMatchObject({
      status: 400,
      body: { issues: [{ path: 'to' }] },
    })
    expect((await li.hands.post('/me/volunteer/away', { from: null, to: null })).body).toMatchObject({
      awayFrom: null,
      awayTo: null,
    })
  })

  test('every change is announced to the volunteer and to the staff of the place', async () => {
    const li = await helper()
    await li.hands.post('/me/volunteer/free', { until: null })
    const said = await world.owner.db
      .selectFrom('outbox')
      .select(['areaPath', 'personIds'])
      .where('event', '=', 'volunteer.changed')
      .where('ids', '@>', JSON.stringify({ volunteerId: li.id }))
      .execute()
    expect(said).toEqual([{ areaPath: places.building.path, personIds: [li.personId] }])
  })
})
