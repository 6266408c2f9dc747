// The ledger: points, time-bank minutes and money. 不可提现、不可买卖、不计息.
import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { Id, Line, Moment, Occurred, page, PageQuery, QueryFlag } from './values.ts'

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
      /** Of what was issued: given out in batches to people on a list. */
      granted: z.int(),
      spent: z.int(),
      donated: z.int(),
      reversed: z.int(),
      outstanding: z.int(),
      /** Of what is outstanding: in the public pool, and in the accounts of teams. */
      pool: z.int(),
      teams: z.int(),
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

/** What belongs to everybody: the public pool, and the accounts of teams, which can only give. */
export const Common = z.object({
  pool: z.object({ minutes: z.int(), held: z.int(), reserve: z.int() }),
  teams: z.array(z.object({ teamId: Id, name: z.string(), minutes: z.int(), points: z.int(), mine: z.boolean() })),
})
export const getCommon = endpoint({
  method: 'GET',
  path: '/ledger/common',
  summary: 'The public time pool and the accounts of teams',
  allow: 'anyone',
  returns: Common,
})
export const giveCredit = endpoint({
  method: 'POST',
  path: '/ledger/donations',
  summary: 'Give minutes to the public pool or to a team, points as a donation; a team gives through its leader',
  allow: 'ledger.self',
  body: z.object({
    unit: z.enum(['points', 'minutes']),
    amount: z.int().check(z.minimum(1), z.maximum(100_000)),
    toTeamId: z.optional(Id),
    fromTeamId: z.optional(Id),
    ...Occurred,
  }),
  returns: Common,
  errors: ['not_found', 'ledger.not_enough', 'auth.forbidden'],
})
export const Eligible = z.object({
  personId: Id,
  name: z.string(),
  age: z.int(),
  buildingName: z.string(),
  /** A status that counts as being in need stands in the file; which one is not told here. */
  inNeed: z.boolean(),
  minutes: z.int(),
  grantedAt: z.nullable(Moment),
})
export const listEligible = endpoint({
  method: 'GET',
  path: '/ledger/eligible',
  summary: 'Whom a grant of minutes is meant for: of the age of the policy and over and in need; or all of that age',
  allow: 'ledger.grant',
  query: z.object({ areaId: Id, all: z.optional(QueryFlag), ...PageQuery }),
  returns: page(Eligible),
  errors: ['not_found'],
})
export const Grant = z.object({
  id: Id,
  unit: z.enum(['points', 'minutes']),
  areaName: z.string(),
  reason: z.string(),
  state: z.enum(['proposed', 'granted', 'withdrawn']),
  proposedBy: z.string(),
  proposedAt: Moment,
  decidedBy: z.nullable(z.string()),
  decidedAt: z.nullable(Moment),
  total: z.int(),
  people: z.array(z.object({ personId: Id, name: z.string(), amount: z.int(), basis: z.string() })),
  can: z.object({ approve: z.boolean(), withdraw: z.boolean() }),
})
export type Grant = z.infer<typeof Grant>
export const listGrants = endpoint({
  method: 'GET',
  path: '/ledger/grants',
  summary: 'Batches of credit given out, newest first',
  allow: 'ledger.grant',
  query: z.object(PageQuery),
  returns: page(Grant),
})
export const proposeGrant = endpoint({
  method: 'POST',
  path: '/ledger/grants',
  summary: 'Propose a batch with its list; somebody else grants it',
  allow: 'ledger.grant',
  body: z.object({
    areaId: Id,
    reason: Line(200),
    people: z
      .array(z.object({ personId: Id, minutes: z.int().check(z.minimum(1), z.maximum(6000)), basis: Line(100) }))
      .check(z.minLength(1), z.maxLength(500)),
  }),
  returns: Grant,
  errors: ['not_found'],
})
const GrantRef = z.object({ grantId: Id })
export const approveGrant = endpoint({
  method: 'POST',
  path: '/ledger/grants/:grantId/approve',
  summary: 'Give it out; by a lead who did not propose it',
  allow: 'ledger.grant',
  params: GrantRef,
  body: z.object({}),
  returns: Grant,
  errors: ['not_found', 'auth.forbidden', 'grant.decided', 'grant.second_person'],
})
export const withdrawGrant = endpoint({
  method: 'POST',
  path: '/ledger/grants/:grantId/withdraw',
  summary: 'Not given out after all',
  allow: 'ledger.grant',
  params: GrantRef,
  body: z.object({}),
  returns: Grant,
  errors: ['not_found', 'grant.decided'],
})
