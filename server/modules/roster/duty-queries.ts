// SQL about who stands watch now: duties begun by a press, and shifts the roster names.
import type { DutyRole } from '@linbang/contract/roster'
import { sql } from 'kysely'
import type { Context } from '../../kit/context.ts'

export type DutyPerson = {
  readonly personId: string
  readonly callName: string
  readonly role: DutyRole
  readonly areaName: string
  readonly areaPath: string
  readonly since: Date
}
type Watch = DutyPerson & { readonly soundOkAt: Date | null; readonly seenAt: Date | null }

/** On duty by a press, at one of these places: the nearest level first, there whoever stands longest. */
export const pressedAt = async (ctx: Context, paths: readonly string[]): Promise<Watch[]> => {
  const { rows } = await sql<Watch>`
    select d.person_id, p.call_name, d.role, a.name as area_name, a.path as area_path, d.from_at as since, d.sound_ok_at, d.seen_at
    from duty d join area a on a.tenant_id = d.tenant_id and a.id = d.area_id join person p on p.tenant_id = d.tenant_id and p.id = d.person_id
    where d.tenant_id = ${ctx.tenantId} and d.to_at is null and a.path = any(${[...paths]}::text[])
      and d.role in ('operator', 'community_worker', 'community_lead', 'grid_worker', 'grid_lead')
    order by length(a.path) desc, d.from_at, d.id`.execute(ctx.db)
  return rows
}

/** Named by the roster for this moment and not on duty by a press. */
export const rosteredAt = async (ctx: Context, paths: readonly string[]): Promise<DutyPerson[]> => {
  const { rows } = await sql<DutyPerson>`
    select s.person_id, p.call_name, k.role, a.name as area_name, a.path as area_path, s.from_at as since
    from shift s join shift_kind k on k.tenant_id = s.tenant_id and k.id = s.kind_id join area a on a.tenant_id = k.tenant_id and a.id = k.area_id
    join person p on p.tenant_id = s.tenant_id and p.id = s.person_id
    where s.tenant_id = ${ctx.tenantId} and s.removed_at is null and s.closed_at is null and s.from_at <= ${ctx.now} and s.to_at > ${ctx.now}
      and a.path = any(${[...paths]}::text[])
      and not exists (select from duty d where d.tenant_id = s.tenant_id and d.person_id = s.person_id and d.role = k.role and d.to_at is null)
    order by length(a.path) desc, s.from_at, s.id`.execute(ctx.db)
  return rows
}

export type Unopened = {
  readonly id: string
  readonly personId: string
  readonly areaPath: string
  readonly areaName: string
  readonly kindName: string
  readonly fromAt: Date
}
/** Begun so long ago, opened by nobody, nobody told yet; marked as told for whoever calls. */
export const takeUnopened = async (ctx: Context, begunBefore: Date): Promise<Unopened[]> => {
  const { rows } = await sql<Unopened>`
    with late as (
      update shift s set alarmed_at = ${ctx.now}
      where s.tenant_id = ${ctx.tenantId} and s.removed_at is null and s.opened_at is null and s.alarmed_at is null and s.from_at <= ${begunBefore} and s.to_at > ${ctx.now}
        and not exists (select from duty d join shift_kind k on k.tenant_id = s.tenant_id and k.id = s.kind_id
          where d.tenant_id = s.tenant_id and d.person_id = s.person_id and d.role = k.role and d.to_at is null)
      returning s.id, s.kind_id, s.person_id, s.from_at)
    select l.id, l.person_id, a.path as area_path, a.name as area_name, k.name as kind_name, l.from_at
    from late l join shift_kind k on k.tenant_id = ${ctx.tenantId} and k.id = l.kind_id join area a on a.tenant_id = k.tenant_id and a.id = k.area_id
    order by l.from_at, l.id`.execute(ctx.db)
  return rows
}

export const insertFeed = async (
  ctx: Context,
  row: { id: string; personId: string; kind: string; tokenHash: string },
) => {
  await ctx.db
    .insertInto('calendarFeed')
    .values({ ...row, tenantId: ctx.tenantId, madeAt: ctx.now })
    .execute()
}
export const endFeeds = async (ctx: Context, personId: string, kind: string): Promise<void> => {
  await ctx.db
    .updateTable('calendarFeed')
    .set({ endedAt: ctx.now })
    .where('tenantId', '=', ctx.tenantId)
    .where('personId', '=', personId)
    .where('kind', '=', kind)
    .where('endedAt', 'is', null)
    .execute()
}
export const feedOwner = async (ctx: Context, kind: string, hashes: readonly string[]): Promise<string | undefined> =>
  (
    await ctx.db
      .selectFrom('calendarFeed')
      .select('personId')
      .where('tenantId', '=', ctx.tenantId)
      .where('kind', '=', kind)
      .where('tokenHash', 'in', [...hashes])
      .where('endedAt', 'is', null)
      .executeTakeFirst()
  )?.personId
export const hasFeed = async (ctx: Context, personId: string, kind: string): Promise<boolean> =>
  (
    await ctx.db
      .selectFrom('calendarFeed')
      .select('id')
      .where('tenantId', '=', ctx.tenantId)
      .where('personId', '=', personId)
      .where('kind', '=', kind)
      .where('endedAt', 'is', null)
      .execute()
  ).length > 0
