// The arrows of docs/architecture.md: who may import whom. `npm run check` fails on any other arrow.

/** Modules from the ground up: one may enter another only if that one stands before it here. */
const order =
  `policies areas people files consents catalog accounts notices partners volunteers teams roster training ledger protection requests
  series visits dispatch ratings records rewards knowledge meetings circles care rounds wishes activities projects goods funds rooms
  hazards devices hotline reports exchange site`.split(/\s+/)

/** A story (`<noun>.test.ts`) is told through the whole product, so tests are free inside their program. */
const test = '\\.test\\.tsx?$'
const packages = 'node_modules/'

const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

const ladder = order
  .slice(0, -1)
  .map((name, place) =>
    forbid(
      `module-order-${name}`,
      `${name} stands below these; a lower module announces, it never calls`,
      { path: `^server/modules/${name}/`, pathNot: test },
      { path: `^server/modules/(${order.slice(place + 1).join('|')})/` },
    ),
  )

export default {
  forbidden: [
    forbid('no-cycle', 'two files that need each other are one', {}, { circular: true }),
    forbid('resolvable', 'the file or package is not there', {}, { couldNotResolve: true }),
    forbid(
      'contract-is-pure',
      'contract imports itself and zod/mini',
      { path: '^contract/', pathNot: test },
      { pathNot: ['^contract/', `${packages}zod/(v4/)?mini/`] },
    ),
    forbid(
      'engine-is-pure',
      'engine imports contract, itself and a solver that computes only; its command line alone touches the world',
      { path: '^engine/', pathNot: [test, '^engine/main\\.ts$', '^engine/testing/'] },
      { pathNot: ['^engine/', '^contract/', `${packages}highs/`] },
    ),
    forbid(
      'engine-stands-alone',
      'engine knows neither server nor web',
      { path: '^engine/' },
      { path: '^(server|web|e2e|bench|tools)/' },
    ),
    forbid(
      'kit-is-ground',
      'kit knows no business noun and no engine',
      { path: '^server/kit/', pathNot: test },
      { path: ['^engine/', '^server/(?!kit/)', '^(web|e2e|bench|tools)/'] },
    ),
    forbid(
      'module-stands-on-kit',
      'a module imports contract, engine, kit and other modules',
      { path: '^server/modules/', pathNot: test },
      { path: ['^server/(?!kit/|modules/)', '^(web|e2e|bench|tools)/'] },
    ),
    forbid(
      'module-door',
      'a module enters another only through its service.ts',
      { path: '^server/modules/([^/]+)/', pathNot: test },
      { path: '^server/modules/', pathNot: ['^server/modules/$1/', '/service\\.ts$'] },
    ),
    forbid(
      'module-has-a-place',
      'a new module needs its place in the order above',
      { path: `^server/modules/(?!(${order.join('|')})/)` },
      {},
    ),
    ...ladder,
    forbid(
      'only-queries-speak-sql',
      'SQL lives in queries.ts',
      { path: '^server/modules/', pathNot: [test, '[/-]queries\\.ts$', '/service\\.ts$'] },
      { path: `${packages}(kysely|pg)/` },
    ),
    forbid(
      'service-takes-types-only',
      'service.ts may name kysely types, never build a statement',
      { path: '^server/modules/[^/]+/service\\.ts$' },
      { path: `${packages}(kysely|pg)/`, dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'processes-stand-below-main',
      'api, worker and gateway list modules; they do not start anything',
      { path: '^server/(api|worker|gateway)\\.ts$' },
      { path: ['^server/(main\\.ts$|seed/|commands/)', '^(web|e2e|bench|tools)/'] },
    ),
    forbid(
      'server-never-web',
      'the server knows neither the web nor what tests and measures it',
      { path: '^server/' },
      { path: '^(web|e2e|bench|tools)/' },
    ),
    forbid(
      'web-never-server',
      'the web talks to the API',
      { path: '^web/' },
      { path: '^(server|engine|e2e|bench|tools)/' },
    ),
    forbid(
      'web-kit-is-ground',
      'kit ◄ ui ◄ features ◄ routes',
      { path: '^web/kit/' },
      { path: '^web/(ui|features|routes)/' },
    ),
    forbid(
      'web-ui-knows-no-noun',
      'kit ◄ ui ◄ features ◄ routes',
      { path: '^web/ui/' },
      { path: '^web/(features|routes)/' },
    ),
    forbid(
      'web-feature-knows-no-route',
      'kit ◄ ui ◄ features ◄ routes',
      { path: '^web/features/' },
      { path: '^web/routes/' },
    ),
    forbid(
      'e2e-from-outside',
      'journeys see the product as people do',
      { path: '^e2e/' },
      { path: '^(server|engine|web|bench)/', pathNot: '^server/kit/sheets' },
    ),
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(web/dist|data)/' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
    },
  },
}
