// Starting and being told to end, as an operator sees it: nothing half made stays, no database is left behind, and a sentence says why.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { readConfig } from './kit/config.ts'
import { MigrationTrouble } from './kit/migrate.ts'
import { sentenceFor } from './start-trouble.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'lb-start-'))
const begun: ChildProcess[] = []
afterAll(async () => {
  await Promise.all(begun.map((child) => end(child)))
  rmSync(dataDir, { recursive: true, force: true })
})

const begin = (settings: Readonly<Record<string, string>>) => {
  const env = { ...process.env, DATA_DIR: dataDir, DEMO: 'small', LOG_LEVEL: 'error', ...settings }
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  begun.push(child)
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (said += part.toString()))
  return { child, said: () => said }
}

const end = async (child: ChildProcess) => {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  await gone
}

const until = async (isSo: () => boolean | Promise<boolean>) => {
  for (const last = Date.now() + 150_000; Date.now() < last; await sleep(50)) if (await isSo()) return
  throw new Error('it never came true')
}

const ask = async (text: string): Promise<Record<string, unknown>[]> => {
  const client = new pg.Client(
    `postgres://linbang_app@/linbang?host=${encodeURIComponent(join(dataDir, 'postgres', 'run'))}`,
  )
  client.on('error', () => undefined)
  try {
    await client.connect()
    return (await client.query<Record<string, unknown>>(text)).rows
  } catch {
    return [] // not there yet
  } finally {
    await client.end().catch(() => undefined)
  }
}

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}

test('told to end while the demo is being written, it takes its database along; the next start writes the demo whole', async () => {
  const settings = { PORT: String(await freePort()), DEMO: '1' } // the full one: the small one leaves seeds out
  const first = begin(settings)
  await until(async () => (await ask('select from tenant')).length > 0)
  await end(first.child)
  await until(() => !existsSync(join(dataDir, 'postgres', 'postgres', 'postmaster.pid')))

  const second = begin(settings)
  await until(() => second.said().includes('weimin / linbang-demo'))
  const [found] = await ask(
    'select (select count(*)::int from tenant) as tenants, (select count(*)::int from request) as requests',
  )
  expect(found).toMatchObject({ tenants: 1, requests: expect.any(Number) })
  expect(Number(found?.['requests'])).toBeGreaterThan(0)

  const third = begin(settings)
  const [code] = (await once(third.child, 'exit')) as [number]
  expect({ code, said: third.said() }).toMatchObject({
    code: 1,
    said: expect.stringContaining(`Port ${settings.PORT} is taken`),
  })
  expect(third.said()).not.toContain('    at ') // a sentence, no stack
  expect((await fetch(`http://127.0.0.1:${settings.PORT}/healthz`)).ok).toBe(true)
}, 300_000)

test.each([
  ['EADDRINUSE', 'choose another with PORT=3001'],
  ['EACCES', 'below 1024 needs a permission'],
  ['ENOSPC', 'is full: make room'],
  ['28P01', 'refuses the password'],
  ['3D000', 'does not exist: create it'],
])('%s is told as a sentence', (code, words) => {
  expect(sentenceFor(Object.assign(new Error('x'), { code }), readConfig({}))).toContain(words)
})

test('a newer database is told in its own words, a bug with its whole story', () => {
  expect(sentenceFor(new MigrationTrouble('The database is newer'), undefined)).toBe('The database is newer')
  expect(sentenceFor(new TypeError('x is not a function'), readConfig({}))).toBeUndefined()
})
