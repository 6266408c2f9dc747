// Who is due for a visit, who could walk, checkpoints; and what was missed and must rise.
import { type Insertable, sql } from 'kysely'
import type { Context } from '../../kit/context.ts'
import type { Tables } from '../../kit/db.ts'

export type Due = {
  readonly householdId: string | null
  readonly personId: string
  readonly areaId: string
  readonly areaPath: string
  readonly lastOn: string | null
  readonly usualPersonId: string | null
}
const under = (path: string) => sql`(a.path = ${path} or a.path like ${`${path}.%`})`
/** Who came the last times, when that was twice the same. */
const usual = (by: 'household' | 'person') => sql`(
  select vp.person_id from round_stop d join visit_person vp on vp.tenant_id = d.tenant_id and vp.visit_id = d.visit_id and vp.finished_at is not null
  where d.tenant_id = h.tenant_id and d.state = 'done' and ${by === 'household' ? sql`d.household_id = h.id` : sql`d.person_id = p.id`}
  group by vp.person_id order by count(*) desc, max(d.ended_at) desc limit 1)`

/** One adult of each household not visited since the day, the longest unvisited first; no door that a round has planned already. */
export const householdsDue = async (ctx: Context, path: string, since: string, limit: number): Promise<Due[]> => {
  const { rows } = await sql<Due>`
    select h.id as household_id, m.person_id, a.id as area_id, a.path as area_path, l.last_on::date::text as last_on, ${usual('household')} as usual_person_id
    from household h join area a on a.tenant_id = h.tenant_id and a.id = h.area_id
    join lateral (select hm.person_id from household_member hm join person p on p.tenant_id = hm.tenant_id and p.id = hm.person_id and p.merged_into is null and p.closed_at is null
      where hm.tenant_id = h.tenant_id and hm.household_id = h.id and hm.to_on is null and hm.lives_there
      order by (p.born_on is not null and p.born_on > current_date - interval '18 years'), p.born_on nulls last, p.id limit 1) m on true
    left join lateral (select max(d.ended_at) as last_on from round_stop d where d.tenant_id = h.tenant_id and d.household_id = h.id and d.state = 'done') l on true
    where h.tenant_id = ${ctx.tenantId} and ${under(path)} and (l.last_on is null or l.last_on < ${since}::date)
      and not exists (select from round_stop s join round r on r.tenant_id = s.tenant_id and r.id = s.round_id and r.state <> 'called_off' and r.day >= ${since}::date
        where s.tenant_id = h.tenant_id and s.household_id = h.id and s.state = 'planned')
    order by l.last_on nulls first, md5(h.id::text || ${since}), h.id limit ${limit}`.execute(ctx.db)
  return rows
}
/** How many households lie there, and how many a round has visited since the day. */
export const monthOf = async (
  ctx: Context,
  path: string,
  since: string,
): Promise<{ households: number; visited: number }> => {
  const { rows } = await sql<{ households: number; visited: number }>`
    select count(*)::int as households, count(*) filter (where exists (select from round_stop d where d.tenant_id = h.tenant_id and d.household_id = h.id and d.state = 'done' and d.ended_at >= ${since}::date))::int as visited
    from household h join area a on a.tenant_id = h.tenant_id and a.id = h.area_id where h.tenant_id = ${ctx.tenantId} and ${under(path)}`.execute(
    ctx.db,
  )
  return rows[0] ?? { households: 0, visited: 0 }
}
/** People with the tag whose last visit lies before the day; they live here. */
export const taggedDue = async (
  ctx: Context,
  path: string,
  tagHashes: readonly string[],
  before: string,
  day: string,
): Promise<Due[]> => {
  const { rows } = await sql<Due>`
    select h.id as household_id, p.id as person_id, a.id as area_id, a.path as area_path, l.last_on::date::text as last_on, ${usual('person')} as usual_person_id
    from person p
    join household_member hm on hm.tenant_id = p.tenant_id and hm.person_id = p.id and hm.to_on is null and hm.lives_there
    join household h on h.tenant_id = hm.tenant_id and h.id = hm.household_id join area a on a.tenant_id = h.tenant_id and a.id = h.area_id
    left join lateral (select max(d.ended_at) as last_on from round_stop d where d.tenant_id = p.tenant_id and d.person_id = p.id and d.state = 'done') l on true
    where p.tenant_id = ${ctx.tenantId} and p.merged_into is null and p.closed_at is null and ${under(path)} and (l.last_on is null or l.last_on < ${before}::date + 1)
      and exists (select from person_tag t where t.tenant_id = p.tenant_id and t.person_id = p.id and t.ended_at is null and t.tag_hash = any(${[...tagHashes]}::text[])
        and t.valid_from <= ${day}::date and (t.valid_to is null or t.valid_to >= ${day}::date))
      and not exists (select from round_stop s join round r on r.tenant_id = s.tenant_id and r.id = s.round_id and r.state <> 'called_off' and r.day = ${day}::date
        where s.tenant_id = p.tenant_id and s.person_id = p.id and s.state = 'planned')
    order by l.last_on nulls first, p.id limit 300`.execute(ctx.db)
  return rows
}
export const peopleChosen = async (ctx: Context, path: string, ids: readonly string[]): Promise<Due[]> => {
  const { rows } = await sql<Due>`
    select h.id as household_id, p.id as person_id, a.id as area_id, a.path as area_path, null as last_on, ${usual('person')} as usual_person_id
    from person p join household_member hm on hm.tenant_id = p.tenant_id and hm.person_id = p.id and hm.to_on is null
    join household h on h.tenant_id = hm.tenant_id and h.id = hm.household_id join area a on a.tenant_id = h.tenant_id and a.id = h.area_id
    where p.tenant_id = ${ctx.tenantId} and p.id = any(${[...ids]}::uuid[]) and ${under(path)} order by p.id`.execute(
    ctx.db,
  )
  return rows
}

