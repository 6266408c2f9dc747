import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isAlive } from './postgres-processes.ts'
import { asTrouble } from './postgres-trouble.ts'
import { type Postgres, startPostgres } from './postgres.ts'

const root = mkdtempSync(join(tmpdir(), 'lb-pg-'))
const running: Postgres[] = []

const start = async (dataDir: string): Promise<Postgres> => {
  const postgres = await startPostgres({ dataDir, tuning: 'durable' })
  running.push(postgres)
  return postgres
}

const query = async (url: string, text: string): Promise<unknown[]> => {
  const client = new pg.Client(url)
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query<{ value: unknown }>(text)).rows.map((row) => row.value)
  } finally {
    await client.end()
  }
}

type Other = { pid: number; postgres: number; kill(): Promise<void>; finish(): Promise<void> }

/** Another program that starts the same database and then waits. */
const otherProgram = async (dataDir: string, wrapper: readonly string[] = []): Promise<Other> => {
  const code = `
    const { startPostgres } = await import(${JSON.stringify(join(import.meta.dirname, 'postgres.ts'))})
    const { pid } = await startPostgres({ dataDir: ${JSON.stringify(dataDir)}, tuning: 'durable' })
    console.log(pid)
    process.stdin.once('data', () => process.exit(0))`
  const [command, ...args] = [...wrapper, process.execPath, '--input-type=module', '-e', code]
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  const gone = once(child, 'exit')
  return {
    pid: child.pid ?? 0,
    postgres: Number(line.toString()),
    kill: async () => void (child.kill('SIGKILL'), await gone),
    finish: async () => void (child.stdin.write('end\n'), await gone),
  }
}

const eventually = async (claim: () => boolean | Promise<boolean>): Promise<void> => {
  for (const end = Date.now() + 10_000; Date.now() < end; await sleep(50)) if (await claim()) return
  throw new Error('it never came true')
}

const home = join(root, 'one')

beforeAll(async () => {
  const postgres = await start(home)
  await query(postgres.adminUrl, 'create table kept (value int)')
  await postgres.stop()
})

afterAll(async () => {
  await Promise.all(running.map((postgres) => postgres.stop()))
  rmSync(root, { recursive: true, force: true })
})

test('the database takes two roles over a socket that nobody else can reach', async () => {
  const postgres = await start(home)
  expect(postgres).toMatchObject({ adopted: false, version: expect.stringMatching(/^18\./) })
  expect(statSync(postgres.socketDir).mode & 0o777).toBe(0o700)
  expect(await query(postgres.appUrl, 'select current_user as value')).toEqual(['linbang_app'])
  expect(await query(postgres.adminUrl, 'select current_user as value')).toEqual(['linbang_owner'])
  expect(await query(postgres.appUrl, 'show listen_addresses').then((rows) => rows.length)).toBe(1)
  await expect(query(postgres.appUrl, 'create table mine (value int)')).rejects.toThrow('permission denied')
  await postgres.stop()
  expect(isAlive(postgres.pid)).toBe(false)
})

test('a database left running by a killed program is adopted', async () => {
  const other = await otherProgram(home)
  await other.kill()
  expect(isAlive(other.postgres)).toBe(true)
  const postgres = await start(home)
  expect(postgres).toMatchObject({ adopted: true, pid: other.postgres })
  await postgres.stop()
  expect(isAlive(other.postgres)).toBe(false)
})

test('a program that ends without a word takes its database along', async () => {
  const other = await otherProgram(home)
  await other.finish()
  await eventually(() => !isAlive(other.postgres))
})

test('two programs share one database and the last to leave ends it', async () => {
  const other = await otherProgram(home)
  const postgres = await start(home)
  expect(postgres.pid).toBe(other.postgres)
  await postgres.stop()
  expect(isAlive(other.postgres)).toBe(true)
  await other.finish()
  await eventually(() => !isAlive(other.postgres))
})

test('a killed postmaster comes back by itself with every acknowledged row', async () => {
  const postgres = await start(home)
  const before = postgres.pid
  await query(postgres.appUrl.replace('linbang_app', 'linbang_owner'), 'insert into kept values (7)')
  process.kill(before, 'SIGKILL')
  await eventually(() => postgres.pid !== before)
  expect(await query(postgres.adminUrl, 'select value from kept')).toEqual([7])
  await postgres.stop()
})

test('a postmaster killed while nobody looked is started again', async () => {
  const other = await otherProgram(home)
  await other.kill()
  process.kill(other.postgres, 'SIGKILL')
  const postgres = await start(home)
  expect(postgres.adopted).toBe(false)
  expect(await query(postgres.adminUrl, 'select value from kept')).toEqual([7])
  await postgres.stop()
})

