// A week at the desk: painted, copied, swapped by two who want it at once, opened with a press, and nobody missing unseen.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { routes } from '../../api.ts'
import { background } from '../../worker.ts'
import { foundVillage, type Neighbour, type Village } from '../accounts/testing-village.ts'
import { foundPolicies } from '../policies/service.ts'
import { whoIsOnDuty } from './service.ts'

let village: Village
let lead: Neighbour
let wei: Neighbour
let zhou: Neighbour
let gan: Neighbour
let grid: Neighbour
let day: { id: string }
let night: { id: string }

/** The story runs over weeks; nobody signs in again. */
const stayIn = () => village.world.owner.pool.query(`update session set expires_at = '2027-06-01'`)
const setNow = (clock: string) => village.world.setNow(new Date(`${clock}+08:00`))

beforeAll(async () => {
  village = await foundVillage(routes)
  await foundPolicies(village.world.ctx())
  const { places, person } = village
  lead = await person({ name: '梁斌' }, [['community_lead', places.xinzhu]])
  wei = await person({ name: '韦敏' }, [['operator', places.xinzhu]])
  zhou = await person({ name: '周蓉' }, [['operator', places.xinzhu]])
  gan = await person({ name: '甘霖' }, [['operator', places.street]])
  grid = await person({ name: '覃勇' }, [['grid_worker', places.grid]])
  const kind = async (body: object) => (await lead.hands.post('/shift-kinds', body)).body
  const whole = { areaId: places.xinzhu.id, role: 'operator', weekdays: [1, 2, 3, 4, 5, 6, 7], people: 1 }
  day = await kind({ ...whole, name: '白班', from: '08:00', to: '16:00' })
  night = await kind({ ...whole, name: '夜班', from: '22:00', to: '06:00' })
  await stayIn()
}, 60_000)
afterAll(() => village.close())

const weekFrom = async (who: Neighbour, from: string) =>
  (await who.hands.get(`/roster?areaId=${village.places.xinzhu.id}&from=${from}`)).body
const paint = (...cells: [kind: { id: string }, day: string, who: Neighbour][]) =>
  lead.hands.post('/shifts', {
    cells: cells.map(([kind, on, who]) => ({ kindId: kind.id, day: on, personId: who.personId })),
  })
const noticesOf = async (who: Neighbour, kind: string) =>
  (await who.hands.get('/notices?limit=50')).body.items.filter((one: { kind: string }) => one.kind === kind)

test('cells are painted; the one without rest is refused by itself, the one without the post too', async () => {
  const { status, body } = await paint(
    [day, '2026-11-30', wei],
    [night, '2026-11-30', wei],
    [night, '2026-11-30', zhou],
    [day, '2026-12-01', grid],
    [day, '2026-11-20', wei],
  )
  expect(status, JSON.stringify(body)).toBe(200)
  expect(body.made.map((one: { kindName: string; name: string }) => [one.kindName, one.name])).toEqual([
    ['白班', '韦敏'],
    ['夜班', '周蓉'],
  ])
  expect(body.refused.map((one: { name: string; code: string }) => [one.name, one.code])).toEqual([
    ['韦敏', 'shift.no_rest'],
    ['覃勇', 'shift.unfit'],
    ['韦敏', 'shift.past'],
  ])
  const roster = await weekFrom(wei, '2026-12-02')
  expect(roster.shifts).toHaveLength(2)
  expect(roster.gaps).toHaveLength(12)
  expect(roster.can.plan).toBe(false)
  expect(roster.people.find((one: { name: string }) => one.name === '韦敏').minutes).toBe(480)
})

test('two plan the same person at the same moment and one of them is refused by the database', async () => {
  const replies = await Promise.all([paint([day, '2026-12-02', gan]), paint([night, '2026-12-02', gan])])
  const made = replies.flatMap(({ body }) => body.made ?? [])
  expect(made).toHaveLength(1)
  expect(replies.map(({ status }) => status).toSorted()).toSatisfy(
    (codes: number[]) => codes[0] === 200 && (codes[1] === 409 || codes[1] === 200),
  )
  await lead.hands.post('/shifts/remove', { shiftIds: made.map((one: { id: string }) => one.id) })
})

