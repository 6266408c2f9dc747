// The HTTP ground: who gets in, what is taken and given, and that a repeated call happens once.
import { endpoint } from '@linbang/contract/endpoint'
import { Id, Moment, Occurred, PageQuery, Version } from '@linbang/contract/values'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { inTransaction, momentOf } from './context.ts'
import { ensure } from './errors.ts'
import { serve } from './http.ts'
import { newId } from './ids.ts'
import { as, freshWorld, person, role, testApp, tokenBook } from './testing.ts'

const world = await freshWorld()
const { actorOf, tokenFor } = tokenBook()
const Note = z.object({ id: Id, text: z.string(), at: Moment, version: z.int() })
const given: Record<string, unknown>[] = []
let done = 0

const addNote = endpoint({
  method: 'POST',
  path: '/notes',
  summary: 'Add',
  allow: 'signed-in',
  returns: Note,
  body: z.object({
    text: z.string().check(z.minLength(1), z.maxLength(5)),
    inner: z.optional(z.object({ deep: z.string() })),
    ...Occurred,
  }),
})
const changeNote = endpoint({
  method: 'PATCH',
  path: '/notes/:noteId',
  summary: 'Change',
  allow: 'requests.staff',
  returns: Note,
  params: z.object({ noteId: Id }),
  body: z.object({ text: z.string(), version: Version }),
})
const listNotes = endpoint({
  method: 'GET',
  path: '/notes',
  summary: 'List',
  allow: 'anyone',
  returns: z.object({ n: z.number() }),
  query: z.object({ ...PageQuery }),
})
const broken = endpoint({
  method: 'GET',
  path: '/broken',
  summary: 'Broken',
  allow: 'anyone',
  returns: z.object({ n: z.number() }),
})

const app = await testApp(
  world,
  [
    serve(addNote, (ctx, { body }) =>
      inTransaction(ctx, async (inside) => {
        await new Promise((resolve) => setTimeout(resolve, 30))
        done += 1
        ensure(body.text !== 'no', 'row.stale')
        await sql`insert into audit_entry (tenant_id, id, happened_at, actor_kind, act, subject_kind, request_id) values (${ctx.tenantId}, ${newId()}, now(), 'system', 'note', 'note', 'x')`.execute(
          inside.db,
        )
        const extra = { id: newId(), text: body.text, at: momentOf(ctx), version: 1, secret: 'never' }
        return extra
      }),
    ),
    serve(changeNote, async (ctx, { params, body }) => {
      given.push(body)
      return { id: params.noteId, text: body.text, at: ctx.now, version: body.version }
    }),
    serve(listNotes, async (_ctx, { query }) => ({ n: query.limit ?? 20 })),
    serve(broken, async () => ({ n: 'x' as unknown as number })),
  ],
  actorOf,
)
afterAll(async () => {
  await app.close()
  await world.close()
})

const resident = person(world.tenantId, { held: [role('resident', 'a.b.c')] })
const wei = as(app, tokenFor(resident))
const operator = as(app, tokenFor(person(world.tenantId, { held: [role('operator', 'a')] })))

test('nobody gets in without a session, nor with too little of a role', async () => {
  expect(await as(app).post('/notes', { text: 'a' })).toMatchObject({
    status: 401,
    body: { code: 'auth.required', status: 401, title: '请先登录' },
  })
  expect(await wei.patch(`/notes/${newId()}`, { text: 'a', version: 1 })).toMatchObject({
    status: 403,
    body: { code: 'auth.forbidden' },
  })
  const half = as(app, tokenFor(person(world.tenantId, { held: [role('operator', 'a')], secondFactor: false })))
  expect(await half.patch(`/notes/${newId()}`, { text: 'a', version: 1 })).toMatchObject({
    status: 403,
    body: { code: 'auth.second_factor' },
  })
})

test('an answer holds what the contract names, and times as text', async () => {
  const { status, body } = await wei.post('/notes', { text: 'hi', occurredAt: '2026-11-25T08:00:00+08:00' })
  expect(status).toBe(200)
  expect(body).toEqual({ id: expect.any(String), text: 'hi', at: '2026-11-25T00:00:00.000Z', version: 1 })
})

test('a phone whose clock runs ahead did it now', async () => {
  expect((await wei.post('/notes', { text: 'hi', occurredAt: '2030-01-01T00:00:00Z' })).body.at).toBe(
    world.now().toISOString(),
  )
})

