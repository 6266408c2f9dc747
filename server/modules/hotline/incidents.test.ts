// No water in building 3: calls are joined by one press, told by one notice each, closed together, and everybody is rung back.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Hands } from '../../kit/testing.ts'
import { dispatchTown } from '../../seed/helping-town.ts'
import type { DispatchTown } from '../../seed/helping-town.ts'

let town: DispatchTown
let weimin: Hands
let areaId: string

beforeAll(async () => {
  town = await dispatchTown()
  await town.rows('delete from return_call')
  weimin = await town.hands('韦敏')
  areaId = (await town.rows(`select id from area where name = '新竹社区' limit 1`))[0]!['id']
}, 60_000)
afterAll(() => town.close())

const callWith = async (name: string): Promise<{ callId: string; personId: string }> => {
  const personId = (await weimin.get(`/people?q=${encodeURIComponent(name)}`)).body.items[0].id
  const { id } = (await weimin.post('/calls', { direction: 'in' })).body
  await weimin.post(`/calls/${id}/caller`, { personId })
  return { callId: id, personId }
}
const opened = async () =>
  (
    await weimin.post('/incidents', {
      title: '3 号楼停水',
      areaId,
      serviceCode: 'plumbing',
      callerWords: '水管爆了，师傅在修，下午六点前来水',
    })
  ).body

test('two calls are joined, the third of the same person is not; all hear the news once, and the close answers, tells and owes a call to each', async () => {
  const incident = await opened()
  expect(incident).toMatchObject({ title: '3 号楼停水', requests: 0, can: { change: true } })
  const [wang, zhou] = [await callWith('王桂芳'), await callWith('周德胜')]
  for (const { callId } of [wang, zhou]) {
    const joined = await weimin.post(`/incidents/${incident.id}/calls`, { callId })
    expect(joined.body, JSON.stringify(joined.body)).toMatchObject({ number: expect.stringMatching(/^\d{8}-/) })
  }
  const twice = await weimin.post(`/incidents/${incident.id}/calls`, { callId: wang.callId })
  expect(twice.body.code).toBe('incident.joined_already')
  const stranger = (await weimin.post('/calls', { direction: 'in' })).body.id
  expect((await weimin.post(`/incidents/${incident.id}/calls`, { callId: stranger })).body.code).toBe('incident.who')
  await town.settle()
  // Forty homes without water are one job, not forty: nobody is asked for what was joined.
  const [asked] = await town.rows(
    `select count(*)::int as offers from offer where request_id in (select request_id from incident_request)`,
  )
  expect(asked!['offers']).toBe(0)

  const words = { callerWords: '改到晚上八点来水', tell: true }
  expect((await weimin.post(`/incidents/${incident.id}/words`, words)).body).toMatchObject({ requests: 2, open: 2 })
  const told = async (kind: string) =>
    (await town.rows(`select person_id from notice where kind = $1 order by person_id`, [kind])).map(
      (row) => row['person_id'],
    )
  expect(await told('incident.news')).toEqual([wang.personId, zhou.personId].toSorted())

  const closed = await weimin.post(`/incidents/${incident.id}/close`, { words: '水管换好了，已经来水' })
  expect(closed.body, JSON.stringify(closed.body)).toMatchObject({ open: 0, closeWords: '水管换好了，已经来水' })
  expect(await told('incident.over')).toEqual([wang.personId, zhou.personId].toSorted())
  const states = await town.rows(
    `select distinct state from request where id in (select request_id from incident_request)`,
  )
  expect(states).toEqual([{ state: 'answered' }])
  const owed = (await weimin.get('/return-calls?limit=100')).body.items
  expect(owed.map((one: { personId: string }) => one.personId).toSorted()).toEqual(
    [wang.personId, zhou.personId].toSorted(),
  )
  expect(owed[0].words).toBe('3 号楼停水：恢复了吗？')
  expect((await weimin.post(`/incidents/${incident.id}/close`, { words: '再来一次' })).body.code).toBe(
    'incident.closed',
  )
  expect((await weimin.get('/incidents')).body.items).toEqual([])
  expect((await weimin.get('/incidents?closed=true')).body.items).toHaveLength(1)
})

test('saved and dispatched at once somebody is asked; saved for later nobody is', async () => {
  const { callId } = await callWith('王桂芳')
  const wish = { serviceCode: 'plumbing', description: '厨房水龙头滴水' }
  const later = (await weimin.post(`/calls/${callId}/requests`, wish)).body.request
  const now = (await weimin.post(`/calls/${callId}/requests`, { ...wish, dispatch: true })).body.request
  await town.settle()
  expect(later.state).toBe('reported')
  expect(now.state).toBe('dispatching')
  expect((await town.offersOf(now.id)).length).toBeGreaterThan(0)
  expect(await town.offersOf(later.id)).toEqual([])
  expect((await weimin.post(`/calls/${callId}/requests/${now.id}/undo`, {})).status).toBe(200)
  await town.settle()
  const open = (await town.offersOf(now.id)).filter(({ state }) => state === 'sent' || state === 'seen')
  expect(open, 'who was asked is asked no more').toEqual([])
})
