// A small community with a history, for tests: 120 helpers, three skills, of which the third is scarce at noon in the east.
import { lotOf } from '../chance-of-ask.ts'
import type { Community, Helper, PastRequest } from '../community.ts'

export const SCARCE = 2
export const EAST = { x: 600, y: 100 }
export const WEST = { x: 100, y: 100 }
const FIRST_DAY = 20_700
const DAYS = 28

/** Hours of every day from and to, by hour of the week. */
export const everyDay = (from: number, to: number): Uint8Array =>
  Uint8Array.from({ length: 168 }, (_, hour) => (hour % 24 >= from && hour % 24 < to ? 1 : 0))

const helper = (id: number): Helper => ({
  shop: false,
  x: id % 2 === 0 ? WEST.x : EAST.x,
  y: 100 + (id % 10) * 10,
  skills: id < 6 ? [SCARCE] : [id % 2],
  hours: id < 6 ? everyDay(14, 18) : everyDay(8, 20),
  asks: 10,
  yes: id % 4,
})

const past = (day: number, k: number): PastRequest => {
  const noon = k % 4 === 0
  return {
    kind: 'ordinary',
    at: day * 1440 + (noon ? 9 * 60 : 8 * 60 + 60 * (k % 6)) + Math.floor(59 * lotOf(3, day, k, 1)),
    skill: noon ? SCARCE : k % 2,
    x: noon ? EAST.x : WEST.x,
    y: 120,
    startsAfter: 150,
    startsBefore: 150,
    deadlineAfter: 120,
    minutes: 45,
    familiar: -1,
  }
}

export const aCommunity = (): Community => ({
  helpers: Array.from({ length: 120 }, (_, id) => helper(id)),
  past: Array.from({ length: DAYS * 8 }, (_, k) => past(FIRST_DAY + Math.floor(k / 8), k % 8)),
  from: FIRST_DAY,
  to: FIRST_DAY + DAYS,
  skills: 3,
})
