// Calls of the hotline: what a call centre tells us, the log, recordings, and the figures of the hotline standard.
import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { Day, Id, Line, Moment, PageQuery, Phone, page } from './values.ts'

export const CallEventKind = z.enum(['ring', 'answered', 'hung_up', 'missed', 'recording'])
export type CallEventKind = z.infer<typeof CallEventKind>
export const CallEnder = z.enum(['caller', 'agent', 'nobody'])
const Token = (most: number) => z.string().check(z.regex(new RegExp(`^[\\x21-\\x7e]{1,${most}}$`)))

/** What is signed stands in docs/calls.md: these values, each on a line of its own, in this order. */
export const signedParts = [
  'timestamp',
  'nonce',
  'at',
  'event',
  'reference',
  'direction',
  'from',
  'agent',
  'notice',
  'endedBy',
  'recordingUrl',
] as const
export const CallEvent = z.object({
  event: CallEventKind,
  /** The call centre's own name of the call. */
  reference: Token(120),
  direction: z.optional(z.enum(['in', 'out'])),
  /** The other end; left out where the number is withheld. */
  from: z.optional(Phone),
  /** User name of the agent who answered or dialled. */
  agent: z.optional(Token(60)),
  /** The caller was told at the start that the call is recorded. */
  notice: z.optional(z.boolean()),
  endedBy: z.optional(CallEnder),
  recordingUrl: z.optional(z.url().check(z.maxLength(1000), z.regex(/^https?:\/\//))),
  /** When it happened, in seconds since 1970; the same as `timestamp` where it is left out. */
  at: z.optional(z.int()),
  /** When this was signed; more than five minutes off is refused. */
  timestamp: z.int(),
  /** Never used for another event. */
  nonce: z.string().check(z.regex(/^[\w-]{16,80}$/)),
  /** Hex HMAC-SHA-256. */
  signature: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
})
export type CallEvent = z.infer<typeof CallEvent>
export const tellCallEvent = endpoint({
  method: 'POST',
  path: '/calls/events',
  summary: 'A call centre tells what happened to a call; signed, each nonce once',
  allow: 'anyone',
  once: true,
  body: CallEvent,
  returns: z.object({ outcome: z.enum(['taken', 'repeated']) }),
  errors: ['not_found', 'auth.forbidden', 'call.unknown', 'call.no_notice'],
})

export const CallState = z.enum(['ringing', 'talking', 'ended', 'missed'])
export type CallState = z.infer<typeof CallState>
export const Call = z.object({
  id: Id,
  state: CallState,
  direction: z.enum(['in', 'out']),
  /** Null: the number was withheld. */
  numberMasked: z.nullable(z.string()),
  /** The person the number belongs to, for who may see them. */
  personId: z.nullable(Id),
  callName: z.nullable(z.string()),
  areaName: z.nullable(z.string()),
  rangAt: Moment,
  answeredAt: z.nullable(Moment),
  endedAt: z.nullable(Moment),
  /** From the first ring to the answer, or to the end of a call nobody answered. */
  waitedSeconds: z.int(),
  talkedSeconds: z.nullable(z.int()),
  agentId: z.nullable(Id),
  agentName: z.nullable(z.string()),
  endedBy: z.nullable(CallEnder),
  /** The caller was told of the recording. */
  noticeAt: z.nullable(Moment),
  secret: z.boolean(),
  recording: z.nullable(z.enum(['coming', 'here', 'failed', 'removed'])),
  can: z.object({ listen: z.boolean() }),
})
export type Call = z.infer<typeof Call>
const CallRef = z.object({ callId: Id })

export const listCalls = endpoint({
  method: 'GET',
  path: '/calls',
  summary: 'The call log, newest first; found by a whole number or its last four',
  allow: 'calls.read',
  query: z.object({
    state: z.optional(CallState),
    direction: z.optional(z.enum(['in', 'out'])),
    from: z.optional(Day),
    to: z.optional(Day),
    number: z.optional(z.string().check(z.regex(/^[\d+-]{4,20}$/))),
    personId: z.optional(Id),
    ...PageQuery,
  }),
  returns: page(Call),
})
export const listCallsNow = endpoint({
  method: 'GET',
  path: '/calls/now',
  summary: 'Calls that ring or are spoken now',
  allow: 'calls.take',
  returns: z.object({ items: z.array(Call) }),
})
export const Listening = z.object({ at: Moment, who: z.string(), reason: z.string() })
export const getCall = endpoint({
  method: 'GET',
  path: '/calls/:callId',
  summary: 'One call with who has listened to its recording',
  allow: 'calls.read',
  params: CallRef,
  returns: z.extend(Call, { listenings: z.array(Listening) }),
  errors: ['not_found'],
})
export const listenToCall = endpoint({
  method: 'POST',
  path: '/calls/:callId/listen',
  summary: 'The recording, with a reason; each listening is on record and the person can read it',
  allow: 'calls.read',
  params: CallRef,
  body: z.object({ reason: Line(200) }),
  returns: 'file',
  errors: ['not_found', 'call.no_recording'],
})

const Share = z.object({ count: z.int(), of: z.int() })
export const CallFigures = z.object({
  /** Calls that came in, without those the caller gave up within the first seconds. */
  incoming: z.int(),
  /** Given up so early that it was a slip of the finger; in no share. */
  slips: z.int(),
  answeredInTime: Share,
  connected: Share,
  abandoned: Share,
  answerSeconds: z.int(),
  slipSeconds: z.int(),
  averageWaitSeconds: z.nullable(z.int()),
  averageTalkSeconds: z.nullable(z.int()),
  outgoing: z.int(),
  byHour: z.array(z.object({ hour: z.int(), incoming: z.int(), connected: z.int() })),
  agents: z.array(z.object({ personId: Id, callName: z.string(), answered: z.int(), inTime: z.int() })),
})
export type CallFigures = z.infer<typeof CallFigures>
export const getCallFigures = endpoint({
  method: 'GET',
  path: '/calls/figures',
  summary: 'Answered within 15 s, connected, abandoned: each as a count of a count',
  allow: 'calls.read',
  query: z.object({ from: Day, to: Day }),
  returns: CallFigures,
  errors: ['input.invalid'],
})
