// What staff do at the board: let the machine ask, alert at once, or assign by hand. A person decides; against the proposal with a reason.
import type { Input } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/dispatch'
import type { Context } from '../../kit/context.ts'
import { inTransaction, reaches } from '../../kit/context.ts'
import { recordAudit } from '../../kit/audit.ts'
import { ensure, found } from '../../kit/errors.ts'
import { addMinutes } from '../../kit/time.ts'
import { staffOfOrganisation } from '../partners/service.ts'
import { policyNow } from '../policies/service.ts'
import { lockRequest, noteProgress } from '../requests/service.ts'
import type { RequestRecord } from '../requests/service.ts'
import { askNextWave, beginDispatch, setLook } from './ask-wave.ts'
import { recordDecision } from './decisions.ts'
import { fieldOf } from './find-candidates.ts'
import type { Field } from './find-candidates.ts'
import { learnFromChoice } from './learn-from-choice.ts'
import { offerTo, waveOf } from './make-offers.ts'
import { planIn } from './plan-wave.ts'
import { offersOf } from './queries.ts'
import { mayStaffOverrule, needsReason } from './rules.ts'
import { winSlot } from './take-job.ts'

type Wish = Input<typeof contract.dispatchRequest>['body']
const open = new Set(['reported', 'reopened', 'dispatching', 'in_meeting'])

export const dispatchRequest = (ctx: Context, requestId: string, wish: Wish): Promise<void> =>
  inTransaction(ctx, async (inner) => {
    const request = await lockRequest(inner, requestId)
    ensure(reaches(inner.actor, 'dispatch.run', request.areaPath), 'not_found')
    ensure(request.state !== 'assigned', 'offer.taken')
    ensure(open.has(request.state), 'request.wrong_state')
    ensure(!request.needsLook || request.urgency === 'life', 'request.needs_look')
    const ids = [...new Set([...(wish.volunteerIds ?? []), ...(wish.organisationIds ?? [])])]
    const started = await beginDispatch(inner, request, wish.policy, wish.reason || undefined)
    if (ids.length === 0) {
      ensure(wish.policy !== 'assign', 'dispatch.nobody_named')
      return askNextWave(inner, requestId)
    }
    const field = await fieldNaming(inner, started, ids)
    const overruled = needsReason(ids, field.ranked, field.excluded)
    ensure(wish.policy !== 'assign' || !overruled || wish.reason, 'dispatch.reason_needed')
    for (const one of field.excluded)
      ensure(!ids.includes(one.id) || mayStaffOverrule(one.reasons), 'dispatch.unqualified')
    if (wish.policy === 'assign') await assign(inner, field, ids, wish)
    else await askNamed(inner, field, ids, wish)
    if (overruled) await learnFromChoice(inner, field, ids, wish.because ?? 'other')
    if (overruled)
      await recordAudit(inner, {
        act: 'dispatch.overruled',
        subjectKind: 'request',
        subjectId: requestId,
        areaPath: request.areaPath,
        detail: { ids, reason: wish.reason ?? '', because: wish.because ?? 'other' },
      })
  })

/** The field, widened to the street when somebody named lives in another community. */
const fieldNaming = async (ctx: Context, request: RequestRecord, ids: readonly string[]): Promise<Field> => {
  const near = await fieldOf(ctx, request)
  if (ids.every((id) => near.rows.has(id))) return near
  const wide = await fieldOf(ctx, request, { wide: true })
  ensure(
    ids.every((id) => wide.rows.has(id)),
    'volunteer.unknown',
  )
  return wide
}

/** A choice by hand is written down beside what the machine would have done. */
const writeDown = async (
  ctx: Context,
  field: Field,
  act: 'ask' | 'assign',
  ids: readonly string[],
  nextLookAt: Date | null,
  wish: Wish,
) => {
  const { known, look } = await planIn(ctx, field)
  const made = { act, wave: waveOf(field) + 1, asked: ids, nextLookAt, reason: wish.reason ?? null }
  await recordDecision(ctx, field, known, look, made)
}

const askNamed = async (ctx: Context, field: Field, ids: readonly string[], wish: Wish) => {
  const { body } = await policyNow(ctx, 'dispatch')
  const lookAt = addMinutes(ctx.now, body.waveMinutes)
  await writeDown(ctx, field, 'ask', ids, lookAt, wish)
  const made = await offerTo(ctx, field, { ids, madeBy: 'staff', replyMinutes: body.waveMinutes, reason: wish.reason })
  await setLook(ctx, field.request.id, lookAt)
  await noteProgress(ctx, field.request, {
    act: 'asked',
    detail: { asked: made.length, by: 'staff' },
    ...(wish.reason ? { why: wish.reason } : {}),
  })
}

const assign = async (ctx: Context, field: Field, ids: readonly string[], wish: Wish) => {
  await writeDown(ctx, field, 'assign', ids, null, wish)
  await offerTo(ctx, field, { ids, madeBy: 'staff', replyMinutes: null, reason: wish.reason })
  for (const id of ids) {
    const offers = await offersOf(ctx, field.request.id)
    const offer = found(offers.findLast((one) => one.volunteerId === id || one.organisationId === id))
    const personId = offer.volunteerId
      ? found(offer.personId)
      : await staffWhoComes(ctx, offer.organisationId!, wish.staffPersonId)
    await winSlot(ctx, await lockRequest(ctx, field.request.id), offers, offer, personId, wish.arriveAt)
  }
}

/** Staff may name who of the organisation comes; else its first manager, who can pass it on. */
const staffWhoComes = async (ctx: Context, organisationId: string, named?: string): Promise<string> => {
  const staff = await staffOfOrganisation(ctx, organisationId)
  const one = named ? staff.find((each) => each.personId === named) : (staff.find((each) => each.manager) ?? staff[0])
  return found(one, 'dispatch.staff_needed').personId
}
