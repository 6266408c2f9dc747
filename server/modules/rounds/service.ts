// The only door to rounds: planned care visits and patrols.
export { addCheckpoint } from './checkpoints.ts'
export { getRoundChoices, planRound } from './plan-round.ts'
