// `npm run engine -- explain ID`: computes a dispatch decision of this installation again from what was written down.
// One JSON on stdout. Exit code 0 the same to the last bit, 1 not the same or not found.
import { existsSync } from 'node:fs'
import { readConfig } from '../kit/config.ts'
import { systemContext } from '../kit/context.ts'
import { Refusal } from '../kit/errors.ts'
import { openKit } from '../kit/kit.ts'
import { openLog } from '../kit/log.ts'
import { explainDecision } from '../modules/dispatch/service.ts'
import { openDatabases } from '../open-databases.ts'
import { runCommand } from './command.ts'

const explain = async (id: string): Promise<number> => {
  const config = readConfig()
  if (!config.database && !existsSync(config.dataDir)) {
    console.error(`There is no installation in ${config.dataDir}: set DATA_DIR.`)
    return 1
  }
  const log = openLog('warn')
  const urls = await openDatabases(config, log)
  const kit = await openKit({ config, log, appUrl: urls.appUrl, poolSize: 2 })
  try {
    for (const tenant of await kit.tenants.all()) {
      const explained = await explainDecision(systemContext(kit, tenant.id, 'explain'), id).catch((error: unknown) => {
        if (error instanceof Refusal) return undefined
        throw error
      })
      if (!explained) continue
      const { same, decidedBy, recomputedBy } = explained
      process.stdout.write(`${JSON.stringify(explained)}\n`)
      if (decidedBy !== recomputedBy)
        console.error(`Decided by engine ${decidedBy}; this is engine ${recomputedBy}: the answers may differ.`)
      console.error(same ? 'The same to the last bit.' : 'Not the same: see "steps".')
      return same ? 0 : 1
    }
    console.error(`There is no decision ${id} here.`)
    return 1
  } finally {
    await kit.close()
    await urls.stop()
  }
}

await runCommand(() => explain(process.argv[2] ?? ''))
