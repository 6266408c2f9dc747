// 这次不行: the reason is kept, the history counts it, and somebody else is asked in the same moment.
import type { Context } from '../../kit/context.ts'
import { inTransaction } from '../../kit/context.ts'
import { ensure, found } from '../../kit/errors.ts'
import { announce } from '../../kit/events.ts'
import { lockRequest } from '../requests/service.ts'
import { askNextWave } from './ask-wave.ts'
import { recount } from './learning-queries.ts'
import { offerById, updateOffer } from './queries.ts'
import { helperAsked } from './take-job.ts'

export const declineOffer = async (ctx: Context, offerId: string, reason: string, laterFrom?: Date): Promise<void> => {
  const offer = found(await offerById(ctx, offerId))
  await helperAsked(ctx, offer)
  await inTransaction(ctx, async (inner) => {
    const request = await lockRequest(inner, offer.requestId)
    const now = found(await offerById(inner, offerId))
    ensure(['sent', 'seen', 'expired'].includes(now.state), 'offer.over')
    await updateOffer(inner, offerId, {
      state: 'declined',
      declineReason: reason,
      laterFrom: laterFrom ?? null,
      answeredAt: inner.now,
    })
    await announce(inner, 'offer.changed', {
      offerId,
      requestId: request.id,
      areaPath: request.areaPath,
      personIds: [offer.personId],
    })
    await recount(inner, [(offer.volunteerId ?? offer.organisationId) as string])
    await askNextWave(inner, request.id)
  })
}
