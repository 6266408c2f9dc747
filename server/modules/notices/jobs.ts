// What notices do in the background: bring messages out of the machine, again and again until it worked or is too late.
import { reaction } from '../../kit/events.ts'
import { schedule, worker } from '../../kit/jobs.ts'
import { deliver } from './deliver.ts'
import { sendDigests } from './digest.ts'
import { fallBack } from './fall-back.ts'
import { deliverJob, fallBackJob } from './notify.ts'
import { tellRightAnswered, tellRightAsked } from './tell-rights.ts'

export const noticeJobs = [
  worker(deliverJob, deliver),
  worker(fallBackJob, fallBack),
  schedule('notices.digest', '*/10 * * * *', sendDigests),
  reaction('right.asked', 'notices.right_asked', (ctx, { rightId }) => tellRightAsked(ctx, rightId)),
  reaction('right.due', 'notices.right_due', (ctx, { rightId }) => tellRightAsked(ctx, rightId, true)),
  reaction('right.answered', 'notices.right_answered', (ctx, { rightId }) => tellRightAnswered(ctx, rightId)),
]