export type Candidate = {
  readonly personId: string
  readonly name: string
  readonly volunteerId: string | null
  readonly fromMinute: number | null
  readonly toMinute: number | null
  readonly skills: string[]
  readonly lat: number | null
  readonly lon: number | null
  readonly busy: boolean
}
/** Grid staff of the area, then volunteers who are free some time that day. */
export const walkersFor = async (
  ctx: Context,
  path: string,
  above: readonly string[],
  day: string,
  weekday: number,
  from: Date,
  to: Date,
): Promise<Candidate[]> => {
  const home = sql`left join lateral (select b.lat, b.lon from household_member hm join household h on h.tenant_id = hm.tenant_id and h.id = hm.household_id join area b on b.tenant_id = h.tenant_id and b.id = h.area_id
    where hm.tenant_id = p.tenant_id and hm.person_id = p.id and hm.to_on is null limit 1) w on true`
  const skills = sql`coalesce((select array_agg(distinct g.code order by g.code) from holding g where g.tenant_id = p.tenant_id and g.person_id = p.id and g.kind in ('skill', 'certificate') and g.ended_at is null and g.from_on <= ${day}::date and (g.to_on is null or g.to_on >= ${day}::date)), '{}') as skills`
  const busy = sql`exists (select from visit_person vp where vp.tenant_id = p.tenant_id and vp.person_id = p.id and vp.state in ('planned', 'set_out', 'on_site') and vp.during && tstzrange(${from}, ${to})) as busy`
  const { rows } = await sql<Candidate>`
    (select distinct p.id as person_id, p.name, null::uuid as volunteer_id, null::int as from_minute, null::int as to_minute, ${skills}, w.lat, w.lon, ${busy}
    from role_holding r join area a on a.tenant_id = r.tenant_id and a.id = r.area_id join account c on c.tenant_id = r.tenant_id and c.id = r.account_id and c.closed_at is null
    join person p on p.tenant_id = c.tenant_id and p.id = c.person_id ${home}
    where r.tenant_id = ${ctx.tenantId} and r.to_at is null and r.role in ('grid_worker', 'grid_lead', 'building_leader', 'community_worker') and (${under(path)} or a.path = any(${[...above]}::text[])) limit 60)
    union all
    (select p.id, p.name, v.id, min(x.from_minute), max(x.to_minute), ${skills}, w.lat, w.lon, ${busy}
    from volunteer v join person p on p.tenant_id = v.tenant_id and p.id = v.person_id ${home}
    join volunteer_hours x on x.tenant_id = v.tenant_id and x.volunteer_id = v.id and x.weekday = ${weekday}
    where v.tenant_id = ${ctx.tenantId} and v.state = 'approved' and exists (select from volunteer_area va join area a on a.tenant_id = va.tenant_id and a.id = va.area_id where va.tenant_id = v.tenant_id and va.volunteer_id = v.id and (${under(path)} or a.path = any(${[...above]}::text[])))
      and not exists (select from volunteer_exception e where e.tenant_id = v.tenant_id and e.volunteer_id = v.id and e.day = ${day}::date and not e.free)
      and not exists (select from role_holding r join account c on c.tenant_id = r.tenant_id and c.id = r.account_id where r.tenant_id = v.tenant_id and c.person_id = v.person_id and r.to_at is null and r.role in ('grid_worker', 'grid_lead', 'building_leader', 'community_worker'))
    group by p.id, p.tenant_id, p.name, v.id, w.lat, w.lon order by max(v.jobs_done) desc, p.id limit 60)`.execute(
    ctx.db,
  )
  return rows
}
/** Pairs of walker and person to visit who have blocked each other, or share a home. */
export const apartFor = async (
  ctx: Context,
  walkers: readonly string[],
  visited: readonly string[],
): Promise<{ blocked: Set<string>; home: Set<string> }> => {
  const [some, others] = [[...walkers], [...visited]]
  const { rows } = await sql<{ walker: string; visited: string; why: string }>`
    select w.id as walker, v.id as visited, 'blocked' as why from unnest(${some}::uuid[]) w (id) cross join unnest(${others}::uuid[]) v (id)
    where exists (select from person_block b where b.tenant_id = ${ctx.tenantId} and ((b.person_id = w.id and b.blocked_person_id = v.id) or (b.person_id = v.id and b.blocked_person_id = w.id)))
    union all
    select a.person_id, b.person_id, 'home' from household_member a join household_member b on b.tenant_id = a.tenant_id and b.household_id = a.household_id and b.to_on is null
    where a.tenant_id = ${ctx.tenantId} and a.to_on is null and a.person_id = any(${some}::uuid[]) and b.person_id = any(${others}::uuid[])`.execute(
    ctx.db,
  )
  const keys = (why: string) =>
    new Set(rows.filter((row) => row.why === why).map((row) => `${row.walker} ${row.visited}`))
  return { blocked: keys('blocked'), home: keys('home') }
}

