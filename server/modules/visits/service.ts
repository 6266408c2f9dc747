// The only door to visits: one appointment at one door, whatever for, its people, its sheet.
export { planVisit } from './plan-visit.ts'
export { sealedSheet } from './rules.ts'
