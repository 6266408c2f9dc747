import type { Insertable, Selectable, Updateable } from 'kysely'
import { type RawBuilder, sql, type SqlBool } from 'kysely'
import type { Context } from '../../kit/context.ts'
import type { Tables } from '../../kit/db.ts'

export type RectificationRow = Selectable<Tables['rectification']>

export const personOf = ({ actor }: Context): string | null => (actor.kind === 'person' ? actor.personId : null)

export const insertRating = async (ctx: Context, row: Insertable<Tables['rating']>): Promise<void> => {
  await ctx.db.insertInto('rating').values(row).execute()
}

/** The sealed visit a rating speaks of: the newest of the request, with its helpers. */
export const ratedVisit = async (ctx: Context, requestId: string) => {
  const { rows } = await sql<{
    visitId: string
    sheetId: string | null
    helpers: { personId: string; volunteerId: string | null; organisationId: string | null }[]
  }>`
    select v.id as "visitId",
      (select s.id from sheet s where s.tenant_id = v.tenant_id and s.visit_id = v.id order by s.version desc limit 1) as "sheetId",
      coalesce((select jsonb_agg(jsonb_build_object('personId', vp.person_id, 'volunteerId', vp.volunteer_id, 'organisationId', vp.organisation_id))
        from visit_person vp where vp.tenant_id = v.tenant_id and vp.visit_id = v.id and vp.state = 'signed'), '[]') as helpers
    from visit v where v.tenant_id = ${ctx.tenantId} and v.request_id = ${requestId} and v.state = 'signed'
    order by v.created_at desc limit 1`.execute(ctx.db)
  return rows[0]
}

/** Whoever went to that door, or was to, hears nothing of what is said about it: complaints name nobody (rules.md §1, §2). */
export const wentThere = (requestId: RawBuilder<unknown>, personId: string | null) => sql<SqlBool>`
  exists (select 1 from visit hv join visit_person hp on hp.tenant_id = hv.tenant_id and hp.visit_id = hv.id
    where hv.tenant_id = r.tenant_id and hv.request_id = ${requestId} and hp.person_id = ${personId}::uuid)`

export const helpedWith = async (ctx: Context, requestId: string, personId: string): Promise<boolean> =>
  (
    await sql`select 1 from request r where r.tenant_id = ${ctx.tenantId} and r.id = ${requestId} and ${wentThere(sql`r.id`, personId)}`.execute(
      ctx.db,
    )
  ).rows.length > 0

/** Each visit of a request is rated once. */
export const isRated = async (ctx: Context, requestId: string, visitId: string | null): Promise<boolean> =>
  (await ctx.db
    .selectFrom('rating')
    .select('id')
    .where('tenantId', '=', ctx.tenantId)
    .where('requestId', '=', requestId)
    .where('visitId', visitId ? '=' : 'is', visitId)
    .executeTakeFirst()) !== undefined

export const insertAttempt = async (ctx: Context, row: Insertable<Tables['callAttempt']>): Promise<void> => {
  await ctx.db.insertInto('callAttempt').values(row).execute()
}

export const insertRectification = (
  ctx: Context,
  row: Insertable<Tables['rectification']>,
): Promise<RectificationRow> => ctx.db.insertInto('rectification').values(row).returningAll().executeTakeFirstOrThrow()

