// Backing up and restoring a whole installation: tables, files, data keys, and what they were when they were saved.
import { randomBytes } from 'node:crypto'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import pg from 'pg'
import type { Config } from '../kit/config.ts'
import { verifyAudit } from '../kit/audit.ts'
import { openDatabase } from '../kit/db.ts'
import type { Logger } from '../kit/log.ts'
import { migrate, migrationFiles } from '../kit/migrate.ts'
import { openTenants } from '../kit/tenants.ts'
import { markKeysCopied } from '../kit/vault-keys.ts'
import { openDatabases } from '../open-databases.ts'
import { BackupTrouble, openSealed, sealFolder } from './sealed-file.ts'
import { loadTables, saveTables } from './tables.ts'
import type { TableCounts } from './tables.ts'

type Manifest = { readonly madeAt: string; readonly migrations: readonly string[]; readonly counts: TableCounts }
const carried = ['files', 'keys'] as const

/** The key of this installation's backups: made at the first one. Whoever loses it loses the backups. */
export const backupKey = async (dataDir: string): Promise<{ key: Buffer; file: string; made: boolean }> => {
  const file = join(dataDir, 'backup.key')
  const made = !existsSync(file)
  if (made) await writeFile(file, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' })
  return { key: readKey(await readFile(file, 'utf8')), file, made }
}

export const readKey = (text: string): Buffer => {
  const key = Buffer.from(text.trim(), 'base64')
  if (key.length !== 32) throw new BackupTrouble('a backup key is 44 characters of base64')
  return key
}

/** Tables and keys lie open here for a moment: beside the data, where nobody else may look, not in a folder for everybody. */
const inScratch = async <R>(beside: string, work: (folder: string) => Promise<R>): Promise<R> => {
  await mkdir(dirname(beside), { recursive: true, mode: 0o700 })
  const folder = await mkdtemp(`${beside}.open-`)
  try {
    return await work(folder)
  } finally {
    // A file that did not open may still be unpacking its last entries.
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
  }
}

const asOwner = async <R>(adminUrl: string, work: (client: pg.Client) => Promise<R>): Promise<R> => {
  const client = new pg.Client({ connectionString: adminUrl, options: '-c TimeZone=UTC' })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

const saveTo = async ({ dataDir }: Config, adminUrl: string, file: string): Promise<Manifest> => {
  const { key } = await backupKey(dataDir)
  return inScratch(join(dataDir, 'backup'), async (folder) => {
    await mkdir(join(folder, 'tables'))
    const manifest = await asOwner(adminUrl, async (client): Promise<Manifest> => {
      const migrations = await journal(client)
      return { madeAt: new Date().toISOString(), migrations, counts: await saveTables(client, join(folder, 'tables')) }
    })
    for (const part of carried) {
      if (existsSync(join(dataDir, part))) await cp(join(dataDir, part), join(folder, part), { recursive: true })
    }
    await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest))
    await sealFolder(folder, file, key)
    return manifest
  })
}

/** Names of the migrations a database has had; none when it is empty. */
const journal = async (client: pg.Client): Promise<string[]> => {
  const { rows: there } = await client.query<{ name: string | null }>(`select to_regclass('public.migration') as name`)
  if (there[0]?.name === null) return []
  const { rows } = await client.query<{ name: string }>('select name from migration order by name')
  return rows.map((row) => row.name)
}

/** Works while the product runs: the database is read in one snapshot. */
export const backUp = async (config: Config, log: Logger, file: string): Promise<Manifest> => {
  const urls = await openDatabases(config, log)
  try {
    const manifest = await saveTo(config, urls.adminUrl, file)
    if (config.keys === undefined) await markKeysCopied(config.dataDir, new Date())
    return manifest
  } finally {
    await urls.stop()
  }
}

/** As many upgrades back as one may go; the backups made by hand lie elsewhere and are never touched. */
const keptUpgrades = 5
const upgradePrefix = 'before-upgrade-'

const forgetOldUpgrades = async (folder: string): Promise<void> => {
  const saved = (await readdir(folder)).filter((name) => name.startsWith(upgradePrefix)).toSorted()
  for (const name of saved.slice(0, -keptUpgrades)) await rm(join(folder, name))
}

/** A database that this version will change is saved first, into DATA_DIR/backups; an empty or current one needs nothing. */
export const saveBeforeUpgrade = async (config: Config, adminUrl: string, log: Logger): Promise<void> => {
  const had = await asOwner(adminUrl, journal)
  const files = await migrationFiles()
  if (had.length === 0 || files.every(({ name }) => had.includes(name))) return
  const folder = join(config.dataDir, 'backups')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, `${upgradePrefix}${new Date().toISOString().replaceAll(/[:.]/g, '-')}.lb`)
  await saveTo(config, adminUrl, file)
  await forgetOldUpgrades(folder)
  log.info({ file }, 'saved before the upgrade')
}

const ensureEmpty = async ({ dataDir, database }: Config) => {
  if (database)
    throw new BackupTrouble('restore fills the embedded database: leave DATABASE_URL unset and name an empty DATA_DIR')
  const there = existsSync(dataDir) ? await readdir(dataDir) : []
  if (there.length > 0) throw new BackupTrouble(`${dataDir} is not empty: name another DATA_DIR, nothing was changed`)
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
}

/** Into an empty data folder: schema as it was, rows, then the migrations made since; then counted and verified. */
export const restore = async (config: Config, log: Logger, file: string, key: Buffer): Promise<Manifest> =>
  inScratch(config.dataDir, async (folder) => {
    await openSealed(file, folder, key)
    const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as Manifest
    const files = await migrationFiles()
    const newer = manifest.migrations.find((name) => !files.some((known) => known.name === name))
    if (newer) throw new BackupTrouble(`the backup is newer than this program (${newer}): update first`)
    await ensureEmpty(config)
    for (const part of carried)
      if (existsSync(join(folder, part))) await cp(join(folder, part), join(config.dataDir, part), { recursive: true })
    const urls = await openDatabases(config, log)
    try {
      await migrate(
        urls.adminUrl,
        files.filter((known) => manifest.migrations.includes(known.name)),
      )
      const counts = await asOwner(urls.adminUrl, (client) =>
        loadTables(client, join(folder, 'tables'), Object.keys(manifest.counts)),
      )
      const off = Object.keys(manifest.counts).find((name) => counts[name] !== manifest.counts[name])
      if (off) throw new BackupTrouble(`${off} has ${counts[off]} rows instead of ${manifest.counts[off]}`)
      await migrate(urls.adminUrl)
      await ensureAuditHolds(urls.appUrl, log)
      return manifest
    } finally {
      await urls.stop()
    }
  })

const ensureAuditHolds = async (appUrl: string, log: Logger) => {
  const { db, close } = openDatabase(appUrl, log, { max: 2, statementTimeoutMs: 600_000 })
  try {
    for (const { id, slug } of await openTenants(db).all()) {
      const { brokenAt } = await verifyAudit(db, id)
      if (brokenAt !== null) throw new BackupTrouble(`the audit log of ${slug} does not hold at seal ${brokenAt}`)
    }
  } finally {
    await close()
  }
}
