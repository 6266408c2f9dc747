// The ledger: contract → use case.
import * as contract from '@linbang/contract/ledger'
import { serve } from '../../kit/http.ts'
import { listAccounts, listTransfers, reverseTransfer, statementOf } from './service.ts'

export const ledgerRoutes = [
  serve(contract.listLedgerAccounts, (ctx, { query }) => listAccounts(ctx, query)),
  serve(contract.listTransfers, (ctx, { params, query }) => listTransfers(ctx, params.accountId, query)),
  serve(contract.reverseTransfer, (ctx, { params, body }) => reverseTransfer(ctx, params.transferId, body.reason)),
  serve(contract.getStatement, (ctx, { params }) => statementOf(ctx, params.month)),
]
