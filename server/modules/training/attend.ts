// Being there: the leader's phone shows a code that changes every half minute; who has no phone is marked by hand, and that is written down.
import type { Output } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/training-sessions'
import { recordAudit } from '../../kit/audit.ts'
import { type Context, inTransaction, reaches } from '../../kit/context.ts'
import { ensure, found } from '../../kit/errors.ts'
import { newId } from '../../kit/ids.ts'
import { qrSvg } from '../../kit/qr.ts'
import { ensureWithin, openLimiter } from '../../kit/rate.ts'
import { linkTo } from '../areas/service.ts'
import { giveIfDone } from './courses.ts'
import { codePeriod, digitsOf, isAttendable } from './rules.ts'
import { lockSession, mySeats, seatsOf, sessionList, type SessionRow, setSeat } from './session-queries.ts'
import { getSession, mineOf, oneSession } from './sessions.ts'

const field = 'training.session'
const said = (sessionId: string, period: number): string => `${sessionId}|${period}`

const leads = async (ctx: Context, { areaPath, leaderPersonId }: SessionRow): Promise<boolean> =>
  reaches(ctx.actor, 'training.manage', areaPath) || (await mineOf(ctx)).includes(leaderPersonId)

export const showSessionCode = async (ctx: Context, id: string): Promise<Output<typeof contract.showSessionCode>> => {
  const session = found((await sessionList(ctx, { id, limit: 1 }))[0])
  ensure(await leads(ctx, session), 'not_found')
  ensure(isAttendable(session, ctx.now), 'course.not_now')
  const { period, endsAt } = codePeriod(ctx.now)
  const code = digitsOf(ctx.kit.vault.find(ctx.tenantId, field, said(id, period)))
  return {
    code,
    svg: await qrSvg(await linkTo(ctx, `/training/sessions/${id}?code=${code}`)),
    lastsMillis: endsAt.getTime() - ctx.now.getTime(),
    attended: session.attended,
  }
}

/** The code of this half minute or the one before. */
const isCode = (ctx: Context, id: string, code: string): boolean => {
  const { period } = codePeriod(ctx.now)
  return [period, period - 1]
    .flatMap((one) => ctx.kit.vault.finds(ctx.tenantId, field, said(id, one)))
    .some((hash) => digitsOf(hash) === code)
}

/** A million codes and two of them right: ten tries a minute are no way in. */
const attempts = openLimiter({ perMinute: 6, burst: 10 })

export const attendSession = (ctx: Context, id: string, code: string): Promise<Output<typeof contract.attendSession>> =>
  inTransaction(ctx, async (ctx) => {
    ensure(ctx.actor.kind === 'person', 'auth.required')
    const { personId } = ctx.actor
    ensureWithin(attempts, `${ctx.tenantId}/${personId}`)
    const session = found(await lockSession(ctx, id))
    ensure(isAttendable(session, ctx.now), 'course.not_now')
    ensure(isCode(ctx, id, code), 'course.wrong_code')
    const seat = (await mySeats(ctx, [id], await mineOf(ctx))).get(id)
    await markThere(ctx, session, seat?.personId ?? personId, seat?.state, { attendedHow: 'code', markedBy: null })
    return oneSession(ctx, id)
  })

type How = { readonly attendedHow: 'code' | 'hand'; readonly markedBy: string | null }

/** Without a seat of one's own there must be one left. */
const markThere = async (
  ctx: Context,
  session: SessionRow,
  personId: string,
  state: contract.SeatState | undefined,
  how: How,
): Promise<void> => {
  if (state === 'attended') return
  ensure(state === 'seated' || session.taken < session.seats, 'course.full')
  const place = { state: 'attended' as const, attendedAt: ctx.now, ...how }
  await setSeat(ctx, { id: newId(), sessionId: session.id, personId }, place)
  await giveIfDone(ctx, session.courseId, personId)
}

export const markAttendance = (
  ctx: Context,
  id: string,
  personId: string,
): Promise<Output<typeof contract.markAttendance>> =>
  inTransaction(ctx, async (ctx) => {
    ensure(ctx.actor.kind === 'person', 'auth.required')
    const session = found(await lockSession(ctx, id))
    ensure(await leads(ctx, session), 'not_found')
    ensure(isAttendable(session, ctx.now), 'course.not_now')
    ensure(!(await mineOf(ctx)).includes(personId), 'record.own')
    const seat = found((await seatsOf(ctx, id)).find((one) => one.personId === personId))
    await markThere(ctx, session, personId, seat.state, { attendedHow: 'hand', markedBy: ctx.actor.personId })
    await recordAudit(ctx, {
      act: 'training.marked',
      subjectKind: 'training_session',
      subjectId: id,
      areaPath: session.areaPath,
      detail: { personId },
    })
    return getSession(ctx, id)
  })
