// Training, told as people: who lacks a course is not offered the job and sees which session to take; who came and passed is.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Hands } from '../../kit/testing.ts'
import { dispatchTown } from '../../seed/helping-town.ts'
import type { DispatchTown } from '../../seed/helping-town.ts'

let town: DispatchTown
let wang: Hands
let li: Hands
let lu: Hands
let huang: Hands
let liId: string
let communityId: string
let courseId: string
let sessionId: string

beforeAll(async () => {
  town = await dispatchTown()
  wang = await town.hands('王桂芳')
  li = await town.hands('李志明')
  lu = await town.hands('陆海波')
  huang = await town.hands('黄丽')
  liId = await town.personId('李志明')
  const [community] = await town.rows(`select id from area where kind = 'community' and name = '新竹社区'`)
  communityId = community!['id']
}, 120_000)
afterAll(() => town.close())

const titlesFor = async (hands: Hands): Promise<string[]> =>
  (await hands.get('/notices')).body.items.map((one: { title: string }) => one.title)
const course = async (hands: Hands) => (await hands.get('/courses?code=work-safety')).body.items[0]
const session = async (hands: Hands, id = sessionId) => (await hands.get(`/training-sessions/${id}`)).body
const plan = async (hours: number, seats: number, more: object = {}) =>
  (
    await huang.post('/training-sessions', {
      courseId,
      areaId: communityId,
      place: '社区二楼教室',
      startsAt: new Date(town.world.now().getTime() + hours * 3_600_000).toISOString(),
      seats,
      ...more,
    })
  ).body

test('without the course 李师傅 is not offered the job, and sees why and what to take', async () => {
  await town.rows(`update holding set ended_at = now() where kind = 'training' and person_id = $1`, [liId])
  const { untaught } = (await huang.get('/courses')).body
  expect(untaught).toContain('work-safety')
  const made = await huang.post('/courses', {
    code: 'work-safety',
    zh: '作业安全',
    level: 'professional',
    minutes: 90,
    issuer: '新竹社区',
    validMonths: 36,
    questions: 2,
    passPercent: 100,
    triesADay: 2,
  })
  expect(made.status, JSON.stringify(made.body)).toBe(200)
  const path = `/courses/${made.body.id}`
  const rested = (await huang.patch(path, { version: made.body.version, active: false })).body
  expect(rested).toMatchObject({ active: false, zh: '作业安全', validMonths: 36, triesADay: 2, passPercent: 100 })
  expect((await huang.patch(path, { version: rested.version, minutes: 60 })).body.active).toBe(false)
  await huang.patch(path, { version: rested.version + 1, minutes: 90, active: true })
  courseId = made.body.id
  for (const [text, right] of [
    ['先断电还是先看灯', 0],
    ['梯子要不要人扶', 1],
  ] as const)
    expect((await huang.post(`/courses/${courseId}/questions`, { text, choices: ['甲', '乙'], right })).status).toBe(
      200,
    )
  expect((await huang.post('/courses', { ...made.body, code: 'work-safety' })).status).toBe(400)
  const { id } = await town.ask(wang, { serviceCode: 'stair-light', description: '楼道灯不亮了' })
  const task = (await li.get(`/requests/${id}/task`)).body
  expect(task.canClaim).toBe(false)
  expect(task.whyNot).toContainEqual(expect.objectContaining({ reason: 'training_missing', code: 'work-safety' }))
  expect((await li.post(`/requests/${id}/claim`, {})).body.code).toBe('dispatch.unqualified')
  const { excluded } = (await huang.get(`/requests/${id}/candidates`)).body
  const reasons = excluded.flatMap((one: { name: string; reasons: { reason: string }[] }) =>
    one.name === '李志明' ? one.reasons.map(({ reason }) => reason) : [],
  )
  expect(reasons).toContain('training_missing')
  sessionId = (await plan(2, 1)).id
  expect(await course(li)).toMatchObject({
    mine: { state: 'none' },
    sessions: [{ id: sessionId, can: { join: true } }],
  })
  expect((await course(li)).opens.length).toBeGreaterThan(0)
})

test('the last seat has one winner; whoever waits moves up when it is given back', async () => {
  const joined = await Promise.all([li, lu].map((hands) => hands.post(`/training-sessions/${sessionId}/join`, {})))
  expect(joined.map(({ body }) => body.mine).toSorted()).toEqual(['seated', 'waiting'])
  const [first, second] = joined[0]?.body.mine === 'seated' ? [li, lu] : [lu, li]
  expect((await first.post(`/training-sessions/${sessionId}/join`, {})).body.code).toBe('course.joined_already')
  await first.post(`/training-sessions/${sessionId}/leave`, {})
  expect((await session(second)).mine).toBe('seated')
  expect(await titlesFor(second)).toContain('轮到您了')
  await first.post(`/training-sessions/${sessionId}/join`, {})
  expect((await session(first)).mine).toBe('waiting')
  const { version } = await session(huang)
  const change = { seats: 2, version }
  expect((await huang.patch(`/training-sessions/${sessionId}`, change)).body).toMatchObject({ taken: 2, waiting: 0 })
  expect((await huang.patch(`/training-sessions/${sessionId}`, change)).body.code).toBe('row.stale')
  const less = { seats: 1, version: version + 1 }
  expect((await huang.patch(`/training-sessions/${sessionId}`, less)).body.code).toBe('course.seats_taken')
  expect((await session(li)).people).toEqual([])
  expect((await session(huang)).people.map((one: { name: string }) => one.name).toSorted()).toEqual([
    '李志明',
    '陆海波',
  ])
})

