// Requests: one need at one time, from report to archive, and series of them. States as in the state table.
import * as z from 'zod/mini'
import { CreditKind, ServiceKind, Urgency } from './catalog.ts'
import { endpoint } from './endpoint.ts'
import {
  Channel,
  Day,
  Id,
  Line,
  Moment,
  Occurred,
  page,
  PageQuery,
  Point,
  QueryFlag,
  Text,
  TimeOfDay,
  Version,
} from './values.ts'

export const RequestState = z.enum([
  'reported',
  'answered',
  'duplicate',
  'declined',
  'cancelled',
  'dispatching',
  'in_meeting',
  'assigned',
  'under_way',
  'done',
  'confirmed',
  'closed',
  'reopened',
  'unmet',
])
export type RequestState = z.infer<typeof RequestState>
export const DueStep = z.enum(['answer', 'dispatch', 'contact', 'result', 'call_back'])
export type DueStep = z.infer<typeof DueStep>
export const Settlement = z.enum(['none', 'minutes', 'points', 'voucher', 'price'])
export type Settlement = z.infer<typeof Settlement>
export const Window = z.object({ from: Moment, to: Moment })

/** Everything a person may do with a request now, decided by the server. */
export const RequestAbilities = z.object({
  triage: z.boolean(),
  look: z.boolean(),
  answer: z.boolean(),
  decline: z.boolean(),
  cancel: z.boolean(),
  move: z.boolean(),
  merge: z.boolean(),
  unmerge: z.boolean(),
  handOver: z.boolean(),
  handBack: z.boolean(),
  rule: z.boolean(),
  pause: z.boolean(),
  resume: z.boolean(),
  extend: z.boolean(),
  unmet: z.boolean(),
  convene: z.boolean(),
  confirm: z.boolean(),
  reopen: z.boolean(),
  close: z.boolean(),
  dispatch: z.boolean(),
  rate: z.boolean(),
  callBack: z.boolean(),
  claim: z.boolean(),
  complain: z.boolean(),
})
export type RequestAbilities = z.infer<typeof RequestAbilities>

/** Who comes, as the asker sees them: form of address, never a full name or a number. */
export const HelperCard = z.object({
  personId: Id,
  callName: z.string(),
  organisationName: z.nullable(z.string()),
  verified: z.boolean(),
  badgeNumber: z.nullable(z.string()),
  skills: z.array(z.string()),
  jobsDone: z.int(),
  rating: z.nullable(z.number()),
  ratingCount: z.int(),
  state: z.string(),
  setOutAt: z.nullable(Moment),
  arrivesAt: z.nullable(Moment),
  checkedInAt: z.nullable(Moment),
  finishedAt: z.nullable(Moment),
  buildingName: z.nullable(z.string()),
  cameBefore: z.int(),
  metresAway: z.nullable(z.int()),
  phone: z.nullable(z.string()),
})
export type HelperCard = z.infer<typeof HelperCard>

export const RequestRow = z.object({
  id: Id,
  number: z.string(),
  serviceCode: z.string(),
  serviceZh: z.string(),
  serviceEn: z.string(),
  icon: z.string(),
  kind: ServiceKind,
  urgency: Urgency,
  state: RequestState,
  description: z.string(),
  /** Form of address of the person helped; staff and the family see it, a volunteer only after accepting. */
  callName: z.nullable(z.string()),
  areaId: Id,
  areaName: z.string(),
  areaPath: z.string(),
  doorName: z.nullable(z.string()),
  point: z.nullable(Point),
  window: z.nullable(Window),
  reportedAt: Moment,
  nextDueAt: z.nullable(Moment),
  nextDueStep: z.nullable(DueStep),
  late: z.boolean(),
  pausedUntil: z.nullable(Moment),
  escalatedTo: z.nullable(z.string()),
  channel: Channel,
  seriesId: z.nullable(Id),
  helperNames: z.array(z.string()),
  needsLook: z.boolean(),
  wave: z.int(),
  asked: z.int(),
  level: z.string(),
  version: Version,
})
export type RequestRow = z.infer<typeof RequestRow>

