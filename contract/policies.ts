// Policies: every figure an operator may change, by kind, version and day it takes effect; and the working-day table.
import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { Urgency } from './catalog.ts'
import { Day, Line, Moment, Text, TimeOfDay } from './values.ts'

/** A length of time: minutes by the clock in quarters, or whole working days (24:00 of the n-th working day after the report; 0 is the day itself). */
export const Span = z.union([
  z.strictObject({ minutes: z.number().check(z.minimum(0), z.maximum(525_600), z.multipleOf(0.25)) }),
  z.strictObject({ workingDays: z.int().check(z.minimum(0), z.maximum(250)) }),
])
export type Span = z.infer<typeof Span>
const Steps = z.object({
  answer: z.nullable(Span),
  dispatch: z.nullable(Span),
  contact: z.nullable(Span),
  result: z.nullable(Span),
  callBack: z.nullable(Span),
})

/** Deadlines of rules.md §2, quiet hours, and how long nothing may be heard. */
export const RequestPolicy = z.object({
  deadlines: z.record(Urgency, Steps),
  quietFrom: TimeOfDay,
  quietTo: TimeOfDay,
  halfDayAt: TimeOfDay,
  rulingMinutes: z.int(),
  addressHiddenAfterDays: z.int(),
  reachableTries: z.int(),
  seriesDaysAhead: z.int(),
  /** Versions written before it was a setting say nothing. */
  rectifyHours: z._default(z.int(), 72),
  rightsWorkingDays: z._default(z.int(), 15),
  /** Whoever answers for a step is reminded in the last per cent of its time, so many minutes ahead at most; shorter steps are not reminded of. */
  remindPercent: z._default(z.int().check(z.maximum(100)), 25),
  remindAtMostMinutes: z._default(z.int(), 1440),
  remindFromMinutes: z._default(z.int(), 30),
  /** Messages that leave the machine for one person a day, beside a life at risk and what must be answered; the rest is told together. */
  messagesADay: z._default(z.int(), 12),
  digestAt: z._default(TimeOfDay, '18:30'),
  /** Minutes after which a message nobody has read goes by the next way. */
  fallBackMinutes: z._default(z.int(), 60),
  /** Days for which a link in a message may be answered without signing in. */
  answerLinkDays: z._default(z.int().check(z.maximum(90)), 14),
  /** Of every hundred finished visits so many are looked at again, within so many days; unproved arrivals always. */
  spotCheckPercent: z._default(z.int().check(z.maximum(100)), 5),
  spotCheckDays: z._default(z.int(), 7),
})
export const DispatchPolicy = z.object({
  waveSize: z.int().check(z.minimum(1), z.maximum(20)),
  waveMinutes: z.int(),
  urgentWaveSeconds: z.int(),
  widenAfterWaves: z.int(),
  maxAsks: z.int(),
  asksADay: z.int(),
  weights: z.object({
    skill: z.number(),
    distance: z.number(),
    hours: z.number(),
    familiarity: z.number(),
    balance: z.number(),
  }),
  metresHalf: z.int(),
  bufferMinutes: z.int(),
  weeklyCap: z.int(),
  /** Ask by learned chances; off, or while too little is known, the nearest are asked. */
  learned: z._default(z.boolean(), true),
  /** People of one other community who may be asked for one request without its consent, and those it keeps for itself. */
  lentByEach: z._default(z.int(), 6),
  lenderKeeps: z._default(z.int(), 2),
  /** Times in seven days that people of one community may go to help others without its consent. */
  lentAWeek: z._default(z.int(), 40),
  /** Seconds after which a matter of life is called out to the second agent, to the grid and the family, to the lead. */
  ladder: z._default(
    z
      .object({ second: z.int(), grid: z.int(), lead: z.int() })
      .check(z.refine(({ second, grid, lead }) => second >= 0 && second <= grid && grid <= lead && lead <= 3600)),
    { second: 15, grid: 60, lead: 180 },
  ),
  /** The batch looks so many days ahead; a proposal every so many minutes of the day, 0: by night only. */
  batchDaysAhead: z._default(z.int().check(z.minimum(1), z.maximum(14)), 7),
  batchEveryMinutes: z._default(z.int().check(z.minimum(0), z.maximum(1440)), 120),
})
export const VisitPolicy = z.object({
  proofMetres: z.int(),
  overrunMinutes: z.int(),
  overrunStaffMinutes: z.int(),
  dayCapMinutes: z.int(),
  recordWorkingDays: z.int(),
})
export const CreditPolicy = z.object({
  pointsPerHour: z.int(),
  factorOrdinary: z.number(),
  factorSkilled: z.number(),
  factorHeavy: z.number(),
  nightFrom: TimeOfDay,
  nightTo: TimeOfDay,
  pointsADay: z.int(),
  minutesPerVisit: z.int(),
  minutesCap: z.int(),
  poolMinimumAge: z.int(),
  /** Minutes of the public pool kept for people of that age in need. */
  poolReserve: z._default(z.int(), 1200),
  freeTags: z.array(z.string()),
})
/** Rest between shifts, and after how long somebody is told that nobody is there (rules.md §7). */
export const RosterPolicy = z.object({
  restHours: z.number(),
  longestHours: z.number(),
  openMinutes: z.int(),
  consoleSeconds: z.int(),
  gapHours: z.int(),
})
/** How often somebody looks in (rules.md §6), and what the usual visitor is worth in minutes of walking. */
export const RoundPolicy = z.object({
  monthlyPercent: z.int(),
  highDays: z.int(),
  keyDays: z.int(),
  generalDays: z.int(),
  visitMinutes: z.int(),
  continuityMinutes: z.number(),
  /** So much more than their share by hours may one walker have of a round; 0: however the ways fall. */
  balancePercent: z._default(z.int().check(z.minimum(0), z.maximum(300)), 50),
})
/** Calls: the answer the hotline standard asks for, how long recordings are kept, when an unanswered call is told to the lead. */
export const HotlinePolicy = z.object({
  answerSeconds: z.int(),
  slipSeconds: z.int(),
  returnMinutes: z.int(),
  returnTries: z.int(),
  retryMinutes: z.int(),
  recordingDays: z.int(),
  undoSeconds: z._default(z.int(), 10),
  incidentCallBackHours: z._default(z.int(), 24),
})
/** Records, certificates, stars (rules.md §3, §4). */
export const RecordPolicy = z.object({
  handEntriesAMonth: z.int(),
  sameTwoInARow: z.int(),
  swapDays: z.int(),
  bulkEntries: z.int(),
  bulkMinutes: z.int(),
  travelKmAnHour: z.int(),
  mutualVisits: z.int(),
  mutualDays: z.int(),
  answerWorkingDays: z.int(),
  starHours1: z.int(),
  starHours2: z.int(),
  starHours3: z.int(),
  starHours4: z.int(),
  starHours5: z.int(),
  /** Points earned in a year for one to five yearly stars. */
  yearPoints1: z._default(z.int(), 200),
  yearPoints2: z._default(z.int(), 500),
  yearPoints3: z._default(z.int(), 1000),
  yearPoints4: z._default(z.int(), 2000),
  yearPoints5: z._default(z.int(), 3000),
  starRating: z.number(),
  starComplaintMonths: z.int(),
  noticeWorkingDays: z.int(),
})
export const PolicyBody = z.object({
  requests: RequestPolicy,
  dispatch: DispatchPolicy,
  visits: VisitPolicy,
  credit: CreditPolicy,
  roster: RosterPolicy,
  rounds: RoundPolicy,
  records: RecordPolicy,
  hotline: HotlinePolicy,
})
export type PolicyBody = z.infer<typeof PolicyBody>
export const PolicyKind = z.enum(['requests', 'dispatch', 'visits', 'credit', 'roster', 'rounds', 'records', 'hotline'])
export type PolicyKind = z.infer<typeof PolicyKind>

