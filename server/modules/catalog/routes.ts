// The catalogue: contract → use case.
import * as contract from '@linbang/contract/catalog'
import { serve } from '../../kit/http.ts'
import { addService, changeService, dangerIn, listServices, suggestServices } from './service.ts'

export const catalogRoutes = [
  serve(contract.listServices, (ctx, { query }) => listServices(ctx, query)),
  serve(contract.addService, (ctx, { body }) => addService(ctx, body)),
  serve(contract.changeService, (ctx, { params, body }) => changeService(ctx, params.serviceId, body)),
  serve(contract.checkWords, async (_ctx, { body }) => dangerIn(body.text)),
  serve(contract.suggestServices, (ctx, { body }) => suggestServices(ctx, body.text)),
]
