// `npm run audit -- verify`: does the audit log still say what it said when it was sealed. Exit code 1 when it does not.
import { existsSync } from 'node:fs'
import { verifyAudit } from '../kit/audit.ts'
import { ConfigTrouble, readConfig } from '../kit/config.ts'
import { type Db, openDatabase } from '../kit/db.ts'
import { openLog } from '../kit/log.ts'
import { PostgresTrouble } from '../kit/postgres-trouble.ts'
import { openTenants, type Tenant } from '../kit/tenants.ts'
import { openDatabases } from '../open-databases.ts'

const describe = async (db: Db, { id, slug }: Tenant): Promise<boolean> => {
  const { seals, entries, unsealed, brokenAt, head } = await verifyAudit(db, id)
  if (brokenAt !== null) {
    console.log(`${slug}: BROKEN at seal ${brokenAt} of ${seals}. Entries up to it were changed, added or taken away.`)
    console.log('  Keep this database as it is, and compare with a backup.')
    return false
  }
  console.log(`${slug}: ${seals} seals over ${entries} entries hold; ${unsealed} not sealed yet.`)
  if (head) console.log(`  Last seal, to be written down elsewhere: ${head}`)
  return true
}

const verify = async (): Promise<boolean> => {
  const config = readConfig()
  if (!config.database && !existsSync(config.dataDir)) {
    console.log(`There is no installation in ${config.dataDir}: set DATA_DIR.`)
    return false
  }
  const log = openLog('warn')
  const urls = await openDatabases(config, log)
  const { db, close } = openDatabase(urls.appUrl, log, { max: 2, statementTimeoutMs: 600_000 })
  try {
    const tenants = await openTenants(db).all()
    if (tenants.length === 0) console.log('There is no tenant here yet, so there is nothing to verify.')
    let holds = true
    for (const tenant of tenants) holds = (await describe(db, tenant)) && holds
    return holds
  } finally {
    await close()
    await urls.stop()
  }
}

if (process.argv[2] === 'verify') {
  try {
    process.exitCode = (await verify()) ? 0 : 1
  } catch (error) {
    const known = error instanceof ConfigTrouble || error instanceof PostgresTrouble
    console.error(known ? error.message : error)
    process.exitCode = 2
  }
} else {
  console.error('npm run audit -- verify')
  process.exitCode = 2
}
