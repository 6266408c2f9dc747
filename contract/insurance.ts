// Insurance of volunteers: policies, whom they cover, and who is covered on which day. Bodily risk is only for who is.
import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { Day, Id, Line, PageQuery, Text, Version, Words, page } from './values.ts'

const PolicyRef = z.object({ policyId: Id })
export const InsuranceKind = z.enum(['accident', 'liability'])
/** Named people, everybody of a team, or all volunteers of the area. */
export const InsuranceCovers = z.enum(['people', 'team', 'area'])

export const InsurancePolicy = z.object({
  id: Id,
  areaName: z.string(),
  kind: InsuranceKind,
  insurer: z.string(),
  number: z.string(),
  fromOn: Day,
  toOn: Day,
  endedOn: z.nullable(Day),
  endReason: z.nullable(z.string()),
  covers: InsuranceCovers,
  teamName: z.nullable(z.string()),
  /** Only in jobs of this service; null: in every job. */
  service: z.nullable(Words),
  note: z.string(),
  people: z.int(),
  state: z.enum(['coming', 'running', 'soon', 'over']),
  version: Version,
})
export type InsurancePolicy = z.infer<typeof InsurancePolicy>

export const listInsurance = endpoint({
  method: 'GET',
  path: '/insurance-policies',
  summary: 'Policies of my areas, those that run out first at the top, those that are over at the end',
  allow: 'protection.manage',
  query: z.object({ areaId: z.optional(Id), ...PageQuery }),
  returns: page(InsurancePolicy),
  errors: ['not_found'],
})
export const addInsurance = endpoint({
  method: 'POST',
  path: '/insurance-policies',
  summary: 'A policy that was taken out',
  allow: 'protection.manage',
  body: z.object({
    areaId: Id,
    kind: InsuranceKind,
    insurer: Line(60),
    number: Line(60),
    fromOn: Day,
    toOn: Day,
    covers: InsuranceCovers,
    teamId: z.optional(Id),
    serviceCode: z.optional(Line(60)),
    note: z.optional(Text(300)),
  }),
  returns: InsurancePolicy,
  errors: ['not_found', 'service.unknown', 'insurance.number_taken', 'insurance.wrong_days', 'insurance.team_missing'],
})
export const endInsurance = endpoint({
  method: 'POST',
  path: '/insurance-policies/:policyId/end',
  summary: 'It ends earlier than written; nobody is covered by it after that day',
  allow: 'protection.manage',
  params: PolicyRef,
  body: z.object({ lastDay: Day, reason: Line(200), version: Version }),
  returns: InsurancePolicy,
  errors: ['not_found', 'row.stale', 'insurance.wrong_days'],
})
export const InsuredPerson = z.object({
  personId: Id,
  name: z.string(),
  volunteerNumber: z.string(),
  fromOn: Day,
  toOn: z.nullable(Day),
})
export const listInsured = endpoint({
  method: 'GET',
  path: '/insurance-policies/:policyId/people',
  summary: 'The people named on a policy',
  allow: 'protection.manage',
  params: PolicyRef,
  query: z.object(PageQuery),
  returns: page(InsuredPerson),
  errors: ['not_found'],
})
export const insurePeople = endpoint({
  method: 'POST',
  path: '/insurance-policies/:policyId/people',
  summary: 'Put volunteers on the list of a policy; who is on it already stays as they are',
  allow: 'protection.manage',
  params: PolicyRef,
  body: z.object({
    volunteerIds: z.array(Id).check(z.minLength(1), z.maxLength(200)),
    /** Today, unless the policy begins later. */
    fromOn: z.optional(Day),
  }),
  returns: z.object({ added: z.int() }),
  errors: ['not_found', 'insurance.no_list', 'insurance.over', 'insurance.wrong_days'],
})
export const uninsurePerson = endpoint({
  method: 'DELETE',
  path: '/insurance-policies/:policyId/people/:personId',
  summary: 'Off the list: covered until the end of today',
  allow: 'protection.manage',
  params: z.object({ policyId: Id, personId: Id }),
  returns: z.object({}),
  errors: ['not_found'],
})

export const CoverLine = z.object({
  volunteerId: Id,
  name: z.string(),
  number: z.string(),
  /** Services with bodily risk that are among theirs, by skill or by team. */
  services: z.array(Words),
  covered: z.boolean(),
  /** Last day of the cover that holds on that day; null: without end, or not covered. */
  toOn: z.nullable(Day),
})
export type CoverLine = z.infer<typeof CoverLine>
export const listCover = endpoint({
  method: 'GET',
  path: '/insurance-cover',
  summary:
    'Volunteers with a service of bodily risk among theirs: who is covered in all of these on that day, who is not',
  allow: 'protection.manage',
  query: z.object({
    areaId: z.optional(Id),
    day: z.optional(Day),
    covered: z.optional(z.enum(['true', 'false'])),
    ...PageQuery,
  }),
  returns: z.extend(page(CoverLine), { day: Day, uncovered: z.int() }),
  errors: ['not_found'],
})
export const myCover = endpoint({
  method: 'GET',
  path: '/me/insurance',
  summary: 'What covers me from today on',
  allow: 'volunteers.self',
  returns: z.object({
    items: z.array(
      z.object({
        insurer: z.string(),
        number: z.string(),
        fromOn: Day,
        toOn: z.nullable(Day),
        service: z.nullable(Words),
      }),
    ),
  }),
})
