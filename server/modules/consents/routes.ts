// Consents: contract → use case.
import * as contract from '@linbang/contract/consents'
import { serve } from '../../kit/http.ts'
import { giveConsent, myConsents, recordConsent } from './service.ts'

export const consentRoutes = [
  serve(contract.listMyConsents, (ctx) => myConsents(ctx)),
  serve(contract.giveConsent, (ctx, { body }) => giveConsent(ctx, body)),
  serve(contract.recordConsent, (ctx, { params, body }) => recordConsent(ctx, params.personId, body)),
]
