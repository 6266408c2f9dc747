// The database of an installation: one's own PostgreSQL, or the embedded one in the data folder.
import type { Config } from './kit/config.ts'
import type { Logger } from './kit/log.ts'
import { startPostgres } from './kit/postgres.ts'

export type Urls = { readonly appUrl: string; readonly adminUrl: string; readonly stop: () => Promise<void> }
/** One's own PostgreSQL, or the embedded one in the data folder. */
export const openDatabases = async ({ database, dataDir }: Config, log: Logger): Promise<Urls> => {
  if (database) return { appUrl: database.url, adminUrl: database.adminUrl, stop: async () => {} }
  const postgres = await startPostgres({
    dataDir: `${dataDir}/postgres`,
    onTrouble: (trouble) => log.error({ err: trouble }, 'the database is in trouble'),
  })
  return { appUrl: postgres.appUrl, adminUrl: postgres.adminUrl, stop: postgres.stop }
}
