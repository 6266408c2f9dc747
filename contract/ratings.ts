// Ratings, call-backs, complaints and what must be put right.
import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { Request, RequestRow } from './requests.ts'
import { Id, Line, Moment, Occurred, page, PageQuery, QueryFlag, Text } from './values.ts'

/** 5 非常满意 · 4 满意 · 3 基本满意 · 2 不满意 · 1 很不满意; the three faces of the phone mean 5, 3, 2. */
export const Satisfaction = z.int().check(z.minimum(1), z.maximum(5))
const RequestRef = z.object({ requestId: Id })
export const rateRequest = endpoint({
  method: 'POST',
  path: '/requests/:requestId/rating',
  summary: 'How it was; closes or reopens',
  allow: 'ratings.give',
  params: RequestRef,
  body: z.object({
    satisfaction: Satisfaction,
    solved: z.boolean(),
    chargedExtra: z.optional(z.boolean()),
    words: z.optional(Text(1000)),
    callMe: z.optional(z.boolean()),
    ...Occurred,
  }),
  returns: Request,
  errors: ['not_found', 'request.wrong_state', 'rating.given_already'],
})
export const recordCall = endpoint({
  method: 'POST',
  path: '/requests/:requestId/calls',
  summary: 'A call-back was tried',
  allow: 'ratings.call_back',
  params: RequestRef,
  body: z.object({ reached: z.boolean(), words: z.optional(Text(500)), ...Occurred }),
  returns: Request,
  errors: ['not_found', 'request.wrong_state'],
})
export const listCallBacks = endpoint({
  method: 'GET',
  path: '/call-backs',
  summary: 'Whom to call back, the most urgent first',
  allow: 'ratings.call_back',
  query: z.object({ areaId: z.optional(Id), ...PageQuery }),
  returns: page(z.object({ request: RequestRow, dueAt: z.nullable(Moment), tries: z.int(), halfDays: z.int() })),
})
export const complain = endpoint({
  method: 'POST',
  path: '/requests/:requestId/complaints',
  summary: '有问题，找社区',
  allow: 'requests.confirm',
  params: RequestRef,
  body: z.object({ words: Line(1000), ...Occurred }),
  returns: Request,
  errors: ['not_found'],
})
export const Rectification = z.object({
  id: Id,
  request: RequestRow,
  cause: z.enum(['unsatisfied', 'not_solved', 'charged_extra', 'wrong_person', 'complaint', 'spot_check']),
  words: z.string(),
  ownerName: z.nullable(z.string()),
  dueAt: Moment,
  late: z.boolean(),
  /** What was done and how it shows; waits for the second person's look until `closedAt`. */
  proof: z.nullable(z.string()),
  putRightAt: z.nullable(Moment),
  putRightByName: z.nullable(z.string()),
  /** Why the second person sent it back, or what they saw. */
  recheckWords: z.nullable(z.string()),
  recheckedByName: z.nullable(z.string()),
  closedAt: z.nullable(Moment),
  createdAt: Moment,
  can: z.object({ take: z.boolean(), putRight: z.boolean(), recheck: z.boolean() }),
})
export const listRectifications = endpoint({
  method: 'GET',
  path: '/rectifications',
  summary: 'What must be put right',
  allow: 'requests.staff',
  query: z.object({ open: z.optional(QueryFlag), areaId: z.optional(Id), ...PageQuery }),
  returns: page(Rectification),
})
/** A finished visit drawn by rule: one in so many, and each at whose door nobody could prove to have been. */
export const SpotCheck = z.object({
  id: Id,
  request: RequestRow,
  because: z.enum(['sample', 'unproved']),
  /** How it is best done; whoever does it may choose otherwise. */
  way: z.enum(['call', 'look']),
  drawnAt: Moment,
  dueAt: Moment,
  late: z.boolean(),
  tries: z.int(),
  finding: z.nullable(z.enum(['good', 'bad', 'not_reached'])),
  words: z.string(),
  checkedByName: z.nullable(z.string()),
  checkedAt: z.nullable(Moment),
})
export type SpotCheck = z.infer<typeof SpotCheck>
export const listSpotChecks = endpoint({
  method: 'GET',
  path: '/spot-checks',
  summary: 'Visits to look at again; what one went to oneself is not among them',
  allow: 'ratings.call_back',
  query: z.object({ open: z.optional(QueryFlag), areaId: z.optional(Id), ...PageQuery }),
  returns: page(SpotCheck),
})
export const recordSpotCheck = endpoint({
  method: 'POST',
  path: '/spot-checks/:spotCheckId/finding',
  summary: 'Asked or looked: good, bad (opens an item to put right), or nobody reached',
  allow: 'ratings.call_back',
  params: z.object({ spotCheckId: Id }),
  body: z.object({
    way: z.enum(['call', 'look']),
    finding: z.enum(['good', 'bad', 'not_reached']),
    words: Text(500),
    ...Occurred,
  }),
  returns: SpotCheck,
  errors: ['not_found', 'spot_check.done_already', 'spot_check.words_needed'],
})
const RectificationRef = z.object({ rectificationId: Id })
export const takeRectification = endpoint({
  method: 'POST',
  path: '/rectifications/:rectificationId/take',
  summary: 'I answer for it from now on',
  allow: 'requests.staff',
  params: RectificationRef,
  body: z.object({}),
  returns: Rectification,
  errors: ['not_found', 'rectification.closed_already'],
})
export const putRight = endpoint({
  method: 'POST',
  path: '/rectifications/:rectificationId/put-right',
  summary: 'Put right, with the proof; a second person looks at it again',
  allow: 'requests.staff',
  params: RectificationRef,
  body: z.object({ proof: Line(500) }),
  returns: Rectification,
  errors: ['not_found', 'rectification.closed_already'],
})
export const recheckRectification = endpoint({
  method: 'POST',
  path: '/rectifications/:rectificationId/recheck',
  summary: 'Looked at again by somebody else: it holds and is closed, or goes back with the reason',
  allow: 'requests.staff',
  params: RectificationRef,
  body: z.object({ holds: z.boolean(), words: Line(500) }),
  returns: Rectification,
  errors: ['not_found', 'rectification.closed_already', 'rectification.not_put_right', 'rectification.second_person'],
})
