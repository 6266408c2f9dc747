// Who sees which requests: one's own, the family's, those of one's area; found by word and number, page by page; the board's counts.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { routes } from '../../api.ts'
import { newId } from '../../kit/ids.ts'
import type { Hands } from '../../kit/testing.ts'
import { type SmallTown, smallTown } from '../../seed/small.ts'
import { background } from '../../worker.ts'

let town: SmallTown
let wang: Hands
let operator: Hands

beforeAll(async () => {
  town = await smallTown(routes, background)
  wang = await town.hands('王桂芳')
  operator = await town.hands('韦敏')
}, 60_000)
afterAll(() => town.close())

type Row = {
  id: string
  state: string
  nextDueAt: string | null
  reportedAt: string
  description: string
  areaPath: string
  urgency: string
}
const items = async (hands: Hands, query: string): Promise<Row[]> => {
  const { body, status } = await hands.get(`/requests?${query}`)
  expect(status, JSON.stringify(body)).toBe(200)
  return body.items
}
const ask = async (description: string, more: object = {}) =>
  (await wang.post('/requests', { serviceCode: 'plumbing', description, ...more })).body

describe('who sees what', () => {
  test('residents see what they asked and nothing of the neighbours; family sees what they may', async () => {
    const { id } = await ask('厨房漏水')
    expect((await items(wang, 'limit=100')).map((row) => row.id)).toContain(id)
    expect((await items(await town.hands('陆海波'), 'limit=100')).map((row) => row.id)).not.toContain(id)
    const daughter = await town.hands('覃晓燕')
    const [mother] = (await daughter.get('/me')).body.families
    const asked = await operator.post('/requests', {
      serviceCode: 'plumbing',
      forPersonId: mother.personId,
      description: '她的龙头',
    })
    expect((await items(daughter, 'mine=true')).map((row) => row.id)).toContain(asked.body.id)
    const seen = (await daughter.get(`/requests/${asked.body.id}`)).body
    expect(seen).toMatchObject({ can: { rate: false, complain: true, triage: false }, offers: [] })
    expect(seen.timeline.every((row: { actor: string }) => row.actor !== '韦敏')).toBe(true)
  })

  test('staff see their areas, and nothing of a tenant that is not theirs', async () => {
    const own = await items(await town.hands('农艳'), 'limit=100')
    expect(own.length).toBeGreaterThan(0)
    expect(own.every((row) => row.areaPath.startsWith('s1.c1.g1'))).toBe(true)
    const other = await town.world.addTenant('elsewhere')
    const area = newId()
    await town.world.owner.pool.query(
      `insert into area (tenant_id, id, kind, path, name, valid_from) values ($1, $2, 'community', 's1', '外地社区', '2020-01-01')`,
      [other, area],
    )
    expect((await operator.get(`/requests?areaId=${area}`)).body.code).toBe('area.unknown')
  })
})

