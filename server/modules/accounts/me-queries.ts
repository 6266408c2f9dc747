// SQL for a person's own first page: one statement for what lies in many modules' tables.
import { sql } from 'kysely'
import type { Context } from '../../kit/context.ts'

export type MeRow = {
  readonly username: string | null
  readonly welcomedAt: Date | null
  readonly preferences: Record<string, unknown>
  readonly unreadNotices: number
  readonly volunteer: {
    volunteerId: string
    number: string
    state: string
    class: string
    freeUntil: string | null
  } | null
  readonly duty: { dutyId: string; role: string; areaId: string; fromAt: string; shiftId: string | null } | null
  readonly balances: readonly { unit: string; balance: number; held: number }[]
}

export const meRow = async (
  { db, tenantId }: Context,
  accountId: string,
  personIds: readonly string[],
): Promise<MeRow | undefined> => {
  const ids = sql`any(${[...personIds]}::uuid[])`
  const { rows } = await sql<MeRow>`
    select a.username, a.welcomed_at, p.preferences,
      (select count(*) from notice n where n.tenant_id = a.tenant_id and n.person_id = ${ids} and n.read_at is null) as unread_notices,
      (select json_build_object('volunteerId', v.id, 'number', v.number, 'state', v.state, 'class', v.class, 'freeUntil', v.free_until)
        from volunteer v where v.tenant_id = a.tenant_id and v.person_id = ${ids} order by v.applied_at limit 1) as volunteer,
      (select json_build_object('dutyId', d.id, 'role', d.role, 'areaId', d.area_id, 'fromAt', d.from_at, 'shiftId', d.shift_id)
        from duty d where d.tenant_id = a.tenant_id and d.account_id = a.id and d.to_at is null order by d.from_at desc limit 1) as duty,
      coalesce((select json_agg(json_build_object('unit', l.unit, 'balance', l.balance, 'held', l.held))
        from ledger_account l where l.tenant_id = a.tenant_id and l.kind = 'person' and l.owner_id = ${ids}), '[]') as balances
    from account a join person p on p.tenant_id = a.tenant_id and p.id = ${personIds[0]}::uuid
    where a.tenant_id = ${tenantId} and a.id = ${accountId}`.execute(db)
  return rows[0]
}

export type Community = { readonly id: string; readonly name: string; readonly nameEn: string }

export const communities = ({ db, tenantId }: Context): Promise<Community[]> =>
  db
    .selectFrom('area')
    .select(['id', 'name', 'nameEn'])
    .where('tenantId', '=', tenantId)
    .where('kind', '=', 'community')
    .where('validTo', 'is', null)
    .orderBy('sortKey')
    .execute()

/** A place is set up once somebody administers it. */
export const isSetUp = async ({ db, tenantId }: Context): Promise<boolean> => {
  const row = await db
    .selectFrom('roleHolding')
    .select('id')
    .where('tenantId', '=', tenantId)
    .where('role', '=', 'system_admin')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
