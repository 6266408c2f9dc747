// What notices do in the background: bring messages out of the machine, again and again until it worked or is too late.
import { worker } from '../../kit/jobs.ts'
import { deliver } from './deliver.ts'
import { deliverJob } from './notify.ts'

export const noticeJobs = [worker(deliverJob, deliver)]
