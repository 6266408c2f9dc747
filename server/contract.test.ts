// One loop over every endpoint of the contract: served once, closed to strangers, to the wrong role and to other tenants.
import { roles } from '@linbang/contract/permissions'
import { may } from '@linbang/contract/permissions'
import type { Permission, Role } from '@linbang/contract/permissions'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { routes } from './api.ts'
import { usualLimits } from './kit/http-caller.ts'
import { newId } from './kit/ids.ts'
import { as, person, role, testApp, tokenBook } from './kit/testing.ts'
import type { Reply } from './kit/testing.ts'
import { smallTown } from './seed/small.ts'
import type { SmallTown } from './seed/small.ts'
import { background } from './worker.ts'

const modules = [
  'accidents',
  'accounts',
  'agents',
  'alarms',
  'allowances',
  'areas',
  'audit',
  'badges',
  'call-desk',
  'calls',
  'catalog',
  'certificates',
  'consents',
  'dispatch',
  'files',
  'insurance',
  'late-list',
  'incidents',
  'ledger',
  'notices',
  'partners',
  'people',
  'policies',
  'ratings',
  'records',
  'reports',
  'requests',
  'return-calls',
  'rewards',
  'roster',
  'rounds',
  'rights',
  'sms-answers',
  'stars',
  'training',
  'visits',
  'volunteers',
  'vouchers',
  'what-ifs',
] as const
const served = routes.map(({ endpoint }) => [`${endpoint.method} ${endpoint.path}`, endpoint] as const)
type Endpoint = (typeof routes)[number]['endpoint']

let town: SmallTown
let app: FastifyInstance
const book = tokenBook()
/** Real ids of the demo by the name of the parameter. */
const ids: Record<string, string> = {}

const idOf = async (
  table:
    | 'area'
    | 'person'
    | 'household'
    | 'request'
    | 'offer'
    | 'visit'
    | 'volunteer'
    | 'team'
    | 'organisation'
    | 'service'
    | 'account'
    | 'ledgerAccount',
) =>
  (
    await town.world.owner.db
      .selectFrom(table)
      .select('id')
      .where('tenantId', '=', town.tenantId)
      .limit(1)
      .executeTakeFirstOrThrow()
  ).id

beforeAll(async () => {
  town = await smallTown(routes, background)
  // one caller asks more here than anybody does in a minute
  const limits = { ...usualLimits, anonymous: usualLimits.address, person: usualLimits.address }
  app = await testApp(town.world, routes, book.actorOf, { limits })
  for (const table of [
    'area',
    'person',
    'household',
    'request',
    'offer',
    'visit',
    'volunteer',
    'team',
    'organisation',
    'service',
    'account',
  ] as const)
    ids[`${table}Id`] = await idOf(table)
}, 60_000)
afterAll(async () => {
  await app.close()
  await town.close()
})

const pathOf = ({ path }: Endpoint): string =>
  path.replace(/:(\w+)/g, (_, name: string) =>
    name === 'year' ? '2026' : name === 'month' ? '2026-11' : (ids[name] ?? newId()),
  )
const call = (endpoint: Endpoint, token?: string): Promise<Reply> => {
  const hands = as(app, token)
  const path = pathOf(endpoint)
  const host = { host: 'linbang.test' }
  if (endpoint.method === 'GET') return hands.get(path, host)
  if (endpoint.method === 'DELETE') return hands.del(path, host)
  return hands[endpoint.method.toLowerCase() as 'post' | 'put' | 'patch'](path, {}, host)
}

test('every endpoint of the contract is served, each once', async () => {
  const names = served.map(([name]) => name)
  expect(new Set(names).size).toBe(names.length)
  for (const noun of modules) {
    const file = (await import(`../contract/${noun}.ts`)) as Record<string, unknown>
    for (const [name, thing] of Object.entries(file)) {
      if (typeof thing !== 'object' || thing === null || !('method' in thing) || !('path' in thing)) continue
      expect(names, `${noun}.${name}`).toContain(`${String(thing.method)} ${String(thing.path)}`)
    }
  }
})

const closed = served.filter(([, endpoint]) => endpoint.allow !== 'anyone')
test.each(closed)('%s asks who is calling', async (_name, endpoint) => {
  expect(await call(endpoint)).toMatchObject({ status: 401, body: { code: 'auth.required' } })
})

const guarded = closed.filter(([, endpoint]) => endpoint.allow !== 'signed-in')
const without = (permission: Permission): Role => roles.find((one) => !may(one, permission)) ?? 'counsellor'
test.each(guarded)('%s is closed to a role that does not carry its permission', async (_name, endpoint) => {
  const actor = person(town.tenantId, { held: [role(without(endpoint.allow as Permission), 's1')] })
  expect(await call(endpoint, book.tokenFor(actor))).toMatchObject({ status: 403, body: { code: 'auth.forbidden' } })
})

const withRow = closed.filter(([, endpoint]) =>
  /:(area|person|household|request|offer|visit|volunteer|team|organisation|account|whatIf|call|returnCall|incident)Id/.test(
    endpoint.path,
  ),
)
test.each(withRow)('%s of another tenant does not exist', async (_name, endpoint) => {
  const actor = person(town.world.tenantId, { held: roles.map((one) => role(one, 's1')) })
  const reply = await call(endpoint, book.tokenFor(actor))
  expect(reply.status, JSON.stringify(reply.body)).toBeGreaterThanOrEqual(400)
  expect(reply.status).toBeLessThan(500)
  if (endpoint.method === 'GET') expect(reply.status).toBe(404)
})
