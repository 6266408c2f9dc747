import { sql } from 'kysely'
import type { Insertable } from 'kysely'
import type { Context } from '../../kit/context.ts'
import type { Tables } from '../../kit/db.ts'

export type TeamRow = {
  readonly id: string
  readonly areaId: string
  readonly areaName: string
  readonly areaPath: string
  readonly name: string
  readonly nameEn: string
  readonly kind: string
  readonly brand: string
  readonly about: string
  readonly leaderName: string | null
  readonly leaderPersonId: string | null
  readonly members: number
  readonly services: string[]
  readonly jobsDone: number
  readonly version: number
  readonly sortKey: string
}
type Filter = {
  readonly paths?: readonly string[]
  readonly teamId?: string
  readonly after?: readonly [string, string] | undefined
  readonly limit: number
}

export const teamList = async (ctx: Context, { paths, teamId, after, limit }: Filter): Promise<TeamRow[]> => {
  const { rows } = await sql<TeamRow>`
    select t.id, t.area_id as "areaId", a.name as "areaName", a.path as "areaPath", t.name, t.name_en as "nameEn", t.kind, t.brand, t.about, t.leader_person_id as "leaderPersonId", p.name as "leaderName", t.version, t.name as "sortKey",
      (select count(*)::int from team_member m where m.tenant_id = t.tenant_id and m.team_id = t.id and m.to_on is null) as members,
      coalesce((select array_agg(s.code order by s.sort, s.code) from team_service ts join service s on s.tenant_id = ts.tenant_id and s.id = ts.service_id where ts.tenant_id = t.tenant_id and ts.team_id = t.id), '{}') as services,
      (select count(*)::int from visit_person vp join team_member m on m.tenant_id = vp.tenant_id and m.person_id = vp.person_id and m.team_id = t.id and m.to_on is null
        join visit v on v.tenant_id = vp.tenant_id and v.id = vp.visit_id join request r on r.tenant_id = v.tenant_id and r.id = v.request_id
        join team_service ts on ts.tenant_id = r.tenant_id and ts.team_id = t.id and ts.service_id = r.service_id
        where vp.tenant_id = t.tenant_id and vp.state = 'signed') as "jobsDone"
    from team t join area a on a.tenant_id = t.tenant_id and a.id = t.area_id left join person p on p.tenant_id = t.tenant_id and p.id = t.leader_person_id
    where t.tenant_id = ${ctx.tenantId} and t.ended_at is null
      and (${teamId ?? null}::uuid is null or t.id = ${teamId ?? null}::uuid)
      and (${paths ? [...paths] : null}::text[] is null or exists (select 1 from unnest(${paths ? [...paths] : null}::text[]) path where a.path = path or a.path like path || '.%' or path like a.path || '.%'))
      and (${after?.[0] ?? null}::text is null or (t.name, t.id) > (${after?.[0] ?? null}::text, ${after?.[1] ?? null}::uuid))
    order by t.name, t.id limit ${limit}`.execute(ctx.db)
  return rows
}

export const teamPeople = async (ctx: Context, teamId: string) =>
  (
    await sql<{ personId: string; name: string; callName: string; volunteerId: string | null }>`
    select p.id as "personId", p.name, p.call_name as "callName", v.id as "volunteerId" from team_member m
    join person p on p.tenant_id = m.tenant_id and p.id = m.person_id left join volunteer v on v.tenant_id = m.tenant_id and v.person_id = m.person_id
    where m.tenant_id = ${ctx.tenantId} and m.team_id = ${teamId} and m.to_on is null order by p.name_pinyin, p.id`.execute(
      ctx.db,
    )
  ).rows

export const insertTeam = async (ctx: Context, row: Insertable<Tables['team']>): Promise<void> => {
  await ctx.db.insertInto('team').values(row).execute()
}

export const lockTeam = (ctx: Context, teamId: string) =>
  ctx.db
    .selectFrom('team')
    .selectAll()
    .where('tenantId', '=', ctx.tenantId)
    .where('id', '=', teamId)
    .where('endedAt', 'is', null)
    .forUpdate()
    .executeTakeFirst()

export const updateTeam = async (
  ctx: Context,
  teamId: string,
  set: Partial<Insertable<Tables['team']>>,
): Promise<void> => {
  await ctx.db.updateTable('team').set(set).where('tenantId', '=', ctx.tenantId).where('id', '=', teamId).execute()
}

export const setServices = async (ctx: Context, teamId: string, serviceIds: readonly string[]): Promise<void> => {
  await ctx.db.deleteFrom('teamService').where('tenantId', '=', ctx.tenantId).where('teamId', '=', teamId).execute()
  if (serviceIds.length > 0)
    await ctx.db
      .insertInto('teamService')
      .values(serviceIds.map((serviceId) => ({ tenantId: ctx.tenantId, teamId, serviceId })))
      .execute()
}

export const memberIds = async (ctx: Context, teamId: string): Promise<string[]> =>
  (
    await ctx.db
      .selectFrom('teamMember')
      .select('personId')
      .where('tenantId', '=', ctx.tenantId)
      .where('teamId', '=', teamId)
      .where('toOn', 'is', null)
      .execute()
  ).map((row) => row.personId)

export const insertMembers = async (ctx: Context, rows: readonly Insertable<Tables['teamMember']>[]): Promise<void> => {
  if (rows.length > 0)
    await ctx.db
      .insertInto('teamMember')
      .values([...rows])
      .execute()
}

export const endMembers = async (
  ctx: Context,
  teamId: string,
  personIds: readonly string[],
  day: string,
): Promise<void> => {
  if (personIds.length > 0)
    await ctx.db
      .updateTable('teamMember')
      .set({ toOn: day })
      .where('tenantId', '=', ctx.tenantId)
      .where('teamId', '=', teamId)
      .where('personId', 'in', [...personIds])
      .where('toOn', 'is', null)
      .execute()
}
