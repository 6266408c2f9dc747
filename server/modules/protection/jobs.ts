// Each morning staff hear which policies run out and which accidents want looking after.
import { schedule } from '../../kit/jobs.ts'
import { remindOfAccidents, remindOfInsurance } from './service.ts'

export const protectionJobs = [
  schedule('protection.remind_of_insurance', '0 9 * * *', remindOfInsurance),
  schedule('protection.remind_of_accidents', '0 9 * * *', remindOfAccidents),
]
