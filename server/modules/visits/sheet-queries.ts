// Signatures and sealed sheets, only ever added to; and the minutes that stand behind a request's credit.
import { sql } from 'kysely'
import type { Context } from '../../kit/context.ts'
import { refusedAs } from '../../kit/errors.ts'

type Signature = {
  id: string
  visitId: string
  kind: 'strokes' | 'photo' | 'witness'
  strokes: string | null
  fileId: string | null
  witness: string | null
  takenBy: string
  at: Date
}
export const insertSignature = async (ctx: Context, row: Signature): Promise<void> => {
  await ctx.db
    .insertInto('visitSignature')
    .values({ ...row, tenantId: ctx.tenantId })
    .execute()
}
export type SheetRow = {
  readonly id: string
  readonly number: string
  readonly version: number
  readonly replaces: string | null
  readonly hash: string
  readonly reason: string | null
  readonly sealedAt: Date
  readonly content: string
}
/** Newest first. The content as text, so that its hash can be computed again. */
export const sheetsOf = (ctx: Context, visitId: string): Promise<SheetRow[]> =>
  ctx.db
    .selectFrom('sheet')
    .select([
      'id',
      'number',
      'version',
      'replaces',
      'hash',
      'reason',
      'sealedAt',
      sql<string>`content::text`.as('content'),
    ])
    .where('tenantId', '=', ctx.tenantId)
    .where('visitId', '=', visitId)
    .orderBy('version', 'desc')
    .execute()

type NewSheet = {
  id: string
  visitId: string
  number: string
  version: number
  replaces: string | null
  content: string
  hash: string
  reason: string | null
  sealedAt: Date
  sealedBy: string
}
/** Two who seal at once: the second finds the version taken. */
export const insertSheet = async (ctx: Context, row: NewSheet): Promise<void> => {
  await refusedAs(
    ctx.db
      .insertInto('sheet')
      .values({ ...row, tenantId: ctx.tenantId })
      .execute(),
    { sheet_version: 'visit.sealed' },
  )
}
/** How many visits of the request were sealed before: the second sheet of a request has a number of its own. */
export const sealedBefore = async (ctx: Context, requestId: string): Promise<number> => {
  const row = await ctx.db
    .selectFrom('visit')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('tenantId', '=', ctx.tenantId)
    .where('requestId', '=', requestId)
    .where('state', '=', 'signed')
    .executeTakeFirstOrThrow()
  return row.count
}

/** Who pays for a request: the account its newest hold stands on. */
export const payerOf = async (
  ctx: Context,
  requestId: string,
): Promise<{ kind: 'person' | 'pool'; ownerId: string | null } | undefined> => {
  const { rows } = await sql<{ kind: 'person' | 'pool'; ownerId: string | null }>`
    select a.kind, a.owner_id from ledger_hold h join ledger_account a on a.tenant_id = h.tenant_id and a.id = h.account_id
    where h.tenant_id = ${ctx.tenantId} and h.cause_id = ${requestId} and a.kind in ('person', 'pool') order by h.made_at desc limit 1`.execute(
    ctx.db,
  )
  return rows[0]
}
export const openHolds = async (ctx: Context, requestId: string): Promise<string[]> =>
  (
    await ctx.db
      .selectFrom('ledgerHold')
      .select('causeKind')
      .where('tenantId', '=', ctx.tenantId)
      .where('causeId', '=', requestId)
      .where('state', '=', 'open')
      .orderBy('causeKind')
      .execute()
  ).map((row) => row.causeKind)
