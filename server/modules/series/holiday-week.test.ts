// Wednesday's medicine run through a holiday week: the helper is kept, one day is moved before the holiday, the holiday is left out,
// one day is skipped, and working days are counted with 调休.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { routes } from '../../api.ts'
import type { Hands } from '../../kit/testing.ts'
import { type SmallTown, smallTown } from '../../seed/small.ts'
import { background } from '../../worker.ts'
import { makeAllAhead } from './jobs.ts'

let town: SmallTown
let wang: Hands
let operator: Hands
beforeAll(async () => {
  town = await smallTown(routes, background)
  town.world.setNow('2027-01-20T01:00:00Z')
  ;[wang, operator] = (await Promise.all(['王桂芳', '韦敏'].map((name) => town.hands(name)))) as [Hands, Hands]
}, 60_000)
afterAll(() => town.close())

const quiet = background.map((one) =>
  one.name.startsWith('dispatch') ? { ...one, handle: async () => undefined } : one,
)
const at = async (moment: string) => {
  town.world.setNow(moment)
  ;[wang, operator] = (await Promise.all(['王桂芳', '韦敏'].map((name) => town.hands(name)))) as [Hands, Hands]
  await makeAllAhead(town.ctx())
  await town.world.settle(quiet)
}
const window = (day: string) => ({ from: `${day}T15:00:00+08:00`, to: `${day}T16:00:00+08:00` })

/** Spring Festival as the street enters it: seven days off, a Sunday and a Saturday worked instead. */
const festival = [
  ...['05', '06', '07', '08', '09', '10', '11'].map((day) => ({ day: `2027-02-${day}`, works: false, name: '春节' })),
  { day: '2027-01-31', works: true, name: '春节调休' },
  { day: '2027-02-13', works: true, name: '春节调休' },
]

type Run = { day: string; state: string; from: string; kept: string | null }
const runsOf = async (seriesId: string): Promise<Run[]> =>
  (
    await town.world.owner.pool.query<Run>(
      `select occurrence_on::text as day, state, to_char(window_from at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') as "from", same_person_id as kept
       from request where series_id = $1 order by occurrence_on`,
      [seriesId],
    )
  ).rows

/** Whoever the board proposes first and who has a phone of their own. */
const firstProposed = async (requestId: string): Promise<{ name: string; personId: string }> => {
  const { items } = (await operator.get(`/requests/${requestId}/candidates`)).body
  for (const { personId } of items) {
    const { rows } = await town.world.owner.pool.query(
      `select p.name from person p join account a on a.person_id = p.id where p.id = $1 and a.username is null`,
      [personId],
    )
    if (rows[0]) return { name: rows[0].name, personId }
  }
  throw new Error('nobody of the small town can fetch medicine')
}

