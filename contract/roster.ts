// The duty roster: kinds of shift, who has which, swaps, notes handed over.
import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { Day, Id, Line, Moment, Text, TimeOfDay, Version } from './values.ts'

/** Roles that stand on a roster: agents at a console, and those who walk the grid. */
export const DutyRole = z.enum(['operator', 'community_worker', 'community_lead', 'grid_worker', 'grid_lead'])
export type DutyRole = z.infer<typeof DutyRole>

const Weekday = z.int().check(z.minimum(1), z.maximum(7))
const people = z.int().check(z.minimum(1), z.maximum(50))
export const ShiftKind = z.object({
  id: Id,
  areaId: Id,
  areaName: z.string(),
  role: DutyRole,
  name: z.string(),
  from: z.string(),
  /** Not after `from`: it ends the next day. */
  to: z.string(),
  weekdays: z.array(z.int()),
  people: z.int(),
  version: z.int(),
})
export type ShiftKind = z.infer<typeof ShiftKind>

export const ShiftState = z.enum(['planned', 'open', 'closed', 'missed'])
export const Swap = z.object({
  id: Id,
  shiftId: Id,
  askedBy: Id,
  askedByName: z.string(),
  toPersonId: z.nullable(Id),
  toName: z.nullable(z.string()),
  /** What the asker takes in exchange. */
  returns: z.nullable(z.object({ shiftId: Id, kindName: z.string(), fromAt: Moment, toAt: Moment })),
  reason: z.string(),
  state: z.enum(['asked', 'agreed', 'refused', 'withdrawn']),
  kindName: z.string(),
  areaName: z.string(),
  fromAt: Moment,
  toAt: Moment,
  can: z.object({ agree: z.boolean(), refuse: z.boolean(), withdraw: z.boolean() }),
})
export type Swap = z.infer<typeof Swap>
export const Shift = z.object({
  id: Id,
  kindId: Id,
  kindName: z.string(),
  areaId: Id,
  areaName: z.string(),
  role: DutyRole,
  day: Day,
  fromAt: Moment,
  toAt: Moment,
  personId: Id,
  name: z.string(),
  state: ShiftState,
  openedAt: z.nullable(Moment),
  swapId: z.nullable(Id),
})
export type Shift = z.infer<typeof Shift>
const Cell = z.object({ kindId: Id, day: Day, personId: Id })
export const Gap = z.object({
  kindId: Id,
  kindName: z.string(),
  areaName: z.string(),
  day: Day,
  fromAt: Moment,
  missing: z.int(),
})

export const Roster = z.object({
  days: z.array(Day),
  kinds: z.array(ShiftKind),
  shifts: z.array(Shift),
  gaps: z.array(Gap),
  /** Who may be put where, and how long they work that week. */
  people: z.array(z.object({ personId: Id, name: z.string(), kindIds: z.array(Id), minutes: z.int() })),
  templates: z.array(z.object({ id: Id, name: z.string(), cells: z.int() })),
  can: z.object({ plan: z.boolean() }),
})
export type Roster = z.infer<typeof Roster>
export const getRoster = endpoint({
  method: 'GET',
  path: '/roster',
  summary: 'One week of an area: kinds of shift, who has which, and what is still empty',
  allow: 'roster.read',
  query: z.object({ areaId: Id, from: Day }),
  returns: Roster,
  errors: ['not_found', 'area.unknown'],
})

const kindFields = {
  name: Line(20),
  from: TimeOfDay,
  to: TimeOfDay,
  weekdays: z.array(Weekday).check(z.minLength(1), z.maxLength(7)),
  people,
}
export const addShiftKind = endpoint({
  method: 'POST',
  path: '/shift-kinds',
  summary: 'A kind of shift an area needs',
  allow: 'roster.plan',
  body: z.object({ areaId: Id, role: DutyRole, ...kindFields }),
  returns: ShiftKind,
  errors: ['not_found', 'area.unknown', 'shift.too_long'],
})
export const changeShiftKind = endpoint({
  method: 'PATCH',
  path: '/shift-kinds/:shiftKindId',
  summary: 'Changes a kind of shift; shifts given out already keep their hours',
  allow: 'roster.plan',
  params: z.object({ shiftKindId: Id }),
  body: z.object({ version: Version, ...kindFields }),
  returns: ShiftKind,
  errors: ['not_found', 'row.stale', 'shift.too_long'],
})
export const endShiftKind = endpoint({
  method: 'POST',
  path: '/shift-kinds/:shiftKindId/end',
  summary: 'No longer needed; shifts of it that have not begun are taken back',
  allow: 'roster.plan',
  params: z.object({ shiftKindId: Id }),
  body: z.object({ version: Version }),
  returns: z.object({ removed: z.int() }),
  errors: ['not_found', 'row.stale'],
})

