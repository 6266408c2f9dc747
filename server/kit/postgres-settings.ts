// Settings of the embedded PostgreSQL, sized to the machine; a large site brings its own server by DATABASE_URL.
import { totalmem } from 'node:os'

export type Tuning = 'durable' | 'test'

const megabyte = 1024 * 1024

/** What this process may use: a container's limit counts, not its host's memory. */
const memory = (): number => {
  const limit = process.constrainedMemory()
  return (limit > 0 ? Math.min(limit, totalmem()) : totalmem()) / megabyte
}

const between = (low: number, value: number, high: number): number => Math.round(Math.min(high, Math.max(low, value)))

const durable = (): Record<string, string> => ({
  shared_buffers: `${between(64, memory() / 32, 512)}MB`,
  effective_cache_size: `${between(256, memory() / 4, 8192)}MB`,
  max_wal_size: '1GB',
})

/** A power cut may eat a test database; nothing else may. */
const forTests = (): Record<string, string> => ({
  shared_buffers: '128MB',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
  max_wal_size: '4GB',
  checkpoint_timeout: '1h',
})

const always: Record<string, string> = {
  listen_addresses: '', // the socket only: nobody reaches the database over the network
  port: '5432', // names the socket file
  max_connections: '80',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  jit: 'off', // short statements: compiling costs more than it saves
  random_page_cost: '1.1',
  wal_compression: 'on',
  timezone: 'UTC',
  idle_in_transaction_session_timeout: '60s',
  // the log names no people: neither statements nor the values of a violated key
  log_timezone: 'UTC',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  logging_collector: 'off',
  log_checkpoints: 'off',
}

/** Command line for `postgres`. */
export const settingsFor = (tuning: Tuning, data: string, socketFolder: string): string[] => {
  const settings = {
    ...always,
    ...(tuning === 'test' ? forTests() : durable()),
    unix_socket_directories: socketFolder,
    unix_socket_permissions: '0700',
  }
  return ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])]
}

/** Command line for `initdb`. Collation is byte order with Unicode rules, the same on every system; sorting by pinyin is
 * asked for where it is wanted. Whoever can open the socket is trusted: its folder is 0700, so that is the account itself. */
export const initFlags = (tuning: Tuning, data: string, owner: string): string[] => [
  '-D',
  data,
  '-U',
  owner,
  '--encoding=UTF8',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--auth-local=trust',
  '--auth-host=reject',
  ...(tuning === 'test' ? ['--no-sync'] : []),
]
