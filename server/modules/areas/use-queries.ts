// What stands on an area and keeps it from ending.
import { sql } from 'kysely'
import type { Context } from '../../kit/context.ts'

const over = ['answered', 'duplicate', 'declined', 'cancelled', 'confirmed', 'closed', 'unmet']

/** Those of the areas at which somebody lives, holds a role or waits for something. What lies below them is not looked at. */
export const areasInUse = async (ctx: Context, areaIds: readonly string[]): Promise<ReadonlySet<string>> => {
  const { rows } = await sql<{ id: string }>`
    select a.id from area a
    where a.tenant_id = ${ctx.tenantId} and a.id = any(${[...areaIds]}::uuid[]) and (
      exists (
        select from household h
        join household_member m on m.tenant_id = h.tenant_id and m.household_id = h.id and m.to_on is null
        where h.tenant_id = a.tenant_id and h.area_id = a.id)
      or exists (select from role_holding r where r.tenant_id = a.tenant_id and r.area_id = a.id and r.to_at is null)
      or exists (
        select from request r
        where r.tenant_id = a.tenant_id and r.area_id = a.id and not r.state::text = any(${over}::text[])))`.execute(
    ctx.db,
  )
  return new Set([...rows.map(({ id }) => id), ...(await doorsLivedIn(ctx, areaIds))])
}

/** Behind which door somebody lives is sealed: the keyed hash of each door is looked for, never the other way round. */
const doorsLivedIn = async ({ db, kit, tenantId }: Context, areaIds: readonly string[]): Promise<string[]> => {
  const doors = new Map(
    areaIds.flatMap((id) => kit.vault.finds(tenantId, 'household.door', id).map((hash) => [hash, id] as const)),
  )
  const { rows } = await sql<{ doorHash: string }>`
    select h.door_hash from household h
    where h.tenant_id = ${tenantId} and h.door_hash = any(${[...doors.keys()]}::text[]) and exists (
      select from household_member m
      where m.tenant_id = h.tenant_id and m.household_id = h.id and m.to_on is null)`.execute(db)
  return rows.flatMap(({ doorHash }) => doors.get(doorHash) ?? [])
}

/** Those of the areas that have something below them which has not ended. */
export const areasWithChildren = async (
  { db, tenantId }: Context,
  areaIds: readonly string[],
): Promise<ReadonlySet<string>> => {
  if (areaIds.length === 0) return new Set()
  const rows = await db
    .selectFrom('area')
    .select('parentId')
    .distinct()
    .where('tenantId', '=', tenantId)
    .where('parentId', 'in', areaIds)
    .where('validTo', 'is', null)
    .execute()
  return new Set(rows.flatMap(({ parentId }) => parentId ?? []))
}
