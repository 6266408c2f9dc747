// Calls: contract → use case.
import * as agents from '@linbang/contract/agents'
import * as desk from '@linbang/contract/call-desk'
import * as calls from '@linbang/contract/calls'
import * as incidents from '@linbang/contract/incidents'
import * as returns from '@linbang/contract/return-calls'
import { serve } from '../../kit/http.ts'
import { agentOf, getAgentDesk, setAgentState } from './agents.ts'
import { answerCall, hangUpCall, nameCaller, startCall } from './answer-call.ts'
import { getCallWork, noteScript, openCallRequest, transferCall, undoCallRequest } from './call-requests.ts'
import { listCallers } from './callers.ts'
import { getCallFigures } from './figures.ts'
import { closeIncident, joinIncident, listIncidents, openIncident, sayToCallers } from './incidents.ts'
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
  serve(agents.getAgentDesk, (ctx) => getAgentDesk(ctx)),
  serve(agents.setAgentState, async (ctx, { body: { state } }) => {
    await setAgentState(ctx, agentOf(ctx).personId, state)
    return { state }
  }),
  serve(desk.startCall, (ctx, { body }) => startCall(ctx, body)),
  serve(desk.answerCall, (ctx, { params }) => answerCall(ctx, params.callId)),
  serve(desk.hangUpCall, (ctx, { params }) => hangUpCall(ctx, params.callId)),
  serve(desk.nameCaller, (ctx, { params, body }) => nameCaller(ctx, params.callId, body)),
  serve(desk.listCallers, (ctx, { params }) => listCallers(ctx, params.callId)),
  serve(desk.openCallRequest, (ctx, { params, body }) => openCallRequest(ctx, params.callId, body)),
  serve(desk.undoCallRequest, (ctx, { params }) => undoCallRequest(ctx, params.callId, params.requestId)),
  serve(desk.transferCall, (ctx, { params, body }) => transferCall(ctx, params.callId, body)),
  serve(desk.noteScript, (ctx, { params, body }) => noteScript(ctx, params.callId, body)),
  serve(desk.getCallWork, (ctx, { params }) => getCallWork(ctx, params.callId)),
  serve(incidents.listIncidents, (ctx, { query }) => listIncidents(ctx, query.closed ?? false)),
  serve(incidents.openIncident, (ctx, { body }) => openIncident(ctx, body)),
  serve(incidents.sayToCallers, (ctx, { params, body }) => sayToCallers(ctx, params.incidentId, body)),
  serve(incidents.joinIncident, (ctx, { params, body }) => joinIncident(ctx, params.incidentId, body)),
  serve(incidents.closeIncident, (ctx, { params, body }) => closeIncident(ctx, params.incidentId, body.words)),
  serve(returns.listReturnCalls, (ctx, { query }) => listReturnCalls(ctx, query)),
  serve(returns.promiseReturnCall, (ctx, { body }) => promiseReturnCall(ctx, body)),
  serve(returns.takeReturnCall, (ctx, { params }) => takeReturnCall(ctx, params.returnCallId)),
  serve(returns.finishReturnCall, (ctx, { params, body }) => finishReturnCall(ctx, params.returnCallId, body)),
]
