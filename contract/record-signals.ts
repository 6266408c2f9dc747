// What looks odd about records, with the evidence side by side; a person says what they think of it.
import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { Id, Line, Moment, PageQuery, QueryFlag, page } from './values.ts'

export const SignalKind = z.enum([
  'overlap',
  'travel',
  'bulk',
  'same_approver',
  'household',
  'mutual',
  'self_credit',
  'certificate_changed',
])
export type SignalKind = z.infer<typeof SignalKind>
/** One side of the evidence: what happened, in the order in which it is to be read. */
export const EvidenceSide = z.object({ title: z.string(), lines: z.array(z.string()) })
export const RecordSignal = z.object({
  id: Id,
  kind: SignalKind,
  name: z.string(),
  otherName: z.nullable(z.string()),
  sides: z.array(EvidenceSide),
  raisedAt: Moment,
  state: z.enum(['open', 'cleared', 'upheld']),
  words: z.nullable(z.string()),
  decidedByName: z.nullable(z.string()),
  can: z.object({ decide: z.boolean() }),
})
export type RecordSignal = z.infer<typeof RecordSignal>
export const listSignals = endpoint({
  method: 'GET',
  path: '/record-signals',
  summary: 'What makes records doubtful, with the evidence side by side',
  allow: 'records.review',
  query: z.object({ areaId: z.optional(Id), open: z.optional(QueryFlag), kind: z.optional(SignalKind), ...PageQuery }),
  returns: page(RecordSignal),
  errors: ['not_found'],
})
export const decideSignal = endpoint({
  method: 'POST',
  path: '/record-signals/:signalId/decide',
  summary: 'A person looked: in order, or not; nothing follows by itself',
  allow: 'records.review',
  params: z.object({ signalId: Id }),
  body: z.object({ upheld: z.boolean(), words: Line(300) }),
  returns: RecordSignal,
  errors: ['not_found', 'record.own', 'record.decided_already'],
})
