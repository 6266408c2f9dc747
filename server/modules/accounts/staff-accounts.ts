// Staff accounts and their roles, as a system administrator sees and changes them. What is taken away works no longer at once.
import type * as contract from '@linbang/contract/accounts'
import type { Input, Output } from '@linbang/contract/endpoint'
import { type Role, secondFactorRoles } from '@linbang/contract/permissions'
import { recordAudit } from '../../kit/audit.ts'
import { type Context, inTransaction, reaches, reachOf } from '../../kit/context.ts'
import { ensure, found } from '../../kit/errors.ts'
import { announce } from '../../kit/events.ts'
import { pageOf, pageSize, readCursor } from '../../kit/paging.ts'
import { qrSvg } from '../../kit/qr.ts'
import { endSessions } from '../../kit/session.ts'
import { type AreaRow, liveAreaOf } from '../areas/service.ts'
import { enterPerson, personByPhone, personOf, samePerson, wordsQuery } from '../people/service.ts'
import { ensureAccount, giveRoleTo } from './open-account.ts'
import { endDuties } from './duty-queries.ts'
import { hashPassword } from './passwords.ts'
import { accountById, accountOfAny, staffAccounts, type StaffLine, updateAccount } from './queries.ts'
import { endHoldings, holdingsOf, lockAdmins, organisationAndTeamExist } from './role-queries.ts'
import { isStaffAccount, mayBeHeldAt } from './rules.ts'
import { enrolUrl, newSecret } from './totp.ts'

type Row = Output<typeof contract.listAccounts>['items'][number]

const reachNow = (ctx: Context): readonly string[] | 'everywhere' =>
  ctx.actor.kind === 'system' ? 'everywhere' : reachOf(ctx.actor, 'accounts.manage')

const shown = async (ctx: Context, lines: readonly StaffLine[]): Promise<Row[]> => {
  const roles = await holdingsOf(
    ctx,
    lines.map(({ id }) => id),
  )
  return lines.map(({ id, personId, name, username, phoneMasked, secondFactor, lockedUntil }) => ({
    accountId: id,
    personId,
    name,
    username,
    phoneMasked,
    secondFactor,
    lockedUntil: lockedUntil && lockedUntil > ctx.now ? lockedUntil : null,
    roles: roles.filter(({ accountId }) => accountId === id),
  }))
}

const staffSearch = (ctx: Context) => ({
  reach: reachNow(ctx),
  role: undefined,
  words: undefined,
  username: undefined,
  accountId: undefined,
  after: undefined,
})

export const listAccounts = async (
  ctx: Context,
  query: Input<typeof contract.listAccounts>['query'],
): Promise<Output<typeof contract.listAccounts>> => {
  const size = pageSize(query.limit)
  const rows = await staffAccounts(ctx, {
    ...staffSearch(ctx),
    role: query.role,
    words: query.q ? wordsQuery(query.q) : undefined,
    username: query.q?.trim().toLowerCase(),
    after: readCursor(query.cursor, ['text', 'text']),
    limit: size + 1,
  })
  const { items, nextCursor } = pageOf(rows, size, (row) => [row.namePinyin, row.id])
  return { items: await shown(ctx, items), nextCursor }
}

/** Another area's account is as good as none; whoever has lost the last role is still answered once. */
const oneRow = async (ctx: Context, accountId: string): Promise<Row | undefined> =>
  (await shown(ctx, await staffAccounts(ctx, { ...staffSearch(ctx), accountId, limit: 1 })))[0]

const placeFor = async (ctx: Context, role: Role, areaId: string): Promise<AreaRow> => {
  const area = await liveAreaOf(ctx, areaId)
  ensure(reaches(ctx.actor, 'accounts.manage', area.path), 'not_found')
  ensure(mayBeHeldAt(role, area.kind), 'account.area_needed')
  return area
}

const auditRole = (ctx: Context, act: 'role.given' | 'role.ended', accountId: string, role: string, areaPath: string) =>
  recordAudit(ctx, { act, subjectKind: 'account', subjectId: accountId, areaPath, detail: { role } })

const staffPerson = async (
  ctx: Context,
  { name, callName, phone }: { name: string; callName?: string | undefined; phone?: string | undefined },
) => {
  if (phone !== undefined) return (await personByPhone(ctx, phone, { name, callName: callName ?? name })).personId
  return enterPerson(ctx, { name, callName: callName ?? name }, null)
}