export const PolicyVersion = z.object({
  kind: PolicyKind,
  version: z.int(),
  validFrom: Moment,
  body: z.unknown(),
  reason: z.string(),
  madeAt: Moment,
})
export const listPolicies = endpoint({
  method: 'GET',
  path: '/policies',
  summary: 'Settings in force and their history',
  allow: 'policies.read',
  query: z.object({ kind: z.optional(PolicyKind) }),
  returns: z.object({ items: z.array(PolicyVersion) }),
})
export const addPolicy = endpoint({
  method: 'POST',
  path: '/policies',
  summary: 'A new version, in force from a moment on',
  allow: 'policies.manage',
  body: z.object({ kind: PolicyKind, validFrom: z.optional(Moment), body: z.unknown(), reason: Line(200) }),
  returns: PolicyVersion,
  errors: ['policy.wrong', 'policy.in_the_past'],
})

export const WorkingYear = z.object({
  year: z.int(),
  known: z.boolean(),
  days: z.array(z.object({ day: Day, works: z.boolean(), name: z.string() })),
})
export const getWorkingYear = endpoint({
  method: 'GET',
  path: '/working-days/:year',
  summary: 'Holidays and 调休 of a year',
  allow: 'signed-in',
  params: z.object({ year: z.string().check(z.regex(/^20\d\d$/)) }),
  returns: WorkingYear,
})
export const setWorkingYear = endpoint({
  method: 'PUT',
  path: '/working-days/:year',
  summary: 'Enter the holiday table of a year',
  allow: 'policies.manage',
  params: z.object({ year: z.string().check(z.regex(/^20\d\d$/)) }),
  body: z.object({
    source: Line(200),
    days: z.array(z.object({ day: Day, works: z.boolean(), name: Text(40) })).check(z.maxLength(120)),
  }),
  returns: WorkingYear,
  errors: ['policy.wrong_year'],
})
