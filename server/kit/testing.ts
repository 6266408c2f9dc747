// Tests on the real thing: one PostgreSQL for the run, a copied database and an open kit for each file that asks.
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Role } from '@linbang/contract/permissions'
import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import type { Background } from './background.ts'
import { readConfig } from './config.ts'
import { type Context, type Held, type PersonActor, systemContext } from './context.ts'
import { type Database, openDatabase } from './db.ts'
import { type ActorOf, type AppOptions, buildApp, type Route } from './http.ts'
import { mintTenantId, newId, type TenantId } from './ids.ts'
import { type Kit, openKit } from './kit.ts'
import { silentLog } from './log.ts'
import { migrate } from './migrate.ts'
import { startPostgres } from './postgres.ts'
import { settle } from './worker.ts'

type TestDatabase = { readonly adminUrl: string; readonly appUrl: string }

declare module 'vitest' {
  interface ProvidedContext {
    database: TestDatabase
  }
}

/** Vitest's global setup: one migrated database that every test file copies. */
export const setup = async ({ provide }: TestProject): Promise<() => Promise<void>> => {
  const folder = await mkdtemp(join(tmpdir(), 'linbang-test-'))
  const postgres = await startPostgres({ dataDir: folder, tuning: 'test' })
  await migrate(postgres.adminUrl)
  provide('database', { adminUrl: postgres.adminUrl, appUrl: postgres.appUrl })
  return async () => {
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

const renamed = (url: string, name: string): string => url.replace(/\/linbang(?=\?|$)/, `/${name}`)

const asAdmin = async (url: string, statement: string) => {
  const client = new pg.Client({ connectionString: renamed(url, 'postgres') })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

export type FreshDb = { readonly adminUrl: string; readonly appUrl: string; readonly drop: () => Promise<void> }

/** A copy of the migrated database, empty and one's own. */
export const freshDb = async (): Promise<FreshDb> => {
  const { inject } = await import('vitest')
  const { adminUrl, appUrl } = inject('database')
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await asAdmin(adminUrl, `create database ${name} template linbang strategy file_copy`)
  return {
    adminUrl: renamed(adminUrl, name),
    appUrl: renamed(appUrl, name),
    drop: () => asAdmin(adminUrl, `drop database ${name} with (force)`),
  }
}

export type World = {
  readonly kit: Kit
  /** What the running product may do. */
  readonly database: Database
  /** Everything, for setting a scene that the product itself could not. */
  readonly owner: Database
  readonly urls: FreshDb
  readonly tenantId: TenantId
  /** A system context at the world's present moment. */
  readonly ctx: () => Context
  readonly now: () => Date
  readonly setNow: (moment: Date | string) => void
  readonly advance: (minutes: number) => void
  /** Does what reactions and jobs have to do by now, until nothing is left. Throws what they throw. */
  readonly settle: (background: readonly Background[]) => Promise<void>
  readonly addTenant: (slug: string) => Promise<TenantId>
  readonly close: () => Promise<void>
}

/** A Wednesday, ten in the morning in Nanning. */
const morning = new Date('2026-11-25T02:00:00.000Z')

const tenantAdder = (database: Database, kit: Kit) => async (slug: string) => {
  const id = mintTenantId(newId())
  const row = { id, slug, nameZh: slug, nameEn: slug, hosts: [`${slug}.test`], createdAt: morning }
  await database.db.insertInto('tenant').values(row).execute()
  kit.tenants.forget()
  return id
}

/** The queue goes by `pgboss.job_now()`: here it tells the world's time, so that no job is early or late by the day a test runs on. */
const queueClock = ({ pool }: Database) => {
  let told = ''
  return async (now: Date) => {
    const moment = now.toISOString()
    if (moment === told) return
    await pool.query(
      `create or replace function pgboss.job_now() returns timestamptz language sql stable as $$ select timestamptz '${moment}' $$`,
    )
    // sent "at once" since a test went back in time: the queue had not heard yet
    await pool.query(
      `update pgboss.job set start_after = $1 where state = 'created' and start_after = created_on and start_after > $1`,
      [moment],
    )
    told = moment
  }
}

/** Signs what a call centre tells in stories. */
export const callsSecret = 'a-call-centre-of-the-stories'
/** Signs answers by SMS in stories. */
export const smsAnswersSecret = 'a-secret-of-the-stories'

/** A database, a kit and one tenant, at a moment that stands still until told otherwise. Close it in `afterAll`. */
export const freshWorld = async (): Promise<World> => {
  const [urls, folder] = await Promise.all([freshDb(), mkdtemp(join(tmpdir(), 'linbang-world-'))])
  let now = morning
  const log = silentLog()
  const config = readConfig({
    DEMO: '0',
    DATA_DIR: folder,
    LOG_LEVEL: 'silent',
    SMS_ANSWERS_SECRET: smsAnswersSecret,
    CALLS_SECRET: callsSecret,
  })
  const kit = await openKit({ config, log, appUrl: urls.appUrl, clock: () => now, poolSize: 8 })
  const owner = openDatabase(urls.adminUrl, log, { max: 2 })
  const tellQueue = queueClock(owner)
  await tellQueue(now)
  const addTenant = tenantAdder(owner, kit)
  const tenantId = await addTenant('xinzhu')
  return {
    kit,
    database: kit.database,
    owner,
    urls,
    tenantId,
    ctx: () => systemContext(kit, tenantId, 'test'),
    now: () => now,
    setNow: (moment) => (now = new Date(moment)),
    advance: (minutes) => (now = new Date(now.getTime() + minutes * 60_000)),
    settle: (background) => settle(kit, background, () => tellQueue(now)),
    addTenant,
    close: async () => {
      await Promise.all([kit.close(), owner.close()])
      await Promise.all([urls.drop(), rm(folder, { recursive: true, force: true })])
    },
  }
}

type Standing = Partial<Omit<PersonActor, 'kind' | 'held'>> & { readonly held?: readonly Held[] }

/** An actor out of thin air, for tests below the accounts module: `person(world.tenantId, { held: [role('operator', 'a')] })`. */
export const person = (tenantId: TenantId, standing: Standing = {}): PersonActor => ({
  kind: 'person',
  tenantId,
  accountId: newId(),
  personId: newId(),
  sessionId: newId(),
  held: [],
  secondFactor: true,
  locale: 'zh-CN',
  ...standing,
})

export const role = (name: Role, areaPath: string): Held => ({ role: name, areaId: newId(), areaPath })

/** Tokens for actors out of thin air; `actorOf` goes to `testApp`. */
export const tokenBook = () => {
  const known = new Map<string, PersonActor>()
  const actorOf: ActorOf = async (_kit, token) => known.get(token)
  return {
    actorOf,
    tokenFor: (actor: PersonActor): string => {
      const token = randomUUID()
      known.set(token, actor)
      return token
    },
    forget: (token: string) => void known.delete(token),
  }
}

type AppExtras = Partial<Omit<AppOptions, 'kit' | 'routes' | 'actorOf'>>

export const testApp = async (
  world: World,
  routes: readonly Route[],
  actorOf: ActorOf,
  extras: AppExtras = {},
): Promise<FastifyInstance> => {
  const app = await buildApp({ kit: world.kit, routes, actorOf, ...extras })
  await app.ready()
  return app
}

export type Reply = {
  readonly status: number
  // oxlint-disable-next-line typescript/no-explicit-any -- a test says what it expects of the answer
  readonly body: any
  readonly headers: Readonly<Record<string, string | string[] | number | undefined>>
  readonly bytes: Buffer
}

type Extra = Readonly<Record<string, string>>
export type Hands = Record<'get' | 'del', (path: string, headers?: Extra) => Promise<Reply>> &
  Record<'post' | 'put' | 'patch', (path: string, body?: object, headers?: Extra) => Promise<Reply>>

/** Calls the API as the holder of a token, or as anyone: `as(app, token).post('/requests', { … })`. */
export const as = (app: FastifyInstance, token?: string): Hands => {
  const call = async (
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: object,
    extra?: Extra,
  ) => {
    const headers = { ...(token && { authorization: `Bearer ${token}` }), ...extra }
    const reply = await app.inject({ method, url: `/api/v1${path}`, headers, ...(body && { payload: body }) })
    const isJson = /json/.test(String(reply.headers['content-type']))
    return {
      status: reply.statusCode,
      body: isJson ? reply.json() : reply.body,
      headers: reply.headers,
      bytes: reply.rawPayload,
    }
  }
  return {
    get: (path, headers) => call('GET', path, undefined, headers),
    del: (path, headers) => call('DELETE', path, undefined, headers),
    post: (path, body, headers) => call('POST', path, body, headers),
    put: (path, body, headers) => call('PUT', path, body, headers),
    patch: (path, body, headers) => call('PATCH', path, body, headers),
  }
}
