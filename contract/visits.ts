// Visits: one appointment at one door; its people, its sheet, its signature.
import * as z from 'zod/mini'
import { BadgeText } from './badges.ts'
import { SheetField, Urgency } from './catalog.ts'
import { endpoint } from './endpoint.ts'
import { HelperCard } from './requests.ts'
import { Cents, Id, Line, Moment, Occurred, Point, QueryFlag, Text } from './values.ts'

export const VisitState = z.enum([
  'planned',
  'set_out',
  'on_site',
  'finished',
  'signed',
  'dropped',
  'no_show',
  'failed',
])
export type VisitState = z.infer<typeof VisitState>
export const Part = z.object({
  name: Line(60),
  count: z.int().check(z.minimum(1), z.maximum(999)),
  cents: z.optional(Cents),
  from: z.optional(z.enum(['community', 'resident', 'fund', 'organisation'])),
})
export const Proof = z.enum(['place', 'door_card', 'badge', 'none'])
export const Visit = z.object({
  id: Id,
  cause: z.enum(['request', 'round', 'activity']),
  requestId: z.nullable(Id),
  requestNumber: z.nullable(z.string()),
  serviceCode: z.nullable(z.string()),
  serviceZh: z.string(),
  serviceEn: z.string(),
  icon: z.string(),
  urgency: z.nullable(Urgency),
  description: z.string(),
  state: VisitState,
  plannedFrom: Moment,
  plannedTo: Moment,
  usualMinutes: z.int(),
  meetingCode: z.nullable(z.string()),
  /** Door, phone and form of address: only while the job is on and 7 days after. */
  buildingName: z.string(),
  doorName: z.nullable(z.string()),
  point: z.nullable(Point),
  callName: z.nullable(z.string()),
  phone: z.nullable(z.string()),
  careWords: z.array(z.string()),
  howToGetIn: z.nullable(z.string()),
  people: z.array(HelperCard),
  me: z.nullable(
    z.object({
      state: VisitState,
      proof: z.nullable(Proof),
      checkedInAt: z.nullable(Moment),
      finishedAt: z.nullable(Moment),
      minutes: z.nullable(z.int()),
      organisationId: z.nullable(Id),
    }),
  ),
  work: z.string(),
  parts: z.array(Part),
  feeCents: z.int(),
  mayCharge: z.boolean(),
  free: z.boolean(),
  sheetForm: z.array(SheetField),
  photoIds: z.array(Id),
  gain: z.object({ minutes: z.int(), points: z.int() }),
  sheets: z.array(
    z.object({
      id: Id,
      number: z.string(),
      version: z.int(),
      hash: z.string(),
      sealedAt: Moment,
      reason: z.nullable(z.string()),
    }),
  ),
  can: z.object({
    setOut: z.boolean(),
    checkIn: z.boolean(),
    finish: z.boolean(),
    sign: z.boolean(),
    drop: z.boolean(),
    needHelp: z.boolean(),
    noShow: z.boolean(),
    amend: z.boolean(),
  }),
})
export type Visit = z.infer<typeof Visit>
const VisitRef = z.object({ visitId: Id })
export const listVisits = endpoint({
  method: 'GET',
  path: '/visits',
  summary: 'My visits, or for staff those running in an area',
  allow: 'visits.read',
  query: z.object({ mine: z.optional(QueryFlag), state: z.optional(z.enum(['open', 'past'])), areaId: z.optional(Id) }),
  returns: z.object({ items: z.array(Visit) }),
})
export const getVisit = endpoint({
  method: 'GET',
  path: '/visits/:visitId',
  summary: 'One visit',
  allow: 'visits.read',
  params: VisitRef,
  returns: Visit,
  errors: ['not_found'],
})
const step = <const Path extends `/${string}`, const B extends z.ZodMiniType>(path: Path, summary: string, body: B) =>
  endpoint({
    method: 'POST',
    path,
    summary,
    allow: 'visits.help',
    params: VisitRef,
    body,
    returns: Visit,
    errors: [
      'not_found',
      'visit.wrong_state',
      'visit.too_far',
      'visit.other_door',
      'visit.fee_not_allowed',
      'visit.fee_not_for_free',
      'visit.sealed',
      'visit.work_needed',
      'visit.others_not_finished',
      'visit.insurance_needed',
      'file.unknown',
      'visit.signature_empty',
    ],
  })

export const setOut = step(
  '/visits/:visitId/set-out',
  'On the way',
  z.object({ arrivesAt: z.optional(Moment), place: z.optional(Point), ...Occurred }),
)
/** Proof: a place within the policy's metres of the building, the door card's QR, or the resident's scan of the badge; without any it is accepted as unproved. */
export const checkIn = step(
  '/visits/:visitId/check-in',
  '签到',
  z.object({
    place: z.optional(z.extend(Point, { accuracyMetres: z.optional(z.number()) })),
    doorCode: z.optional(z.string().check(z.maxLength(200))),
    scan: z.optional(z.string().check(z.maxLength(200))),
    withoutProof: z.optional(z.boolean()),
    ...Occurred,
  }),
)
export const finishVisit = step(
  '/visits/:visitId/finish',
  'Work done, before the signature',
  z.object({
    work: Line(1000),
    done: z.optional(
      z.record(
        z.string().check(z.maxLength(40)),
        z.union([z.boolean(), z.string().check(z.maxLength(200)), z.number()]),
      ),
    ),
    parts: z.optional(z.array(Part).check(z.maxLength(20))),
    feeCents: z.optional(Cents),
    breakMinutes: z.optional(z.int().check(z.minimum(0), z.maximum(600))),
    photoIds: z.optional(z.array(Id).check(z.maxLength(8))),
    place: z.optional(Point),
    ...Occurred,
  }),
)
/** Stroke: flat x, y, x, y … in thousandths of the pad's width. */
export const Strokes = z
  .array(z.array(z.number().check(z.minimum(-1), z.maximum(10_000))).check(z.minLength(4), z.maxLength(4000)))
  .check(z.minLength(1), z.maxLength(200))
