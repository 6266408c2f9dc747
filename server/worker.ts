// Everything that runs without a caller: reactions, jobs and schedules, module by module in the order of the arrows.
import type { Background } from './kit/background.ts'
import { accountJobs } from './modules/accounts/jobs.ts'
import { dispatchJobs } from './modules/dispatch/jobs.ts'
import { fileJobs } from './modules/files/jobs.ts'
import { hotlineJobs } from './modules/hotline/jobs.ts'
import { ledgerJobs } from './modules/ledger/jobs.ts'
import { noticeJobs } from './modules/notices/jobs.ts'
import { protectionJobs } from './modules/protection/jobs.ts'
import { ratingJobs } from './modules/ratings/jobs.ts'
import { recordJobs } from './modules/records/jobs.ts'
import { requestJobs } from './modules/requests/jobs.ts'
import { rewardJobs } from './modules/rewards/jobs.ts'
import { rosterJobs } from './modules/roster/jobs.ts'
import { roundJobs } from './modules/rounds/jobs.ts'
import { seriesJobs } from './modules/series/jobs.ts'
import { visitJobs } from './modules/visits/jobs.ts'
import { volunteerJobs } from './modules/volunteers/jobs.ts'

export const background: readonly Background[] = [
  ...accountJobs,
  ...fileJobs,
  ...noticeJobs,
  ...volunteerJobs,
  ...rosterJobs,
  ...ledgerJobs,
  ...protectionJobs,
  ...requestJobs,
  ...seriesJobs,
  ...visitJobs,
  ...dispatchJobs,
  ...ratingJobs,
  ...recordJobs,
  ...rewardJobs,
  ...roundJobs,
  ...hotlineJobs,
]
