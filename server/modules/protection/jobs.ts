// Each morning staff hear which policies run out.
import { schedule } from '../../kit/jobs.ts'
import { remindOfInsurance } from './service.ts'

export const protectionJobs = [schedule('protection.remind_of_insurance', '0 9 * * *', remindOfInsurance)]
