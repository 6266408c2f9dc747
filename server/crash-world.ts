// A product that is killed on purpose: started, loaded through its API, ended with SIGKILL together with its database, looked at again.
// Shared by the small crash test and the long measurement.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { readConfig } from './kit/config.ts'
import type { Context } from './kit/context.ts'
import { systemContext } from './kit/context.ts'
import { openDatabase } from './kit/db.ts'
import type { Db } from './kit/db.ts'
import { openKit } from './kit/kit.ts'
import { silentLog } from './kit/log.ts'
import { openSession } from './kit/session.ts'

export type Answer = { readonly status: number; readonly body: Record<string, unknown> }
export type Caller = (method: 'GET' | 'POST', path: string, body?: object, key?: string) => Promise<Answer>
export type Doomed = {
  readonly dataDir: string
  /** Where it answers, without a slash at the end. */
  readonly url: string
  readonly appUrl: string
  /** Milliseconds to /readyz. */
  readonly start: () => Promise<number>
  readonly kill: () => Promise<void>
  /** The end of what it has printed since the last start, faults among it. */
  readonly printed: () => string
  readonly caller: (token: string) => Caller
  readonly remove: () => Promise<void>
}

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

const answers = async (url: string): Promise<boolean> => {
  try {
    return (await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2_000) })).ok
  } catch {
    return false
  }
}

const killHard = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // it was gone already
  }
}

const gone = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null

/** Milliseconds until it is ready. Throws with what it printed when it ends instead. */
const spawnProduct = async (
  settings: readonly string[],
  base: string,
  keep: (printed: string) => void,
): Promise<[ChildProcess, number]> => {
  const began = performance.now()
  const args = [...settings, process.execPath, join(import.meta.dirname, 'main.ts')]
  const product = spawn('env', args, { stdio: ['ignore', 'pipe', 'pipe'] })
  let printed = ''
  for (const stream of [product.stdout, product.stderr])
    stream.on('data', (part: Buffer) => keep((printed = `${printed}${part.toString()}`.slice(-4_000))))
  for (; !(await answers(base)); await sleep(25))
    if (gone(product) || performance.now() - began > 150_000) {
      product.kill('SIGKILL')
      throw new Error(`the product did not get ready; it printed:\n${printed}`)
    }
  return [product, performance.now() - began]
}

const openCaller =
  (base: string) =>
  (token: string): Caller =>
  async (method, path, body, key) => {
    const headers = {
      authorization: `Bearer ${token}`,
      ...(body && { 'content-type': 'application/json' }),
      ...(key && { 'idempotency-key': key }),
    }
    const signal = AbortSignal.timeout(10_000)
    const sent = { method, headers, signal, ...(body && { body: JSON.stringify(body) }) }
    const reply = await fetch(`${base}/api/v1${path}`, sent)
    return { status: reply.status, body: (await reply.json()) as Record<string, unknown> }
  }

/** The small demo in a folder of its own; nothing runs until `start`. */
export const doomed = async (): Promise<Doomed> => {
  const [port, dataDir] = await Promise.all([freePort(), mkdtemp(join(tmpdir(), 'linbang-crash-'))])
  const base = `http://127.0.0.1:${port}`
  const home = join(dataDir, 'postgres')
  const settings = [`PORT=${port}`, 'HOST=127.0.0.1', `DATA_DIR=${dataDir}`, 'DEMO=small', 'LOG_LEVEL=error']
  let product: ChildProcess | undefined
  let printed = ''
  const kill = async (): Promise<void> => {
    const postmaster = await readFile(join(home, 'postgres', 'postmaster.pid'), 'utf8').catch(() => '')
    if (product && !gone(product)) {
      const exit = once(product, 'exit')
      product.kill('SIGKILL')
      await exit
    }
    if (Number.parseInt(postmaster, 10)) killHard(Number.parseInt(postmaster, 10))
  }
  return {
    dataDir,
    url: base,
    appUrl: `postgres://linbang_app@/linbang?host=${encodeURIComponent(join(home, 'run'))}`,
    start: async () => {
      const [started, milliseconds] = await spawnProduct(settings, base, (text) => (printed = text))
      product = started
      return milliseconds
    },
    kill,
    printed: () => printed,
    caller: openCaller(base),
    remove: async () => {
      await kill()
      await rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
    },
  }
}

/** One resident who asks, and those who can do what is asked for. */
export type Crew = { readonly serviceCode: string; readonly asker: string; readonly helpers: readonly string[] }

/** Services with the one skill they demand; the small demo has several free helpers for each. */
const trades = { 'house-watching': 'patrol', 'blood-pressure-check': 'health-check', plumbing: 'plumbing' }

/** A crew for each of three services, signed in; nobody is in two of them. The product must be running. */
export const signCrewsIn = async ({ dataDir, appUrl }: Doomed): Promise<Crew[]> => {
  const config = readConfig({ DATA_DIR: dataDir, DEMO: 'small' })
  const kit = await openKit({ config, log: silentLog(), appUrl, poolSize: 2 })
  try {
    const tenant = (await kit.tenants.all())[0]
    if (!tenant) throw new Error('the demo has no tenant')
    const ctx = systemContext(kit, tenant.id, 'crash')
    const taken = new Set<string>()
    const token = async (accountId: string | undefined) => {
      if (!accountId) throw new Error('the demo has too few people for the crews')
      taken.add(accountId)
      return (await openSession(ctx, { accountId, secondFactor: true, lastsMinutes: 600 })).token
    }
    const residents = await homeOwners(ctx)
    const crews: Crew[] = []
    for (const [serviceCode, skill] of Object.entries(trades)) {
      const able = (await free(ctx, skill)).filter((id) => !taken.has(id)).slice(0, 4)
      const helpers = await Promise.all(able.map(token))
      crews.push({ serviceCode, helpers, asker: await token(residents.find((id) => !taken.has(id))) })
    }
    return crews
  } finally {
    await kit.close()
  }
}

const free = async (ctx: Context, skill: string): Promise<string[]> =>
  (
    await sql<{ id: string }>`
    select a.id from account a join volunteer v on v.tenant_id = a.tenant_id and v.person_id = a.person_id
    join holding h on h.tenant_id = a.tenant_id and h.person_id = a.person_id and h.code = ${skill} and h.ended_at is null
    where a.tenant_id = ${ctx.tenantId} and v.state = 'approved' and not exists (
      select from visit_person w where w.tenant_id = a.tenant_id and w.person_id = a.person_id
        and w.state in ('planned', 'set_out', 'on_site'))
    order by a.id`.execute(ctx.db)
  ).rows.map((row) => row.id)

const homeOwners = async (ctx: Context): Promise<string[]> =>
  (
    await sql<{ id: string }>`
    select a.id from account a join household_member m on m.tenant_id = a.tenant_id and m.person_id = a.person_id
    where a.tenant_id = ${ctx.tenantId} and a.username is null
      and not exists (select from volunteer v where v.tenant_id = a.tenant_id and v.person_id = a.person_id)
    order by a.id`.execute(ctx.db)
  ).rows.map((row) => row.id)

/** A connection of one's own to look at what is there. */
export const lookInto = async <R>(appUrl: string, look: (db: Db) => Promise<R>) => {
  const { db, close } = openDatabase(appUrl, silentLog(), { max: 1, statementTimeoutMs: 60_000 })
  try {
    return await look(db)
  } finally {
    await close()
  }
}
