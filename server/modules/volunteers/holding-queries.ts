// SQL about what people have: skills, certificates, courses, insurance, each with its validity. Ended rows stay.
import { sql } from 'kysely'
import type { Context } from '../../kit/context.ts'
import type { RequirementKind } from '../../kit/tables.ts'

export type HoldingRow = NonNullable<Awaited<ReturnType<typeof holdingById>>>

const holdings = ({ db, tenantId }: Context) =>
  db
    .selectFrom('holding')
    .select(['id', 'personId', 'kind', 'code', 'issuer', 'fileId', 'fromOn', 'toOn', 'verifiedAt'])
    .where('tenantId', '=', tenantId)
    .where('endedAt', 'is', null)

export const holdingById = (ctx: Context, id: string) => holdings(ctx).where('id', '=', id).executeTakeFirst()

export const holdingsOf = (ctx: Context, personIds: readonly string[]) =>
  holdings(ctx)
    .where('personId', 'in', [...personIds])
    .orderBy('kind')
    .orderBy('code')
    .orderBy('fromOn')
    .execute()

export type NewHolding = {
  readonly id: string
  readonly personId: string
  readonly kind: RequirementKind
  readonly code: string
  readonly issuer: string
  readonly numberSealed: string | null
  readonly fileId: string | null
  readonly fromOn: string
  readonly toOn: string | null
  readonly verifiedBy: string | null
  readonly verifiedAt: Date | null
}

/**
 * Writes down anew which skills these people have, beside their registration. Belongs into the transaction that changed
 * them; whoever changes the same person's meanwhile waits.
 */
const settleSkills = async ({ db, tenantId }: Context, personIds: readonly string[]): Promise<void> => {
  const persons = sql`any(${[...personIds]}::uuid[])`
  await sql`select from volunteer where tenant_id = ${tenantId} and person_id = ${persons} order by id for no key update`.execute(
    db,
  )
  await sql`update volunteer v set skills = coalesce((select array_agg(distinct h.code order by h.code) from holding h
      where h.tenant_id = v.tenant_id and h.person_id = v.person_id and h.kind = 'skill' and h.ended_at is null), '{}')
    where v.tenant_id = ${tenantId} and v.person_id = ${persons}`.execute(db)
}

/** Call inside a transaction. */
export const insertHoldings = async (ctx: Context, rows: readonly NewHolding[]): Promise<void> => {
  if (rows.length === 0) return
  await ctx.db
    .insertInto('holding')
    .values(rows.map((row) => ({ ...row, tenantId: ctx.tenantId })))
    .execute()
  await settleSkills(
    ctx,
    rows.map(({ personId }) => personId),
  )
}

/** Call inside a transaction. */
export const endHoldingRow = async (
  ctx: Context,
  { id, personId }: Pick<HoldingRow, 'id' | 'personId'>,
): Promise<void> => {
  const { db, tenantId, now } = ctx
  await db.updateTable('holding').set({ endedAt: now }).where('tenantId', '=', tenantId).where('id', '=', id).execute()
  await settleSkills(ctx, [personId])
}

export const markVerified = async (
  { db, tenantId, now }: Context,
  id: string,
  { by, toOn }: { readonly by: string | null; readonly toOn: string | undefined },
): Promise<void> => {
  await db
    .updateTable('holding')
    .set({ verifiedBy: by, verifiedAt: now, ...(toOn !== undefined && { toOn }) })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .execute()
}

export type RunningOut = {
  readonly id: string
  readonly personId: string
  readonly code: string
  readonly toOn: string
  readonly remindedAt: Date | null
}

/** Papers of working volunteers whose last day comes by `until`, unless a later one of the same kind is there already. */
export const runningOut = async ({ db, tenantId }: Context, today: string, until: string): Promise<RunningOut[]> => {
  const { rows } = await sql<RunningOut>`
    select h.id, h.person_id, h.code, h.to_on,
      (select max(n.created_at) from notice n
        where n.tenant_id = h.tenant_id and n.person_id = h.person_id and n.kind = 'holding.expires' and n.subject_id = h.id) as reminded_at
    from holding h
    join volunteer v on v.tenant_id = h.tenant_id and v.person_id = h.person_id and v.state in ('approved', 'paused')
    where h.tenant_id = ${tenantId} and h.ended_at is null and h.to_on between ${today}::date and ${until}::date
      and not exists (select from holding newer
        where newer.tenant_id = h.tenant_id and newer.person_id = h.person_id and newer.kind = h.kind and newer.code = h.code
          and newer.ended_at is null and newer.id <> h.id and (newer.to_on is null or newer.to_on > h.to_on))
    order by h.id`.execute(db)
  return rows
}
