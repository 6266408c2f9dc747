// `npm run keys -- rotate`: adds a data key. It seals from the next start on; what was sealed before is brought over by night.
import { existsSync } from 'node:fs'
import { readConfig } from '../kit/config.ts'
import { parseKeys, rotateKeys } from '../kit/vault-keys.ts'
import { runCommand } from './command.ts'

await runCommand(async () => {
  if (process.argv[2] !== 'rotate') {
    console.error('npm run keys -- rotate')
    return 2
  }
  const { dataDir, keys } = readConfig()
  if (keys !== undefined) {
    const known = parseKeys(keys).sealing.map(({ id }) => id)
    console.error(
      `The keys come from LINBANG_KEYS (${known.join(', ')}): add a key to the end of its list "sealing" and start again.`,
    )
    return 2
  }
  if (!existsSync(dataDir)) {
    console.error(`There is no installation in ${dataDir}: set DATA_DIR.`)
    return 2
  }
  const { sealing } = await rotateKeys(dataDir)
  console.log(
    `Key ${sealing.at(-1)?.id} is added in ${dataDir}/keys/vault.json; the ${sealing.length - 1} before it are kept to read.`,
  )
  console.log('Now start the product again (all its processes), and make a backup: it takes the new key along.')
  return 0
})
