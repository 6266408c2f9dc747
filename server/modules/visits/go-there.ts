// On the way and at the door: setting out, checking in with proof of place, the badge scanned by who opens.
import type { Endpoint, Input, Output } from '@linbang/contract/endpoint'
import type { meetBadge as meetBadgeEndpoint } from '@linbang/contract/badges'
import type * as contract from '@linbang/contract/visits'
import type { Visit } from '@linbang/contract/visits'
import { type Context, inTransaction, momentOf } from '../../kit/context.ts'
import { ensure, found, Refusal } from '../../kit/errors.ts'
import { announce } from '../../kit/events.ts'
import { dayOf } from '../../kit/time.ts'
import { doorByCard, metresBetween } from '../areas/service.ts'
import { isUnder } from '../../kit/context.ts'
import { requirementsOn, serviceOf } from '../catalog/service.ts'
import { notify } from '../notices/service.ts'
import { doorAreaOf, personOf } from '../people/service.ts'
import { policyNow } from '../policies/service.ts'
import { isInsured } from '../protection/service.ts'
import { askersOf, changeState, noteProgress, type RequestRecord } from '../requests/service.ts'
import { checkBadge, readBadge } from '../volunteers/service.ts'
import { type AtVisit, sightOf, stepUp } from './at-visit.ts'
import { badgeAt, type HelperRow, helpersOf, updateHelper, visitsUnderWayOf } from './helper-queries.ts'
import { pointOf, updateVisit, type VisitRow } from './queries.ts'
import { proofOf, stateOf } from './rules.ts'
import { presentVisit } from './show-visit.ts'

type Body<E extends Endpoint> = Input<E> extends { body: infer B } ? B : never

/** Writes how far one helper is, and with it the visit and its request; everybody who waits hears of it. */
const advance = async (
  ctx: Context,
  { visit, request }: AtVisit,
  act: 'set_out' | 'check_in',
  detail: object,
): Promise<void> => {
  const helpers = await helpersOf(ctx, visit.id)
  await updateVisit(ctx, visit.id, { state: stateOf(helpers.map((one) => one.state)) })
  if (request) await changeState(ctx, request, { act, to: 'under_way', detail })
  await announce(ctx, 'visit.changed', {
    visitId: visit.id,
    areaPath: visit.areaPath,
    personIds: [...(request ? [request.personId, request.enteredBy] : []), ...helpers.map((one) => one.personId)],
  })
}

export const setOut = (ctx: Context, visitId: string, body: Body<typeof contract.setOut>): Promise<Visit> =>
  inTransaction(ctx, async (ctx) => {
    const at = await stepUp(ctx, visitId, 'setOut')
    const me = found(at.me)
    const arrivesAt = body.arrivesAt ?? null
    await updateHelper(ctx, me.id, { state: 'set_out', setOutAt: me.setOutAt ?? momentOf(ctx), arrivesAt })
    await advance(ctx, at, 'set_out', { personId: me.personId, arrivesAt })
    const { callName } = await personOf(ctx, me.personId)
    if (at.request && !me.setOutAt)
      await notify(ctx, {
        personIds: askersOf(at.request),
        kind: 'helper.on_the_way',
        subjectKind: 'request',
        subjectId: at.request.id,
        urgent: true,
        params: { callName, at: arrivesAt, code: at.visit.meetingCode },
      })
    return presentVisit(ctx, visitId)
  })

/** A scanned code is the text of a door card: the code itself, or an address that ends in it. */
const codeIn = (text: string): string => text.trim().split(/[/=]/).at(-1) ?? ''

/** The card of this household's door; where there is no household, of any door under the place. */
const cardShown = async (ctx: Context, visit: VisitRow, text: string | undefined): Promise<'this' | 'other' | null> => {
  if (!text) return null
  const door = await doorByCard(ctx, codeIn(text))
  if (!door) return 'other'
  if (!visit.householdId) return isUnder(door.path, visit.areaPath) ? 'this' : 'other'
  return (await doorAreaOf(ctx, visit.householdId)) === door.id ? 'this' : 'other'
}

