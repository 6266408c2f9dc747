// SQL that shows volunteers to staff: who lives or serves in reach, found by skill, state, name, pinyin or number.
import type { Output } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/volunteers'
import { sql, type SqlBool } from 'kysely'
import type { Context } from '../../kit/context.ts'

type Row = Output<typeof contract.listVolunteers>['items'][number]
export type VolunteerLine = Omit<Row, 'rating'> & { readonly ratingSum: number; readonly sortKey: string }

export type Reach =
  | 'everywhere'
  /** Areas under which somebody lives or serves; teams whose members a leader sees. */
  | { readonly paths: readonly string[]; readonly teamIds: readonly string[] }

export type VolunteerSearch = {
  readonly reach: Reach
  readonly underPath?: string | undefined
  readonly id?: string
  readonly skill?: string | undefined
  readonly state?: Row['state'] | undefined
  readonly words?: string | undefined
  readonly number?: string | undefined
  readonly after?: readonly [string, string] | undefined
  readonly limit: number
}

const under = (column: string, paths: readonly string[]) =>
  sql<SqlBool>`(${sql.ref(column)} = any(${[...paths]}::text[]) or ${sql.ref(column)} like any(${paths.map((path) => `${path}.%`)}::text[]))`

/** Lives there or serves there. */
const placed = (paths: readonly string[]) => sql<SqlBool>`(${under('home.path', paths)} or exists (
  select from volunteer_area va join area a on a.tenant_id = va.tenant_id and a.id = va.area_id
  where va.tenant_id = v.tenant_id and va.volunteer_id = v.id and ${under('a.path', paths)}))`

const inReach = (reach: Reach) => {
  if (reach === 'everywhere') return sql<SqlBool>`true`
  return sql<SqlBool>`(${placed(reach.paths)} or exists (
    select from team_member tm where tm.tenant_id = v.tenant_id and tm.person_id = v.person_id and tm.to_on is null
      and tm.team_id = any(${[...reach.teamIds]}::uuid[])))`
}

const found = ({ words, number }: VolunteerSearch) => {
  if (number !== undefined) return sql<SqlBool>`v.number = ${number}`
  return words === undefined ? sql<SqlBool>`true` : sql<SqlBool>`p.search @@ ${words}::tsquery`
}

const hasSkill = (skill: string | undefined) =>
  skill === undefined
    ? sql<SqlBool>`true`
    : sql<SqlBool>`exists (select from holding s where s.tenant_id = v.tenant_id and s.person_id = v.person_id
        and s.kind in ('skill', 'certificate') and s.code = ${skill} and s.ended_at is null)`

/** Those who wait are shown in the order they applied, all others by name. */
const sortKey = sql<string>`case when v.state = 'applied' then ' ' || to_char(v.applied_at, 'YYYYMMDDHH24MISSMS') else p.name_pinyin end`

export const volunteersFound = async ({ db, tenantId }: Context, search: VolunteerSearch): Promise<VolunteerLine[]> => {
  const { reach, underPath, id, skill, state, after, limit } = search
  const { rows } = await sql<VolunteerLine>`
    select v.id, v.person_id, v.number, p.name, p.call_name, v.class, v.state, v.jobs_done, v.rating_sum, v.rating_count,
      v.free_until, v.applied_at, home.building_name, home.area_id, ${sortKey} as sort_key,
      coalesce((select array_agg(distinct s.code order by s.code) from holding s
        where s.tenant_id = v.tenant_id and s.person_id = v.person_id and s.kind = 'skill' and s.ended_at is null), '{}') as skills
    from volunteer v
    join person p on p.tenant_id = v.tenant_id and p.id = v.person_id
    left join lateral (
      select a.id as area_id, a.path, a.name as building_name
      from household_member m
      join household h on h.tenant_id = m.tenant_id and h.id = m.household_id
      join area a on a.tenant_id = h.tenant_id and a.id = h.area_id
      where m.tenant_id = v.tenant_id and m.person_id = v.person_id and m.to_on is null
      order by m.lives_there desc, m.from_on desc, m.id desc limit 1) home on true
    where v.tenant_id = ${tenantId} and ${inReach(reach)}
      and (${id ?? null}::uuid is null or v.id = ${id ?? null}::uuid)
      and ${underPath === undefined ? sql<SqlBool>`true` : placed([underPath])}
      and (${state ?? null}::membership_state is null or v.state = ${state ?? null}::membership_state)
      and ${hasSkill(skill)} and ${found(search)}
      and ${after ? sql<SqlBool>`(${sortKey}, v.id) > (${after[0]}, ${after[1]}::uuid)` : sql<SqlBool>`true`}
    order by sort_key, v.id limit ${limit}`.execute(db)
  return rows
}

export const teamsOf = ({ db, tenantId }: Context, personId: string) =>
  db
    .selectFrom('teamMember as m')
    .innerJoin('team as t', (join) => join.onRef('t.tenantId', '=', 'm.tenantId').onRef('t.id', '=', 'm.teamId'))
    .select(['t.id as teamId', 't.name'])
    .where('m.tenantId', '=', tenantId)
    .where('m.personId', '=', personId)
    .where('m.toOn', 'is', null)
    .where('t.endedAt', 'is', null)
    .orderBy('t.name')
    .execute()

/** Minutes of all service records, each in its newest version. */
export const minutesServed = async ({ db, tenantId }: Context, personIds: readonly string[]): Promise<number> => {
  const { rows } = await sql<{ minutes: number }>`
    select coalesce(sum(r.minutes), 0)::bigint as minutes from service_record r
    where r.tenant_id = ${tenantId} and r.person_id = any(${[...personIds]}::uuid[])
      and not exists (select from service_record n where n.tenant_id = r.tenant_id and n.replaces = r.id)`.execute(db)
  return rows[0]?.minutes ?? 0
}
