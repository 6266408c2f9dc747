// Hours of the week as cells to tap: seven days by four parts of the day, or hour by hour. Pure.
import type { WeekHours } from '@linbang/contract/volunteers'

/** From and to in minutes of the day: morning, noon, afternoon, evening. */
export const dayParts = [
  [480, 720],
  [720, 840],
  [840, 1080],
  [1080, 1260],
] as const

/** From six in the morning until ten at night. */
export const dayHours = Array.from({ length: 16 }, (_, slot) => [360 + slot * 60, 420 + slot * 60] as const)
type Slots = readonly (readonly [from: number, to: number])[]

/** `1-0` is Monday morning, or Monday's first hour. */
export type Cell = string
export const cellOf = (weekday: number, part: number): Cell => `${weekday}-${part}`

/** A cell counts when at least half of it is free. */
export const cellsOf = (hours: readonly WeekHours[], slots: Slots = dayParts): Cell[] =>
  [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) =>
    slots.flatMap(([from, to], part) => {
      const free = hours
        .filter((one) => one.weekday === weekday)
        .reduce(
          (sum, { fromMinute, toMinute }) => sum + Math.max(0, Math.min(to, toMinute) - Math.max(from, fromMinute)),
          0,
        )
      return free * 2 >= to - from ? [cellOf(weekday, part)] : []
    }),
  )

/** Neighbouring parts become one span. */
export const hoursOf = (cells: readonly Cell[], slots: Slots = dayParts): WeekHours[] => {
  const chosen = new Set(cells)
  const hours: WeekHours[] = []
  for (let weekday = 1; weekday <= 7; weekday += 1)
    for (const [part, [fromMinute, toMinute]] of slots.entries()) {
      if (!chosen.has(cellOf(weekday, part))) continue
      const last = hours.at(-1)
      if (last?.weekday === weekday && last.toMinute === fromMinute) last.toMinute = toMinute
      else hours.push({ weekday, fromMinute, toMinute })
    }
  return hours
}

export const minutesOf = (hours: readonly WeekHours[]): number =>
  hours.reduce((sum, { fromMinute, toMinute }) => sum + toMinute - fromMinute, 0)

/** All of them on, or, when they are on already, off. */
export const turned = (cells: readonly Cell[], some: readonly Cell[]): readonly Cell[] =>
  some.every((cell) => cells.includes(cell))
    ? cells.filter((cell) => !some.includes(cell))
    : [...new Set([...cells, ...some])]

/** Parts of the day say these hours without losing a minute. */
export const fitParts = (hours: readonly WeekHours[]): boolean =>
  minutesOf(hoursOf(cellsOf(hours))) === minutesOf(hours) &&
  hours.every(
    ({ fromMinute, toMinute }) =>
      dayParts.some(([from]) => from === fromMinute) && dayParts.some(([, to]) => to === toMinute),
  )
