// `npm run verify -- FILE [--keys KEYS] [--revoked LIST]`: is this certificate the one that was issued. Needs no network and no database.
// KEYS and LIST are what /api/v1/certificates/keys and /api/v1/certificates/revoked answered; on the machine that issued it the keys are here.
// Exit code 0: genuine. 1: changed, revoked, or not sealed. 3: whole, but the signer is not known here.
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import * as z from 'zod/mini'
import { readConfig } from '../kit/config.ts'
import { fingerprint, listedHash, readSealedFile } from '../kit/seal.ts'
import { runCommand } from './command.ts'

const Keys = z.object({ keys: z.array(z.object({ publicKey: z.string() })) })
const Ended = z.object({
  at: z.string(),
  items: z.array(z.object({ hash: z.string(), kind: z.string(), on: z.string() })),
})

const usage = 'npm run verify -- FILE [--keys KEYS.json] [--revoked REVOKED.json]'

const knownKeys = async (file: string | undefined): Promise<readonly string[]> => {
  const place = file === undefined ? join(readConfig().dataDir, 'keys', 'certificate-keys.json') : resolve(file)
  const text = await readFile(place, 'utf8').catch((error: unknown) => {
    if (file !== undefined) throw error
    return '{"keys":[]}'
  })
  return Keys.parse(JSON.parse(text)).keys.map(({ publicKey }) => publicKey)
}

const endedIn = async (file: string | undefined, number: string, code: string): Promise<string | null> => {
  if (file === undefined) return null
  const { items } = Ended.parse(JSON.parse(await readFile(resolve(file), 'utf8')))
  const one = items.find(({ hash }) => hash === listedHash(number, code))
  return one ? `${one.kind} on ${one.on}` : null
}

await runCommand(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { keys: { type: 'string' }, revoked: { type: 'string' } },
  })
  const [name] = positionals
  if (!name) {
    console.error(usage)
    return 2
  }
  const read = readSealedFile(await readFile(resolve(name)))
  if (read.state === 'unsealed') {
    console.log(
      'NOT SEALED: this file carries no seal of ours. A scan or a copy printed anew has none: check number and code online.',
    )
    return 1
  }
  const { number, code, publicKey } = read.seal
  if (read.state === 'changed') {
    console.log(`CHANGED: this file is not what was issued as ${number}.`)
    return 1
  }
  const ended = await endedIn(values.revoked, number, code)
  if (ended) {
    console.log(`NOT IN FORCE: certificate ${number} was ${ended}.`)
    return 1
  }
  if (!(await knownKeys(values.keys)).includes(publicKey)) {
    console.log(
      `WHOLE, SIGNER UNKNOWN: no byte of certificate ${number} was changed, but its key is not among those known here.`,
    )
    console.log(`  Fingerprint: ${fingerprint(publicKey)}`)
    console.log('  Fetch /api/v1/certificates/keys from the site that issued it and give it as --keys.')
    return 3
  }
  console.log(`GENUINE: certificate ${number}, check code ${code}, is exactly what was issued.`)
  if (values.revoked === undefined) console.log('  Whether it was revoked since is on its page, or give --revoked.')
  return 0
})
