// Writes tables.ts from the migrations: `node server/kit/generate-tables.ts`, with `--check` only compares.
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { migrate } from './migrate.ts'
import { startPostgres } from './postgres.ts'

const target = fileURLToPath(new URL('tables.ts', import.meta.url))

const codegen = async (url: string, file: string) => {
  const home = dirname(createRequire(import.meta.url).resolve('kysely-codegen/package.json'))
  await promisify(execFile)(process.execPath, [
    join(home, 'dist/cli/bin.js'),
    '--url',
    url,
    '--dialect',
    'postgres',
    '--camel-case',
    '--date-parser',
    'string',
    '--numeric-parser',
    'number',
    '--default-schema',
    'public',
    '--include-pattern',
    'public.*',
    '--log-level',
    'error',
    '--out-file',
    file,
    '--type-mapping',
    JSON.stringify({ bytea: 'Buffer', xid8: 'string' }),
  ])
}

/** bigint arrives as a checked number, a tenant's id keeps its brand, JSON is not believed before it is parsed. */
const adjusted = (text: string): string =>
  text
    .replace(
      /^\/\*\*[\s\S]*?\*\//,
      "// Generated from server/migrations by generate-tables.ts; do not edit.\nimport type { TenantId } from './ids.ts'",
    )
    .replace(/^export type Int8 = .*$/m, 'export type Int8 = number;')
    .replaceAll('tenantId: string', 'tenantId: TenantId')
    .replace(/(export interface Tenant \{[^}]*?\n {2}id: )string/, '$1TenantId')

const generate = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'linbang-tables-'))
  const postgres = await startPostgres({ dataDir: folder, tuning: 'test' })
  try {
    await migrate(postgres.adminUrl)
    const file = join(folder, 'tables.ts')
    await codegen(postgres.adminUrl, file)
    return adjusted(await readFile(file, 'utf8'))
  } finally {
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

const text = await generate()
if (!process.argv.includes('--check')) await writeFile(target, text)
else if (text !== (await readFile(target, 'utf8'))) {
  process.stderr.write('server/kit/tables.ts is not what the migrations make: run node server/kit/generate-tables.ts\n')
  process.exitCode = 1
}
