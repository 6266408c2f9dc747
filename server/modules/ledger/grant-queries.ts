// SQL of what is given: teams and their accounts, batches with their lists, and whom such a batch is meant for.
import type { Insertable } from 'kysely'
import { sql } from 'kysely'
import type { Context } from '../../kit/context.ts'
import type { Tables } from '../../kit/db.ts'

export type TeamPurse = {
  readonly teamId: string
  readonly name: string
  readonly minutes: number
  readonly points: number
  readonly mine: boolean
}

/** `mine`: one of these people belongs to it. */
export const teamPurses = async ({ db, tenantId }: Context, personIds: readonly string[]): Promise<TeamPurse[]> => {
  const { rows } = await sql<TeamPurse>`
    select t.id as team_id, t.name, exists (select from team_member m where m.tenant_id = t.tenant_id and m.team_id = t.id and m.to_on is null
        and m.person_id = any(${[...personIds]}::uuid[])) as mine,
      coalesce(sum(a.balance) filter (where a.unit = 'minutes'), 0)::bigint as minutes,
      coalesce(sum(a.balance) filter (where a.unit = 'points'), 0)::bigint as points
    from team t left join ledger_account a on a.tenant_id = t.tenant_id and a.kind = 'team' and a.owner_id = t.id
    where t.tenant_id = ${tenantId} and t.ended_at is null group by t.tenant_id, t.id, t.name order by t.name, t.id limit 200`.execute(
    db,
  )
  return rows
}

/** The team if it stands, and whether one of these people belongs to it. */
export const teamOf = async ({ db, tenantId }: Context, teamId: string, personIds: readonly string[]) => {
  const { rows } = await sql<{ name: string; member: boolean }>`
    select t.name, (t.leader_person_id = any(${[...personIds]}::uuid[]) or exists (select from team_member m
      where m.tenant_id = t.tenant_id and m.team_id = t.id and m.to_on is null and m.person_id = any(${[...personIds]}::uuid[]))) as member
    from team t where t.tenant_id = ${tenantId} and t.id = ${teamId} and t.ended_at is null`.execute(db)
  return rows[0]
}

export type EligibleRow = {
  readonly personId: string
  readonly name: string
  readonly namePinyin: string
  readonly bornOn: string
  readonly buildingName: string
  readonly inNeed: boolean
  readonly minutes: number
  readonly grantedAt: Date | null
}
type Question = {
  readonly path: string
  readonly bornBefore: string
  readonly today: string
  readonly tagHashes: readonly string[]
  readonly all: boolean
  readonly after: readonly [string, string] | undefined
  readonly limit: number
}

/** People of that age who live under the path: those in need, or all. */
export const eligiblePeople = async ({ db, tenantId }: Context, question: Question): Promise<EligibleRow[]> => {
  const { path, bornBefore, today, tagHashes, all, after, limit } = question
  const { rows } = await sql<EligibleRow>`
    with old as (
      select distinct on (p.id) p.id as person_id, p.name, p.name_pinyin, p.born_on, ar.name as building_name,
        exists (select from person_tag g where g.tenant_id = p.tenant_id and g.person_id = p.id and g.ended_at is null
          and g.tag_hash = any(${[...tagHashes]}::text[]) and g.valid_from <= ${today}::date and (g.valid_to is null or g.valid_to >= ${today}::date)) as in_need
      from person p
      join household_member m on m.tenant_id = p.tenant_id and m.person_id = p.id and m.to_on is null and m.lives_there
      join household h on h.tenant_id = m.tenant_id and h.id = m.household_id
      join area ar on ar.tenant_id = h.tenant_id and ar.id = h.area_id
      where p.tenant_id = ${tenantId} and p.merged_into is null and p.closed_at is null and p.born_on <= ${bornBefore}::date
        and (ar.path = ${path} or ar.path like ${`${path}.%`}))
    select o.person_id, o.name, o.name_pinyin, o.born_on, o.building_name, o.in_need,
      coalesce((select a.balance - a.held from ledger_account a where a.tenant_id = ${tenantId} and a.unit = 'minutes' and a.kind = 'person' and a.owner_id = o.person_id), 0)::bigint as minutes,
      (select max(g.decided_at) from ledger_grant_person x join ledger_grant g on g.tenant_id = x.tenant_id and g.id = x.grant_id
        where x.tenant_id = ${tenantId} and x.person_id = o.person_id and g.state = 'granted') as granted_at
    from old o where (${all}::boolean or o.in_need)
      and (${after?.[0] ?? null}::text is null or (o.name_pinyin, o.person_id) > (${after?.[0] ?? null}::text, ${after?.[1] ?? null}::uuid))
    order by o.name_pinyin, o.person_id limit ${limit}`.execute(db)
  return rows
}

