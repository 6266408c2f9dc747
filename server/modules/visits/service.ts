// The only door to visits: one appointment at one door, whatever for, its people, its sheet.
export { withdrawVisit } from './leave-visit.ts'
export { planVisit } from './plan-visit.ts'
export { canonical, hashOf, isLive, sealedSheet, type SheetFacts, type SheetHelper } from './rules.ts'
export { presentVisit } from './show-visit.ts'
