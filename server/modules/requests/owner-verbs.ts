// Who is responsible for a request: handing over, handing back, and the ruling of the next level (首接负责).
import type { Endpoint, Input } from '@linbang/contract/endpoint'
import { type Permission, permissions } from '@linbang/contract/permissions'
import type * as contract from '@linbang/contract/request-verbs'
import type { Request } from '@linbang/contract/requests'
import { type Context, inTransaction } from '../../kit/context.ts'
import { ensure, found } from '../../kit/errors.ts'
import { newId } from '../../kit/ids.ts'
import { enqueue, job } from '../../kit/jobs.ts'
import { addMinutes } from '../../kit/time.ts'
import { staffAt } from '../accounts/service.ts'
import { areaOf } from '../areas/service.ts'
import { notify } from '../notices/service.ts'
import { policyNow } from '../policies/service.ts'
import { changeState } from './change-state.ts'
import { insertHandBack, openHandBack, ruleHandBack } from './history-queries.ts'
import { presentRequest } from './present.ts'
import { type RequestRecord } from './queries.ts'
import { lockFor } from './standing.ts'

type Body<E extends Endpoint> = Input<E> extends { body: infer B } ? B : never
export const rulingDue = job<{ requestId: string; handBackId: string }>('requests.ruling_due')

const me = (ctx: Context): string => {
  ensure(ctx.actor.kind === 'person', 'auth.required')
  return ctx.actor.personId
}

const holdersOf = (ctx: Context, request: RequestRecord, permission: Permission) =>
  staffAt(ctx, request.areaPath, permissions[permission])

/** Somebody whose work this can be. */
const colleague = async (ctx: Context, request: RequestRecord, personId: string): Promise<string> => {
  ensure(
    (await holdersOf(ctx, request, 'requests.staff')).some((one) => one.personId === personId),
    'person.unknown',
  )
  return personId
}

const tell = async (ctx: Context, request: RequestRecord, personIds: readonly string[], why: string) => {
  const others = personIds.filter((id) => id !== me(ctx))
  const { name } = await areaOf(ctx, request.areaId)
  if (others.length > 0)
    await notify(ctx, {
      personIds: others,
      kind: 'request.escalated',
      subjectKind: 'request',
      subjectId: request.id,
      params: { number: request.number, area: name, why },
    })
}

/** To oneself means: I take it. To another it is an offer; until they act on the request the one before stays responsible. */
export const handOver = (ctx: Context, id: string, body: Body<typeof contract.handOverRequest>): Promise<Request> =>
  inTransaction(ctx, async (ctx) => {
    const request = await lockFor(ctx, id, 'handOver', body.version)
    const toPersonId = await colleague(ctx, request, body.toPersonId)
    const taken = toPersonId === me(ctx)
    const set = taken ? { ownerPersonId: toPersonId } : request.ownerPersonId === null ? { ownerPersonId: me(ctx) } : {}
    await changeState(ctx, request, {
      act: 'hand_over',
      to: request.state,
      why: body.reason,
      detail: { toPersonId },
      staffOnly: true,
      set,
    })
    await tell(ctx, request, [toPersonId], body.reason)
    return presentRequest(ctx, id)
  })

/** The nearest who may rule and is not the one who hands back; on duty first. */
export const rulersOf = async (ctx: Context, request: RequestRecord, not: string | null): Promise<string[]> => {
  const rulers = (await holdersOf(ctx, request, 'requests.rule')).filter((one) => one.personId !== not)
  const nearest = rulers[0]
  return nearest
    ? [...new Set(rulers.filter((one) => one.areaPath === nearest.areaPath).map((one) => one.personId))]
    : []
}

export const handBack = (ctx: Context, id: string, body: Body<typeof contract.handBackRequest>): Promise<Request> =>
  inTransaction(ctx, async (ctx) => {
    const request = await lockFor(ctx, id, 'handBack', body.version)
    const { body: policy } = await policyNow(ctx, 'requests')
    const rulingDueAt = addMinutes(ctx.now, policy.rulingMinutes)
    const handBackId = newId()
    await insertHandBack(ctx, { id: handBackId, requestId: id, byPersonId: me(ctx), reason: body.reason, rulingDueAt })
    await changeState(ctx, request, {
      act: 'hand_back',
      to: request.state,
      why: body.reason,
      staffOnly: true,
      set: request.ownerPersonId === null ? { ownerPersonId: me(ctx) } : {},
    })
    const { name } = await areaOf(ctx, request.areaId)
    const personIds = await rulersOf(ctx, request, me(ctx))
    if (personIds.length > 0)
      await notify(ctx, {
        personIds,
        kind: 'hand_back.ruling',
        subjectKind: 'request',
        subjectId: id,
        params: { number: request.number, area: name, reason: body.reason, by: rulingDueAt },
      })
    await enqueue(ctx, rulingDue, { requestId: id, handBackId }, { startAfter: rulingDueAt })
    return presentRequest(ctx, id)
  })

/** Upheld: somebody else is responsible, and what was arranged is arranged anew. Else it stays where it was. */
export const rule = (ctx: Context, id: string, body: Body<typeof contract.ruleRequest>): Promise<Request> =>
  inTransaction(ctx, async (ctx) => {
    const request = await lockFor(ctx, id, 'rule', body.version)
    const open = found(await openHandBack(ctx, id), 'request.no_hand_back')
    const owner = body.upheld
      ? body.toPersonId
        ? await colleague(ctx, request, body.toPersonId)
        : me(ctx)
      : open.byPersonId
    await ruleHandBack(ctx, open.id, { ruledBy: me(ctx), upheld: body.upheld, ruling: body.ruling })
    const to = body.upheld && request.state === 'assigned' ? 'dispatching' : request.state
    await changeState(ctx, request, {
      act: 'rule',
      to,
      why: body.ruling,
      detail: { upheld: body.upheld },
      staffOnly: true,
      set: { ownerPersonId: owner },
    })
    await tell(ctx, request, [owner, open.byPersonId], body.ruling)
    return presentRequest(ctx, id)
  })
