// The second start of an installation: seconds to /readyz, and what the process of the product holds in memory a minute later, beside a bare Node.
// `start [--demo small|1] [--wait 60]`
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { printMachine, printTable } from './table.ts'

const root = join(import.meta.dirname, '..')
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: { start: string } }
const [, ...startArguments] = scripts.start.split(' ')

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

const ready = async (url: string): Promise<boolean> => {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok
  } catch {
    return false
  }
}

/** What `npm start` does: the set-up, then the product. */
const start = async (env: NodeJS.ProcessEnv, port: number): Promise<[ChildProcess, number]> => {
  const began = performance.now()
  spawnSync(process.execPath, ['tools/setup.mjs', '--web'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
  const product = spawn(process.execPath, startArguments, { cwd: root, env, stdio: 'ignore' })
  for (; !(await ready(`http://127.0.0.1:${port}/readyz`)); await sleep(20))
    if (product.exitCode !== null) throw new Error('the product did not start')
  return [product, performance.now() - began]
}

const stop = async (product: ChildProcess): Promise<void> => {
  const gone = once(product, 'exit')
  product.kill('SIGTERM')
  await gone
}

const residentMb = async (pid: number | undefined): Promise<number> => {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? NaN) / 1024
}

const bareNode = async (): Promise<number> => {
  const child = spawn(process.execPath, ['-e', 'require("node:http").createServer().listen(0)'], { stdio: 'ignore' })
  await sleep(1_000)
  const megabytes = await residentMb(child.pid)
  child.kill()
  return megabytes
}

export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { demo: { type: 'string', default: '1' }, wait: { type: 'string', default: '60' } },
  })
  printMachine()
  const [port, dataDir] = await Promise.all([freePort(), mkdtemp(join(tmpdir(), 'linbang-start-'))])
  const settings = { PORT: String(port), HOST: '127.0.0.1', DATA_DIR: dataDir, DEMO: values.demo, LOG_LEVEL: 'error' }
  const env = { ...process.env, ...settings }
  try {
    const [first, firstMs] = await start(env, port)
    await stop(first)
    const [second, secondMs] = await start(env, port)
    await sleep(Number(values.wait) * 1_000)
    const megabytes = await residentMb(second.pid)
    const bare = await bareNode()
    await stop(second)
    printTable(
      ['', 'ours', 'aim', 'beside'],
      [
        ['first start, seeds the demo', `${(firstMs / 1000).toFixed(1)} s`, '-', '-'],
        ['second start to /readyz', `${(secondMs / 1000).toFixed(1)} s`, '5 s', '-'],
        [
          `memory after ${values.wait} s`,
          `${megabytes.toFixed(0)} MB`,
          '250 MB',
          `bare Node server ${bare.toFixed(0)} MB, ratio ${(megabytes / bare).toFixed(1)}`,
        ],
      ],
    )
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
}
