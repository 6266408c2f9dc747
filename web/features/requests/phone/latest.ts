// A last moment in words: 7:32, 周五 14:00; the end of a day is the day itself, 明天.
import { partsOf } from '../../../kit/say.ts'
import type { Say } from '../../../kit/say.ts'

export const latest = (at: Date, now: Date, say: Say): string => {
  const { hour, minute } = partsOf(at)
  return hour === 0 && minute === 0 ? say.day(new Date(at.getTime() - 60_000), now) : say.brief(at, now)
}

/** Half-width figures in Chinese have a little room on both sides. */
export const roomy = (words: string): string => `${/^\d/.test(words) ? ' ' : ''}${words}${/\d$/.test(words) ? ' ' : ''}`