const Painted = z.object({
  made: z.array(Shift),
  /** Cells that broke a rule, each with the refusal. */
  refused: z.array(z.extend(Cell, { name: z.string(), code: z.string() })),
})
export type Painted = z.infer<typeof Painted>
export const paintShifts = endpoint({
  method: 'POST',
  path: '/shifts',
  summary: 'Gives shifts out; a cell that breaks a rule is refused by itself, the others are made',
  allow: 'roster.plan',
  body: z.object({ cells: z.array(Cell).check(z.minLength(1), z.maxLength(200)) }),
  returns: Painted,
  errors: ['not_found', 'shift.overlap', 'shift.no_rest'],
})
export const removeShifts = endpoint({
  method: 'POST',
  path: '/shifts/remove',
  summary: 'Takes shifts back that have not begun',
  allow: 'roster.plan',
  body: z.object({ shiftIds: z.array(Id).check(z.minLength(1), z.maxLength(200)) }),
  returns: z.object({ removed: z.array(Cell) }),
  errors: ['not_found', 'shift.begun'],
})
export const copyWeek = endpoint({
  method: 'POST',
  path: '/roster/copy-week',
  summary: 'Gives the shifts of one week to the same people in another',
  allow: 'roster.plan',
  body: z.object({ areaId: Id, from: Day, to: Day }),
  returns: Painted,
  errors: ['not_found', 'area.unknown', 'roster.nothing_to_copy'],
})
export const keepTemplate = endpoint({
  method: 'POST',
  path: '/roster/templates',
  summary: 'Keeps a week under a name',
  allow: 'roster.plan',
  body: z.object({ areaId: Id, from: Day, name: Line(30) }),
  returns: z.object({ id: Id }),
  errors: ['not_found', 'area.unknown', 'roster.nothing_to_copy', 'roster.name_taken'],
})
const TemplateRef = z.object({ rosterTemplateId: Id })
export const applyTemplate = endpoint({
  method: 'POST',
  path: '/roster/templates/:rosterTemplateId/apply',
  summary: 'Fills a week as a template says',
  allow: 'roster.plan',
  params: TemplateRef,
  body: z.object({ to: Day }),
  returns: Painted,
  errors: ['not_found'],
})
export const endTemplate = endpoint({
  method: 'POST',
  path: '/roster/templates/:rosterTemplateId/end',
  summary: 'Throws a template away',
  allow: 'roster.plan',
  params: TemplateRef,
  body: z.object({}),
  returns: z.object({}),
  errors: ['not_found'],
})

export const HandOver = z.object({
  id: Id,
  areaName: z.string(),
  role: DutyRole,
  words: z.string(),
  writtenByName: z.string(),
  at: Moment,
  read: z.boolean(),
})
export type HandOver = z.infer<typeof HandOver>
export const MyShifts = z.object({
  items: z.array(Shift),
  /** The one that can be opened now, or is open. */
  now: z.nullable(Shift),
  notes: z.array(HandOver),
  swaps: z.array(Swap),
  /** The press must test the sound. */
  soundNeeded: z.boolean(),
  feed: z.boolean(),
})
export type MyShifts = z.infer<typeof MyShifts>
export const getMyShifts = endpoint({
  method: 'GET',
  path: '/shifts/mine',
  summary: 'My shifts of the next weeks, notes to read, swaps asked of me',
  allow: 'duty.self',
  returns: MyShifts,
})
const ShiftRef = z.object({ shiftId: Id })
export const openShift = endpoint({
  method: 'POST',
  path: '/shifts/:shiftId/open',
  summary: 'The press with which a shift begins: the sound was heard, the notes are read',
  allow: 'duty.self',
  params: ShiftRef,
  body: z.object({ soundHeard: z.boolean() }),
  returns: Shift,
  errors: ['not_found', 'shift.note_unread', 'shift.sound_needed', 'shift.not_now'],
})
export const closeShift = endpoint({
  method: 'POST',
  path: '/shifts/:shiftId/close',
  summary: 'Off duty, with what the next one must know',
  allow: 'duty.self',
  params: ShiftRef,
  body: z.object({ words: z.optional(Text(2000)) }),
  returns: Shift,
  errors: ['not_found', 'shift.not_now'],
})
export const readHandOver = endpoint({
  method: 'POST',
  path: '/hand-overs/:handOverId/read',
  summary: 'I have read the note',
  allow: 'duty.self',
  params: z.object({ handOverId: Id }),
  body: z.object({}),
  returns: z.object({}),
  errors: ['not_found'],
})
export const listHandOvers = endpoint({
  method: 'GET',
  path: '/hand-overs',
  summary: 'Notes handed over in an area, newest first',
  allow: 'roster.read',
  query: z.object({ areaId: Id }),
  returns: z.object({ items: z.array(HandOver) }),
  errors: ['not_found', 'area.unknown'],
})

export const askSwap = endpoint({
  method: 'POST',
  path: '/shifts/:shiftId/swaps',
  summary: 'Asks a colleague, or all who may, to take a shift of mine',
  allow: 'duty.self',
  params: ShiftRef,
  body: z.object({ toPersonId: z.optional(Id), returnShiftId: z.optional(Id), reason: Line(100) }),
  returns: Swap,
  errors: ['not_found', 'shift.begun', 'swap.asked_already', 'swap.not_theirs'],
})
const SwapRef = z.object({ swapId: Id })
const answer = <const Path extends `/${string}`>(path: Path, summary: string) =>
  endpoint({
    method: 'POST',
    path,
    summary,
    allow: 'duty.self',
    params: SwapRef,
    body: z.object({}),
    returns: Swap,
    errors: ['not_found', 'swap.taken', 'shift.begun', 'shift.overlap', 'shift.no_rest'],
  })
export const agreeSwap = answer('/swaps/:swapId/agree', 'I take it; exactly one does')
export const refuseSwap = answer('/swaps/:swapId/refuse', 'I cannot')
export const withdrawSwap = answer('/swaps/:swapId/withdraw', 'No longer asked')
