// Waves: ask those whom the plan names, look again at a computed moment, call people when nobody is left.
// Exactly once: the request row is locked, and only the look whose id stands in the timer counts.
import type { Context } from '../../kit/context.ts'
import { inTransaction } from '../../kit/context.ts'
import { newId } from '../../kit/ids.ts'
import { enqueue, job } from '../../kit/jobs.ts'
import { staffAt } from '../accounts/service.ts'
import { communityOf } from '../areas/service.ts'
import { notify } from '../notices/service.ts'
import { changeState, lockRequest, noteProgress } from '../requests/service.ts'
import type { RequestRecord } from '../requests/service.ts'
import { beginAlert } from './alert-ladder.ts'
import { recordDecision } from './decisions.ts'
import type { Field } from './find-candidates.ts'
import { recount } from './learning-queries.ts'
import { askForLoans } from './lend-people.ts'
import { offerTo, waveOf } from './make-offers.ts'
import type { MadeBy } from './make-offers.ts'
import { planLook } from './plan-wave.ts'
import type { Planned } from './plan-wave.ts'
import { expireOffers, lastDecision, offersOf, setTimer, timerOf } from './queries.ts'
import { roundOf } from './rules.ts'
import { replyMinutes } from './wave-rules.ts'

/** Looks again at the moment the last look named; only the look the timer names counts. */
export const lookAgain = job<{ requestId: string; lookId: string }>('dispatch.look_again')

const isDue = async (ctx: Context, requestId: string, lookId: string): Promise<boolean> =>
  (await timerOf(ctx, requestId))?.lookId === lookId

/** Asked because somebody wished for them. */
const byName: ReadonlySet<string> = new Set<MadeBy>(['booking', 'series'])

const levelOfRing = { building: 'building', grid: 'grid', community: 'community', neighbours: 'street' } as const

export const setLook = async (ctx: Context, requestId: string, at: Date | null): Promise<void> => {
  const lookId = newId()
  await setTimer(ctx, requestId, lookId, at)
  if (at) await enqueue(ctx, lookAgain, { requestId, lookId }, { startAfter: at })
}

/** Whom the asker named, a booked shop or the person a series keeps: asked alone in the first wave, if they may come. */
const named = (field: Field): { id: string; madeBy: MadeBy } | null => {
  const { providerId, samePersonId, urgency } = field.request
  if (field.offers.length > 0 || urgency === 'life') return null
  const wanted = providerId
    ? field.ranked.find((one) => one.id === providerId)
    : samePersonId && field.ranked.find((one) => field.rows.get(one.id)?.personId === samePersonId)
  return wanted ? { id: wanted.id, madeBy: providerId ? 'booking' : 'series' } : null
}

/** Whoever was named and asked alone has not answered, and the look after that is still to come. */
const waitsForNamed = async (ctx: Context, requestId: string): Promise<boolean> => {
  const offers = await offersOf(ctx, requestId)
  const round = roundOf(offers)
  const alone = offers.some(
    (one) => one.round === round && byName.has(one.madeBy) && (one.state === 'sent' || one.state === 'seen'),
  )
  const next = alone ? (await timerOf(ctx, requestId))?.at : null
  return next ? next > ctx.now : false
}

/**
 * Asks the next wave. `lookId`: the look this is; another one set since means somebody else looked. A look out of turn, such
 * as a reaction that is done a second time because its process died, asks only whom the state of the asks leaves to ask.
 */
export const askNextWave = (ctx: Context, requestId: string, lookId?: string): Promise<void> =>
  inTransaction(ctx, async (inner) => {
    const request = await lockRequest(inner, requestId)
    if (request.state !== 'dispatching' || request.needsLook) return
    if (lookId === undefined ? await waitsForNamed(inner, requestId) : !(await isDue(inner, requestId, lookId))) return
    await recount(inner, await expireOffers(inner, requestId))
    const planned = await planLook(inner, request)
    if (request.urgency === 'life') await beginAlert(inner, request, planned.field.offers)
    await act(inner, request, planned)
  })

const act = async (ctx: Context, request: RequestRecord, planned: Planned) => {
  const { field, known, look } = planned
  const { plan } = look
  const first = plan.ask.length > 0 ? named(field) : null
  const ids = first ? [first.id] : plan.ask.map((one) => one.id)
  const before = await lastDecision(ctx, request.id)
  const calls = plan.escalate !== null && !(ids.length === 0 && wasCalled(before?.result, plan.escalate))
  const lookAt = plan.lookAgainAt === null ? null : momentOf(ctx, field, plan.lookAgainAt)
  await setLook(ctx, request.id, lookAt)
  if (ids.length === 0 && !calls) return
  const wave = waveOf(field) + (ids.length > 0 ? 1 : 0)
  const madeBy = first?.madeBy ?? (request.urgency === 'life' ? 'alert' : 'wave')
  const [made] = await Promise.all([
    offerTo(ctx, field, { ids, madeBy, replyMinutes: replyMinutes(known.waves) }),
    recordDecision(ctx, field, known, look, { act: 'wave', wave, asked: ids, nextLookAt: lookAt, reason: null }),
  ])
  const level = levelOfRing[plan.widest]
  const why = plan.escalate && field.rankRequest.sex === 'not_told' ? 'sex_unknown' : plan.escalate
  await noteProgress(ctx, request, {
    act: made.length > 0 ? 'asked' : 'nobody_left',
    detail: { wave, asked: made.length, level, ...(why && { why }) },
    set: { level },
  })
  if (calls) await callStaff(ctx, request, why as string)
  if (plan.escalate === 'nobody_left') await askForLoans(ctx, planned)
}

/** The moment of a look, always after this one. */
const momentOf = (ctx: Context, { clock }: Field, minute: number): Date =>
  new Date(Math.max(ctx.now.getTime() + 250, Math.floor((minute - clock.offsetMinutes) * 60_000)))

const wasCalled = (result: unknown, why: string): boolean =>
  typeof result === 'object' && result !== null && 'escalate' in result && result.escalate === why

const callStaff = async (ctx: Context, request: RequestRecord, why: string) => {
  const staff = await staffAt(ctx, request.areaPath, ['grid_worker', 'grid_lead', 'operator', 'community_worker'])
  const personIds = [
    ...new Set([...staff.filter((one) => one.onDuty), ...staff.slice(0, 2)].map((one) => one.personId)),
  ]
  const community = await communityOf(ctx, request.areaPath)
  await notify(ctx, {
    personIds,
    kind: 'request.escalated',
    subjectKind: 'request',
    subjectId: request.id,
    urgent: request.urgency === 'life',
    params: { number: request.number, why, area: community.name },
  })
}

/** Begins to look for somebody. A request that is dispatching already stays so. */
export const beginDispatch = async (
  ctx: Context,
  request: RequestRecord,
  policy: 'instant' | 'waves' | 'assign',
  why?: string,
): Promise<RequestRecord> => {
  if (request.state === 'dispatching' || request.state === 'assigned') return request
  return changeState(ctx, request, {
    act: 'dispatch',
    to: 'dispatching',
    detail: { policy },
    ...(why ? { why } : {}),
    set: { dispatchPolicy: policy, dispatchedAt: request.dispatchedAt ?? ctx.now },
  })
}
