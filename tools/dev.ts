// `npm run dev`: the server restarts and the page reloads when their files change; both are one address.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createServer } from 'vite'
import { environment, root } from './command.ts'

const port = Number(process.env.PORT ?? 3000)
const behind = port + 1

const api = `http://127.0.0.1:${behind}`
/** What the server answers itself; everything else is the web. */
const proxy = { '/api': api, '^/(docs|openapi\\.json|healthz|readyz|metrics|verify)(/|\\?|$)': api }

const server: ChildProcess = spawn(process.execPath, ['--watch', '--watch-preserve-output', 'server/main.ts'], {
  cwd: root,
  env: environment({
    PORT: String(behind),
    HOST: '127.0.0.1',
    PUBLIC_URL: process.env.PUBLIC_URL ?? `http://127.0.0.1:${port}`,
  }),
  stdio: 'inherit',
})

const web = await createServer({
  root: join(root, 'web'),
  server: { host: '127.0.0.1', port, strictPort: true, proxy },
})
await web.listen()
web.printUrls()

const stop = async (): Promise<void> => {
  await web.close()
  if (server.exitCode === null) {
    const gone = once(server, 'exit')
    server.kill('SIGTERM')
    await gone
  }
  process.exit(0)
}
process.once('SIGINT', () => void stop())
process.once('SIGTERM', () => void stop())
