// Who is on duty: a shift begun and ended by a press, and who answers now.
import * as z from 'zod/mini'
import { RoleName } from './accounts.ts'
import { endpoint } from './endpoint.ts'
import { Id, Moment, Nothing } from './values.ts'
import { DutyRole } from './roster.ts'

export const startDuty = endpoint({
  method: 'POST',
  path: '/duties',
  summary: 'I am on duty now',
  allow: 'duty.self',
  body: z.object({ areaId: Id, role: RoleName, soundHeard: z.optional(z.boolean()) }),
  returns: z.object({ dutyId: Id }),
  errors: ['auth.forbidden'],
})
export const endDuty = endpoint({
  method: 'POST',
  path: '/duties/current/end',
  summary: 'I am off duty',
  allow: 'duty.self',
  body: Nothing,
  returns: Nothing,
})
export const listDuties = endpoint({
  method: 'GET',
  path: '/duties',
  summary: 'Who is on duty now',
  allow: 'people.read',
  query: z.object({ areaId: z.optional(Id) }),
  returns: z.object({
    items: z.array(
      z.object({
        dutyId: Id,
        personId: Id,
        name: z.string(),
        role: RoleName,
        areaId: Id,
        areaName: z.string(),
        fromAt: Moment,
      }),
    ),
  }),
})

/** A console says that it is there; silent for some seconds it does not count as on duty. */
export const beatDuty = endpoint({
  method: 'POST',
  path: '/duties/current/beat',
  summary: 'The console is awake',
  allow: 'duty.self',
  once: true,
  body: z.object({}),
  returns: z.object({ onDuty: z.boolean() }),
})
const DutyPerson = z.object({ personId: Id, callName: z.string(), role: DutyRole, areaName: z.string(), since: Moment })
export const DutyNow = z.object({
  agents: z.array(DutyPerson),
  silent: z.array(DutyPerson),
  field: z.array(DutyPerson),
  /** Rostered now, and the shift is not open. */
  expected: z.array(DutyPerson),
  leads: z.array(z.object({ personId: Id, callName: z.string() })),
  /** The step an alert begins with: the third when no console listens. */
  beginsAt: z.int(),
})
export type DutyNow = z.infer<typeof DutyNow>
export const getDutyNow = endpoint({
  method: 'GET',
  path: '/duties/now',
  summary: 'Who would be alerted for a place now',
  allow: 'roster.read',
  query: z.object({ areaId: Id }),
  returns: DutyNow,
  errors: ['not_found', 'area.unknown'],
})
