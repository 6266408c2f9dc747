// Allowances of volunteers: travel, meals, telephone; asked for, approved by a second person, paid by a third from the money account.
import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { Day, Id, Line, Moment, PageQuery, QueryFlag, Text, Version, page } from './values.ts'

const AllowanceRef = z.object({ allowanceId: Id })
export const AllowanceKind = z.enum(['travel', 'meal', 'phone', 'other'])
export const AllowanceState = z.enum(['asked', 'approved', 'refused', 'withdrawn', 'paid'])

export const Allowance = z.object({
  id: Id,
  name: z.string(),
  areaName: z.string(),
  kind: AllowanceKind,
  amountCents: z.int(),
  forOn: Day,
  reason: z.string(),
  state: AllowanceState,
  askedAt: Moment,
  decidedBy: z.nullable(z.string()),
  decision: z.nullable(z.string()),
  paidBy: z.nullable(z.string()),
  paidAt: z.nullable(Moment),
  version: Version,
  can: z.object({ decide: z.boolean(), pay: z.boolean(), withdraw: z.boolean() }),
})
export type Allowance = z.infer<typeof Allowance>

export const askAllowance = endpoint({
  method: 'POST',
  path: '/allowances',
  summary: 'I paid for something while helping',
  allow: 'volunteers.self',
  body: z.object({
    kind: AllowanceKind,
    amountCents: z.int().check(z.minimum(1), z.maximum(100_000)),
    forOn: Day,
    reason: Line(200),
  }),
  returns: Allowance,
  errors: ['not_found', 'allowance.wrong_day'],
})
export const listAllowances = endpoint({
  method: 'GET',
  path: '/allowances',
  summary: 'Mine, or those of my areas: what waits first',
  allow: 'signed-in',
  query: z.object({ mine: z.optional(QueryFlag), areaId: z.optional(Id), ...PageQuery }),
  returns: z.extend(page(Allowance), {
    /** What the money account holds; null for who only sees their own. */
    fundCents: z.nullable(z.int()),
  }),
  errors: ['not_found', 'auth.forbidden'],
})
export const withdrawAllowance = endpoint({
  method: 'POST',
  path: '/allowances/:allowanceId/withdraw',
  summary: 'I do not need it after all',
  allow: 'volunteers.self',
  params: AllowanceRef,
  body: z.object({}),
  returns: Allowance,
  errors: ['not_found', 'allowance.decided'],
})
export const decideAllowance = endpoint({
  method: 'POST',
  path: '/allowances/:allowanceId/decide',
  summary: 'Approve or refuse it, with the reason told; never one of one’s own',
  allow: 'protection.manage',
  params: AllowanceRef,
  body: z.object({ approved: z.boolean(), words: z.optional(Text(200)), version: Version }),
  returns: Allowance,
  errors: ['not_found', 'row.stale', 'allowance.decided', 'allowance.own', 'allowance.words'],
})
export const payAllowance = endpoint({
  method: 'POST',
  path: '/allowances/:allowanceId/pay',
  summary: 'Paid out; by a lead who neither asked for nor approved it',
  allow: 'protection.pay',
  params: AllowanceRef,
  body: z.object({}),
  returns: Allowance,
  errors: ['not_found', 'allowance.not_approved', 'allowance.own', 'allowance.third_person', 'ledger.not_enough'],
})
export const fillAllowanceFund = endpoint({
  method: 'POST',
  path: '/allowances/fund',
  summary: 'Money came in for allowances: who gave it and how much',
  allow: 'protection.pay',
  body: z.object({ amountCents: z.int().check(z.minimum(1), z.maximum(100_000_000)), reason: Line(200) }),
  returns: z.object({ fundCents: z.int() }),
})
