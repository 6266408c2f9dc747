// Settings and working days: contract → use case.
import * as contract from '@linbang/contract/policies'
import { serve } from '../../kit/http.ts'
import { addPolicy, listPolicies, setWorkingYear, workingYear } from './service.ts'

export const policyRoutes = [
  serve(contract.listPolicies, (ctx, { query }) => listPolicies(ctx, query.kind)),
  serve(contract.addPolicy, (ctx, { body }) => addPolicy(ctx, body)),
  serve(contract.getWorkingYear, (ctx, { params }) => workingYear(ctx, Number(params.year))),
  serve(contract.setWorkingYear, (ctx, { params, body }) => setWorkingYear(ctx, Number(params.year), body)),
]
