// Volunteers: registration, review, what they can do, when they are free, where they go.
import * as z from 'zod/mini'
import { RequirementKind } from './catalog.ts'
import { endpoint } from './endpoint.ts'
import { MembershipState } from './partners.ts'
import { Day, Id, Line, Moment, Nothing, PageQuery, Text, Version, page } from './values.ts'

export const VolunteerClass = z.enum(['skilled', 'organisation', 'general'])
export const Holding = z.object({
  id: Id,
  kind: RequirementKind,
  code: z.string(),
  issuer: z.string(),
  fromOn: Day,
  toOn: z.nullable(Day),
  verified: z.boolean(),
  expired: z.boolean(),
  fileId: z.nullable(Id),
})
export const WeekHours = z.object({
  weekday: z.int().check(z.minimum(1), z.maximum(7)),
  fromMinute: z.int().check(z.minimum(0), z.maximum(1439)),
  toMinute: z.int().check(z.minimum(1), z.maximum(1440)),
})
export type WeekHours = z.infer<typeof WeekHours>
export const DayException = z.object({
  day: Day,
  free: z.boolean(),
  fromMinute: z.int().check(z.minimum(0), z.maximum(1439)),
  toMinute: z.int().check(z.minimum(1), z.maximum(1440)),
})
export const VolunteerRow = z.object({
  id: Id,
  personId: Id,
  number: z.string(),
  name: z.string(),
  callName: z.string(),
  class: VolunteerClass,
  state: MembershipState,
  skills: z.array(z.string()),
  buildingName: z.nullable(z.string()),
  areaId: z.nullable(Id),
  jobsDone: z.int(),
  rating: z.nullable(z.number()),
  ratingCount: z.int(),
  freeUntil: z.nullable(Moment),
  appliedAt: Moment,
})
export type VolunteerRow = z.infer<typeof VolunteerRow>
export const Volunteer = z.extend(VolunteerRow, {
  about: z.string(),
  phoneMasked: z.nullable(z.string()),
  age: z.nullable(z.int()),
  organisationName: z.nullable(z.string()),
  reviewReason: z.nullable(z.string()),
  awayFrom: z.nullable(Moment),
  awayTo: z.nullable(Moment),
  asksADay: z.int(),
  holdings: z.array(Holding),
  hours: z.array(WeekHours),
  exceptions: z.array(DayException),
  areas: z.array(z.object({ areaId: Id, name: z.string() })),
  teams: z.array(z.object({ teamId: Id, name: z.string() })),
  minutesServed: z.int(),
  version: Version,
  can: z.object({ review: z.boolean(), change: z.boolean(), verify: z.boolean() }),
})
export type Volunteer = z.infer<typeof Volunteer>
const VolunteerRef = z.object({ volunteerId: Id })

