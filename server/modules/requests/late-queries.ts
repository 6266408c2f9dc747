// What the clock looks for: steps passed unmet, and what was confirmed long ago.
import { sql } from 'kysely'
import type { Context } from '../../kit/context.ts'
import { openStates } from './rules.ts'

const openList = sql.raw(openStates.map((state) => `'${state}'`).join(', '))

export const lateRequests = async (ctx: Context): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select d.request_id as id from request_due d join request r on r.tenant_id = d.tenant_id and r.id = d.request_id
    where d.tenant_id = ${ctx.tenantId} and d.met_at is null and d.late_since is null and d.due_at < ${ctx.now}
      and r.state in (${openList}) and (r.paused_until is null or r.paused_until <= ${ctx.now})
    group by d.request_id order by min(d.due_at) limit 500`.execute(ctx.db)
  return rows.map(({ id }) => id)
}

export const longConfirmed = async (ctx: Context, before: Date): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select r.id from request r where r.tenant_id = ${ctx.tenantId} and r.state = 'confirmed' and r.confirmed_at < ${before}
    order by r.confirmed_at limit 500`.execute(ctx.db)
  return rows.map(({ id }) => id)
}
