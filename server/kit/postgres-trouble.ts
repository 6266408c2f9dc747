// Why the database did not start, in one sentence with what to do about it.
import { readFileSync } from 'node:fs'

export type TroubleCode =
  | 'no_binaries'
  | 'no_account'
  | 'not_yours'
  | 'wrong_version'
  | 'in_use'
  | 'disk_full'
  | 'no_permission'
  | 'no_memory'
  | 'libraries_missing'
  | 'damaged'
  | 'did_not_start'
  | 'did_not_stop'

/** The message is meant for the person at the terminal: what is wrong, then what to do. */
export class PostgresTrouble extends Error {
  override name = 'PostgresTrouble'
  readonly code: TroubleCode
  constructor(code: TroubleCode, sentence: string, options?: ErrorOptions) {
    super(sentence, options)
    this.code = code
  }
}

type Reading = readonly [pattern: RegExp, code: TroubleCode, advice: string]

const readings: readonly Reading[] = [
  [/No space left on device|could not extend file/i, 'disk_full', 'The disk is full: free some space and start again.'],
  [
    /lock file ".*" already exists|Is another postmaster/i,
    'in_use',
    'Another PostgreSQL holds this data folder: stop it, or give this installation its own DATA_DIR.',
  ],
  [
    /shared object file|Library not loaded|not found \(required by/i,
    'libraries_missing',
    'A library of the embedded PostgreSQL cannot be loaded (it needs glibc, so not Alpine): delete node_modules and start again, or set DATABASE_URL to a PostgreSQL of your own.',
  ],
  [
    /shared memory|Cannot allocate memory|out of memory/i,
    'no_memory',
    'There is not enough memory for PostgreSQL (about 200 MB are needed): free some, or give the container more.',
  ],
  [
    /Permission denied|wrong ownership|Operation not permitted|read-only file system/i,
    'no_permission',
    'PostgreSQL may not read or write its data folder: give the folder to the user who runs this, or choose another DATA_DIR.',
  ],
  [
    /invalid checkpoint|could not locate a valid checkpoint|invalid data in file|checksum|corrupt|is not a database cluster|could not access the server configuration|could not open file "(global|base|pg_)/i,
    'damaged',
    'The data folder is damaged: keep a copy of it, then restore the last backup with npm run restore.',
  ],
]

/** Turns what PostgreSQL wrote before it gave up into a sentence; its own last lines stay in the message. */
export const troubleFrom = (output: string, where: string): PostgresTrouble => {
  const last = output.trim().split('\n').slice(-6).join('\n')
  const found = readings.find(([pattern]) => pattern.test(last))
  const code = found?.[1] ?? 'did_not_start'
  const advice = found?.[2] ?? 'PostgreSQL gave up while starting; its own words are below.'
  return new PostgresTrouble(code, `${advice}\n  data folder: ${where}\n${last.replaceAll(/^/gm, '  | ')}`)
}

/** Whatever went wrong as such a sentence; the cause stays with it. */
export const asTrouble = (error: unknown, where: string): PostgresTrouble => {
  if (error instanceof PostgresTrouble) return error
  const read = troubleFrom(error instanceof Error ? error.message : String(error), where)
  return new PostgresTrouble(read.code, read.message, { cause: error })
}

/** What was appended to the log since it was `from` bytes long. */
export const logSince = (file: string, from: number): string => {
  try {
    return readFileSync(file).subarray(from).toString('utf8')
  } catch {
    return ''
  }
}
