// Looks at running processes: is this process id still the process we mean?
import { spawnSync } from 'node:child_process'
import { readFileSync, readdirSync, readlinkSync } from 'node:fs'

const linux = process.platform === 'linux'

const read = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

/** State letter and start moment from /proc; the name in brackets may itself hold brackets and spaces. */
const stat = (pid: number): { state: string; start: string } | undefined => {
  const fields = read(`/proc/${pid}/stat`)
    ?.replace(/^.*\) /s, '')
    .split(' ')
  return fields && { state: fields[0] ?? 'X', start: fields[19] ?? '0' }
}

/** A dead process whose parent has not yet taken notice counts as dead. */
export const isAlive = (pid: number): boolean => {
  if (linux) {
    const state = stat(pid)?.state
    return state !== undefined && !'ZX'.includes(state)
  }
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** A reused process id has another start moment. */
const nameOf = (pid: number): string => `${pid}-${linux ? (stat(pid)?.start ?? 'gone') : '0'}`

let claims = 0
/** Part of a file name that says which process it belongs to. */
export const claim = (): string => `${nameOf(process.pid)}-${claims++}`

/** Whether the process that made this claim still lives; undefined for a file without a claim. */
export const claimantLives = (file: string): boolean | undefined => {
  const [, name, pid] = /-((\d+)-\w+)-\d+$/.exec(file) ?? []
  return name === undefined ? undefined : isAlive(Number(pid)) && nameOf(Number(pid)) === name
}

const argumentsOf = (pid: number): string[] => {
  if (linux) return read(`/proc/${pid}/cmdline`)?.split('\0') ?? []
  const ps = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
  return ps.stdout?.trim().split(' ') ?? []
}

/** Is it a postmaster on exactly this data folder? */
export const isPostmaster = (pid: number, data: string): boolean => {
  const [command = '', ...rest] = argumentsOf(pid)
  return isAlive(pid) && command.endsWith('postgres') && rest[rest.indexOf('-D') + 1] === data
}

/** Every PostgreSQL process works inside its data folder; backends may outlive a killed postmaster for a moment. */
export const someoneWorksIn = (folder: string): boolean => {
  if (!linux) return false
  return readdirSync('/proc').some((name) => {
    if (!/^\d+$/.test(name)) return false
    try {
      return readlinkSync(`/proc/${name}/cwd`) === folder && isAlive(Number(name))
    } catch {
      return false
    }
  })
}