export const TimelineRow = z.object({
  id: Id,
  act: z.string(),
  fromState: z.nullable(RequestState),
  toState: z.nullable(RequestState),
  actor: z.nullable(z.string()),
  actorRole: z.nullable(z.string()),
  onBehalfOf: z.nullable(z.string()),
  channel: Channel,
  why: z.nullable(z.string()),
  detail: z.record(z.string(), z.unknown()),
  occurredAt: Moment,
  at: Moment,
})
export const Due = z.object({
  step: DueStep,
  dueAt: Moment,
  firstDueAt: Moment,
  metAt: z.nullable(Moment),
  late: z.boolean(),
})
export const OfferBrief = z.object({
  id: Id,
  personId: z.nullable(Id),
  name: z.string(),
  state: z.string(),
  wave: z.int(),
  sentAt: Moment,
  answeredAt: z.nullable(Moment),
  declineReason: z.nullable(z.string()),
  score: z.nullable(z.number()),
})
export const VisitBrief = z.object({
  id: Id,
  state: z.string(),
  meetingCode: z.nullable(z.string()),
  plannedFrom: Moment,
  plannedTo: Moment,
  helpers: z.array(HelperCard),
  sheetNumber: z.nullable(z.string()),
  sheetHash: z.nullable(z.string()),
})

export const Request = z.extend(RequestRow, {
  personId: z.nullable(Id),
  enteredBy: z.nullable(z.string()),
  householdId: z.nullable(Id),
  minutes: z.int(),
  helpers: z.int(),
  credit: CreditKind,
  settlement: Settlement,
  priceCents: z.nullable(z.int()),
  /** What it costs when it is settled by points. */
  pricePoints: z.nullable(z.int()),
  freeBecause: z.nullable(z.string()),
  reason: z.nullable(z.string()),
  providerId: z.nullable(Id),
  providerName: z.nullable(z.string()),
  duplicateOf: z.nullable(Id),
  duplicateOfNumber: z.nullable(z.string()),
  solved: z.nullable(z.boolean()),
  confirmedHow: z.nullable(z.string()),
  ownerName: z.nullable(z.string()),
  policyVersion: z.int(),
  sheetForm: z.array(z.unknown()),
  timeline: z.array(TimelineRow),
  dues: z.array(Due),
  offers: z.array(OfferBrief),
  visit: z.nullable(VisitBrief),
  pastVisits: z.array(VisitBrief),
  files: z.array(z.object({ fileId: Id, kind: z.string() })),
  rating: z.nullable(z.object({ satisfaction: z.int(), solved: z.boolean(), words: z.string(), at: Moment })),
  /** What happens next, with its time; the screen never ends in 已提交. */
  next: z.object({
    what: z.enum([
      'looked_at',
      'triage',
      'asking',
      'helper_comes',
      'confirm',
      'call_back',
      'over',
      'paused',
      'meeting',
      'ruling',
    ]),
    by: z.nullable(Moment),
    asking: z.int(),
  }),
  can: RequestAbilities,
})
export type Request = z.infer<typeof Request>
const RequestRef = z.object({ requestId: Id })

