// Dispatch reacts: a request that may be served is looked for at once; a look set for a moment happens at that moment.
import { reaction } from '../../kit/events.ts'
import { schedule, worker } from '../../kit/jobs.ts'
import type { Context } from '../../kit/context.ts'
import { inTransaction } from '../../kit/context.ts'
import { addMinutes } from '../../kit/time.ts'
import { policyNow } from '../policies/service.ts'
import { isDispatchable, lockRequest } from '../requests/service.ts'
import { climb, climbLadder } from './alert-ladder.ts'
import { askNextWave, beginDispatch, lookAgain } from './ask-wave.ts'
import { communitiesDue } from './batch-queries.ts'
import { makeBatch } from './make-batch.ts'
import { carryOut, carryOutBatch } from './publish-batch.ts'
import { recount } from './learning-queries.ts'
import { takeBackOffers } from './take-job.ts'

/** Requests written by staff at the desk wait for the person who wrote them: the candidates stand beside the form. */
const writtenAtTheDesk = new Set(['desk', 'hotline'])

/** A proposal for each community that has none since this moment. */
const proposeForAll = async (ctx: Context, since: Date) => {
  for (const area of await communitiesDue(ctx, since)) await makeBatch(ctx, area)
}
const proposeByDay = async (ctx: Context) => {
  const { batchEveryMinutes } = (await policyNow(ctx, 'dispatch')).body
  if (batchEveryMinutes > 0) await proposeForAll(ctx, addMinutes(ctx.now, -batchEveryMinutes))
}

export const dispatchJobs = [
  reaction('request.reported', 'dispatch.begin', (ctx, { requestId }) =>
    inTransaction(ctx, async (inner) => {
      const request = await lockRequest(inner, requestId)
      const life = request.urgency === 'life'
      if (
        request.state !== 'reported' ||
        (!life && (!isDispatchable(request) || writtenAtTheDesk.has(request.channel)))
      )
        return
      await beginDispatch(inner, request, life ? 'instant' : 'waves')
    }),
  ),
  reaction('request.reopened', 'dispatch.begin_again', (ctx, { requestId }) =>
    inTransaction(ctx, async (inner) => {
      const request = await lockRequest(inner, requestId)
      // What was only answered, and was never anything to send somebody for, is answered again by staff.
      if (request.state !== 'reopened' || (request.dispatchedAt === null && !isDispatchable(request))) return
      await beginDispatch(inner, request, request.urgency === 'life' ? 'instant' : 'waves')
    }),
  ),
  reaction('request.dispatching', 'dispatch.ask', (ctx, { requestId }) => askNextWave(ctx, requestId)),
  reaction('request.cancelled', 'dispatch.withdraw', (ctx, { requestId }) =>
    inTransaction(ctx, async (inner) => takeBackOffers(inner, await lockRequest(inner, requestId))),
  ),
  worker(lookAgain, (ctx, { requestId, lookId }) => askNextWave(ctx, requestId, lookId)),
  worker(climb, (ctx, { requestId, round, step }) => climbLadder(ctx, requestId, round, step)),
  worker(carryOut, (ctx, { batchId }) => carryOutBatch(ctx, batchId)),
  schedule('dispatch.batch_nightly', '40 2 * * *', (ctx) => proposeForAll(ctx, ctx.now)),
  schedule('dispatch.batch_by_day', '*/10 7-20 * * *', proposeByDay),
  schedule('dispatch.recount', '10 3 * * *', (ctx) => recount(ctx, 'everybody')),
]
