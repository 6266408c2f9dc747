// Signing in by code, by password, or by a printed link; who a token stands for; the sessions of an account.
import type * as contract from '@linbang/contract/accounts'
import type { Input, Output } from '@linbang/contract/endpoint'
import type { Role } from '@linbang/contract/permissions'
import { recordAudit } from '../../kit/audit.ts'
import { type Context, inTransaction, type PersonActor } from '../../kit/context.ts'
import { ensure, found, Refusal } from '../../kit/errors.ts'
import { withoutSession, withSession } from '../../kit/http.ts'
import type { Kit } from '../../kit/kit.ts'
import { endSessions, findSession, openSession, sessionsOf } from '../../kit/session.ts'
import { personByPhone } from '../people/service.ts'
import { useLink } from './code-queries.ts'
import { getMe, self } from './me.ts'
import { ensureAccount } from './open-account.ts'
import { passwordFits } from './passwords.ts'
import { accountNamed, accountOfAny, type AccountRow, clearFailures, standingOf, takeStep } from './queries.ts'
import { isStaffAccount, sessionMinutes } from './rules.ts'
import { ensureCode } from './send-code.ts'
import { linkHash } from './sign-in-link.ts'
import { countedByAddress, notAGuess, takeTry } from './sign-in-tries.ts'
import { anonymousName } from './text.ts'
import { stepOf } from './totp.ts'

/** Whom a token stands for now: an ended session, a closed account and a role taken away count at once. */
export const actorOf = async (kit: Kit, token: string): Promise<PersonActor | undefined> => {
  const session = await findSession(kit, token)
  if (!session) return undefined
  const { tenantId, accountId, sessionId, secondFactor } = session
  const standing = await standingOf(kit.database.db, tenantId, accountId)
  if (!standing) return undefined
  const { personId, held, locale } = standing
  return {
    kind: 'person',
    tenantId,
    accountId,
    personId,
    sessionId,
    held,
    secondFactor,
    locale: locale === 'en' ? 'en' : 'zh-CN',
  }
}

/** A person who acts without a session: what they wrote came in by another way and was proved there. */
export const actorOfPerson = async (ctx: Context, personId: string): Promise<PersonActor | undefined> => {
  const accountId = (await accountOfAny(ctx, [personId]))?.id
  const standing = accountId && (await standingOf(ctx.db, ctx.tenantId, accountId))
  if (!standing) return undefined
  const locale = standing.locale === 'en' ? ('en' as const) : ('zh-CN' as const)
  const { tenantId } = ctx
  return {
    kind: 'person',
    tenantId,
    accountId,
    personId,
    sessionId: accountId,
    held: standing.held,
    secondFactor: false,
    locale,
  }
}

type Answer = Output<typeof contract.signIn>

/** Opens a session for the account and answers with who they are now. */
export const signInAs = async (ctx: Context, accountId: string, secondFactor: boolean): Promise<Answer> => {
  const { personId, held, locale } = found(await standingOf(ctx.db, ctx.tenantId, accountId))
  const lastsMinutes = sessionMinutes(
    held.map(({ role }) => role),
    secondFactor,
  )
  const { token, sessionId, expiresAt } = await openSession(ctx, { accountId, secondFactor, lastsMinutes })
  const language = locale === 'en' ? 'en' : locale === null ? ctx.locale : 'zh-CN'
  const actor: PersonActor = {
    kind: 'person',
    tenantId: ctx.tenantId,
    accountId,
    personId,
    sessionId,
    held,
    secondFactor,
    locale: language,
  }
  if (isStaffAccount(held.map(({ role }) => role))) {
    await recordAudit(
      { ...ctx, actor },
      { act: 'session.opened', subjectKind: 'account', subjectId: accountId, detail: { secondFactor } },
    )
  }
  return withSession({ me: await getMe({ ...ctx, actor }) }, token, expiresAt)
}

