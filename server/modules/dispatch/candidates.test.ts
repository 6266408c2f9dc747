// The list beside the form: who fits and why, who was left out and why; and what staff may decide against it.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../../kit/ids.ts'
import type { Hands } from '../../kit/testing.ts'
import { issue } from '../ledger/service.ts'
import { dispatchTown } from '../../seed/helping-town.ts'
import type { DispatchTown, TownHelper } from '../../seed/helping-town.ts'

type Part = { value: number; weight: number }
type Candidate = {
  volunteerId: string | null
  organisationId: string | null
  personId: string | null
  score: number
  parts: Part[]
  priceCents: number | null
}
type Left = { volunteerId: string | null; reasons: { reason: string; code: string | null }[] }

let town: DispatchTown
let desk: Hands
let wangId: string
let plumbers: TownHelper[]

beforeAll(async () => {
  town = await dispatchTown()
  desk = await town.hands('韦敏')
  wangId = await town.personId('王桂芳')
  plumbers = await town.volunteers('plumbing', 8)
}, 60_000)
afterAll(() => town.close())

const enter = async (more: object = {}) => {
  const asked = await town.ask(desk, { forPersonId: wangId, channel: 'hotline', ...more })
  return asked.id
}
const candidates = async (id: string) => (await desk.get(`/requests/${id}/candidates`)).body
const assign = (id: string, volunteerId: string, reason?: string) =>
  desk.post(`/requests/${id}/dispatch`, { policy: 'assign', volunteerIds: [volunteerId], ...(reason && { reason }) })
const cancel = async (id: string) => {
  const { version } = (await desk.get(`/requests/${id}`)).body
  expect((await desk.post(`/requests/${id}/cancel`, { version, reason: '不用了' })).status).toBe(200)
  await town.settle()
}
const whyNot = async (id: string, volunteerId: string) =>
  (await candidates(id)).excluded
    .find((one: Left) => one.volunteerId === volunteerId)
    ?.reasons.map((one: Left['reasons'][number]) => one.reason)

test('what the desk writes down waits for the desk', async () => {
  const id = await enter()
  expect((await desk.get(`/requests/${id}`)).body.state).toBe('reported')
  expect(await town.offersOf(id)).toEqual([])
  await cancel(id)
})

test('the parts of every score add up to it, the best stands first, a shop comes with its price', async () => {
  const id = await enter()
  const list = await candidates(id)
  expect(list.items.length).toBeGreaterThan(5)
  for (const one of list.items as Candidate[])
    expect(one.parts.reduce((sum, part) => sum + part.value * part.weight, 0)).toBeCloseTo(one.score, 1)
  const scores = list.items.map((one: Candidate) => one.score)
  expect(scores).toEqual(scores.toSorted((a: number, b: number) => b - a))
  const shops = list.items.filter((one: Candidate) => one.organisationId)
  for (const shop of shops) expect(shop.priceCents).toBeGreaterThan(0)
  for (const one of list.excluded as Left[]) expect(one.reasons.length).toBeGreaterThan(0)
  await cancel(id)
})

test('nobody is proposed for their own home, nor the person who asks', async () => {
  const [asker, mate] = plumbers
  const [home] = await town.rows('select household_id from household_member where person_id = $1 and to_on is null', [
    asker!.personId,
  ])
  await town.rows(
    `insert into household_member (tenant_id, id, household_id, person_id, relation, from_on, lives_there) select tenant_id, gen_random_uuid(), $1, $2, '同住', '2026-01-01', false from person where id = $2`,
    [home!['household_id'], mate!.personId],
  )
  const id = await enter({ forPersonId: asker!.personId })
  const list = await candidates(id)
  const proposed = list.items.map((one: Candidate) => one.volunteerId)
  expect(proposed).not.toContain(asker!.volunteerId)
  expect(proposed).not.toContain(mate!.volunteerId)
  expect(await whyNot(id, mate!.volunteerId)).toContain('own_household')
  expect((await assign(id, mate!.volunteerId, '就在家里')).body.code).toBe('dispatch.unqualified')
  expect((await mate!.hands.post(`/requests/${id}/claim`, {})).status).toBe(409)
  await cancel(id)
})

test('the second best needs a reason, and the reason is kept', async () => {
  const id = await enter()
  const second = (await candidates(id)).items.filter((one: Candidate) => one.volunteerId)[3].volunteerId
  expect((await assign(id, second)).body.code).toBe('dispatch.reason_needed')
  expect((await desk.get(`/requests/${id}`)).body.state).toBe('reported')
  expect((await assign(id, second, '王阿姨认识他')).body.state).toBe('assigned')
  const [entry] = await town.rows(
    `select detail from audit_entry where act = 'dispatch.overruled' and subject_id = $1`,
    [id],
  )
  expect(entry!['detail']).toMatchObject({ ids: [second], reason: '王阿姨认识他' })
  expect((await assign(id, second, '再派一次')).body.code).toBe('offer.taken')
  await cancel(id)
})

