// Who and what can be called on under a path, as one list. Goods and rooms come with their own modules.
import { sql } from 'kysely'
import type { Resource } from '@linbang/contract/resources'
import type { Context } from '../../kit/context.ts'

export type ResourceQuestion = {
  readonly underPath: string
  readonly kind: string | null
  readonly words: string | null
  readonly tag: string | null
  readonly free: boolean
  /** Of the tenant's clock. */
  readonly weekday: number
  readonly minute: number
  readonly day: string
  readonly most: number
}

const all = (ctx: Context, { underPath, weekday, minute, day }: ResourceQuestion) => {
  const under = sql`(a.path = ${underPath} or a.path like ${`${underPath}.%`})`
  const { tenantId, now } = ctx
  return sql`
    select 'person' as kind, v.id, p.name, '' as "nameEn", a.name as "areaName", v.jobs_done as "jobsDone", v.free_until as "freeUntil",
      array(select h.code from holding h where h.tenant_id = v.tenant_id and h.person_id = v.person_id and h.kind = 'skill' and h.ended_at is null order by h.code) as tags,
      not (v.away_from is not null and v.away_from <= ${now} and (v.away_to is null or v.away_to > ${now}))
        and not exists (select from visit_person w where w.tenant_id = v.tenant_id and w.person_id = v.person_id and w.state in ('planned', 'set_out', 'on_site') and w.during @> ${now}::timestamptz)
        and not exists (select from volunteer_exception e where e.tenant_id = v.tenant_id and e.volunteer_id = v.id and e.day = ${day}::date and not e.free and ${minute} between e.from_minute and e.to_minute)
        and (coalesce(v.free_until > ${now}, false)
          or exists (select from volunteer_hours h where h.tenant_id = v.tenant_id and h.volunteer_id = v.id and h.weekday = ${weekday} and ${minute} >= h.from_minute and ${minute} < h.to_minute)
          or exists (select from volunteer_exception e where e.tenant_id = v.tenant_id and e.volunteer_id = v.id and e.day = ${day}::date and e.free and ${minute} >= e.from_minute and ${minute} < e.to_minute)) as "freeNow"
    from volunteer v join person p on p.tenant_id = v.tenant_id and p.id = v.person_id
    join lateral (select a.name, a.path from household_member hm join household h on h.tenant_id = hm.tenant_id and h.id = hm.household_id join area a on a.tenant_id = h.tenant_id and a.id = h.area_id
      where hm.tenant_id = v.tenant_id and hm.person_id = v.person_id and hm.lives_there and hm.to_on is null order by hm.from_on desc limit 1) a on true
    where v.tenant_id = ${tenantId} and v.state = 'approved' and ${under}
    union all
    select 'organisation', o.id, o.name, '', a.name, 0, null,
      array(select s.code from organisation_service os join service s on s.tenant_id = os.tenant_id and s.id = os.service_id where os.tenant_id = o.tenant_id and os.organisation_id = o.id and os.active order by s.code),
      exists (select from jsonb_array_elements(o.opening) x where (x ->> 'weekday')::int = ${weekday}
        and ${minute} >= split_part(x ->> 'from', ':', 1)::int * 60 + split_part(x ->> 'from', ':', 2)::int and ${minute} < split_part(x ->> 'to', ':', 1)::int * 60 + split_part(x ->> 'to', ':', 2)::int)
    from organisation o join area a on a.tenant_id = o.tenant_id and a.id = o.area_id where o.tenant_id = ${tenantId} and o.state = 'approved' and ${under}
    union all
    select 'team', t.id, t.name, t.name_en, a.name, 0, null,
      array(select s.code from team_service ts join service s on s.tenant_id = ts.tenant_id and s.id = ts.service_id where ts.tenant_id = t.tenant_id and ts.team_id = t.id order by s.code), null
    from team t join area a on a.tenant_id = t.tenant_id and a.id = t.area_id where t.tenant_id = ${tenantId} and t.ended_at is null and ${under}
    union all
    select 'service', s.id, s.zh, s.en, '', 0, null,
      array(select q.code from requirement q where q.tenant_id = s.tenant_id and q.service_id = s.id and q.kind = 'skill' order by q.code), null
    from service s where s.tenant_id = ${tenantId} and s.active`
}

export const resources = async (
  ctx: Context,
  question: ResourceQuestion,
): Promise<{ items: Resource[]; total: number; tags: string[] }> => {
  const { kind, words, tag, free, most } = question
  const { rows } = await sql<{ items: Resource[] | null; total: number; tags: string[] | null }>`
    with everything as materialized (${all(ctx, question)}),
    fit as (select * from everything where (${kind}::text is null or kind = ${kind}) and (${words}::text is null or name ilike '%' || ${words} || '%' or "nameEn" ilike '%' || ${words} || '%')
      and (${tag}::text is null or ${tag} = any(tags)) and (not ${free}::boolean or "freeNow")),
    shown as (select * from fit order by coalesce("freeNow", false) desc, array_position(array['person', 'organisation', 'team', 'service'], kind), name, id limit ${most})
    select (select jsonb_agg(to_jsonb(shown)) from shown) as items, (select count(*)::int from fit) as total,
      (select array_agg(distinct t order by t) from everything e, unnest(e.tags) t where ${kind}::text is null or e.kind = ${kind}) as tags`.execute(
    ctx.db,
  )
  const [row] = rows
  const items = (row?.items ?? []).map((one) => ({ ...one, freeUntil: one.freeUntil && new Date(one.freeUntil) }))
  return { items, total: row?.total ?? 0, tags: row?.tags ?? [] }
}
