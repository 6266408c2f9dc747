// What machines and developers read of an installation: is it up and fit, its figures, its own description, its web app.
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { endpoint } from '@linbang/contract/endpoint'
import { Id, Moment, PageQuery } from '@linbang/contract/values'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { serve } from './http.ts'
import { findings } from './readiness.ts'
import { as, freshWorld, testApp, tokenBook } from './testing.ts'
import { markKeysCopied, rotateKeys } from './vault-keys.ts'

const world = await freshWorld()
const webDir = await mkdtemp(join(tmpdir(), 'linbang-web-'))
await mkdir(join(webDir, 'assets'))
await writeFile(join(webDir, 'index.html'), '<!doctype html><title>邻帮</title>')
await writeFile(join(webDir, 'assets', 'main-abcdefgh.js'), `export const x = '${'x'.repeat(5000)}'`)

const Note = z.object({
  id: Id,
  at: Moment,
  kind: z.enum(['a', 'b']),
  more: z.optional(z.array(z.nullable(z.string()))),
})
const listNotes = endpoint({
  method: 'GET',
  path: '/notes',
  summary: 'Notes',
  allow: 'requests.staff',
  query: z.object({ kind: z.optional(z.enum(['a', 'b'])), ...PageQuery }),
  returns: z.object({ items: z.array(Note), nextCursor: z.nullable(z.string()) }),
})
const addNote = endpoint({
  method: 'POST',
  path: '/notes/:noteId/add',
  summary: 'Add',
  allow: 'signed-in',
  params: z.object({ noteId: Id }),
  body: z.object({ kind: z.string() }),
  returns: Note,
  errors: ['row.stale'],
})
const big = endpoint({
  method: 'GET',
  path: '/big',
  summary: 'Big',
  allow: 'anyone',
  returns: z.object({ text: z.string() }),
})
const never = async () => Promise.reject(new Error('not called'))
const app = await testApp(
  world,
  [serve(listNotes, never), serve(addNote, never), serve(big, async () => ({ text: '邻'.repeat(5000) }))],
  tokenBook().actorOf,
  { webDir },
)
afterAll(async () => {
  await app.close()
  await world.close()
})
const get = (url: string, headers: Record<string, string> = {}) => app.inject({ method: 'GET', url, headers })

test('it says that it is up and ready', async () => {
  expect((await get('/healthz')).json()).toEqual({ status: 'ok' })
  const ready = await get('/readyz')
  expect(ready.statusCode).toBe(200)
  expect(ready.json()).toMatchObject({
    status: 'ready',
    checks: { database: 'ok', migrated: 'ok', roles: 'ok', clock: 'ok' },
  })
})

test('the operator is told of keys that lie nowhere else, again after they were rotated', async () => {
  const keys = async () => (await findings(world.kit)).find(({ name }) => name === 'keys')?.state
  const { dataDir } = world.kit.config
  expect(await keys()).toBe('warn')
  await markKeysCopied(dataDir, world.now())
  expect(await keys()).toBe('ok')
  await rotateKeys(dataDir)
  expect(await keys()).toBe('warn')
})

test('a database that lacks a migration takes the process out of service', async () => {
  await world.owner.pool.query(`delete from migration where name = (select max(name) from migration)`)
  expect((await findings(world.kit)).find(({ name }) => name === 'migrated')?.state).toBe('fail')
})

test('a connection cut off in the middle of its work costs that call, not the process', async () => {
  const { pool, db } = world.kit.database
  const cutOff = db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)
    await world.owner.pool.query('select pg_terminate_backend($1)', [rows[0]?.pid])
    await new Promise((done) => setTimeout(done, 100)) // the event comes while nobody waits for an answer
    await sql`select 1`.execute(tx)
  })
  await expect(cutOff).rejects.toThrow()
  expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
})

test('figures are for this machine only, unless a token is set', async () => {
  const here = await get('/metrics')
  expect(here.statusCode).toBe(200)
  expect(here.body).toContain('http_request_duration_seconds_bucket')
  expect(here.body).toMatch(/^outbox_unhandled 0$/m)
  expect((await get('/metrics', { 'x-forwarded-for': '1.2.3.4' })).statusCode).toBe(404)
  expect((await app.inject({ method: 'GET', url: '/metrics', remoteAddress: '10.0.0.9' })).statusCode).toBe(404)
})

test('the contract describes itself', async () => {
  const document = (await get('/openapi.json')).json()
  expect(document.openapi).toBe('3.1.0')
  const { post } = document.paths['/api/v1/notes/{noteId}/add']
  expect(post.parameters.map(({ name }: { name: string }) => name)).toEqual(['noteId', 'Idempotency-Key'])
  expect(post.requestBody.content['application/json'].schema).toMatchObject({
    required: ['kind'],
    additionalProperties: false,
  })
  expect(post.responses['200'].content['application/json'].schema.properties.at).toMatchObject({
    type: 'string',
    format: 'date-time',
  })
  expect(post.responses['409'].description).toContain('row.stale')
  expect(document.paths['/api/v1/notes'].get.parameters.map(({ name }: { name: string }) => name)).toEqual([
    'kind',
    'limit',
    'cursor',
  ])
  expect(document.paths['/api/v1/events']).toBeDefined()
})

test('people can read the description, and find every refusal in it', async () => {
  const { body, headers } = await get('/docs')
  expect(headers['content-type']).toContain('text/html')
  expect(body).toContain('/api/v1/notes/{noteId}/add')
  expect(body).toContain('id="row.stale"')
  expect(body).not.toContain('<script')
})

test('any address opens the web app; calls and files that go astray do not', async () => {
  const page = await get('/requests/42', { accept: 'text/html,*/*' })
  expect(page).toMatchObject({ statusCode: 200 })
  expect(page.body).toContain('邻帮')
  expect(page.headers['cache-control']).toBe('no-cache')
  const script = await get('/assets/main-abcdefgh.js', { 'accept-encoding': 'gzip' })
  expect(script.headers['cache-control']).toBe('public, max-age=31536000, immutable')
  expect(script.headers['content-encoding']).toBe('gzip')
  expect((await get('/assets/missing.js', { accept: '*/*' })).statusCode).toBe(404)
  expect((await get('/api/v1/nowhere', { accept: 'text/html' })).json().code).toBe('not_found')
  expect((await get('/..%2f..%2fetc/passwd')).statusCode).toBe(404)
})

test('pages and scripts come only from here, and long answers travel packed', async () => {
  const { headers } = await get('/', { accept: 'text/html' })
  expect(headers['content-security-policy']).toContain("script-src 'self';")
  expect(headers['content-security-policy']).toContain("style-src 'self';")
  expect(headers['content-security-policy']).not.toMatch(/unsafe|upgrade-insecure-requests|\*|https?:/)
  const docs = await get('/docs', { accept: 'text/html' })
  const [, inside = ''] = /<style>(.*?)<\/style>/s.exec(docs.body) ?? []
  const digest = createHash('sha256').update(inside).digest('base64')
  expect(docs.headers['content-security-policy']).toContain(`style-src 'sha256-${digest}'`)
  expect(docs.body).not.toMatch(/<script| style=| on\w+=/)
  expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': expect.any(String) })
  expect(headers['strict-transport-security']).toBeUndefined()
  const packed = await get('/api/v1/big', { 'accept-encoding': 'br' })
  expect(packed.headers['content-encoding']).toBe('br')
  expect((await as(app).get('/big')).body.text).toHaveLength(5000)
})
