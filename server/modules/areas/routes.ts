// Areas and door cards: contract → use case. Contact cards are printed by notices, which know who answers for a building.
import * as contract from '@linbang/contract/areas'
import { serve } from '../../kit/http.ts'
import {
  addArea,
  areaMap,
  changeArea,
  endArea,
  getArea,
  listAreas,
  listOutlines,
  openDoorCard,
  printDoorCards,
} from './service.ts'

export const areaRoutes = [
  serve(contract.listAreas, (ctx, { query }) => listAreas(ctx, query)),
  serve(contract.getArea, (ctx, { params }) => getArea(ctx, params.areaId)),
  serve(contract.addArea, (ctx, { body }) => addArea(ctx, body)),
  serve(contract.changeArea, (ctx, { params, body }) => changeArea(ctx, params.areaId, body)),
  serve(contract.listOutlines, (ctx, { params }) => listOutlines(ctx, params.areaId)),
  serve(contract.endArea, (ctx, { params, body }) => endArea(ctx, params.areaId, body.version)),
  serve(contract.getAreaMap, (ctx, { params }) => areaMap(ctx, params.areaId)),
  serve(contract.openDoorCard, (ctx, { params }) => openDoorCard(ctx, params.code)),
  serve(contract.printDoorCards, (ctx, { params, body }) => printDoorCards(ctx, params.areaId, body.renew ?? false)),
]
