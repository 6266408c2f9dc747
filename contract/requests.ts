// Requests: one need at one time, from report to archive. States as in the state table.
import * as z from 'zod/mini'
import { CreditKind, ServiceKind, Urgency } from './catalog.ts'
import { endpoint } from './endpoint.ts'
import { Channel, Day, Id, Moment, Occurred, Point, Text, Version } from './values.ts'

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
export const RequestRef = z.object({ requestId: Id })

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
  /** With `settlement: voucher`: an order of the exchange shop that its provider takes. */
  voucherId: z.optional(Id),
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
    'reward.used',
    'reward.in_request',
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
export const getRequest = endpoint({
  method: 'GET',
  path: '/requests/:requestId',
  summary: 'One request with timeline, offers and visit',
  allow: 'requests.read',
  params: RequestRef,
  returns: Request,
  errors: ['not_found'],
})