test('an overrule feeds the model: who knows the household stands higher next time, who is said to be busy not at all that day', async () => {
  const ranked = async (id: string): Promise<string[]> =>
    (await candidates(id)).items.map((one: Candidate) => one.volunteerId ?? one.organisationId)
  const overrule = (id: string, volunteerId: string, because: string) =>
    desk.post(`/requests/${id}/dispatch`, {
      policy: 'assign',
      volunteerIds: [volunteerId],
      reason: '电话里说的',
      because,
    })
  const familiarity = async (id: string, volunteerId: string) =>
    (await candidates(id)).items
      .find((one: Candidate) => one.volunteerId === volunteerId)
      .parts.find((one: { part: string }) => one.part === 'familiarity').value

  const first = await enter()
  const before = await ranked(first)
  const known = before.findLast((one) => plumbers.some(({ volunteerId }) => volunteerId === one))!
  const value = await familiarity(first, known)
  expect((await overrule(first, known, 'knows')).status).toBe(200)
  await cancel(first)

  const second = await enter()
  const after = await ranked(second)
  expect(after.indexOf(known), 'above where they stood').toBeLessThan(before.indexOf(known))
  expect(await familiarity(second, known)).toBeGreaterThan(value)
  const [top] = after
  const chosen = plumbers.find(({ volunteerId }) => volunteerId !== top && volunteerId !== known)!.volunteerId
  expect((await overrule(second, chosen, 'first_busy')).status).toBe(200)
  await cancel(second)

  const third = await enter()
  expect(await ranked(third)).not.toContain(top)
  await cancel(third)
  const other = await enter({ forPersonId: await town.personId('韦秀兰') })
  expect(await familiarity(other, known), 'known to one household, not to all').toBe(value)
  await cancel(other)
  await town.rows('delete from dispatch_lesson')
})

test('the first of the list needs no reason and leaves no overrule behind', async () => {
  const id = await enter()
  const first = (await candidates(id)).items[0] as Candidate
  const named = first.volunteerId ? { volunteerIds: [first.volunteerId] } : { organisationIds: [first.organisationId] }
  const given = await desk.post(`/requests/${id}/dispatch`, { policy: 'assign', ...named })
  expect(given.body, JSON.stringify(given.body)).toMatchObject({ state: 'assigned' })
  expect(
    await town.rows(`select 1 from audit_entry where act = 'dispatch.overruled' and subject_id = $1`, [id]),
  ).toEqual([])
  await cancel(id)
})

test('no reason sends somebody whom the person helped has blocked; to the blocked the task does not exist', async () => {
  const blocked = plumbers[2]!
  await town.rows(
    `insert into person_block (tenant_id, person_id, blocked_person_id, made_by, made_at) select tenant_id, id, $2, id, now() from person where id = $1`,
    [wangId, blocked.personId],
  )
  const id = await enter()
  expect(await whyNot(id, blocked.volunteerId)).toContain('blocked')
  expect((await assign(id, blocked.volunteerId, '没有别人')).body.code).toBe('dispatch.unqualified')
  expect((await desk.post(`/requests/${id}/dispatch`, { policy: 'waves' })).status).toBe(200)
  expect((await blocked.hands.get(`/requests/${id}/task`)).status).toBe(404)
  await cancel(id)
})

test('a certificate counts on the day of the work, not on the day of the choice', async () => {
  const electrician = (await town.volunteers('electrical', 4))[3]!
  await town.rows(
    `insert into holding (tenant_id, id, person_id, kind, code, from_on, to_on, verified_at, verified_by) select tenant_id, gen_random_uuid(), id, 'certificate', 'electrician', '2020-01-01', '2026-11-26', now(), id from person where id = $1`,
    [electrician.personId],
  )
  await town.rows(`delete from holding where person_id = $1 and kind = 'certificate' and to_on <> '2026-11-26'`, [
    electrician.personId,
  ])
  const work = (day: string) => ({
    serviceCode: 'electric-repair',
    description: '插座没有电',
    window: { from: `${day}T02:00:00.000Z`, to: `${day}T04:00:00.000Z` },
  })
  const tooLate = await enter(work('2026-11-27'))
  expect(await whyNot(tooLate, electrician.volunteerId)).toContain('certificate_expired')
  expect((await assign(tooLate, electrician.volunteerId, '他手艺好')).body.code).toBe('dispatch.unqualified')
  await cancel(tooLate)
  const inTime = await enter(work('2026-11-26'))
  expect((await whyNot(inTime, electrician.volunteerId)) ?? []).not.toContain('certificate_expired')
  await cancel(inTime)
})

