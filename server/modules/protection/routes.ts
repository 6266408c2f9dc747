// Protection: contract → use case.
import * as accidents from '@linbang/contract/accidents'
import * as allowances from '@linbang/contract/allowances'
import * as insurance from '@linbang/contract/insurance'
import { serve } from '../../kit/http.ts'
import * as protection from './service.ts'

export const protectionRoutes = [
  serve(insurance.listInsurance, (ctx, { query }) => protection.listInsurance(ctx, query)),
  serve(insurance.addInsurance, (ctx, { body }) => protection.addInsurance(ctx, body)),
  serve(insurance.endInsurance, (ctx, { params, body }) => protection.endInsurance(ctx, params.policyId, body)),
  serve(insurance.listInsured, (ctx, { params, query }) => protection.listInsured(ctx, params.policyId, query)),
  serve(insurance.insurePeople, (ctx, { params, body }) => protection.insurePeople(ctx, params.policyId, body)),
  serve(insurance.uninsurePerson, (ctx, { params }) =>
    protection.uninsurePerson(ctx, params.policyId, params.personId),
  ),
  serve(insurance.listCover, (ctx, { query }) => protection.listCover(ctx, query)),
  serve(insurance.myCover, (ctx) => protection.myCover(ctx)),
  serve(accidents.reportAccident, (ctx, { body }) => protection.reportAccident(ctx, body)),
  serve(accidents.listAccidents, (ctx, { query }) => protection.listAccidents(ctx, query)),
  serve(accidents.getAccident, (ctx, { params }) => protection.getAccident(ctx, params.accidentId)),
  serve(accidents.followAccident, (ctx, { params, body }) => protection.followAccident(ctx, params.accidentId, body)),
  serve(allowances.askAllowance, (ctx, { body }) => protection.askAllowance(ctx, body)),
  serve(allowances.listAllowances, (ctx, { query }) => protection.listAllowances(ctx, query)),
  serve(allowances.withdrawAllowance, (ctx, { params }) => protection.withdrawAllowance(ctx, params.allowanceId)),
  serve(allowances.decideAllowance, (ctx, { params, body }) =>
    protection.decideAllowance(ctx, params.allowanceId, body),
  ),
  serve(allowances.payAllowance, (ctx, { params }) => protection.payAllowance(ctx, params.allowanceId)),
  serve(allowances.fillAllowanceFund, (ctx, { body }) => protection.fillAllowanceFund(ctx, body)),
  serve(accidents.printAccident, (ctx, { params }) => protection.printAccident(ctx, params.accidentId)),
]
