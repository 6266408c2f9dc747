// Visits: contract → use case.
import { meetBadge as meetBadgeEndpoint } from '@linbang/contract/badges'
import * as contract from '@linbang/contract/visits'
import { serve } from '../../kit/http.ts'
import { registerFileReader } from '../files/service.ts'
import { dropVisit, markNoShow, needHelp, wrongPerson } from './alarms.ts'
import { amendSheet, getSheet } from './amend-sheet.ts'
import { maySeeFile } from './at-visit.ts'
import { finishVisit, signVisit } from './finish-visit.ts'
import { checkIn, meetBadge, scanBadge, setOut } from './go-there.ts'
import { printSheet, printSheetWithDoor } from './print-sheet.ts'
import { listVisits, presentVisit } from './show-visit.ts'

registerFileReader('visit', maySeeFile)
registerFileReader('signature', maySeeFile)

export const visitRoutes = [
  serve(contract.listVisits, (ctx, { query }) => listVisits(ctx, query)),
  serve(contract.getVisit, (ctx, { params }) => presentVisit(ctx, params.visitId)),
  serve(contract.setOut, (ctx, { params, body }) => setOut(ctx, params.visitId, body)),
  serve(contract.checkIn, (ctx, { params, body }) => checkIn(ctx, params.visitId, body)),
  serve(contract.finishVisit, (ctx, { params, body }) => finishVisit(ctx, params.visitId, body)),
  serve(contract.signVisit, (ctx, { params, body }) => signVisit(ctx, params.visitId, body)),
  serve(contract.needHelp, (ctx, { params, body }) => needHelp(ctx, params.visitId, body)),
  serve(contract.dropVisit, (ctx, { params, body }) => dropVisit(ctx, params.visitId, body)),
  serve(contract.wrongPerson, (ctx, { params, body }) => wrongPerson(ctx, params.visitId, body)),
  serve(meetBadgeEndpoint, (ctx, { params }) => meetBadge(ctx, params.number)),
  serve(contract.scanBadge, (ctx, { params, body }) => scanBadge(ctx, params.visitId, body.badgeNumber)),
  serve(contract.markNoShow, (ctx, { params, body }) => markNoShow(ctx, params.visitId, body)),
  serve(contract.amendSheet, (ctx, { params, body }) => amendSheet(ctx, params.visitId, body)),
  serve(contract.getSheet, (ctx, { params }) => getSheet(ctx, params.visitId)),
  serve(contract.getSheetPdf, (ctx, { params, query }) => printSheet(ctx, params.visitId, query.large)),
  serve(contract.printSheetWithDoor, (ctx, { params, body }) => printSheetWithDoor(ctx, params.visitId, body)),
]
