// Boots the product for journeys: a process of its own, an empty data folder, a free port. What it prints is kept.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const root = join(import.meta.dirname, '..')

export type World = {
  /** Without a slash at the end. */
  readonly url: string
  readonly dataDir: string
  /** Everything the product has printed so far, for instance the set-up link of a real installation. */
  readonly printed: () => string
  readonly stop: () => Promise<void>
}

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

const isReady = async (url: string): Promise<boolean> => {
  try {
    return (await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2_000) })).ok
  } catch {
    return false
  }
}

const end = async (product: ChildProcess): Promise<void> => {
  if (product.exitCode !== null || product.signalCode !== null) return
  const gone = once(product, 'exit')
  product.kill('SIGTERM')
  const hard = setTimeout(() => product.kill('SIGKILL'), 15_000)
  await gone
  clearTimeout(hard)
}

/** The small demo community unless `env` says otherwise, such as `{ DEMO: '0' }`. Throws with what it printed when it does not get ready. */
export const startWorld = async (env: Readonly<Record<string, string>> = {}): Promise<World> => {
  const [port, dataDir] = await Promise.all([freePort(), mkdtemp(join(tmpdir(), 'linbang-e2e-'))])
  const url = `http://127.0.0.1:${port}`
  const settings = { PORT: String(port), HOST: '127.0.0.1', DATA_DIR: dataDir, DEMO: 'small', PUBLIC_URL: url, ...env }
  const product = spawn(process.execPath, [join(root, 'server', 'main.ts')], {
    cwd: root,
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  for (const stream of [product.stdout, product.stderr])
    stream.on('data', (part: Buffer) => (printed += part.toString()))
  const stop = async (): Promise<void> => {
    await end(product)
    await rm(dataDir, { recursive: true, force: true })
  }
  for (const limit = Date.now() + 120_000; !(await isReady(url)); await sleep(100)) {
    if (product.exitCode === null && product.signalCode === null && Date.now() < limit) continue
    await stop()
    throw new Error(`the product did not get ready; it printed:\n${printed.slice(-4_000)}`)
  }
  return { url, dataDir, printed: () => printed, stop }
}
