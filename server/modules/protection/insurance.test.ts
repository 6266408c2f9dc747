// Insurance, told as people: who is not covered on the day is neither asked nor lets in to a risky job; a policy opens it, its end closes it.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Hands } from '../../kit/testing.ts'
import { dispatchTown } from '../../seed/helping-town.ts'
import type { DispatchTown } from '../../seed/helping-town.ts'
import { remindOfInsurance } from './service.ts'

let town: DispatchTown
let wang: Hands
let li: Hands
let huang: Hands
let liang: Hands
let liId: string
let liVolunteer: string
let areaId: string

beforeAll(async () => {
  town = await dispatchTown()
  wang = await town.hands('王桂芳')
  li = await town.hands('李志明')
  huang = await town.hands('黄丽')
  liang = await town.hands('梁斌')
  liId = await town.personId('李志明')
  liVolunteer = (await town.rows('select id from volunteer where person_id = $1', [liId]))[0]!['id']
  areaId = (await town.rows(`select id from area where kind = 'community' and name = '新竹社区'`))[0]!['id']
  await town.rows(`update holding set ended_at = now() where kind = 'insurance' and person_id = $1`, [liId])
  await town.rows(
    `insert into holding (tenant_id, id, person_id, kind, code, from_on, verified_at) select tenant_id, gen_random_uuid(), id, 'training', 'work-safety', '2020-01-01', now() from person where id = $1`,
    [liId],
  )
}, 120_000)
afterAll(() => town.close())

const policy = (number: string, more: object = {}) => ({
  areaId,
  kind: 'accident',
  insurer: '人保财险',
  number,
  fromOn: '2026-01-01',
  toOn: '2027-01-24',
  covers: 'people',
  ...more,
})
const entered = async (number: string, more: object = {}) => {
  const { status, body } = await huang.post('/insurance-policies', policy(number, more))
  expect(status, JSON.stringify(body)).toBe(200)
  return body
}
const lamp = () => town.ask(wang, { serviceCode: 'stair-light', description: '楼道灯不亮了' })
const whyNot = async (requestId: string) =>
  (await li.get(`/requests/${requestId}/task`)).body.whyNot.map((one: { reason: string }) => one.reason)
const cover = async (query = '') =>
  (await huang.get(`/insurance-cover?areaId=${areaId}&limit=100${query}`)).body.items.find(
    (one: { volunteerId: string }) => one.volunteerId === liVolunteer,
  )

test('without insurance 李师傅 is not asked, cannot claim, and stands in the list of the uncovered', async () => {
  const { id } = await lamp()
  expect(await whyNot(id)).toContain('insurance_missing')
  expect((await li.post(`/requests/${id}/claim`, {})).body.code).toBe('dispatch.unqualified')
  expect((await town.offersOf(id)).map((one) => one['volunteer_id'])).not.toContain(liVolunteer)
  expect(await cover('&covered=false')).toMatchObject({ covered: false, toOn: null })
  expect((await cover()).services.length).toBeGreaterThan(0)
  expect((await li.get('/me/insurance')).body.items).toEqual([])
})

test('a policy that begins next week opens nothing today; put on the list of a running one he may go', async () => {
  const { id } = await lamp()
  const later = await entered('ZY-1', { fromOn: '2026-12-02' })
  expect(later.state).toBe('coming')
  expect((await huang.post(`/insurance-policies/${later.id}/people`, { volunteerIds: [liVolunteer] })).body).toEqual({
    added: 1,
  })
  expect(await whyNot(id)).toContain('insurance_not_yet')
  expect((await cover('&day=2026-12-02')).covered).toBe(true)
  const now = await entered('ZY-2')
  const list = `/insurance-policies/${now.id}/people`
  expect((await huang.post(list, { volunteerIds: [liVolunteer], fromOn: '2026-11-24' })).body.code).toBe(
    'insurance.wrong_days',
  )
  expect((await huang.post(list, { volunteerIds: [liVolunteer] })).body).toEqual({ added: 1 })
  expect(
    (await huang.post(list, { volunteerIds: [liVolunteer] }, { 'idempotency-key': 'again-on-list' })).body,
  ).toEqual({
    added: 0,
  })
  expect(await whyNot(id)).not.toContain('insurance_missing')
  expect((await li.get('/me/insurance')).body.items).toMatchObject([{ number: 'ZY-2' }, { number: 'ZY-1' }])
  const { visitId, ...claimed } = (await li.post(`/requests/${id}/claim`, {})).body
  expect(visitId, JSON.stringify(claimed)).toBeTruthy()
  expect((await huang.get(list)).body.items).toMatchObject([{ name: '李志明', fromOn: '2026-11-25', toOn: null }])
  await huang.post(`/insurance-policies/${now.id}/end`, { lastDay: '2026-11-24', reason: '退保了', version: 1 })
  expect((await li.post(`/visits/${visitId}/set-out`, {})).status).toBe(200)
  expect((await li.post(`/visits/${visitId}/check-in`, { withoutProof: true })).body.code).toBe(
    'visit.insurance_needed',
  )
})