test('a week is copied, and kept under a name that fills another', async () => {
  const copied = await lead.hands.post('/roster/copy-week', {
    areaId: village.places.xinzhu.id,
    from: '2026-11-30',
    to: '2026-12-07',
  })
  expect(copied.body.made.map((one: { day: string; name: string }) => [one.day, one.name])).toEqual([
    ['2026-12-07', '韦敏'],
    ['2026-12-07', '周蓉'],
  ])
  const kept = await lead.hands.post('/roster/templates', {
    areaId: village.places.xinzhu.id,
    from: '2026-11-30',
    name: '平常的一周',
  })
  const again = await lead.hands.post(`/roster/templates/${kept.body.id}/apply`, { to: '2026-12-07' })
  expect(again.body.made).toEqual([])
  expect(again.body.refused.map((one: { code: string }) => one.code)).toEqual(['shift.overlap', 'shift.overlap'])
  expect(
    (await lead.hands.post(`/roster/templates/${kept.body.id}/apply`, { to: '2026-12-14' })).body.made,
  ).toHaveLength(2)
  expect(
    (
      await wei.hands.post('/roster/copy-week', {
        areaId: village.places.xinzhu.id,
        from: '2026-11-30',
        to: '2026-12-21',
      })
    ).status,
  ).toBe(403)
})

test('two colleagues take the same swap at the same moment and exactly one has it', async () => {
  const [shift] = (await wei.hands.get('/shifts/mine')).body.items
  const asked = await wei.hands.post(`/shifts/${shift.id}/swaps`, { reason: '孩子家长会' })
  expect(asked.status, JSON.stringify(asked.body)).toBe(200)
  expect((await wei.hands.post(`/shifts/${shift.id}/swaps`, { reason: '再问' })).body.code).toBe('swap.asked_already')
  expect((await gan.hands.get('/shifts/mine')).body.swaps.map((one: { id: string }) => one.id)).toEqual([asked.body.id])
  // 周蓉 is on the night of that day and could not rest
  expect((await zhou.hands.post(`/swaps/${asked.body.id}/agree`, {})).body.code).toBe('shift.no_rest')
  const second = await village.person({ name: '莫芳' }, [['operator', village.places.xinzhu]])
  await stayIn()
  const replies = await Promise.all([gan, second].map((who) => who.hands.post(`/swaps/${asked.body.id}/agree`, {})))
  expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 409])
  expect(replies.find(({ status }) => status === 409)?.body.code).toBe('swap.taken')
  const roster = await weekFrom(wei, '2026-11-30')
  const holder = roster.shifts.find((one: { id: string }) => one.id === shift.id).name
  expect(['甘霖', '莫芳']).toContain(holder)
  expect(await noticesOf(wei, 'shift.swap_agreed')).toHaveLength(1)
  expect(await noticesOf(lead, 'shift.swap_agreed')).toHaveLength(1)
})

test('two exchange their shifts of one day, each rested', async () => {
  const made = (await paint([day, '2026-12-23', wei], [night, '2026-12-23', zhou])).body.made
  const [mine, theirs] = made as [{ id: string }, { id: string }]
  const asked = await wei.hands.post(`/shifts/${mine.id}/swaps`, {
    toPersonId: zhou.personId,
    returnShiftId: theirs.id,
    reason: '白天有事',
  })
  expect(asked.status, JSON.stringify(asked.body)).toBe(200)
  expect((await gan.hands.post(`/swaps/${asked.body.id}/agree`, {})).status).toBe(404)
  expect((await zhou.hands.post(`/swaps/${asked.body.id}/agree`, {})).status).toBe(200)
  const roster = await weekFrom(wei, '2026-12-23')
  expect(roster.shifts.map((one: { kindName: string; name: string }) => [one.kindName, one.name])).toEqual([
    ['白班', '周蓉'],
    ['夜班', '韦敏'],
  ])
})

