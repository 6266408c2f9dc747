// What rounds do without a hand: the search a person began, and visits nobody made that rise.
import { schedule, worker } from '../../kit/jobs.ts'
import { raiseMissed } from './missed.ts'
import { search, searchJob } from './search-round.ts'

export const roundJobs = [
  worker(searchJob, (ctx, { roundId, seconds }) => search(ctx, roundId, seconds)),
  schedule('rounds.missed', '30 7 * * *', raiseMissed),
]
