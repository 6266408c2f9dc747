// The catalogue: what can be asked for, what it demands, what it costs.
import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { Id, Line, QueryFlag, Text, Version } from './values.ts'

export const Urgency = z.enum(['life', 'basic', 'ordinary', 'complex', 'advice'])
export type Urgency = z.infer<typeof Urgency>
export const ServiceKind = z.enum(['basic', 'development', 'emergency'])
export type ServiceKind = z.infer<typeof ServiceKind>
export const CreditKind = z.enum(['neighbourly', 'timebank', 'priced'])
export type CreditKind = z.infer<typeof CreditKind>
export const Effort = z.enum(['ordinary', 'skilled', 'heavy'])

export const RequirementKind = z.enum([
  'skill',
  'certificate',
  'training',
  'insurance',
  'age',
  'same_sex',
  'two_people',
])
/** Skills of one service are alternatives; every other kind is demanded. `value` is the age for `age`. */
export const Requirement = z.object({ kind: RequirementKind, code: z.string(), value: z.nullable(z.int()) })
export type Requirement = z.infer<typeof Requirement>
/** `freeFor`: person tags for whom a priced service is free. */
export const PriceRule = z.object({
  fromCents: z.optional(z.int()),
  toCents: z.optional(z.int()),
  unit: z.optional(z.string()),
  freeFor: z.optional(z.array(z.string())),
  note: z.optional(z.object({ zh: z.string(), en: z.string() })),
})
/** One line of the sheet's form: a box to tick or a line to fill. */
export const SheetField = z.object({
  code: z.string(),
  zh: z.string(),
  en: z.string(),
  kind: z.enum(['tick', 'text', 'number']),
})

export const Service = z.object({
  id: Id,
  code: z.string(),
  zh: z.string(),
  en: z.string(),
  example: z.string(),
  icon: z.string(),
  kind: ServiceKind,
  defaultUrgency: Urgency,
  teamKind: z.string(),
  minutes: z.int(),
  helpers: z.int(),
  credit: CreditKind,
  effort: Effort,
  sensitive: z.boolean(),
  bodilyRisk: z.boolean(),
  priceRule: PriceRule,
  sheetForm: z.array(SheetField),
  requirements: z.array(Requirement),
  active: z.boolean(),
  sort: z.int(),
  version: Version,
  /** Times asked in the last 90 days: the phone shows the usual ones first. */
  asked: z.int(),
})
export type Service = z.infer<typeof Service>

export const listServices = endpoint({
  method: 'GET',
  path: '/services',
  summary: 'The catalogue',
  allow: 'anyone',
  query: z.object({ q: z.optional(z.string().check(z.maxLength(40))), all: z.optional(QueryFlag) }),
  returns: z.object({ items: z.array(Service) }),
})
export const ServiceChange = z.object({
  zh: z.optional(Line(40)),
  en: z.optional(Line(80)),
  example: z.optional(Text(100)),
  icon: z.optional(Line(30)),
  kind: z.optional(ServiceKind),
  defaultUrgency: z.optional(Urgency),
  teamKind: z.optional(Text(40)),
  minutes: z.optional(z.int().check(z.minimum(5), z.maximum(1440))),
  helpers: z.optional(z.int().check(z.minimum(1), z.maximum(10))),
  credit: z.optional(CreditKind),
  effort: z.optional(Effort),
  sensitive: z.optional(z.boolean()),
  bodilyRisk: z.optional(z.boolean()),
  priceRule: z.optional(PriceRule),
  sheetForm: z.optional(z.array(SheetField).check(z.maxLength(20))),
  requirements: z.optional(z.array(Requirement).check(z.maxLength(20))),
  active: z.optional(z.boolean()),
  sort: z.optional(z.int()),
})
export const addService = endpoint({
  method: 'POST',
  path: '/services',
  summary: 'A new item of the catalogue',
  allow: 'catalog.manage',
  body: z.extend(ServiceChange, {
    code: z.string().check(z.regex(/^[a-z][a-z0-9-]{1,40}$/)),
    zh: Line(40),
    en: Line(80),
    kind: ServiceKind,
    defaultUrgency: Urgency,
    minutes: z.int().check(z.minimum(5), z.maximum(1440)),
    credit: CreditKind,
  }),
  returns: Service,
  errors: ['service.code_taken'],
})
export const changeService = endpoint({
  method: 'PATCH',
  path: '/services/:serviceId',
  summary: 'Change an item of the catalogue',
  allow: 'catalog.manage',
  params: z.object({ serviceId: Id }),
  body: z.extend(ServiceChange, { version: Version }),
  returns: Service,
  errors: ['row.stale', 'not_found'],
})
/** Words of danger in a text, for the screen that interrupts with 打 120 / 找社区; `sure`: the request becomes one for life by itself. */
export const Danger = z.object({
  call: z.nullable(z.enum(['120', '119', '110'])),
  words: z.array(z.string()),
  sure: z.boolean(),
})
export const checkWords = endpoint({
  method: 'POST',
  path: '/services/danger',
  summary: 'Does this text speak of danger to life or property',
  allow: 'anyone',
  once: true,
  body: z.object({ text: Text(2000) }),
  returns: Danger,
})
/** What a sentence seems to ask for: it proposes, a person decides. `words` led to it and stand in the text as they were written. */
export const Suggestion = z.object({
  code: z.string(),
  zh: z.string(),
  en: z.string(),
  icon: z.string(),
  kind: ServiceKind,
  share: z.number(),
  words: z.array(z.string()),
})
export type Suggestion = z.infer<typeof Suggestion>
export const Crowd = z.enum(['elder', 'child', 'disabled', 'family', 'migrant', 'none'])
export const Suggestions = z.object({
  services: z.array(Suggestion),
  urgency: Urgency,
  crowd: Crowd,
  danger: Danger,
  /** Thanks, a complaint, a wrong number: nothing of the catalogue. */
  nothingAsked: z.boolean(),
})
export type Suggestions = z.infer<typeof Suggestions>
export const suggestServices = endpoint({
  method: 'POST',
  path: '/services/suggestions',
  summary: 'Service, kind, crowd and urgency a sentence seems to ask for, with the words that led to it',
  allow: 'anyone',
  once: true,
  body: z.object({ text: Text(2000) }),
  returns: Suggestions,
})
