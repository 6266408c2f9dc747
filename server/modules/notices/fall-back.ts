// The next way for a message that failed or that nobody has read in time. Whatever was read, or would come too late, stays as it is.
import { type Context, inTransaction } from '../../kit/context.ts'
import { enqueue } from '../../kit/jobs.ts'
import { addMinutes } from '../../kit/time.ts'
import { fallBackJob, leavesAt, openRound, outwardDelivery, sendLater, waysTo } from './notify.ts'
import { insertDeliveries, noticeSent } from './queries.ts'
import { recipientsOf } from './recipient-queries.ts'
import { lastsUntil } from './rules.ts'
import { kindOf } from './text.ts'
import { nextWay } from './way-rules.ts'

export const fallBack = (ctx: Context, { noticeId }: { noticeId: string }): Promise<void> =>
  inTransaction(ctx, async (inner) => {
    const notice = await noticeSent(inner, noticeId)
    if (!notice || notice.readAt) return
    const firstDue = notice.heldUntil.find((at) => at !== null) ?? notice.createdAt
    if (lastsUntil(notice, firstDue) <= inner.now) return
    const round = await openRound(inner)
    const [to] = await recipientsOf(inner, [notice.personId], inner.now)
    if (!to) return
    const ways = waysTo(to, kindOf(notice.kind), notice.urgent, round)
    const way = nextWay(ways, notice.tried)
    if (!way) return
    const at = leavesAt(inner, to, notice.urgent, round)
    const delivery = outwardDelivery(inner, noticeId, way, to, at)
    await insertDeliveries(inner, [delivery])
    await sendLater(inner, delivery)
    if (nextWay(ways, [...notice.tried, way]))
      await enqueue(inner, fallBackJob, { noticeId }, { startAfter: addMinutes(at, round.policy.fallBackMinutes) })
  })
