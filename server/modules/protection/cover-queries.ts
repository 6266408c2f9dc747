// Who is covered on which day: the view accident_cover beside the services of bodily risk that are among a volunteer's.
import { sql } from 'kysely'
import type { Words } from '@linbang/contract/values'
import type { Context } from '../../kit/context.ts'

/** Is there an accident insurance in force for this person, on that day, in a job of this service? */
export const isInsured = async (ctx: Context, personId: string, serviceId: string, day: string): Promise<boolean> => {
  const { rows } = await sql`
    select 1 from accident_cover c where c.tenant_id = ${ctx.tenantId} and c.person_id = ${personId} and (c.service_id is null or c.service_id = ${serviceId})
      and c.from_on <= ${day}::date and (c.to_on is null or c.to_on >= ${day}::date) limit 1`.execute(ctx.db)
  return rows.length > 0
}

const under = (paths: readonly string[] | null) => {
  const some = paths && [...paths]
  const within = sql`exists (select from unnest(${some}::text[]) above where a.path = above or a.path like above || '.%')`
  return sql`(${some}::text[] is null
    or exists (select from household_member m join household h on h.tenant_id = m.tenant_id and h.id = m.household_id join area a on a.tenant_id = h.tenant_id and a.id = h.area_id
      where m.tenant_id = v.tenant_id and m.person_id = v.person_id and m.to_on is null and ${within})
    or exists (select from volunteer_area va join area a on a.tenant_id = va.tenant_id and a.id = va.area_id
      where va.tenant_id = v.tenant_id and va.volunteer_id = v.id and ${within}))`
}

/** Of these registrations those that are accepted and live or serve under the paths. */
export const volunteersUnder = async (
  ctx: Context,
  volunteerIds: readonly string[],
  paths: readonly string[] | null,
): Promise<{ id: string; personId: string }[]> => {
  const { rows } = await sql<{ id: string; personId: string }>`
    select v.id, v.person_id as "personId" from volunteer v
    where v.tenant_id = ${ctx.tenantId} and v.id = any(${[...volunteerIds]}::uuid[]) and v.state in ('approved', 'paused') and ${under(paths)}`.execute(
    ctx.db,
  )
  return rows
}

export type CoverRow = {
  readonly volunteerId: string
  readonly name: string
  readonly number: string
  readonly sortKey: string
  readonly services: Words[]
  readonly covered: boolean
  readonly toOn: string | null
}

/** One line for each accepted volunteer with a risky service, by skill or by team; covered means: in all of them. */
const lines = (ctx: Context, paths: readonly string[] | null, day: string) => {
  const on = (alias: string) =>
    sql`${sql.ref(`${alias}.from_on`)} <= ${day}::date and (${sql.ref(`${alias}.to_on`)} is null or ${sql.ref(`${alias}.to_on`)} >= ${day}::date)`
  return sql`
    with risky as (
      select s.id, s.zh, s.en, s.sort from service s where s.tenant_id = ${ctx.tenantId} and s.active and (s.bodily_risk
        or exists (select from requirement q where q.tenant_id = s.tenant_id and q.service_id = s.id and q.kind = 'insurance' and ${on('q')}))
    ),
    placed as materialized (
      select v.tenant_id, v.id, v.person_id from volunteer v
      where v.tenant_id = ${ctx.tenantId} and v.state in ('approved', 'paused') and v.organisation_id is null and ${under(paths)}
    ),
    own as (
      select v.id as volunteer_id, v.person_id, r.id as service_id, r.zh, r.en, r.sort from placed v cross join risky r
      where (
        exists (select from requirement q join holding h on h.tenant_id = q.tenant_id and h.kind = 'skill' and h.code = q.code and h.person_id = v.person_id and h.ended_at is null
          where q.tenant_id = v.tenant_id and q.service_id = r.id and q.kind = 'skill' and ${on('q')})
        or exists (select from team_member m join team_service ts on ts.tenant_id = m.tenant_id and ts.team_id = m.team_id and ts.service_id = r.id
          where m.tenant_id = v.tenant_id and m.person_id = v.person_id and m.to_on is null))
    ),
    cover as materialized (
      select c.person_id, c.service_id, coalesce(c.to_on, date '9999-12-31') as last_on from accident_cover c where c.tenant_id = ${ctx.tenantId} and ${on('c')}
    ),
    covered as (
      select o.volunteer_id, o.service_id, o.zh, o.en, o.sort, max(c.last_on) as last_on
      from own o left join cover c on c.person_id = o.person_id and (c.service_id is null or c.service_id = o.service_id) group by 1, 2, 3, 4, 5
    ),
    line as (
      select v.id as "volunteerId", p.name, v.number, p.name_pinyin as "sortKey", jsonb_agg(jsonb_build_object('zh', c.zh, 'en', c.en) order by c.last_on is not null, c.sort) as services,
        bool_and(c.last_on is not null) as covered, case when bool_and(c.last_on is not null) then nullif(min(c.last_on), date '9999-12-31') end as "toOn"
      from covered c join volunteer v on v.tenant_id = ${ctx.tenantId} and v.id = c.volunteer_id join person p on p.tenant_id = v.tenant_id and p.id = v.person_id
      group by v.tenant_id, v.id, p.tenant_id, p.id
    )`
}

type Search = {
  readonly paths: readonly string[] | null
  readonly day: string
  readonly covered: boolean | undefined
  readonly after: readonly [string, string] | undefined
  readonly limit: number
}

export const coverList = async (ctx: Context, search: Search): Promise<CoverRow[]> => {
  const { paths, day, covered = null, after, limit } = search
  const { rows } = await sql<CoverRow>`
    ${lines(ctx, paths, day)} select * from line where (${covered}::boolean is null or covered = ${covered}::boolean)
      and (${after?.[0] ?? null}::text is null or ("sortKey", "volunteerId") > (${after?.[0] ?? null}::text, ${after?.[1] ?? null}::uuid))
    order by "sortKey", "volunteerId" limit ${limit}`.execute(ctx.db)
  return rows
}

export const uncoveredCount = async (ctx: Context, paths: readonly string[] | null, day: string): Promise<number> => {
  const { rows } = await sql<{ n: number }>`
    ${lines(ctx, paths, day)} select count(*)::int as n from line where not covered`.execute(ctx.db)
  return rows[0]?.n ?? 0
}

export const coverOf = async (ctx: Context, personIds: readonly string[], today: string) =>
  (
    await sql<{ insurer: string; number: string; fromOn: string; toOn: string | null; service: Words | null }>`
    select coalesce(p.insurer, '') as insurer, coalesce(p.number, '') as number, c.from_on as "fromOn", c.to_on as "toOn", case when s.id is not null then jsonb_build_object('zh', s.zh, 'en', s.en) end as service
    from accident_cover c left join insurance_policy p on p.tenant_id = c.tenant_id and p.id = c.policy_id left join service s on s.tenant_id = c.tenant_id and s.id = c.service_id
    where c.tenant_id = ${ctx.tenantId} and c.person_id = any(${[...personIds]}::uuid[]) and (c.to_on is null or c.to_on >= ${today}::date)
    order by c.from_on, c.to_on`.execute(ctx.db)
  ).rows
