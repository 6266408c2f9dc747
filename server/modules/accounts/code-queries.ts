// SQL about sign-in codes and printed links: counted before they are sent, tried and used by single statements.
import { sql } from 'kysely'
import type { Context } from '../../kit/context.ts'

/** Callers with the same number or address wait here for each other until the transaction ends. */
export const holdSender = async ({ db, tenantId }: Context, phoneHash: string, addressHash: string): Promise<void> => {
  for (const hash of [phoneHash, addressHash].toSorted()) {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`${tenantId}|code|${hash}`}, 0))`.execute(db)
  }
}

export type Sent = {
  readonly lastOfPhone: Date | null
  readonly ofPhone: number
  readonly oldestOfPhone: Date | null
  readonly ofAddress: number
  readonly oldestOfAddress: Date | null
}

export const codesSent = async (
  { db, tenantId }: Context,
  phoneHash: string,
  addressHash: string,
  since: Date,
): Promise<Sent> => {
  const { rows } = await sql<Sent>`
    select phone.*, address.* from
      (select max(sent_at) as last_of_phone, min(sent_at) as oldest_of_phone, count(*) as of_phone
        from sign_in_code where tenant_id = ${tenantId} and phone_hash = ${phoneHash} and sent_at > ${since}) phone,
      (select min(sent_at) as oldest_of_address, count(*) as of_address
        from sign_in_code where tenant_id = ${tenantId} and address_hash = ${addressHash} and sent_at > ${since}) address`.execute(
    db,
  )
  return rows[0] ?? { lastOfPhone: null, ofPhone: 0, oldestOfPhone: null, ofAddress: 0, oldestOfAddress: null }
}

type NewCode = { id: string; phoneHash: string; addressHash: string; codeHash: string; expiresAt: Date }

export const insertCode = ({ db, tenantId, now }: Context, code: NewCode) =>
  db
    .insertInto('signInCode')
    .values({ ...code, tenantId, sentAt: now })
    .execute()

/** The newest code of the number: an older one is good no more. */
export const newestCode = ({ db, tenantId }: Context, phoneHashes: readonly string[]) =>
  db
    .selectFrom('signInCode')
    .select(['id', 'codeHash', 'expiresAt', 'tries', 'usedAt'])
    .where('tenantId', '=', tenantId)
    .where('phoneHash', 'in', [...phoneHashes])
    .orderBy('sentAt', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst()

/** Counts a try; false when there have been enough. */
export const takeTry = async ({ db, tenantId }: Context, id: string, most: number): Promise<boolean> => {
  const { numUpdatedRows } = await db
    .updateTable('signInCode')
    .set((eb) => ({ tries: eb('tries', '+', 1) }))
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .where('tries', '<', most)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** True once. */
export const useCode = async ({ db, tenantId, now }: Context, id: string): Promise<boolean> => {
  const { numUpdatedRows } = await db
    .updateTable('signInCode')
    .set({ usedAt: now })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .where('usedAt', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

type Purpose = 'setup' | 'sign_in'
type NewLink = {
  id: string
  purpose: Purpose
  personId: string | null
  tokenHash: string
  madeBy: string | null
  expiresAt: Date
}

/** A new link takes the place of the ones before it. */
export const insertLink = async ({ db, tenantId, now }: Context, link: NewLink): Promise<void> => {
  await db
    .updateTable('signInLink')
    .set({ usedAt: now })
    .where('tenantId', '=', tenantId)
    .where('purpose', '=', link.purpose)
    .where((eb) => (link.personId === null ? eb('personId', 'is', null) : eb('personId', '=', link.personId)))
    .where('usedAt', 'is', null)
    .execute()
  await db
    .insertInto('signInLink')
    .values({ ...link, tenantId, madeAt: now })
    .execute()
}

const liveLinks = ({ db, tenantId, now }: Context, purpose: Purpose, tokenHash: string) =>
  db
    .selectFrom('signInLink')
    .select(['id', 'personId'])
    .where('tenantId', '=', tenantId)
    .where('purpose', '=', purpose)
    .where('tokenHash', '=', tokenHash)
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', now)

export const linkIsLive = async (ctx: Context, purpose: Purpose, tokenHash: string): Promise<boolean> =>
  (await liveLinks(ctx, purpose, tokenHash).executeTakeFirst()) !== undefined

/** The person the link was printed for, once; undefined when it is used, replaced, or has run out. */
export const useLink = async (
  ctx: Context,
  purpose: Purpose,
  tokenHash: string,
): Promise<{ personId: string | null } | undefined> => {
  const { db, tenantId, now } = ctx
  return db
    .updateTable('signInLink')
    .set({ usedAt: now })
    .where('tenantId', '=', tenantId)
    .where('id', 'in', liveLinks(ctx, purpose, tokenHash).select('id').clearSelect().select('id'))
    .where('usedAt', 'is', null)
    .returning('personId')
    .executeTakeFirst()
}

/** What can no longer sign anybody in is kept for a day, for the limits. */
export const dropOld = async ({ db, tenantId }: Context, before: Date): Promise<void> => {
  await db.deleteFrom('signInCode').where('tenantId', '=', tenantId).where('sentAt', '<', before).execute()
  await db.deleteFrom('signInLink').where('tenantId', '=', tenantId).where('expiresAt', '<', before).execute()
}
