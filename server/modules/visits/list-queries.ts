// Which visits a reader has, and the number somebody left with their request.
import { sql, type SqlBool } from 'kysely'
import type { Context } from '../../kit/context.ts'

type Whose = { readonly helperId: string } | { readonly reach: readonly string[] }

/** Open ones by their time, past ones newest first; fifty at most. */
export const visitIds = async (
  ctx: Context,
  whose: Whose,
  under: string | undefined,
  state: 'open' | 'past',
): Promise<string[]> => {
  const seen =
    'helperId' in whose
      ? sql<SqlBool>`exists (select from visit_person vp where vp.tenant_id = v.tenant_id and vp.visit_id = v.id and vp.person_id = ${whose.helperId})`
      : sql<SqlBool>`(v.area_path = any(${[...whose.reach]}::text[]) or v.area_path like any(${whose.reach.map((path) => `${path}.%`)}::text[]))`
  const here =
    under === undefined
      ? sql<SqlBool>`true`
      : sql<SqlBool>`(v.area_path = ${under} or v.area_path like ${`${under}.%`})`
  const live = sql`v.state in ('planned', 'set_out', 'on_site', 'finished') and v.ended_at is null`
  const { rows } = await sql<{ id: string }>`
    select v.id from visit v where v.tenant_id = ${ctx.tenantId} and ${state === 'open' ? live : sql`not (${live})`} and ${seen} and ${here}
    order by ${state === 'open' ? sql`v.planned_from, v.id` : sql`coalesce(v.ended_at, v.planned_from) desc, v.id desc`} limit 50`.execute(
    ctx.db,
  )
  return rows.map(({ id }) => id)
}

export const contactOf = async (ctx: Context, requestId: string): Promise<{ contactSealed: string | null }> => {
  const row = await ctx.db
    .selectFrom('requestEvent')
    .select(sql<string | null>`detail ->> 'contactSealed'`.as('contactSealed'))
    .where('tenantId', '=', ctx.tenantId)
    .where('requestId', '=', requestId)
    .where('act', '=', 'report')
    .executeTakeFirst()
  return row ?? { contactSealed: null }
}