test('a policy for one service covers no other; liability covers nobody for the risk of their own body', async () => {
  const { id } = await lamp()
  await entered('ZY-3', { covers: 'area', kind: 'liability' })
  expect(await whyNot(id)).toContain('insurance_not_yet')
  const patrol = await entered('ZY-4', { covers: 'area', serviceCode: 'emergency-check' })
  expect(patrol.service.zh.length).toBeGreaterThan(0)
  expect(await whyNot(id)).toContain('insurance_not_yet')
  const team = (
    await town.rows(
      `select t.id from team t join team_member m on m.team_id = t.id where m.person_id = $1 and m.to_on is null`,
      [liId],
    )
  )[0]
  const whole = await entered('ZY-5', { covers: 'team', teamId: team!['id'] })
  expect(whole.people).toBeGreaterThan(0)
  expect(await whyNot(id)).not.toContain('insurance_not_yet')
  await town.rows('update team_member set to_on = $1 where person_id = $2', ['2026-11-24', liId])
  expect(await whyNot(id)).toContain('insurance_not_yet')
  await town.rows('update team_member set to_on = null where person_id = $1', [liId])
})

test('what cannot be: the same number twice, a team that is not named, days that are over, another community, a list where there is none', async () => {
  const refused = async (body: object, by = huang) => (await by.post('/insurance-policies', body)).body.code
  expect(await refused(policy('ZY-2'))).toBe('insurance.number_taken')
  expect(await refused(policy('ZY-6', { covers: 'team' }))).toBe('insurance.team_missing')
  expect(await refused(policy('ZY-6', { toOn: '2026-11-24' }))).toBe('insurance.wrong_days')
  expect(await refused(policy('ZY-6'), await town.hands('陆霞'))).toMatch(/not_found|auth.forbidden/)
  const whole = await entered('ZY-7', { covers: 'area' })
  expect((await huang.post(`/insurance-policies/${whole.id}/people`, { volunteerIds: [liVolunteer] })).body.code).toBe(
    'insurance.no_list',
  )
  const end = { lastDay: '2026-12-31', reason: '换了一家' }
  expect((await liang.post(`/insurance-policies/${whole.id}/end`, { ...end, version: 9 })).body.code).toBe('row.stale')
  expect((await liang.post(`/insurance-policies/${whole.id}/end`, { ...end, version: 1 })).body).toMatchObject({
    endedOn: '2026-12-31',
    state: 'soon',
  })
})

test('taken off the list he is covered until tonight, and tomorrow no more', async () => {
  const one = await entered('ZY-8', { toOn: '2027-06-30' })
  await huang.post(`/insurance-policies/${one.id}/people`, { volunteerIds: [liVolunteer] })
  const off = await huang.del(`/insurance-policies/${one.id}/people/${liId}`)
  expect(off.status).toBe(200)
  expect((await huang.del(`/insurance-policies/${one.id}/people/${liId}`)).status).toBe(404)
  const { items } = (await li.get('/me/insurance')).body
  expect(items.find((each: { number: string }) => each.number === 'ZY-8')).toMatchObject({ toOn: '2026-11-25' })
})

test('staff hear 60, 30 and 7 days before a policy runs out, once each, and not when the next is there', async () => {
  const told = async () =>
    (
      await town.rows(`select id from notice where kind = 'insurance.expires' and person_id = $1 order by created_at`, [
        await town.personId('梁斌'),
      ])
    ).length
  await town.rows(`update insurance_policy set ended_on = to_on where ended_on is null`)
  await entered('ZY-9', { toOn: '2027-03-31' })
  const seen: number[] = []
  for (const day of [
    '2027-01-29',
    '2027-01-30',
    '2027-01-31',
    '2027-03-01',
    '2027-03-02',
    '2027-03-24',
    '2027-03-25',
  ]) {
    town.world.setNow(`${day}T01:00:00Z`)
    await remindOfInsurance(town.ctx())
    seen.push(await told())
  }
  expect(seen).toEqual([0, 1, 1, 2, 2, 3, 3])
  huang = await town.hands('黄丽')
  await entered('ZY-10', { covers: 'area', toOn: '2027-04-20' })
  await entered('ZY-11', { covers: 'area', fromOn: '2027-04-21', toOn: '2028-04-20' })
  await remindOfInsurance(town.ctx())
  expect(await told()).toBe(3)
})
