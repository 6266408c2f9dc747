// Borrowing people of another community beyond its quota: asked by the machine, decided by that community's lead.
import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { Window } from './requests.ts'
import { Id, Moment, Nothing, Text } from './values.ts'

export const Lending = z.object({
  id: Id,
  requestId: Id,
  number: z.string(),
  serviceZh: z.string(),
  serviceEn: z.string(),
  icon: z.string(),
  window: z.nullable(Window),
  borrower: z.string(),
  lender: z.string(),
  people: z.int(),
  state: z.enum(['asked', 'granted', 'refused']),
  askedAt: Moment,
  decidedAt: z.nullable(Moment),
  decidedBy: z.nullable(z.string()),
  reason: z.nullable(z.string()),
  can: z.object({ decide: z.boolean() }),
})
export type Lending = z.infer<typeof Lending>
export const listLendings = endpoint({
  method: 'GET',
  path: '/lendings',
  summary: 'Who wants to borrow people of the communities I answer for, and how much of the week they have lent',
  allow: 'lending.decide',
  returns: z.object({
    items: z.array(Lending),
    /** Of each community I answer for: how often its people helped others in seven days, and how often they may without being asked. */
    week: z.array(z.object({ lender: z.string(), lent: z.int(), quota: z.int() })),
  }),
})
/** A no is told to who asked, so it says why. */
export const LoanRefusal = z.object({ reason: Text(200) })

export const decideLending = endpoint({
  method: 'POST',
  path: '/lendings/:lendingId/decide',
  summary: 'Lend so many people, or say why not',
  allow: 'lending.decide',
  params: z.object({ lendingId: Id }),
  body: z.object({
    grant: z.boolean(),
    people: z.optional(z.int().check(z.minimum(1), z.maximum(60))),
    reason: z.optional(Text(200)),
  }),
  returns: Nothing,
  errors: ['not_found', 'lending.decided', 'lending.reason_needed'],
})
