// Service records: the seven fields of the national rule, made from sealed sheets.
import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { Day, Id, page, PageQuery, QueryFlag } from './values.ts'

export const ServiceRecord = z.object({
  id: Id,
  personId: Id,
  activityName: z.string(),
  day: Day,
  place: z.string(),
  content: z.string(),
  minutes: z.int(),
  unit: z.string(),
  personInCharge: z.string(),
  causeKind: z.enum(['sheet', 'activity', 'hand']),
  causeId: Id,
  version: z.int(),
})
export type ServiceRecord = z.infer<typeof ServiceRecord>
export const listRecords = endpoint({
  method: 'GET',
  path: '/records',
  summary: 'Service records: mine, or those of a volunteer of my area',
  allow: 'signed-in',
  query: z.object({
    mine: z.optional(QueryFlag),
    volunteerId: z.optional(Id),
    from: z.optional(Day),
    to: z.optional(Day),
    ...PageQuery,
  }),
  returns: z.extend(page(ServiceRecord), { totalMinutes: z.int() }),
  errors: ['not_found', 'auth.forbidden'],
})
