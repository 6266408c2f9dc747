// Each morning volunteers hear which of their papers run out; a consent taken back and an account closed take effect.
import { schedule } from '../../kit/jobs.ts'
import { reaction } from '../../kit/events.ts'
import { endClosed, followWithdrawal, remindOfHoldings } from './service.ts'

export const volunteerJobs = [
  schedule('volunteers.remind_of_holdings', '0 9 * * *', remindOfHoldings),
  reaction('consent.withdrawn', 'volunteers.unguarded', (ctx, { personId }) => followWithdrawal(ctx, personId)),
  reaction('person.closed', 'volunteers.end', (ctx, { personId }) => endClosed(ctx, personId)),
]
