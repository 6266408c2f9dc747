// A street of two communities to tell stories in: places, neighbours and staff, each with a token to call the API.
import type { FastifyInstance } from 'fastify'
import type { Role } from '@linbang/contract/permissions'
import { inTransaction, systemContext } from '../../kit/context.ts'
import type { Route } from '../../kit/http.ts'
import type { TenantId } from '../../kit/ids.ts'
import { openSession } from '../../kit/session.ts'
import { as, freshWorld, type Hands, type Reply, testApp, type World } from '../../kit/testing.ts'
import { addArea } from '../areas/service.ts'
import { enterPerson, moveIn, placeOf } from '../people/service.ts'
import { giveRole } from './open-account.ts'
import { actorOf } from './sign-in.ts'
import { accountOfAny } from './queries.ts'

type Area = { readonly id: string; readonly path: string }
export type Places = Record<
  'street' | 'xinzhu' | 'jincheng' | 'grid' | 'secondGrid' | 'building' | 'otherBuilding' | 'jinchengBuilding',
  Area
>
export type Neighbour = { readonly personId: string; readonly token: string; readonly hands: Hands }
type Entry = {
  readonly name: string
  readonly phone?: string
  readonly bornOn?: string
  readonly sex?: 'female' | 'male'
  readonly idNumber?: string
  readonly door?: readonly [building: Area, door: string]
}

const plant = async (world: World, tenantId: TenantId): Promise<Places> => {
  const ctx = systemContext(world.kit, tenantId, 'village')
  const street = await addArea(ctx, { kind: 'street', name: '新竹街道' })
  const xinzhu = await addArea(ctx, { kind: 'community', parentId: street.id, name: '新竹社区' })
  const jincheng = await addArea(ctx, { kind: 'community', parentId: street.id, name: '金城社区' })
  const grid = await addArea(ctx, { kind: 'grid', parentId: xinzhu.id, name: '第一网格' })
  const secondGrid = await addArea(ctx, { kind: 'grid', parentId: xinzhu.id, name: '第二网格' })
  const building = await addArea(ctx, {
    kind: 'building',
    parentId: grid.id,
    name: '3号楼',
    point: { lat: 22.81, lon: 108.36 },
  })
  const otherBuilding = await addArea(ctx, { kind: 'building', parentId: secondGrid.id, name: '12号楼' })
  const jinchengBuilding = await addArea(ctx, { kind: 'building', parentId: jincheng.id, name: '金城1栋' })
  return { street, xinzhu, jincheng, grid, secondGrid, building, otherBuilding, jinchengBuilding }
}

export type Village = {
  readonly world: World
  readonly app: FastifyInstance
  readonly places: Places
  readonly anyone: Hands
  /** Enters a neighbour, living at the door if one is given. */
  readonly neighbour: (entry: Entry) => Promise<string>
  /** Somebody with roles, signed in with a second factor unless told otherwise. */
  readonly person: (
    entry: Entry,
    roles?: readonly (readonly [Role, Area])[],
    secondFactor?: boolean,
  ) => Promise<Neighbour>
  readonly close: () => Promise<void>
}

export const foundVillage = async (routes: readonly Route[]): Promise<Village> => {
  const world = await freshWorld()
  const places = await plant(world, world.tenantId)
  const app = await testApp(world, routes, actorOf)
  const neighbour = ({ door, ...entry }: Entry) =>
    inTransaction(world.ctx(), async (ctx) => {
      const personId = await enterPerson(ctx, entry, { by: null, how: '入户' })
      const place = door && (await placeOf(ctx, { buildingId: door[0].id, doorName: door[1] }))
      if (place) await moveIn(ctx, personId, place, '本人')
      return personId
    })
  const person: Village['person'] = async (entry, roles = [], secondFactor = true) => {
    const personId = await neighbour(entry)
    await giveRole(world.ctx(), personId, { role: 'resident', areaId: places.street.id })
    for (const [role, area] of roles) await giveRole(world.ctx(), personId, { role, areaId: area.id })
    const account = await accountOfAny(world.ctx(), [personId])
    const { token } = await openSession(world.ctx(), { accountId: account?.id ?? '', secondFactor, lastsMinutes: 600 })
    return { personId, token, hands: as(app, token) }
  }
  return {
    world,
    app,
    places,
    anyone: as(app),
    neighbour,
    person,
    close: async () => {
      await app.close()
      await world.close()
    },
  }
}

/** Calls as anyone from houses of their own: an address for each, bearer tokens in the answers. */
export const callers = (app: FastifyInstance) => {
  let houses = 0
  return {
    anew: (): number => (houses += 1),
    fromHouse: async (house: number, path: string, payload: object): Promise<Reply> => {
      const reply = await app.inject({
        method: 'POST',
        url: `/api/v1${path}`,
        payload,
        remoteAddress: `10.1.${house >> 8}.${house & 255}`,
        headers: { 'accept-token': 'bearer' },
      })
      return { status: reply.statusCode, body: reply.json(), headers: reply.headers, bytes: reply.rawPayload }
    },
  }
}
