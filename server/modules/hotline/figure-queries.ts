// SQL that counts calls: what came in, what was answered and how soon, by the hour and by the agent.
import { type RawBuilder, sql, type SqlBool } from 'kysely'
import type { CallFigures } from '@linbang/contract/calls'
import type { Context } from '../../kit/context.ts'

type Span = {
  readonly from: Date
  readonly to: Date
  readonly seen: RawBuilder<SqlBool>
  readonly answerSeconds: number
  readonly slipSeconds: number
  readonly timeZone: string
}

/** Over or spoken: what still rings is counted when it is known how it ended. */
const told = (ctx: Context, { from, to, seen }: Span) =>
  sql<SqlBool>`c.tenant_id = ${ctx.tenantId} and c.rang_at >= ${from} and c.rang_at < ${to}
    and (c.answered_at is not null or c.ended_at is not null) and ${seen}`

/** Given up by the caller within the first seconds: a slip, in no share. */
const slip = ({ slipSeconds }: Span) =>
  sql<SqlBool>`(c.answered_at is null and c.ended_by = 'caller' and c.ended_at < c.rang_at + make_interval(secs => ${slipSeconds}))`

const inTime = ({ answerSeconds }: Span) =>
  sql<SqlBool>`c.answered_at <= c.rang_at + make_interval(secs => ${answerSeconds})`

type Counts = {
  readonly incoming: number
  readonly slips: number
  readonly inTime: number
  readonly connected: number
  readonly abandoned: number
  readonly averageWaitSeconds: number | null
  readonly averageTalkSeconds: number | null
  readonly outgoing: number
}

export const callCounts = async (ctx: Context, span: Span): Promise<Counts> => {
  const counted = sql<SqlBool>`c.direction = 'in' and not ${slip(span)}`
  const { rows } = await sql<Counts>`
    select count(*) filter (where ${counted})::int as incoming,
      count(*) filter (where c.direction = 'in' and ${slip(span)})::int as slips,
      count(*) filter (where ${counted} and ${inTime(span)})::int as in_time,
      count(*) filter (where ${counted} and c.answered_at is not null)::int as connected,
      count(*) filter (where ${counted} and c.answered_at is null and c.ended_by = 'caller')::int as abandoned,
      round(avg(extract(epoch from c.answered_at - c.rang_at)) filter (where ${counted}))::int as average_wait_seconds,
      round(avg(extract(epoch from c.ended_at - c.answered_at)) filter (where c.direction = 'in'))::int as average_talk_seconds,
      count(*) filter (where c.direction = 'out')::int as outgoing
    from call c where ${told(ctx, span)}`.execute(ctx.db)
  return rows[0] as Counts
}

export const callsByHour = async (ctx: Context, span: Span): Promise<CallFigures['byHour']> => {
  const { rows } = await sql<CallFigures['byHour'][number]>`
    select h.hour, count(c.id)::int as incoming, count(c.answered_at)::int as connected
    from generate_series(0, 23) h (hour)
    left join call c on extract(hour from c.rang_at at time zone ${span.timeZone}) = h.hour and c.direction = 'in'
      and ${told(ctx, span)} and not ${slip(span)}
    group by h.hour order by h.hour`.execute(ctx.db)
  return rows
}

export const callsByAgent = async (ctx: Context, span: Span): Promise<CallFigures['agents']> => {
  const { rows } = await sql<CallFigures['agents'][number]>`
    select c.answered_by as person_id, p.call_name, count(*)::int as answered, count(*) filter (where ${inTime(span)})::int as in_time
    from call c join person p on p.tenant_id = c.tenant_id and p.id = c.answered_by
    where ${told(ctx, span)} and c.direction = 'in' and c.answered_at is not null
    group by c.answered_by, p.call_name order by p.call_name`.execute(ctx.db)
  return rows
}
