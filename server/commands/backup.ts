// `npm run backup -- FILE`: the whole installation in one sealed file, while it runs.
import { resolve } from 'node:path'
import { backUp, backupKey } from '../backup/installation.ts'
import { readConfig } from '../kit/config.ts'
import { openLog } from '../kit/log.ts'
import { runCommand } from './command.ts'

await runCommand(async () => {
  const file = process.argv[2]
  if (!file) {
    console.error('npm run backup -- FILE')
    return 2
  }
  const config = readConfig()
  const { file: keyFile, made } = await backupKey(config.dataDir)
  const { counts } = await backUp(config, openLog('warn'), resolve(file))
  const rows = Object.values(counts).reduce((sum, count) => sum + count, 0)
  console.log(`${resolve(file)}: ${rows} rows of ${Object.keys(counts).length} tables, the files and the data keys.`)
  console.log(
    made
      ? `\n!! Its key was made just now: ${keyFile}\n!! Copy it to another place today. Without it no backup opens.`
      : `Its key: ${keyFile}`,
  )
  return 0
})
