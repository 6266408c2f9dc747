// Batches and their places: what was proposed, what people made of it, what holds.
import type { Insertable } from 'kysely'
import { sql } from 'kysely'
import type { Context } from '../../kit/context.ts'
import type { Tables } from '../../kit/db.ts'

/** Requests of the coming days under the path that want somebody and are not looked for elsewhere by a named helper. */
export const workAhead = async (ctx: Context, underPath: string, from: Date, to: Date): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select id from request where tenant_id = ${ctx.tenantId} and state in ('reported', 'reopened', 'dispatching') and urgency in ('basic', 'ordinary')
      and not needs_look and draft_voice_file_id is null and provider_id is null and (area_path = ${underPath} or area_path like ${`${underPath}.%`})
      and window_from is not null and window_to > ${from} and window_from < ${to}
    order by window_from, id limit 300`.execute(ctx.db)
  return rows.map((row) => row.id)
}

export const insertBatch = async (
  ctx: Context,
  batch: Insertable<Tables['batch']>,
  items: readonly Insertable<Tables['batchItem']>[],
): Promise<void> => {
  await ctx.db.insertInto('batch').values(batch).execute()
  if (items.length > 0)
    await ctx.db
      .insertInto('batchItem')
      .values([...items])
      .execute()
}

const batches = (ctx: Context) =>
  ctx.db
    .selectFrom('batch as b')
    .innerJoin('area as a', (join) => join.onRef('a.tenantId', '=', 'b.tenantId').onRef('a.id', '=', 'b.areaId'))
    .leftJoin('person as p', (join) => join.onRef('p.tenantId', '=', 'b.tenantId').onRef('p.id', '=', 'b.madeBy'))
    .leftJoin('person as q', (join) => join.onRef('q.tenantId', '=', 'b.tenantId').onRef('q.id', '=', 'b.publishedBy'))
    .selectAll('b')
    .select(['a.name as areaName', 'a.path as areaPath', 'p.callName as madeByName', 'q.callName as publishedByName'])
    .where('b.tenantId', '=', ctx.tenantId)
export type BatchRow = NonNullable<Awaited<ReturnType<typeof batchById>>>

export const batchById = (ctx: Context, batchId: string) => batches(ctx).where('b.id', '=', batchId).executeTakeFirst()

/** The batch, locked: two who change it or publish it take turns. */
export const lockBatch = async (ctx: Context, batchId: string): Promise<BatchRow | undefined> => {
  await ctx.db
    .selectFrom('batch')
    .select('id')
    .where('tenantId', '=', ctx.tenantId)
    .where('id', '=', batchId)
    .forUpdate()
    .execute()
  return batchById(ctx, batchId)
}

export const batchesOf = (ctx: Context, areaId: string) =>
  batches(ctx).where('b.areaId', '=', areaId).orderBy('b.madeAt', 'desc').orderBy('b.id', 'desc').limit(20).execute()

export const updateBatch = async (ctx: Context, batchId: string, set: Partial<BatchRow>): Promise<void> => {
  await ctx.db
    .updateTable('batch')
    .set((row) => ({ ...set, version: row('version', '+', 1) }))
    .where('tenantId', '=', ctx.tenantId)
    .where('id', '=', batchId)
    .execute()
}

/** Proposals nobody has touched give way to a newer one. */
export const replaceUntouched = async (ctx: Context, areaId: string): Promise<void> => {
  await sql`update batch b set state = 'replaced', version = version + 1 where tenant_id = ${ctx.tenantId} and area_id = ${areaId} and state = 'proposed'
    and not exists (select from batch_item i where i.tenant_id = b.tenant_id and i.batch_id = b.id and i.by_hand)`.execute(
    ctx.db,
  )
}

export const itemsOf = (ctx: Context, batchId: string) =>
  ctx.db
    .selectFrom('batchItem')
    .selectAll()
    .where('tenantId', '=', ctx.tenantId)
    .where('batchId', '=', batchId)
    .orderBy('startAt')
    .orderBy('requestId')
    .orderBy('place')
    .execute()
export type ItemRow = Awaited<ReturnType<typeof itemsOf>>[number]

export const updateItem = async (
  ctx: Context,
  batchId: string,
  { requestId, place }: Pick<ItemRow, 'requestId' | 'place'>,
  set: Partial<Pick<ItemRow, 'volunteerId' | 'byHand' | 'state'>> & { readonly reasons?: string },
): Promise<void> => {
  await ctx.db
    .updateTable('batchItem')
    .set(set)
    .where('tenantId', '=', ctx.tenantId)
    .where('batchId', '=', batchId)
    .where('requestId', '=', requestId)
    .where('place', '=', place)
    .execute()
}

export type HelperShown = {
  readonly volunteerId: string
  readonly personId: string
  readonly name: string
  readonly callName: string
  readonly buildingName: string | null
}
export const helpersShown = async (ctx: Context, volunteerIds: readonly string[]): Promise<HelperShown[]> => {
  const { rows } = await sql<HelperShown>`
    select v.id as "volunteerId", v.person_id as "personId", p.name, p.call_name as "callName",
      (select a.name from household_member hm join household h on h.tenant_id = hm.tenant_id and h.id = hm.household_id join area a on a.tenant_id = h.tenant_id and a.id = h.area_id
        where hm.tenant_id = v.tenant_id and hm.person_id = v.person_id and hm.to_on is null limit 1) as "buildingName"
    from volunteer v join person p on p.tenant_id = v.tenant_id and p.id = v.person_id
    where v.tenant_id = ${ctx.tenantId} and v.id = any(${[...volunteerIds]}::uuid[]) order by p.call_name, v.id`.execute(
    ctx.db,
  )
  return rows
}

/** Who has heard already of their week out of this batch. */
export const toldOfWeek = async (ctx: Context, batchId: string): Promise<Set<string>> => {
  const rows = await ctx.db
    .selectFrom('notice')
    .select('personId')
    .where('tenantId', '=', ctx.tenantId)
    .where('subjectId', '=', batchId)
    .where('kind', '=', 'week.published')
    .execute()
  return new Set(rows.map((row) => row.personId))
}

/** Communities whose last machine-made proposal is older than this moment. */
export const communitiesDue = async (ctx: Context, before: Date): Promise<{ id: string; path: string }[]> => {
  const { rows } = await sql<{ id: string; path: string }>`
    select a.id, a.path from area a where a.tenant_id = ${ctx.tenantId} and a.kind = 'community' and a.valid_to is null
      and not exists (select from batch b where b.tenant_id = a.tenant_id and b.area_id = a.id and b.made_at > ${before}) order by a.path`.execute(
    ctx.db,
  )
  return rows
}
