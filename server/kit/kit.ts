// What one process owns and every use case may use: opened once at start, closed once at the end.
import { type Bus, openBus } from './bus.ts'
import { type Database, openDatabase } from './db.ts'
import type { Logger } from './log.ts'
import { openTenants, type Tenants } from './tenants.ts'

export type KitSettings = {
  readonly appUrl: string
  readonly dataDir: string
  /** `https://linbang.example`, without a slash at the end. */
  readonly publicUrl: string
  readonly demo: boolean
}

export type Kit = {
  readonly settings: KitSettings
  readonly log: Logger
  readonly clock: () => Date
  readonly database: Database
  /** A small pool of its own, so that what must not wait for a caller's transaction does not. */
  readonly aside: Database
  readonly bus: Bus
  readonly tenants: Tenants
  readonly close: () => Promise<void>
}

export type KitOptions = { readonly settings: KitSettings; readonly log: Logger; readonly clock?: () => Date; readonly poolSize?: number }

export const openKit = async ({ settings, log, clock = () => new Date(), poolSize = 20 }: KitOptions): Promise<Kit> => {
  const database = openDatabase(settings.appUrl, log, { max: poolSize })
  const aside = openDatabase(settings.appUrl, log, { max: 2, applicationName: 'linbang-aside' })
  return {
    settings,
    log,
    clock,
    database,
    aside,
    bus: openBus(),
    tenants: openTenants(aside.db),
    close: async () => {
      await Promise.all([database.close(), aside.close()])
    },
  }
}