test('being there is shown by the code of this half minute, then the quiz gives the course for its time', async () => {
  expect((await huang.get(`/training-sessions/${sessionId}/code`)).body.code).toBe('course.not_now')
  town.world.advance(121)
  expect((await li.get(`/training-sessions/${sessionId}/code`)).status).toBe(404)
  const { code, svg } = (await huang.get(`/training-sessions/${sessionId}/code`)).body
  expect([code, svg]).toEqual([expect.stringMatching(/^\d{6}$/), expect.stringContaining('<svg')])
  const wrong = code === '000000' ? '000001' : '000000'
  expect((await li.post(`/training-sessions/${sessionId}/attend`, { code: wrong })).body.code).toBe('course.wrong_code')
  expect((await li.post(`/courses/${courseId}/quiz`, {})).body.code).toBe('course.not_attended')
  expect((await li.post(`/training-sessions/${sessionId}/attend`, { code })).body.mine).toBe('attended')
  expect((await course(li)).mine.state).toBe('attended')
  town.world.advance(2)
  expect((await lu.post(`/training-sessions/${sessionId}/attend`, { code })).body.code).toBe('course.wrong_code')

  const quiz = (await li.post(`/courses/${courseId}/quiz`, {})).body
  expect([quiz.questions.length, quiz.needed, JSON.stringify(quiz).includes('right')]).toEqual([2, 2, false])
  expect((await li.post(`/courses/${courseId}/quiz`, {})).body.tryId).toBe(quiz.tryId)
  const answers = quiz.questions.map(({ text }: { text: string }) => (text.startsWith('梯子') ? 1 : 0))
  expect((await lu.post(`/quiz-tries/${quiz.tryId}/answers`, { answers })).status).toBe(404)
  const failed = await li.post(`/quiz-tries/${quiz.tryId}/answers`, { answers: [1 - answers[0], answers[1]] })
  expect(failed.body).toMatchObject({ right: 1, passed: false, toOn: null, triesLeft: 1 })
  expect((await li.post(`/quiz-tries/${quiz.tryId}/answers`, { answers })).body.code).toBe('course.answered_already')
  const again = (await li.post(`/courses/${courseId}/quiz`, {})).body
  const right = again.questions.map(({ text }: { text: string }) => (text.startsWith('梯子') ? 1 : 0))
  expect((await li.post(`/quiz-tries/${again.tryId}/answers`, { answers: right })).body).toMatchObject({
    passed: true,
    toOn: '2029-11-24',
    triesLeft: 0,
  })
  expect(await course(li)).toMatchObject({ mine: { state: 'passed', toOn: '2029-11-24' }, can: { quiz: false } })
  expect(await titlesFor(li)).toContain('培训学完了')
  const [request] = await town.rows(`select id from request where description = '楼道灯不亮了'`)
  expect((await li.post(`/requests/${request!['id']}/claim`, {})).status).toBe(200)
})

test('who has no phone is marked by who leads it, never by themselves', async () => {
  const luId = await town.personId('陆海波')
  expect((await li.post(`/training-sessions/${sessionId}/attendance`, { personId: luId })).status).toBe(404)
  const marked = await huang.post(`/training-sessions/${sessionId}/attendance`, { personId: luId })
  expect(marked.body.people).toContainEqual(
    expect.objectContaining({ name: '陆海波', state: 'attended', attendedHow: 'hand' }),
  )
  const own = await plan(1, 5, { leaderPersonId: luId })
  await lu.post(`/training-sessions/${own.id}/join`, {})
  town.world.advance(61)
  expect((await lu.get(`/training-sessions/${own.id}/code`)).status).toBe(200)
  expect((await lu.post(`/training-sessions/${own.id}/attendance`, { personId: luId })).body.code).toBe('record.own')
})

test('a team sees whom it lacks, and they are told of a session', async () => {
  const [team] = await town.rows(
    `select t.id from team t join team_service ts on ts.team_id = t.id join requirement q on q.service_id = ts.service_id and q.kind = 'training' and q.code = 'work-safety' limit 1`,
  )
  const members = await town.rows('select person_id from team_member where team_id = $1 and to_on is null', [
    team!['id'],
  ])
  const missing = members[0]!['person_id']
  await town.rows(`update holding set ended_at = now() where kind = 'training' and person_id = $1`, [missing])
  const gaps = (await huang.get(`/teams/${team!['id']}/training-gaps`)).body
  expect(gaps.people).toBe(members.length)
  expect(gaps.items).toContainEqual(
    expect.objectContaining({ personId: missing, code: 'work-safety', state: 'missing', courseId }),
  )
  expect((await (await town.hands('陆霞')).get(`/teams/${team!['id']}/training-gaps`)).status).toBe(404)
  const next = await plan(48, 20)
  const told = await huang.post(`/training-sessions/${next.id}/invite`, { teamId: team!['id'] })
  expect(told.body.told).toBe(gaps.items.filter((one: { code: string }) => one.code === 'work-safety').length)
  await li.post(`/training-sessions/${next.id}/join`, {})
  const cancelled = await huang.post(`/training-sessions/${next.id}/cancel`, { reason: '老师病了' })
  expect(cancelled.body).toMatchObject({ state: 'cancelled', cancelReason: '老师病了' })
  expect(await titlesFor(li)).toContain('培训取消了')
  expect((await li.post(`/training-sessions/${next.id}/leave`, {})).body.code).toBe('course.session_over')
  const seen = (await huang.get('/training-sessions?limit=1')).body
  expect(seen.items).toHaveLength(1)
  const rest = (await huang.get(`/training-sessions?limit=100&cursor=${seen.nextCursor}`)).body.items
  expect(rest.map((one: { id: string }) => one.id)).not.toContain(seen.items[0].id)
  expect(rest).toHaveLength(2)
})
