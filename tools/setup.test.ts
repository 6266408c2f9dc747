// The set-up with a made-up npm: what it installs, when, and what it does after a murder. The real one runs in every fresh clone.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { root } from './command.ts'

const folder = mkdtempSync(join(tmpdir(), 'linbang-setup-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Counts its runs; like npm it removes everything first and writes its list last. */
const npm = `
import { appendFileSync, mkdirSync, rmSync, symlinkSync, writeFileSync, copyFileSync } from 'node:fs'
appendFileSync('runs', process.argv.slice(2, 4).join(' ') + '\\n')
rmSync('node_modules', { recursive: true, force: true })
mkdirSync('node_modules/.bin', { recursive: true })
symlinkSync(${JSON.stringify(process.execPath)}, 'node_modules/.bin/node')
await new Promise((done) => setTimeout(done, 400))
copyFileSync('package-lock.json', 'node_modules/.package-lock.json')
`
const lock = (version: string) =>
  JSON.stringify({ packages: { '': {}, 'node_modules/a': { version, integrity: 'sha512-a' } } })

const clone = (name: string): string => {
  const copy = join(folder, name)
  mkdirSync(join(copy, 'tools'), { recursive: true })
  cpSync(join(root, 'tools', 'setup.mjs'), join(copy, 'tools', 'setup.mjs'))
  writeFileSync(join(copy, 'npm.mjs'), npm)
  writeFileSync(join(copy, 'package-lock.json'), lock('1.0.0'))
  return copy
}

const begin = (copy: string, ...args: string[]) => {
  const env = { ...process.env, npm_execpath: join(copy, 'npm.mjs'), npm_node_execpath: process.execPath }
  const child = spawn(process.execPath, ['tools/setup.mjs', ...args], { cwd: copy, env, detached: true })
  let said = ''
  child.stderr.on('data', (part: Buffer) => (said += part.toString()))
  const end = once(child, 'close').then(([code]) => ({ code: code as number | null, said }))
  return { child, end }
}

const runs = (copy: string): string[] => readFileSync(join(copy, 'runs'), 'utf8').trim().split('\n')

test('packages are installed once, and again only when the lock file changed', async () => {
  const copy = clone('once')
  expect(await begin(copy).end).toMatchObject({ code: 0, said: expect.stringContaining('packages installed') })
  const start = performance.now()
  expect(await begin(copy).end).toEqual({ code: 0, said: '' })
  expect(performance.now() - start).toBeLessThan(1_000)
  expect(runs(copy)).toEqual(['ci --ignore-scripts'])
  writeFileSync(join(copy, 'package-lock.json'), lock('1.0.1'))
  await begin(copy).end
  expect(runs(copy).length).toBe(2)
})

test('two set-ups at once install once', async () => {
  const copy = clone('twice')
  const ends = await Promise.all([begin(copy).end, begin(copy).end, begin(copy).end])
  expect(ends.map(({ code }) => code)).toEqual([0, 0, 0])
  expect(runs(copy).length).toBe(1)
  expect(existsSync(join(copy, '.setup-lock'))).toBe(false)
})

test('a set-up killed in the middle is made good by the next two', async () => {
  const copy = clone('killed')
  const { child, end } = begin(copy)
  while (!existsSync(join(copy, 'node_modules', '.bin', 'node'))) await sleep(10)
  process.kill(-(child.pid ?? 0), 'SIGKILL')
  await end
  expect(existsSync(join(copy, '.setup-lock'))).toBe(true)
  const ends = await Promise.all([begin(copy).end, begin(copy).end])
  expect(ends.map(({ code }) => code)).toEqual([0, 0])
  expect(runs(copy).length).toBe(2)
})

test('an npm that fails is not taken for done', async () => {
  const copy = clone('failing')
  writeFileSync(join(copy, 'npm.mjs'), 'process.exit(3)')
  expect(await begin(copy).end).toMatchObject({ code: 1, said: expect.stringContaining('npm ci failed (exit code 3)') })
})

test('the web is built when its sources changed, and a failed build leaves the old one', async () => {
  const copy = clone('web')
  const vite = join(copy, 'node_modules', 'vite', 'bin', 'vite.js')
  await begin(copy).end
  for (const part of ['web', 'contract', join('node_modules', 'vite', 'bin')])
    mkdirSync(join(copy, part), { recursive: true })
  writeFileSync(join(copy, 'web', 'main.tsx'), 'one')
  expect(await begin(copy, '--web').end).toEqual({ code: 0, said: '' }) // nothing to build it with yet
  writeFileSync(join(copy, 'web', 'vite.config.ts'), '')
  writeFileSync(
    vite,
    "const fs = require('fs'); fs.mkdirSync('dist.new'); fs.copyFileSync('main.tsx', 'dist.new/page')",
  )
  const page = () => readFileSync(join(copy, 'web', 'dist', 'page'), 'utf8')
  expect((await begin(copy, '--web').end).said).toContain('the web is built')
  expect(await begin(copy, '--web').end).toEqual({ code: 0, said: '' })
  writeFileSync(join(copy, 'contract', 'noun.ts'), 'changed')
  writeFileSync(join(copy, 'web', 'main.tsx'), 'two')
  expect((await begin(copy, '--web').end).said).toContain('the web is built')
  expect(page()).toBe('two')
  writeFileSync(join(copy, 'web', 'main.tsx'), 'three')
  writeFileSync(vite, 'process.exit(1)')
  expect(await begin(copy, '--web').end).toMatchObject({ code: 1, said: expect.stringContaining('could not be built') })
  expect(page()).toBe('two')
})
