// The only door to visits: one appointment at one door, whatever for, its people, its sheet.
export { planVisit } from './plan-visit.ts'
export { sealedSheet } from './rules.ts'
export { finishVisit, signVisit } from './finish-visit.ts'
export { checkIn } from './go-there.ts'
export { closeUnsigned, endRoundVisit, openRoundVisit, standRoundVisits } from './round-visits.ts'
export { presentVisit } from './show-visit.ts'
