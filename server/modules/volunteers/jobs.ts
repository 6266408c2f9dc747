// Each morning volunteers hear which of their papers run out.
import { schedule } from '../../kit/jobs.ts'
import { remindOfHoldings } from './service.ts'

export const volunteerJobs = [schedule('volunteers.remind_of_holdings', '0 9 * * *', remindOfHoldings)]
