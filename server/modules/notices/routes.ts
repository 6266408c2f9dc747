// Messages, their delivery log, and contact cards: contract → use case.
import * as areas from '@linbang/contract/areas'
import * as contract from '@linbang/contract/notices'
import { serve } from '../../kit/http.ts'
import { listDeliveries, myNotices, printContactCards, readAllNotices, readNotice, subscribePush } from './service.ts'

export const noticeRoutes = [
  serve(contract.listNotices, (ctx, { query }) => myNotices(ctx, query)),
  serve(contract.readNotice, (ctx, { params }) => readNotice(ctx, params.noticeId)),
  serve(contract.readAllNotices, (ctx) => readAllNotices(ctx)),
  serve(contract.subscribePush, (ctx, { body }) => subscribePush(ctx, body)),
  serve(contract.listDeliveries, (ctx, { query }) => listDeliveries(ctx, query)),
  serve(areas.printContactCards, (ctx, { params }) => printContactCards(ctx, params.areaId)),
]
