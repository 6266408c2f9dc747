// Service records: the seven fields of the national rule; corrected, objected to, counted, sampled.
import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { Day, Id, Line, Moment, PageQuery, QueryFlag, QueryNumber, page } from './values.ts'

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
  /** Why this version replaced the one before. */
  reason: z.nullable(z.string()),
  objected: z.boolean(),
  can: z.object({ object: z.boolean(), correct: z.boolean() }),
})
export type ServiceRecord = z.infer<typeof ServiceRecord>
const RecordRef = z.object({ recordId: Id })
const Span = { from: z.optional(Day), to: z.optional(Day) }

export const listRecords = endpoint({
  method: 'GET',
  path: '/records',
  summary: 'Service records: mine, or those of a volunteer of my area',
  allow: 'signed-in',
  query: z.object({ mine: z.optional(QueryFlag), volunteerId: z.optional(Id), ...Span, ...PageQuery }),
  returns: z.extend(page(ServiceRecord), { totalMinutes: z.int(), total: z.int() }),
  errors: ['not_found', 'auth.forbidden'],
})
export const correctRecord = endpoint({
  method: 'POST',
  path: '/records/:recordId/correct',
  summary: 'A new version with the reason; minutes from a sheet are corrected on the sheet, or struck out with 0',
  allow: 'records.approve',
  params: RecordRef,
  body: z.object({
    activityName: z.optional(Line(60)),
    place: z.optional(Line(80)),
    content: z.optional(Line(300)),
    minutes: z.optional(z.int().check(z.minimum(0), z.maximum(1440))),
    reason: Line(200),
  }),
  returns: ServiceRecord,
  errors: ['not_found', 'record.own', 'record.replaced', 'record.on_the_sheet', 'record.day_full'],
})
export const objectToRecord = endpoint({
  method: 'POST',
  path: '/records/:recordId/object',
  summary: 'This record of mine is wrong',
  allow: 'signed-in',
  params: RecordRef,
  body: z.object({ words: Line(300) }),
  returns: ServiceRecord,
  errors: ['not_found', 'record.replaced', 'record.objected_already'],
})

export const Objection = z.object({
  id: Id,
  record: ServiceRecord,
  name: z.string(),
  words: z.string(),
  at: Moment,
  dueOn: Day,
  late: z.boolean(),
  state: z.enum(['open', 'corrected', 'kept']),
  answer: z.nullable(z.string()),
})
export type Objection = z.infer<typeof Objection>
export const listObjections = endpoint({
  method: 'GET',
  path: '/record-objections',
  summary: 'Objections of volunteers of my areas, the oldest first',
  allow: 'records.approve',
  query: z.object({ areaId: z.optional(Id), open: z.optional(QueryFlag), ...PageQuery }),
  returns: page(Objection),
  errors: ['not_found'],
})
export const answerObjection = endpoint({
  method: 'POST',
  path: '/record-objections/:objectionId/answer',
  summary: 'The record stays as it is, and why; or it has been corrected',
  allow: 'records.approve',
  params: z.object({ objectionId: Id }),
  body: z.object({ corrected: z.boolean(), answer: Line(300) }),
  returns: Objection,
  errors: ['not_found', 'record.own', 'record.decided_already', 'record.not_corrected'],
})

/** What still has to become a record, with the day by which it is due. */
export const DueRecord = z.object({
  kind: z.enum(['sheet', 'entry']),
  id: Id,
  name: z.string(),
  activityName: z.string(),
  day: Day,
  dueOn: Day,
  standing: z.enum(['overdue', 'soon', 'fine']),
})
export const listDueRecords = endpoint({
  method: 'GET',
  path: '/records/due',
  summary: 'Service that is over and not on record yet, the most urgent first',
  allow: 'records.read',
  query: z.object({ areaId: z.optional(Id) }),
  returns: z.object({ items: z.array(DueRecord) }),
  errors: ['not_found'],
})

/** Open to anybody: how much is entered by hand, and how much was on record in time. */
export const RecordShare = z.object({
  month: z.string(),
  records: z.int(),
  minutes: z.int(),
  byHand: z.int(),
  byHandMinutes: z.int(),
  inTime: z.int(),
})
export const getRecordShare = endpoint({
  method: 'GET',
  path: '/records/shares/:month',
  summary: 'Records of a month: how many, how many by hand, how many in time',
  allow: 'anyone',
  params: z.object({ month: z.string().check(z.regex(/^20\d\d-(0[1-9]|1[0-2])$/)) }),
  returns: RecordShare,
})

export const SampledRecord = z.extend(ServiceRecord, {
  name: z.string(),
  volunteerNumber: z.string(),
  evidence: z.array(z.string()),
})
export const sampleRecords = endpoint({
  method: 'GET',
  path: '/records/sample',
  summary: 'A random sample for a spot check, with its evidence; the same seed draws the same records',
  allow: 'records.read',
  query: z.object({
    areaId: z.optional(Id),
    from: Day,
    to: Day,
    percent: QueryNumber,
    seed: z.optional(z.string().check(z.maxLength(40))),
  }),
  returns: z.object({ of: z.int(), seed: z.string(), items: z.array(SampledRecord) }),
  errors: ['not_found', 'input.invalid'],
})
export const AnnualReport = z.object({
  year: z.int(),
  areaName: z.string(),
  volunteers: z.int(),
  served: z.int(),
  records: z.int(),
  minutes: z.int(),
  byHand: z.int(),
  inTime: z.int(),
  corrected: z.int(),
  objections: z.int(),
  signals: z.int(),
  signalsUpheld: z.int(),
  certificates: z.int(),
  revoked: z.int(),
  activities: z.array(z.object({ activityName: z.string(), records: z.int(), minutes: z.int() })),
})
export const getAnnualReport = endpoint({
  method: 'GET',
  path: '/records/years/:year',
  summary: 'What the yearly public report says of recording and certifying',
  allow: 'records.read',
  params: z.object({ year: z.string().check(z.regex(/^20\d\d$/)) }),
  query: z.object({ areaId: z.optional(Id) }),
  returns: AnnualReport,
  errors: ['not_found'],
})