test('a shift begins with a press: the note is read and the sound is heard; then the console must beat', async () => {
  await paint([day, '2026-12-28', wei], [night, '2026-12-28', zhou])
  setNow('2026-12-28T07:40')
  const { now: mine } = (await wei.hands.get('/shifts/mine')).body
  expect((await wei.hands.post(`/shifts/${mine.id}/open`, { soundHeard: false })).body.code).toBe('shift.sound_needed')
  expect((await zhou.hands.post(`/shifts/${mine.id}/open`, { soundHeard: true })).status).toBe(404)
  expect((await wei.hands.post(`/shifts/${mine.id}/open`, { soundHeard: true })).body.state).toBe('open')
  const place = village.places.building.path
  const watch = () => whoIsOnDuty(village.world.ctx(), place)
  expect((await watch()).agents.map((one) => one.personId)).toEqual([wei.personId])
  village.world.advance(21 / 60)
  expect(await watch()).toMatchObject({
    agents: [],
    beginsAt: 3,
    silent: [{ personId: wei.personId }],
    leads: [{ personId: lead.personId }],
  })
  expect((await wei.hands.post('/duties/current/beat', {})).body).toEqual({ onDuty: true })
  expect(await watch()).toMatchObject({ beginsAt: 1, agents: [{ callName: '韦敏' }] })
  await wei.hands.post(`/shifts/${mine.id}/close`, { words: '3号楼电梯在修，老人出门要陪' })
  expect((await watch()).agents).toEqual([])

  setNow('2026-12-28T21:50')
  const next = (await zhou.hands.get('/shifts/mine')).body
  expect(next.notes.map((one: { words: string }) => one.words)).toEqual(['3号楼电梯在修，老人出门要陪'])
  expect((await zhou.hands.post(`/shifts/${next.now.id}/open`, { soundHeard: true })).body.code).toBe(
    'shift.note_unread',
  )
  await zhou.hands.post(`/hand-overs/${next.notes[0].id}/read`, {})
  expect((await zhou.hands.post(`/shifts/${next.now.id}/open`, { soundHeard: true })).status).toBe(200)
})

test('a duty without the sound test does not count, whoever is in the field does', async () => {
  setNow('2026-12-29T12:00')
  await wei.hands.post('/duties', { areaId: village.places.xinzhu.id, role: 'operator' })
  await grid.hands.post('/duties', { areaId: village.places.grid.id, role: 'grid_worker' })
  const watch = await whoIsOnDuty(village.world.ctx(), village.places.building.path)
  expect(watch.agents).toEqual([])
  expect(watch.field.map((one) => one.personId)).toEqual([grid.personId])
  expect((await whoIsOnDuty(village.world.ctx(), village.places.otherBuilding.path)).field).toEqual([])
})

test('nobody opened the shift within five minutes: the lead is told once, and of empty shifts in the morning', async () => {
  await paint([day, '2026-12-31', gan])
  setNow('2026-12-31T08:04')
  await village.world.settle(background)
  const jobs = (name: string) => background.find((one) => one.kind === 'schedule' && one.name === name)
  const run = async (name: string) => {
    const one = jobs(name)
    if (one?.kind === 'schedule') await one.handle(village.world.ctx())
  }
  await run('roster.unopened')
  expect(await noticesOf(lead, 'shift.unopened')).toEqual([])
  setNow('2026-12-31T08:05')
  await Promise.all([run('roster.unopened'), run('roster.unopened')])
  expect(await noticesOf(lead, 'shift.unopened')).toHaveLength(1)
  expect(await noticesOf(gan, 'shift.unopened')).toHaveLength(1)
  await run('roster.gaps')
  expect((await noticesOf(lead, 'shift.gap')).map((one: { text: string }) => one.text).join()).toContain('夜班')
})

test('a calendar reads the shifts by its secret address until another is made', async () => {
  const { url } = (await wei.hands.post('/calendar-feeds', { kind: 'shifts' })).body
  const path = new URL(url).pathname.replace('/api/v1', '')
  const host = { host: 'xinzhu.test' }
  const reply = await village.anyone.get(path, host)
  expect(reply.headers['content-type']).toContain('text/calendar')
  expect(String(reply.body)).toContain('DTSTART:20261228T000000Z')
  expect(String(reply.body)).not.toContain('周蓉')
  await wei.hands.post('/calendar-feeds', { kind: 'shifts' })
  expect((await village.anyone.get(path, host)).status).toBe(404)
})