export const Repeat = z.object({
  every: z.enum(['day', 'week', 'two_weeks', 'month']),
  weekdays: z.optional(z.array(z.int().check(z.minimum(1), z.maximum(7))).check(z.maxLength(7))),
  until: z.optional(Day),
  skipHolidays: z.optional(z.boolean()),
  keepSamePerson: z.optional(z.boolean()),
})
export const NewRequest = z.object({
  serviceCode: z.string().check(z.maxLength(60)),
  description: z.optional(Text(2000)),
  areaId: z.optional(Id),
  householdId: z.optional(Id),
  forPersonId: z.optional(Id),
  urgency: z.optional(Urgency),
  window: z.optional(Window),
  repeat: z.optional(Repeat),
  providerId: z.optional(Id),
  samePersonId: z.optional(Id),
  channel: z.optional(Channel),
  settlement: z.optional(Settlement),
  photoIds: z.optional(z.array(Id).check(z.maxLength(6))),
  voiceFileId: z.optional(Id),
  ...Occurred,
})
export type NewRequest = z.infer<typeof NewRequest>
export const openRequest = endpoint({
  method: 'POST',
  path: '/requests',
  summary: 'Ask for help, for oneself or for someone one may ask for',
  allow: 'requests.open',
  body: NewRequest,
  returns: Request,
  errors: [
    'service.unknown',
    'area.unknown',
    'household.unknown',
    'person.unknown',
    'request.window_past',
    'request.window_wrong',
    'request.window_too_far',
    'request.place_needed',
    'request.not_for_them',
    'organisation.unknown',
    'organisation.not_offered',
    'ledger.not_enough',
    'settlement.not_offered',
    'request.too_many_open',
    'file.unknown',
  ],
})
/** Requests that look like the one being written: same person or door, same service, near in time. */
export const findDuplicates = endpoint({
  method: 'GET',
  path: '/requests/duplicates',
  summary: 'What is already open for this person or place',
  allow: 'requests.open',
  query: z.object({
    forPersonId: z.optional(Id),
    householdId: z.optional(Id),
    areaId: z.optional(Id),
    serviceCode: z.optional(z.string()),
  }),
  returns: z.object({ items: z.array(RequestRow) }),
})
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
export const getRequest = endpoint({
  method: 'GET',
  path: '/requests/:requestId',
  summary: 'One request with timeline, offers and visit',
  allow: 'requests.read',
  params: RequestRef,
  returns: Request,
  errors: ['not_found'],
})

const move = <const Path extends `/${string}`, const B extends z.ZodMiniType>(
  path: Path,
  summary: string,
  allow: 'requests.staff' | 'requests.cancel' | 'requests.confirm' | 'requests.rule',
  body: B,
) =>
  endpoint({
    method: 'POST',
    path,
    summary,
    allow,
    params: RequestRef,
    body,
    returns: Request,
    errors: [
      'not_found',
      'row.stale',
      'request.wrong_state',
      'request.already_on_site',
      'request.window_past',
      'request.window_wrong',
      'request.window_too_far',
      'service.unknown',
      'auth.forbidden',
      'person.unknown',
      'request.merge_itself',
      'request.no_hand_back',
      'offer.taken',
      'offer.overlap',
    ],
  })
const Moving = { version: Version, ...Occurred }

