// Calendars of one’s own to subscribe to: the address is the key.
import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'

export const FeedKind = z.enum(['shifts', 'rounds'])
export const makeFeed = endpoint({
  method: 'POST',
  path: '/calendar-feeds',
  summary: 'A secret address for my calendar; the address before it ends',
  allow: 'signed-in',
  once: true,
  body: z.object({ kind: FeedKind }),
  returns: z.object({ url: z.string() }),
})
export const endFeed = endpoint({
  method: 'POST',
  path: '/calendar-feeds/end',
  summary: 'My calendar is read no longer',
  allow: 'signed-in',
  body: z.object({ kind: FeedKind }),
  returns: z.object({}),
})
const Token = z.object({ token: z.string().check(z.regex(/^[\w-]{20,100}\.ics$/)) })
export const getShiftFeed = endpoint({
  method: 'GET',
  path: '/calendar/shifts/:token',
  summary: 'My shifts as iCalendar; the address is the key',
  allow: 'anyone',
  params: Token,
  returns: 'file',
  errors: ['not_found'],
})
