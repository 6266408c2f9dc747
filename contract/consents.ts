// Consents by purpose and version with evidence; withdrawing is as easy as giving.
import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { Id, Line, Moment, Nothing } from './values.ts'

export const Purpose = z.enum(['privacy', 'volunteering', 'guardian', 'photos', 'location', 'push', 'recording'])
export const ConsentText = z.object({ purpose: Purpose, version: z.int(), zh: z.string(), en: z.string() })
export const ConsentRow = z.object({
  purpose: Purpose,
  version: z.int(),
  given: z.boolean(),
  at: z.nullable(Moment),
  via: z.nullable(z.string()),
  current: ConsentText,
  /** False for 90 days after a no: a screen must not ask then, though the person may still change it themselves. */
  mayAsk: z.boolean(),
})
export const listMyConsents = endpoint({
  method: 'GET',
  path: '/me/consents',
  summary: 'What I agreed to',
  allow: 'signed-in',
  returns: z.object({ items: z.array(ConsentRow) }),
})
export const giveConsent = endpoint({
  method: 'POST',
  path: '/me/consents',
  summary: 'Agree, or withdraw',
  allow: 'signed-in',
  body: z.object({ purpose: Purpose, version: z.int(), given: z.boolean() }),
  returns: z.object({ items: z.array(ConsentRow) }),
  errors: ['consent.old_version'],
})
export const recordConsent = endpoint({
  method: 'POST',
  path: '/people/:personId/consents',
  summary: 'Record what a person agreed to in front of staff',
  allow: 'people.manage',
  params: z.object({ personId: Id }),
  body: z.object({ purpose: Purpose, version: z.int(), given: z.boolean(), evidence: Line(200) }),
  returns: Nothing,
  errors: ['consent.old_version', 'not_found'],
})
