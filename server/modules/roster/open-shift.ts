// A shift begins with a press: notes read, sound heard; and ends with what the next one must know.
import type { HandOver, MyShifts, Shift } from '@linbang/contract/roster'
import { type Context, inTransaction, reaches } from '../../kit/context.ts'
import { ensure, found } from '../../kit/errors.ts'
import { newId } from '../../kit/ids.ts'
import { addMinutes } from '../../kit/time.ts'
import { beginDuty, endDuty } from '../accounts/service.ts'
import { hasFeed } from './duty-queries.ts'
import { lockShifts, type ShiftRow, shiftsWhere, updateShifts } from './queries.ts'
import { mayOpen, stateOf } from './rules.ts'
import { presentShift, rosterAreaOf } from './show-roster.ts'
import { insertNote, markNoteRead, noteArea, type NoteRow, notesWhere } from './swap-queries.ts'
import { selfOf, swapsForMe } from './swaps.ts'

const day = 1440
/** A note older than a week was read by those it was for, or nobody. */
const noteDays = 7
/** They hear alarms at a console; the others carry a phone. */
const consoleRoles: ReadonlySet<string> = new Set(['operator', 'community_worker', 'community_lead'])

const presentNote = ({ writtenBy: _by, ...note }: NoteRow): HandOver => note

const unreadFor = async (ctx: Context, shift: Pick<ShiftRow, 'areaId' | 'role'>): Promise<NoteRow[]> => {
  const since = addMinutes(ctx.now, -noteDays * day)
  const notes = await notesWhere(ctx, selfOf(ctx).personId, { areaIds: [shift.areaId], role: shift.role, since })
  return notes.filter(({ read }) => !read)
}

const openNow = (ctx: Context, shifts: readonly ShiftRow[]): ShiftRow | undefined =>
  shifts.find((one) => stateOf(one, ctx.now) === 'open') ??
  shifts.find((one) => one.openedAt === null && mayOpen(one, ctx.now))

export const getMyShifts = async (ctx: Context): Promise<MyShifts> => {
  const { personId } = selfOf(ctx)
  const shifts = await shiftsWhere(ctx, {
    personIds: [personId],
    endsAfter: ctx.now,
    beginsBefore: addMinutes(ctx.now, 28 * day),
  })
  const current = openNow(ctx, shifts)
  return {
    items: shifts.map((row) => presentShift(ctx, row)),
    now: current ? presentShift(ctx, current) : null,
    notes: current ? (await unreadFor(ctx, current)).map(presentNote) : [],
    swaps: await swapsForMe(ctx),
    soundNeeded: current !== undefined && consoleRoles.has(current.role),
    feed: await hasFeed(ctx, personId, 'shifts'),
  }
}

const lockOwn = async (ctx: Context, shiftId: string): Promise<ShiftRow> => {
  await lockShifts(ctx, [shiftId])
  const [shift] = await shiftsWhere(ctx, { ids: [shiftId], personIds: [selfOf(ctx).personId] })
  return found(shift)
}
const shiftNow = async (ctx: Context, shiftId: string): Promise<Shift> =>
  presentShift(ctx, found((await shiftsWhere(ctx, { ids: [shiftId] }))[0]))

export const openShift = (ctx: Context, shiftId: string, soundHeard: boolean): Promise<Shift> =>
  inTransaction(ctx, async (ctx) => {
    const shift = await lockOwn(ctx, shiftId)
    ensure(mayOpen(shift, ctx.now), 'shift.not_now')
    ensure(soundHeard || !consoleRoles.has(shift.role), 'shift.sound_needed')
    ensure((await unreadFor(ctx, shift)).length === 0, 'shift.note_unread')
    const { areaId, role } = shift
    await beginDuty(ctx, { areaId, role, shiftId, soundHeard })
    if (!shift.openedAt) await updateShifts(ctx, [shiftId], { openedAt: ctx.now })
    return shiftNow(ctx, shiftId)
  })

export const closeShift = (ctx: Context, shiftId: string, words: string | undefined): Promise<Shift> =>
  inTransaction(ctx, async (ctx) => {
    const shift = await lockOwn(ctx, shiftId)
    ensure(shift.openedAt !== null && shift.closedAt === null, 'shift.not_now')
    await updateShifts(ctx, [shiftId], { closedAt: ctx.now })
    await endDuty(ctx)
    if (words) {
      const { areaId, role } = shift
      const writtenBy = selfOf(ctx).personId
      await insertNote(ctx, {
        tenantId: ctx.tenantId,
        id: newId(),
        areaId,
        role,
        shiftId,
        words,
        writtenBy,
        at: ctx.now,
      })
    }
    return shiftNow(ctx, shiftId)
  })

export const readHandOver = async (ctx: Context, handOverId: string): Promise<Record<string, never>> => {
  ensure(reaches(ctx.actor, 'duty.self', await noteArea(ctx, handOverId)), 'not_found')
  await markNoteRead(ctx, handOverId, selfOf(ctx).personId)
  return {}
}

export const listHandOvers = async (ctx: Context, areaId: string): Promise<{ items: HandOver[] }> => {
  const area = await rosterAreaOf(ctx, areaId)
  const notes = await notesWhere(ctx, selfOf(ctx).personId, { under: area.path, since: addMinutes(ctx.now, -90 * day) })
  return { items: notes.map(presentNote) }
}