/** An unknown number becomes a neighbour whom nobody has confirmed yet; two at the same moment become one. */
const byCode = async (ctx: Context, phone: string, code: string): Promise<Answer> => {
  await ensureCode(ctx, phone, code)
  const accountId = await inTransaction(ctx, async (ctx) => {
    const name = anonymousName[ctx.locale === 'en' ? 'en' : 'zh']
    const { personId } = await personByPhone(ctx, phone, { name, callName: name })
    return (await ensureAccount(ctx, personId, { welcomed: false })).id
  })
  return signInAs(ctx, accountId, false)
}

/** A code counts as a try like the password, so that neither can be guessed. */
const proveFactor = async (ctx: Context, account: AccountRow, totp: string | undefined): Promise<boolean> => {
  if (account.totpSealed === null) return false
  if (totp === undefined) {
    await notAGuess(ctx, account)
    throw new Refusal('auth.second_factor')
  }
  const secret = ctx.kit.vault.open(ctx.tenantId, 'account.totp', account.totpSealed)
  // The authenticators of a demo are public and shared: there a code may serve everybody who looks at it.
  const { demo } = await ctx.kit.tenants.of(ctx.tenantId)
  const step = stepOf(secret, totp, ctx.now, demo ? null : account.totpLastStep)
  const good = step !== undefined && (demo || (await takeStep(ctx, account.id, step)))
  ensure(good, 'auth.second_factor_wrong')
  return true
}

type Password = { readonly username: string; readonly password: string; readonly totp?: string | undefined }

const byPassword = async (ctx: Context, { username, password, totp }: Password): Promise<Answer> => {
  const account = await accountNamed(ctx, username.toLowerCase())
  await takeTry(ctx, account, username.toLowerCase())
  const fits = await passwordFits(account?.passwordHash ?? null, password)
  ensure(account && fits, 'auth.wrong_password')
  const secondFactor = await proveFactor(ctx, account, totp)
  await clearFailures(ctx, account.id)
  return signInAs(ctx, account.id, secondFactor)
}

const byLink = async (ctx: Context, token: string): Promise<Answer> => {
  const accountId = await inTransaction(ctx, async (ctx) => {
    const link = found(await useLink(ctx, 'sign_in', linkHash(token)), 'auth.link_used')
    return (await ensureAccount(ctx, found(link.personId, 'auth.link_used'), { welcomed: false })).id
  })
  const held = (await standingOf(ctx.db, ctx.tenantId, accountId))?.held ?? []
  ensure(!isStaffAccount(held.map(({ role }: { role: Role }) => role)), 'auth.link_used')
  return signInAs(ctx, accountId, false)
}

const enter = (ctx: Context, body: Input<typeof contract.signIn>['body']): Promise<Answer> => {
  if ('code' in body) return byCode(ctx, body.phone, body.code)
  return 'link' in body ? byLink(ctx, body.link) : byPassword(ctx, body)
}

export const signIn = (ctx: Context, body: Input<typeof contract.signIn>['body']): Promise<Answer> =>
  countedByAddress(ctx, () => enter(ctx, body))

export const signOut = async (ctx: Context): Promise<Record<string, never>> => {
  await inTransaction(ctx, (ctx) => endSessions(ctx, self(ctx).accountId, { only: self(ctx).sessionId }))
  return withoutSession({})
}

export const listSessions = async (ctx: Context): Promise<Output<typeof contract.listSessions>> => {
  const { accountId, sessionId } = self(ctx)
  const rows = await sessionsOf(ctx, accountId)
  return {
    items: rows.map((row) => ({
      id: row.id,
      current: row.id === sessionId,
      device: row.agent ?? '',
      createdAt: row.createdAt,
      lastSeenAt: row.seenAt,
    })),
  }
}

export const endSession = async (ctx: Context, sessionId: string): Promise<Record<string, never>> => {
  const ended = await inTransaction(ctx, (ctx) => endSessions(ctx, self(ctx).accountId, { only: sessionId }))
  ensure(ended > 0, 'not_found')
  return {}
}
