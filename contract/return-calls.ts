// Calls that are still owed: missed ones and those somebody was promised. Each stands until somebody has taken it and called.
import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { Id, Moment, PageQuery, Phone, QueryFlag, Text, page } from './values.ts'

export const ReturnOutcome = z.enum(['reached', 'called_again', 'unreachable', 'not_needed'])
export const ReturnCall = z.object({
  id: Id,
  kind: z.enum(['missed', 'promised']),
  callId: z.nullable(Id),
  numberMasked: z.string(),
  /** Whole, for who has taken it. */
  number: z.nullable(z.string()),
  personId: z.nullable(Id),
  callName: z.nullable(z.string()),
  areaName: z.nullable(z.string()),
  words: z.string(),
  /** How often this number rang in vain. */
  calls: z.int(),
  tries: z.int(),
  createdAt: Moment,
  dueAt: Moment,
  late: z.boolean(),
  takenBy: z.nullable(Id),
  takenByName: z.nullable(z.string()),
  closedAt: z.nullable(Moment),
  closedByName: z.nullable(z.string()),
  outcome: z.nullable(ReturnOutcome),
  can: z.object({ take: z.boolean(), finish: z.boolean() }),
})
export type ReturnCall = z.infer<typeof ReturnCall>

export const listReturnCalls = endpoint({
  method: 'GET',
  path: '/return-calls',
  summary: 'Whom to ring back, the earliest due first; closed ones newest first',
  allow: 'calls.take',
  query: z.object({ closed: z.optional(QueryFlag), ...PageQuery }),
  returns: z.extend(page(ReturnCall), { open: z.int(), late: z.int() }),
})
export const promiseReturnCall = endpoint({
  method: 'POST',
  path: '/return-calls',
  summary: 'Somebody was promised a call',
  allow: 'calls.take',
  body: z.object({
    callId: z.optional(Id),
    phone: z.optional(Phone),
    personId: z.optional(Id),
    dueAt: Moment,
    words: Text(300),
  }),
  returns: ReturnCall,
  errors: ['not_found', 'return_call.no_number', 'return_call.past'],
})
const ReturnCallRef = z.object({ returnCallId: Id })
export const takeReturnCall = endpoint({
  method: 'POST',
  path: '/return-calls/:returnCallId/take',
  summary: 'I call; one has it, and sees the whole number',
  allow: 'calls.take',
  params: ReturnCallRef,
  body: z.object({}),
  returns: ReturnCall,
  errors: ['not_found', 'return_call.taken', 'return_call.closed'],
})
export const finishReturnCall = endpoint({
  method: 'POST',
  path: '/return-calls/:returnCallId/finish',
  summary: 'What became of the call; not reached goes back to the list until the tries are used up',
  allow: 'calls.take',
  params: ReturnCallRef,
  body: z.object({ outcome: z.enum(['reached', 'not_reached', 'not_needed']), words: z.optional(Text(300)) }),
  returns: ReturnCall,
  errors: ['not_found', 'return_call.not_yours', 'return_call.closed'],
})
