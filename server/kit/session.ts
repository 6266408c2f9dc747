// Sessions: an opaque token of 256 random bits, of which only the hash is kept; it lasts on while it is used.
import { createHash, randomBytes } from 'node:crypto'
import { addMinutes } from './time.ts'
import type { Context } from './context.ts'
import { announce } from './events.ts'
import { isId, mintTenantId, newId, type TenantId } from './ids.ts'
import type { Kit } from './kit.ts'

export type OpenedSession = { readonly token: string; readonly sessionId: string; readonly expiresAt: Date }
export type FoundSession = {
  readonly tenantId: TenantId
  readonly sessionId: string
  readonly accountId: string
  readonly secondFactor: boolean
  readonly expiresAt: Date
}
export type NewSession = {
  readonly accountId: string
  readonly secondFactor: boolean
  /** How long it lasts without being used. */
  readonly lastsMinutes: number
}

const hashOf = (secret: Buffer) => createHash('sha256').update(secret).digest()

/** The token names its tenant, so that the look-up begins with it: 16 bytes of tenant, 32 of secret. */
const writeToken = (tenantId: TenantId, secret: Buffer): string =>
  Buffer.concat([Buffer.from(tenantId.replaceAll('-', ''), 'hex'), secret]).toString('base64url')

const readToken = (token: string): { tenantId: TenantId; tokenHash: Buffer } | undefined => {
  if (!/^[\w-]{64}$/.test(token)) return undefined
  const bytes = Buffer.from(token, 'base64url')
  const hex = bytes.toString('hex', 0, 16)
  const id = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
  return isId(id) ? { tenantId: mintTenantId(id), tokenHash: hashOf(bytes.subarray(16)) } : undefined
}

export const openSession = async (
  ctx: Context,
  { accountId, secondFactor, lastsMinutes }: NewSession,
): Promise<OpenedSession> => {
  const secret = randomBytes(32)
  const sessionId = newId()
  const expiresAt = addMinutes(ctx.now, lastsMinutes)
  await ctx.db
    .insertInto('session')
    .values({
      tenantId: ctx.tenantId,
      id: sessionId,
      accountId,
      tokenHash: hashOf(secret),
      secondFactor,
      lastsMinutes,
      agent: ctx.client?.agent ?? null,
      createdAt: ctx.now,
      seenAt: ctx.now,
      expiresAt,
    })
    .execute()
  return { token: writeToken(ctx.tenantId, secret), sessionId, expiresAt }
}

/** The live session a token stands for. Using it moves its end; that is written at most about every hundredth of its time. */
export const findSession = async (kit: Kit, token: string): Promise<FoundSession | undefined> => {
  const asked = readToken(token)
  if (!asked) return undefined
  const now = kit.clock()
  const row = await kit.database.db
    .selectFrom('session')
    .select(['tenantId', 'id', 'accountId', 'secondFactor', 'expiresAt', 'lastsMinutes', 'seenAt'])
    .where('tenantId', '=', asked.tenantId)
    .where('tokenHash', '=', asked.tokenHash)
    .where('endedAt', 'is', null)
    .where('expiresAt', '>', now)
    .executeTakeFirst()
  if (!row) return undefined
  const { tenantId, id: sessionId, accountId, secondFactor, lastsMinutes } = row
  const due = now.getTime() - row.seenAt.getTime() > lastsMinutes * 600
  if (due) await extend(kit, tenantId, sessionId, now, addMinutes(now, lastsMinutes))
  return {
    tenantId,
    sessionId,
    accountId,
    secondFactor,
    expiresAt: due ? addMinutes(now, lastsMinutes) : row.expiresAt,
  }
}

const extend = async (kit: Kit, tenantId: TenantId, sessionId: string, seenAt: Date, expiresAt: Date) => {
  await kit.database.db
    .updateTable('session')
    .set({ seenAt, expiresAt })
    .where('tenantId', '=', tenantId)
    .where('id', '=', sessionId)
    .execute()
}

const live = (ctx: Context, accountId: string) =>
  ctx.db
    .selectFrom('session')
    .where('tenantId', '=', ctx.tenantId)
    .where('accountId', '=', accountId)
    .where('endedAt', 'is', null)
    .where('expiresAt', '>', ctx.now)

/** Where an account is signed in, latest first. */
export const sessionsOf = (ctx: Context, accountId: string) =>
  live(ctx, accountId).select(['id', 'agent', 'createdAt', 'seenAt', 'expiresAt']).orderBy('seenAt', 'desc').execute()

/** Ends the account's sessions, or only the one named; it works nowhere any more. Answers how many there were. */
export const endSessions = async (
  ctx: Context,
  accountId: string,
  which: { readonly only?: string; readonly except?: string } = {},
): Promise<number> => {
  let ending = ctx.db
    .updateTable('session')
    .set({ endedAt: ctx.now })
    .where('tenantId', '=', ctx.tenantId)
    .where('accountId', '=', accountId)
    .where('endedAt', 'is', null)
  if (which.only !== undefined) ending = ending.where('id', '=', which.only)
  if (which.except !== undefined) ending = ending.where('id', '!=', which.except)
  const { numUpdatedRows } = await ending.executeTakeFirst()
  if (numUpdatedRows > 0n) await announce(ctx, 'session.ended', { accountId })
  return Number(numUpdatedRows)
}
