// Answer links: found by the hash of their key, used once.
import type { Insertable } from 'kysely'
import type { Context } from '../../kit/context.ts'
import type { Tables } from '../../kit/db.ts'

type NewLink = Omit<Insertable<Tables['answerLink']>, 'tenantId' | 'madeAt'>

export const insertAnswerLink = async ({ db, tenantId, now }: Context, link: NewLink): Promise<void> => {
  await db
    .insertInto('answerLink')
    .values({ ...link, tenantId, madeAt: now })
    .onConflict((conflict) => conflict.constraint('answer_link_hash').doNothing())
    .execute()
}

export const answerLinkBy = ({ db, tenantId }: Context, path: string, hash: Buffer) =>
  db
    .selectFrom('answerLink')
    .select(['id', 'subjectId', 'personId', 'expiresAt', 'usedAt'])
    .where('tenantId', '=', tenantId)
    .where('hash', '=', hash)
    .where('path', '=', path)
    .executeTakeFirst()

export const markAnswerLinkUsed = async ({ db, tenantId, now }: Context, id: string): Promise<number> =>
  Number(
    (
      await db
        .updateTable('answerLink')
        .set({ usedAt: now })
        .where('tenantId', '=', tenantId)
        .where('id', '=', id)
        .where('usedAt', 'is', null)
        .where('expiresAt', '>', now)
        .executeTakeFirst()
    ).numUpdatedRows,
  )
