// The door of dispatch: candidates with reasons, waves, assignment by hand, offers and claims.
export { presentCandidates, fieldOf } from './find-candidates.ts'
export { askNextWave } from './ask-wave.ts'
export { acceptOffer, claimRequest, declineOffer } from './take-job.ts'
export { dispatchRequest } from './dispatch-request.ts'
export { listTasks, openOffer, openTask } from './show-tasks.ts'
