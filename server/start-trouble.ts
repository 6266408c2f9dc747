// Why the product did not start, in a sentence with what to do about it.
import { BackupTrouble } from './backup/sealed-file.ts'
import { type Config, ConfigTrouble } from './kit/config.ts'
import { MigrationTrouble } from './kit/migrate.ts'
import { PostgresTrouble } from './kit/postgres-trouble.ts'

const own = [ConfigTrouble, PostgresTrouble, MigrationTrouble, BackupTrouble]

const sentences: Readonly<Record<string, (config: Config) => string>> = {
  EADDRINUSE: ({ port }) => `Port ${port} is taken: end what listens there, or choose another with PORT=${port + 1}.`,
  EACCES: ({ port, dataDir }) =>
    `The system does not allow it: port ${port} (below 1024 needs a permission, see docs/operations.md) or the folder ${dataDir}.`,
  EADDRNOTAVAIL: ({ host }) => `This machine has no address ${host}: set HOST to one it has, or to 0.0.0.0 for all.`,
  ENOTFOUND: ({ host }) =>
    `Nothing is known by the name ${host}, or by the host in DATABASE_URL: check HOST and DATABASE_URL.`,
  ENOSPC: ({ dataDir }) => `The disk of ${dataDir} is full: make room and start again.`,
  EROFS: ({ dataDir }) => `${dataDir} cannot be written: choose another DATA_DIR.`,
  ECONNREFUSED: () => 'The database of DATABASE_URL does not answer: is it running, and is the address right?',
  '28P01': () => 'The database refuses the password in DATABASE_URL or DATABASE_ADMIN_URL.',
  '28000': () => 'The database refuses the user in DATABASE_URL or DATABASE_ADMIN_URL.',
  '3D000': () => 'The database named in DATABASE_URL does not exist: create it as docs/operations.md says.',
  '42501': () => 'The user of DATABASE_ADMIN_URL may not change the schema: it has to own the database.',
}

const isPem = /PEM|ERR_OSSL|key values mismatch|no start line/

/** Undefined for a bug: that one is told with its whole story. */
export const sentenceFor = (error: unknown, config: Config | undefined): string | undefined => {
  if (!(error instanceof Error)) return undefined
  if (own.some((kind) => error instanceof kind)) return error.message
  const { code = '' } = error as NodeJS.ErrnoException
  if (config && isPem.test(`${code} ${error.message}`) && config.tls)
    return `TLS_CERT and TLS_KEY are not a certificate and its key in PEM form (${error.message}).`
  return config && sentences[code]?.(config)
}
