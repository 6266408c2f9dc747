// The one way a request moves: the table allows it, a timeline row says who and why, the clock follows, everybody concerned hears.
import { may, type Role } from '@linbang/contract/permissions'
import type { RequestState } from '@linbang/contract/requests'
import type { Channel } from '@linbang/contract/values'
import type * as z from 'zod/mini'
import { type Context, heldFor, inTransaction, isUnder, momentOf } from '../../kit/context.ts'
import { ensure, found } from '../../kit/errors.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { calendarOf, dueAfter, policyAt } from '../policies/service.ts'
import { type Due, duesAfter, type Ends, nextOf } from './dues.ts'
import { audienceOf } from './people-queries.ts'
import { duesOf, insertEvent, lockRequest, type RequestRecord, saveDues, updateRequest } from './queries.ts'
import { type Act, callsOff, isOpen, moveOf } from './rules.ts'
import { holdAgain, releaseHolds } from './settle.ts'

export type Via = z.infer<typeof Channel>
type Note = {
  readonly why?: string | undefined
  readonly detail?: object
  readonly staffOnly?: boolean
  readonly onBehalfOf?: string | null
  readonly channel?: Via
}
type Set = Parameters<typeof updateRequest>[2]
export type StateChange = Note & {
  readonly act: Act
  readonly to: RequestState
  readonly set?: Set
  readonly tokens?: readonly string[]
  readonly dues?: (dues: readonly Due[]) => readonly Due[]
}

const helperActs: ReadonlySet<string> = new Set(['set_out', 'check_in', 'finish', 'seal', 'drop', 'need_help'])

/** As whom the actor does this here: the role that reaches the place, the helper, the person helped or somebody close to them. */
const roleOf = (ctx: Context, request: Pick<RequestRecord, 'areaPath' | 'personId'>, act: string): string | null => {
  const { actor } = ctx
  if (actor.kind !== 'person') return null
  const helping = actor.held.find(
    ({ role }) => role === 'volunteer' || role === 'org_staff' || role === 'org_manager',
  )?.role
  if (helperActs.has(act)) return helping ?? 'volunteer'
  if (actor.personId === request.personId) return 'resident'
  const reaching = heldFor(actor, 'requests.open_for_others').find((held) =>
    isUnder(request.areaPath, held.areaPath),
  )?.role
  if (reaching) return reaching
  return act === 'accept' && helping ? helping : 'family_member'
}

const fieldChannel: Partial<Record<Role, Via>> = { building_leader: 'leader', grid_worker: 'grid', grid_lead: 'grid' }
const channelOf = (ctx: Context, role: string | null): Via => {
  if (ctx.actor.kind !== 'person') return 'system'
  const held = role as Role | null
  return (held && fieldChannel[held]) ?? (held && may(held, 'requests.staff') ? 'desk' : 'phone')
}

/** How the request's own policy version and the tenant's calendar count. */
export const clockOf = async (ctx: Context, request: Pick<RequestRecord, 'policyVersion' | 'urgency' | 'windowTo'>) => {
  const [{ body: policy }, calendar, { timeZone }] = await Promise.all([
    policyAt(ctx, 'requests', request.policyVersion),
    calendarOf(ctx),
    ctx.kit.tenants.of(ctx.tenantId),
  ])
  const ends: Ends = (from, span) => dueAfter(calendar, timeZone, from, span)
  return { policy, urgency: request.urgency, windowTo: request.windowTo, ends }
}

export const timelineRow = (
  ctx: Context,
  request: Pick<RequestRecord, 'id' | 'areaPath' | 'personId'>,
  act: string,
  states: readonly [RequestState | null, RequestState | null],
  note: Note,
) => {
  const actorPersonId = ctx.actor.kind === 'person' ? ctx.actor.personId : null
  const actorRole = roleOf(ctx, request, act)
  const behalf =
    actorPersonId && actorPersonId !== request.personId && actorRole !== 'volunteer' && actorRole !== 'org_staff'
      ? request.personId
      : null
  return {
    tenantId: ctx.tenantId,
    id: newId(),
    requestId: request.id,
    act,
    fromState: states[0],
    toState: states[1],
    actorKind: actorPersonId ? 'person' : 'system',
    actorPersonId,
    actorRole,
    onBehalfOf: note.onBehalfOf === undefined ? behalf : note.onBehalfOf,
    channel: note.channel ?? channelOf(ctx, actorRole),
    why: note.why || null,
    detail: JSON.stringify(note.detail ?? {}),
    staffOnly: note.staffOnly ?? false,
    occurredAt: momentOf(ctx),
    at: ctx.now,
  }
}

