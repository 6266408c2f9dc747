// Rounds: contract → use case.
import * as contract from '@linbang/contract/rounds'
import * as checkpointsContract from '@linbang/contract/checkpoints'
import * as roundWalks from '@linbang/contract/round-walks'
import { serve } from '../../kit/http.ts'
import { callOffRound, dropWalker, listStopOptions, moveStop, publishRound, undoRound } from './change-round.ts'
import { addCheckpoint, endCheckpoint, listCheckpoints, printCheckpoints, roundFeed } from './checkpoints.ts'
import { getRoundChoices, planRound } from './plan-round.ts'
import { printRound } from './print-round.ts'
import { beginSearch, stopSearch } from './search-round.ts'
import { listRounds, presentRound } from './show-round.ts'
import { checkInStop, findingToRequest, finishStop, listMyStops, notHome } from './walk.ts'

export const roundRoutes = [
  serve(contract.listRounds, (ctx, { query }) => listRounds(ctx, query)),
  serve(contract.getRoundChoices, (ctx, { query }) => getRoundChoices(ctx, query)),
  serve(roundWalks.listMyStops, (ctx) => listMyStops(ctx)),
  serve(contract.planRound, (ctx, { body }) => planRound(ctx, body)),
  serve(contract.getRound, (ctx, { params }) => presentRound(ctx, params.roundId)),
  serve(contract.solveRound, (ctx, { params, body }) => beginSearch(ctx, params.roundId, body.version, body.seconds)),
  serve(contract.stopSolving, (ctx, { params }) => stopSearch(ctx, params.roundId)),
  serve(contract.listStopOptions, (ctx, { params, query }) =>
    listStopOptions(ctx, params.roundId, params.stopId, Number(query.slot ?? 0)),
  ),
  serve(contract.moveStop, (ctx, { params, body }) => moveStop(ctx, params.roundId, body)),
  serve(contract.undoRound, (ctx, { params, body }) => undoRound(ctx, params.roundId, body.version)),
  serve(contract.publishRound, (ctx, { params, body }) => publishRound(ctx, params.roundId, body.version)),
  serve(contract.callOffRound, (ctx, { params, body }) => callOffRound(ctx, params.roundId, body.version, body.reason)),
  serve(contract.dropWalker, (ctx, { params, body }) => dropWalker(ctx, params.roundId, params.personId, body.reason)),
  serve(contract.printRound, (ctx, { params, query }) => printRound(ctx, params.roundId, query.personId)),
  serve(roundWalks.checkInStop, (ctx, { params, body }) => checkInStop(ctx, params.stopId, body)),
  serve(roundWalks.finishStop, (ctx, { params, body }) => finishStop(ctx, params.stopId, body)),
  serve(roundWalks.notHome, (ctx, { params, body }) => notHome(ctx, params.stopId, body)),
  serve(roundWalks.findingToRequest, (ctx, { params, body }) => findingToRequest(ctx, params.stopId, body)),
  serve(checkpointsContract.listCheckpoints, (ctx, { query }) => listCheckpoints(ctx, query.areaId)),
  serve(checkpointsContract.addCheckpoint, (ctx, { body }) => addCheckpoint(ctx, body.areaId, body.name)),
  serve(checkpointsContract.endCheckpoint, (ctx, { params }) => endCheckpoint(ctx, params.checkpointId)),
  serve(checkpointsContract.printCheckpoints, (ctx, { query }) => printCheckpoints(ctx, query.areaId)),
  serve(contract.getRoundFeed, (ctx, { params }) => roundFeed(ctx, params.token)),
]
