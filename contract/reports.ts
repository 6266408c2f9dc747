// Reports: counts and rates, always with numerator, denominator and what was left out.
import * as z from 'zod/mini'
import { ServiceKind, Urgency } from './catalog.ts'
import { endpoint } from './endpoint.ts'
import { RequestRow } from './requests.ts'
import { Day, Id, page, PageQuery } from './values.ts'

/** `excluded`: cases outside the rate, by reason. */
export const Rate = z.object({ numerator: z.int(), denominator: z.int(), excluded: z.record(z.string(), z.int()) })
export const Summary = z.object({
  areaId: Id,
  areaName: z.string(),
  from: Day,
  to: Day,
  requests: z.object({ all: z.int(), open: z.int(), done: z.int(), unmet: z.int(), cancelled: z.int(), late: z.int() }),
  response: Rate,
  resolution: Rate,
  satisfaction: Rate,
  /** Median and 90th percentile minutes from report to acceptance, among accepted ones; always shown beside unmet. */
  acceptance: z.object({
    medianMinutes: z.nullable(z.number()),
    p90Minutes: z.nullable(z.number()),
    accepted: z.int(),
  }),
  service: z.object({
    visits: z.int(),
    minutes: z.int(),
    volunteersActive: z.int(),
    volunteersAll: z.int(),
    pointsIssued: z.int(),
  }),
  byService: z.array(z.object({ code: z.string(), zh: z.string(), en: z.string(), count: z.int() })),
  byUrgency: z.array(z.object({ urgency: Urgency, count: z.int() })),
  byKind: z.array(z.object({ kind: ServiceKind, count: z.int() })),
  byArea: z.array(
    z.object({ areaId: Id, name: z.string(), nameEn: z.string(), count: z.int(), done: z.int(), late: z.int() }),
  ),
  byDay: z.array(z.object({ day: Day, reported: z.int(), done: z.int() })),
  workingDaysKnown: z.boolean(),
})
export type Summary = z.infer<typeof Summary>
export const getSummary = endpoint({
  method: 'GET',
  path: '/reports/summary',
  summary: 'Counts and rates of an area in a period',
  allow: 'reports.read',
  query: z.object({ areaId: z.optional(Id), from: z.optional(Day), to: z.optional(Day) }),
  returns: Summary,
  errors: ['area.unknown', 'input.invalid'],
})
export const exportSummary = endpoint({
  method: 'GET',
  path: '/reports/summary.xlsx',
  summary: 'The same as Excel',
  allow: 'reports.read',
  query: z.object({ areaId: z.optional(Id), from: z.optional(Day), to: z.optional(Day) }),
  returns: 'file',
  errors: ['area.unknown'],
})

/** What a figure counts; the reasons of `excluded` are among them. */
export const Case = z.enum([
  'all',
  'open',
  'done',
  'unmet',
  'cancelled',
  'late',
  'accepted',
  'dispatched',
  'not_dispatched',
  'contacted_in_time',
  'called_back',
  'solved',
  'satisfied',
  'unconfirmed',
  'not_rated_yet',
])
export type Case = z.infer<typeof Case>
export const listCases = endpoint({
  method: 'GET',
  path: '/reports/cases',
  summary: 'The requests behind a figure of the summary',
  allow: 'requests.staff',
  query: z.object({ case: Case, areaId: z.optional(Id), from: z.optional(Day), to: z.optional(Day), ...PageQuery }),
  returns: page(RequestRow),
  errors: ['area.unknown', 'input.invalid'],
})

/** Staff only, and never an order of merit: who carries much, so that others can be asked. */
export const Fairness = z.object({
  areaId: Id,
  areaName: z.string(),
  from: Day,
  to: Day,
  volunteers: z.int(),
  active: z.int(),
  neverAsked: z.int(),
  /** 0: all alike, towards 1: one does everything; over all volunteers of the area. */
  gini: z.number(),
  /** Share of all jobs done by the twentieth part that did most. */
  busiestShare: z.nullable(z.number()),
  spread: z.array(z.object({ from: z.int(), to: z.nullable(z.int()), volunteers: z.int() })),
  carrying: z.array(
    z.object({
      volunteerId: Id,
      callName: z.string(),
      jobs: z.int(),
      minutes: z.int(),
      asked: z.int(),
      accepted: z.int(),
      asksADay: z.int(),
    }),
  ),
  waits: z.array(
    z.object({
      areaId: Id,
      name: z.string(),
      nameEn: z.string(),
      requests: z.int(),
      accepted: z.int(),
      unmet: z.int(),
      medianMinutes: z.nullable(z.number()),
      p90Minutes: z.nullable(z.number()),
      longest: z.nullable(z.object({ requestId: Id, number: z.string(), minutes: z.int() })),
    }),
  ),
})
export type Fairness = z.infer<typeof Fairness>
export const getFairness = endpoint({
  method: 'GET',
  path: '/reports/fairness',
  summary: 'How the load is shared among volunteers, and where people wait longest',
  allow: 'reports.fairness',
  query: z.object({ areaId: z.optional(Id), from: z.optional(Day), to: z.optional(Day) }),
  returns: Fairness,
  errors: ['area.unknown', 'input.invalid'],
})
