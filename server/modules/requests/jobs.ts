// What happens to requests without a hand: lateness is seen and rises, rulings that do not come are asked for, the confirmed are archived.
import { type Context, inTransaction } from '../../kit/context.ts'
import { enqueue, job, schedule, worker } from '../../kit/jobs.ts'
import { closeConfirmed, markLate, remindOfRuling } from './lateness.ts'
import { rulingDue } from './owner-verbs.ts'
import { remindBefore } from './reminders.ts'

const lookForLate = job<Record<string, never>>('requests.look_for_late')

/** One look of the clock: what is nearly late, what is late, what has been late too long. */
const lookAtClock = async (ctx: Context): Promise<void> => {
  await markLate(ctx)
  await remindBefore(ctx)
}

/** The clock has minutes only; lateness is looked for three times in each. */
const everyTwentySeconds = async (ctx: Context) => {
  for (const seconds of [20, 40])
    await enqueue(
      ctx,
      lookForLate,
      {},
      { startAfter: new Date(ctx.now.getTime() + seconds * 1000), singletonKey: String(seconds) },
    )
  await lookAtClock(ctx)
}

export const requestJobs = [
  schedule('requests.late', '* * * * *', everyTwentySeconds),
  worker(lookForLate, lookAtClock),
  worker(rulingDue, (ctx, payload) => inTransaction(ctx, (ctx) => remindOfRuling(ctx, payload))),
  schedule('requests.archive', '30 3 * * *', closeConfirmed),
]
