// Sessions: planned by staff, joined by people; the last seat has one winner, and whoever waits moves up by themselves.
import type { Input, Output } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/training-sessions'
import { recordAudit } from '../../kit/audit.ts'
import { type Context, inTransaction, reaches } from '../../kit/context.ts'
import { ensure, found } from '../../kit/errors.ts'
import { newId } from '../../kit/ids.ts'
import { pageOf, pageSize, readCursor } from '../../kit/paging.ts'
import { addMinutes } from '../../kit/time.ts'
import { areaOf, underPaths } from '../areas/service.ts'
import { notify } from '../notices/service.ts'
import { personOf, samePerson } from '../people/service.ts'
import { courseList } from './queries.ts'
import { isAttendable } from './rules.ts'
import {
  insertSession,
  lockSession,
  moveUp,
  mySeats,
  type Seat,
  seatsOf,
  sessionList,
  type SessionRow,
  setSeat,
  updateSession,
} from './session-queries.ts'

type Session = Output<typeof contract.addSession>

export const mineOf = async (ctx: Context): Promise<readonly string[]> =>
  ctx.actor.kind === 'person' ? samePerson(ctx, ctx.actor.personId) : []

const manages = (ctx: Context, { areaPath }: SessionRow): boolean => reaches(ctx.actor, 'training.manage', areaPath)

export const presentSessions = async (ctx: Context, rows: readonly SessionRow[]): Promise<Session[]> => {
  const mine = await mineOf(ctx)
  const seats = await mySeats(
    ctx,
    rows.map(({ id }) => id),
    mine,
  )
  return rows.map((row) => {
    const { areaPath: _path, leaderPersonId, isOver, ...shown } = row
    const state = seats.get(row.id)?.state ?? null
    const isIn = state === 'seated' || state === 'waiting'
    const manage = manages(ctx, row)
    const now = isAttendable(row, ctx.now)
    return {
      ...shown,
      mine: state,
      can: {
        join: !isOver && (state === null || state === 'left'),
        leave: !isOver && isIn,
        attend: now && state !== 'attended',
        lead: (manage || mine.includes(leaderPersonId)) && row.state === 'planned',
        manage,
      },
    }
  })
}

export const oneSession = async (ctx: Context, id: string): Promise<Session> =>
  found((await presentSessions(ctx, await sessionList(ctx, { id, limit: 1 })))[0])

/** With the people, for who leads it and for staff; to everybody else nobody is named. */
export const getSession = async (ctx: Context, id: string): Promise<Output<typeof contract.getSession>> => {
  const session = await oneSession(ctx, id)
  const people = session.can.lead || session.can.manage ? await seatsOf(ctx, id) : []
  return {
    ...session,
    people: people.map(({ personId, name, state, attendedHow }) => ({ personId, name, state, attendedHow })),
  }
}

export const listSessions = async (
  ctx: Context,
  { areaId, limit, cursor }: Input<typeof contract.listSessions>['query'],
): Promise<Output<typeof contract.listSessions>> => {
  const paths = await underPaths(ctx, 'training.manage', areaId)
  const size = pageSize(limit)
  const after = readCursor(cursor, ['number', 'moment', 'text'])
  const rows = await sessionList(ctx, { paths, after, limit: size + 1 })
  const { items, nextCursor } = pageOf(rows, size, (row) => [row.isOver ? 1 : 0, row.startsAt, row.id])
  return { items: await presentSessions(ctx, items), nextCursor }
}

const note = (ctx: Context, act: string, { id, areaPath }: Pick<SessionRow, 'id' | 'areaPath'>, detail: object) =>
  recordAudit(ctx, { act, subjectKind: 'training_session', subjectId: id, areaPath, detail: { ...detail } })

export const addSession = (ctx: Context, body: Input<typeof contract.addSession>['body']): Promise<Session> =>
  inTransaction(ctx, async (ctx) => {
    ensure(ctx.actor.kind === 'person', 'auth.required')
    const area = await areaOf(ctx, body.areaId)
    ensure(reaches(ctx.actor, 'training.manage', area.path), 'not_found')
    const course = found((await courseList(ctx, { id: body.courseId }))[0])
    ensure(body.startsAt > ctx.now, 'course.in_the_past')
    const leader = await personOf(ctx, body.leaderPersonId ?? ctx.actor.personId)
    const id = newId()
    await insertSession(ctx, {
      id,
      courseId: course.id,
      areaId: area.id,
      areaPath: area.path,
      place: body.place,
      startsAt: body.startsAt,
      endsAt: addMinutes(body.startsAt, body.minutes ?? course.minutes),
      seats: body.seats,
      leaderPersonId: leader.id,
      createdBy: ctx.actor.personId,
    })
    await note(ctx, 'training.planned', { id, areaPath: area.path }, { course: course.code, seats: body.seats })
    return oneSession(ctx, id)
  })

