// A round on the phone of who walks it: the stops of the day in order, each begun, told and ended.
import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { RoundKind, StopState } from './rounds.ts'
import { Day, Id, Line, Moment, Occurred, Point, Text } from './values.ts'
import { Strokes, Visit } from './visits.ts'

export const Seen = z.enum(['well', 'food', 'medicine', 'home', 'fire', 'mood'])
export const seenOf = Seen.options
const Today = z.object({
  id: Id,
  roundId: Id,
  roundName: z.string(),
  kind: RoundKind,
  begins: Moment,
  ends: Moment,
  state: StopState,
  checkpointName: z.nullable(z.string()),
  visit: Visit,
})
export type TodayStop = z.infer<typeof Today>
export const listMyStops = endpoint({
  method: 'GET',
  path: '/rounds/mine',
  summary: 'My stops of today in order, and those of the next days by number',
  allow: 'rounds.walk',
  returns: z.object({
    items: z.array(Today),
    ahead: z.array(z.object({ day: Day, stops: z.int(), firstAt: Moment })),
    feed: z.boolean(),
  }),
})
const StopRef = z.object({ stopId: Id })
const step = <const Path extends `/${string}`, const B extends z.ZodMiniType>(path: Path, summary: string, body: B) =>
  endpoint({
    method: 'POST',
    path,
    summary,
    allow: 'rounds.walk',
    params: StopRef,
    body,
    returns: Today,
    errors: [
      'not_found',
      'visit.wrong_state',
      'visit.too_far',
      'visit.other_door',
      'visit.signature_empty',
      'visit.others_not_finished',
      'round.other_checkpoint',
      'round.code_needed',
    ],
  })
export const checkInStop = step(
  '/round-stops/:stopId/check-in',
  'At the door, or at the checkpoint with its code',
  z.object({
    place: z.optional(z.extend(Point, { accuracyMetres: z.optional(z.number()) })),
    doorCode: z.optional(z.string().check(z.maxLength(200))),
    withoutProof: z.optional(z.boolean()),
    ...Occurred,
  }),
)
export const finishStop = step(
  '/round-stops/:stopId/seen',
  'What was seen; with the signature a volunteer has a service record',
  z.object({
    /** True: all right; false: somebody must look after it. */
    seen: z.record(Seen, z.optional(z.boolean())),
    words: z.optional(Text(1000)),
    photoIds: z.optional(z.array(Id).check(z.maxLength(8))),
    strokes: z.optional(Strokes),
    ...Occurred,
  }),
)
export const notHome = step(
  '/round-stops/:stopId/not-home',
  'Nobody opened; it stays due',
  z.object({ words: z.optional(Text(200)), ...Occurred }),
)
export const findingToRequest = endpoint({
  method: 'POST',
  path: '/round-stops/:stopId/request',
  summary: 'What was found becomes a request, in one tap',
  allow: 'rounds.walk',
  params: StopRef,
  body: z.object({ serviceCode: z.string().check(z.maxLength(60)), words: Line(500) }),
  returns: z.object({ requestId: Id, number: z.string() }),
  errors: ['not_found', 'service.unknown', 'round.requested_already'],
})
