// The ledger: points, time-bank minutes and money. 不可提现、不可买卖、不计息.
import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { Id, Line, Moment, page, PageQuery, QueryFlag } from './values.ts'

export const Unit = z.enum(['points', 'minutes', 'cents'])
export type Unit = z.infer<typeof Unit>
export const LedgerAccount = z.object({
  id: Id,
  unit: Unit,
  kind: z.enum(['issuing', 'person', 'team', 'pool', 'shop', 'donation', 'expiry']),
  ownerId: z.nullable(Id),
  ownerName: z.string(),
  balance: z.int(),
  held: z.int(),
  available: z.int(),
})
export type LedgerAccount = z.infer<typeof LedgerAccount>
/** `amount` is signed from the account's side. */
export const Transfer = z.object({
  id: Id,
  unit: Unit,
  amount: z.int(),
  other: z.string(),
  reason: z.string(),
  causeKind: z.string(),
  causeId: Id,
  reversed: z.boolean(),
  at: Moment,
})
export type Transfer = z.infer<typeof Transfer>
export const listLedgerAccounts = endpoint({
  method: 'GET',
  path: '/ledger/accounts',
  summary: 'My balances; all of them for the auditor',
  allow: 'ledger.self',
  query: z.object({ mine: z.optional(QueryFlag), unit: z.optional(Unit), ...PageQuery }),
  returns: page(LedgerAccount),
})
export const listTransfers = endpoint({
  method: 'GET',
  path: '/ledger/accounts/:accountId/transfers',
  summary: 'History of an account, newest first',
  allow: 'ledger.self',
  params: z.object({ accountId: Id }),
  query: z.object(PageQuery),
  returns: page(Transfer),
  errors: ['not_found'],
})
export const reverseTransfer = endpoint({
  method: 'POST',
  path: '/ledger/transfers/:transferId/reverse',
  summary: 'Reverse one transfer; nothing is ever changed',
  allow: 'ledger.audit',
  params: z.object({ transferId: Id }),
  body: z.object({ reason: Line(200) }),
  returns: Transfer,
  errors: ['not_found', 'ledger.reversed_already', 'ledger.not_enough'],
})
/** Issued, spent, donated, outstanding in a month; and whether every balance equals the sum of its transfers. */
export const Statement = z.object({
  month: z.string(),
  units: z.array(
    z.object({
      unit: Unit,
      issued: z.int(),
      spent: z.int(),
      donated: z.int(),
      reversed: z.int(),
      outstanding: z.int(),
    }),
  ),
  balanced: z.boolean(),
})
export const getStatement = endpoint({
  method: 'GET',
  path: '/ledger/statements/:month',
  summary: 'Monthly public statement',
  allow: 'anyone',
  params: z.object({ month: z.string().check(z.regex(/^20\d\d-(0[1-9]|1[0-2])$/)) }),
  returns: Statement,
})
