// Who and what can be called on at a place: people, organisations, teams and services, by skill, time and area.
import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { Id, Moment } from './values.ts'

export const ResourceKind = z.enum(['person', 'organisation', 'team', 'service'])
export type ResourceKind = z.infer<typeof ResourceKind>
export const Resource = z.object({
  kind: ResourceKind,
  id: Id,
  name: z.string(),
  nameEn: z.string(),
  /** Skills of a person, services of an organisation or a team, skills a service demands: their codes. */
  tags: z.array(z.string()),
  areaName: z.string(),
  /** Declared hours of today that hold this moment, and neither away nor at a job. Null where time means nothing. */
  freeNow: z.nullable(z.boolean()),
  freeUntil: z.nullable(Moment),
  jobsDone: z.int(),
})
export type Resource = z.infer<typeof Resource>
export const listResources = endpoint({
  method: 'GET',
  path: '/resources',
  summary: 'People, organisations, teams and services of an area, searchable by word, tag and time',
  allow: 'dispatch.candidates',
  query: z.object({
    areaId: Id,
    kind: z.optional(ResourceKind),
    q: z.optional(z.string().check(z.maxLength(40))),
    tag: z.optional(z.string().check(z.maxLength(60))),
    free: z.optional(z.enum(['true'])),
  }),
  returns: z.object({ items: z.array(Resource), total: z.int(), tags: z.array(z.string()) }),
  errors: ['not_found'],
})
