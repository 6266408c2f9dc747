// SQL about roles held at areas: given, ended, counted. What has ended stays on record.
import type { Role } from '@linbang/contract/permissions'
import { sql } from 'kysely'
import type { Context } from '../../kit/context.ts'

type NewHolding = {
  id: string
  accountId: string
  role: Role
  areaId: string
  organisationId: string | null
  teamId: string | null
  grantedBy: string | null
}

/** Nothing happens when the same role is held there already. */
export const insertHolding = async ({ db, tenantId, now }: Context, holding: NewHolding): Promise<boolean> => {
  const { rows } = await sql<{ id: string }>`
    insert into role_holding (tenant_id, id, account_id, role, area_id, organisation_id, team_id, from_at, granted_by)
    select ${tenantId}, ${holding.id}, ${holding.accountId}, ${holding.role}, ${holding.areaId}, ${holding.organisationId},
      ${holding.teamId}, ${now}, ${holding.grantedBy}
    where not exists (select from role_holding where tenant_id = ${tenantId} and account_id = ${holding.accountId}
      and role = ${holding.role} and area_id = ${holding.areaId} and to_at is null
      and organisation_id is not distinct from ${holding.organisationId}::uuid and team_id is not distinct from ${holding.teamId}::uuid)
    returning id`.execute(db)
  return rows.length === 1
}

type Ended = { role: string; areaId: string; accountId: string }
type HoldingFilter = { id?: string; role?: Role; organisationId?: string; teamId?: string }

export const endHoldings = (
  { db, tenantId, now }: Context,
  accountId: string,
  filter: HoldingFilter,
  by: string | null,
): Promise<Ended[]> => {
  let statement = db
    .updateTable('roleHolding')
    .set({ toAt: now, endedBy: by })
    .where('tenantId', '=', tenantId)
    .where('accountId', '=', accountId)
    .where('toAt', 'is', null)
  for (const [column, value] of Object.entries(filter)) {
    statement = statement.where(column as keyof HoldingFilter, '=', value)
  }
  return statement.returning(['role', 'areaId', 'accountId']).execute()
}

/** How many accounts still administer; the rows stay locked, so that the last two cannot both go. */
export const lockAdmins = async ({ db, tenantId }: Context): Promise<string[]> => {
  const rows = await db
    .selectFrom('roleHolding')
    .select('id')
    .where('tenantId', '=', tenantId)
    .where('role', '=', 'system_admin')
    .where('toAt', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute()
  return rows.map(({ id }) => id)
}

export type HoldingRow = {
  readonly holdingId: string
  readonly accountId: string
  readonly role: Role
  readonly areaId: string
  readonly areaName: string
  readonly areaKind: string
  readonly areaPath: string
  readonly organisationId: string | null
  readonly organisationName: string | null
  readonly teamId: string | null
}

export const holdingsOf = async ({ db, tenantId }: Context, accountIds: readonly string[]): Promise<HoldingRow[]> => {
  const { rows } = await sql<HoldingRow>`
    select r.id as holding_id, r.account_id, r.role, r.area_id, a.name as area_name, a.kind as area_kind, a.path as area_path,
      r.organisation_id, o.name as organisation_name, r.team_id
    from role_holding r join area a on a.tenant_id = r.tenant_id and a.id = r.area_id
    left join organisation o on o.tenant_id = r.tenant_id and o.id = r.organisation_id
    where r.tenant_id = ${tenantId} and r.account_id = any(${[...accountIds]}::uuid[]) and r.to_at is null
    order by r.from_at, r.id`.execute(db)
  return rows
}

/** Whether those that are named exist here; a role names them without a key. */
export const organisationAndTeamExist = async (
  { db, tenantId }: Context,
  organisationId?: string,
  teamId?: string,
): Promise<boolean> => {
  const { rows } = await sql<{ good: boolean }>`
    select (${organisationId ?? null}::uuid is null or exists (select from organisation where tenant_id = ${tenantId} and id = ${organisationId ?? null}))
      and (${teamId ?? null}::uuid is null or exists (select from team where tenant_id = ${tenantId} and id = ${teamId ?? null})) as good`.execute(
    db,
  )
  return rows[0]?.good ?? false
}
