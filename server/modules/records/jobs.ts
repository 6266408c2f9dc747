// What follows from a sealed sheet, what is watched and proposed when something comes on record, and batches of certificates.
import { reaction } from '../../kit/events.ts'
import { worker } from '../../kit/jobs.ts'
import { batchJob } from './certificate-batch.ts'
import { endStars, makeBatch, proposeStars, recordVisit, watchRecord } from './service.ts'

export const recordJobs = [
  reaction('visit.sealed', 'records.record', (ctx, { visitId }) => recordVisit(ctx, visitId)),
  reaction('visit.amended', 'records.correct', (ctx, { visitId }) => recordVisit(ctx, visitId)),
  reaction('record.added', 'records.watch', (ctx, { recordId }) => watchRecord(ctx, recordId)),
  reaction('record.added', 'records.propose_stars', (ctx, { recordId }) => proposeStars(ctx, recordId)),
  reaction('person.closed', 'records.end_stars', (ctx, { personId }) => endStars(ctx, personId)),
  worker(batchJob, (ctx, { batchId, personIds }) => makeBatch(ctx, batchId, personIds)),
]
