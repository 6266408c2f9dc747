// Hours by hand: written down by one, approved by another.
import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { Day, Id, Line, Moment, PageQuery, Text, page } from './values.ts'

export const RecordEntry = z.object({
  id: Id,
  volunteerId: Id,
  volunteerNumber: z.string(),
  name: z.string(),
  unit: z.string(),
  activityName: z.string(),
  day: Day,
  fromMinute: z.int(),
  minutes: z.int(),
  place: z.string(),
  content: z.string(),
  personInCharge: z.string(),
  why: z.string(),
  recorderName: z.string(),
  recordedAt: Moment,
  dueOn: Day,
  state: z.enum(['waiting', 'approved', 'refused']),
  approverName: z.nullable(z.string()),
  decision: z.nullable(z.string()),
  can: z.object({ decide: z.boolean() }),
})
export type RecordEntry = z.infer<typeof RecordEntry>
export const listRecordEntries = endpoint({
  method: 'GET',
  path: '/record-entries',
  summary: 'Hours entered by hand, and how many I may still enter this month',
  allow: 'records.enter',
  query: z.object({
    areaId: z.optional(Id),
    state: z.optional(z.enum(['waiting', 'approved', 'refused'])),
    ...PageQuery,
  }),
  returns: z.extend(page(RecordEntry), { enteredThisMonth: z.int(), quota: z.int() }),
  errors: ['not_found'],
})
export const enterRecord = endpoint({
  method: 'POST',
  path: '/record-entries',
  summary: 'Enter hours by hand for somebody else; another person approves',
  allow: 'records.enter',
  body: z.object({
    volunteerId: Id,
    activityName: Line(60),
    day: Day,
    fromMinute: z.int().check(z.minimum(0), z.maximum(1439)),
    minutes: z.int().check(z.minimum(1), z.maximum(1440)),
    place: Line(80),
    content: Line(300),
    personInCharge: Line(40),
    why: Line(200),
  }),
  returns: RecordEntry,
  errors: [
    'not_found',
    'record.own',
    'record.quota',
    'record.not_yet',
    'record.not_a_volunteer_then',
    'record.day_full',
  ],
})
const EntryRef = z.object({ entryId: Id })
export const approveEntry = endpoint({
  method: 'POST',
  path: '/record-entries/:entryId/approve',
  summary: 'The second person agrees; the record is made',
  allow: 'records.approve',
  params: EntryRef,
  body: z.object({ words: z.optional(Text(200)) }),
  returns: RecordEntry,
  errors: [
    'not_found',
    'record.own',
    'record.same_person',
    'record.same_two',
    'record.same_unit',
    'record.decided_already',
    'record.day_full',
  ],
})
export const refuseEntry = endpoint({
  method: 'POST',
  path: '/record-entries/:entryId/refuse',
  summary: 'No record, and why',
  allow: 'records.approve',
  params: EntryRef,
  body: z.object({ words: Line(200) }),
  returns: RecordEntry,
  errors: ['not_found', 'record.own', 'record.same_person', 'record.same_unit', 'record.decided_already'],
})
