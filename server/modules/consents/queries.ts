// Each giving, refusing and withdrawing is a row of its own; nothing is ever changed.
import type { Context } from '../../kit/context.ts'
import { newId } from '../../kit/ids.ts'

export type ConsentEntry = {
  readonly personId: string
  readonly purpose: string
  readonly version: number
  readonly given: boolean
  readonly evidence: Readonly<Record<string, string | null>>
  readonly via: string
}

export const insertConsent = async (ctx: Context, entry: ConsentEntry): Promise<void> => {
  const { tenantId, actor, now } = ctx
  const recordedBy = actor.kind === 'person' ? actor.personId : null
  const row = { ...entry, tenantId, id: newId(), evidence: JSON.stringify(entry.evidence), recordedBy, at: now }
  await ctx.db.insertInto('consent').values(row).execute()
}

export type LastAnswer = {
  readonly purpose: string
  readonly version: number
  readonly given: boolean
  readonly via: string
  readonly at: Date
}

/** The last word on each purpose. */
export const lastAnswers = ({ db, tenantId }: Context, personId: string): Promise<LastAnswer[]> =>
  db
    .selectFrom('consent')
    .distinctOn('purpose')
    .select(['purpose', 'version', 'given', 'via', 'at'])
    .where('tenantId', '=', tenantId)
    .where('personId', '=', personId)
    .orderBy('purpose')
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute()
