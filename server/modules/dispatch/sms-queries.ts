// Answers by SMS by their reference: taken in before anything is done, kept when it is done.
import type { SmsOutcome } from '@linbang/contract/sms-answers'
import type { Context } from '../../kit/context.ts'

const takenIn = 'taken_in'

export const takeInSmsAnswer = async ({ db, tenantId, now }: Context, reference: string): Promise<void> => {
  await db
    .insertInto('smsAnswer')
    .values({ tenantId, reference, receivedAt: now, personId: null, outcome: takenIn })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** What became of it; nothing while that is not known. */
export const smsAnswerOf = async ({ db, tenantId }: Context, reference: string): Promise<SmsOutcome | undefined> => {
  const row = await db
    .selectFrom('smsAnswer')
    .select('outcome')
    .where('tenantId', '=', tenantId)
    .where('reference', '=', reference)
    .executeTakeFirst()
  return row && row.outcome !== takenIn ? (row.outcome as SmsOutcome) : undefined
}

/** False when another caller with the reference was first. */
export const keepSmsAnswer = async (
  { db, tenantId }: Context,
  reference: string,
  personId: string | null,
  outcome: SmsOutcome,
): Promise<boolean> => {
  const { numUpdatedRows } = await db
    .updateTable('smsAnswer')
    .set({ personId, outcome })
    .where('tenantId', '=', tenantId)
    .where('reference', '=', reference)
    .where('outcome', '=', takenIn)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
