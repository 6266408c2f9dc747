// Badges: the number of who helps and the code on their phone that changes every half minute.
import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { Id, Occurred } from './values.ts'
import { VolunteerClass } from './volunteers.ts'

/** A number as it is printed, or the code of a QR: the number, a dot, and the mark of the moment. */
export const BadgeText = z.string().check(z.regex(/^[A-Z0-9-]{4,20}(\.[A-Za-z0-9_-]{16,40})?$/))
const BadgeRef = z.object({ number: BadgeText })

export const Badge = z.object({
  number: z.string(),
  callName: z.string(),
  /** Null: who comes for a member organisation. */
  class: z.nullable(VolunteerClass),
  /** The lasting stars granted, 0 to 5. */
  stars: z.int(),
  code: z.string(),
  svg: z.string(),
  /** How long the code lasts, counted from the answer: the phone's own clock may be wrong. */
  lastsMillis: z.int(),
})
export const showBadge = endpoint({
  method: 'GET',
  path: '/me/badge',
  summary: 'My badge with a QR that is good for half a minute',
  allow: 'visits.help',
  returns: Badge,
  errors: ['not_found'],
})
/** `fresh`: the code was on the phone a moment ago; a number alone or a photographed code is not. */
const known = { ours: z.boolean(), callName: z.nullable(z.string()), fresh: z.boolean() }
export const checkBadge = endpoint({
  method: 'GET',
  path: '/badges/:number',
  summary: 'Is the person with this badge ours',
  allow: 'anyone',
  params: BadgeRef,
  returns: z.object({ ...known, active: z.boolean() }),
  errors: ['rate.limited'],
})
export const meetBadge = endpoint({
  method: 'POST',
  path: '/badges/:number/meet',
  summary: 'I scanned the badge of somebody at my door: is it who was announced? A fresh code proves the arrival',
  allow: 'visits.read',
  params: BadgeRef,
  body: z.object({ ...Occurred }),
  returns: z.object({ ...known, expected: z.boolean(), requestId: z.nullable(Id) }),
  errors: ['rate.limited'],
})
