// The embedded PostgreSQL: start, adopt, revive, stop. Nobody reaches it but through the socket in its own 0700 folder.
import { closeSync, openSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { runAs } from './postgres-account.ts'
import { owner, type Place, settle } from './postgres-place.ts'
import { claim, claimantLives, isAlive, isPostmaster, someoneWorksIn } from './postgres-processes.ts'
import { settingsFor, type Tuning } from './postgres-settings.ts'
import { asTrouble, logSince, PostgresTrouble, troubleFrom } from './postgres-trouble.ts'

export type Postgres = {
  /** Superuser and owner of the schema, for migrations and backups. */
  readonly adminUrl: string
  /** The running product's role: it changes no schema. */
  readonly appUrl: string
  readonly socketDir: string
  /** Changes when the database died and was started again. */
  readonly pid: number
  /** It was running already: left by a killed process, or shared with a living one. */
  readonly adopted: boolean
  readonly version: string
  /** Ends the database, unless another living process still uses it. */
  stop(): Promise<void>
}

export type PostgresOptions = {
  /** The product's data folder; the database takes `postgres/`, `run/` and `postgres.log` in it. */
  readonly dataDir: string
  readonly tuning?: Tuning
  /** Told when the database died and could not be started again; it is tried further. */
  readonly onTrouble?: (error: Error) => void
}

const app = 'linbang_app'
const database = 'linbang'
const patience = { lock: 10_000, recovery: 600_000, stop: 30_000, afterTrouble: 5_000 }

const urlFor = (place: Place, user: string, name: string): string =>
  `postgres://${user}@/${name}?host=${encodeURIComponent(place.socketDir)}`

const connect = async (place: Place, name = 'postgres'): Promise<pg.Client> => {
  const client = new pg.Client({ connectionString: urlFor(place, owner, name), connectionTimeoutMillis: 5_000 })
  client.on('error', () => undefined) // the connection is for a moment; a lost one shows in its next query
  await client.connect()
  return client
}

const answers = async (place: Place): Promise<boolean> => {
  try {
    await (await connect(place)).end()
    return true
  } catch (error) {
    const { code = '' } = error as { code?: string }
    // not listening yet, starting up or shutting down, no connection free, cut off
    if (['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', '57P03', '53300', ''].includes(code)) return false
    throw error
  }
}

/** True when it takes connections, false when the process ended before that. */
const becomesReady = async (place: Place, pid: number): Promise<boolean> => {
  for (const end = Date.now() + patience.recovery; Date.now() < end; await sleep(20)) {
    if (await answers(place)) return true
    if (!isAlive(pid)) return false
  }
  throw new PostgresTrouble('did_not_start', `PostgreSQL has been starting for ten minutes; see ${place.log}.`)
}

const holderOf = (place: Place): number | undefined => {
  try {
    return Number.parseInt(readFileSync(join(place.data, 'postmaster.pid'), 'utf8'), 10) || undefined
  } catch {
    return undefined
  }
}

/** After a crash the file may name a process that is now something else; PostgreSQL alone would refuse to start for ever.
 * While any process still works on the data, or answers from another container, the file stays. */
const clearStaleLock = async (place: Place): Promise<boolean> => {
  if (someoneWorksIn(place.data) || (await answers(place))) return false
  rmSync(join(place.data, 'postmaster.pid'), { force: true })
  return true
}

const signal = (pid: number, name: NodeJS.Signals): void => {
  if (isAlive(pid)) process.kill(pid, name)
}

const openLog = (place: Place): { file: number; size: number } => {
  const size = statSync(place.log, { throwIfNoEntry: false })?.size ?? 0
  if (size > 10_000_000) renameSync(place.log, `${place.log}.1`)
  return { file: openSync(place.log, 'a', 0o600), size: size > 10_000_000 ? 0 : size }
}

/** The process id when it takes connections; what it wrote when it gave up. */
const launch = async (place: Place): Promise<number | PostgresTrouble> => {
  const { file, size } = openLog(place)
  const child = runAs(place.account, {
    binary: join(place.programs, 'bin', 'postgres'),
    args: settingsFor(place.tuning, place.data, place.socketDir),
    home: place.data,
    stdio: ['ignore', file, file],
  })
  closeSync(file)
  child.unref()
  const failure = new Promise<PostgresTrouble>((done) =>
    child.once('error', (e) => done(troubleFrom(e.message, place.data))),
  )
  const { pid } = child
  if (pid === undefined) return failure
  const cutOff = (): void => signal(pid, 'SIGINT') // a program told to end in the middle of its start takes it along
  process.once('exit', cutOff)
  const ready = await becomesReady(place, pid).finally(() => process.off('exit', cutOff))
  return ready ? pid : troubleFrom(logSince(place.log, size), place.data)
}

/** Adopts the one that runs, else starts one. A killed predecessor may hold its lock for some seconds: it is waited for. */
const bringUp = async (place: Place): Promise<{ pid: number; adopted: boolean }> => {
  for (const end = Date.now() + patience.lock; ; await sleep(100)) {
    const holder = holderOf(place)
    if (holder && isPostmaster(holder, place.data)) {
      if (await becomesReady(place, holder)) return { pid: holder, adopted: true }
      continue
    }
    if (!holder || (await clearStaleLock(place))) {
      const outcome = await launch(place)
      if (typeof outcome === 'number') return { pid: outcome, adopted: false }
      if (outcome.code !== 'in_use' || Date.now() > end) throw outcome
    } else if (Date.now() > end) {
      throw troubleFrom('lock file "postmaster.pid" already exists', place.data)
    }
  }
}

/** The application's role and database; two starts at once may both try. */
const furnish = async (place: Place): Promise<string> => {
  const client = await connect(place)
  const unlessThere = async (check: string, statement: string): Promise<void> => {
    if ((await client.query(check)).rowCount) return
    await client.query(statement).catch((error: { code?: string }) => {
      if (!['42710', '42P04', '23505'].includes(error.code ?? '')) throw error
    })
  }
  try {
    await unlessThere(`select from pg_roles where rolname = '${app}'`, `create role ${app} login`)
    await unlessThere(`select from pg_database where datname = '${database}'`, `create database ${database}`)
    const { rows } = await client.query<{ server_version: string }>('show server_version')
    return rows[0]?.server_version ?? ''
  } finally {
    await client.end()
  }
}

/** A small file says that this process uses the database; the last to leave ends it. */
const signIn = (place: Place): { leave(): void; othersStay(): boolean } => {
  const file = join(place.socketDir, `user-${claim()}`)
  writeFileSync(file, '')
  return {
    leave: () => rmSync(file, { force: true }),
    othersStay: () =>
      readdirSync(place.socketDir).some((name) => {
        const lives = claimantLives(name)
        if (lives === false) rmSync(join(place.socketDir, name), { force: true })
        return lives
      }),
  }
}

const end = async (pid: number): Promise<void> => {
  const gone = async (limit: number): Promise<boolean> => {
    for (const until = Date.now() + limit; Date.now() < until; await sleep(10)) if (!isAlive(pid)) return true
    return false
  }
  signal(pid, 'SIGINT') // fast: running statements are cut off, everything acknowledged is kept
  if (await gone(patience.stop)) return
  signal(pid, 'SIGQUIT')
  if (await gone(5_000)) return
  throw new PostgresTrouble(
    'did_not_stop',
    `PostgreSQL (process ${pid}) does not end: end it by hand, then start again.`,
  )
}

type Running = { pid: number }

/** Looks every 300 ms whether the database still lives and starts it again; the addresses stay the same.
 * What it returns ends the watch, and is done when no start is under way any more. */
const keepAlive = (place: Place, running: Running, onTrouble: PostgresOptions['onTrouble']): (() => Promise<void>) => {
  let start: Promise<void> | undefined
  let notBefore = 0
  const revive = async (): Promise<void> => {
    try {
      running.pid = (await bringUp(place)).pid
    } catch (error) {
      notBefore = Date.now() + patience.afterTrouble
      onTrouble?.(error as Error)
    } finally {
      start = undefined
    }
  }
  const timer = setInterval(() => {
    if (!start && !isAlive(running.pid) && Date.now() > notBefore) start = revive()
  }, 300).unref()
  return async () => {
    clearInterval(timer)
    await start
  }
}

type Start = { place: Place; user: ReturnType<typeof signIn>; pid: number; adopted: boolean; version: string }

const begin = async (home: string, tuning: Tuning): Promise<Start> => {
  const place = await settle(home, tuning)
  const user = signIn(place)
  try {
    const { pid, adopted } = await bringUp(place)
    return { place, user, pid, adopted, version: await furnish(place) }
  } catch (error) {
    user.leave()
    throw error
  }
}

/** Starts the database of this data folder, makes it first where there is none. Throws PostgresTrouble with a sentence. */
export const startPostgres = async ({ dataDir, tuning = 'durable', onTrouble }: PostgresOptions): Promise<Postgres> => {
  const home = resolve(dataDir)
  const { place, user, pid, adopted, version } = await begin(home, tuning).catch((error: unknown) => {
    throw asTrouble(error, home)
  })
  const running: Running = { pid }
  const letDie = keepAlive(place, running, onTrouble)
  const leaveInHaste = (): void => {
    user.leave()
    if (!user.othersStay()) signal(running.pid, 'SIGINT')
  }
  process.once('exit', leaveInHaste)
  const stop = async (): Promise<void> => {
    process.off('exit', leaveInHaste)
    await letDie()
    user.leave()
    if (!user.othersStay()) await end(running.pid)
  }
  let stopped: Promise<void> | undefined
  return {
    adminUrl: urlFor(place, owner, database),
    appUrl: urlFor(place, app, database),
    socketDir: place.socketDir,
    get pid() {
      return running.pid
    },
    adopted,
    version,
    stop: () => (stopped ??= stop()),
  }
}
