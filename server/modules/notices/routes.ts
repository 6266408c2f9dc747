// Messages, their delivery log, and contact cards: contract → use case.
import * as areas from '@linbang/contract/areas'
import * as messages from '@linbang/contract/messages'
import * as contract from '@linbang/contract/notices'
import { serve } from '../../kit/http.ts'
import { bindWechat, forgetWay, giveMail, messageSettings, setMessageWish } from './contact-ways.ts'
import { listDeliveries, myNotices, printContactCards, readAllNotices, readNotice, subscribePush } from './service.ts'

export { mailPages } from './confirm-mail-page.ts'

export const noticeRoutes = [
  serve(messages.getMessageSettings, (ctx) => messageSettings(ctx)),
  serve(messages.setMessageWish, (ctx, { body }) => setMessageWish(ctx, body)),
  serve(messages.giveMail, (ctx, { body }) => giveMail(ctx, body.address)),
  serve(messages.bindWechat, (ctx, { body }) => bindWechat(ctx, body.code)),
  serve(messages.forgetWay, (ctx, { params }) => forgetWay(ctx, params.way)),
  serve(contract.listNotices, (ctx, { query }) => myNotices(ctx, query)),
  serve(contract.readNotice, (ctx, { params }) => readNotice(ctx, params.noticeId)),
  serve(contract.readAllNotices, (ctx) => readAllNotices(ctx)),
  serve(contract.subscribePush, (ctx, { body }) => subscribePush(ctx, body)),
  serve(contract.listDeliveries, (ctx, { query }) => listDeliveries(ctx, query)),
  serve(areas.printContactCards, (ctx, { params }) => printContactCards(ctx, params.areaId)),
]
