import * as contract from '@linbang/contract/records'
import { serve } from '../../kit/http.ts'
import { listRecords } from './service.ts'

export const recordRoutes = [serve(contract.listRecords, (ctx, { query }) => listRecords(ctx, query))]