test('a stale lock that names some other living process does not keep it from starting', async () => {
  const stranger = spawn('sleep', ['60'])
  const lock = [stranger.pid, join(realpathSync(home), 'postgres'), 1_700_000_000, 5432, '', '', '']
  writeFileSync(join(home, 'postgres', 'postmaster.pid'), lock.join('\n'))
  const postgres = await start(home)
  expect(postgres.adopted).toBe(false)
  await postgres.stop()
  expect(isAlive(stranger.pid ?? 0)).toBe(true)
  stranger.kill()
})

test('a path too long for a socket address is no obstacle', async () => {
  const long = join(root, 'a-very-long-name-'.repeat(5), '很长的名字'.repeat(3))
  const postgres = await start(long)
  expect(postgres.socketDir.startsWith(long)).toBe(false)
  expect(await query(postgres.appUrl, 'select 1 as value')).toEqual([1])
  await postgres.stop()
  rmSync(postgres.socketDir, { recursive: true })
})

test('two first starts at once make one database, and what a killed start left is removed', async () => {
  const fresh = join(root, 'two')
  const left = join(fresh, 'postgres.new-999999-1-0')
  mkdirSync(left, { recursive: true })
  const [one, other] = await Promise.all([start(fresh), start(fresh)])
  expect(one?.pid).toBe(other?.pid)
  expect(readdirSync(fresh).toSorted()).toEqual(['postgres', 'postgres.log', 'run'])
  await Promise.all([one?.stop(), other?.stop()])
  expect(isAlive(one?.pid ?? 0)).toBe(false)
})

test('a data folder of another version is refused with a sentence', async () => {
  const old = join(root, 'old')
  mkdirSync(join(old, 'postgres'), { recursive: true, mode: 0o700 })
  writeFileSync(join(old, 'postgres', 'PG_VERSION'), '15\n')
  await expect(start(old)).rejects.toMatchObject({
    code: 'wrong_version',
    message: expect.stringContaining('PostgreSQL 15'),
  })
})

test('a damaged data folder is refused with a sentence and PostgreSQL’s own words', async () => {
  const broken = join(root, 'broken')
  mkdirSync(join(broken, 'postgres'), { recursive: true, mode: 0o700 })
  writeFileSync(join(broken, 'postgres', 'PG_VERSION'), '18\n')
  await expect(start(broken)).rejects.toMatchObject({
    code: 'damaged',
    message: expect.stringContaining('npm run restore'),
  })
})

test.each([
  ['could not extend file "base/1/2691": No space left on device', 'disk_full', 'The disk is full'],
  ["ENOSPC: no space left on device, mkdir 'x'", 'disk_full', 'free some space'],
  ["EACCES: permission denied, mkdir 'x'", 'no_permission', 'choose another DATA_DIR'],
  ["EROFS: read-only file system, mkdir 'x'", 'no_permission', 'choose another DATA_DIR'],
  ['FATAL: could not map anonymous shared memory: Cannot allocate memory', 'no_memory', 'not enough memory'],
  ['libicuuc.so.60: cannot open shared object file', 'libraries_missing', 'set DATABASE_URL'],
  ['FATAL: lock file "postmaster.pid" already exists', 'in_use', 'its own DATA_DIR'],
  ['PANIC: could not locate a valid checkpoint record', 'damaged', 'npm run restore'],
  ['FATAL: something new', 'did_not_start', 'something new'],
])('“%s” is told as a sentence with what to do', (words, code, sentence) => {
  expect(asTrouble(new Error(words), '/data')).toMatchObject({ code, message: expect.stringContaining(sentence) })
})

const asRoot = process.getuid?.() === 0

test.runIf(asRoot)('root without user namespaces hands it to nobody, in a folder nobody can reach', async () => {
  const closed = join(root, 'closed')
  const wrapper = ['unshare', '--mount', 'sh', '-c', 'mount --bind /bin/false /usr/bin/unshare && exec "$@"', 'sh']
  const other = await otherProgram(closed, wrapper)
  const data = realpathSync(join(closed, 'postgres'))
  try {
    expect(data).toMatch(/^\/var\/lib\/linbang-/)
    expect(statSync(data).uid).not.toBe(0)
    await other.kill()
    const postgres = await start(closed) // with namespaces again: the folder stays with its owner
    expect(postgres.pid).toBe(other.postgres)
    expect(await query(postgres.appUrl, 'select 1 as value')).toEqual([1])
    await postgres.stop()
    expect(existsSync(join(data, 'postmaster.pid'))).toBe(false)
  } finally {
    rmSync(dirname(data), { recursive: true, force: true })
  }
})