test('Wednesday’s medicine run: the same neighbour comes, the day before the festival takes the place of one, the festival is left out, the rest goes on', async () => {
  const street = await town.hands('何建军')
  const table = await street.put('/working-days/2027', { source: '国务院办公厅通知', days: festival })
  expect(table.status, JSON.stringify(table.body)).toBe(200)
  // The calendar is remembered for some seconds.
  await new Promise((resolve) => setTimeout(resolve, 5_100))
  const asked = await wang.post('/requests', {
    serviceCode: 'medicine-errand',
    description: '每周三取降压药',
    window: window('2027-01-20'),
    repeat: { every: 'week', skipHolidays: true, keepSamePerson: true },
  })
  expect(asked.status, JSON.stringify(asked.body)).toBe(200)
  const { seriesId, id, version } = asked.body
  expect((await runsOf(seriesId)).map(({ day }) => day)).toEqual(['2027-01-20', '2027-01-27', '2027-02-03'])
  const coming = (await wang.get(`/series/${seriesId}`)).body.next.map(({ day }: { day: string }) => day)
  expect(coming.slice(0, 4)).toEqual(['2027-01-20', '2027-01-27', '2027-02-03', '2027-02-17'])

  // 20 January: somebody comes, the sheet is signed, and is kept for the weeks that follow.
  await operator.post(`/requests/${id}/triage`, { version })
  const { name, personId } = await firstProposed(id)
  const helper = await town.hands(name)
  const claimed = await helper.post(`/requests/${id}/claim`, {})
  expect(claimed.status, JSON.stringify(claimed.body)).toBe(200)
  const { visitId } = claimed.body
  town.world.setNow('2027-01-20T07:10:00Z')
  await helper.post(`/visits/${visitId}/check-in`, { withoutProof: true })
  town.world.setNow('2027-01-20T07:40:00Z')
  await helper.post(`/visits/${visitId}/finish`, { work: '药取回来了' })
  expect((await helper.post(`/visits/${visitId}/sign`, { signature: { witness: '女儿' } })).status).toBe(200)
  await town.world.settle(quiet)
  const after = await runsOf(seriesId)
  expect(after.slice(1).map(({ kept }) => kept)).toEqual([personId, personId])

  // 27 January: asked first is who came before. Then 3 February is moved to the Tuesday before the festival.
  await at('2027-01-27T01:00:00Z')
  const [, second, third] = (await runsOf(seriesId)).map(({ day }) => day)
  expect([second, third]).toEqual(['2027-01-27', '2027-02-03'])
  const ids = Object.fromEntries(
    (await wang.get(`/series/${seriesId}`)).body.next.map((one: { day: string; requestId: string }) => [
      one.day,
      one.requestId,
    ]),
  )
  const proposed = (await operator.get(`/requests/${ids['2027-01-27']}/candidates`)).body.items
  expect(proposed[0].personId).toBe(personId)
  const moving = (await wang.get(`/requests/${ids['2027-02-03']}`)).body
  const moved = await wang.post(`/requests/${ids['2027-02-03']}/move`, {
    version: moving.version,
    window: window('2027-02-02'),
    reason: '过年前拿好',
  })
  expect(moved.status, JSON.stringify(moved.body)).toBe(200)

  // 3 February: two weeks ahead stand, the tenth lies in the festival. The seventeenth is left out by hand.
  await at('2027-02-03T01:00:00Z')
  const skipped = await wang.post(`/series/${seriesId}/skip`, { day: '2027-02-17', reason: '去女儿家' })
  expect(skipped.status, JSON.stringify(skipped.body)).toBe(200)
  await at('2027-02-24T01:00:00Z')
  await makeAllAhead(town.ctx())
  const runs = await runsOf(seriesId)
  expect(runs.map(({ day, from }) => [day, from])).toEqual([
    ['2027-01-20', '2027-01-20 15:00'],
    ['2027-01-27', '2027-01-27 15:00'],
    ['2027-02-03', '2027-02-02 15:00'],
    ['2027-02-17', '2027-02-17 15:00'],
    ['2027-02-24', '2027-02-24 15:00'],
    ['2027-03-03', '2027-03-03 15:00'],
    ['2027-03-10', '2027-03-10 15:00'],
  ])
  expect(runs.find(({ day }) => day === '2027-02-17')?.state).toBe('cancelled')
  expect(runs.filter(({ day }) => day > '2027-02-17').map(({ kept }) => kept)).toEqual([personId, personId, personId])
  expect(runs[0]).toMatchObject({ state: 'done' })
})

test('five working days asked for before the festival end after it, the worked Saturday counted', async () => {
  town.world.setNow('2027-02-04T02:00:00Z')
  const eve = await town.hands('王桂芳')
  const { body, status } = await eve.post('/requests', { serviceCode: 'plumbing', description: '水龙头滴水' })
  expect(status, JSON.stringify(body)).toBe(200)
  const dues = (await eve.get(`/requests/${body.id}`)).body.dues as { step: string; dueAt: string }[]
  // 12 Friday, 13 the worked Saturday, 15, 16, 17: it ends with Wednesday the 17th.
  expect(dues.find(({ step }) => step === 'result')?.dueAt).toBe('2027-02-17T16:00:00.000Z')
})
