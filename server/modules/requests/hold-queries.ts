// Minutes set aside for a request, as the ledger keeps them.
import type { Context } from '../../kit/context.ts'

export const holdsOf = (ctx: Context, requestId: string) =>
  ctx.db
    .selectFrom('ledgerHold')
    .select(['causeKind', 'amount', 'state'])
    .where('tenantId', '=', ctx.tenantId)
    .where('causeId', '=', requestId)
    .where('causeKind', 'like', 'request.%')
    .orderBy('causeKind')
    .execute()
