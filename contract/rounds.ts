// Rounds at the desk: whom to visit on a day and who walks which way.
import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { Day, Id, Line, Point, TimeOfDay, Version } from './values.ts'

export const RoundKind = z.enum(['care', 'patrol'])
export const RoundState = z.enum(['draft', 'solving', 'proposed', 'published', 'called_off'])
export type RoundState = z.infer<typeof RoundState>
export const StopState = z.enum(['planned', 'done', 'not_home', 'missed', 'left_out'])

const RoundRow = z.object({
  id: Id,
  areaId: Id,
  areaName: z.string(),
  kind: RoundKind,
  name: z.string(),
  day: Day,
  state: RoundState,
  stops: z.int(),
  done: z.int(),
  workers: z.int(),
  version: z.int(),
})
export type RoundRow = z.infer<typeof RoundRow>

const Walker = z.object({
  personId: Id,
  from: TimeOfDay,
  to: TimeOfDay,
  /** Minutes of rest in the middle of it; 0 for none. */
  breakMinutes: z.int().check(z.minimum(0), z.maximum(120)),
  /** Where the way begins and ends, a building; where it is left out, the walker's own building or the middle of the area. */
  startAreaId: z.optional(Id),
  endAreaId: z.optional(Id),
})
export const RoundWorker = z.object({
  personId: Id,
  name: z.string(),
  volunteer: z.boolean(),
  from: z.string(),
  to: z.string(),
  breakMinutes: z.int(),
  skills: z.array(z.string()),
  startPoint: z.nullable(Point),
  endPoint: z.nullable(Point),
  dropped: z.boolean(),
  /** Minutes on the way, and at doors. */
  walkMinutes: z.int(),
  visitMinutes: z.int(),
})
export type RoundWorker = z.infer<typeof RoundWorker>
export const RoundStop = z.object({
  id: Id,
  callName: z.nullable(z.string()),
  placeName: z.string(),
  point: z.nullable(Point),
  reason: z.enum(['monthly', 'due', 'chosen', 'checkpoint']),
  dueOn: Day,
  windowFrom: z.string(),
  windowTo: z.string(),
  minutes: z.int(),
  people: z.int(),
  skill: z.nullable(z.string()),
  usualName: z.nullable(z.string()),
  state: StopState,
  worry: z.boolean(),
  requestId: z.nullable(Id),
})
export type RoundStop = z.infer<typeof RoundStop>
/** One person at one stop; two-person stops stand in two ways. */
const Leg = z.object({ stopId: Id, slot: z.int(), begins: z.string(), ends: z.string(), walkMinutes: z.int() })
export const Round = z.extend(RoundRow, {
  progress: z.number(),
  list: z.array(RoundStop),
  people: z.array(RoundWorker),
  ways: z.array(z.object({ personId: Id, legs: z.array(Leg) })),
  unserved: z.array(Id),
  figures: z.nullable(
    z.object({
      walkMinutes: z.int(),
      visits: z.int(),
      usual: z.int(),
      usualPossible: z.int(),
      cost: z.number(),
      seconds: z.number(),
    }),
  ),
  can: z.object({
    plan: z.boolean(),
    solve: z.boolean(),
    move: z.boolean(),
    undo: z.boolean(),
    publish: z.boolean(),
    callOff: z.boolean(),
    drop: z.boolean(),
  }),
})
export type Round = z.infer<typeof Round>

