// Accidents while helping: what happened, who was hurt, what was done, followed until closed. What concerns health is kept encrypted.
import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { Day, Id, Line, Moment, PageQuery, QueryFlag, Text, Version, page } from './values.ts'

const AccidentRef = z.object({ accidentId: Id })
export const HurtPerson = z.enum(['me', 'volunteer', 'resident', 'other'])
export const AccidentState = z.enum(['open', 'closed'])

/** A line of a list: nothing about the injury. */
export const AccidentRow = z.object({
  id: Id,
  number: z.string(),
  areaName: z.string(),
  place: z.string(),
  happenedAt: Moment,
  hurt: HurtPerson,
  state: AccidentState,
  reporterName: z.string(),
  reportedAt: Moment,
  /** The day by which somebody looks after it again; null once closed. */
  nextOn: z.nullable(Day),
  steps: z.int(),
})
export type AccidentRow = z.infer<typeof AccidentRow>
export const Accident = z.extend(z.omit(AccidentRow, { steps: true }), {
  hurtName: z.string(),
  what: z.string(),
  injury: z.string(),
  done: z.string(),
  witness: z.string(),
  /** Accident insurance of who reports, as it stood on that day. */
  insured: z.boolean(),
  steps: z.array(z.object({ id: Id, at: Moment, name: z.string(), words: z.string() })),
  closedAt: z.nullable(Moment),
  version: Version,
  can: z.object({ follow: z.boolean() }),
})
export type Accident = z.infer<typeof Accident>

export const reportAccident = endpoint({
  method: 'POST',
  path: '/accidents',
  summary: 'Somebody was hurt while helping: staff of the place hear of it at once',
  allow: 'signed-in',
  body: z.object({
    /** The visit it happened at; its place is the accident's. */
    visitId: z.optional(Id),
    areaId: z.optional(Id),
    happenedAt: Moment,
    place: Line(80),
    hurt: HurtPerson,
    hurtName: z.optional(Text(40)),
    what: Line(1000),
    injury: z.optional(Text(500)),
    done: z.optional(Text(500)),
    witness: z.optional(Text(80)),
  }),
  returns: Accident,
  errors: ['not_found', 'area.unknown', 'accident.in_the_future', 'accident.where'],
})
export const listAccidents = endpoint({
  method: 'GET',
  path: '/accidents',
  summary: 'Accidents of my areas, the open ones first by the day they are looked after; or those I reported',
  allow: 'signed-in',
  query: z.object({ mine: z.optional(QueryFlag), areaId: z.optional(Id), ...PageQuery }),
  returns: page(AccidentRow),
  errors: ['not_found', 'auth.forbidden'],
})
export const getAccident = endpoint({
  method: 'GET',
  path: '/accidents/:accidentId',
  summary: 'The whole report, for who reported it and for staff of the place; each look of staff is on record',
  allow: 'signed-in',
  params: AccidentRef,
  returns: Accident,
  errors: ['not_found'],
})
export const followAccident = endpoint({
  method: 'POST',
  path: '/accidents/:accidentId/steps',
  summary: 'What was done since, and when it is looked after again; or that it is closed',
  allow: 'protection.manage',
  params: AccidentRef,
  body: z.object({ words: Line(500), nextOn: z.optional(Day), close: z.optional(z.boolean()), version: Version }),
  returns: Accident,
  errors: ['not_found', 'row.stale', 'accident.closed', 'accident.next_day'],
})
export const printAccident = endpoint({
  method: 'GET',
  path: '/accidents/:accidentId/report.pdf',
  summary: 'The report on paper, for the insurer and the file',
  allow: 'signed-in',
  params: AccidentRef,
  returns: 'file',
  errors: ['not_found', 'print.missing_character'],
})
