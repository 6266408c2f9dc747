// Runs a program and waits for it; Node 24 and the programs of node_modules come first on its PATH.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { delimiter, join } from 'node:path'

export const root = join(import.meta.dirname, '..')
export const programs = join(root, 'node_modules', '.bin')

export const environment = (extra: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv => ({
  ...process.env,
  PATH: [programs, process.env.PATH].join(delimiter),
  ...extra,
})

export type Outcome = { readonly code: number; readonly output: string }

/** Both streams in the order they came; a program killed by a signal counts as failed. */
export const run = async (program: string, args: readonly string[], cwd = root): Promise<Outcome> => {
  const child = spawn(program, args, { cwd, env: environment({ NO_COLOR: '1', FORCE_COLOR: '0' }) })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (output += part.toString()))
  const [code] = (await once(child, 'close')) as [number | null]
  return { code: code ?? 1, output }
}

/** The program talks to the terminal itself. */
export const show = async (
  program: string,
  args: readonly string[],
  extra?: Record<string, string>,
): Promise<number> => {
  const child = spawn(program, args, { cwd: root, env: environment(extra), stdio: 'inherit' })
  const [code] = (await once(child, 'close')) as [number | null]
  return code ?? 1
}