export const signVisit = endpoint({
  method: 'POST',
  path: '/visits/:visitId/sign',
  summary: 'The person helped signs; the sheet is sealed and the request done',
  allow: 'visits.help',
  params: VisitRef,
  body: z.object({
    signature: z.union([
      z.strictObject({ strokes: Strokes }),
      z.strictObject({ photoId: Id }),
      z.strictObject({ witness: Line(60) }),
    ]),
    ...Occurred,
  }),
  returns: z.object({ hash: z.string(), number: z.string(), version: z.int(), visit: Visit }),
  errors: [
    'not_found',
    'visit.wrong_state',
    'visit.sealed',
    'visit.others_not_finished',
    'file.unknown',
    'visit.signature_empty',
  ],
})
export const needHelp = step(
  '/visits/:visitId/need-help',
  '需要帮助: staff are told, with the place',
  z.object({ place: z.optional(Point), words: z.optional(Text(200)), ...Occurred }),
)
export const dropVisit = step(
  '/visits/:visitId/drop',
  'I cannot come after all',
  z.object({ reason: Line(200), ...Occurred }),
)
export const wrongPerson = endpoint({
  method: 'POST',
  path: '/visits/:visitId/wrong-person',
  summary: '来的人不对: staff see it at once',
  allow: 'visits.read',
  params: VisitRef,
  body: z.object({ words: z.optional(Text(200)), ...Occurred }),
  returns: Visit,
  errors: ['not_found', 'visit.wrong_state'],
})
/** The resident scans the helper's badge at the door: a fresh code is proof of arrival, a typed number only an answer. */
export const scanBadge = endpoint({
  method: 'POST',
  path: '/visits/:visitId/badge',
  summary: 'The badge at my door belongs to the person who was announced',
  allow: 'visits.read',
  params: VisitRef,
  body: z.object({ badgeNumber: BadgeText, ...Occurred }),
  returns: z.object({ ours: z.boolean(), expected: z.boolean(), fresh: z.boolean() }),
  errors: ['not_found'],
})
export const markNoShow = endpoint({
  method: 'POST',
  path: '/visits/:visitId/no-show',
  summary: 'Nobody came',
  allow: 'visits.staff',
  params: VisitRef,
  body: z.object({ personId: Id, why: Line(200), ...Occurred }),
  returns: Visit,
  errors: ['not_found', 'visit.wrong_state'],
})
export const amendSheet = endpoint({
  method: 'POST',
  path: '/visits/:visitId/sheet/amend',
  summary: 'A corrected version that names the old',
  allow: 'visits.staff',
  params: VisitRef,
  body: z.object({
    reason: Line(200),
    work: z.optional(Line(1000)),
    parts: z.optional(z.array(Part).check(z.maxLength(20))),
    feeCents: z.optional(Cents),
    minutes: z.optional(z.array(z.object({ personId: Id, minutes: z.int().check(z.minimum(0), z.maximum(1440)) }))),
  }),
  returns: Visit,
  errors: ['not_found', 'visit.not_sealed', 'visit.fee_not_allowed', 'visit.fee_not_for_free'],
})
export const Sheet = z.object({
  id: Id,
  number: z.string(),
  version: z.int(),
  replaces: z.nullable(Id),
  hash: z.string(),
  reason: z.nullable(z.string()),
  sealedAt: Moment,
  content: z.record(z.string(), z.unknown()),
})
export const getSheet = endpoint({
  method: 'GET',
  path: '/visits/:visitId/sheet',
  summary: 'The sheet and its versions',
  allow: 'visits.read',
  params: VisitRef,
  returns: z.object({ sheets: z.array(Sheet) }),
  errors: ['not_found'],
})
export const getSheetPdf = endpoint({
  method: 'GET',
  path: '/visits/:visitId/sheet.pdf',
  summary: 'The sheet to print; before the visit an empty one to fill by hand; large in 16 pt',
  allow: 'visits.read',
  params: VisitRef,
  query: z.object({ large: z.optional(QueryFlag) }),
  returns: 'file',
  errors: ['not_found', 'print.missing_character'],
})
export const printSheetWithDoor = endpoint({
  method: 'POST',
  path: '/visits/:visitId/sheet/with-door',
  summary: 'The same with the door on it, for staff who say why; the person at home can read that they looked',
  allow: 'people.reveal',
  params: VisitRef,
  body: z.object({ reason: Line(200), large: z.optional(z.boolean()) }),
  returns: 'file',
  errors: ['not_found', 'print.missing_character'],
})
