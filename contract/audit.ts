// The audit log: append-only, sealed by a chain of hashes, searchable.
import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { Day, Id, Moment, page, PageQuery } from './values.ts'

export const AuditRow = z.object({
  id: Id,
  at: Moment,
  actor: z.string(),
  act: z.string(),
  subjectKind: z.string(),
  subjectId: z.nullable(Id),
  detail: z.record(z.string(), z.unknown()),
  sealed: z.boolean(),
})
export const listAudit = endpoint({
  method: 'GET',
  path: '/audit',
  summary: 'Who did what, newest first',
  allow: 'audit.read',
  query: z.object({
    act: z.optional(z.string().check(z.maxLength(60))),
    personId: z.optional(Id),
    subjectId: z.optional(Id),
    from: z.optional(Day),
    to: z.optional(Day),
    ...PageQuery,
  }),
  returns: page(AuditRow),
})
