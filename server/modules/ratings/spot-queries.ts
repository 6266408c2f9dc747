// Spot checks as rows; whoever went to the door does not see the check of it.
import { type Insertable, type Selectable, sql, type Updateable } from 'kysely'
import type { Context } from '../../kit/context.ts'
import type { Tables } from '../../kit/db.ts'
import { personOf, wentThere } from './queries.ts'

type Row = Selectable<Tables['spotCheck']>

/** A sealed visit for a request, and whether somebody's arrival there stands unproved. */
export const checkableVisit = async (ctx: Context, visitId: string) => {
  const { rows } = await sql<{ requestId: string; areaPath: string; unproved: boolean }>`
    select v.request_id as "requestId", v.area_path as "areaPath", exists (select 1 from visit_person vp
      where vp.tenant_id = v.tenant_id and vp.visit_id = v.id and vp.state = 'signed' and vp.check_in_proof = 'none') as unproved
    from visit v where v.tenant_id = ${ctx.tenantId} and v.id = ${visitId} and v.request_id is not null and v.state = 'signed'`.execute(
    ctx.db,
  )
  return rows[0]
}

type NewCheck = Omit<Insertable<Tables['spotCheck']>, 'tenantId' | 'drawnAt'>
export const insertSpotCheck = async ({ db, tenantId, now }: Context, check: NewCheck): Promise<void> => {
  await db
    .insertInto('spotCheck')
    .values({ ...check, tenantId, drawnAt: now })
    .onConflict((conflict) => conflict.constraint('spot_check_once').doNothing())
    .execute()
}

export const lockSpotCheck = ({ db, tenantId }: Context, id: string): Promise<Row | undefined> =>
  db
    .selectFrom('spotCheck')
    .selectAll()
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

export const updateSpotCheck = async (
  { db, tenantId }: Context,
  id: string,
  set: Updateable<Tables['spotCheck']>,
): Promise<void> => {
  await db.updateTable('spotCheck').set(set).where('tenantId', '=', tenantId).where('id', '=', id).execute()
}

export type SpotCheckRow = Omit<Row, 'because' | 'way' | 'finding'> & {
  readonly because: 'sample' | 'unproved'
  readonly way: 'call' | 'look'
  readonly finding: 'good' | 'bad' | 'not_reached' | null
  readonly checkedByName: string | null
  readonly key: string
}

const checks = sql`
  select x.id, x.request_id as "requestId", x.because, x.way, x.drawn_at as "drawnAt", x.due_at as "dueAt", x.tries, x.finding, x.words,
    x.checked_at as "checkedAt", p.name as "checkedByName", x.due_at::text as key
  from spot_check x join request r on r.tenant_id = x.tenant_id and r.id = x.request_id
  left join person p on p.tenant_id = x.tenant_id and p.id = x.checked_by`

/** The nearest deadline first. */
export const spotCheckList = async (
  ctx: Context,
  paths: readonly string[],
  open: boolean | undefined,
  after: readonly [string, string] | undefined,
  limit: number,
): Promise<SpotCheckRow[]> => {
  const { rows } = await sql<SpotCheckRow>`
    ${checks} where x.tenant_id = ${ctx.tenantId} and not ${wentThere(sql`r.id`, personOf(ctx))}
      and exists (select 1 from unnest(${[...paths]}::text[]) path where x.area_path = path or x.area_path like path || '.%')
      and (${open ?? null}::boolean is null or (x.finding is null) = ${open ?? null}::boolean)
      and (${after?.[0] ?? null}::text is null or (x.due_at, x.id) > (${after?.[0] ?? null}::timestamptz, ${after?.[1] ?? null}::uuid))
    order by x.due_at, x.id limit ${limit}`.execute(ctx.db)
  return rows
}

export const spotCheckById = async (ctx: Context, id: string): Promise<SpotCheckRow | undefined> =>
  (await sql<SpotCheckRow>`${checks} where x.tenant_id = ${ctx.tenantId} and x.id = ${id}`.execute(ctx.db)).rows[0]
