// Canaries of the arrows: each forbidden import is planted and found, each allowed one is planted and passes.
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { look, plant } from './canary-folder.ts'
import { root } from './command.ts'

/** from, to, the arrows broken */
const crossings: readonly (readonly [string, string, ...string[]])[] = [
  ['contract/a.ts', 'node:fs', 'contract-is-pure'],
  ['contract/b.ts', 'zod', 'contract-is-pure'],
  ['contract/c.ts', 'zod/mini'],
  ['engine/a.ts', 'node:fs', 'engine-is-pure'],
  ['engine/main.ts', 'node:fs'],
  ['engine/b.test.ts', '../server/kit/good.ts', 'engine-stands-alone'],
  ['engine/c.ts', '@linbang/contract/c'],
  ['server/kit/good.ts', '@linbang/contract/c'],
  ['server/kit/a.ts', '@linbang/engine/c', 'kit-is-ground'],
  ['server/kit/b.ts', '../modules/areas/service.ts', 'kit-is-ground'],
  ['server/kit/c.ts', './nowhere.ts', 'resolvable'],
  ['server/kit/d.ts', '../../web/kit/good.ts', 'kit-is-ground', 'server-never-web'],
  ['server/kit/ring-a.ts', './ring-b.ts', 'no-cycle'],
  ['server/kit/ring-b.ts', './ring-a.ts'],
  ['server/modules/visits/a.ts', '../../api.ts', 'module-stands-on-kit'],
  ['server/modules/visits/b.ts', '../areas/queries.ts', 'module-door'],
  ['server/modules/visits/c.ts', '../areas/service.ts'],
  ['server/modules/visits/d.ts', '@linbang/engine/c'],
  ['server/modules/visits/rules.ts', 'kysely', 'only-queries-speak-sql'],
  ['server/modules/visits/service.ts', 'kysely', 'service-takes-types-only'],
  ['server/modules/areas/queries.ts', 'kysely'],
  ['server/modules/areas/visits.test.ts', '../visits/service.ts'],
  ['server/modules/gossip/a.ts', '../../kit/good.ts', 'module-has-a-place'],
  ['server/api.ts', './main.ts', 'processes-stand-below-main'],
  ['server/main.ts', './api.ts'],
  ['web/kit/good.ts', '@linbang/contract/c'],
  ['web/kit/a.ts', '../ui/a.ts', 'web-kit-is-ground'],
  ['web/ui/a.ts', '../features/visits/good.ts', 'web-ui-knows-no-noun'],
  ['web/features/visits/good.ts', '../../kit/good.ts'],
  ['web/features/visits/a.ts', '../../routes/good.ts', 'web-feature-knows-no-route'],
  ['web/routes/good.ts', '../ui/a.ts'],
  ['web/routes/b.ts', '../../server/kit/good.ts', 'web-never-server'],
  ['e2e/a.ts', '../server/kit/good.ts', 'e2e-from-outside'],
]

const { default: rules } = (await import(join(root, '.dependency-cruiser.mjs'))) as {
  default: { forbidden: { name: string }[] }
}
const forbidden = rules.forbidden.map(({ name }) => name)
const order = forbidden.flatMap((name) =>
  name.startsWith('module-order-') ? [name.slice('module-order-'.length)] : [],
)

test('arrows: every arrow we forbid, and none we allow', async () => {
  const climbs = order.map(
    (name) => [`server/modules/${name}/climb.ts`, '../site/service.ts', `module-order-${name}`] as const,
  )
  const all = [...crossings, ...climbs]
  const files = all.map(([from, to]) => [from, `import * as there from '${to}'\nexport const a = there\n`])
  const doors = ['site', 'areas'].map((name) => [`server/modules/${name}/service.ts`, 'export const b = 1\n'])
  const named = [['server/modules/visits/named.ts', "export type { Kysely } from 'kysely'\n"]]
  const folder = plant(Object.fromEntries([...files, ...doors, ...named]))
  const { output } = await look('arrows', folder)
  const found = [...output.matchAll(/error ([\w-]+): (\S+)/g)].map(([, rule, from]) => `${from} ${rule}`)
  const expected = [
    ...all.flatMap(([from, , ...broken]) => broken.map((rule) => `${from} ${rule}`)),
    'server/api.ts no-cycle',
    'server/modules/visits/named.ts only-queries-speak-sql',
  ]
  expect([...new Set(found)].toSorted()).toEqual(expected.toSorted())
  expect(forbidden.filter((name) => !expected.some((one) => one.endsWith(` ${name}`)))).toEqual([])
}, 30_000)
