// Before a step is late whoever answers for it is reminded, once: in the last part of its time, as the policy says.
import { type Context, inTransaction } from '../../kit/context.ts'
import { areaOf } from '../areas/service.ts'
import { notify } from '../notices/service.ts'
import { policyNow } from '../policies/service.ts'
import { type Ahead, dueSoon, markReminded } from './late-queries.ts'
import { eachOnItsOwn, nextUp, paused } from './lateness.ts'
import { lockRequest, type RequestRecord } from './queries.ts'
import { isOpen } from './rules.ts'

/** Who is responsible; while nobody is, the grid. */
const whoAnswers = async (ctx: Context, request: RequestRecord): Promise<readonly string[]> =>
  request.ownerPersonId ? [request.ownerPersonId] : ((await nextUp(ctx, request, 'grid'))?.personIds ?? [])

const remindOne = (ctx: Context, requestId: string, ahead: Ahead): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const request = await lockRequest(ctx, requestId)
    if (!isOpen(request.state) || paused(request, ctx.now)) return
    // The mark and the message are one transaction: a process that is killed between them has done neither.
    const soon = await markReminded(ctx, requestId, ahead)
    if (!soon) return
    const personIds = await whoAnswers(ctx, request)
    if (personIds.length === 0) return
    const { name: area } = await areaOf(ctx, request.areaId)
    await notify(ctx, {
      personIds,
      kind: 'request.due_soon',
      subjectKind: 'request',
      subjectId: request.id,
      params: { number: request.number, area, step: soon.step, until: soon.dueAt },
    })
  })

export const remindBefore = async (ctx: Context): Promise<void> => {
  const { body } = await policyNow(ctx, 'requests')
  await eachOnItsOwn(await dueSoon(ctx, body), (id) => remindOne(ctx, id, body))
}
