import * as contract from '@linbang/contract/dispatch'
import * as resource from '@linbang/contract/resources'
import * as lending from '@linbang/contract/lending'
import * as smsAnswers from '@linbang/contract/sms-answers'
import { reaches } from '../../kit/context.ts'
import { ensure, found } from '../../kit/errors.ts'
import { serve } from '../../kit/http.ts'
import { presentRequest, requestById } from '../requests/service.ts'
import { batchRoutes } from './batch-routes.ts'
import {
  acceptOffer,
  answerBySms,
  askNextWave,
  claimRequest,
  decideOnLending,
  declineOffer,
  dispatchRequest,
  fieldOf,
  listLendings,
  listResources,
  listTasks,
  openOffer,
  openTask,
  presentCandidates,
} from './service.ts'

export const dispatchRoutes = [
  ...batchRoutes,
  serve(resource.listResources, (ctx, { query }) => listResources(ctx, query)),
  serve(contract.listCandidates, async (ctx, { params }) => {
    const request = found(await requestById(ctx, params.requestId))
    ensure(reaches(ctx.actor, 'dispatch.candidates', request.areaPath), 'not_found')
    return presentCandidates(ctx, await fieldOf(ctx, request))
  }),
  serve(contract.dispatchRequest, async (ctx, { params, body }) => {
    await dispatchRequest(ctx, params.requestId, body)
    return presentRequest(ctx, params.requestId)
  }),
  serve(lending.listLendings, (ctx) => listLendings(ctx)),
  serve(lending.decideLending, async (ctx, { params, body }) => {
    const { requestId, granted } = await decideOnLending(ctx, params.lendingId, body)
    if (granted) await askNextWave(ctx, requestId)
    return {}
  }),
  serve(contract.listOffers, (ctx, { query }) => listTasks(ctx, query.state === 'past')),
  serve(contract.getOffer, (ctx, { params }) => openOffer(ctx, params.offerId)),
  serve(contract.getTask, (ctx, { params, query }) => openTask(ctx, params.requestId, query.organisationId)),
  serve(contract.acceptOffer, (ctx, { params, body }) => acceptOffer(ctx, params.offerId, body)),
  serve(contract.declineOffer, async (ctx, { params, body }) => {
    await declineOffer(ctx, params.offerId, body.reason, body.laterFrom)
    return openOffer(ctx, params.offerId)
  }),
  serve(smsAnswers.answerBySms, (ctx, { body }) => answerBySms(ctx, body)),
  serve(contract.claimRequest, (ctx, { params, body }) => claimRequest(ctx, params.requestId, body)),
]
