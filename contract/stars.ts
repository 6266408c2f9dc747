// Stars of volunteers (rules.md §4): lasting ones by hours and quality, yearly ones by points earned; the machine proposes, people decide.
import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { Day, Id, Line, Moment, Nothing, page, PageQuery } from './values.ts'

export const StarKind = z.enum(['lasting', 'yearly'])
export type StarKind = z.infer<typeof StarKind>
export const StarState = z.enum(['proposed', 'asked', 'noticed', 'granted', 'refused', 'withdrawn'])
export type StarState = z.infer<typeof StarState>
/** What still stands against it. */
export const StarFault = z.enum(['hours', 'points', 'rating', 'complaint', 'complaint_open', 'records_doubted'])
export type StarFault = z.infer<typeof StarFault>

/** What is known of somebody's service when it is looked at. */
export const StarBasis = z.object({
  minutes: z.int(),
  /** Earned in the year, for a yearly star. */
  points: z.int(),
  average: z.nullable(z.number()),
  rated: z.int(),
  complaints: z.int(),
  openComplaints: z.int(),
  doubts: z.int(),
})
export type StarBasis = z.infer<typeof StarBasis>

const Which = { kind: StarKind, year: z.nullable(z.int()), stars: z.int() }
export const Star = z.object({
  id: Id,
  ...Which,
  state: StarState,
  basis: StarBasis,
  askedAt: z.nullable(Moment),
  noticeFrom: z.nullable(Day),
  noticeTo: z.nullable(Day),
  reviewWords: z.nullable(z.string()),
  decision: z.nullable(z.string()),
  decidedAt: z.nullable(Moment),
  can: z.object({ withdraw: z.boolean() }),
})
export type Star = z.infer<typeof Star>
/** The star somebody may ask for, or the next one and what is missing. */
export const StarChance = z.object({
  ...Which,
  have: z.int(),
  need: z.int(),
  faults: z.array(StarFault),
  /** Asked for, or shown to everybody at this moment. */
  running: z.boolean(),
  can: z.object({ ask: z.boolean() }),
})
export type StarChance = z.infer<typeof StarChance>
export const MyStars = z.object({
  held: z.int(),
  yearly: z.nullable(z.object({ year: z.int(), stars: z.int() })),
  basis: StarBasis,
  leastRating: z.number(),
  complaintMonths: z.int(),
  noticeDays: z.int(),
  chances: z.array(StarChance),
  items: z.array(Star),
})
export type MyStars = z.infer<typeof MyStars>

export const getMyStars = endpoint({
  method: 'GET',
  path: '/me/stars',
  summary: 'My stars, the one I may ask for, and what the next one takes',
  allow: 'signed-in',
  returns: MyStars,
})
export const askForStar = endpoint({
  method: 'POST',
  path: '/me/stars',
  summary: 'I ask for the star I have reached and agree to the public notice',
  allow: 'volunteers.self',
  body: z.object({ kind: StarKind, year: z.optional(z.int()), shown: z.literal(true) }),
  returns: MyStars,
  errors: ['not_found', 'star.not_reached', 'star.asked_already'],
})
const StarRef = z.object({ starId: Id })
export const withdrawStar = endpoint({
  method: 'POST',
  path: '/me/stars/:starId/withdraw',
  summary: 'I no longer ask for it',
  allow: 'signed-in',
  params: StarRef,
  returns: MyStars,
  errors: ['not_found', 'star.wrong_state'],
})

/** What everybody may read during the notice. Nobody under 18 is named. */
export const StarNotice = z.object({
  id: Id,
  nameMasked: z.nullable(z.string()),
  volunteerNumber: z.string(),
  unit: z.string(),
  ...Which,
  minutes: z.int(),
  points: z.int(),
  noticeFrom: Day,
  noticeTo: Day,
})
export type StarNotice = z.infer<typeof StarNotice>
export const listStarNotices = endpoint({
  method: 'GET',
  path: '/star-notices',
  summary: 'Stars shown to everybody now, before they are decided',
  allow: 'anyone',
  returns: z.object({ items: z.array(StarNotice) }),
})
export const objectToStar = endpoint({
  method: 'POST',
  path: '/star-notices/:starId/objections',
  summary: 'I have something against this star; only the community reads who said it',
  allow: 'signed-in',
  params: StarRef,
  body: z.object({ words: Line(300) }),
  returns: Nothing,
  errors: ['not_found', 'record.own', 'star.objected_already'],
})

export const StarObjection = z.object({
  id: Id,
  name: z.string(),
  words: z.string(),
  at: Moment,
  state: z.enum(['open', 'kept', 'upheld']),
  answer: z.nullable(z.string()),
})
export const StarCase = z.extend(Star, {
  volunteerId: Id,
  name: z.string(),
  volunteerNumber: z.string(),
  unit: z.string(),
  /** As it is today, beside what it was when asked. */
  basisNow: StarBasis,
  faults: z.array(StarFault),
  reviewedByName: z.nullable(z.string()),
  decidedByName: z.nullable(z.string()),
  objections: z.array(StarObjection),
  can: z.object({ withdraw: z.boolean(), review: z.boolean(), answer: z.boolean(), decide: z.boolean() }),
})
export type StarCase = z.infer<typeof StarCase>
export const listStars = endpoint({
  method: 'GET',
  path: '/stars',
  summary: 'Stars of my areas: proposed, asked for, in notice, decided; what waits comes first',
  allow: 'stars.review',
  query: z.object({ areaId: z.optional(Id), state: z.optional(StarState), ...PageQuery }),
  returns: page(StarCase),
  errors: ['not_found'],
})
export const reviewStar = endpoint({
  method: 'POST',
  path: '/stars/:starId/review',
  summary: 'A person looked: it is shown to everybody from today, or refused',
  allow: 'stars.review',
  params: StarRef,
  body: z.object({ agreed: z.boolean(), words: Line(200) }),
  returns: StarCase,
  errors: ['not_found', 'record.own', 'star.wrong_state', 'star.not_reached'],
})
export const answerStarObjection = endpoint({
  method: 'POST',
  path: '/stars/:starId/objections/:objectionId/answer',
  summary: 'The objection stands and the star is refused, or it does not, and why',
  allow: 'stars.review',
  params: z.object({ starId: Id, objectionId: Id }),
  body: z.object({ upheld: z.boolean(), answer: Line(300) }),
  returns: StarCase,
  errors: ['not_found', 'record.own', 'star.wrong_state', 'record.decided_already'],
})
export const decideStar = endpoint({
  method: 'POST',
  path: '/stars/:starId/decide',
  summary: 'After the notice, by a second person: granted or refused',
  allow: 'stars.decide',
  params: StarRef,
  body: z.object({ granted: z.boolean(), words: Line(200) }),
  returns: StarCase,
  errors: [
    'not_found',
    'record.own',
    'star.wrong_state',
    'star.notice_runs',
    'star.objection_open',
    'star.second_person',
    'star.not_reached',
  ],
})
