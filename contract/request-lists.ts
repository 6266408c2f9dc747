// Requests as lists: one’s own, the board by deadline, what was done today.
import * as z from 'zod/mini'
import { Urgency } from './catalog.ts'
import { endpoint } from './endpoint.ts'
import { RequestRow } from './requests.ts'
import { Day, Id, PageQuery, QueryFlag, page } from './values.ts'

export const RequestSort = z.enum(['due', 'newest', 'oldest'])
export const listRequests = endpoint({
  method: 'GET',
  path: '/requests',
  summary: 'Requests I may see; for staff the board',
  allow: 'requests.read',
  query: z.object({
    state: z.optional(z.string().check(z.regex(/^[a-z_]+(,[a-z_]+)*$/))),
    areaId: z.optional(Id),
    mine: z.optional(QueryFlag),
    forPersonId: z.optional(Id),
    urgency: z.optional(Urgency),
    overdue: z.optional(QueryFlag),
    needsLook: z.optional(QueryFlag),
    serviceCode: z.optional(z.string()),
    seriesId: z.optional(Id),
    from: z.optional(Day),
    to: z.optional(Day),
    q: z.optional(z.string().check(z.maxLength(60))),
    sort: z.optional(RequestSort),
    ...PageQuery,
  }),
  returns: page(RequestRow),
  errors: ['area.unknown'],
})
/** Counts for the board's tabs and the home screen's lit windows. */
export const BoardCounts = z.object({
  toDispatch: z.int(),
  asking: z.int(),
  assigned: z.int(),
  underWay: z.int(),
  toConfirm: z.int(),
  late: z.int(),
  soon: z.int(),
  needsLook: z.int(),
  doneToday: z.int(),
  grids: z.array(z.object({ areaId: Id, name: z.string(), nameEn: z.string(), waiting: z.int(), free: z.int() })),
})
export const getBoard = endpoint({
  method: 'GET',
  path: '/requests/board',
  summary: 'Counts of the dispatch board',
  allow: 'requests.staff',
  query: z.object({ areaId: z.optional(Id) }),
  returns: BoardCounts,
  errors: ['area.unknown'],
})
export const getLights = endpoint({
  method: 'GET',
  path: '/requests/lights',
  summary: 'How many things were done for somebody here today',
  allow: 'anyone',
  query: z.object({ areaId: z.optional(Id) }),
  returns: z.object({ doneToday: z.int(), helpersFree: z.int() }),
})
