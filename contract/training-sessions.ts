// Sessions of a course: seats, waiting, the code of who leads it, who was there.
import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { Id, Line, Moment, PageQuery, Version, page } from './values.ts'

export const SeatState = z.enum(['seated', 'waiting', 'left', 'attended'])
export type SeatState = z.infer<typeof SeatState>
const SessionRef = z.object({ sessionId: Id })

export const TrainingSession = z.object({
  id: Id,
  courseId: Id,
  courseZh: z.string(),
  courseEn: z.string(),
  areaName: z.string(),
  place: z.string(),
  startsAt: Moment,
  endsAt: Moment,
  seats: z.int(),
  taken: z.int(),
  waiting: z.int(),
  attended: z.int(),
  leaderName: z.string(),
  state: z.enum(['planned', 'cancelled']),
  cancelReason: z.nullable(z.string()),
  mine: z.nullable(SeatState),
  version: Version,
  can: z.object({ join: z.boolean(), leave: z.boolean(), attend: z.boolean(), lead: z.boolean(), manage: z.boolean() }),
})
export type TrainingSession = z.infer<typeof TrainingSession>

export const listSessions = endpoint({
  method: 'GET',
  path: '/training-sessions',
  summary: 'Sessions of my areas, the next first, then those that are over',
  allow: 'training.manage',
  query: z.object({ areaId: z.optional(Id), ...PageQuery }),
  returns: page(TrainingSession),
  errors: ['not_found'],
})
export const addSession = endpoint({
  method: 'POST',
  path: '/training-sessions',
  summary: 'A course at a place and time',
  allow: 'training.manage',
  body: z.object({
    courseId: Id,
    areaId: Id,
    place: Line(80),
    startsAt: Moment,
    minutes: z.optional(z.int().check(z.minimum(10), z.maximum(600))),
    seats: z.int().check(z.minimum(1), z.maximum(500)),
    leaderPersonId: z.optional(Id),
  }),
  returns: TrainingSession,
  errors: ['not_found', 'person.unknown', 'course.in_the_past'],
})
export const changeSession = endpoint({
  method: 'PATCH',
  path: '/training-sessions/:sessionId',
  summary: 'Another place or more seats; whoever waits moves up',
  allow: 'training.manage',
  params: SessionRef,
  body: z.object({
    place: z.optional(Line(80)),
    seats: z.optional(z.int().check(z.minimum(1), z.maximum(500))),
    version: Version,
  }),
  returns: TrainingSession,
  errors: ['not_found', 'row.stale', 'course.seats_taken'],
})
export const cancelSession = endpoint({
  method: 'POST',
  path: '/training-sessions/:sessionId/cancel',
  summary: 'It does not take place; everybody who wanted to come is told',
  allow: 'training.manage',
  params: SessionRef,
  body: z.object({ reason: Line(200) }),
  returns: TrainingSession,
  errors: ['not_found', 'course.session_over'],
})
export const SessionPerson = z.object({
  personId: Id,
  name: z.string(),
  state: SeatState,
  attendedHow: z.nullable(z.enum(['code', 'hand'])),
})
export const getSession = endpoint({
  method: 'GET',
  path: '/training-sessions/:sessionId',
  summary: 'One session; who comes is shown to who leads it and to staff',
  allow: 'signed-in',
  params: SessionRef,
  returns: z.extend(TrainingSession, { people: z.array(SessionPerson) }),
  errors: ['not_found'],
})
export const joinSession = endpoint({
  method: 'POST',
  path: '/training-sessions/:sessionId/join',
  summary: 'I come; when all seats are taken I wait for one',
  allow: 'signed-in',
  params: SessionRef,
  body: z.object({}),
  returns: TrainingSession,
  errors: ['not_found', 'course.session_over', 'course.joined_already'],
})
export const leaveSession = endpoint({
  method: 'POST',
  path: '/training-sessions/:sessionId/leave',
  summary: 'I cannot come; the first who waits has my seat',
  allow: 'signed-in',
  params: SessionRef,
  body: z.object({}),
  returns: TrainingSession,
  errors: ['not_found', 'course.session_over', 'course.not_joined'],
})
export const showSessionCode = endpoint({
  method: 'GET',
  path: '/training-sessions/:sessionId/code',
  summary: 'The code on the phone of who leads it, another one every half minute',
  allow: 'signed-in',
  params: SessionRef,
  returns: z.object({ code: z.string(), svg: z.string(), lastsMillis: z.int(), attended: z.int() }),
  errors: ['not_found', 'course.not_now'],
})
export const attendSession = endpoint({
  method: 'POST',
  path: '/training-sessions/:sessionId/attend',
  summary: 'I am here: the code from the phone of who leads it',
  allow: 'signed-in',
  params: SessionRef,
  body: z.object({ code: z.string().check(z.regex(/^\d{6}$/)) }),
  returns: TrainingSession,
  errors: ['not_found', 'course.not_now', 'course.wrong_code', 'course.full', 'rate.limited'],
})
export const markAttendance = endpoint({
  method: 'POST',
  path: '/training-sessions/:sessionId/attendance',
  summary: 'Who has no phone: who leads it says that they were there',
  allow: 'signed-in',
  params: SessionRef,
  body: z.object({ personId: Id }),
  returns: z.extend(TrainingSession, { people: z.array(SessionPerson) }),
  errors: ['not_found', 'course.not_now', 'record.own'],
})

export const inviteToSession = endpoint({
  method: 'POST',
  path: '/training-sessions/:sessionId/invite',
  summary: 'Tell everybody of a team who lacks this course that there is a session',
  allow: 'training.manage',
  params: SessionRef,
  body: z.object({ teamId: Id }),
  returns: z.object({ told: z.int() }),
  errors: ['not_found', 'course.session_over'],
})
