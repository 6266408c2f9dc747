// SQL about accounts and the roles they hold. Roles that have ended, and accounts that are closed, do not count.
import type { Role } from '@linbang/contract/permissions'
import { sql, type SqlBool } from 'kysely'
import type { Context, Held } from '../../kit/context.ts'
import type { Db } from '../../kit/db.ts'
import { refusedAs } from '../../kit/errors.ts'
import type { TenantId } from '../../kit/ids.ts'

export type Standing = {
  readonly accountId: string
  readonly personId: string
  readonly locale: string | null
  readonly held: readonly Held[]
}

/** The account with its roles; of a person who was merged, the person kept. */
export const standingOf = async (db: Db, tenantId: TenantId, accountId: string): Promise<Standing | undefined> => {
  const { rows } = await sql<Standing>`
    with recursive chain (id, merged_into) as (
      select p.id, p.merged_into from account a join person p on p.tenant_id = a.tenant_id and p.id = a.person_id
      where a.tenant_id = ${tenantId} and a.id = ${accountId} and a.closed_at is null
      union all
      select p.id, p.merged_into from chain c join person p on p.tenant_id = ${tenantId} and p.id = c.merged_into)
    select ${accountId}::uuid as account_id, p.id as person_id, p.preferences ->> 'locale' as locale,
      coalesce((select json_agg(json_build_object('role', r.role, 'areaId', r.area_id, 'areaPath', a.path,
          'organisationId', r.organisation_id, 'teamId', r.team_id) order by r.from_at, r.id)
        from role_holding r join area a on a.tenant_id = r.tenant_id and a.id = r.area_id
        where r.tenant_id = ${tenantId} and r.account_id = ${accountId} and r.to_at is null), '[]') as held
    from chain c join person p on p.tenant_id = ${tenantId} and p.id = c.id
    where c.merged_into is null and p.closed_at is null`.execute(db)
  return rows[0]
}

export type AccountRow = {
  readonly id: string
  readonly personId: string
  readonly username: string | null
  readonly passwordHash: string | null
  readonly totpSealed: string | null
  readonly totpLastStep: number | null
  readonly lockedUntil: Date | null
  readonly welcomedAt: Date | null
}

const accountColumns = [
  'id', 'personId', 'username', 'passwordHash', 'totpSealed', 'totpLastStep', 'lockedUntil', 'welcomedAt',
] as const // prettier-ignore

const accounts = ({ db, tenantId }: Context) =>
  db.selectFrom('account').select(accountColumns).where('tenantId', '=', tenantId).where('closedAt', 'is', null)

export const accountById = (ctx: Context, id: string): Promise<AccountRow | undefined> =>
  accounts(ctx).where('id', '=', id).executeTakeFirst()
export const accountNamed = (ctx: Context, username: string): Promise<AccountRow | undefined> =>
  accounts(ctx).where('username', '=', username).executeTakeFirst()
export const accountOfAny = (ctx: Context, personIds: readonly string[]): Promise<AccountRow | undefined> =>
  accounts(ctx)
    .where('personId', 'in', [...personIds])
    .orderBy('createdAt')
    .executeTakeFirst()

type NewAccount = {
  id: string
  personId: string
  username: string | null
  passwordHash: string | null
  totpSealed: string | null
  welcomedAt: Date | null
}

/** False when the person has an account already. */
export const insertAccount = async ({ db, tenantId, now }: Context, account: NewAccount): Promise<boolean> => {
  const statement = db
    .insertInto('account')
    .values({ ...account, tenantId, createdAt: now })
    .onConflict((conflict) => conflict.columns(['tenantId', 'personId']).doNothing())
    .executeTakeFirst()
  return (await refusedAs(statement, { account_username: 'account.username_taken' })).numInsertedOrUpdatedRows === 1n
}

type AccountChange = {
  username?: string
  passwordHash?: string
  totpSealed?: string
  totpLastStep?: number
  welcomedAt?: Date
  closedAt?: Date
}

export const updateAccount = async ({ db, tenantId }: Context, id: string, change: AccountChange): Promise<void> => {
  const statement = db
    .updateTable('account')
    .set(change)
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .execute()
  await refusedAs(statement, { account_username: 'account.username_taken' })
}

