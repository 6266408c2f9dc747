// Opening an installation: its database, migrated; its kit; and, on an empty database, the demo or the set-up link.
import type { Config } from './kit/config.ts'
import { migrate } from './kit/migrate.ts'
import type { Kit } from './kit/kit.ts'
import { openKit } from './kit/kit.ts'
import type { Logger } from './kit/log.ts'
import { startPostgres } from './kit/postgres.ts'
import { ensureSetUpLink } from './modules/accounts/service.ts'
import { seedDemo } from './seed/demo.ts'

type Urls = { readonly appUrl: string; readonly adminUrl: string; readonly stop: () => Promise<void> }
export type Product = {
  readonly kit: Kit
  readonly appUrl: string
  readonly setUpLink: string | undefined
  readonly demo: boolean
  readonly stop: () => Promise<void>
}

/** One's own PostgreSQL, or the embedded one in the data folder. */
export const openDatabases = async ({ database, dataDir }: Config, log: Logger): Promise<Urls> => {
  if (database) return { appUrl: database.url, adminUrl: database.adminUrl, stop: async () => {} }
  const postgres = await startPostgres({
    dataDir: `${dataDir}/postgres`,
    onTrouble: (trouble) => log.error({ err: trouble }, 'the database is in trouble'),
  })
  return { appUrl: postgres.appUrl, adminUrl: postgres.adminUrl, stop: postgres.stop }
}

/** A demo stays a demo for ever: an empty database becomes one only when asked, and a real one never. */
const found = async (kit: Kit, { demo }: Config): Promise<{ demo: boolean; setUpLink: string | undefined }> => {
  const tenants = await kit.tenants.all()
  if (tenants.length === 0 && demo !== 'off') await seedDemo(kit, demo)
  const all = await kit.tenants.all()
  if (all.some((tenant) => tenant.demo)) return { demo: true, setUpLink: undefined }
  return { demo: false, setUpLink: await ensureSetUpLink(kit) }
}

export const openProduct = async (config: Config, log: Logger): Promise<Product> => {
  const urls = await openDatabases(config, log)
  try {
    await migrate(urls.adminUrl)
    const kit = await openKit({ config, log, appUrl: urls.appUrl })
    const state = await found(kit, config)
    return {
      kit,
      appUrl: urls.appUrl,
      ...state,
      stop: async () => {
        await kit.close()
        await urls.stop()
      },
    }
  } catch (error) {
    await urls.stop()
    throw error
  }
}
