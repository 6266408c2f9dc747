// Requests: contract → use case. POST /requests is served by series, which knows what a repeating need is.
import * as alarms from '@linbang/contract/alarms'
import * as contractOfChats from '@linbang/contract/chat-drafts'
import * as late from '@linbang/contract/late-list'
import * as contract from '@linbang/contract/requests'
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
  serve(contract.listRequests, (ctx, { query }) => listRequests(ctx, query)),
  serve(contract.getBoard, (ctx, { query }) => getBoard(ctx, query.areaId)),
  serve(alarms.listAlarms, (ctx) => listAlarms(ctx)),
  serve(alarms.takeAlarm, (ctx, { params, body }) => takeAlarm(ctx, params.requestId, body)),
  serve(contract.getLights, (ctx, { query }) => getLights(ctx, query.areaId)),
  serve(contract.getRequest, (ctx, { params }) => presentRequest(ctx, params.requestId)),
  serve(contract.triageRequest, (ctx, { params, body }) => triage(ctx, params.requestId, body)),
  serve(contract.lookAtRequest, (ctx, { params, body }) => lookAt(ctx, params.requestId, body)),
  serve(contract.answerRequest, (ctx, { params, body }) => answer(ctx, params.requestId, body)),
  serve(contract.declineRequest, (ctx, { params, body }) => decline(ctx, params.requestId, body)),
  serve(contract.cancelRequest, (ctx, { params, body }) => cancel(ctx, params.requestId, body)),
  serve(contract.moveRequest, (ctx, { params, body }) => move(ctx, params.requestId, body)),
  serve(contract.mergeRequest, (ctx, { params, body }) => merge(ctx, params.requestId, body)),
  serve(contract.unmergeRequest, (ctx, { params, body }) => unmerge(ctx, params.requestId, body)),
  serve(contract.handOverRequest, (ctx, { params, body }) => handOver(ctx, params.requestId, body)),
  serve(contract.handBackRequest, (ctx, { params, body }) => handBack(ctx, params.requestId, body)),
  serve(contract.ruleRequest, (ctx, { params, body }) => rule(ctx, params.requestId, body)),
  serve(contract.pauseRequest, (ctx, { params, body }) => pause(ctx, params.requestId, body)),
  serve(contract.resumeRequest, (ctx, { params, body }) => resume(ctx, params.requestId, body)),
  serve(contract.extendRequest, (ctx, { params, body }) => extend(ctx, params.requestId, body)),
  serve(contract.unmetRequest, (ctx, { params, body }) => giveUp(ctx, params.requestId, body)),
  serve(contract.conveneRequest, (ctx, { params, body }) => convene(ctx, params.requestId, body)),
  serve(contract.confirmRequest, (ctx, { params, body }) => confirm(ctx, params.requestId, body)),
  serve(contract.reopenRequest, (ctx, { params, body }) => reopen(ctx, params.requestId, body)),
  serve(contract.closeRequest, (ctx, { params, body }) => close(ctx, params.requestId, body)),
]
