// When the summary of a day leaves.
import { addDays, dayOf, momentAt } from '../../kit/time.ts'

/** The next time of day at which summaries leave. */
export const digestMoment = (at: string, timeZone: string, now: Date): Date => {
  const today = momentAt(dayOf(now, timeZone), at, timeZone)
  return today > now ? today : momentAt(addDays(dayOf(now, timeZone), 1), at, timeZone)
}
