// Every night the books are proved; a ledger that does not agree with itself is an alarm, in the log and in the audit.
import { recordAudit } from '../../kit/audit.ts'
import type { Context } from '../../kit/context.ts'
import { schedule } from '../../kit/jobs.ts'
import { proveBalances } from './service.ts'

const shown = 20

export const proveNightly = async (ctx: Context): Promise<void> => {
  const { balanced, faults } = await proveBalances(ctx)
  if (balanced) return
  ctx.log.error({ tenantId: ctx.tenantId, accounts: faults.length }, 'the ledger is out of balance')
  const detail = { accounts: faults.length, faults: faults.slice(0, shown) }
  await recordAudit(ctx, { act: 'ledger.out_of_balance', subjectKind: 'ledger', detail })
}

export const ledgerJobs = [schedule('ledger.prove_balances', '30 3 * * *', proveNightly)]
