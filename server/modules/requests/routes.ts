// Requests: contract → use case. POST /requests is served by series, which knows what a repeating need is.
import * as alarms from '@linbang/contract/alarms'
import * as contractOfChats from '@linbang/contract/chat-drafts'
import * as late from '@linbang/contract/late-list'
import * as contract from '@linbang/contract/requests'
import * as requestLists from '@linbang/contract/request-lists'
import * as requestVerbs from '@linbang/contract/request-verbs'
import { serve } from '../../kit/http.ts'
import { registerFileReader } from '../files/service.ts'
import { listAlarms, takeAlarm } from './alarms.ts'
import { cancel, confirm, move, reopen } from './asker-verbs.ts'
import { extend, pause, resume } from './clock-verbs.ts'
import { listLate } from './late-list.ts'
import { findDuplicates, getBoard, getLights, listRequests } from './list-requests.ts'
import { handBack, handOver, rule } from './owner-verbs.ts'
import { presentRequest } from './present.ts'
import { readChat } from './read-chat.ts'
import { maySeeFile } from './see-files.ts'
import { answer, close, convene, decline, giveUp, lookAt, merge, triage, unmerge } from './staff-verbs.ts'

registerFileReader('request', maySeeFile)

export const requestRoutes = [
  serve(contract.findDuplicates, (ctx, { query }) => findDuplicates(ctx, query)),
  serve(contractOfChats.readChat, (ctx, { body }) => readChat(ctx, body)),
  serve(late.listLate, (ctx, { query }) => listLate(ctx, query)),
  serve(requestLists.listRequests, (ctx, { query }) => listRequests(ctx, query)),
  serve(requestLists.getBoard, (ctx, { query }) => getBoard(ctx, query.areaId)),
  serve(alarms.listAlarms, (ctx) => listAlarms(ctx)),
  serve(alarms.takeAlarm, (ctx, { params, body }) => takeAlarm(ctx, params.requestId, body)),
  serve(requestLists.getLights, (ctx, { query }) => getLights(ctx, query.areaId)),
  serve(contract.getRequest, (ctx, { params }) => presentRequest(ctx, params.requestId)),
  serve(requestVerbs.triageRequest, (ctx, { params, body }) => triage(ctx, params.requestId, body)),
  serve(requestVerbs.lookAtRequest, (ctx, { params, body }) => lookAt(ctx, params.requestId, body)),
  serve(requestVerbs.answerRequest, (ctx, { params, body }) => answer(ctx, params.requestId, body)),
  serve(requestVerbs.declineRequest, (ctx, { params, body }) => decline(ctx, params.requestId, body)),
  serve(requestVerbs.cancelRequest, (ctx, { params, body }) => cancel(ctx, params.requestId, body)),
  serve(requestVerbs.moveRequest, (ctx, { params, body }) => move(ctx, params.requestId, body)),
  serve(requestVerbs.mergeRequest, (ctx, { params, body }) => merge(ctx, params.requestId, body)),
  serve(requestVerbs.unmergeRequest, (ctx, { params, body }) => unmerge(ctx, params.requestId, body)),
  serve(requestVerbs.handOverRequest, (ctx, { params, body }) => handOver(ctx, params.requestId, body)),
  serve(requestVerbs.handBackRequest, (ctx, { params, body }) => handBack(ctx, params.requestId, body)),
  serve(requestVerbs.ruleRequest, (ctx, { params, body }) => rule(ctx, params.requestId, body)),
  serve(requestVerbs.pauseRequest, (ctx, { params, body }) => pause(ctx, params.requestId, body)),
  serve(requestVerbs.resumeRequest, (ctx, { params, body }) => resume(ctx, params.requestId, body)),
  serve(requestVerbs.extendRequest, (ctx, { params, body }) => extend(ctx, params.requestId, body)),
  serve(requestVerbs.unmetRequest, (ctx, { params, body }) => giveUp(ctx, params.requestId, body)),
  serve(requestVerbs.conveneRequest, (ctx, { params, body }) => convene(ctx, params.requestId, body)),
  serve(requestVerbs.confirmRequest, (ctx, { params, body }) => confirm(ctx, params.requestId, body)),
  serve(requestVerbs.reopenRequest, (ctx, { params, body }) => reopen(ctx, params.requestId, body)),
  serve(requestVerbs.closeRequest, (ctx, { params, body }) => close(ctx, params.requestId, body)),
]
