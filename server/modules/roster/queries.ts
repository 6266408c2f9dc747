// Kinds of shift, shifts given out and templates. Writes own tables only.
import type { DutyRole } from '@linbang/contract/roster'
import { type Insertable, sql, type Updateable } from 'kysely'
import type { Context } from '../../kit/context.ts'
import type { Tables } from '../../kit/db.ts'
import { found, refusedAs } from '../../kit/errors.ts'

export type KindRow = {
  readonly id: string
  readonly areaId: string
  readonly areaName: string
  readonly areaPath: string
  readonly role: DutyRole
  readonly name: string
  readonly fromMinute: number
  readonly minutes: number
  readonly weekdays: number[]
  readonly people: number
  readonly version: number
}
/** By area from the top, in an area by the hour of the day. */
export const kindsUnder = async (ctx: Context, path: string | null): Promise<KindRow[]> => {
  const { rows } = await sql<KindRow>`
    select k.id, k.area_id, a.name as area_name, a.path as area_path, k.role, k.name, k.from_minute, k.minutes, k.weekdays, k.people, k.version
    from shift_kind k join area a on a.tenant_id = k.tenant_id and a.id = k.area_id
    where k.tenant_id = ${ctx.tenantId} and k.ended_at is null and (${path}::text is null or a.path = ${path} or a.path like ${path === null ? null : `${path}.%`})
    order by length(a.path) - length(replace(a.path, '.', '')), a.sort_key, a.id, k.role <> 'operator', k.role, k.from_minute, k.id`.execute(
    ctx.db,
  )
  return rows
}
export const kindsByIds = async (ctx: Context, ids: readonly string[]): Promise<KindRow[]> => {
  const { rows } = await sql<KindRow>`
    select k.id, k.area_id, a.name as area_name, a.path as area_path, k.role, k.name, k.from_minute, k.minutes, k.weekdays, k.people, k.version
    from shift_kind k join area a on a.tenant_id = k.tenant_id and a.id = k.area_id
    where k.tenant_id = ${ctx.tenantId} and k.ended_at is null and k.id = any(${[...ids]}::uuid[])`.execute(ctx.db)
  return rows
}
export const insertKind = async (ctx: Context, row: Insertable<Tables['shiftKind']>): Promise<void> => {
  await ctx.db.insertInto('shiftKind').values(row).execute()
}
type KindChange = Updateable<Tables['shiftKind']>
/** Refused row.stale when somebody was faster. */
export const updateKind = async (ctx: Context, id: string, version: number, set: KindChange): Promise<void> => {
  const { numUpdatedRows } = await ctx.db
    .updateTable('shiftKind')
    .set({ ...set, version: version + 1 })
    .where('tenantId', '=', ctx.tenantId)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  found(numUpdatedRows > 0n || null, 'row.stale')
}

export type ShiftRow = {
  readonly id: string
  readonly kindId: string
  readonly kindName: string
  readonly areaId: string
  readonly areaName: string
  readonly areaPath: string
  readonly role: DutyRole
  readonly day: string
  readonly fromAt: Date
  readonly toAt: Date
  readonly personId: string
  readonly name: string
  readonly openedAt: Date | null
  readonly closedAt: Date | null
  readonly swapId: string | null
}
type Which = {
  readonly ids?: readonly string[]
  readonly personIds?: readonly string[]
  readonly under?: string
  readonly days?: readonly string[]
  /** Not over before this moment. */
  readonly endsAfter?: Date
  readonly beginsBefore?: Date
}
const list = (values: readonly string[] | undefined) => (values ? [...values] : null)
export const shiftsWhere = async (ctx: Context, which: Which): Promise<ShiftRow[]> => {
  const under = which.under ?? null
  const { rows } = await sql<ShiftRow>`
    select s.id, s.kind_id, k.name as kind_name, k.area_id, a.name as area_name, a.path as area_path, k.role, s.day, s.from_at, s.to_at, s.person_id, p.name, s.opened_at, s.closed_at,
      (select w.id from shift_swap w where w.tenant_id = s.tenant_id and w.shift_id = s.id and w.state = 'asked') as swap_id
    from shift s join shift_kind k on k.tenant_id = s.tenant_id and k.id = s.kind_id
    join area a on a.tenant_id = k.tenant_id and a.id = k.area_id join person p on p.tenant_id = s.tenant_id and p.id = s.person_id
    where s.tenant_id = ${ctx.tenantId} and s.removed_at is null
      and (${list(which.ids)}::uuid[] is null or s.id = any(${list(which.ids)}::uuid[]))
      and (${list(which.personIds)}::uuid[] is null or s.person_id = any(${list(which.personIds)}::uuid[]))
      and (${list(which.days)}::date[] is null or s.day = any(${list(which.days)}::date[]))
      and (${under}::text is null or a.path = ${under} or a.path like ${under === null ? null : `${under}.%`})
      and s.to_at > ${which.endsAfter ?? new Date(0)} and s.from_at < ${which.beginsBefore ?? new Date('9999-01-01')}
    order by s.from_at, s.id limit 2000`.execute(ctx.db)
  return rows
}
const clashes = { shift_apart: 'shift.overlap', shift_rested: 'shift.no_rest' } as const
export const insertShifts = async (ctx: Context, rows: readonly Insertable<Tables['shift']>[]): Promise<void> => {
  if (rows.length === 0) return
  await refusedAs(
    ctx.db
      .insertInto('shift')
      .values([...rows])
      .execute(),
    clashes,
  )
}
/** Held to the end of the transaction. */
export const lockShifts = async (ctx: Context, ids: readonly string[]): Promise<void> => {
  await sql`select from shift where tenant_id = ${ctx.tenantId} and id = any(${[...ids]}::uuid[]) order by id for update`.execute(
    ctx.db,
  )
}
export const updateShifts = async (
  ctx: Context,
  ids: readonly string[],
  set: Pick<Updateable<Tables['shift']>, 'openedAt' | 'closedAt' | 'alarmedAt' | 'removedAt'>,
): Promise<void> => {
  if (ids.length === 0) return
  await ctx.db
    .updateTable('shift')
    .set(set)
    .where('tenantId', '=', ctx.tenantId)
    .where('id', 'in', [...ids])
    .execute()
}
/** Both change hands at the same moment; refused when either would be on two shifts, or without rest. */
export const handShifts = async (ctx: Context, hands: readonly { id: string; to: string }[]): Promise<void> => {
  await sql`set constraints shift_apart, shift_rested deferred`.execute(ctx.db)
  for (const { id, to } of hands)
    await ctx.db
      .updateTable('shift')
      .set({ personId: to })
      .where('tenantId', '=', ctx.tenantId)
      .where('id', '=', id)
      .execute()
  await refusedAs(sql`set constraints shift_apart, shift_rested immediate`.execute(ctx.db), clashes)
}

