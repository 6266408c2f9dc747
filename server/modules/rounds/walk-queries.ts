// What happens on the way: visits that have begun, and who stands at a stop.
import { sql } from 'kysely'
import type { Context } from '../../kit/context.ts'

/** Of these visits those somebody is at, or has been at. */
export const begunVisits = async (ctx: Context, visitIds: readonly string[]): Promise<Set<string>> => {
  const { rows } = await sql<{ id: string }>`
    select v.id from visit v where v.tenant_id = ${ctx.tenantId} and v.id = any(${[...visitIds]}::uuid[])
      and (v.ended_at is not null or v.state in ('on_site', 'finished', 'signed'))`.execute(ctx.db)
  return new Set(rows.map(({ id }) => id))
}
/** Everybody who helps at the visit has finished. */
export const allFinished = async (ctx: Context, visitId: string): Promise<boolean> => {
  const { rows } = await sql`
    select from visit_person vp where vp.tenant_id = ${ctx.tenantId} and vp.visit_id = ${visitId} and vp.state in ('planned', 'set_out', 'on_site') limit 1`.execute(
    ctx.db,
  )
  return rows.length === 0
}

/** The codes said at the door, by visit. */
export const meetingCodes = async (
  ctx: Context,
  stops: readonly { readonly visitId: string | null }[],
): Promise<Map<string, string>> => {
  const ids = stops.flatMap(({ visitId }) => visitId ?? [])
  const { rows } = await sql<{ id: string; code: string }>`
    select id, meeting_code as code from visit where tenant_id = ${ctx.tenantId} and id = any(${ids}::uuid[])`.execute(
    ctx.db,
  )
  return new Map(rows.map(({ id, code }) => [id, code]))
}
