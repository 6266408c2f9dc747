// A call at the agent's desk: answered by one, the caller recognised, requests written while they talk, handed on, ended.
import * as z from 'zod/mini'
import { Call } from './calls.ts'
import { endpoint } from './endpoint.ts'
import { NewRequest, Request } from './requests.ts'
import { Id, Line, Moment, Phone, Text } from './values.ts'

const CallRef = z.object({ callId: Id })

export const startCall = endpoint({
  method: 'POST',
  path: '/calls',
  summary: 'A call that no exchange tells of: I have picked up, or I dial',
  allow: 'calls.take',
  body: z.object({ phone: z.optional(Phone), direction: z.enum(['in', 'out']) }),
  returns: Call,
})
export const answerCall = endpoint({
  method: 'POST',
  path: '/calls/:callId/answer',
  summary: 'I answer; exactly one agent does',
  allow: 'calls.take',
  params: CallRef,
  body: z.object({}),
  returns: Call,
  errors: ['not_found', 'call.taken', 'call.over'],
})
export const hangUpCall = endpoint({
  method: 'POST',
  path: '/calls/:callId/hang-up',
  summary: 'The call is over; the agent writes down what is left',
  allow: 'calls.take',
  params: CallRef,
  body: z.object({}),
  returns: Call,
  errors: ['not_found', 'call.not_yours'],
})
export const nameCaller = endpoint({
  method: 'POST',
  path: '/calls/:callId/caller',
  summary: 'Who it is that calls, and whether they ask for secrecy',
  allow: 'calls.take',
  params: CallRef,
  body: z.object({ personId: z.optional(z.nullable(Id)), secret: z.optional(z.boolean()) }),
  returns: Call,
  errors: ['not_found', 'call.not_yours'],
})

export const Caller = z.object({
  personId: Id,
  name: z.string(),
  callName: z.string(),
  sex: z.nullable(z.enum(['female', 'male'])),
  age: z.nullable(z.int()),
  areaName: z.nullable(z.string()),
  confirmed: z.boolean(),
  /** Theirs; of a call before; of the family that asks for them; of somebody at the same door. */
  because: z.enum(['own', 'before', 'family', 'household']),
  /** What helps in talking with them: hard of hearing, speaks Zhuang. */
  careWords: z.array(z.string()),
})
export type Caller = z.infer<typeof Caller>
export const listCallers = endpoint({
  method: 'GET',
  path: '/calls/:callId/callers',
  summary: 'Whom the number may belong to: the person, an earlier caller, family, household',
  allow: 'calls.take',
  params: CallRef,
  returns: z.object({ items: z.array(Caller) }),
  errors: ['not_found'],
})

export const openCallRequest = endpoint({
  method: 'POST',
  path: '/calls/:callId/requests',
  summary:
    'A request out of this call; answered at once when `answer` says how, else somebody is looked for at once with `dispatch`',
  allow: 'calls.take',
  params: CallRef,
  body: z.extend(NewRequest, { answer: z.optional(Line(1000)), dispatch: z.optional(z.boolean()) }),
  returns: z.object({ request: Request, undoUntil: Moment }),
  errors: [
    'not_found',
    'call.not_yours',
    'service.unknown',
    'person.unknown',
    'request.place_needed',
    'request.window_past',
  ],
})
export const undoCallRequest = endpoint({
  method: 'POST',
  path: '/calls/:callId/requests/:requestId/undo',
  summary: 'Takes a request back within the first seconds',
  allow: 'calls.take',
  params: z.object({ callId: Id, requestId: Id }),
  body: z.object({}),
  returns: z.object({}),
  errors: ['not_found', 'call.not_yours', 'call.undo_over', 'request.already_on_site', 'request.wrong_state'],
})

/** Hard calls: each has its script, and what must be written down of it. */
export const CallScript = z.enum(['self_harm', 'violence', 'child_in_danger', 'confused', 'silent', 'abusive'])
export type CallScript = z.infer<typeof CallScript>
export const CallNote = z.object({
  id: Id,
  kind: z.enum(['transfer', 'script']),
  code: z.string(),
  words: z.string(),
  reportedTo: z.nullable(z.string()),
  reportedAt: z.nullable(Moment),
  by: z.string(),
  at: Moment,
})
export type CallNote = z.infer<typeof CallNote>
export const transferCall = endpoint({
  method: 'POST',
  path: '/calls/:callId/transfers',
  summary: 'Handed on to 120, 119 or 110, with a note; the line is kept',
  allow: 'calls.take',
  params: CallRef,
  body: z.object({ to: z.enum(['120', '119', '110']), words: z.optional(Text(300)) }),
  returns: CallNote,
  errors: ['not_found', 'call.not_yours'],
})
export const noteScript = endpoint({
  method: 'POST',
  path: '/calls/:callId/scripts',
  summary: 'What was done in a hard call; a child in danger names whom it was reported to, and when',
  allow: 'calls.take',
  params: CallRef,
  body: z.object({
    script: CallScript,
    words: Line(500),
    reportedTo: z.optional(Line(60)),
    reportedAt: z.optional(Moment),
  }),
  returns: CallNote,
  errors: ['not_found', 'call.not_yours', 'call.report_needed'],
})
export const getCallWork = endpoint({
  method: 'GET',
  path: '/calls/:callId/work',
  summary: 'What came of a call: requests, transfers, scripts',
  allow: 'calls.read',
  params: CallRef,
  returns: z.object({
    requests: z.array(
      z.object({
        requestId: Id,
        number: z.string(),
        serviceZh: z.string(),
        serviceEn: z.string(),
        undone: z.boolean(),
        undoUntil: Moment,
      }),
    ),
    notes: z.array(CallNote),
  }),
  errors: ['not_found'],
})
