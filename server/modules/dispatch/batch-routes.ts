import * as contract from '@linbang/contract/batches'
import { serve } from '../../kit/http.ts'
import { changeBatch, dropBatch, listBatches, priceInBatch, proposeBatch, publishBatch, showBatch } from './service.ts'

export const batchRoutes = [
  serve(contract.listBatches, (ctx, { query }) => listBatches(ctx, query.areaId)),
  serve(contract.proposeBatch, (ctx, { body }) => proposeBatch(ctx, body.areaId)),
  serve(contract.getBatch, (ctx, { params }) => showBatch(ctx, params.batchId)),
  serve(contract.priceMove, (ctx, { params, body }) => priceInBatch(ctx, params.batchId, body)),
  serve(contract.moveInBatch, async (ctx, { params, body }) => {
    await changeBatch(ctx, params.batchId, body)
    return showBatch(ctx, params.batchId)
  }),
  serve(contract.publishBatch, async (ctx, { params, body }) => {
    await publishBatch(ctx, params.batchId, body.version)
    return showBatch(ctx, params.batchId)
  }),
  serve(contract.dropBatch, async (ctx, { params, body }) => {
    await dropBatch(ctx, params.batchId, body.version)
    return {}
  }),
]
