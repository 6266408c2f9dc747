// Teams: at most fifty, a leader who is a member, and the leader's rights that come and go with the office.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { routes } from '../../api.ts'
import { foundVillage } from '../accounts/testing-village.ts'
import type { Neighbour, Village } from '../accounts/testing-village.ts'

let village: Village
let lead: Neighbour
let people: Neighbour[]

beforeAll(async () => {
  village = await foundVillage(routes)
  const { places, person } = village
  lead = await person({ name: '梁斌' }, [['community_lead', places.xinzhu]])
  people = []
  for (const name of ['甘玉兰', '周德胜', '李志明'])
    people.push(
      await person({ name, door: [places.building, `1单元${people.length + 1}01`] }, [['volunteer', places.xinzhu]]),
    )
}, 60_000)
afterAll(() => village.close())

const founded = async (name: string, more: object = {}) => {
  const { status, body } = await lead.hands.post('/teams', {
    areaId: village.places.xinzhu.id,
    name,
    kind: '便民',
    ...more,
  })
  expect(status, JSON.stringify(body)).toBe(200)
  return body
}
const roles = async (one: Neighbour) =>
  (
    await village.world.owner.pool.query(
      `select h.team_id from role_holding h join account a on a.id = h.account_id where a.person_id = $1 and h.role = 'team_leader' and h.to_at is null`,
      [one.personId],
    )
  ).rows.map((row) => row.team_id)

test('the leader is a member, leads by the office, and hands both on', async () => {
  const [first, second] = people as [Neighbour, Neighbour]
  const team = await founded('便民维修队', { leaderPersonId: first.personId })
  expect(team).toMatchObject({ members: 1, leaderName: '甘玉兰' })
  expect(await roles(first)).toEqual([team.id])
  expect(
    (await first.hands.patch(`/teams/${team.id}`, { version: team.version, addPersonIds: [second.personId] })).body
      .members,
  ).toBe(2)
  expect((await second.hands.patch(`/teams/${team.id}`, { version: 2, about: '我来' })).status).toBe(403)
  const handed = await lead.hands.patch(`/teams/${team.id}`, { version: 2, leaderPersonId: second.personId })
  expect(handed.body).toMatchObject({ leaderName: '周德胜', members: 2 })
  expect(await roles(first)).toEqual([])
  expect(await roles(second)).toEqual([team.id])
  expect((await first.hands.patch(`/teams/${team.id}`, { version: 3, about: '还是我' })).status).toBe(403)
})

test('a leader who leaves leads no longer', async () => {
  const one = people[2]!
  const team = await founded('爱心跑腿队', { leaderPersonId: one.personId })
  const left = await lead.hands.patch(`/teams/${team.id}`, { version: team.version, removePersonIds: [one.personId] })
  expect(left.body, JSON.stringify(left.body)).toMatchObject({ leaderName: null, members: 0 })
  expect(await roles(one)).toEqual([])
})

test('a leader manages the own team and no other', async () => {
  const one = people[0]!
  const own = await founded('银龄互助队', { leaderPersonId: one.personId })
  const other = await founded('平安巡逻队')
  expect((await one.hands.patch(`/teams/${own.id}`, { version: own.version, about: '早上巡楼' })).status).toBe(200)
  expect((await one.hands.patch(`/teams/${other.id}`, { version: other.version, about: '早上巡楼' })).status).toBe(404)
})

test('fifty are a team, fifty-one are not', async () => {
  const ids: string[] = []
  for (let count = 0; count < 51; count++) ids.push(await village.neighbour({ name: `志愿者${count}` }))
  const team = await founded('环境卫生队', { addPersonIds: ids.slice(0, 50) })
  expect(team.members).toBe(50)
  const more = await lead.hands.patch(`/teams/${team.id}`, { version: team.version, addPersonIds: ids.slice(50) })
  expect(more.body.code).toBe('team.too_large')
  const swapped = await lead.hands.patch(`/teams/${team.id}`, {
    version: team.version,
    addPersonIds: ids.slice(50),
    removePersonIds: ids.slice(0, 1),
  })
  expect(swapped.body.members).toBe(50)
})

test('a stale page, a name twice, a service nobody knows and other people are refused', async () => {
  const team = await founded('为老服务队')
  const change = (version: number, body: object) => lead.hands.patch(`/teams/${team.id}`, { version, ...body })
  expect((await change(team.version + 1, { about: '晚了' })).body.code).toBe('row.stale')
  expect((await change(team.version, { name: '环境卫生队' })).body.code).toBe('team.name_taken')
  expect((await change(team.version, { serviceCodes: ['no-such'] })).body.code).toBe('service.unknown')
  const stranger = await village.person({ name: '陆霞' }, [['community_worker', village.places.jincheng]])
  expect((await stranger.hands.patch(`/teams/${team.id}`, { version: team.version, about: '别人的' })).status).toBe(404)
  expect((await stranger.hands.get(`/teams/${team.id}`)).status).toBe(404)
})