export const lockRectification = (ctx: Context, id: string): Promise<RectificationRow | undefined> =>
  ctx.db
    .selectFrom('rectification')
    .selectAll()
    .where('tenantId', '=', ctx.tenantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

export const updateRectification = async (
  ctx: Context,
  id: string,
  set: Updateable<Tables['rectification']>,
): Promise<void> => {
  await ctx.db.updateTable('rectification').set(set).where('tenantId', '=', ctx.tenantId).where('id', '=', id).execute()
}

export type QueueRow = {
  readonly requestId: string
  readonly dueAt: Date | null
  readonly tries: number
  readonly halfDays: number
  readonly key: string
  readonly id: string
}

/** Done requests that wait for a word from the person helped, the nearest deadline first. */
export const callBackQueue = async (
  ctx: Context,
  paths: readonly string[],
  after: readonly [string, string] | undefined,
  limit: number,
): Promise<QueueRow[]> => {
  const { rows } = await sql<QueueRow>`
    select r.id as "requestId", r.id, d.due_at as "dueAt", coalesce(d.due_at, r.done_at)::text as key,
      (select count(*)::int from call_attempt c where c.tenant_id = r.tenant_id and c.request_id = r.id) as tries,
      (select count(distinct c.half_day)::int from call_attempt c where c.tenant_id = r.tenant_id and c.request_id = r.id) as "halfDays"
    from request r left join request_due d on d.tenant_id = r.tenant_id and d.request_id = r.id and d.step = 'call_back'
    where r.tenant_id = ${ctx.tenantId} and r.state = 'done'
      and exists (select 1 from unnest(${[...paths]}::text[]) path where r.area_path = path or r.area_path like path || '.%')
      and (${after?.[0] ?? null}::text is null or (coalesce(d.due_at, r.done_at), r.id) > (${after?.[0] ?? null}::timestamptz, ${after?.[1] ?? null}::uuid))
    order by coalesce(d.due_at, r.done_at), r.id limit ${limit}`.execute(ctx.db)
  return rows
}

export type ItemRow = Omit<RectificationRow, 'cause'> & {
  readonly cause: 'unsatisfied' | 'not_solved' | 'charged_extra' | 'wrong_person' | 'complaint' | 'spot_check'
  readonly ownerName: string | null
  readonly putRightByName: string | null
  readonly recheckedByName: string | null
  readonly key: string
}

const items = sql`
  select x.id, x.request_id as "requestId", x.cause, x.words, x.due_at as "dueAt", x.proof, x.put_right_at as "putRightAt", x.put_right_by as "putRightBy",
    x.recheck_words as "recheckWords", x.owner_person_id as "ownerPersonId", x.closed_at as "closedAt", x.created_at as "createdAt",
    p.name as "ownerName", q.name as "putRightByName", c.name as "recheckedByName", x.created_at::text as key
  from rectification x join request r on r.tenant_id = x.tenant_id and r.id = x.request_id
  left join person p on p.tenant_id = x.tenant_id and p.id = x.owner_person_id
  left join person q on q.tenant_id = x.tenant_id and q.id = x.put_right_by
  left join person c on c.tenant_id = x.tenant_id and c.id = x.rechecked_by`

export const rectificationList = async (
  ctx: Context,
  paths: readonly string[],
  open: boolean | undefined,
  after: readonly [string, string] | undefined,
  limit: number,
): Promise<ItemRow[]> => {
  const { rows } = await sql<ItemRow>`
    ${items} where x.tenant_id = ${ctx.tenantId} and not ${wentThere(sql`r.id`, personOf(ctx))}
      and exists (select 1 from unnest(${[...paths]}::text[]) path where r.area_path = path or r.area_path like path || '.%')
      and (${open ?? null}::boolean is null or (x.closed_at is null) = ${open ?? null}::boolean)
      and (${after?.[0] ?? null}::text is null or (x.created_at, x.id) < (${after?.[0] ?? null}::timestamptz, ${after?.[1] ?? null}::uuid))
    order by x.created_at desc, x.id desc limit ${limit}`.execute(ctx.db)
  return rows
}

export const rectificationById = async (ctx: Context, id: string): Promise<ItemRow | undefined> =>
  (await sql<ItemRow>`${items} where x.tenant_id = ${ctx.tenantId} and x.id = ${id}`.execute(ctx.db)).rows[0]

/** Why a request was taken up again last, and whether an item was opened with it or since. */
export const lastReopening = async (ctx: Context, requestId: string) => {
  const { rows } = await sql<{ why: string | null; opened: boolean }>`
    select e.why, exists (select 1 from rectification x where x.tenant_id = e.tenant_id and x.request_id = e.request_id and x.created_at >= e.at) as opened
    from request_event e where e.tenant_id = ${ctx.tenantId} and e.request_id = ${requestId} and e.act = 'reopen'
    order by e.at desc, e.id desc limit 1`.execute(ctx.db)
  return rows[0]
}

/** The latest alarm of a visit, and whether an item was opened for it already. */
export const alarmOf = async (ctx: Context, visitId: string) => {
  const { rows } = await sql<{ requestId: string; act: string; why: string | null; opened: boolean }>`
    select v.request_id as "requestId", e.act, e.why,
      exists (select 1 from rectification x where x.tenant_id = v.tenant_id and x.request_id = v.request_id and x.cause = 'wrong_person' and x.created_at >= e.at) as opened
    from visit v join request_event e on e.tenant_id = v.tenant_id and e.request_id = v.request_id
    where v.tenant_id = ${ctx.tenantId} and v.id = ${visitId} and e.act in ('need_help', 'wrong_person', 'overrun')
    order by e.at desc, e.id desc limit 1`.execute(ctx.db)
  return rows[0]
}
