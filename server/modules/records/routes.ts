import * as contract from '@linbang/contract/records'
import { serve } from '../../kit/http.ts'
import { listRecords } from './service.ts'

export const recordsRoutes = [serve(contract.listRecords, (ctx, { query }) => listRecords(ctx, query))]
