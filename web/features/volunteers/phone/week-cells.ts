// Hours of the week as cells to tap: seven days, four parts of the day. Pure.
import type { WeekHours } from '@linbang/contract/volunteers'

/** From and to in minutes of the day: morning, noon, afternoon, evening. */
export const dayParts = [
  [480, 720],
  [720, 840],
  [840, 1080],
  [1080, 1260],
] as const

/** `1-0` is Monday morning. */
export type Cell = string
export const cellOf = (weekday: number, part: number): Cell => `${weekday}-${part}`

/** A cell counts when at least half of it is free. */
export const cellsOf = (hours: readonly WeekHours[]): Cell[] =>
  [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) =>
    dayParts.flatMap(([from, to], part) => {
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
export const hoursOf = (cells: readonly Cell[]): WeekHours[] => {
  const chosen = new Set(cells)
  const hours: WeekHours[] = []
  for (let weekday = 1; weekday <= 7; weekday += 1)
    for (const [part, [fromMinute, toMinute]] of dayParts.entries()) {
      if (!chosen.has(cellOf(weekday, part))) continue
      const last = hours.at(-1)
      if (last?.weekday === weekday && last.toMinute === fromMinute) last.toMinute = toMinute
      else hours.push({ weekday, fromMinute, toMinute })
    }
  return hours
}

export const minutesOf = (hours: readonly WeekHours[]): number =>
  hours.reduce((sum, { fromMinute, toMinute }) => sum + toMinute - fromMinute, 0)