export const listRounds = endpoint({
  method: 'GET',
  path: '/rounds',
  summary: 'Rounds of an area from a day on, and how the month stands',
  allow: 'rounds.read',
  query: z.object({ areaId: Id, from: z.optional(Day) }),
  returns: z.object({
    items: z.array(RoundRow),
    /** Households visited by a round this month, and the share aimed at. */
    month: z.object({ households: z.int(), visited: z.int(), target: z.int() }),
    can: z.object({ plan: z.boolean() }),
  }),
  errors: ['not_found', 'area.unknown'],
})
export const getRoundChoices = endpoint({
  method: 'GET',
  path: '/rounds/choices',
  summary: 'Who could walk on a day, and how many are due',
  allow: 'rounds.plan',
  query: z.object({ areaId: Id, day: Day }),
  returns: z.object({
    walkers: z.array(
      z.object({
        personId: Id,
        name: z.string(),
        volunteer: z.boolean(),
        from: z.string(),
        to: z.string(),
        skills: z.array(z.string()),
        busy: z.boolean(),
      }),
    ),
    monthlyLeft: z.int(),
    due: z.array(z.object({ tag: z.string(), every: z.int(), people: z.int() })),
    checkpoints: z.array(z.object({ id: Id, name: z.string(), areaName: z.string() })),
  }),
  errors: ['not_found', 'area.unknown'],
})
const Pick = z.union([
  /** Households that have not been visited this month, the longest unvisited first. */
  z.strictObject({ kind: z.literal('monthly'), count: z.int().check(z.minimum(1), z.maximum(200)) }),
  /** People with the tag whose last visit is so many days ago. */
  z.strictObject({
    kind: z.literal('due'),
    tag: z.string().check(z.minLength(1), z.maxLength(40)),
    every: z.int().check(z.minimum(1), z.maximum(365)),
    people: z.optional(z.int().check(z.minimum(1), z.maximum(2))),
    skill: z.optional(Line(40)),
  }),
  z.strictObject({ kind: z.literal('patrol'), checkpointIds: z.array(Id).check(z.minLength(1), z.maxLength(100)) }),
  z.strictObject({ kind: z.literal('chosen'), personIds: z.array(Id).check(z.minLength(1), z.maxLength(100)) }),
])
export const planRound = endpoint({
  method: 'POST',
  path: '/rounds',
  summary: 'A new round: whom to visit and who walks',
  allow: 'rounds.plan',
  body: z.object({
    areaId: Id,
    day: Day,
    name: Line(40),
    picks: z.array(Pick).check(z.minLength(1), z.maxLength(6)),
    windowFrom: z.optional(TimeOfDay),
    windowTo: z.optional(TimeOfDay),
    minutes: z.optional(z.int().check(z.minimum(5), z.maximum(240))),
    walkers: z.array(Walker).check(z.minLength(1), z.maxLength(60)),
  }),
  returns: Round,
  errors: ['not_found', 'area.unknown', 'round.nobody_due', 'round.past', 'round.unfit_walker', 'round.hours_wrong'],
})
const RoundRef = z.object({ roundId: Id })
export const getRound = endpoint({
  method: 'GET',
  path: '/rounds/:roundId',
  summary: 'A round with its ways',
  allow: 'rounds.read',
  params: RoundRef,
  returns: Round,
  errors: ['not_found'],
})
const verb = <const Path extends `/${string}`, const B extends z.ZodMiniType>(path: Path, summary: string, body: B) =>
  endpoint({
    method: 'POST',
    path,
    summary,
    allow: 'rounds.plan',
    params: RoundRef,
    body,
    returns: Round,
    errors: [
      'not_found',
      'row.stale',
      'round.wrong_state',
      'round.no_time',
      'round.no_skill',
      'round.blocked',
      'round.own_home',
      'round.same_person',
      'round.dropped_out',
      'round.nothing_to_undo',
      'round.person_busy',
      'round.begun',
    ],
  })
export const solveRound = verb(
  '/rounds/:roundId/solve',
  'Looks for good ways for so many seconds',
  z.object({ version: Version, seconds: z.int().check(z.minimum(1), z.maximum(60)) }),
)
export const stopSolving = verb('/rounds/:roundId/stop', 'Takes the best found so far', z.object({}))
export const moveStop = verb(
  '/rounds/:roundId/move',
  'Gives a stop to somebody else, at the place in their way that costs least; nobody: left out',
  z.object({ version: Version, stopId: Id, slot: z.int(), toPersonId: z.nullable(Id) }),
)
export const undoRound = verb('/rounds/:roundId/undo', 'Takes the last change back', z.object({ version: Version }))
export const publishRound = verb(
  '/rounds/:roundId/publish',
  'Everybody concerned sees it; the stops become visits',
  z.object({ version: Version }),
)
export const callOffRound = verb(
  '/rounds/:roundId/call-off',
  'Does not take place; visits that have not begun end',
  z.object({ version: Version, reason: Line(100) }),
)
export const dropWalker = endpoint({
  ...verb(
    '/rounds/:roundId/walkers/:personId/drop',
    'Somebody cannot come: the others take over, with little change',
    z.object({ reason: Line(100) }),
  ),
  params: z.object({ roundId: Id, personId: Id }),
})
export const listStopOptions = endpoint({
  method: 'GET',
  path: '/rounds/:roundId/stops/:stopId/options',
  summary: 'Who else could take a stop, at what cost, or why not',
  allow: 'rounds.plan',
  params: z.object({ roundId: Id, stopId: Id }),
  query: z.object({ slot: z.optional(z.enum(['0', '1'])) }),
  returns: z.object({
    items: z.array(
      z.object({
        personId: Id,
        /** Null when it can be. */
        refusal: z.nullable(z.string()),
        /** Minutes of walking more (or less) for all together. */
        walkMinutes: z.int(),
        usual: z.boolean(),
        begins: z.nullable(z.string()),
      }),
    ),
  }),
  errors: ['not_found'],
})
export const printRound = endpoint({
  method: 'GET',
  path: '/rounds/:roundId/print.pdf',
  summary: 'The ways on paper, a page for each walker',
  allow: 'rounds.plan',
  params: RoundRef,
  query: z.object({ personId: z.optional(Id) }),
  returns: 'file',
  errors: ['not_found', 'print.missing_character'],
})

export const getRoundFeed = endpoint({
  method: 'GET',
  path: '/calendar/rounds/:token',
  summary: 'My rounds as iCalendar; the address is the key',
  allow: 'anyone',
  params: z.object({ token: z.string().check(z.regex(/^[\w-]{20,100}\.ics$/)) }),
  returns: 'file',
  errors: ['not_found'],
})
