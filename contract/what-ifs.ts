// What-ifs: the days ahead simulated from the community's own last 90 days, with and without a change; what to add; the price of fairness.
import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { Id, Line, Moment, Occurred, TimeOfDay } from './values.ts'

const Weekdays = z.array(z.int().check(z.minimum(1), z.maximum(7))).check(z.minLength(1), z.maxLength(7))
const Hours = { weekdays: Weekdays, from: TimeOfDay, to: TimeOfDay }
const Code = z.string().check(z.minLength(1), z.maxLength(60))

/** People who come (or, below zero, go) with one service; without an area they live where others do. */
const TeamChange = z.object({
  serviceCode: Code,
  people: z.int().check(z.minimum(-100), z.maximum(200)),
  areaId: z.optional(Id),
  ...Hours,
})
const HoursChange = z.object({ percent: z.int().check(z.minimum(1), z.maximum(100)), ...Hours })
/** 100 is as now; without a service all demand. */
const DemandChange = z.object({
  serviceCode: z.optional(Code),
  percent: z.int().check(z.minimum(0), z.maximum(500)),
})
const PolicyChange = z.object({
  rule: z.enum(['learned', 'best', 'nearest']),
  size: z.int().check(z.minimum(1), z.maximum(20)),
  everyMinutes: z.int().check(z.minimum(1), z.maximum(240)),
  asksADay: z.int().check(z.minimum(1), z.maximum(20)),
})
export const Change = z.object({
  teams: z.array(TeamChange).check(z.maxLength(5)),
  hours: z.nullable(HoursChange),
  demand: z.array(DemandChange).check(z.maxLength(5)),
  policy: z.nullable(PolicyChange),
})
export type Change = z.infer<typeof Change>

export const WhatIfKind = z.enum(['change', 'add', 'trade_off'])
export type WhatIfKind = z.infer<typeof WhatIfKind>

export const effects = [
  'unmet',
  'medianMinutes',
  'p90Minutes',
  'urgentUnmet',
  'focusUnmet',
  'focusMedianMinutes',
  'asksPerAcceptance',
  'walkMetres',
  'busiestJobsAWeek',
  'helpersActive',
  'gini',
] as const
/** Mean over the runs, and where the true mean lies 19 times of 20. */
const Interval = z.object({ mean: z.number(), low: z.number(), high: z.number() })
export const EffectFound = z.object({
  effect: z.enum(effects),
  now: Interval,
  changed: Interval,
  difference: Interval,
  verdict: z.enum(['less', 'more', 'no_difference']),
})
export type EffectFound = z.infer<typeof EffectFound>

const ServiceNamed = { serviceCode: z.string(), zh: z.string(), en: z.string() }
/** One skill, part of the day and grid where hands are missing; `effects` null until it has been simulated. */
export const Proposal = z.object({
  ...ServiceNamed,
  areaId: Id,
  areaName: z.string(),
  areaNameEn: z.string(),
  fromHour: z.int(),
  toHour: z.int(),
  people: z.int(),
  /** Metres of way one more person would save a week; an unmet request counts 3,000. */
  price: z.number(),
  askedAWeek: z.number(),
  effects: z.nullable(z.array(EffectFound)),
})
export type Proposal = z.infer<typeof Proposal>

export const WhatIf = z.object({
  id: Id,
  kind: WhatIfKind,
  areaId: Id,
  areaName: z.string(),
  title: z.nullable(z.string()),
  state: z.enum(['running', 'done', 'cancelled', 'failed']),
  change: z.nullable(Change),
  /** What it was computed from, and what really happened then: to hold the simulated present against. */
  history: z.object({
    days: z.int(),
    requests: z.int(),
    volunteers: z.int(),
    asks: z.int(),
    unmet: z.number(),
    medianMinutes: z.nullable(z.number()),
  }),
  daysAhead: z.int(),
  /** Paired runs so far; figures are told from `fewestRuns` on. */
  runs: z.int(),
  fewestRuns: z.int(),
  stoppedBecause: z.nullable(z.enum(['precise', 'time', 'finished', 'cancelled'])),
  focus: z.nullable(z.object(ServiceNamed)),
  effects: z.array(EffectFound),
  proposals: z.array(Proposal),
  curve: z.array(
    z.object({ weight: z.number(), walkMetres: z.number(), gini: z.number(), most: z.int(), unmet: z.number() }),
  ),
  startedAt: Moment,
  endedAt: z.nullable(Moment),
  can: z.object({ cancel: z.boolean() }),
})
export type WhatIf = z.infer<typeof WhatIf>

export const startWhatIf = endpoint({
  method: 'POST',
  path: '/what-ifs',
  summary: 'Simulate 28 days ahead with a change, look for what to add, or draw fairness against walking',
  allow: 'what_ifs.run',
  body: z.object({
    kind: WhatIfKind,
    areaId: z.optional(Id),
    title: z.optional(Line(60)),
    change: z.optional(Change),
    ...Occurred,
  }),
  returns: WhatIf,
  errors: ['area.unknown', 'service.unknown', 'input.invalid', 'what_if.busy', 'what_if.little_history'],
})
export const listWhatIfs = endpoint({
  method: 'GET',
  path: '/what-ifs',
  summary: 'The last 20 of an area',
  allow: 'what_ifs.run',
  query: z.object({ areaId: z.optional(Id), kind: z.optional(WhatIfKind) }),
  returns: z.object({ items: z.array(WhatIf) }),
  errors: ['area.unknown'],
})
const WhatIfRef = z.object({ whatIfId: Id })
export const getWhatIf = endpoint({
  method: 'GET',
  path: '/what-ifs/:whatIfId',
  summary: 'One what-if as far as it has come',
  allow: 'what_ifs.run',
  params: WhatIfRef,
  returns: WhatIf,
  errors: ['not_found'],
})
export const cancelWhatIf = endpoint({
  method: 'POST',
  path: '/what-ifs/:whatIfId/cancel',
  summary: 'Stop computing; what was found stays',
  allow: 'what_ifs.run',
  params: WhatIfRef,
  body: z.object({ ...Occurred }),
  returns: WhatIf,
  errors: ['not_found', 'what_if.over'],
})