test('the choice belongs to those who reach the place', async () => {
  const id = await enter()
  const away = await town.hands('陆霞')
  expect((await away.get(`/requests/${id}/candidates`)).status).toBe(404)
  expect((await away.post(`/requests/${id}/dispatch`, { policy: 'waves' })).status).toBe(404)
  expect((await plumbers[0]!.hands.get(`/requests/${id}/candidates`)).status).toBe(403)
  await cancel(id)
})

test('the same sex is demanded and nobody knows which: nobody is sent on a guess, staff are told what to find out', async () => {
  const [asker] = plumbers
  const care = { forPersonId: asker!.personId, serviceCode: 'bathing-assist', description: '想请人帮忙洗澡' }
  await issue(town.ctx(), {
    unit: 'minutes',
    toPersonId: asker!.personId,
    amount: 240,
    causeKind: 'test',
    causeId: newId(),
    reason: '',
  })
  await town.rows('update person set sex = null where id = $1', [asker!.personId])
  const id = await enter(care)
  const list = await candidates(id)
  expect(list.items).toEqual([])
  for (const one of list.excluded as Left[]) expect(one.reasons.map(({ reason }) => reason)).toContain('sex_unknown')
  const some = (list.excluded as Left[]).find((one) => one.volunteerId)!
  expect((await assign(id, some.volunteerId!, '没有别人')).body.code).toBe('dispatch.unqualified')
  await desk.post(`/requests/${id}/dispatch`, { policy: 'waves' })
  expect(await town.offersOf(id)).toEqual([])
  const told = await town.rows(`select params from notice where kind = 'request.escalated' and subject_id = $1`, [id])
  expect(told[0]!['params']).toMatchObject({ why: 'sex_unknown' })
  await town.rows(`update person set sex = 'female' where id = $1`, [asker!.personId])
  const reasons = (await candidates(id)).excluded.flatMap((one: Left) => one.reasons.map(({ reason }) => reason))
  expect(reasons).not.toContain('sex_unknown')
  await cancel(id)
})

test('who is a volunteer and comes for a shop chooses as whom', async () => {
  const both = plumbers[4]!
  const [shop] = await town.rows(
    `select o.id, o.tenant_id, o.area_id from organisation o join organisation_service os on os.organisation_id = o.id and os.active
     join service s on s.id = os.service_id and s.code = 'plumbing' where o.state = 'approved' and o.tenant_id = $1 order by o.id limit 1`,
    [town.tenantId],
  )
  await town.rows(
    `insert into organisation_staff (tenant_id, id, organisation_id, person_id, manager, badge_number, from_on) values ($1, gen_random_uuid(), $2, $3, false, 'LB-S900001', '2026-01-01')`,
    [shop!['tenant_id'], shop!['id'], both.personId],
  )
  await town.rows(
    `insert into role_holding (tenant_id, id, account_id, role, area_id, organisation_id, from_at) select tenant_id, gen_random_uuid(), id, 'org_staff', $2, $3, now() from account where person_id = $1`,
    [both.personId, shop!['area_id'], shop!['id']],
  )
  const asShop = `/task?organisationId=${shop!['id']}`
  for (const [path, body, volunteer] of [
    ['/task', {}, true],
    [asShop, { organisationId: shop!['id'] }, false],
  ] as const) {
    const id = await enter()
    await desk.post(`/requests/${id}/dispatch`, { policy: 'waves' })
    const hands = await town.handsOf(both.personId)
    const task = (await hands.get(`/requests/${id}${path}`)).body
    if (!volunteer) expect(task).toMatchObject({ organisationId: shop!['id'] })
    const claimed = await hands.post(`/requests/${id}/claim`, body)
    expect(claimed.status, JSON.stringify(claimed.body)).toBe(200)
    const [row] = await town.rows('select volunteer_id, organisation_id from visit_person where visit_id = $1', [
      claimed.body.visitId,
    ])
    expect([row!['volunteer_id'] !== null, row!['organisation_id']]).toEqual([
      volunteer,
      volunteer ? null : shop!['id'],
    ])
    const stranger = await plumbers[5]!.hands.post(`/requests/${id}/claim`, { organisationId: shop!['id'] })
    expect(stranger.status).toBe(404)
    await cancel(id)
  }
})
