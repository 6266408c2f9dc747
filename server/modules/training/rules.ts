// When one may sign in to a session, what passes a quiz, how long a course holds, and who lacks one.
import { createHash } from 'node:crypto'
import { addDays, addMinutes, addMonths } from '../../kit/time.ts'

const aroundMinutes = 30
const codeMillis = 30_000

type Span = { readonly startsAt: Date; readonly endsAt: Date; readonly state: 'planned' | 'cancelled' }

/** From half an hour before the session until half an hour after it. */
export const isAttendable = ({ startsAt, endsAt, state }: Span, now: Date): boolean =>
  state === 'planned' && addMinutes(startsAt, -aroundMinutes) <= now && now <= addMinutes(endsAt, aroundMinutes)

/** The half minute a code is made for. */
export const codePeriod = (now: Date): { readonly period: number; readonly endsAt: Date } => {
  const period = Math.floor(now.getTime() / codeMillis)
  return { period, endsAt: new Date((period + 1) * codeMillis) }
}

/** Six digits that can be typed, out of a keyed hash. */
export const digitsOf = (hash: string): string =>
  String(createHash('sha256').update(hash).digest().readUInt32BE(0) % 1_000_000).padStart(6, '0')

/** How many must be right. */
export const neededOf = (of: number, passPercent: number): number => Math.ceil((of * passPercent) / 100)

export type Asked = { readonly text: string; readonly choices: readonly string[]; readonly right: number }

export const rightOf = (questions: readonly Asked[], answers: readonly number[]): number =>
  questions.filter(({ right }, place) => answers[place] === right).length

/** So many of the bank, in an order nobody can know. `random` answers a whole number below its argument. */
export const drawn = <T>(bank: readonly T[], count: number, random: (below: number) => number): T[] => {
  const left = [...bank]
  const taken: T[] = []
  while (taken.length < count && left.length > 0) taken.push(...left.splice(random(left.length), 1))
  return taken
}

/** The last day on which a course passed on that day holds; null: for ever. */
export const holdsUntil = (day: string, validMonths: number | null): string | null =>
  validMonths === null ? null : addDays(addMonths(day, validMonths), -1)

const soonDays = 60
export type Held = { readonly toOn: string | null } | undefined

/** What is missing of a course, or null: it holds well beyond the next two months. */
export const gapOf = (held: Held, today: string): 'missing' | 'expired' | 'soon' | null => {
  if (!held) return 'missing'
  if (held.toOn === null) return null
  if (held.toOn < today) return 'expired'
  return held.toOn <= addDays(today, soonDays) ? 'soon' : null
}
