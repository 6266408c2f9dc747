// SQL of orders: who has what coming, what a code stands for, what is over.
import type { RewardKind, RewardLook, RewardOrderState, RewardWay } from '@linbang/contract/rewards'
import type { Insertable } from 'kysely'
import { sql } from 'kysely'
import type { Context } from '../../kit/context.ts'
import type { Tables } from '../../kit/db.ts'
import type { Shop } from './queries.ts'

export type OrderRow = {
  readonly id: string
  readonly number: string
  readonly rewardId: string
  readonly kind: RewardKind
  readonly zh: string
  readonly en: string
  readonly look: RewardLook
  readonly pictureId: string | null
  readonly countedIn: string
  readonly areaPath: string
  readonly place: string
  readonly shops: readonly Shop[]
  readonly quantity: number
  readonly points: number
  readonly way: RewardWay
  readonly state: RewardOrderState
  readonly code: string
  readonly personId: string
  readonly callName: string
  readonly serviceCode: string | null
  readonly placedAt: Date
  readonly lastsUntil: Date
  readonly endedAt: Date | null
  readonly organisationId: string | null
  readonly organisationName: string | null
  readonly areaName: string
  readonly requestId: string | null
  readonly requestNumber: string | null
}
type Question = {
  readonly id?: string
  readonly code?: string
  readonly requestId?: string
  readonly personIds?: readonly string[]
  /** Of rewards kept under these areas. */
  readonly kept?: readonly string[]
  /** Handed out at these shops, or at the stations under these areas. */
  readonly usedAt?: { readonly organisationIds: readonly string[]; readonly paths: readonly string[] }
  readonly state?: RewardOrderState | undefined
  readonly after?: readonly [Date, string] | undefined
  readonly limit: number
}

const under = (path: string, paths: readonly string[]) =>
  sql<boolean>`exists (select from unnest(${[...paths]}::text[]) above where ${sql.ref(path)} = above or ${sql.ref(path)} like above || '.%')`

const asked = ({ id, code, requestId, personIds, kept, usedAt, state }: Question) => [
  ...(id ? [sql`o.id = ${id}::uuid`] : []),
  ...(code ? [sql`o.code = ${code}`] : []),
  ...(requestId ? [sql`o.request_id = ${requestId}::uuid`] : []),
  ...(personIds ? [sql`o.person_id = any(${[...personIds]}::uuid[])`] : []),
  ...(kept ? [under('r.area_path', kept)] : []),
  ...(usedAt
    ? [
        sql`o.state = 'used' and (o.organisation_id = any(${[...usedAt.organisationIds]}::uuid[]) or (o.organisation_id is null and ${under('r.area_path', usedAt.paths)}))`,
      ]
    : []),
  ...(state ? [sql`o.state::text = ${state}`] : []),
]

/** Newest first. */
export const orderList = async ({ db, tenantId }: Context, question: Question): Promise<OrderRow[]> => {
  const { after, limit } = question
  const { rows } = await sql<OrderRow>`
    select o.id, o.number, o.reward_id, r.kind, r.zh, r.en, r.look, r.picture_id, r.counted_in, r.area_path, r.place, o.quantity, o.points, o.way, o.state, o.code,
      o.person_id, p.call_name, sv.code as service_code, o.placed_at, o.lasts_until, o.ended_at, o.organisation_id, g.name as organisation_name, a.name as area_name, o.request_id, q.number as request_number,
      coalesce((select jsonb_agg(jsonb_build_object('organisationId', x.id, 'name', x.name) order by x.name) from reward_shop s
        join organisation x on x.tenant_id = s.tenant_id and x.id = s.organisation_id where s.tenant_id = r.tenant_id and s.reward_id = r.id), '[]') as shops
    from reward_order o join reward r on r.tenant_id = o.tenant_id and r.id = o.reward_id join area a on a.tenant_id = r.tenant_id and a.id = r.area_id
    join person p on p.tenant_id = o.tenant_id and p.id = o.person_id
    left join organisation g on g.tenant_id = o.tenant_id and g.id = o.organisation_id
    left join service sv on sv.tenant_id = r.tenant_id and sv.id = r.service_id
    left join request q on q.tenant_id = o.tenant_id and q.id = o.request_id
    where ${sql.join([sql`o.tenant_id = ${tenantId}`, ...asked(question)], sql` and `)}
      and (${after?.[0] ?? null}::timestamptz is null or (o.placed_at, o.id) < (${after?.[0] ?? null}::timestamptz, ${after?.[1] ?? null}::uuid))
    order by o.placed_at desc, o.id desc limit ${limit}`.execute(db)
  return rows
}

/** False when the code is another order's. */
export const insertOrder = async (
  { db, tenantId }: Context,
  row: Omit<Insertable<Tables['rewardOrder']>, 'tenantId'>,
): Promise<boolean> => {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('rewardOrder')
    .values({ ...row, tenantId })
    .onConflict((conflict) => conflict.constraint('reward_order_code').doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

/** Whoever uses, calls off or lets lapse waits here: an order ends once. */
export const lockOrder = ({ db, tenantId }: Context, id: string) =>
  db
    .selectFrom('rewardOrder')
    .select(['id', 'rewardId', 'personId', 'quantity', 'points', 'way', 'state', 'requestId', 'shownUntil'])
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

export const updateOrder = async (
  { db, tenantId }: Context,
  id: string,
  set: Partial<Insertable<Tables['rewardOrder']>>,
): Promise<void> => {
  await db.updateTable('rewardOrder').set(set).where('tenantId', '=', tenantId).where('id', '=', id).execute()
}

/** Open and past their day; what is on its way to the door waits for its request. */
export const lapsedOrders = async ({ db, tenantId, now }: Context): Promise<string[]> => {
  const rows = await db
    .selectFrom('rewardOrder')
    .select('id')
    .where('tenantId', '=', tenantId)
    .where('state', '=', 'open')
    .where('way', '<>', 'delivery')
    .where('lastsUntil', '<=', now)
    .where((eb) => eb.or([eb('shownUntil', 'is', null), eb('shownUntil', '<', now)]))
    .orderBy('lastsUntil')
    .limit(1000)
    .execute()
  return rows.map(({ id }) => id)
}

export const openOrdersOf = async ({ db, tenantId }: Context, personIds: readonly string[]): Promise<string[]> => {
  const rows = await db
    .selectFrom('rewardOrder')
    .select('id')
    .where('tenantId', '=', tenantId)
    .where('state', '=', 'open')
    .where('personId', 'in', [...personIds])
    .execute()
  return rows.map(({ id }) => id)
}
