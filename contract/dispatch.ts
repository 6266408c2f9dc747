// Dispatch: candidates with reasons, offers, claims. A claim is exactly-once.
import * as z from 'zod/mini'
import { Urgency } from './catalog.ts'
import { endpoint } from './endpoint.ts'
import { Request, Window } from './requests.ts'
import { Id, Line, Moment, Occurred, Point, Text } from './values.ts'

/** One part of a score: its share of the points, and what it was made of in numbers. */
export const ScorePart = z.object({
  part: z.enum(['skill', 'distance', 'hours', 'familiarity', 'balance']),
  value: z.number(),
  weight: z.number(),
  number: z.nullable(z.number()),
})
export const WhyNot = z.object({ reason: z.string(), number: z.nullable(z.number()), code: z.nullable(z.string()) })
export const Candidate = z.object({
  kind: z.enum(['volunteer', 'organisation']),
  volunteerId: z.nullable(Id),
  organisationId: z.nullable(Id),
  personId: z.nullable(Id),
  name: z.string(),
  callName: z.string(),
  buildingName: z.nullable(z.string()),
  point: z.nullable(Point),
  score: z.number(),
  parts: z.array(ScorePart),
  metres: z.nullable(z.int()),
  cameBefore: z.int(),
  jobsDone: z.int(),
  jobsThisWeek: z.int(),
  rating: z.nullable(z.number()),
  skills: z.array(z.string()),
  certificateTo: z.nullable(z.string()),
  priceCents: z.nullable(z.int()),
  offer: z.nullable(z.string()),
  /** Chance of a yes, learned from how they answered before, and how many asks that rests on. */
  chance: z.number(),
  askedBefore: z.int(),
})
export type Candidate = z.infer<typeof Candidate>
export const Excluded = z.object({
  volunteerId: z.nullable(Id),
  organisationId: z.nullable(Id),
  name: z.string(),
  callName: z.string(),
  metres: z.nullable(z.int()),
  reasons: z.array(WhyNot),
})
/** The ladder of a matter of life: steps done and to come, and who took it. */
export const Alert = z.object({
  beganAt: Moment,
  acknowledgedAt: z.nullable(Moment),
  acknowledgedBy: z.nullable(z.string()),
  how: z.nullable(z.enum(['staff', 'helper'])),
  steps: z.array(z.object({ step: z.enum(['agent', 'second', 'grid', 'lead']), at: z.nullable(Moment), due: Moment })),
})
export type Alert = z.infer<typeof Alert>
export const Candidates = z.object({
  items: z.array(Candidate),
  total: z.int(),
  excluded: z.array(Excluded),
  excludedTotal: z.int(),
  level: z.string(),
  nextStep: z.object({ act: z.enum(['wave', 'staff', 'none']), at: z.nullable(Moment) }),
  /** How the next people are chosen: by learned chances, or the nearest while little is known. */
  rule: z.enum(['learned', 'nearest']),
  /** How likely one of those asked so far still says yes. */
  hope: z.nullable(z.number()),
  alert: z.nullable(Alert),
  engineVersion: z.string(),
  policyVersion: z.int(),
})
export type Candidates = z.infer<typeof Candidates>

/**
 * Why somebody else than the first was chosen. `asked_for` and `knows`: the chosen counts as known to this household from
 * now on. `first_busy`: the first of the list is not proposed to anybody until the end of the day. The others change nothing.
 */
export const Because = z.enum(['asked_for', 'knows', 'agreed', 'first_busy', 'other'])
export type Because = z.infer<typeof Because>
const RequestRef = z.object({ requestId: Id })
export const listCandidates = endpoint({
  method: 'GET',
  path: '/requests/:requestId/candidates',
  summary: 'Ranked people with parts and reasons, and who was left out and why',
  allow: 'dispatch.candidates',
  params: RequestRef,
  returns: Candidates,
  errors: ['not_found'],
})
export const dispatchRequest = endpoint({
  method: 'POST',
  path: '/requests/:requestId/dispatch',
  summary: 'Ask a wave, alert at once, or assign by hand (a choice against the proposal needs a reason)',
  allow: 'dispatch.run',
  params: RequestRef,
  body: z.object({
    policy: z.enum(['instant', 'waves', 'assign']),
    volunteerIds: z.optional(z.array(Id).check(z.maxLength(20))),
    organisationIds: z.optional(z.array(Id).check(z.maxLength(20))),
    staffPersonId: z.optional(Id),
    arriveAt: z.optional(Moment),
    reason: z.optional(Text(300)),
    /** What the choice against the proposal says: it changes the next proposals as declared. */
    because: z.optional(Because),
    ...Occurred,
  }),
  returns: Request,
  errors: [
    'not_found',
    'request.wrong_state',
    'request.needs_look',
    'dispatch.reason_needed',
    'dispatch.nobody_named',
    'volunteer.unknown',
    'organisation.unknown',
    'offer.overlap',
    'offer.taken',
    'dispatch.unqualified',
    'dispatch.staff_needed',
  ],
})