/** Somebody who has an account already only gains the role: the password and authenticator they have stay. */
export const addAccount = (
  ctx: Context,
  given: Input<typeof contract.addAccount>['body'],
): Promise<Output<typeof contract.addAccount>> =>
  inTransaction(ctx, async (ctx) => {
    const area = await placeFor(ctx, given.role, given.areaId)
    const passwordHash = given.password === undefined ? null : await hashPassword(given.password)
    const secret = given.username !== undefined && secondFactorRoles.includes(given.role) ? newSecret() : null
    const personId = await staffPerson(ctx, given)
    const before = await accountOfAny(ctx, await samePerson(ctx, personId))
    const totpSealed = secret && ctx.kit.vault.seal(ctx.tenantId, 'account.totp', secret)
    const account = await ensureAccount(ctx, personId, {
      welcomed: true,
      username: given.username ?? null,
      passwordHash,
      totpSealed,
    })
    if (before && before.username === null && given.username !== undefined) {
      await updateAccount(ctx, account.id, {
        username: given.username,
        ...(passwordHash && { passwordHash }),
        ...(totpSealed && { totpSealed }),
      })
    } else ensure(!before || given.username === undefined, 'account.username_taken')
    await giveRoleTo(ctx, account.id, { role: given.role, areaId: area.id })
    await recordAudit(ctx, {
      act: 'account.added',
      subjectKind: 'account',
      subjectId: account.id,
      areaPath: area.path,
      detail: { role: given.role },
    })
    const url =
      secret && enrolUrl((await ctx.kit.tenants.of(ctx.tenantId)).name.zh, given.username ?? given.name, secret)
    return { account: found(await oneRow(ctx, account.id)), totpUrl: url, totpQrSvg: url && (await qrSvg(url)) }
  })

export const grantRole = (
  ctx: Context,
  accountId: string,
  given: Input<typeof contract.grantRole>['body'],
): Promise<Row> =>
  inTransaction(ctx, async (ctx) => {
    const { role, organisationId, teamId } = given
    const area = await placeFor(ctx, role, given.areaId)
    const account = found(await accountById(ctx, accountId))
    const isNew = !isStaffAccount((await holdingsOf(ctx, [accountId])).map((held) => held.role))
    ensure(isNew || (await oneRow(ctx, accountId)), 'not_found')
    ensure(organisationId !== undefined || !role.startsWith('org_'), 'account.area_needed')
    ensure(await organisationAndTeamExist(ctx, organisationId, teamId), 'not_found')
    await giveRoleTo(ctx, account.id, {
      role,
      areaId: area.id,
      organisationId: organisationId ?? null,
      teamId: teamId ?? null,
    })
    await auditRole(ctx, 'role.given', accountId, role, area.path)
    return (await oneRow(ctx, accountId)) ?? plainRow(ctx, accountId)
  })

/** The row of an account that holds only everybody's roles. */
const plainRow = async (ctx: Context, accountId: string): Promise<Row> => {
  const { id, personId, username, totpSealed, lockedUntil } = found(await accountById(ctx, accountId))
  const { name, phoneMasked } = await personOf(ctx, personId)
  const line = {
    id,
    personId,
    name,
    namePinyin: '',
    username,
    phoneMasked,
    secondFactor: totpSealed !== null,
    lockedUntil,
  }
  return found((await shown(ctx, [line]))[0])
}

/** Works no longer from the next call on. Who no longer works here is signed out everywhere. */
export const endRole = (ctx: Context, accountId: string, holdingId: string): Promise<Row> =>
  inTransaction(ctx, async (ctx) => {
    found(await oneRow(ctx, accountId))
    const holding = found((await holdingsOf(ctx, [accountId])).find((held) => held.holdingId === holdingId))
    ensure(reaches(ctx.actor, 'accounts.manage', holding.areaPath), 'not_found')
    if (holding.role === 'system_admin')
      ensure(
        (await lockAdmins(ctx)).some((id) => id !== holdingId),
        'account.last_admin',
      )
    const by = ctx.actor.kind === 'person' ? ctx.actor.personId : null
    ensure((await endHoldings(ctx, accountId, { id: holdingId }, by)).length === 1, 'not_found')
    await endDuties(ctx, accountId, holding.role)
    const rest = (await holdingsOf(ctx, [accountId])).map((held) => held.role)
    if (!isStaffAccount(rest)) await endSessions(ctx, accountId)
    const { personId } = found(await accountById(ctx, accountId))
    await announce(ctx, 'account.changed', { accountId, personIds: [personId] })
    await auditRole(ctx, 'role.ended', accountId, holding.role, holding.areaPath)
    return (await oneRow(ctx, accountId)) ?? plainRow(ctx, accountId)
  })
