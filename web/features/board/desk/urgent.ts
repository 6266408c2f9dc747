// How the board groups requests by what is left of their time.
import type { RequestRow } from '@linbang/contract/requests'

export type Group = 'late' | 'soon' | 'today' | 'later' | 'none'
export const groups: readonly Group[] = ['late', 'soon', 'today', 'later', 'none']
const soonMinutes = 30

/** `endOfToday`: the reader's midnight; nobody works by the server's clock alone. */
export const groupOf = (row: Pick<RequestRow, 'nextDueAt' | 'late'>, now: Date, endOfToday: Date): Group => {
  const due = row.nextDueAt
  if (!due) return 'none'
  if (row.late || due <= now) return 'late'
  if (due.getTime() - now.getTime() <= soonMinutes * 60_000) return 'soon'
  return due < endOfToday ? 'today' : 'later'
}

export const endOfDay = (now: Date): Date => {
  const end = new Date(now)
  end.setHours(24, 0, 0, 0)
  return end
}

export const toneOf = (group: Group): 'late' | 'soon' | 'calm' =>
  group === 'late' || group === 'soon' ? group : 'calm'
