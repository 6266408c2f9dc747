// The only door to the areas: the tree from district to door.
export { addArea, changeArea, endArea, endUnusedAreas, ensureDoor, ensureDoors } from './change-area.ts'
export { type CodedDoor, doorCodesUnder, linkTo, printDoorCards } from './door-cards.ts'
export { areaById, type AreaRow, areasByIds } from './queries.ts'
export { listOutlines } from './outlines.ts'
export {
  areaMap,
  areaOf,
  areasAlong,
  clinicAlong,
  areasByReach,
  buildingNumbered,
  communityOf,
  doorByCard,
  doorNameWithin,
  getArea,
  listAreas,
  liveAreaOf,
  openDoorCard,
} from './read-areas.ts'
export { underPaths } from './reach.ts'
export { doorNameOf, labelOf, metresBetween, parseDoorName, pathsAbove, sortKeyOf } from './rules.ts'
