// The main loop as somebody outside sees it: a running demo, `curl`, and the names, methods and bodies of the API page. Nothing else.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { doomed, type Doomed } from './crash-world.ts'
import {
  api,
  at,
  byPhone,
  type Caller,
  curl,
  json,
  type Json,
  ok,
  refused,
  run,
  session,
  until,
} from './curl-outside.ts'

let product: Doomed

let accounts: { role: string; zh: string; phone?: string; username?: string; password?: string; totp?: string }[]
let asker: Caller
let helpers: Caller[]
let operator: Caller
beforeAll(async () => {
  product = await doomed()
  await product.start()
  at.url = product.url
  const installation = ok(await curl(api('/installation')))
  accounts = installation.demoAccounts
  const staff = accounts.find((one) => one.role === 'operator')!
  const phones = (zh: string) => accounts.flatMap((one) => (one.phone && one.zh.startsWith(zh) ? [one.phone] : []))
  const [resident = ''] = phones('居民')
  const [first = '', second = ''] = phones('志愿者')
  asker = await byPhone(resident)
  helpers = [await byPhone(first), await byPhone(second)]
  operator = await session({ username: staff.username, password: staff.password, totp: staff.totp })
}, 180_000)
afterAll(() => product.remove(), 30_000)

test('the signs at the door: health, readiness, the description and its page', async () => {
  expect((await curl('/healthz')).status).toBe(200)
  expect((await curl('/readyz')).status).toBe(200)
  const { openapi, paths } = ok(await curl('/openapi.json'))
  expect(openapi).toMatch(/^3\.1/)
  const docs = await curl('/docs')
  expect(docs.status).toBe(200)
  expect(docs.headers['content-type']).toContain('text/html')
  const named = `POST /auth/codes, POST /auth/sessions, DELETE /auth/sessions/current, GET /me, GET /areas, GET /areas/{areaId}, GET /services,
    POST /requests, POST /requests/{requestId}/claim, GET /requests, GET /requests/{requestId},
    ${'triage answer decline cancel merge unmerge hand-over hand-back rule pause resume extend unmet convene confirm reopen close'
      .split(' ')
      .map((verb) => `POST /requests/{requestId}/${verb}`)
      .join(', ')},
    GET /requests/{requestId}/candidates, POST /requests/{requestId}/dispatch, GET /offers, POST /offers/{offerId}/accept, POST /offers/{offerId}/decline,
    ${'set-out check-in finish sign need-help drop'
      .split(' ')
      .map((verb) => `POST /visits/{visitId}/${verb}`)
      .join(', ')},
    GET /visits/{visitId}/sheet, GET /visits/{visitId}/sheet.pdf, POST /requests/{requestId}/rating, GET /ledger/accounts, GET /ledger/accounts/{accountId}/transfers,
    GET /records, POST /volunteers, GET /volunteers, POST /volunteers/{volunteerId}/approve, GET /reports/summary, GET /events`
  const described = Object.entries(paths as Record<string, object>).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace('/api/v1', '')}`),
  )
  const missing = named
    .split(',')
    .map((one) => one.trim())
    .filter((one) => !described.includes(one))
  expect(missing).toEqual([])
})

test('an outsider is told what is wrong: who, what, which field, which filter, which version', async () => {
  refused(await curl(api('/me')), 401, 'auth.required')
  refused(await asker.get('/reports/summary'), 403, 'auth.forbidden')
  refused(await asker.get('/requests?colour=red'), 400, 'input.unknown_field')
  refused(await asker.get('/requests/0193aaaa-0000-7000-8000-000000000001'), 404, 'not_found')
  refused(await asker.get('/no-such-thing'), 404, 'not_found')
  const extra = await asker.post('/requests', { serviceCode: 'plumbing', colour: 'red' })
  refused(extra, 400, 'input.unknown_field')
  refused(await asker.post('/requests', { serviceCode: 'no-such' }), 422, 'service.unknown')
  const wrong = await asker.post('/requests', { serviceCode: 'plumbing', urgency: 'whenever' })
  refused(wrong, 400, 'input.invalid')
  expect(wrong.body.issues).toContainEqual(expect.objectContaining({ path: expect.stringContaining('urgency') }))
  const broken = await curl(
    '-H',
    `authorization: Bearer ${asker.token}`,
    ...json,
    '-d',
    '{"serviceCode":',
    api('/requests'),
  )
  refused(broken, 400, 'input.malformed')
  const deep = '['.repeat(20) + ']'.repeat(20)
  const nested = await curl(
    '-H',
    `authorization: Bearer ${asker.token}`,
    ...json,
    '-d',
    `{"repeat":${deep}}`,
    api('/requests'),
  )
  refused(nested, 400, 'input.too_deep')
  refused(await asker.get('/requests?limit=1&cursor=nonsense'), 400, 'input.cursor')
})

test('lists come in pages; the tree of areas, the catalogue and the board are there to be read', async () => {
  const communities = ok(await curl(api('/areas?kind=community'))).items
  expect(communities.length).toBeGreaterThan(0)
  expect(ok(await curl(api(`/areas/${communities[0].id}`)))).toMatchObject({ kind: 'community' })
  expect(ok(await curl(api(`/areas?parentId=${communities[0].id}`))).items.length).toBeGreaterThan(0)
  const services = ok(await curl(api('/services'))).items
  expect(services.length).toBe(52)
  expect(services[0]).toMatchObject({ code: expect.any(String), kind: expect.any(String), minutes: expect.any(Number) })
  const first = ok(await operator.get('/requests?limit=3'))
  expect(first.items).toHaveLength(3)
  const second = ok(await operator.get(`/requests?limit=3&cursor=${encodeURIComponent(first.nextCursor)}`))
  expect(second.items.map(({ id }: Json) => id)).not.toContain(first.items[0].id)
  ok(
    await operator.get(
      `/requests?state=closed&areaId=${communities[0].id}&urgency=ordinary&overdue=false&q=${encodeURIComponent('水')}`,
    ),
  )
  refused(await operator.get('/requests?q=水'), 400, 'input.malformed')
  ok(await operator.get(`/volunteers?areaId=${communities[0].id}&skill=plumbing`))
  expect(ok(await operator.get(`/reports/summary?areaId=${communities[0].id}`))).toBeTypeOf('object')
})

test('ask, claim, come, work, sign, rate, be credited; heard live and resumed', async () => {
  const key = ['-H', 'idempotency-key: curl-asks-once']
  const body = { serviceCode: 'plumbing', description: '厨房水龙头一直滴水' }
  const request = ok(await asker.post('/requests', body, ...key))
  expect(request).toMatchObject({ number: expect.stringMatching(/^\d{8}-\d{4}$/), state: expect.any(String) })
  const again = await asker.post('/requests', body, ...key)
  expect(ok(again).id).toBe(request.id)
  refused(await asker.post('/requests', { ...body, description: '别的' }, ...key), 409, 'idempotency.mismatch')

  const seen = await until(
    async () => ok(await asker.get(`/requests/${request.id}`)),
    ({ state }) => state === 'dispatching',
  )
  expect(seen).toMatchObject({ state: 'dispatching', can: { cancel: true }, timeline: expect.any(Array) })
  expect(ok(await asker.get('/requests?mine=true')).items.map(({ id }: Json) => id)).toContain(request.id)
  const candidates = ok(await operator.get(`/requests/${request.id}/candidates`))
  expect(candidates.items[0].parts.length).toBeGreaterThan(2)
  expect(candidates.excluded).toBeInstanceOf(Array)
  expect(ok(await helpers[0]!.get('/offers?state=open'))).toMatchObject({ asked: expect.any(Array) })

  const offerOf = async (helper: Caller) =>
    ok(await helper.get('/offers?state=open')).asked.find((one: Json) => one.requestId === request.id)
  const press = async (helper: Caller) => {
    const offer = await offerOf(helper)
    return offer ? helper.post(`/offers/${offer.id}/accept`) : helper.post(`/requests/${request.id}/claim`)
  }
  const answers = await Promise.all(helpers.map(press))
  expect(answers.map(({ status }) => status).toSorted(), JSON.stringify(answers)).toEqual([200, 409])
  refused(
    answers.find(({ status }) => status === 409)!,
    409,
    'offer.taken',
  )
  const helper = helpers[answers.findIndex(({ status }) => status === 200)]!
  const { visitId } = answers.find(({ status }) => status === 200)!.body

  const stale = await asker.post(`/requests/${request.id}/cancel`, { version: request.version })
  refused(stale, 409, 'row.stale')
  const cookieless = await curl('-X', 'POST', ...json, '-d', '{}', api(`/visits/${visitId}/set-out`))
  refused(cookieless, 401, 'auth.required')

  // Done without a network and posted afterwards: `occurredAt` is when the phone did it.
  const ago = (minutes: number) => ({ occurredAt: new Date(Date.now() - minutes * 60_000).toISOString() })
  ok(await helper.post(`/visits/${visitId}/set-out`, ago(50)))
  const { point } = ok(await helper.get(`/visits/${visitId}`))
  ok(await helper.post(`/visits/${visitId}/check-in`, { place: point, ...ago(45) }))
  ok(await helper.post(`/visits/${visitId}/need-help`, {}))
  ok(await helper.post(`/visits/${visitId}/finish`, { work: '换了水龙头垫圈', breakMinutes: 5, ...ago(5) }))
  const strokes = [[100, 200, 300, 260, 500, 180, 700, 300]]
  const signed = ok(await helper.post(`/visits/${visitId}/sign`, { signature: { strokes } }))
  expect(signed.hash).toMatch(/^[0-9a-f]{64}$/)
  expect(ok(await asker.get(`/visits/${visitId}/sheet`))).toMatchObject({
    sheets: [{ version: 1, hash: signed.hash }],
  })
  const pdf = await curl('-H', `authorization: Bearer ${asker.token}`, api(`/visits/${visitId}/sheet.pdf`))
  expect(pdf.body.slice(0, 5)).toBe('%PDF-')
  const rated = ok(await asker.post(`/requests/${request.id}/rating`, { satisfaction: 5, solved: true }))
  expect(rated.state).toBe('closed')

  const { items } = ok(await helper.get('/ledger/accounts?mine=true'))
  expect(items.length).toBeGreaterThan(0)
  ok(await helper.get(`/ledger/accounts/${items[0].id}/transfers`))
  const records = await until(
    async () => ok(await helper.get('/records?mine=true')),
    (page) => page.items.some((one: Json) => one.activityName),
  )
  expect(records.items[0]).toMatchObject({ minutes: 35, activityName: '修水管、水龙头' })
}, 120_000)

/** Listens for so many seconds; whatever arrived is the answer. */
const listen = async (caller: Caller, seconds: number, lastEventId?: string): Promise<string> => {
  const resume = lastEventId === undefined ? [] : ['-H', `last-event-id: ${lastEventId}`]
  const args = ['-sS', '-N', '--max-time', String(seconds), '-H', `authorization: Bearer ${caller.token}`, ...resume]
  const heard = await run('curl', [...args, `${product.url}${api('/events')}`]).catch((error: Json) => error)
  return String(heard.stdout)
}

test('what happens is heard live, and what was missed is heard with Last-Event-ID', async () => {
  const live = listen(asker, 6)
  await new Promise((resolve) => setTimeout(resolve, 1500))
  const request = ok(await asker.post('/requests', { serviceCode: 'plumbing', description: '水管响' }))
  const heard = await live
  expect(heard).toContain(request.id)
  const id = /^id: ?(\S+)$/m.exec(heard)?.[1]
  expect(id, heard).toBeDefined()
  const callOff = async () => {
    const { version } = ok(await asker.get(`/requests/${request.id}`))
    return asker.post(`/requests/${request.id}/cancel`, { version, reason: '不响了' })
  }
  // While neighbours are being asked the row moves on: whoever is stale looks again.
  expect((await until(callOff, ({ status }) => status === 200)).body.state).toBe('cancelled')
  const missed = await listen(asker, 4, id)
  expect(missed).toContain(request.id)
  const stranger = await listen(helpers[1]!, 2, id)
  expect(stranger).not.toContain('"notice.added"')
}, 60_000)

test('the operator writes it down, assigns with a reason, and what is decided is in the timeline', async () => {
  const person = ok(await operator.get(`/people?q=${encodeURIComponent('韦秀兰')}`)).items[0]
  const request = ok(
    await operator.post('/requests', {
      serviceCode: 'plumbing',
      description: '洗手盆漏水',
      forPersonId: person.id,
      channel: 'hotline',
    }),
  )
  const { items } = ok(await operator.get(`/requests/${request.id}/candidates`))
  const volunteer = items.filter((one: Json) => one.volunteerId)[1]
  const assign = { policy: 'assign', volunteerIds: [volunteer.volunteerId] }
  refused(await operator.post(`/requests/${request.id}/dispatch`, assign), 422, 'dispatch.reason_needed')
  ok(await operator.post(`/requests/${request.id}/dispatch`, { ...assign, reason: '老人认识他' }))
  const { timeline, state } = ok(await operator.get(`/requests/${request.id}`))
  expect(state).toBe('assigned')
  expect(timeline[0]).toMatchObject({ act: 'report', channel: 'hotline', occurredAt: expect.any(String) })
})

test('every verb of the state table answers to its name, and to nobody without a version', async () => {
  const { id } = ok(await operator.get('/requests?limit=1')).items[0]
  for (const verb of 'triage answer decline cancel merge unmerge hand-over hand-back rule pause resume extend unmet convene confirm reopen close'.split(
    ' ',
  )) {
    const answer = await operator.post(`/requests/${id}/${verb}`, {})
    expect([400, 403, 409, 422], `${verb}: ${JSON.stringify(answer.body)}`).toContain(answer.status)
    expect(answer.headers['content-type']).toContain('application/problem+json')
  }
})

test('signed out is signed out; the cookie of a browser works from the same origin only', async () => {
  const phone = accounts.find((one) => one.phone && one.zh.startsWith('楼栋长'))?.phone ?? ''
  const guest = await byPhone(phone)
  ok(await curl('-X', 'DELETE', '-H', `authorization: Bearer ${guest.token}`, api('/auth/sessions/current')))
  refused(await guest.get('/me'), 401, 'auth.required')
  const { demoAccounts } = ok(await curl(api('/installation')))
  const staff = demoAccounts.find((one: Json) => one.role === 'community_worker')
  const body = JSON.stringify({ username: staff.username, password: staff.password, totp: staff.totp })
  const browser = await curl(...json, '-H', `origin: ${product.url}`, '-d', body, api('/auth/sessions'))
  expect(ok(browser).token).toBeUndefined()
  const cookie = browser.headers['set-cookie'] ?? ''
  expect(cookie).toMatch(/HttpOnly/i)
  expect(cookie).toMatch(/SameSite=Lax/i)
  const [pair = ''] = cookie.split(';')
  ok(await curl('-H', `cookie: ${pair}`, api('/me')))
  const foreign = await curl(
    '-X',
    'PATCH',
    '-H',
    `cookie: ${pair}`,
    '-H',
    'origin: https://elsewhere.example',
    ...json,
    '-d',
    '{"elder":true}',
    api('/me/preferences'),
  )
  refused(foreign, 403, 'auth.same_origin')
})
