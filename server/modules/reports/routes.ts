import * as contract from '@linbang/contract/reports'
import { serve } from '../../kit/http.ts'
import { summaryOf, summarySheet } from './service.ts'

export const reportRoutes = [
  serve(contract.getSummary, (ctx, { query }) => summaryOf(ctx, query)),
  serve(contract.exportSummary, async (ctx, { query }) => {
    const { bytes, fileName } = await summarySheet(ctx, query)
    return { contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', bytes, fileName }
  }),
]
