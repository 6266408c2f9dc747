// The only door to the roster: who is on duty at a place now, and whose calendar an address opens.
export { hasFeed } from './duty-queries.ts'
export { ownerOfFeed } from './feeds.ts'
export { whoIsOnDuty } from './on-duty.ts'
export { addShiftKind, paintShifts } from './plan-shifts.ts'