export const registerVolunteer = endpoint({
  method: 'POST',
  path: '/volunteers',
  summary: 'I want to help',
  allow: 'signed-in',
  body: z.object({
    name: Line(40),
    idNumber: z.string().check(z.regex(/^\d{17}[\dXx]$/)),
    class: z.optional(VolunteerClass),
    skills: z.array(Line(40)).check(z.maxLength(20)),
    about: z.optional(Text(300)),
    hours: z.optional(z.array(WeekHours).check(z.maxLength(42))),
    areaIds: z.optional(z.array(Id).check(z.maxLength(10))),
    consentVersion: z.int(),
    guardianPhone: z.optional(z.string()),
  }),
  returns: Volunteer,
  errors: [
    'volunteer.registered_already',
    'person.id_number_wrong',
    'person.id_number_taken',
    'volunteer.too_young',
    'volunteer.guardian_needed',
    'consent.old_version',
    'volunteer.hours_overlap',
  ],
})
export const agreeAsGuardian = endpoint({
  method: 'POST',
  path: '/volunteers/:volunteerId/guardian',
  summary: 'I am the guardian and agree, or take it back',
  allow: 'signed-in',
  params: VolunteerRef,
  body: z.object({ version: z.int(), given: z.optional(z.boolean()) }),
  returns: Nothing,
  errors: ['not_found', 'consent.old_version'],
})
export const listVolunteers = endpoint({
  method: 'GET',
  path: '/volunteers',
  summary: 'Volunteers of my areas',
  allow: 'volunteers.read',
  query: z.object({
    areaId: z.optional(Id),
    skill: z.optional(z.string().check(z.maxLength(40))),
    state: z.optional(MembershipState),
    q: z.optional(z.string().check(z.maxLength(40))),
    ...PageQuery,
  }),
  returns: page(VolunteerRow),
})
export const getVolunteer = endpoint({
  method: 'GET',
  path: '/volunteers/:volunteerId',
  summary: 'One volunteer',
  allow: 'volunteers.read',
  params: VolunteerRef,
  returns: Volunteer,
  errors: ['not_found'],
})
export const getMyVolunteer = endpoint({
  method: 'GET',
  path: '/me/volunteer',
  summary: 'My own registration',
  allow: 'signed-in',
  returns: Volunteer,
  errors: ['not_found'],
})
export const approveVolunteer = endpoint({
  method: 'POST',
  path: '/volunteers/:volunteerId/approve',
  summary: 'Accept a registration',
  allow: 'volunteers.review',
  params: VolunteerRef,
  body: z.object({ class: z.optional(VolunteerClass), reason: z.optional(Text(200)) }),
  returns: Volunteer,
  errors: ['not_found', 'volunteer.reviewed_already', 'volunteer.guardian_needed'],
})
export const refuseVolunteer = endpoint({
  method: 'POST',
  path: '/volunteers/:volunteerId/refuse',
  summary: 'Refuse a registration, with the reason told',
  allow: 'volunteers.review',
  params: VolunteerRef,
  body: z.object({ reason: Line(200) }),
  returns: Volunteer,
  errors: ['not_found', 'volunteer.reviewed_already'],
})
export const changeMyVolunteer = endpoint({
  method: 'PATCH',
  path: '/me/volunteer',
  summary: 'My hours, areas, limits',
  allow: 'volunteers.self',
  body: z.object({
    version: Version,
    about: z.optional(Text(300)),
    hours: z.optional(z.array(WeekHours).check(z.maxLength(42))),
    exceptions: z.optional(z.array(DayException).check(z.maxLength(60))),
    areaIds: z.optional(z.array(Id).check(z.maxLength(10))),
    asksADay: z.optional(z.int().check(z.minimum(0), z.maximum(20))),
  }),
  returns: Volunteer,
  errors: ['row.stale', 'volunteer.hours_overlap', 'not_found'],
})
export const setFree = endpoint({
  method: 'POST',
  path: '/me/volunteer/free',
  summary: '我现在有空: free until a moment, or no longer',
  allow: 'volunteers.self',
  body: z.object({ until: z.nullable(Moment) }),
  returns: Volunteer,
  errors: ['volunteer.free_too_long'],
})
export const setAway = endpoint({
  method: 'POST',
  path: '/me/volunteer/away',
  summary: 'Pause, and return',
  allow: 'volunteers.self',
  body: z.object({ from: z.nullable(Moment), to: z.nullable(Moment) }),
  returns: Volunteer,
})
export const leaveVolunteering = endpoint({
  method: 'POST',
  path: '/me/volunteer/leave',
  summary: 'I no longer want to volunteer; records are kept',
  allow: 'volunteers.self',
  body: z.object({ version: Version }),
  returns: Nothing,
  errors: ['row.stale', 'volunteer.has_open_visit'],
})
export const addHolding = endpoint({
  method: 'POST',
  path: '/me/volunteer/holdings',
  summary: 'A skill or a certificate with its photo',
  allow: 'volunteers.self',
  body: z.object({
    kind: z.enum(['skill', 'certificate']),
    code: Line(40),
    issuer: z.optional(Text(60)),
    number: z.optional(Text(40)),
    fromOn: z.optional(Day),
    toOn: z.optional(Day),
    fileId: z.optional(Id),
  }),
  returns: Volunteer,
  errors: ['not_found', 'holding.expired'],
})
export const endHolding = endpoint({
  method: 'DELETE',
  path: '/me/volunteer/holdings/:holdingId',
  summary: 'I no longer do that',
  allow: 'volunteers.self',
  params: z.object({ holdingId: Id }),
  returns: Volunteer,
  errors: ['not_found'],
})
export const verifyHolding = endpoint({
  method: 'POST',
  path: '/volunteers/:volunteerId/holdings/:holdingId/verify',
  summary: 'Staff looked at the paper',
  allow: 'volunteers.review',
  params: z.object({ volunteerId: Id, holdingId: Id }),
  body: z.object({ toOn: z.optional(Day), accepted: z.boolean(), reason: z.optional(Text(200)) }),
  returns: Volunteer,
  errors: ['not_found'],
})
export const recordHolding = endpoint({
  method: 'POST',
  path: '/volunteers/:volunteerId/holdings',
  summary: 'Staff enter a skill, certificate, training or insurance',
  allow: 'volunteers.review',
  params: VolunteerRef,
  body: z.object({
    kind: z.enum(['skill', 'certificate', 'training', 'insurance']),
    code: Line(40),
    issuer: z.optional(Text(60)),
    number: z.optional(Text(40)),
    fromOn: z.optional(Day),
    toOn: z.optional(Day),
  }),
  returns: Volunteer,
  errors: ['not_found', 'holding.expired'],
})
export const blockPerson = endpoint({
  method: 'POST',
  path: '/me/blocks',
  summary: 'Never send this person to me or me to them; nobody is told',
  allow: 'signed-in',
  body: z.object({ personId: Id }),
  returns: Nothing,
  errors: ['not_found'],
})
export const unblockPerson = endpoint({
  method: 'DELETE',
  path: '/me/blocks/:personId',
  summary: 'Lift the block',
  allow: 'signed-in',
  params: z.object({ personId: Id }),
  returns: Nothing,
})
