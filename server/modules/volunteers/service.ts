// The only door to volunteers: who is one, what they can do, when and where they help.
import type { Context } from '../../kit/context.ts'
import { addToCounters } from './queries.ts'

export { placeOf as placeOfVolunteer, volunteerOfPerson } from './know-volunteer.ts'
export { addHolding, endHolding, giveTraining, recordHolding, remindOfHoldings, verifyHolding } from './holdings.ts'
export { changeMyVolunteer, setAway, setFree } from './my-time.ts'
export { agreeAsGuardian, followWithdrawal } from './guardian.ts'
export { approveVolunteer, endClosed, leaveVolunteering, refuseVolunteer, registerVolunteer } from './register.ts'
export { getMine, getVolunteer, listVolunteers } from './show-volunteer.ts'
export { daysToRemindOf } from './rules.ts'
export { checkBadge, readBadge, showBadge } from './badge.ts'
export { blockPerson, isBlocked, unblockPerson } from './trust.ts'

/** One more job done. Not idempotent: call it in the transaction that seals the sheet. */
export const countJob = (ctx: Context, volunteerId: string): Promise<void> =>
  addToCounters(ctx, volunteerId, { jobs: 1 })

/** One more rating, 1 to 5. Not idempotent: call it in the transaction that writes the rating. */
export const countRating = (ctx: Context, volunteerId: string, satisfaction: number): Promise<void> =>
  addToCounters(ctx, volunteerId, { satisfaction })
