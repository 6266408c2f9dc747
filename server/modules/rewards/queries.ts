// SQL of what stands in the shop, and who hands it out.
import type { RewardKind, RewardLook } from '@linbang/contract/rewards'
import type { Insertable } from 'kysely'
import { sql } from 'kysely'
import type { Context } from '../../kit/context.ts'
import type { Tables } from '../../kit/db.ts'

export type Shop = { readonly organisationId: string; readonly name: string }
export type RewardRow = {
  readonly id: string
  readonly kind: RewardKind
  readonly zh: string
  readonly en: string
  readonly about: string
  readonly points: number
  readonly stock: number | null
  readonly countedIn: string
  readonly limitEach: number | null
  readonly fromAt: Date
  readonly untilAt: Date | null
  readonly look: RewardLook
  readonly pictureId: string | null
  readonly areaId: string
  readonly areaName: string
  readonly areaPath: string
  readonly place: string
  readonly shops: readonly Shop[]
  readonly deliverable: boolean
  readonly serviceCode: string | null
  readonly keepDays: number
  readonly active: boolean
  readonly version: number
  readonly ordered: number
}
/** What staff may set. */
export type RewardColumns = Partial<Insertable<Tables['reward']>>
type Question = {
  readonly id?: string | undefined
  readonly kind?: RewardKind | undefined
  /** Where the asker lives; null: everywhere. */
  readonly home?: string | null
  /** What the asker keeps: shown also when it is not on offer. */
  readonly kept: readonly string[]
  readonly all: boolean
  readonly personIds: readonly string[]
  readonly after?: readonly [number, string] | undefined
  readonly limit: number
}

const listOf = (ids: readonly string[]) => sql`${[...ids]}::uuid[]`

export const rewardList = async ({ db, tenantId, now }: Context, question: Question): Promise<RewardRow[]> => {
  const { id = null, kind = null, home = null, kept, all, personIds, after, limit } = question
  const { rows } = await sql<RewardRow>`
    select r.id, r.kind, r.zh, r.en, r.about, r.points, r.stock, r.counted_in, r.limit_each, r.from_at, r.until_at, r.look, r.picture_id,
      r.area_id, a.name as area_name, r.area_path, r.place, r.deliverable, sv.code as service_code, r.keep_days, r.active, r.version,
      coalesce((select jsonb_agg(jsonb_build_object('organisationId', o.id, 'name', o.name) order by o.name) from reward_shop s
        join organisation o on o.tenant_id = s.tenant_id and o.id = s.organisation_id where s.tenant_id = r.tenant_id and s.reward_id = r.id), '[]') as shops,
      coalesce((select sum(o.quantity) from reward_order o where o.tenant_id = r.tenant_id and o.reward_id = r.id and o.state in ('open', 'used')
        and o.person_id = any(${listOf(personIds)})), 0)::int as ordered
    from reward r join area a on a.tenant_id = r.tenant_id and a.id = r.area_id
    left join service sv on sv.tenant_id = r.tenant_id and sv.id = r.service_id
    cross join lateral (select exists (select from unnest(${[...kept]}::text[]) path where r.area_path = path or r.area_path like path || '.%') as kept) k
    where r.tenant_id = ${tenantId} and (${id}::uuid is null or r.id = ${id}::uuid) and (${kind}::text is null or r.kind::text = ${kind})
      and ((${all}::boolean and k.kept) or (not ${all}::boolean and (${id}::uuid is not null or (r.active and (r.until_at is null or r.until_at > ${now})))
        and (k.kept or ${home}::text is null or ${home}::text = r.area_path or ${home}::text like r.area_path || '.%')))
      and (${after?.[0] ?? null}::int is null or (r.points, r.id) > (${after?.[0] ?? null}::int, ${after?.[1] ?? null}::uuid))
    order by r.points, r.id limit ${limit}`.execute(db)
  return rows
}

export const insertReward = async ({ db, tenantId }: Context, row: Omit<Insertable<Tables['reward']>, 'tenantId'>) => {
  await db
    .insertInto('reward')
    .values({ ...row, tenantId })
    .execute()
}

/** Whoever orders or changes it waits here: stock and limits are counted one after another. */
export const lockReward = ({ db, tenantId }: Context, id: string) =>
  db
    .selectFrom('reward')
    .selectAll()
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

export const updateReward = async ({ db, tenantId }: Context, id: string, set: RewardColumns): Promise<void> => {
  await db.updateTable('reward').set(set).where('tenantId', '=', tenantId).where('id', '=', id).execute()
}

/** Adds to a counted stock; one that is not counted stays so. */
export const moveStock = async ({ db, tenantId }: Context, id: string, by: number): Promise<void> => {
  await db
    .updateTable('reward')
    .set({ stock: sql`stock + ${by}` })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .execute()
}

export const setShops = async ({ db, tenantId }: Context, rewardId: string, organisationIds: readonly string[]) => {
  await db.deleteFrom('rewardShop').where('tenantId', '=', tenantId).where('rewardId', '=', rewardId).execute()
  const rows = [...new Set(organisationIds)].map((organisationId) => ({ tenantId, rewardId, organisationId }))
  if (rows.length > 0) await db.insertInto('rewardShop').values(rows).execute()
}

export const isPicture = async ({ db, tenantId }: Context, fileId: string): Promise<boolean> =>
  (await db
    .selectFrom('reward')
    .select('id')
    .where('tenantId', '=', tenantId)
    .where('pictureId', '=', fileId)
    .limit(1)
    .executeTakeFirst()) !== undefined
