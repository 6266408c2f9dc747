// The small demo as a place to tell stories in: everybody by name, each with hands that call the API.
import type { FastifyInstance } from 'fastify'
import { systemContext } from '../kit/context.ts'
import type { Context } from '../kit/context.ts'
import type { Route } from '../kit/http.ts'
import type { Background } from '../kit/background.ts'
import type { TenantId } from '../kit/ids.ts'
import { openSession } from '../kit/session.ts'
import { as, freshWorld, testApp } from '../kit/testing.ts'
import type { Hands, World } from '../kit/testing.ts'
import { actorOf } from '../modules/accounts/service.ts'
import { seedDemo } from './demo.ts'

export type SmallTown = {
  readonly world: World
  readonly app: FastifyInstance
  readonly tenantId: TenantId
  readonly ctx: () => Context
  /** By the name on the papers: 王桂芳 (asks), 韦秀兰 (82, no phone), 李志明 and 陆海波 (plumbers), 韦敏 (operator), 黄丽, 梁斌, 农艳, 蒙强 … */
  readonly personId: (name: string) => Promise<string>
  readonly hands: (name: string) => Promise<Hands>
  /** Runs what reactions and jobs have to do by now. */
  readonly settle: () => Promise<void>
  readonly close: () => Promise<void>
}

export const smallTown = async (routes: readonly Route[], background: readonly Background[]): Promise<SmallTown> => {
  const world = await freshWorld()
  await seedDemo(world.kit, 'small')
  // a running installation knows its sizes; here nothing counts by itself, and the big questions would be answered the long way
  await world.owner.pool.query('analyze')
  const tenant = (await world.kit.tenants.all()).find((one) => one.demo)
  if (!tenant) throw new Error('the demo has no tenant')
  const app = await testApp(world, routes, actorOf)
  const ctx = () => systemContext(world.kit, tenant.id, 'test')
  const account = async (name: string) =>
    world.owner.db
      .selectFrom('account')
      .innerJoin('person', (join) =>
        join.onRef('person.tenantId', '=', 'account.tenantId').onRef('person.id', '=', 'account.personId'),
      )
      .select(['account.id', 'account.personId'])
      .where('account.tenantId', '=', tenant.id)
      .where('person.name', '=', name)
      .executeTakeFirstOrThrow()
  return {
    world,
    app,
    tenantId: tenant.id,
    ctx,
    personId: async (name) => (await account(name)).personId,
    hands: async (name) =>
      as(
        app,
        (
          await openSession(ctx(), {
            accountId: (await account(name)).id,
            secondFactor: true,
            lastsMinutes: 90 * 24 * 60,
          })
        ).token,
      ),
    settle: () => world.settle(background),
    close: async () => {
      await app.close()
      await world.close()
    },
  }
}