type Busy = {
  readonly personId: string
  readonly areaId: string
  readonly lat: number | null
  readonly lon: number | null
  readonly fromAt: Date
  readonly toAt: Date
}
/** Promises of these people between two moments that do not come from this round. */
export const busyHours = async (
  ctx: Context,
  roundId: string,
  personIds: readonly string[],
  from: Date,
  to: Date,
): Promise<Busy[]> => {
  const { rows } = await sql<Busy>`
    select vp.person_id, v.area_id, a.lat, a.lon, greatest(lower(vp.during), ${from}) as from_at, least(upper(vp.during), ${to}) as to_at
    from visit_person vp join visit v on v.tenant_id = vp.tenant_id and v.id = vp.visit_id join area a on a.tenant_id = v.tenant_id and a.id = v.area_id
    where vp.tenant_id = ${ctx.tenantId} and vp.person_id = any(${[...personIds]}::uuid[]) and vp.state in ('planned', 'set_out', 'on_site') and vp.during && tstzrange(${from}, ${to})
      and not exists (select from round_stop s where s.tenant_id = v.tenant_id and s.visit_id = v.id and s.round_id = ${roundId})
    order by 5, vp.id`.execute(ctx.db)
  return rows
}

export type CheckpointRow = {
  readonly id: string
  readonly areaId: string
  readonly areaName: string
  readonly areaPath: string
  readonly name: string
  readonly codeSealed: string
  readonly lastAt: Date | null
}
export const checkpointsUnder = async (
  ctx: Context,
  path: string,
  ids?: readonly string[],
): Promise<CheckpointRow[]> => {
  const only = ids ? [...ids] : null
  const { rows } = await sql<CheckpointRow>`
    select c.id, c.area_id, a.name as area_name, a.path as area_path, c.name, c.code_sealed,
      (select max(s.ended_at) from round_stop s where s.tenant_id = c.tenant_id and s.checkpoint_id = c.id and s.state = 'done') as last_at
    from checkpoint c join area a on a.tenant_id = c.tenant_id and a.id = c.area_id
    where c.tenant_id = ${ctx.tenantId} and c.ended_at is null and ${under(path)} and (${only}::uuid[] is null or c.id = any(${only}::uuid[]))
    order by a.sort_key, c.name, c.id limit 300`.execute(ctx.db)
  return rows
}
export const checkpointById = async (ctx: Context, id: string): Promise<CheckpointRow | undefined> => {
  const { rows } = await sql<CheckpointRow>`
    select c.id, c.area_id, a.name as area_name, a.path as area_path, c.name, c.code_sealed, null as last_at from checkpoint c join area a on a.tenant_id = c.tenant_id and a.id = c.area_id
    where c.tenant_id = ${ctx.tenantId} and c.id = ${id} and c.ended_at is null`.execute(ctx.db)
  return rows[0]
}
export const checkpointOfCode = async (ctx: Context, hashes: readonly string[]): Promise<string | undefined> =>
  (
    await ctx.db
      .selectFrom('checkpoint')
      .select('id')
      .where('tenantId', '=', ctx.tenantId)
      .where('codeHash', 'in', [...hashes])
      .where('endedAt', 'is', null)
      .executeTakeFirst()
  )?.id
