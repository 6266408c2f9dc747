import * as contract from '@linbang/contract/partners'
import { serve } from '../../kit/http.ts'
import {
  addOrganisation,
  addStaff,
  changeOrganisation,
  endStaff,
  getOrganisation,
  listOrganisations,
  listStaff,
} from './service.ts'

export const partnerRoutes = [
  serve(contract.listOrganisations, (ctx, { query }) => listOrganisations(ctx, query)),
  serve(contract.getOrganisation, (ctx, { params }) => getOrganisation(ctx, params.organisationId)),
  serve(contract.addOrganisation, (ctx, { body }) => addOrganisation(ctx, body)),
  serve(contract.changeOrganisation, (ctx, { params, body }) => changeOrganisation(ctx, params.organisationId, body)),
  serve(contract.listStaff, async (ctx, { params }) => ({ items: await listStaff(ctx, params.organisationId) })),
  serve(contract.addStaff, (ctx, { params, body }) => addStaff(ctx, params.organisationId, body)),
  serve(contract.endStaff, async (ctx, { params }) => {
    await endStaff(ctx, params.organisationId, params.staffId)
    return {}
  }),
]
