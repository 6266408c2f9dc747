// Starts the product: settings, database, the processes asked for; stops them in reverse. What people need to know is printed.
import { fileURLToPath } from 'node:url'
import { routes } from './api.ts'
import { ConfigTrouble, readConfig } from './kit/config.ts'
import type { Config } from './kit/config.ts'
import { buildApp } from './kit/http.ts'
import { openLog } from './kit/log.ts'
import type { Logger } from './kit/log.ts'
import { startHearing } from './kit/outbox.ts'
import { PostgresTrouble } from './kit/postgres-trouble.ts'
import { startWorker } from './kit/worker.ts'
import { actorOf } from './modules/accounts/service.ts'
import { openProduct } from './open-product.ts'
import type { Product } from './open-product.ts'
import { background } from './worker.ts'

const say = (line: string): void => void process.stdout.write(`${line}\n`)
type Step = () => Promise<void>
const webDir = fileURLToPath(new URL('../web/dist', import.meta.url))

/** Sentences instead of stacks for what the operator can mend; exit code 1 either way. */
const giveUp = (error: unknown): never => {
  const known = error instanceof ConfigTrouble || error instanceof PostgresTrouble
  process.stderr.write(`${known ? error.message : error instanceof Error ? error.stack : String(error)}\n`)
  process.exit(1)
}

const greet = async ({ kit, demo, setUpLink }: Product, config: Config, url: string) => {
  say(`邻帮 Linbang  ${url}`)
  if (setUpLink)
    say(
      `\n开通这台机器（24 小时内有效，只能用一次）\nSet up this installation (once, within 24 hours):\n  ${setUpLink}`,
    )
  if (!demo) return
  say(`\n演示社区：只在这台机器上（${config.host}），人和事都是编的。A demo: nobody in it exists.`)
  const [tenant] = await kit.tenants.all()
  const accounts =
    (
      (tenant?.brand ?? {}) as {
        demoAccounts?: { zh: string; en: string; phone?: string; username?: string; password?: string }[]
      }
    ).demoAccounts ?? []
  for (const one of accounts)
    say(`  ${(one.phone ?? `${one.username} / ${one.password}`).padEnd(28)} ${one.zh} · ${one.en}`)
  say('  验证码和动态码会显示在登录页上。Codes are shown on the sign-in page.\n')
}

const start = async (config: Config, log: Logger): Promise<Step[]> => {
  const product = await openProduct(config, log)
  const steps: Step[] = [product.stop]
  const hearing = await startHearing(product.kit, product.appUrl)
  steps.push(hearing.stop)
  if (config.processes.includes('worker')) {
    const worker = await startWorker(product.kit, background)
    steps.push(() => worker.stop())
  }
  if (config.processes.includes('api')) {
    const app = await buildApp({ kit: product.kit, routes, actorOf, hearing, webDir })
    steps.push(() => app.close())
    const address = await app.listen({ port: config.port, host: config.host })
    await greet(product, config, config.publicUrl ?? address)
  }
  return steps
}

const stopOn = (steps: Step[], log: Logger) => {
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
}

try {
  const config = readConfig()
  const log = openLog(config.logLevel)
  stopOn(await start(config, log), log)
} catch (error) {
  giveUp(error)
}
