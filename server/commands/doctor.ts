// `npm run doctor`: what is wrong with this installation and what to do about it. Exit code 1 when something fails.
import { existsSync } from 'node:fs'
import { readConfig } from '../kit/config.ts'
import { openKit } from '../kit/kit.ts'
import { openLog } from '../kit/log.ts'
import { findings } from '../kit/readiness.ts'
import { proveBalances } from '../modules/ledger/service.ts'
import { systemContext } from '../kit/context.ts'
import { openDatabases } from '../open-databases.ts'
import { runCommand } from './command.ts'

const marks = { ok: ' ok ', warn: 'warn', fail: 'FAIL' } as const

await runCommand(async () => {
  const config = readConfig()
  if (!config.database && !existsSync(config.dataDir)) {
    console.log(`There is no installation in ${config.dataDir}: set DATA_DIR, or run npm start.`)
    return 1
  }
  const log = openLog('error')
  const urls = await openDatabases(config, log)
  const kit = await openKit({ config, log, appUrl: urls.appUrl, poolSize: 4 })
  try {
    const found = await findings(kit)
    for (const { name, state, words } of found) console.log(`[${marks[state]}] ${name}: ${words}`)
    let failed = found.some(({ state }) => state === 'fail')
    for (const { id, slug } of await kit.tenants.all()) {
      const { balanced } = await proveBalances(systemContext(kit, id, 'doctor'))
      console.log(
        `[${balanced ? marks.ok : marks.fail}] ledger of ${slug}: ${balanced ? 'every balance is what its transfers add up to' : 'a balance differs from its transfers: look at the log of the nightly proof'}`,
      )
      failed ||= !balanced
    }
    return failed ? 1 : 0
  } finally {
    await kit.close()
    await urls.stop()
  }
})
