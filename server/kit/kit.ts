// What one process owns and every use case may use: opened once at start, closed once at the end.
import { join } from 'node:path'
import type { PgBoss } from 'pg-boss'
import { openBoss } from './boss.ts'
import { type Bus, openBus } from './bus.ts'
import type { Config } from './config.ts'
import { type Database, openDatabase } from './db.ts'
import { type FileStore, openFileStore } from './files.ts'
import type { Logger } from './log.ts'
import { type NumberBlocks, openNumberBlocks } from './number-blocks.ts'
import { openPress, type Press } from './press.ts'
import { openTenants, type Tenants } from './tenants.ts'
import { openTracing } from './trace-export.ts'
import type { Tracer } from './trace.ts'
import { parseKeys, readKeys } from './vault-keys.ts'
import { openVault, type Vault } from './vault.ts'

export type Kit = {
  readonly config: Config
  readonly log: Logger
  readonly clock: () => Date
  readonly database: Database
  /** A small pool of its own, so that what must not wait for a caller's transaction does not. */
  readonly aside: Database
  readonly bus: Bus
  /** Sends jobs; a worker opens its own to take them. */
  readonly boss: PgBoss
  readonly tenants: Tenants
  readonly vault: Vault
  readonly numbers: NumberBlocks
  readonly store: FileStore
  readonly press: Press
  /** Only when spans are wanted. */
  readonly tracer: Tracer | undefined
  readonly close: () => Promise<void>
}

export type KitOptions = {
  readonly config: Config
  readonly log: Logger
  /** The running product's role. */
  readonly appUrl: string
  readonly clock?: () => Date
  readonly poolSize?: number
}

export const openKit = async ({ config, log, appUrl, clock, poolSize = 20 }: KitOptions): Promise<Kit> => {
  const vault = openVault(config.keys === undefined ? await readKeys(config.dataDir) : parseKeys(config.keys))
  const tracing = config.traces && openTracing(config.traces, log)
  const database = openDatabase(appUrl, log, { max: poolSize, tracer: tracing?.tracer })
  const aside = openDatabase(appUrl, log, { max: 2, applicationName: 'linbang-aside' })
  const boss = await openBoss(aside, log)
  const press = openPress(join(config.dataDir, 'fonts'))
  return {
    config,
    log,
    clock: clock ?? (() => new Date()),
    database,
    aside,
    bus: openBus(),
    boss,
    tenants: openTenants(aside.db),
    vault,
    numbers: openNumberBlocks(aside.db),
    store: openFileStore(config.dataDir),
    press,
    tracer: tracing?.tracer,
    close: async () => {
      await Promise.all([boss.stop({ graceful: false }), press.close()])
      await Promise.all([database.close(), aside.close(), tracing?.stop()])
    },
  }
}