export type PostHolder = {
  readonly personId: string
  readonly name: string
  readonly role: DutyRole
  readonly path: string
}
/** Who holds a roster role in, under or above a place. */
export const postHolders = async (ctx: Context, path: string, above: readonly string[]): Promise<PostHolder[]> => {
  const { rows } = await sql<PostHolder>`
    select distinct a.person_id, p.name, p.name_pinyin, r.role, h.path from role_holding r
    join area h on h.tenant_id = r.tenant_id and h.id = r.area_id
    join account a on a.tenant_id = r.tenant_id and a.id = r.account_id and a.closed_at is null
    join person p on p.tenant_id = a.tenant_id and p.id = a.person_id
    where r.tenant_id = ${ctx.tenantId} and r.to_at is null and r.role in ('operator', 'community_worker', 'community_lead', 'grid_worker', 'grid_lead')
      and (h.path = ${path} or h.path like ${`${path}.%`} or h.path = any(${[...above]}::text[]))
    order by p.name_pinyin, a.person_id`.execute(ctx.db)
  return rows
}

type Cell = { readonly kindId: string; readonly weekday: number; readonly personId: string }
export type TemplateRow = {
  readonly id: string
  readonly areaId: string
  readonly name: string
  readonly cells: readonly Cell[]
}
export const templatesOf = async (ctx: Context, areaId: string): Promise<TemplateRow[]> => {
  const { rows } = await sql<Omit<TemplateRow, 'cells'> & { cells: string }>`
    select id, area_id, name, cells::text from roster_template where tenant_id = ${ctx.tenantId} and area_id = ${areaId} and ended_at is null order by name, id`.execute(
    ctx.db,
  )
  return rows.map((row) => ({ ...row, cells: JSON.parse(row.cells) as Cell[] }))
}
export const templateById = async (ctx: Context, id: string): Promise<TemplateRow> => {
  const { rows } = await sql<Omit<TemplateRow, 'cells'> & { cells: string }>`
    select id, area_id, name, cells::text from roster_template where tenant_id = ${ctx.tenantId} and id = ${id} and ended_at is null`.execute(
    ctx.db,
  )
  const row = found(rows[0])
  return { ...row, cells: JSON.parse(row.cells) as Cell[] }
}
export const insertTemplate = async (ctx: Context, row: Insertable<Tables['rosterTemplate']>): Promise<void> => {
  await refusedAs(ctx.db.insertInto('rosterTemplate').values(row).execute(), {
    roster_template_name: 'roster.name_taken',
  })
}
export const stopTemplate = async (ctx: Context, id: string): Promise<void> => {
  await ctx.db
    .updateTable('rosterTemplate')
    .set({ endedAt: ctx.now })
    .where('tenantId', '=', ctx.tenantId)
    .where('id', '=', id)
    .execute()
}
