// A gate that cannot turn red guards nothing: each violation below is planted in a copy and must be found, alone.
import { cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { look, plant, write } from './canary-folder.ts'
import { root } from './command.ts'

const lines = (count: number, line: (number: number) => string) =>
  Array.from({ length: count }, (_, n) => line(n)).join('\n')

test('format: an unformatted file', async () => {
  const { code, output } = await look(
    'format',
    plant({ 'server/a.ts': "export const a = 'b'\n", 'server/b.ts': 'export const a = "b";\n' }),
  )
  expect(code).not.toBe(0)
  expect(output.trim()).toBe('server/b.ts')
})

/** file, the rules it breaks, text */
const lint: readonly (readonly [string, string, string])[] = [
  ['server/equal.ts', 'eqeqeq', 'export const a = (b: number) => b == 1'],
  ['server/long.ts', 'max-lines', lines(301, (n) => `export const a${n} = ${n}`)],
  [
    'server/long-function.ts',
    'max-lines-per-function',
    `export const a = (b: number[]) => {\n${lines(41, (n) => `b.push(${n})`)}\n}`,
  ],
  ['server/loud.ts', 'no-console', "console.log('a')"],
  ['server/unused.ts', 'no-unused-vars', 'const a = 1'],
  ['server/one.ts', 'no-cycle', "import { two } from './two.ts'\nexport const one = () => two"],
  ['server/two.ts', 'no-cycle', "import { one } from './one.ts'\nexport const two = () => one"],
  ['server/default.ts', 'no-default-export', 'export default 1'],
  ['server/env.ts', 'no-process-env', 'export const a = process.env.A'],
  ['server/type.ts', 'consistent-type-imports', "import { A } from './any.ts'\nexport const a: A = 1"],
  ['server/any.ts', 'no-explicit-any', 'export type A = any'],
  ['server/floating.ts', 'no-floating-promises', 'export const a = async () => {\n  Promise.resolve(1)\n}'],
  ['server/misused.ts', 'no-misused-promises', 'export const a = (b: Promise<boolean>) => (b ? 1 : 2)'],
  ['server/throw.ts', 'only-throw-error', "export const a = () => {\n  throw 'a'\n}"],
  [
    'server/return.ts',
    'return-await',
    'export const a = async () => {\n  try {\n    return Promise.resolve(1)\n  } catch {\n    return 2\n  }\n}',
  ],
  [
    'server/switch.ts',
    'switch-exhaustiveness-check',
    "export const a = (b: 'c' | 'd') => {\n  switch (b) {\n    case 'c':\n      return 1\n  }\n}",
  ],
  ['server/CamelCase.ts', 'filename-case', 'export const a = 1'],
  [
    'web/hooks.tsx',
    'rules-of-hooks',
    "import { useState } from 'react'\nexport const A = (b: boolean) => {\n  if (b) useState(1)\n  return <p>a</p>\n}",
  ],
  [
    'web/deps.ts',
    'exhaustive-deps',
    "import { useEffect } from 'react'\nexport const useA = (b: () => void) => {\n  useEffect(() => b(), [])\n}",
  ],
  ['web/picture.tsx', 'alt-text', 'export const A = () => <img src="a.png" />'],
  [
    'server/needless.ts',
    'unused directive',
    '// oxlint-disable-next-line no-console -- there is none\nexport const a = 1',
  ],
  [
    'server/queries.ts',
    'max-lines-per-function',
    `export const a = (b: number[]) => {\n${lines(81, (n) => `b.push(${n})`)}\n}`,
  ],
  // what is meant to pass
  ['server/near-queries.ts', '', `export const a = (b: number[]) => {\n${lines(70, (n) => `b.push(${n})`)}\n}`],
  ['tools/speaks.ts', '', 'console.log(process.env.A)'],
  ['server/kit/config.ts', '', 'export const a = process.env.A'],
  ['server/long.test.ts', '', `export const a = (b: number[]) => {\n${lines(90, (n) => `b.push(${n})`)}\n}`],
]

test('lint: every rule we set, each on its own file', async () => {
  const { output } = await look('lint', plant(Object.fromEntries(lint.map(([file, , text]) => [file, `${text}\n`]))))
  const found = [...output.matchAll(/^([^:\n]+):\d+:\d+: (.*) \[\w+(?:\/[\w-]+\(([\w-]+)\))?\]$/gm)]
  const pairs = found.map(
    ([, file, said = '', rule]) => `${file} ${said.startsWith('Unused') && !rule ? 'unused directive' : rule}`,
  )
  expect([...new Set(pairs)].toSorted()).toEqual(
    lint.flatMap(([file, rule]) => (rule ? [`${file} ${rule}`] : [])).toSorted(),
  )
  const text = readFileSync(join(root, '.oxlintrc.json'), 'utf8')
  const set = [...text.matchAll(/"((?:[\w]+\/)?[\w-]+)": (?:"error"|\["error")/g)].map(([, name = '']) =>
    name.split('/').at(-1),
  )
  const planted = lint.map(([, rule]) => rule)
  expect(set.filter((name) => name !== 'correctness' && !planted.includes(name ?? ''))).toEqual([])
})

const types: readonly (readonly [string, string, string])[] = [
  ['server/wrong.ts', 'TS2322', "export const a: number = 'b'"],
  ['server/index-access.ts', 'TS2322', 'export const a = (b: number[]): number => b[0]'],
  ['server/exact.ts', 'TS2375', 'export const a: { b?: number } = { b: undefined }'],
  ['server/enum.ts', 'TS1294', 'export enum A {\n  B,\n}'],
  [
    'server/verbatim.ts',
    'TS1484',
    "import { SpawnOptions } from 'node:child_process'\nexport const a = (b: SpawnOptions) => b",
  ],
  ['server/override.ts', 'TS4114', "export class A extends Error {\n  name = 'A'\n}"],
  ['server/returns.ts', 'TS7030', 'export const a = (b: boolean) => {\n  if (b) return 1\n}'],
]

test('types: every strictness we rely on', async () => {
  const { output } = await look('types', plant(Object.fromEntries(types.map(([file, , text]) => [file, `${text}\n`]))))
  const pairs = [...output.matchAll(/^(\S+)\(\d+,\d+\): error (TS\d+)/gm)].map(([, file, code]) => `${file} ${code}`)
  expect(pairs.toSorted()).toEqual(types.map(([file, code]) => `${file} ${code}`).toSorted())
})

test('dead code: an unused file, export and package, an unlisted package', async () => {
  const folder = plant({
    'package.json': JSON.stringify({ name: 'a', workspaces: ['contract', 'engine', 'server', 'web', 'e2e'] }),
    'server/package.json': JSON.stringify({ name: 'server', type: 'module', dependencies: { pg: '8', kysely: '0' } }),
    'server/main.ts': "import 'kysely'\nimport 'sharp'\nimport { used } from './kit/part.ts'\nused()\n",
    'server/kit/part.ts': 'export const used = () => 1\nexport const forgotten = () => 2\n',
    'server/kit/orphan.ts': 'export const a = 1\n',
    'contract/requests.ts': 'export const nobodyServesThis = 1\n',
  })
  const { code, output } = await look('dead code', folder)
  expect(code).not.toBe(0)
  for (const word of ['server/kit/orphan.ts', 'forgotten', 'nobodyServesThis', 'pg ', 'sharp'])
    expect(output).toContain(word)
  expect(output).not.toMatch(/^(used|kysely) /m)
})

test('house: hollow names, silent suppressions, things left for later', async () => {
  const { output } = await look(
    'house',
    plant({
      'server/kit/utils.ts': '',
      'web/ui/index.ts': '',
      'web/routes/desk/index.tsx': '',
      'server/helpers/age.ts': '',
      'server/silent.ts':
        '// oxlint-disable-next-line no-console\n// oxlint-disable-next-line no-console -- the terminal is its place\n',
      'server/later.ts': '// TODO write it\n',
      'server/a.test.ts': "test.only('a', () => 1)\n",
      'web/cast.ts': 'export const a = 1 as any\n',
      'web/trust.ts': '// @ts-ignore\n',
    }),
  )
  const found = output.split('\n').map((line) => line.replace(/: .*/, ''))
  const named = ['server/helpers/age.ts', 'server/kit/utils.ts', 'web/ui/index.ts']
  const said = ['server/silent.ts:1', 'server/later.ts:1', 'server/a.test.ts:1', 'web/cast.ts:1', 'web/trust.ts:1']
  expect(found.toSorted()).toEqual([...named, ...said].toSorted())
})

test('lock file: a platform package that the registry did not have', async () => {
  const packages = {
    'node_modules/whole': { version: '1.0.0', integrity: 'sha512-a', optionalDependencies: { part: '1' } },
    'node_modules/part': { version: '1.0.0', integrity: 'sha512-a' },
    'node_modules/torn': { version: '1.0.0', integrity: 'sha512-a', optionalDependencies: { absent: '1' } },
    'node_modules/bare': { version: '1.0.0' },
  }
  const { output } = await look('lock file', plant({ 'package-lock.json': JSON.stringify({ packages }) }))
  expect(output.split('\n')).toEqual([
    expect.stringContaining('node_modules/torn@1.0.0 wants absent'),
    expect.stringContaining('node_modules/bare has no version or integrity'),
  ])
})

const good = `create table tenant (id uuid primary key);
create table visit (tenant_id uuid not null references tenant (id), id uuid not null, note text default 'unique, (odd',
  constraint visit_pkey primary key (tenant_id, id), foreign key (tenant_id, id) references request (tenant_id, id));
create unique index visit_live on visit (tenant_id, id) where id is not null;`

/** what is planted, words of the sentence */
const migrationFaults: readonly (readonly [string, string, string])[] = [
  [
    '202611241530_no_tenant.sql',
    'create table a (id uuid primary key)',
    'a: its primary key does not begin with tenant_id',
  ],
  [
    '202611241531_late.sql',
    'create table a (tenant_id uuid, id uuid,\n primary key (id, tenant_id))',
    'a: its primary key',
  ],
  [
    '202611241532_unique.sql',
    `${good} create table a (tenant_id uuid, b int, primary key (tenant_id, b), unique (b))`,
    'a: "unique (b)"',
  ],
  [
    '202611241533_inline.sql',
    'create table a (tenant_id uuid, b int unique, primary key (tenant_id, b))',
    'a: "b int unique"',
  ],
  [
    '202611241534_refers.sql',
    'create table a (tenant_id uuid, b uuid references c (id), primary key (tenant_id, b))',
    'a: "b uuid references',
  ],
  ['202611241535_index.sql', 'create unique index a_b on a (b)', 'a_b: a unique index begins with tenant_id'],
  ['202611241536_trigger.sql', 'create trigger a before insert on b execute function c()', 'no triggers'],
  ['0001_first.sql', good, 'the name is not like'],
  ['202613241530_month.sql', good, 'the name is not like'],
]

test('migrations: keys without a tenant, triggers, names without a minute', async () => {
  const files = migrationFaults.map(([name, text]) => [`server/migrations/${name}`, text])
  const folder = plant({ ...Object.fromEntries(files), 'server/migrations/202611241529_good.sql': good })
  const { output } = await look('migrations', folder)
  const expected = migrationFaults.map(([name, , words]) => [name, words] as const)
  expect(output.split('\n').length).toBe(expected.length)
  for (const [name, words] of expected) expect(output).toContain(`server/migrations/${name}: ${words}`)
})

test('tables: a migration without its generated types', async () => {
  const folder = plant({})
  for (const part of ['server/kit', 'server/migrations', 'contract'])
    cpSync(join(root, part), join(folder, part), { recursive: true })
  write(folder, {
    'server/migrations/209912312359_planted.sql': 'create table planted (tenant_id uuid primary key);\n',
  })
  const { code, output } = await look('tables', folder)
  expect(code).not.toBe(0)
  expect(output).toContain('is not what the migrations make')
}, 30_000)
