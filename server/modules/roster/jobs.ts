// What the roster does without a hand: a shift nobody opened rings the lead, and empty shifts are told in the morning.
import { schedule } from '../../kit/jobs.ts'
import { alarmUnopened, tellGaps } from './on-duty.ts'

export const rosterJobs = [
  schedule('roster.unopened', '* * * * *', alarmUnopened),
  schedule('roster.gaps', '0 9 * * *', tellGaps),
]