/** What a helper is shown before accepting: never the name, the door or the phone. */
export const Offer = z.object({
  id: z.nullable(Id),
  requestId: Id,
  invited: z.boolean(),
  state: z.string(),
  serviceCode: z.string(),
  serviceZh: z.string(),
  serviceEn: z.string(),
  icon: z.string(),
  urgency: Urgency,
  description: z.string(),
  nearName: z.string(),
  point: z.nullable(Point),
  metres: z.nullable(z.int()),
  window: z.nullable(Window),
  minutes: z.int(),
  helpers: z.int(),
  helpersMissing: z.int(),
  gain: z.object({ minutes: z.int(), points: z.int(), priceCents: z.nullable(z.int()) }),
  free: z.boolean(),
  needs: z.array(z.string()),
  safety: z.array(z.string()),
  why: z.array(z.object({ part: z.string(), number: z.nullable(z.number()) })),
  sentAt: z.nullable(Moment),
  replyBy: z.nullable(Moment),
  cameBefore: z.int(),
  organisationId: z.nullable(Id),
  photoIds: z.array(Id),
  canClaim: z.boolean(),
  whyNot: z.array(WhyNot),
  takenBy: z.nullable(z.enum(['me', 'other'])),
})
export type Offer = z.infer<typeof Offer>
export const listOffers = endpoint({
  method: 'GET',
  path: '/offers',
  summary: 'What I am asked, and what is open near me',
  allow: 'offers.answer',
  query: z.object({ state: z.optional(z.enum(['open', 'past'])) }),
  returns: z.object({ asked: z.array(Offer), near: z.array(Offer) }),
})
export const getOffer = endpoint({
  method: 'GET',
  path: '/offers/:offerId',
  summary: 'One offer; opening it marks it as seen',
  allow: 'offers.answer',
  params: z.object({ offerId: Id }),
  returns: Offer,
  errors: ['not_found'],
})
/** The same picture of an open request nobody asked this volunteer about. */
export const getTask = endpoint({
  method: 'GET',
  path: '/requests/:requestId/task',
  summary: 'An open task near me',
  allow: 'offers.answer',
  params: RequestRef,
  query: z.object({ organisationId: z.optional(Id) }),
  returns: Offer,
  errors: ['not_found'],
})
const Accepted = z.object({ visitId: Id, requestId: Id })
export const acceptOffer = endpoint({
  method: 'POST',
  path: '/offers/:offerId/accept',
  summary: '我来帮; exactly one wins',
  allow: 'offers.answer',
  params: z.object({ offerId: Id }),
  body: z.object({ arriveAt: z.optional(Moment), staffPersonId: z.optional(Id), ...Occurred }),
  returns: Accepted,
  errors: [
    'not_found',
    'offer.taken',
    'offer.over',
    'offer.overlap',
    'dispatch.unqualified',
    'dispatch.staff_needed',
    'request.wrong_state',
  ],
})
export const declineOffer = endpoint({
  method: 'POST',
  path: '/offers/:offerId/decline',
  summary: '这次不行',
  allow: 'offers.answer',
  params: z.object({ offerId: Id }),
  body: z.object({ reason: Line(100), laterFrom: z.optional(Moment), ...Occurred }),
  returns: Offer,
  errors: ['not_found', 'offer.over'],
})
export const claimRequest = endpoint({
  method: 'POST',
  path: '/requests/:requestId/claim',
  summary: 'Claim unasked: an offer made and accepted in one step',
  allow: 'offers.answer',
  params: RequestRef,
  /** Who is both says as whom: for the organisation named, else as a volunteer. */
  body: z.object({
    arriveAt: z.optional(Moment),
    staffPersonId: z.optional(Id),
    organisationId: z.optional(Id),
    ...Occurred,
  }),
  returns: Accepted,
  errors: [
    'not_found',
    'offer.taken',
    'offer.overlap',
    'dispatch.unqualified',
    'dispatch.staff_needed',
    'request.wrong_state',
    'request.needs_look',
  ],
})
