// When a consent counts, and when somebody may be asked again.
import { addMinutes } from '../../kit/time.ts'

/** The last word of a person on one purpose. */
export type Answer = { readonly version: number; readonly given: boolean; readonly at: Date }

/** A yes to an older text is not a yes to this one. */
export const counts = (answer: Answer | undefined, currentVersion: number): boolean =>
  answer !== undefined && answer.given && answer.version === currentVersion

const quietDays = 90

/** A no is respected for 90 days, also when the text changes; a yes to an older text may be asked again at once. */
export const mayAsk = (answer: Answer | undefined, currentVersion: number, now: Date): boolean => {
  if (answer === undefined) return true
  if (answer.given) return answer.version !== currentVersion
  return addMinutes(answer.at, quietDays * 1440) <= now
}
