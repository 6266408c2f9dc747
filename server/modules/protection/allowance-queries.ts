// Allowances. Whoever decides or pays has locked the row first.
import { type Insertable, sql, type Updateable } from 'kysely'
import type { Context } from '../../kit/context.ts'
import type { Tables } from '../../kit/db.ts'
import type { AllowanceKind, AllowanceState } from '../../kit/tables.ts'

export type AllowanceLine = {
  readonly id: string
  readonly personId: string
  readonly name: string
  readonly areaName: string
  readonly areaPath: string
  readonly kind: AllowanceKind
  readonly amountCents: number
  readonly forOn: string
  readonly reason: string
  readonly state: AllowanceState
  readonly askedAt: Date
  readonly decidedById: string | null
  readonly decidedBy: string | null
  readonly decision: string | null
  readonly paidBy: string | null
  readonly paidAt: Date | null
  readonly version: number
  readonly place: number
}
type Search = {
  readonly id?: string
  readonly paths?: readonly string[] | null
  readonly personIds?: readonly string[]
  readonly after?: readonly [number, Date, string] | undefined
  readonly limit: number
}

/** What waits for a decision, then what waits for payment, then the rest; in each the latest first. */
export const allowanceList = async (ctx: Context, search: Search): Promise<AllowanceLine[]> => {
  const { id = null, paths, personIds, after, limit } = search
  const [under, people] = [paths ? [...paths] : null, personIds ? [...personIds] : null]
  const place = sql`case w.state when 'asked' then 0 when 'approved' then 1 else 2 end`
  const { rows } = await sql<AllowanceLine>`
    select w.id, w.person_id as "personId", p.name, a.name as "areaName", w.area_path as "areaPath", w.kind, w.amount_cents as "amountCents", w.for_on as "forOn", w.reason, w.state, w.asked_at as "askedAt",
      w.decided_by as "decidedById", d.name as "decidedBy", w.decision, y.name as "paidBy", w.paid_at as "paidAt", w.version, ${place} as place
    from allowance w join area a on a.tenant_id = w.tenant_id and a.id = w.area_id join person p on p.tenant_id = w.tenant_id and p.id = w.person_id
    left join person d on d.tenant_id = w.tenant_id and d.id = w.decided_by left join person y on y.tenant_id = w.tenant_id and y.id = w.paid_by
    where w.tenant_id = ${ctx.tenantId} and (${id}::uuid is null or w.id = ${id}::uuid) and (${people}::uuid[] is null or w.person_id = any(${people}::uuid[]))
      and (${under}::text[] is null or exists (select from unnest(${under}::text[]) path where w.area_path = path or w.area_path like path || '.%'))
      and (${after?.[0] ?? null}::int is null or ${place} > ${after?.[0] ?? 0}::int or (${place} = ${after?.[0] ?? 0}::int and (w.asked_at, w.id) < (${after?.[1] ?? null}::timestamptz, ${after?.[2] ?? null}::uuid)))
    order by ${place}, w.asked_at desc, w.id desc limit ${limit}`.execute(ctx.db)
  return rows
}

export const lockAllowance = async (ctx: Context, id: string): Promise<AllowanceLine | undefined> => {
  await sql`select from allowance where tenant_id = ${ctx.tenantId} and id = ${id} for update`.execute(ctx.db)
  return (await allowanceList(ctx, { id, limit: 1 }))[0]
}

export const insertAllowance = async (
  ctx: Context,
  row: Omit<Insertable<Tables['allowance']>, 'tenantId' | 'askedAt'>,
): Promise<void> => {
  await ctx.db
    .insertInto('allowance')
    .values({ ...row, tenantId: ctx.tenantId, askedAt: ctx.now })
    .execute()
}

export const updateAllowance = async (
  ctx: Context,
  id: string,
  set: Updateable<Tables['allowance']>,
): Promise<void> => {
  await ctx.db
    .updateTable('allowance')
    .set(({ eb }) => ({ ...set, version: eb('version', '+', 1) }))
    .where('tenantId', '=', ctx.tenantId)
    .where('id', '=', id)
    .execute()
}
