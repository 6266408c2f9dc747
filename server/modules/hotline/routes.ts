// Calls: contract → use case.
import * as calls from '@linbang/contract/calls'
import * as returns from '@linbang/contract/return-calls'
import { serve } from '../../kit/http.ts'
import { getCallFigures } from './figures.ts'
import { tellCallEvent } from './receive-call.ts'
import { listenToCall } from './recordings.ts'
import { finishReturnCall, listReturnCalls, promiseReturnCall, takeReturnCall } from './return-calls.ts'
import { getCall, listCalls, listCallsNow } from './show-calls.ts'

export const hotlineRoutes = [
  serve(calls.tellCallEvent, (ctx, { body }) => tellCallEvent(ctx, body)),
  serve(calls.listCalls, (ctx, { query }) => listCalls(ctx, query)),
  serve(calls.listCallsNow, (ctx) => listCallsNow(ctx)),
  serve(calls.getCallFigures, (ctx, { query }) => getCallFigures(ctx, query)),
  serve(calls.getCall, (ctx, { params }) => getCall(ctx, params.callId)),
  serve(calls.listenToCall, (ctx, { params, body }) => listenToCall(ctx, params.callId, body.reason)),
  serve(returns.listReturnCalls, (ctx, { query }) => listReturnCalls(ctx, query)),
  serve(returns.promiseReturnCall, (ctx, { body }) => promiseReturnCall(ctx, body)),
  serve(returns.takeReturnCall, (ctx, { params }) => takeReturnCall(ctx, params.returnCallId)),
  serve(returns.finishReturnCall, (ctx, { params, body }) => finishReturnCall(ctx, params.returnCallId, body)),
]