/** Counts a try before it is made; false while locked. The last one allowed locks, and after the lock the count begins anew. */
export const takeSignInTry = async (
  { db, tenantId, now }: Context,
  id: string,
  lockAfter: number,
  lockedUntil: Date,
): Promise<boolean> => {
  const { numAffectedRows } = await sql`update account set
      failed_sign_ins = case when failed_sign_ins >= ${lockAfter} then 1 else failed_sign_ins + 1 end,
      locked_until = case when failed_sign_ins + 1 = ${lockAfter} then ${lockedUntil}::timestamptz end
    where tenant_id = ${tenantId} and id = ${id} and (locked_until is null or locked_until <= ${now})`.execute(db)
  return numAffectedRows === 1n
}

/** Takes one try back, with the lock it may have brought. */
export const giveTryBack = async ({ db, tenantId }: Context, id: string, lockAfter: number): Promise<void> => {
  await sql`update account set failed_sign_ins = greatest(failed_sign_ins - 1, 0),
      locked_until = case when failed_sign_ins > ${lockAfter} then locked_until end
    where tenant_id = ${tenantId} and id = ${id}`.execute(db)
}

export const clearFailures = ({ db, tenantId }: Context, id: string) =>
  db
    .updateTable('account')
    .set({ failedSignIns: 0, lockedUntil: null })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .where((eb) => eb.or([eb('failedSignIns', '>', 0), eb('lockedUntil', 'is not', null)]))
    .execute()

/** False when the step, or a later one, was used before. */
export const takeStep = async ({ db, tenantId }: Context, id: string, step: number): Promise<boolean> => {
  const { numUpdatedRows } = await db
    .updateTable('account')
    .set({ totpLastStep: step })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .where((eb) => eb.or([eb('totpLastStep', 'is', null), eb('totpLastStep', '<', step)]))
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** The topmost area: what everybody's plain role is held at. */
export const topmostArea = ({ db, tenantId }: Context) =>
  db
    .selectFrom('area')
    .select(['id', 'path', 'name'])
    .where('tenantId', '=', tenantId)
    .where('parentId', 'is', null)
    .where('validTo', 'is', null)
    .orderBy('path')
    .executeTakeFirst()

export const lockAccount = ({ db, tenantId }: Context, id: string) =>
  db
    .selectFrom('account')
    .select('id')
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

export type StaffLine = {
  readonly id: string
  readonly personId: string
  readonly name: string
  readonly namePinyin: string
  readonly username: string | null
  readonly phoneMasked: string | null
  readonly secondFactor: boolean
  readonly lockedUntil: Date | null
}
type StaffSearch = {
  readonly reach: readonly string[] | 'everywhere'
  readonly role: Role | undefined
  readonly words: string | undefined
  readonly username: string | undefined
  readonly accountId: string | undefined
  readonly after: readonly [string, string] | undefined
  readonly limit: number
}

const within = (reach: StaffSearch['reach']) =>
  reach === 'everywhere'
    ? sql<SqlBool>`true`
    : sql<SqlBool>`(h.path = any(${[...reach]}::text[]) or h.path like any(${reach.map((path) => `${path}.%`)}::text[]))`

/** Accounts of whoever holds a role beyond everybody's own under the reach. */
export const staffAccounts = async ({ db, tenantId }: Context, search: StaffSearch): Promise<StaffLine[]> => {
  const { reach, role, words, username, accountId, after, limit } = search
  const named = words
    ? sql<SqlBool>`(p.search @@ ${words}::tsquery or position(${username ?? ''} in coalesce(a.username, '')) > 0)`
    : sql<SqlBool>`true`
  const { rows } = await sql<StaffLine>`
    select a.id, p.id as person_id, p.name, p.name_pinyin, a.username, p.phone_masked, a.totp_sealed is not null as second_factor, a.locked_until
    from account a join person p on p.tenant_id = a.tenant_id and p.id = a.person_id
    where a.tenant_id = ${tenantId} and a.closed_at is null
      and exists (select from role_holding r join area h on h.tenant_id = r.tenant_id and h.id = r.area_id
        where r.tenant_id = a.tenant_id and r.account_id = a.id and r.to_at is null and ${within(reach)}
          and ${role ? sql<SqlBool>`r.role = ${role}` : sql<SqlBool>`r.role not in ('resident', 'family_member', 'volunteer', 'guardian')`})
      and ${named}
      and ${accountId === undefined ? sql<SqlBool>`true` : sql<SqlBool>`a.id = ${accountId}`}
      and ${after ? sql<SqlBool>`(p.name_pinyin, a.id) > (${after[0]}, ${after[1]}::uuid)` : sql<SqlBool>`true`}
    order by p.name_pinyin, a.id limit ${limit}`.execute(db)
  return rows
}
