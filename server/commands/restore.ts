// `npm run restore -- FILE [KEYFILE]`: into the empty DATA_DIR, verified. KEYFILE is the backup.key of the installation that was saved.
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { readKey, restore } from '../backup/installation.ts'
import { readConfig } from '../kit/config.ts'
import { openLog } from '../kit/log.ts'
import { runCommand } from './command.ts'

await runCommand(async () => {
  const [file, keyFile] = process.argv.slice(2)
  if (!file || !keyFile) {
    console.error('DATA_DIR=an-empty-folder npm run restore -- FILE KEYFILE')
    return 2
  }
  const config = readConfig()
  const key = readKey(await readFile(resolve(keyFile), 'utf8'))
  const { madeAt, counts } = await restore(config, openLog('warn'), resolve(file), key)
  console.log(
    `Restored what was saved at ${madeAt} into ${config.dataDir}; ${Object.keys(counts).length} tables counted, the audit log holds.`,
  )
  return 0
})