type GrantRow = Insertable<Tables['ledgerGrant']>
type GrantPersonRow = Insertable<Tables['ledgerGrantPerson']>

export const insertGrant = async (ctx: Context, row: GrantRow, people: readonly GrantPersonRow[]): Promise<void> => {
  await ctx.db.insertInto('ledgerGrant').values(row).execute()
  await ctx.db
    .insertInto('ledgerGrantPerson')
    .values([...people])
    .execute()
}

export const lockGrant = ({ db, tenantId }: Context, id: string) =>
  db
    .selectFrom('ledgerGrant as g')
    .innerJoin('area as a', (join) => join.onRef('a.tenantId', '=', 'g.tenantId').onRef('a.id', '=', 'g.areaId'))
    .select(['g.id', 'g.state', 'g.unit', 'g.reason', 'g.proposedBy', 'a.path as areaPath'])
    .where('g.tenantId', '=', tenantId)
    .where('g.id', '=', id)
    .forUpdate('g')
    .executeTakeFirst()

export const decideGrant = async (
  { db, tenantId, now }: Context,
  id: string,
  state: 'granted' | 'withdrawn',
  decidedBy: string,
): Promise<void> => {
  await db
    .updateTable('ledgerGrant')
    .set({ state, decidedBy, decidedAt: now })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .execute()
}

export type GrantLine = {
  readonly id: string
  readonly unit: 'points' | 'minutes'
  readonly areaName: string
  readonly areaPath: string
  readonly reason: string
  readonly state: 'proposed' | 'granted' | 'withdrawn'
  readonly proposedById: string
  readonly proposedBy: string
  readonly proposedAt: Date
  readonly decidedBy: string | null
  readonly decidedAt: Date | null
  readonly people: { personId: string; name: string; amount: number; basis: string }[]
}
type Search = {
  readonly paths: readonly string[]
  readonly id?: string
  readonly after?: readonly [Date, string] | undefined
  readonly limit: number
}

export const grantLines = async (
  { db, tenantId }: Context,
  { paths, id, after, limit }: Search,
): Promise<GrantLine[]> => {
  const { rows } = await sql<GrantLine>`
    select g.id, g.unit, a.name as area_name, a.path as area_path, g.reason, g.state, g.proposed_by as proposed_by_id, p.name as proposed_by, g.proposed_at, d.name as decided_by, g.decided_at,
      coalesce((select jsonb_agg(jsonb_build_object('personId', x.person_id, 'name', q.name, 'amount', x.amount, 'basis', x.basis) order by q.name_pinyin, q.id)
        from ledger_grant_person x join person q on q.tenant_id = x.tenant_id and q.id = x.person_id where x.tenant_id = g.tenant_id and x.grant_id = g.id), '[]') as people
    from ledger_grant g join area a on a.tenant_id = g.tenant_id and a.id = g.area_id
    join person p on p.tenant_id = g.tenant_id and p.id = g.proposed_by
    left join person d on d.tenant_id = g.tenant_id and d.id = g.decided_by
    where g.tenant_id = ${tenantId} and exists (select from unnest(${[...paths]}::text[]) path where a.path = path or a.path like path || '.%')
      and (${id ?? null}::uuid is null or g.id = ${id ?? null}::uuid)
      and (${after?.[0] ?? null}::timestamptz is null or (g.proposed_at, g.id) < (${after?.[0] ?? null}::timestamptz, ${after?.[1] ?? null}::uuid))
    order by g.proposed_at desc, g.id desc limit ${limit}`.execute(db)
  return rows
}
