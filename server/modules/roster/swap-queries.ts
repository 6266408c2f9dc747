// Swaps asked and answered, notes handed over and who has read them. Writes own tables only.
import type { DutyRole } from '@linbang/contract/roster'
import { type Insertable, sql } from 'kysely'
import type { Context } from '../../kit/context.ts'
import type { Tables } from '../../kit/db.ts'
import { found, refusedAs } from '../../kit/errors.ts'

export type SwapRow = {
  readonly id: string
  readonly shiftId: string
  readonly askedBy: string
  readonly askedByName: string
  readonly toPersonId: string | null
  readonly toName: string | null
  readonly returnShiftId: string | null
  readonly reason: string
  readonly state: 'asked' | 'agreed' | 'refused' | 'withdrawn'
}
export const insertSwap = (ctx: Context, row: Insertable<Tables['shiftSwap']>) =>
  refusedAs(ctx.db.insertInto('shiftSwap').values(row).execute(), { shift_swap_asked: 'swap.asked_already' })

type Which = { readonly id: string } | { readonly shiftIds: readonly string[] } | { readonly openFor: string }
const chosen = (which: Which) => {
  if ('id' in which) return sql`w.id = ${which.id}`
  if ('shiftIds' in which) return sql`w.shift_id = any(${[...which.shiftIds]}::uuid[]) and w.state = 'asked'`
  return sql`w.state = 'asked' and (w.to_person_id is null or w.to_person_id = ${which.openFor} or w.asked_by = ${which.openFor})`
}
export const swapsWhere = async (ctx: Context, which: Which): Promise<SwapRow[]> => {
  const { rows } = await sql<SwapRow>`
    select w.id, w.shift_id, w.asked_by, a.name as asked_by_name, w.to_person_id, t.name as to_name, w.return_shift_id, w.reason, w.state
    from shift_swap w join person a on a.tenant_id = w.tenant_id and a.id = w.asked_by
    left join person t on t.tenant_id = w.tenant_id and t.id = w.to_person_id
    where w.tenant_id = ${ctx.tenantId} and ${chosen(which)} order by w.asked_at, w.id limit 200`.execute(ctx.db)
  return rows
}
export const lockSwap = async (ctx: Context, id: string): Promise<void> => {
  const { rows } =
    await sql`select from shift_swap where tenant_id = ${ctx.tenantId} and id = ${id} for update`.execute(ctx.db)
  found(rows[0])
}
export const answerSwaps = async (
  ctx: Context,
  ids: readonly string[],
  state: 'agreed' | 'refused' | 'withdrawn',
  by: string | null,
): Promise<void> => {
  if (ids.length === 0) return
  await ctx.db
    .updateTable('shiftSwap')
    .set({ state, answeredBy: by, answeredAt: ctx.now })
    .where('tenantId', '=', ctx.tenantId)
    .where('id', 'in', [...ids])
    .execute()
}

export type NoteRow = {
  readonly id: string
  readonly areaName: string
  readonly role: DutyRole
  readonly words: string
  readonly writtenBy: string
  readonly writtenByName: string
  readonly at: Date
  readonly read: boolean
}
export const insertNote = async (ctx: Context, row: Insertable<Tables['handOver']>): Promise<void> => {
  await ctx.db.insertInto('handOver').values(row).execute()
}
type Notes = {
  readonly areaIds?: readonly string[]
  readonly under?: string
  readonly role?: string
  readonly since: Date
}
/** Newest first, with whether the reader has read them. */
export const notesWhere = async (ctx: Context, reader: string, which: Notes): Promise<NoteRow[]> => {
  const areaIds = which.areaIds ? [...which.areaIds] : null
  const [under, role] = [which.under ?? null, which.role ?? null]
  const { rows } = await sql<NoteRow>`
    select n.id, a.name as area_name, n.role, n.words, n.written_by, p.name as written_by_name, n.at,
      n.written_by = ${reader}::uuid or exists (select from hand_over_read r where r.tenant_id = n.tenant_id and r.hand_over_id = n.id and r.person_id = ${reader}::uuid) as read
    from hand_over n join area a on a.tenant_id = n.tenant_id and a.id = n.area_id join person p on p.tenant_id = n.tenant_id and p.id = n.written_by
    where n.tenant_id = ${ctx.tenantId} and n.at > ${which.since}
      and (${areaIds}::uuid[] is null or n.area_id = any(${areaIds}::uuid[]))
      and (${under}::text is null or a.path = ${under} or a.path like ${under === null ? null : `${under}.%`})
      and (${role}::text is null or n.role = ${role})
    order by n.at desc, n.id desc limit 50`.execute(ctx.db)
  return rows
}
export const noteArea = async (ctx: Context, id: string): Promise<string> => {
  const { rows } = await sql<{ path: string }>`
    select a.path from hand_over n join area a on a.tenant_id = n.tenant_id and a.id = n.area_id where n.tenant_id = ${ctx.tenantId} and n.id = ${id}`.execute(
    ctx.db,
  )
  return found(rows[0]).path
}
export const markNoteRead = async (ctx: Context, handOverId: string, personId: string): Promise<void> => {
  await ctx.db
    .insertInto('handOverRead')
    .values({ tenantId: ctx.tenantId, handOverId, personId, at: ctx.now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
