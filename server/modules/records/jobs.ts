import { reaction } from '../../kit/events.ts'
import { recordVisit } from './service.ts'

export const recordJobs = [
  reaction('visit.sealed', 'records.record', (ctx, { visitId }) => recordVisit(ctx, visitId)),
  reaction('visit.amended', 'records.correct', (ctx, { visitId }) => recordVisit(ctx, visitId)),
]