/** Moments the row itself keeps: when a state was first, or last, entered. */
const momentsOf = (request: RequestRecord, to: RequestState, dues: readonly Due[], at: Date): Set => {
  const met = (step: Due['step']) => dues.find((one) => one.step === step)?.metAt ?? null
  return {
    ...(request.firstAnsweredAt === null && met('answer') && { firstAnsweredAt: met('answer') }),
    ...(request.dispatchedAt === null && to === 'dispatching' && { dispatchedAt: at }),
    ...(request.contactedAt === null && to === 'assigned' && { contactedAt: at }),
    ...(to === 'assigned' && { acceptedAt: at }),
    ...((to === 'done' || to === 'answered') && { doneAt: at }),
    ...(to === 'confirmed' && { confirmedAt: at }),
    ...(to === 'closed' && { closedAt: at }),
    ...(!isOpen(to) && request.pausedUntil && { pausedUntil: null }),
  }
}

const tell = async (ctx: Context, before: RequestRecord, after: RequestRecord, act: Act) => {
  const about = { requestId: after.id, areaPath: after.areaPath, personIds: await audienceOf(ctx, after) }
  await announce(ctx, 'request.changed', about)
  const entered = after.state !== before.state
  if (callsOff(act, before.state, after.state)) await announce(ctx, 'request.cancelled', about)
  if (after.state === 'dispatching' && (entered || act === 'drop' || act === 'no_show'))
    await announce(ctx, 'request.dispatching', about)
  if (after.state === 'done' && entered) await announce(ctx, 'request.done', about)
  if (after.state === 'closed' && entered) await announce(ctx, 'request.closed', about)
  if (after.state === 'reopened' && entered) await announce(ctx, 'request.reopened', about)
}

/** Nothing was done, so nobody's minutes are kept back; a request taken up again sets them aside again. */
const settleMove = async (ctx: Context, request: RequestRecord, act: Act, to: RequestState) => {
  if (request.settlement !== 'minutes' && request.settlement !== 'points') return
  if (['cancelled', 'declined', 'duplicate', 'unmet', 'answered'].includes(to)) await releaseHolds(ctx, request.id)
  if (act === 'unmerge' || act === 'reopen') await holdAgain(ctx, request)
}

/**
 * Moves a locked request along the state table. Refuses `request.wrong_state` where the table has no such row; who may
 * is the caller's question. Moments, dues, version and announcements follow by themselves.
 */
export const changeState = (ctx: Context, request: RequestRecord, change: StateChange): Promise<RequestRecord> =>
  inTransaction(ctx, async (ctx) => {
    const { act, to, set = {} } = change
    ensure(moveOf(act, request.state, to), 'request.wrong_state')
    const at = momentOf(ctx)
    const before = await duesOf(ctx, request.id)
    const clock = await clockOf(ctx, { ...request, ...(set as Partial<RequestRecord>) })
    const after = (change.dues ?? ((dues: readonly Due[]) => dues))(duesAfter(before, act, to, at, clock))
    await saveDues(ctx, request, before, after)
    await insertEvent(ctx, timelineRow(ctx, request, act, [request.state, to], change))
    await settleMove(ctx, request, act, to)
    const next = nextOf(isOpen(to) ? after : [])
    const row = { ...momentsOf(request, to, after, at), state: to, nextDueAt: next.at, nextDueStep: next.step, ...set }
    const changed = await updateRequest(ctx, request, row, change.tokens)
    await tell(ctx, request, changed, act)
    return changed
  })

/** A timeline row that moves nothing; `act` is any word. The version rises only when `set` changes the row. */
export const noteProgress = (
  ctx: Context,
  request: RequestRecord,
  note: Note & { readonly act: string; readonly set?: Set },
): Promise<RequestRecord> =>
  inTransaction(ctx, async (ctx) => {
    await insertEvent(ctx, timelineRow(ctx, request, note.act, [request.state, request.state], note))
    const changed = note.set && Object.keys(note.set).length > 0 ? await updateRequest(ctx, request, note.set) : request
    await announce(ctx, 'request.changed', {
      requestId: request.id,
      areaPath: request.areaPath,
      personIds: note.staffOnly ? [] : await audienceOf(ctx, request),
    })
    return changed
  })

/** Marks a step as met, if it is still open, and looks at what is due next. */
export const meetDue = (ctx: Context, requestId: string, step: Due['step'], at: Date): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const request = await lockRequest(ctx, requestId)
    const before = await duesOf(ctx, requestId)
    const after = before.map((one) => (one.step === step && one.metAt === null ? { ...one, metAt: at } : one))
    await saveDues(ctx, request, before, after)
    const next = nextOf(isOpen(request.state) ? after : [])
    await updateRequest(ctx, found(request), { nextDueAt: next.at, nextDueStep: next.step })
  })
