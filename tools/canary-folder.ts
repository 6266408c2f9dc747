// A copy in which a violation is planted: our settings, our packages, and nothing else but the files given.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll } from 'vitest'
import { root, type Outcome } from './command.ts'
import { gates } from './gates.ts'

type Files = Readonly<Record<string, string>>

const folders: string[] = []
const settings = ['.oxlintrc.json', '.oxfmtrc.json', '.dependency-cruiser.mjs', 'tsconfig.json', 'knip.json']

export const write = (folder: string, files: Files): void => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, dirname(path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}

export const plant = (files: Files): string => {
  const folder = mkdtempSync(join(tmpdir(), 'linbang-canary-'))
  folders.push(folder)
  for (const name of settings) cpSync(join(root, name), join(folder, name))
  const modules = join(folder, 'node_modules')
  mkdirSync(join(modules, '@linbang'), { recursive: true })
  for (const name of readdirSync(join(root, 'node_modules'))) {
    if (name !== '@linbang') symlinkSync(join(root, 'node_modules', name), join(modules, name))
  }
  for (const name of ['contract', 'engine']) {
    symlinkSync(join(folder, name), join(modules, '@linbang', name))
    cpSync(join(root, name, 'package.json'), join(folder, name, 'package.json'))
  }
  write(folder, { 'package.json': '{ "type": "module" }', ...files })
  return folder
}

export const look = (name: string, folder: string): Promise<Outcome> => {
  const gate = gates.find((one) => one.name === name)
  if (!gate) throw new Error(`no gate ${name}`)
  return gate.check(folder)
}

afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })))