export const lockManaged = async (ctx: Context, id: string): Promise<SessionRow> => {
  const session = found(await lockSession(ctx, id))
  ensure(manages(ctx, session), 'not_found')
  return session
}

export const tellOf = (
  ctx: Context,
  { id, courseZh, courseEn, startsAt, place }: SessionRow,
  kind: 'training.seat' | 'training.invited' | 'training.moved',
  personIds: readonly string[],
) =>
  notify(ctx, {
    personIds,
    kind,
    params: { course: { zh: courseZh, en: courseEn || courseZh }, from: startsAt, place },
    subjectKind: 'training_session',
    subjectId: id,
  })

export const changeSession = (
  ctx: Context,
  id: string,
  { version, place, seats }: Input<typeof contract.changeSession>['body'],
): Promise<Session> =>
  inTransaction(ctx, async (ctx) => {
    const session = await lockManaged(ctx, id)
    ensure(session.version === version, 'row.stale')
    ensure(seats === undefined || seats >= session.taken, 'course.seats_taken')
    const changed = { ...session, place: place ?? session.place, seats: seats ?? session.seats }
    await updateSession(ctx, id, { place: changed.place, seats: changed.seats, version: version + 1 })
    const moved = await moveUp(ctx, id, changed.seats - session.taken)
    await tellOf(ctx, changed, 'training.seat', moved)
    if (changed.place !== session.place) await tellOf(ctx, changed, 'training.moved', comingTo(await seatsOf(ctx, id)))
    await note(ctx, 'training.changed', session, { place: changed.place, seats: changed.seats })
    return oneSession(ctx, id)
  })

const comingTo = (seats: readonly Seat[]): string[] =>
  seats.filter(({ state }) => state === 'seated' || state === 'waiting').map(({ personId }) => personId)

export const cancelSession = (ctx: Context, id: string, reason: string): Promise<Session> =>
  inTransaction(ctx, async (ctx) => {
    const session = await lockManaged(ctx, id)
    ensure(!session.isOver, 'course.session_over')
    await updateSession(ctx, id, { state: 'cancelled', cancelReason: reason, version: session.version + 1 })
    await notify(ctx, {
      personIds: comingTo(await seatsOf(ctx, id)),
      kind: 'training.cancelled',
      params: {
        course: { zh: session.courseZh, en: session.courseEn || session.courseZh },
        from: session.startsAt,
        reason,
      },
      subjectKind: 'training_session',
      subjectId: id,
    })
    await note(ctx, 'training.cancelled', session, { reason })
    return oneSession(ctx, id)
  })

export const joinSession = (ctx: Context, id: string): Promise<Session> =>
  inTransaction(ctx, async (ctx) => {
    ensure(ctx.actor.kind === 'person', 'auth.required')
    const session = found(await lockSession(ctx, id))
    ensure(!session.isOver, 'course.session_over')
    const mine = await mineOf(ctx)
    const seat = (await mySeats(ctx, [id], mine)).get(id)
    ensure(!seat || seat.state === 'left', 'course.joined_already')
    const personId = seat?.personId ?? ctx.actor.personId
    const state = session.taken < session.seats ? 'seated' : 'waiting'
    await setSeat(ctx, { id: newId(), sessionId: id, personId }, { state })
    return oneSession(ctx, id)
  })

export const leaveSession = (ctx: Context, id: string): Promise<Session> =>
  inTransaction(ctx, async (ctx) => {
    const session = found(await lockSession(ctx, id))
    ensure(!session.isOver, 'course.session_over')
    const seat = (await mySeats(ctx, [id], await mineOf(ctx))).get(id)
    ensure(seat && (seat.state === 'seated' || seat.state === 'waiting'), 'course.not_joined')
    await setSeat(ctx, seat, { state: 'left' })
    const free = session.seats - session.taken + (seat.state === 'seated' ? 1 : 0)
    await tellOf(ctx, session, 'training.seat', await moveUp(ctx, id, free))
    return oneSession(ctx, id)
  })
