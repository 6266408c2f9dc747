// What the hotline does without a hand: recordings fetched and forgotten, calls whose end was lost, calls owed that nobody takes.
import { schedule, worker } from '../../kit/jobs.ts'
import { endLostCalls } from './receive-call.ts'
import { fetchRecording, fetchRecordingJob, forgetCallRecordings } from './recordings.ts'
import { warnUntaken } from './warn-untaken.ts'

export const hotlineJobs = [
  worker(fetchRecordingJob, (ctx, { callId }) => fetchRecording(ctx, callId)),
  schedule('hotline.lost_calls', '* * * * *', endLostCalls),
  schedule('hotline.untaken', '* * * * *', warnUntaken),
  schedule('hotline.old_recordings', '20 3 * * *', forgetCallRecordings),
]
