// The duty roster: contract → use case.
import * as contract from '@linbang/contract/roster'
import * as calendarFeeds from '@linbang/contract/calendar-feeds'
import * as dutiesNow from '@linbang/contract/duties'
import { serve } from '../../kit/http.ts'
import { heardDuty } from '../accounts/service.ts'
import { endFeed, makeFeed, shiftFeed } from './feeds.ts'
import { getDutyNow } from './on-duty.ts'
import { closeShift, getMyShifts, listHandOvers, openShift, readHandOver } from './open-shift.ts'
import {
  addShiftKind,
  applyTemplate,
  changeShiftKind,
  copyWeek,
  endShiftKind,
  endTemplate,
  keepTemplate,
  paintShifts,
  removeShifts,
} from './plan-shifts.ts'
import { getRoster } from './show-roster.ts'
import { agreeSwap, askSwap, refuseSwap, withdrawSwap } from './swaps.ts'

export const rosterRoutes = [
  serve(contract.getRoster, (ctx, { query }) => getRoster(ctx, query)),
  serve(contract.addShiftKind, (ctx, { body }) => addShiftKind(ctx, body)),
  serve(contract.changeShiftKind, (ctx, { params, body }) => changeShiftKind(ctx, params.shiftKindId, body)),
  serve(contract.endShiftKind, (ctx, { params, body }) => endShiftKind(ctx, params.shiftKindId, body.version)),
  serve(contract.paintShifts, (ctx, { body }) => paintShifts(ctx, body.cells)),
  serve(contract.removeShifts, (ctx, { body }) => removeShifts(ctx, body.shiftIds)),
  serve(contract.copyWeek, (ctx, { body }) => copyWeek(ctx, body)),
  serve(contract.keepTemplate, (ctx, { body }) => keepTemplate(ctx, body)),
  serve(contract.applyTemplate, (ctx, { params, body }) => applyTemplate(ctx, params.rosterTemplateId, body.to)),
  serve(contract.endTemplate, (ctx, { params }) => endTemplate(ctx, params.rosterTemplateId)),
  serve(contract.getMyShifts, (ctx) => getMyShifts(ctx)),
  serve(contract.openShift, (ctx, { params, body }) => openShift(ctx, params.shiftId, body.soundHeard)),
  serve(contract.closeShift, (ctx, { params, body }) => closeShift(ctx, params.shiftId, body.words)),
  serve(contract.readHandOver, (ctx, { params }) => readHandOver(ctx, params.handOverId)),
  serve(contract.listHandOvers, (ctx, { query }) => listHandOvers(ctx, query.areaId)),
  serve(contract.askSwap, (ctx, { params, body }) => askSwap(ctx, params.shiftId, body)),
  serve(contract.agreeSwap, (ctx, { params }) => agreeSwap(ctx, params.swapId)),
  serve(contract.refuseSwap, (ctx, { params }) => refuseSwap(ctx, params.swapId)),
  serve(contract.withdrawSwap, (ctx, { params }) => withdrawSwap(ctx, params.swapId)),
  serve(dutiesNow.beatDuty, async (ctx) => ({ onDuty: await heardDuty(ctx) })),
  serve(dutiesNow.getDutyNow, (ctx, { query }) => getDutyNow(ctx, query.areaId)),
  serve(calendarFeeds.makeFeed, (ctx, { body }) => makeFeed(ctx, body.kind)),
  serve(calendarFeeds.endFeed, (ctx, { body }) => endFeed(ctx, body.kind)),
  serve(calendarFeeds.getShiftFeed, (ctx, { params }) => shiftFeed(ctx, params.token)),
]
