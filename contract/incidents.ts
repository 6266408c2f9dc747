// Incidents: many calls of one cause, a burst main, a power cut. Joined by one press, told by one notice, closed together.
import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { Id, Line, Moment, QueryFlag } from './values.ts'

export const Incident = z.object({
  id: Id,
  title: z.string(),
  areaId: Id,
  areaName: z.string(),
  serviceCode: z.string(),
  serviceZh: z.string(),
  serviceEn: z.string(),
  /** What the next caller is told. */
  callerWords: z.string(),
  openedAt: Moment,
  openedByName: z.nullable(z.string()),
  closedAt: z.nullable(Moment),
  closeWords: z.string(),
  /** Requests joined, and those of them that are still open. */
  requests: z.int(),
  open: z.int(),
  can: z.object({ change: z.boolean() }),
})
export type Incident = z.infer<typeof Incident>
export const listIncidents = endpoint({
  method: 'GET',
  path: '/incidents',
  summary: 'What many call about now; closed ones of the last month with `closed`',
  allow: 'calls.take',
  query: z.object({ closed: z.optional(QueryFlag) }),
  returns: z.object({ items: z.array(Incident) }),
})
export const openIncident = endpoint({
  method: 'POST',
  path: '/incidents',
  summary: 'Many call about one thing: from now on one press joins a call to it',
  allow: 'calls.take',
  body: z.object({
    title: Line(60),
    areaId: Id,
    serviceCode: z.string().check(z.maxLength(60)),
    callerWords: Line(300),
  }),
  returns: Incident,
  errors: ['not_found', 'area.unknown', 'service.unknown'],
})
const IncidentRef = z.object({ incidentId: Id })
export const sayToCallers = endpoint({
  method: 'POST',
  path: '/incidents/:incidentId/words',
  summary: 'What the next caller is told; with `tell` everybody joined is told too, by one notice each',
  allow: 'calls.take',
  params: IncidentRef,
  body: z.object({ callerWords: Line(300), tell: z.boolean() }),
  returns: Incident,
  errors: ['not_found', 'incident.closed'],
})
export const joinIncident = endpoint({
  method: 'POST',
  path: '/incidents/:incidentId/calls',
  summary: 'This call is about it: a request of the caller, joined',
  allow: 'calls.take',
  params: IncidentRef,
  body: z.object({ callId: Id, forPersonId: z.optional(Id) }),
  returns: z.object({ requestId: Id, number: z.string() }),
  errors: ['not_found', 'call.not_yours', 'incident.closed', 'incident.who', 'incident.joined_already'],
})
export const closeIncident = endpoint({
  method: 'POST',
  path: '/incidents/:incidentId/close',
  summary: 'It is over: every request of it is answered with these words, and everybody is rung back',
  allow: 'calls.take',
  params: IncidentRef,
  body: z.object({ words: Line(300) }),
  returns: Incident,
  errors: ['not_found', 'incident.closed'],
})
