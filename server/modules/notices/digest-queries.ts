// Notices that wait for the summary of the day.
import type { Context } from '../../kit/context.ts'

export type Waiting = {
  readonly personId: string
  readonly kind: string
  readonly params: unknown
  readonly subjectId: string
  readonly createdAt: Date
  readonly readAt: Date | null
}
const atOnce = 5000

/** Taken by one look only: a second one at the same moment waits and finds nothing. */
export const dueDigests = ({ db, tenantId, now }: Context): Promise<Waiting[]> =>
  db
    .selectFrom('notice')
    .select(['personId', 'kind', 'params', 'subjectId', 'createdAt', 'readAt'])
    .where('tenantId', '=', tenantId)
    .where('digestAt', '<=', now)
    .orderBy('createdAt', 'desc')
    .limit(atOnce)
    .forUpdate()
    .execute()

export const writeOff = async ({ db, tenantId, now }: Context, personId: string): Promise<void> => {
  await db
    .updateTable('notice')
    .set({ digestAt: null })
    .where('tenantId', '=', tenantId)
    .where('personId', '=', personId)
    .where('digestAt', '<=', now)
    .execute()
}
