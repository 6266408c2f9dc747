// What is done with a request, verb by verb, as in the state table.
import * as z from 'zod/mini'
import { ServiceKind, Urgency } from './catalog.ts'
import { endpoint } from './endpoint.ts'
import { Request, RequestRef, Window } from './requests.ts'
import { Id, Line, Moment, Occurred, Text, Version } from './values.ts'

const move = <const Path extends `/${string}`, const B extends z.ZodMiniType>(
  path: Path,
  summary: string,
  allow: 'requests.staff' | 'requests.cancel' | 'requests.confirm' | 'requests.rule',
  body: B,
) =>
  endpoint({
    method: 'POST',
    path,
    summary,
    allow,
    params: RequestRef,
    body,
    returns: Request,
    errors: [
      'not_found',
      'row.stale',
      'request.wrong_state',
      'request.already_on_site',
      'request.window_past',
      'request.window_wrong',
      'request.window_too_far',
      'service.unknown',
      'auth.forbidden',
      'person.unknown',
      'request.merge_itself',
      'request.no_hand_back',
      'offer.taken',
      'offer.overlap',
    ],
  })
const Moving = { version: Version, ...Occurred }

export const triageRequest = move(
  '/requests/:requestId/triage',
  'Set service, kind, urgency and time',
  'requests.staff',
  z.object({
    ...Moving,
    serviceCode: z.optional(z.string()),
    kind: z.optional(ServiceKind),
    urgency: z.optional(Urgency),
    window: z.optional(z.nullable(Window)),
    description: z.optional(Text(2000)),
    why: z.optional(Text(200)),
  }),
)
/** The first request of somebody nobody knows is looked at before anyone is sent. */
export const lookAtRequest = move(
  '/requests/:requestId/look',
  'Seen: people may be sent',
  'requests.staff',
  z.object({ ...Moving, confirmPerson: z.optional(z.boolean()), how: z.optional(Text(100)) }),
)
export const answerRequest = move(
  '/requests/:requestId/answer',
  'Answered at once',
  'requests.staff',
  z.object({ ...Moving, words: Line(1000) }),
)
export const declineRequest = move(
  '/requests/:requestId/decline',
  'Not ours to do; the reason is told to the asker',
  'requests.staff',
  z.object({ ...Moving, reason: Line(500) }),
)
export const cancelRequest = move(
  '/requests/:requestId/cancel',
  'Call off before anyone is at the door',
  'requests.cancel',
  z.object({ ...Moving, reason: z.optional(Text(200)) }),
)
export const moveRequest = move(
  '/requests/:requestId/move',
  'Another time, before anyone is at the door',
  'requests.cancel',
  z.object({ ...Moving, window: Window, reason: z.optional(Text(200)) }),
)
export const mergeRequest = move(
  '/requests/:requestId/merge',
  'It is the same as another',
  'requests.staff',
  z.object({ ...Moving, intoRequestId: Id, why: z.optional(Text(200)) }),
)
export const unmergeRequest = move(
  '/requests/:requestId/unmerge',
  'It is another after all',
  'requests.staff',
  z.object({ ...Moving }),
)
export const handOverRequest = move(
  '/requests/:requestId/hand-over',
  'Another member of staff takes it over; the first stays responsible until they accept',
  'requests.staff',
  z.object({ ...Moving, toPersonId: Id, reason: Line(200) }),
)
export const handBackRequest = move(
  '/requests/:requestId/hand-back',
  'Not ours: back to the level above for a ruling',
  'requests.staff',
  z.object({ ...Moving, reason: Line(200) }),
)
export const ruleRequest = move(
  '/requests/:requestId/rule',
  'Ruling on a hand-back',
  'requests.rule',
  z.object({ ...Moving, upheld: z.boolean(), ruling: Line(300), toPersonId: z.optional(Id) }),
)
export const PauseReason = z.enum(['resident', 'part', 'third_party'])
export const pauseRequest = move(
  '/requests/:requestId/pause',
  'The clock waits, for a reason and until a moment',
  'requests.staff',
  z.object({ ...Moving, reason: PauseReason, why: Line(200), until: Moment }),
)
export const resumeRequest = move(
  '/requests/:requestId/resume',
  'The clock goes on',
  'requests.staff',
  z.object({ ...Moving }),
)
export const extendRequest = move(
  '/requests/:requestId/extend',
  'More time, told to the asker',
  'requests.rule',
  z.object({ ...Moving, reason: Line(200), until: Moment }),
)
export const unmetRequest = move(
  '/requests/:requestId/unmet',
  'It could not be done; the reason is told and counted',
  'requests.staff',
  z.object({ ...Moving, reason: Line(300), instead: z.optional(Text(300)) }),
)
export const conveneRequest = move(
  '/requests/:requestId/convene',
  'To a matching meeting',
  'requests.staff',
  z.object({ ...Moving, why: Line(300) }),
)
export const confirmRequest = move(
  '/requests/:requestId/confirm',
  'Done, says the person helped',
  'requests.confirm',
  z.object({ ...Moving }),
)
export const reopenRequest = move(
  '/requests/:requestId/reopen',
  'Not done: again',
  'requests.confirm',
  z.object({ ...Moving, why: Line(500) }),
)
export const closeRequest = move(
  '/requests/:requestId/close',
  'Archive',
  'requests.staff',
  z.object({ ...Moving, unconfirmed: z.optional(z.boolean()), why: z.optional(Text(200)) }),
)
