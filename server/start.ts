// Starts the product: settings, database, the processes asked for; stops them in reverse. What people need to know is printed.
import { flushCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'
import { pages, routes } from './api.ts'
import { readConfig } from './kit/config.ts'
import type { Config } from './kit/config.ts'
import { buildApp } from './kit/http.ts'
import { openLog } from './kit/log.ts'
import type { Logger } from './kit/log.ts'
import { startHearing } from './kit/outbox.ts'
import { keysCopiedAt } from './kit/vault-keys.ts'
import { startWorker } from './kit/worker.ts'
import { actorOf } from './modules/accounts/service.ts'
import { openProduct } from './open-product.ts'
import type { Product } from './open-product.ts'
import { sentenceFor } from './start-trouble.ts'
import { background } from './worker.ts'

const say = (line: string): void => void process.stdout.write(`${line}\n`)
type Step = () => Promise<void>
const webDir = fileURLToPath(new URL('../web/dist', import.meta.url))

/** A sentence instead of a stack for what the operator can mend; exit code 1 either way. */
const giveUp = (error: unknown, config: Config | undefined): never => {
  const story = error instanceof Error ? error.stack : String(error)
  process.stderr.write(`${sentenceFor(error, config) ?? story}\n`)
  process.exit(1)
}

type Shown = { zh: string; en: string; phone?: string; username?: string; password?: string }

const greet = async ({ kit, demo, setUpLink }: Product, { host, publicUrl }: Config, address: string) => {
  say(`邻帮 Linbang  ${publicUrl ?? address}`)
  if (setUpLink)
    say(
      `\n开通这台机器（24 小时内有效，只能用一次）\nSet up this installation (once, within 24 hours):\n  ${setUpLink}`,
    )
  if (!demo) return
  say(`\n演示社区：只在这台机器上（${host}），人和事都是编的。A demo: nobody in it exists.`)
  const [tenant] = await kit.tenants.all()
  const accounts = ((tenant?.brand ?? {}) as { demoAccounts?: Shown[] }).demoAccounts ?? []
  for (const one of accounts)
    say(`  ${(one.phone ?? `${one.username} / ${one.password}`).padEnd(28)} ${one.zh} · ${one.en}`)
  say('  验证码和动态码会显示在登录页上。Codes are shown on the sign-in page.\n')
}

/** Loudly, at each start of a real installation, until a backup has taken the keys along. */
const warnOfKeys = async ({ demo }: Product, { dataDir, keys }: Config) => {
  if (demo || keys !== undefined || (await keysCopiedAt(dataDir))) return
  say(
    `\n!! 数据密钥只在这台机器上。磁盘一坏，电话、门牌、身份证号就再也打不开。请马上备份，并把 backup.key 另存到别处。
!! The data keys are on this machine only. Without them phones, doors and identity numbers are lost for ever.
!! Do it today:  npm run backup -- /another/disk/linbang.sealed   and keep backup.key somewhere else.\n`,
  )
}

const openDoors = async (product: Product, config: Config, hearing: Awaited<ReturnType<typeof startHearing>>) => {
  const app = await buildApp({ kit: product.kit, routes, pages, actorOf, hearing, webDir })
  await greet(product, config, await app.listen({ port: config.port, host: config.host }))
  await warnOfKeys(product, config)
  return app
}

/** What ends it, in the order of its making: the doors close before the work behind them stops. */
const start = async (config: Config, log: Logger): Promise<Step[]> => {
  const product = await openProduct(config, log)
  const hearing = await startHearing(product.kit, product.appUrl)
  const { processes } = config
  const app = processes.includes('api') ? await openDoors(product, config, hearing) : undefined
  const worker = processes.includes('worker') ? await startWorker(product.kit, background) : undefined
  return [product.stop, hearing.stop, async () => worker?.stop(), async () => app?.close()]
}

/** Told to end before it has begun, it just ends: what was acknowledged is kept, and the database is told on the way out. */
const stopOnSignal = (log: Logger) => {
  let steps: readonly Step[] = []
  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    for (const step of steps.toReversed())
      await step().catch((error: unknown) => log.error({ err: error }, 'stopping went wrong'))
    process.exit(0)
  }
  process.once('SIGTERM', () => void stop())
  process.once('SIGINT', () => void stop())
  return (begun: readonly Step[]) => void (steps = begun)
}

export const run = async (): Promise<void> => {
  let config: Config | undefined
  try {
    config = readConfig()
    const log = openLog(config.logLevel)
    const begun = stopOnSignal(log)
    begun(await start(config, log))
    setTimeout(flushCompileCache, 5_000).unref()
  } catch (error) {
    giveUp(error, config)
  }
}
