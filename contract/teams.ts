// Teams of volunteers: leader, members, the services they stand for.
import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { Id, Line, PageQuery, Text, Version, page } from './values.ts'

export const Team = z.object({
  id: Id,
  areaId: Id,
  areaName: z.string(),
  name: z.string(),
  nameEn: z.string(),
  kind: z.string(),
  brand: z.string(),
  about: z.string(),
  leaderName: z.nullable(z.string()),
  members: z.int(),
  services: z.array(z.string()),
  jobsDone: z.int(),
  version: Version,
})
export type Team = z.infer<typeof Team>
const TeamRef = z.object({ teamId: Id })
export const listTeams = endpoint({
  method: 'GET',
  path: '/teams',
  summary: 'Volunteer teams',
  allow: 'teams.read',
  query: z.object({ areaId: z.optional(Id), ...PageQuery }),
  returns: page(Team),
})
export const getTeam = endpoint({
  method: 'GET',
  path: '/teams/:teamId',
  summary: 'One team and its members',
  allow: 'teams.read',
  params: TeamRef,
  returns: z.extend(Team, {
    people: z.array(z.object({ personId: Id, name: z.string(), callName: z.string(), volunteerId: z.nullable(Id) })),
  }),
  errors: ['not_found'],
})
const TeamChange = z.object({
  name: z.optional(Line(40)),
  nameEn: z.optional(Text(80)),
  kind: z.optional(Line(40)),
  brand: z.optional(Text(40)),
  about: z.optional(Text(1000)),
  leaderPersonId: z.optional(Id),
  serviceCodes: z.optional(z.array(z.string()).check(z.maxLength(30))),
  addPersonIds: z.optional(z.array(Id).check(z.maxLength(50))),
  removePersonIds: z.optional(z.array(Id).check(z.maxLength(50))),
})
export const addTeam = endpoint({
  method: 'POST',
  path: '/teams',
  summary: 'Found a team',
  allow: 'teams.manage',
  body: z.extend(TeamChange, { areaId: Id, name: Line(40), kind: Line(40) }),
  returns: Team,
  errors: ['team.name_taken', 'team.too_large', 'service.unknown', 'not_found'],
})
export const changeTeam = endpoint({
  method: 'PATCH',
  path: '/teams/:teamId',
  summary: 'Change a team and its members',
  allow: 'teams.manage',
  params: TeamRef,
  body: z.extend(TeamChange, { version: Version }),
  returns: Team,
  errors: ['row.stale', 'team.name_taken', 'team.too_large', 'service.unknown', 'not_found'],
})
