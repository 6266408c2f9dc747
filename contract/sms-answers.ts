// Answers that come in by SMS: a volunteer says 1 or 0 to an invitation, and needs no smartphone for it.
import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { Phone } from './values.ts'

export const SmsOutcome = z.enum(['accepted', 'declined', 'gone', 'several', 'nothing', 'not_understood', 'unknown'])
export type SmsOutcome = z.infer<typeof SmsOutcome>

export const answerBySms = endpoint({
  method: 'POST',
  path: '/sms/answers',
  summary: 'The operator’s SMS gateway hands on an answer; signed, each reference once',
  allow: 'anyone',
  once: true,
  body: z.object({
    /** The gateway's own number of the message. */
    reference: z.string().check(z.minLength(1), z.maxLength(200)),
    from: Phone,
    text: z.string().check(z.maxLength(500)),
    /** Seconds since 1970; more than five minutes off is refused. */
    timestamp: z.int(),
    /** Hex HMAC-SHA-256 over `timestamp.reference.from.text`. */
    signature: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  }),
  returns: z.object({ outcome: SmsOutcome }),
  errors: ['not_found', 'auth.forbidden'],
})
