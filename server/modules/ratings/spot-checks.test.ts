// Some finished visits are looked at again: drawn by rule, done by somebody who was not there, put right when not good.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Hands } from '../../kit/testing.ts'
import { dispatchTown } from '../../seed/helping-town.ts'
import type { DispatchTown } from '../../seed/helping-town.ts'
import { doneRequest } from './testing.ts'

let town: DispatchTown
let wang: Hands
let li: Hands
let worker: Hands

beforeAll(async () => {
  town = await dispatchTown()
  wang = await town.hands('王桂芳')
  li = await town.hands('李志明')
  worker = await town.hands('农艳')
}, 60_000)
afterAll(() => town.close())

type Check = { readonly id: string; readonly request: { readonly id: string } }
const open = async (hands: Hands): Promise<readonly Check[]> =>
  (await hands.get('/spot-checks?open=true&limit=100')).body.items
const checkOf = async (requestId: string) =>
  (await open(worker)).find(({ request }) => request.id === requestId)?.id ?? ''

test('an arrival nobody could prove is always looked at; the grid worker finds it bad, with words, and it is put right', async () => {
  const { id } = await doneRequest(town, wang, li)
  await town.settle()
  const [check] = (await open(worker)).filter(({ request }) => request.id === id)
  expect(check).toMatchObject({ because: 'unproved', way: 'look', late: false, tries: 0, finding: null })
  const path = `/spot-checks/${check?.id}/finding`
  expect((await worker.post(path, { way: 'look', finding: 'bad', words: '' })).body.code).toBe(
    'spot_check.words_needed',
  )
  const words = '阿姨说没人来过'
  const twice = await Promise.all([1, 2].map(() => worker.post(path, { way: 'look', finding: 'bad', words })))
  expect(twice.map((one) => one.status).toSorted()).toEqual([200, 409])
  expect(twice.find((one) => one.status === 200)?.body).toMatchObject({ finding: 'bad', checkedByName: '农艳', words })
  expect(await town.rows('select cause, words from rectification where request_id = $1', [id])).toEqual([
    { cause: 'spot_check', words },
  ])
  expect(await checkOf(id)).toBe('')
})

test('nobody reached three times ends it; strangers, other communities and whoever was there do not see it', async () => {
  const { id } = await doneRequest(town, wang, li)
  const check = await checkOf(id)
  const path = `/spot-checks/${check}/finding`
  const missed = { way: 'call', finding: 'not_reached', words: '' }
  expect((await wang.post(path, missed)).status).toBe(403)
  expect((await (await town.hands('陆霞')).post(path, missed)).status).toBe(404)
  await town.rows(
    `update visit_person set person_id = $2 where visit_id in (select id from visit where request_id = $1)`,
    [id, await town.personId('黄丽')],
  )
  const helper = await town.hands('黄丽')
  expect((await open(helper)).map((one) => one.id)).not.toContain(check)
  expect((await helper.post(path, missed)).status).toBe(404)
  for (const tries of [1, 2]) expect((await worker.post(path, missed)).body).toMatchObject({ tries, finding: null })
  expect((await worker.post(path, missed)).body).toMatchObject({ tries: 3, finding: 'not_reached' })
})