export const triageRequest = move(
  '/requests/:requestId/triage',
  'Set service, kind, urgency and time',
  'requests.staff',
  z.object({
    ...Moving,
    serviceCode: z.optional(z.string()),
    kind: z.optional(ServiceKind),
    urgency: z.optional(Urgency),
    window: z.optional(z.nullable(Window)),
    description: z.optional(Text(2000)),
    why: z.optional(Text(200)),
  }),
)
/** The first request of somebody nobody knows is looked at before anyone is sent. */
export const lookAtRequest = move(
  '/requests/:requestId/look',
  'Seen: people may be sent',
  'requests.staff',
  z.object({ ...Moving, confirmPerson: z.optional(z.boolean()), how: z.optional(Text(100)) }),
)
export const answerRequest = move(
  '/requests/:requestId/answer',
  'Answered at once',
  'requests.staff',
  z.object({ ...Moving, words: Line(1000) }),
)
export const declineRequest = move(
  '/requests/:requestId/decline',
  'Not ours to do; the reason is told to the asker',
  'requests.staff',
  z.object({ ...Moving, reason: Line(500) }),
)
export const cancelRequest = move(
  '/requests/:requestId/cancel',
  'Call off before anyone is at the door',
  'requests.cancel',
  z.object({ ...Moving, reason: z.optional(Text(200)) }),
)
export const moveRequest = move(
  '/requests/:requestId/move',
  'Another time, before anyone is at the door',
  'requests.cancel',
  z.object({ ...Moving, window: Window, reason: z.optional(Text(200)) }),
)
export const mergeRequest = move(
  '/requests/:requestId/merge',
  'It is the same as another',
  'requests.staff',
  z.object({ ...Moving, intoRequestId: Id, why: z.optional(Text(200)) }),
)
export const unmergeRequest = move(
  '/requests/:requestId/unmerge',
  'It is another after all',
  'requests.staff',
  z.object({ ...Moving }),
)
export const handOverRequest = move(
  '/requests/:requestId/hand-over',
  'Another member of staff takes it over; the first stays responsible until they accept',
  'requests.staff',
  z.object({ ...Moving, toPersonId: Id, reason: Line(200) }),
)
export const handBackRequest = move(
  '/requests/:requestId/hand-back',
  'Not ours: back to the level above for a ruling',
  'requests.staff',
  z.object({ ...Moving, reason: Line(200) }),
)
export const ruleRequest = move(
  '/requests/:requestId/rule',
  'Ruling on a hand-back',
  'requests.rule',
  z.object({ ...Moving, upheld: z.boolean(), ruling: Line(300), toPersonId: z.optional(Id) }),
)
export const PauseReason = z.enum(['resident', 'part', 'third_party'])
export const pauseRequest = move(
  '/requests/:requestId/pause',
  'The clock waits, for a reason and until a moment',
  'requests.staff',
  z.object({ ...Moving, reason: PauseReason, why: Line(200), until: Moment }),
)
export const resumeRequest = move(
  '/requests/:requestId/resume',
  'The clock goes on',
  'requests.staff',
  z.object({ ...Moving }),
)
export const extendRequest = move(
  '/requests/:requestId/extend',
  'More time, told to the asker',
  'requests.rule',
  z.object({ ...Moving, reason: Line(200), until: Moment }),
)
export const unmetRequest = move(
  '/requests/:requestId/unmet',
  'It could not be done; the reason is told and counted',
  'requests.staff',
  z.object({ ...Moving, reason: Line(300), instead: z.optional(Text(300)) }),
)
export const conveneRequest = move(
  '/requests/:requestId/convene',
  'To a matching meeting',
  'requests.staff',
  z.object({ ...Moving, why: Line(300) }),
)
export const confirmRequest = move(
  '/requests/:requestId/confirm',
  'Done, says the person helped',
  'requests.confirm',
  z.object({ ...Moving }),
)
export const reopenRequest = move(
  '/requests/:requestId/reopen',
  'Not done: again',
  'requests.confirm',
  z.object({ ...Moving, why: Line(500) }),
)
export const closeRequest = move(
  '/requests/:requestId/close',
  'Archive',
  'requests.staff',
  z.object({ ...Moving, unconfirmed: z.optional(z.boolean()), why: z.optional(Text(200)) }),
)

export const Series = z.object({
  id: Id,
  serviceCode: z.string(),
  serviceZh: z.string(),
  serviceEn: z.string(),
  callName: z.string(),
  areaName: z.string(),
  description: z.string(),
  rule: z.string(),
  from: TimeOfDay,
  to: TimeOfDay,
  startsOn: Day,
  endsOn: z.nullable(Day),
  skipHolidays: z.boolean(),
  keepPersonName: z.nullable(z.string()),
  state: z.enum(['active', 'ended']),
  next: z.array(
    z.object({ day: Day, requestId: z.nullable(Id), number: z.nullable(z.string()), state: z.nullable(RequestState) }),
  ),
  skips: z.array(Day),
  version: Version,
})
export type Series = z.infer<typeof Series>
const SeriesRef = z.object({ seriesId: Id })
export const listSeries = endpoint({
  method: 'GET',
  path: '/series',
  summary: 'Repeating needs',
  allow: 'requests.read',
  query: z.object({ mine: z.optional(QueryFlag), areaId: z.optional(Id), ...PageQuery }),
  returns: page(Series),
})
export const getSeries = endpoint({
  method: 'GET',
  path: '/series/:seriesId',
  summary: 'One repeating need',
  allow: 'requests.read',
  params: SeriesRef,
  returns: Series,
  errors: ['not_found'],
})
export const skipOccurrence = endpoint({
  method: 'POST',
  path: '/series/:seriesId/skip',
  summary: 'Not on this day',
  allow: 'requests.cancel',
  params: SeriesRef,
  body: z.object({ day: Day, reason: z.optional(Text(100)) }),
  returns: Series,
  errors: ['not_found', 'request.already_on_site', 'series.not_that_day'],
})
export const endSeries = endpoint({
  method: 'POST',
  path: '/series/:seriesId/end',
  summary: 'No more',
  allow: 'requests.cancel',
  params: SeriesRef,
  body: z.object({ version: Version, lastDay: z.optional(Day) }),
  returns: Series,
  errors: ['not_found', 'row.stale'],
})
