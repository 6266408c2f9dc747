// The ledger: contract → use case.
import * as contract from '@linbang/contract/ledger'
import { serve } from '../../kit/http.ts'
import {
  approveGrant,
  commonPurse,
  giveCredit,
  listAccounts,
  listEligible,
  listGrants,
  listTransfers,
  proposeGrant,
  reverseTransfer,
  statementOf,
  withdrawGrant,
} from './service.ts'

export const ledgerRoutes = [
  serve(contract.listLedgerAccounts, (ctx, { query }) => listAccounts(ctx, query)),
  serve(contract.listTransfers, (ctx, { params, query }) => listTransfers(ctx, params.accountId, query)),
  serve(contract.reverseTransfer, (ctx, { params, body }) => reverseTransfer(ctx, params.transferId, body.reason)),
  serve(contract.getCommon, (ctx) => commonPurse(ctx)),
  serve(contract.giveCredit, (ctx, { body }) => giveCredit(ctx, body)),
  serve(contract.listEligible, (ctx, { query }) => listEligible(ctx, query)),
  serve(contract.listGrants, (ctx, { query }) => listGrants(ctx, query)),
  serve(contract.proposeGrant, (ctx, { body }) => proposeGrant(ctx, body)),
  serve(contract.approveGrant, (ctx, { params }) => approveGrant(ctx, params.grantId)),
  serve(contract.withdrawGrant, (ctx, { params }) => withdrawGrant(ctx, params.grantId)),
  serve(contract.getStatement, (ctx, { params }) => statementOf(ctx, params.month)),
]