test("what is wrong is named field by field, in the reader's language", async () => {
  const { status, body, headers } = await wei.post('/notes', { text: 'too long', inner: { deep: 'x', more: 1 } })
  expect(status).toBe(400)
  expect(headers['content-type']).toContain('application/problem+json')
  expect(body).toMatchObject({ code: 'input.invalid', requestId: headers['x-request-id'] })
  expect(body.issues).toEqual([
    { path: 'text', message: '请写在 5 个字以内' },
    { path: 'inner.more', message: '这一项用不上，请去掉' },
  ])
  const english = await as(app).post('/notes', {}, { 'accept-language': 'en-GB' })
  expect(english.body.title).toBe('Please sign in first')
})

test('unknown fields, queries, addresses and deep or broken bodies are refused', async () => {
  expect((await wei.post('/notes', { text: 'a', more: 1 })).body.code).toBe('input.unknown_field')
  expect((await wei.get('/notes?limit=5')).body).toEqual({ n: 5 })
  expect((await wei.get('/notes?color=red')).body.code).toBe('input.unknown_field')
  expect(await operator.patch('/notes/not-an-id', { text: 'a', version: 1 })).toMatchObject({
    status: 404,
    body: { code: 'not_found' },
  })
  expect(await as(app).get('/nowhere')).toMatchObject({ status: 404, body: { code: 'not_found' } })
  const deep = JSON.parse(`${'{"a":'.repeat(11)}1${'}'.repeat(11)}`)
  expect((await wei.post('/notes', deep)).body.code).toBe('input.too_deep')
  const raw = (payload: string, type = 'application/json') =>
    app.inject({
      method: 'POST',
      url: '/api/v1/notes',
      payload,
      headers: { 'content-type': type, authorization: `Bearer ${tokenFor(resident)}` },
    })
  expect((await raw('{"text":')).json()).toMatchObject({ status: 400, code: 'input.malformed' })
  expect((await raw('<a/>', 'text/xml')).json()).toMatchObject({ status: 415, code: 'input.media_type' })
  expect((await raw(JSON.stringify({ text: 'x'.repeat(1_100_000) }))).json()).toMatchObject({
    status: 413,
    code: 'input.too_large',
  })
  expect((await raw('{"__proto__":{"a":1},"text":"a"}')).json().code).toBe('input.malformed')
})

test('the version may come as If-Match', async () => {
  const id = newId()
  expect((await operator.patch(`/notes/${id}`, { text: 'a' })).body.issues).toEqual([
    { path: 'version', message: '请填上这一项' },
  ])
  expect((await operator.patch(`/notes/${id}`, { text: 'a' }, { 'if-match': '"7"' })).body.version).toBe(7)
})

test('the same call twice, even at the same moment, is done once', async () => {
  const before = done
  const headers = { 'idempotency-key': newId() }
  const [one, two] = await Promise.all([
    wei.post('/notes', { text: 'once' }, headers),
    wei.post('/notes', { text: 'once' }, headers),
  ])
  const three = await wei.post('/notes', { text: 'once' }, headers)
  expect(done).toBe(before + 1)
  expect(two.body).toEqual(one.body)
  expect(three.body).toEqual(one.body)
  expect(three.headers['idempotency-replayed']).toBe('true')
  expect(await wei.post('/notes', { text: 'other' }, headers)).toMatchObject({
    status: 409,
    body: { code: 'idempotency.mismatch' },
  })
})

test('a refused call leaves nothing behind and may be tried again', async () => {
  const headers = { 'idempotency-key': newId() }
  const rows = () => world.owner.db.selectFrom('auditEntry').select('id').execute()
  const before = (await rows()).length
  expect((await wei.post('/notes', { text: 'no' }, headers)).body.code).toBe('row.stale')
  expect((await wei.post('/notes', { text: 'no' }, headers)).body.code).toBe('row.stale')
  expect(await rows()).toHaveLength(before)
})

test('the stored answer is not readable in the database', async () => {
  const rows = await world.owner.db.selectFrom('idempotencyKey').select('answer').execute()
  expect(rows.length).toBeGreaterThan(0)
  expect(rows.every(({ answer }) => answer !== null && !answer.includes('once'))).toBe(true)
})

test('a bug answers 500 with a request id and nothing else', async () => {
  const { status, body } = await as(app).get('/broken')
  expect(status).toBe(500)
  expect(Object.keys(body).toSorted()).toEqual(['code', 'requestId', 'status', 'title', 'type'])
})

test('an endpoint that names no permission does not start', async () => {
  const { allow: _, ...rest } = listNotes
  await expect(testApp(world, [serve(rest as typeof listNotes, async () => ({ n: 1 }))], actorOf)).rejects.toThrow(
    'names no permission',
  )
})