/** Bodily risk: nobody starts without an accident insurance in force on that day. An organisation answers for its own people. */
const ensureInsured = async (ctx: Context, request: RequestRecord | null, me: HelperRow) => {
  if (!request || !me.volunteerId) return
  const { timeZone } = await ctx.kit.tenants.of(ctx.tenantId)
  const day = dayOf(momentOf(ctx), timeZone)
  const [{ bodilyRisk }, demanded] = await Promise.all([
    serviceOf(ctx, request.serviceId),
    requirementsOn(ctx, request.serviceId, day),
  ])
  if (!bodilyRisk && !demanded.some((one) => one.kind === 'insurance')) return
  ensure(await isInsured(ctx, me.personId, request.serviceId, day), 'visit.insurance_needed')
}

export const checkIn = (ctx: Context, visitId: string, body: Body<typeof contract.checkIn>): Promise<Visit> =>
  inTransaction(ctx, async (ctx) => {
    const at = await stepUp(ctx, visitId, 'checkIn')
    const me = found(at.me)
    await ensureInsured(ctx, at.request, me)
    const { body: policy } = await policyNow(ctx, 'visits')
    const metres = body.place ? metresBetween(body.place, await pointOf(ctx, at.visit.areaPath)) : null
    const card = await cardShown(ctx, at.visit, body.doorCode ?? body.scan)
    const proof = proofOf({
      metres,
      withinMetres: policy.proofMetres,
      withoutProof: body.withoutProof ?? false,
      card,
      badge: me.checkInProof === 'badge',
    })
    if (proof === 'visit.too_far' || proof === 'visit.other_door')
      throw new Refusal(proof, proof === 'visit.too_far' ? { detail: `${metres} m` } : {})
    const checkedInAt = later(momentOf(ctx), me.setOutAt)
    await updateHelper(ctx, me.id, {
      state: 'on_site',
      checkedInAt,
      checkInProof: proof as NonNullable<HelperRow['checkInProof']>,
      checkInMetres: metres,
    })
    await advance(ctx, at, 'check_in', { personId: me.personId, proof, metres })
    const { callName } = await personOf(ctx, me.personId)
    if (at.request)
      await notify(ctx, {
        personIds: askersOf(at.request),
        kind: 'helper.here',
        subjectKind: 'request',
        subjectId: at.request.id,
        urgent: true,
        params: { callName, code: at.visit.meetingCode },
      })
    return presentVisit(ctx, visitId)
  })

const later = (moment: Date, not: Date | null): Date => (not && not > moment ? not : moment)

/** The person at the door looks at the badge: is it ours, is it who was announced? A fresh code proves the arrival; a typed number only answers. */
export const scanBadge = (ctx: Context, visitId: string, badge: string): Promise<Output<typeof contract.scanBadge>> =>
  inTransaction(ctx, async (ctx) => {
    const { visit, request, helpers, asker, staff } = await sightOf(ctx, visitId)
    ensure(asker || staff, 'not_found')
    const { number, fresh } = readBadge(ctx, badge)
    const { ours, helperId } = await badgeAt(ctx, visit.id, number)
    const helper = helpers.find((one) => one.id === helperId)
    if (helper && asker && fresh && (helper.checkInProof === null || helper.checkInProof === 'none'))
      await updateHelper(ctx, helper.id, { checkInProof: 'badge' })
    if (request)
      await noteProgress(ctx, request, {
        act: 'badge_scanned',
        detail: { ours, expected: helper !== undefined, fresh },
      })
    return { ours, expected: helper !== undefined, fresh }
  })

/** Whoever stands at my door, found by the badge alone: the visit to me that its owner is on. */
export const meetBadge = async (ctx: Context, badge: string): Promise<Output<typeof meetBadgeEndpoint>> => {
  const { ours, callName, fresh } = await checkBadge(ctx, badge)
  for (const { id, requestId } of await visitsUnderWayOf(ctx, readBadge(ctx, badge).number)) {
    const { asker } = await sightOf(ctx, id).catch(ofNobody)
    if (asker) return { ...(await scanBadge(ctx, id, badge)), ours, callName, requestId }
  }
  return { ours, callName, fresh, expected: false, requestId: null }
}

const ofNobody = (error: unknown): { readonly asker: boolean } => {
  if (error instanceof Refusal && error.code === 'not_found') return { asker: false }
  throw error
}
