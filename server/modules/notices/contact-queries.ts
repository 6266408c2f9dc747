// Addresses beside the phone, and how a person wishes to be written to.
import type { Insertable, Selectable } from 'kysely'
import type { MessageWay } from '@linbang/contract/messages'
import type { Context } from '../../kit/context.ts'
import type { Tables } from '../../kit/db.ts'
import type { Wish } from './way-rules.ts'

export type ContactRow = Omit<Selectable<Tables['contactWay']>, 'way'> & { readonly way: 'mail' | 'wechat' }

export const contactsOf = async ({ db, tenantId }: Context, personId: string): Promise<ContactRow[]> =>
  (await db
    .selectFrom('contactWay')
    .selectAll()
    .where('tenantId', '=', tenantId)
    .where('personId', '=', personId)
    .execute()) as ContactRow[]

export const dropContact = async (
  { db, tenantId }: Context,
  personId: string,
  way: ContactRow['way'],
): Promise<void> => {
  await db
    .deleteFrom('contactWay')
    .where('tenantId', '=', tenantId)
    .where('personId', '=', personId)
    .where('way', '=', way)
    .execute()
}

type NewContact = Omit<Insertable<Tables['contactWay']>, 'tenantId' | 'madeAt' | 'way'> & {
  readonly way: ContactRow['way']
}
/** One a way: a new one takes the place of the old, and must be confirmed anew. */
export const keepContact = async (ctx: Context, contact: NewContact): Promise<void> => {
  await dropContact(ctx, contact.personId, contact.way)
  await ctx.db
    .insertInto('contactWay')
    .values({ ...contact, tenantId: ctx.tenantId, madeAt: ctx.now })
    .execute()
}

/** How many there were to confirm: none when the address was changed meanwhile. */
export const confirmContact = async ({ db, tenantId, now }: Context, id: string): Promise<number> =>
  Number(
    (
      await db
        .updateTable('contactWay')
        .set({ confirmedAt: now })
        .where('tenantId', '=', tenantId)
        .where('id', '=', id)
        .executeTakeFirst()
    ).numUpdatedRows,
  )

export const wishOf = async ({ db, tenantId }: Context, personId: string): Promise<Wish | null> => {
  const row = await db
    .selectFrom('messageWish')
    .select(['ways', 'quietFrom', 'quietTo', 'digest'])
    .where('tenantId', '=', tenantId)
    .where('personId', '=', personId)
    .executeTakeFirst()
  return row ? { ...row, ways: row.ways as MessageWay[] } : null
}

export const keepWish = async ({ db, tenantId, now }: Context, personId: string, wish: Wish): Promise<void> => {
  const set = { ...wish, ways: [...wish.ways], updatedAt: now }
  await db
    .insertInto('messageWish')
    .values({ ...set, tenantId, personId })
    .onConflict((conflict) => conflict.columns(['tenantId', 'personId']).doUpdateSet(set))
    .execute()
}
