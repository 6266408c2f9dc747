import * as contract from '@linbang/contract/reports'
import * as whatIf from '@linbang/contract/what-ifs'
import { serve } from '../../kit/http.ts'
import { listCases } from './cases.ts'
import { fairnessOf } from './fairness.ts'
import { summaryOf, summarySheet } from './service.ts'
import { cancelWhatIf, getWhatIf, listWhatIfs, startWhatIf } from './what-if.ts'

export const reportRoutes = [
  serve(contract.getFairness, (ctx, { query }) => fairnessOf(ctx, query)),
  serve(whatIf.startWhatIf, (ctx, { body }) => startWhatIf(ctx, body)),
  serve(whatIf.listWhatIfs, (ctx, { query }) => listWhatIfs(ctx, query)),
  serve(whatIf.getWhatIf, (ctx, { params }) => getWhatIf(ctx, params.whatIfId)),
  serve(whatIf.cancelWhatIf, (ctx, { params }) => cancelWhatIf(ctx, params.whatIfId)),
  serve(contract.getSummary, (ctx, { query }) => summaryOf(ctx, query)),
  serve(contract.listCases, (ctx, { query }) => listCases(ctx, query)),
  serve(contract.exportSummary, async (ctx, { query }) => {
    const { bytes, fileName } = await summarySheet(ctx, query)
    return { contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', bytes, fileName }
  }),
]
