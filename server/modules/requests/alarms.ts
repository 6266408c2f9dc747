// Alarms of the desk: what rings now, and the one press that takes it, with a name on the timeline.
import type * as contract from '@linbang/contract/alarms'
import type { Input, Output } from '@linbang/contract/endpoint'
import { type Context, inTransaction, reaches, reachOf } from '../../kit/context.ts'
import { ensure, found } from '../../kit/errors.ts'
import { personOf } from '../people/service.ts'
import { alarmTakerOf, openAlarms } from './alarm-queries.ts'
import { meetDue, noteProgress } from './change-state.ts'
import { under } from './list-queries.ts'
import { lockRequest } from './queries.ts'

const reach = ({ actor }: Context) => (actor.kind === 'person' ? reachOf(actor, 'requests.staff') : [])

export const listAlarms = async (ctx: Context): Promise<Output<typeof contract.listAlarms>> => ({
  items: await openAlarms(ctx, under(reach(ctx))),
})

/** Exactly one takes it: the request is locked, whoever comes second is told who was first. Those asked to go there stay asked. */
export const takeAlarm = (
  ctx: Context,
  requestId: string,
  { outcome }: Input<typeof contract.takeAlarm>['body'],
): Promise<Output<typeof contract.takeAlarm>> =>
  inTransaction(ctx, async (ctx) => {
    ensure(ctx.actor.kind === 'person', 'auth.required')
    const request = found(await lockRequest(ctx, requestId))
    ensure(reaches(ctx.actor, 'requests.staff', request.areaPath), 'not_found')
    const rings = (await openAlarms(ctx, under([request.areaPath]))).some((one) => one.requestId === requestId)
    if (rings) {
      await noteProgress(ctx, request, { act: outcome === 'taken' ? 'alarm_taken' : 'alarm_false', staffOnly: true })
      if (request.urgency === 'life') await meetDue(ctx, requestId, 'answer', ctx.now)
    }
    const taker = rings ? ctx.actor.personId : await alarmTakerOf(ctx, requestId)
    ensure(taker !== null, 'not_found')
    return { mine: taker === ctx.actor.personId, takenBy: (await personOf(ctx, taker)).callName }
  })
