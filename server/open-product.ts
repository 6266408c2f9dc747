// Opening an installation: its database, migrated; its kit; and, on an empty database, the demo or the set-up link.
import pg from 'pg'
import type { Config } from './kit/config.ts'
import { migrate } from './kit/migrate.ts'
import { saveBeforeUpgrade } from './backup/installation.ts'
import type { Kit } from './kit/kit.ts'
import { openKit } from './kit/kit.ts'
import type { Logger } from './kit/log.ts'
import { ensureSetUpLink } from './modules/accounts/service.ts'
import { openDatabases } from './open-databases.ts'
import { isHalfMade, seedDemo } from './seed/demo.ts'

export type Product = {
  readonly kit: Kit
  readonly appUrl: string
  readonly setUpLink: string | undefined
  readonly demo: boolean
  readonly stop: () => Promise<void>
}

/** The planner knows nothing of rows that came a moment ago: until it looks, questions cost ten times as much. */
const analyse = async (adminUrl: string) => {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  await client.query('analyze')
  await client.end()
}

/** A demo stays a demo for ever: an empty database becomes one only when asked, and a real one never. */
const found = async (
  kit: Kit,
  { demo }: Config,
  adminUrl: string,
): Promise<{ demo: boolean; setUpLink: string | undefined }> => {
  const tenants = await kit.tenants.all()
  const isSought = tenants.length === 0 ? demo !== 'off' : tenants.some(isHalfMade)
  if (isSought) {
    await seedDemo(kit, demo === 'off' ? 'small' : demo)
    await analyse(adminUrl)
  }
  const all = await kit.tenants.all()
  if (all.some((tenant) => tenant.demo)) return { demo: true, setUpLink: undefined }
  return { demo: false, setUpLink: await ensureSetUpLink(kit) }
}

export const openProduct = async (config: Config, log: Logger): Promise<Product> => {
  const urls = await openDatabases(config, log)
  try {
    await saveBeforeUpgrade(config, urls.adminUrl, log)
    await migrate(urls.adminUrl)
    const kit = await openKit({ config, log, appUrl: urls.appUrl })
    const state = await found(kit, config, urls.adminUrl)
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
