// What one says when meeting on the stairs at this hour.

export type TimeOfDay = 'night' | 'morning' | 'forenoon' | 'noon' | 'afternoon' | 'evening'

/** By the clock of the community, 0 to 23. */
export const timeOfDay = (hour: number): TimeOfDay => {
  if (hour < 5) return 'night'
  if (hour < 9) return 'morning'
  if (hour < 12) return 'forenoon'
  if (hour < 13) return 'noon'
  return hour < 18 ? 'afternoon' : 'evening'
}

/** One window in six when the day begins; more with each thing done, never all. */
export const lightShareOf = (doneToday: number): number => Math.min(0.6, 1 / 6 + doneToday / 400)
