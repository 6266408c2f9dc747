// SQL about agents: who is on duty at a console, what they pressed, whom they speak with, how their day went.
import { sql } from 'kysely'
import type { AgentState } from '@linbang/contract/agents'
import type { Context } from '../../kit/context.ts'

export type AgentRow = {
  readonly personId: string
  readonly callName: string
  readonly speaks: string[]
  readonly state: AgentState
  readonly since: Date
}

const talking = sql`(select max(c.answered_at) from call c
  where c.tenant_id = d.tenant_id and c.answered_by = d.person_id and c.answered_at is not null and c.ended_at is null)`

/** Who holds an agent's duty now; a call they speak on says more than what they pressed. */
export const agentRows = async (ctx: Context): Promise<AgentRow[]> => {
  const { rows } = await sql<AgentRow>`
    select d.person_id, p.call_name, p.speaks,
      case when t.at is not null then 'talking' else coalesce(g.state, 'free') end as state,
      coalesce(t.at, greatest(g.since, d.from_at), d.from_at) as since
    from duty d
    join person p on p.tenant_id = d.tenant_id and p.id = d.person_id
    left join agent g on g.tenant_id = d.tenant_id and g.person_id = d.person_id
    cross join lateral (select ${talking} as at) t
    where d.tenant_id = ${ctx.tenantId} and d.to_at is null and d.role in ('operator', 'community_worker', 'community_lead')
    order by d.from_at, d.id limit 100`.execute(ctx.db)
  return rows
}

export const pressedState = async (ctx: Context, personId: string): Promise<AgentState | undefined> => {
  const row = await ctx.db
    .selectFrom('agent')
    .select('state')
    .where('tenantId', '=', ctx.tenantId)
    .where('personId', '=', personId)
    .executeTakeFirst()
  return row?.state as AgentState | undefined
}

export const keepState = async (ctx: Context, personId: string, state: string): Promise<void> => {
  await ctx.db
    .insertInto('agent')
    .values({ tenantId: ctx.tenantId, personId, state, since: ctx.now })
    .onConflict((conflict) => conflict.columns(['tenantId', 'personId']).doUpdateSet({ state, since: ctx.now }))
    .execute()
}

type Day = { readonly answered: number; readonly missed: number; readonly averageWaitSeconds: number | null }
/** My answered calls since the moment; missed are everybody's. */
export const dayOfAgent = async (ctx: Context, personId: string, since: Date): Promise<Day> => {
  const { rows } = await sql<Day>`
    select count(*) filter (where c.answered_by = ${personId})::int as answered,
      count(*) filter (where c.answered_at is null and c.ended_at is not null and c.direction = 'in')::int as missed,
      round(avg(extract(epoch from c.answered_at - c.rang_at)) filter (where c.answered_by = ${personId} and c.direction = 'in'))::int as average_wait_seconds
    from call c where c.tenant_id = ${ctx.tenantId} and c.rang_at >= ${since}`.execute(ctx.db)
  return rows[0] ?? { answered: 0, missed: 0, averageWaitSeconds: null }
}
