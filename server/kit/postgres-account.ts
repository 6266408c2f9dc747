// As whom the embedded PostgreSQL runs: it refuses root, so root becomes an unprivileged user in a namespace of its own,
// or hands it to `nobody`.
import { spawn, spawnSync, type ChildProcess, type StdioOptions } from 'node:child_process'
import { chownSync, existsSync, lchownSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { PostgresTrouble } from './postgres-trouble.ts'

export type Account =
  | { readonly kind: 'self' }
  | { readonly kind: 'namespace'; readonly unshare: string }
  | { readonly kind: 'other'; readonly uid: number; readonly gid: number }

const mapping = ['--user', '--map-user=1000', '--map-group=1000']

/** The tool may be missing, or the kernel or container may forbid it: only trying tells. */
const findNamespace = (): Account | undefined => {
  const unshare = ['/usr/bin/unshare', '/bin/unshare'].find((path) => existsSync(path))
  if (!unshare || spawnSync(unshare, [...mapping, '/bin/true']).status !== 0) return undefined
  return { kind: 'namespace', unshare }
}

/** PostgreSQL looks its user up by name, so it has to be one with an entry. */
const findNobody = (): Account | undefined => {
  const line = existsSync('/etc/passwd') && /^nobody:[^:]*:(\d+):(\d+):/m.exec(readFileSync('/etc/passwd', 'utf8'))
  return line ? { kind: 'other', uid: Number(line[1]), gid: Number(line[2]) } : undefined
}

/** A whole folder; what it links to stays where it is. */
export const giveTree = (account: Account, path: string): void => {
  if (account.kind !== 'other') return
  const { uid, gid } = account
  lchownSync(path, uid, gid)
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const inside = join(path, entry.name)
    if (entry.isDirectory()) giveTree(account, inside)
    else lchownSync(inside, uid, gid)
  }
}

const chooseAsRoot = (data: string): Account => {
  const owner = existsSync(data) ? statSync(data) : undefined
  if (owner && owner.uid !== 0) return { kind: 'other', uid: owner.uid, gid: owner.gid }
  const account = findNamespace() ?? findNobody()
  if (!account) {
    throw new PostgresTrouble(
      'no_account',
      'PostgreSQL does not run as root and no other account can be used: run this as an ordinary user, or install util-linux (for unshare).',
    )
  }
  if (owner) giveTree(account, data)
  return account
}

/** An existing data folder stays with the account that owns it. */
export const chooseAccount = (data: string): Account => {
  const uid = process.getuid?.()
  if (uid === 0) return chooseAsRoot(data)
  if (uid !== undefined && existsSync(data) && statSync(data).uid !== uid) {
    throw new PostgresTrouble(
      'not_yours',
      `The data folder ${data} belongs to another user: run this as that user, or choose another DATA_DIR.`,
    )
  }
  return { kind: 'self' }
}

/** Can this account walk to the folder? Root's own doors are closed to others more often than not. */
export const canReach = (account: Account, folder: string): boolean => {
  if (account.kind !== 'other') return true
  for (let at = folder; ; at = dirname(at)) {
    const { mode, uid } = statSync(at)
    if (!(mode & 0o001) && !(uid === account.uid && mode & 0o100)) return false
    if (at === dirname(at)) return true
  }
}

export const giveTo = (account: Account, path: string): void => {
  if (account.kind === 'other') chownSync(path, account.uid, account.gid)
}

type Run = {
  readonly binary: string
  readonly args: readonly string[]
  readonly home: string
  readonly stdio: StdioOptions
}

/** Starts a program as that account, in a process group of its own: Ctrl-C at the terminal is for us, not for it.
 * HOME is the data folder: libpq inside the server would look for certificates in root's. */
export const runAs = (account: Account, { binary, args, home, stdio }: Run): ChildProcess => {
  const options = { stdio, cwd: '/', detached: true, env: { HOME: home, LC_ALL: 'C', TZ: 'UTC' } }
  if (account.kind === 'namespace') return spawn(account.unshare, [...mapping, binary, ...args], options)
  if (account.kind === 'other') return spawn(binary, [...args], { ...options, uid: account.uid, gid: account.gid })
  return spawn(binary, [...args], options)
}
