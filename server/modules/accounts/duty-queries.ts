// SQL about who is on duty, and who holds which role above a place.
import type { Role } from '@linbang/contract/permissions'
import { sql, type SqlBool } from 'kysely'
import type { Context } from '../../kit/context.ts'

type NewDuty = {
  id: string
  accountId: string
  personId: string
  role: Role
  areaId: string
  soundOkAt: Date | null
  shiftId?: string
  filledBy?: 'roster'
}

export const insertDuty = ({ db, tenantId, now }: Context, duty: NewDuty) =>
  db
    .insertInto('duty')
    .values({ ...duty, tenantId, fromAt: now, seenAt: now })
    .execute()

/** False when the account is on no duty. */
export const touchDuty = async ({ db, tenantId, now }: Context, accountId: string): Promise<boolean> => {
  const { numUpdatedRows } = await db
    .updateTable('duty')
    .set({ seenAt: now })
    .where('tenantId', '=', tenantId)
    .where('accountId', '=', accountId)
    .where('toAt', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** The duties this account is on, ended now. */
export const endDuties = ({ db, tenantId, now }: Context, accountId: string, role?: string) =>
  db
    .updateTable('duty')
    .set({ toAt: now })
    .where('tenantId', '=', tenantId)
    .where('accountId', '=', accountId)
    .where('toAt', 'is', null)
    .$if(role !== undefined, (query) => query.where('role', '=', role ?? ''))
    .returning(['id', 'areaId'])
    .execute()

export type DutyLine = {
  readonly dutyId: string
  readonly personId: string
  readonly name: string
  readonly role: Role
  readonly areaId: string
  readonly areaName: string
  readonly fromAt: Date
}

export const dutiesUnder = async (
  { db, tenantId }: Context,
  reach: readonly string[] | 'everywhere',
  underPath: string | undefined,
): Promise<DutyLine[]> => {
  const under = (paths: readonly string[]) =>
    sql<SqlBool>`(a.path = any(${[...paths]}::text[]) or a.path like any(${paths.map((path) => `${path}.%`)}::text[]))`
  const { rows } = await sql<DutyLine>`
    select d.id as duty_id, d.person_id, p.name, d.role, d.area_id, a.name as area_name, d.from_at
    from duty d
    join area a on a.tenant_id = d.tenant_id and a.id = d.area_id
    join person p on p.tenant_id = d.tenant_id and p.id = d.person_id
    where d.tenant_id = ${tenantId} and d.to_at is null
      and ${reach === 'everywhere' ? sql<SqlBool>`true` : under(reach)}
      and ${underPath === undefined ? sql<SqlBool>`true` : under([underPath])}
    order by d.from_at, d.id limit 500`.execute(db)
  return rows
}

export type StaffMember = {
  readonly personId: string
  readonly role: Role
  readonly onDuty: boolean
  readonly areaPath: string
}

/** Holders of the roles at the place or above it: the nearest level first, on each level who is on duty first, by a press or by the roster. */
export const staffAlong = async (
  { db, tenantId, now }: Context,
  paths: readonly string[],
  roles: readonly Role[],
): Promise<StaffMember[]> => {
  const { rows } = await sql<StaffMember>`
    select a.person_id, r.role, h.path as area_path,
      exists (select from duty d where d.tenant_id = r.tenant_id and d.account_id = r.account_id and d.role = r.role and d.to_at is null)
        or exists (select from shift s join shift_kind k on k.tenant_id = s.tenant_id and k.id = s.kind_id where s.tenant_id = r.tenant_id and s.person_id = a.person_id and k.role = r.role
          and s.removed_at is null and s.closed_at is null and s.from_at <= ${now} and s.to_at > ${now}) as on_duty
    from role_holding r
    join area h on h.tenant_id = r.tenant_id and h.id = r.area_id
    join account a on a.tenant_id = r.tenant_id and a.id = r.account_id and a.closed_at is null
    where r.tenant_id = ${tenantId} and r.to_at is null and h.path = any(${[...paths]}::text[]) and r.role = any(${[...roles]}::text[])
    order by length(h.path) desc, on_duty desc, r.from_at, r.id`.execute(db)
  return rows
}
