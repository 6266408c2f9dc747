// Accounts and the roles they hold: opening one for a person, giving a role, taking it away. Effective at once.
import type { Role } from '@linbang/contract/permissions'
import { announce } from '../../kit/events.ts'
import { type Context, inTransaction } from '../../kit/context.ts'
import { found } from '../../kit/errors.ts'
import { newId } from '../../kit/ids.ts'
import { personOf, samePerson } from '../people/service.ts'
import { accountById, accountOfAny, type AccountRow, insertAccount, lockAccount, topmostArea } from './queries.ts'
import { endHoldings, holdingsOf, insertHolding } from './role-queries.ts'
import { isStaffAccount, sessionMinutes } from './rules.ts'
import { shortenSessions } from './session-queries.ts'

type Opening = {
  readonly welcomed: boolean
  readonly username?: string | null
  readonly passwordHash?: string | null
  readonly totpSealed?: string | null
}

/** The person's account, opened when there is none, with everybody's plain role. Call inside a transaction. */
export const ensureAccount = async (ctx: Context, personId: string, opening: Opening): Promise<AccountRow> => {
  const known = await accountOfAny(ctx, await samePerson(ctx, personId))
  if (known) return known
  const id = newId()
  const { id: keptId } = await personOf(ctx, personId)
  await insertAccount(ctx, {
    id,
    personId: keptId,
    username: opening.username ?? null,
    passwordHash: opening.passwordHash ?? null,
    totpSealed: opening.totpSealed ?? null,
    welcomedAt: opening.welcomed ? ctx.now : null,
  })
  const account = found(await accountOfAny(ctx, [keptId]))
  const top = found(await topmostArea(ctx))
  await lockAccount(ctx, account.id)
  await insertHolding(ctx, {
    id: newId(),
    accountId: account.id,
    role: 'resident',
    areaId: top.id,
    organisationId: null,
    teamId: null,
    grantedBy: null,
  })
  return account
}

const grantor = ({ actor }: Context): string | null => (actor.kind === 'person' ? actor.personId : null)

type Giving = {
  readonly role: Role
  readonly areaId: string
  readonly organisationId?: string | null
  readonly teamId?: string | null
}

/** Works from the next call on. A long session becomes a staff session when the role makes it one. */
export const giveRoleTo = async (
  ctx: Context,
  accountId: string,
  { role, areaId, organisationId = null, teamId = null }: Giving,
) => {
  await lockAccount(ctx, accountId)
  await insertHolding(ctx, { id: newId(), accountId, role, areaId, organisationId, teamId, grantedBy: grantor(ctx) })
  const roles = (await holdingsOf(ctx, [accountId])).map((held) => held.role)
  if (isStaffAccount([role])) {
    await shortenSessions(ctx, accountId, sessionMinutes(roles, false), false)
    await shortenSessions(ctx, accountId, sessionMinutes(roles, true), true)
  }
  const { personId } = found(await accountById(ctx, accountId))
  await announce(ctx, 'account.changed', { accountId, personIds: [personId] })
}

/** For other modules: a volunteer approved, a team's leader named, staff of an organisation. Opens an account if need be. */
export const giveRole = (ctx: Context, personId: string, giving: Giving): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const { id } = await ensureAccount(ctx, personId, { welcomed: false })
    await giveRoleTo(ctx, id, giving)
  })

type Taking = { readonly role: Role; readonly organisationId?: string; readonly teamId?: string }

/** Takes every holding of the role away (of that organisation or team when one is named). Nothing happens without one. */
export const takeRole = (ctx: Context, personId: string, taking: Taking): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const account = await accountOfAny(ctx, await samePerson(ctx, personId))
    if (!account) return
    const ended = await endHoldings(ctx, account.id, taking, grantor(ctx))
    if (ended.length > 0)
      await announce(ctx, 'account.changed', { accountId: account.id, personIds: [account.personId] })
  })
