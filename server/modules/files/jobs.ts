// What files do by the clock: recordings are not kept longer than people were told.
import { schedule } from '../../kit/jobs.ts'
import { forgetRecordings } from './service.ts'

export const fileJobs = [schedule('files.forget_recordings', '40 3 * * *', forgetRecordings)]