describe('finding', () => {
  test('by two characters, by a longer word, by number, and not by what was only in a phone number', async () => {
    const { id, number } = await ask('阳台的翡翠湖牌热水器漏气 电话13900001111')
    for (const q of ['翡翠', '翡翠湖牌', number, number.slice(-4), '王阿姨 热水']) {
      expect((await items(operator, `q=${encodeURIComponent(q)}`)).map((row) => row.id)).toContain(id)
    }
    for (const q of ['13900001111', '翡湖']) expect(await items(operator, `q=${encodeURIComponent(q)}`)).toEqual([])
  })

  test('by state, urgency, service, day, person, what waits for a look, and all of them together', async () => {
    const { id, personId } = await ask('急用', { urgency: 'basic' })
    const day = '2026-11-25'
    const all = `state=reported,dispatching&urgency=basic&serviceCode=plumbing&from=${day}&to=${day}&forPersonId=${personId}&needsLook=false&overdue=false&q=${encodeURIComponent('急用')}`
    expect((await items(operator, all)).map((row) => row.id)).toEqual([id])
    expect(await items(operator, `${all.replace(day, '2026-11-26')}`)).toEqual([])
    expect((await operator.get('/requests?state=sleeping')).body.code).toBe('input.invalid')
    expect((await operator.get('/requests?colour=red')).body.code).toBe('input.unknown_field')
    expect((await operator.get('/requests?cursor=nonsense')).body.code).toBe('input.cursor')
  })

  test.each(['due', 'newest', 'oldest'])(
    'page by page in the order of %s nothing is shown twice or left out',
    async (sort) => {
      for (let n = 0; n < 5; n++) await ask(`第${n}件`)
      const whole = await items(operator, `sort=${sort}&limit=100&state=reported,dispatching,assigned,done`)
      const paged: Row[] = []
      for (let cursor = ''; ;) {
        const { body } = await operator.get(
          `/requests?sort=${sort}&limit=3&state=reported,dispatching,assigned,done${cursor && `&cursor=${cursor}`}`,
        )
        paged.push(...body.items)
        if (!body.nextCursor) break
        cursor = body.nextCursor
      }
      expect(paged.map((row) => row.id)).toEqual(whole.map((row) => row.id))
      const keys = whole.map((row) => (sort === 'due' ? (row.nextDueAt ?? '9') : row.reportedAt))
      expect(keys).toEqual(sort === 'newest' ? keys.toSorted().toReversed() : keys.toSorted())
    },
  )

  test('by deadline only what is open is listed', async () => {
    expect(
      (await items(operator, 'sort=due&limit=100')).every(
        (row) => !['closed', 'answered', 'unmet', 'cancelled'].includes(row.state),
      ),
    ).toBe(true)
  })

  test('what looks like the one being written is shown', async () => {
    const { id } = await ask('还是那个水龙头')
    const mine = (await wang.get('/requests/duplicates?serviceCode=plumbing')).body.items
    expect(mine.map((row: Row) => row.id)).toContain(id)
    const forPersonId = await town.personId('王桂芳')
    expect(
      (await operator.get(`/requests/duplicates?forPersonId=${forPersonId}&serviceCode=plumbing`)).body.items.map(
        (row: Row) => row.id,
      ),
    ).toContain(id)
    expect(
      (await (await town.hands('陆海波')).get(`/requests/duplicates?forPersonId=${forPersonId}`)).body.items,
    ).toEqual([])
    expect(
      (await operator.get(`/requests/duplicates?forPersonId=${forPersonId}&serviceCode=pest-control`)).body.items,
    ).toEqual([])
  })
})

describe('counts', () => {
  test('the board counts what the list shows, and each grid who waits and who is free', async () => {
    const board = (await operator.get('/requests/board')).body
    const count = async (query: string) => (await items(operator, `limit=100&${query}`)).length
    expect(board.toConfirm).toBe(await count('state=done'))
    expect(board.assigned).toBe(await count('state=assigned'))
    expect(board.asking).toBe(await count('state=dispatching'))
    expect(board.grids.length).toBeGreaterThan(1)
    const waiting = board.grids.reduce((sum: number, grid: { waiting: number }) => sum + grid.waiting, 0)
    expect(waiting).toBe(await count('state=reported,dispatching,reopened'))
    await (await town.hands('陆海波')).post('/me/volunteer/free', { until: '2026-11-25T04:00:00Z' })
    const after = (await operator.get('/requests/board')).body
    const free = (one: { grids: { free: number }[] }) => one.grids.reduce((sum, grid) => sum + grid.free, 0)
    expect(free(after)).toBe(free(board) + 1)
  })

  test('anyone may see how many windows are lit, and nothing else', async () => {
    const community = (await wang.get('/areas?kind=community')).body.items[0]
    const lights = await wang.get(`/requests/lights?areaId=${community.id}`)
    expect(lights.body).toEqual({ doneToday: expect.any(Number), helpersFree: expect.any(Number) })
    expect((await wang.get(`/requests/lights?areaId=${newId()}`)).body.code).toBe('area.unknown')
    expect((await wang.get('/requests/board')).status).toBe(403)
  })
})