export const insertCheckpoint = async (ctx: Context, row: Insertable<Tables['checkpoint']>): Promise<void> => {
  await ctx.db.insertInto('checkpoint').values(row).execute()
}
export const stopCheckpoint = async (ctx: Context, id: string): Promise<void> => {
  await ctx.db
    .updateTable('checkpoint')
    .set({ endedAt: ctx.now })
    .where('tenantId', '=', ctx.tenantId)
    .where('id', '=', id)
    .execute()
}

export type Missed = {
  readonly id: string
  readonly roundId: string
  readonly areaPath: string
  readonly areaName: string
  readonly dueOn: string
}
/** Not visited by the due day, and nobody on that level told yet; marked for whoever calls. Somebody visited since is not missed. */
export const takeMissed = async (ctx: Context, level: 'grid' | 'community', dueBefore: string): Promise<Missed[]> => {
  const told = level === 'grid' ? sql`grid_told_at` : sql`community_told_at`
  const ready = level === 'grid' ? sql`true` : sql`s.grid_told_at is not null`
  const { rows } = await sql<Missed>`
    with late as (
      update round_stop s set ${told} = ${ctx.now}, state = case when s.state = 'planned' then 'missed'::round_stop_state else s.state end
      from round r where r.tenant_id = s.tenant_id and r.id = s.round_id and r.state = 'published' and r.kind = 'care'
        and s.tenant_id = ${ctx.tenantId} and s.state in ('planned', 'not_home', 'missed', 'left_out') and s.due_on < ${dueBefore}::date and s.${told} is null and ${ready}
        and not exists (select from visit_person vp where vp.tenant_id = s.tenant_id and vp.visit_id = s.visit_id and vp.state = 'on_site')
        and not exists (select from round_stop d where d.tenant_id = s.tenant_id and d.person_id = s.person_id and d.state = 'done' and d.ended_at >= r.day)
      returning s.id, s.round_id, s.area_id, s.area_path, s.due_on)
    select l.id, l.round_id, l.area_path, a.name as area_name, l.due_on from late l join area a on a.tenant_id = ${ctx.tenantId} and a.id = l.area_id order by l.area_path, l.id`.execute(
    ctx.db,
  )
  return rows
}
