// The only door to the roster: who is on duty at a place now.
export { whoIsOnDuty } from './on-duty.ts'
