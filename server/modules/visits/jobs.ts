// What happens to visits without a hand: they follow their request, and work that takes too long is asked about.
import { reaction } from '../../kit/events.ts'
import { schedule } from '../../kit/jobs.ts'
import { lookForOverruns } from './alarms.ts'
import { endCalledOff, followRequest, releaseUnguarded } from './leave-visit.ts'

export const visitJobs = [
  reaction('request.cancelled', 'visits.end', (ctx, { requestId }) => endCalledOff(ctx, requestId)),
  reaction('request.changed', 'visits.follow', (ctx, { requestId }) => followRequest(ctx, requestId)),
  reaction('volunteer.unguarded', 'visits.release', (ctx, { volunteerId }) => releaseUnguarded(ctx, volunteerId)),
  schedule('visits.overrun', '* * * * *', lookForOverruns),
]
