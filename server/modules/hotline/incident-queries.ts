// SQL about incidents: what many call about, and the requests joined to it.
import { type Insertable, type Selectable, sql, type SqlBool, type Updateable } from 'kysely'
import type { Context } from '../../kit/context.ts'
import type { Tables } from '../../kit/db.ts'
import type { Incident } from '@linbang/contract/incidents'

export type IncidentRecord = Selectable<Tables['incident']>
export type IncidentRow = Omit<Incident, 'can'> & { readonly areaPath: string }

export const insertIncident = async (ctx: Context, row: Insertable<Tables['incident']>): Promise<void> => {
  await ctx.db.insertInto('incident').values(row).execute()
}
export const updateIncident = async (ctx: Context, id: string, set: Updateable<Tables['incident']>): Promise<void> => {
  await ctx.db.updateTable('incident').set(set).where('tenantId', '=', ctx.tenantId).where('id', '=', id).execute()
}
export const lockIncident = (ctx: Context, id: string): Promise<IncidentRecord | undefined> =>
  ctx.db
    .selectFrom('incident')
    .selectAll()
    .where('tenantId', '=', ctx.tenantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

type Wanted = {
  readonly paths: readonly string[]
  readonly ids?: readonly string[]
  readonly closedSince?: Date | undefined
}

/** Of the areas of the agent; an incident of the whole street is that of its communities too. */
export const incidentsWhere = async (ctx: Context, { paths, ids, closedSince }: Wanted): Promise<IncidentRow[]> => {
  const seen = sql<SqlBool>`exists (select from unnest(${[...paths]}::text[]) p (path)
    where a.path = p.path or a.path like p.path || '.%' or p.path like a.path || '.%')`
  const which = ids
    ? sql<SqlBool>`i.id = any(${[...ids]}::uuid[])`
    : closedSince
      ? sql<SqlBool>`i.closed_at >= ${closedSince}`
      : sql<SqlBool>`i.closed_at is null`
  const { rows } = await sql<IncidentRow>`
    select i.id, i.title, i.area_id, a.name as area_name, a.path as area_path, i.service_code, s.zh as service_zh, s.en as service_en,
      i.caller_words, i.opened_at, p.call_name as opened_by_name, i.closed_at, i.close_words,
      (select count(*)::int from incident_request r where r.tenant_id = i.tenant_id and r.incident_id = i.id) as requests,
      (select count(*)::int from incident_request r join request q on q.tenant_id = r.tenant_id and q.id = r.request_id
        where r.tenant_id = i.tenant_id and r.incident_id = i.id and q.state in ('reported', 'dispatching', 'in_meeting', 'reopened', 'assigned', 'under_way')) as open
    from incident i
    join area a on a.tenant_id = i.tenant_id and a.id = i.area_id
    join service s on s.tenant_id = i.tenant_id and s.code = i.service_code
    left join person p on p.tenant_id = i.tenant_id and p.id = i.opened_by
    where i.tenant_id = ${ctx.tenantId} and ${which} and ${seen}
    order by coalesce(i.closed_at, i.opened_at) desc, i.id limit 50`.execute(ctx.db)
  return rows
}

type Joined = { readonly requestId: string; readonly personId: string | null; readonly state: string }
export const joinedRequests = async (ctx: Context, incidentId: string): Promise<Joined[]> => {
  const { rows } = await sql<Joined>`
    select q.id as request_id, q.person_id, q.state from incident_request r
    join request q on q.tenant_id = r.tenant_id and q.id = r.request_id
    where r.tenant_id = ${ctx.tenantId} and r.incident_id = ${incidentId} order by r.joined_at, q.id`.execute(ctx.db)
  return rows
}

export const insertJoin = async (
  ctx: Context,
  incidentId: string,
  requestId: string,
  joinedBy: string,
): Promise<void> => {
  await ctx.db
    .insertInto('incidentRequest')
    .values({ tenantId: ctx.tenantId, incidentId, requestId, joinedBy, joinedAt: ctx.now })
    .execute()
}
