// What a rating leads to, which visits are looked at again, and which half of a day a call belongs to. Satisfied means 3 and more.
import { createHash } from 'node:crypto'

export type Verdict = { readonly satisfaction: number; readonly solved: boolean; readonly chargedExtra: boolean }
export type Fault = 'not_solved' | 'unsatisfied' | 'charged_extra'

const isSatisfied = (satisfaction: number): boolean => satisfaction >= 3

const rateable: readonly string[] = ['done', 'confirmed', 'closed']

/** What was closed without a word of the person helped stays outside of the rates, and closed. */
export const isRateable = ({ state, confirmedHow }: { readonly state: string; readonly confirmedHow: string | null }) =>
  rateable.includes(state) && (state === 'done' || confirmedHow !== 'unconfirmed')

/** Not solved or not satisfied goes back to work (rules.md §2); everything else is confirmed. */
export const outcomeOf = ({ solved, satisfaction }: Verdict): 'confirmed' | 'reopened' =>
  solved && isSatisfied(satisfaction) ? 'confirmed' : 'reopened'

/** What must be put right. An unsolved request is one item, however low the mark. */
export const faultsOf = ({ satisfaction, solved, chargedExtra }: Verdict): Fault[] => [
  ...(!solved ? (['not_solved'] as const) : !isSatisfied(satisfaction) ? (['unsatisfied'] as const) : []),
  ...(chargedExtra ? (['charged_extra'] as const) : []),
]

export type Draw = { readonly because: 'sample' | 'unproved'; readonly way: 'call' | 'look' }

/**
 * Which finished visits are looked at again (rules.md §3): an arrival nobody could prove always, by going there; of the others so
 * many of a hundred, drawn by the hash of their id, so that nobody can choose and everybody can count again.
 */
export const drawSpotCheck = (visitId: string, unproved: boolean, percent: number): Draw | null => {
  if (unproved) return { because: 'unproved', way: 'look' }
  const lot = createHash('sha256').update(visitId).digest()
  if ((lot.readUInt32BE(0) / 2 ** 32) * 100 >= percent) return null
  return { because: 'sample', way: lot.readUInt8(4) % 2 === 0 ? 'call' : 'look' }
}

/** `2026-11-25 am` or `… pm`; the half of the day turns at `turnsAt` of the tenant's clock. */
export const halfDayOf = (day: string, time: string, turnsAt: string): string =>
  `${day} ${time < turnsAt ? 'am' : 'pm'}`

type Item = {
  readonly closedAt: Date | null
  readonly putRightAt: Date | null
  readonly putRightBy: string | null
  readonly ownerPersonId: string | null
}

/** What a member of staff may do with an item now: whoever put it right does not look at it again. */
export const itemAbilities = (item: Item, personId: string | null) => {
  const open = item.closedAt === null
  return {
    take: open && item.putRightAt === null && personId !== null && item.ownerPersonId !== personId,
    putRight: open && item.putRightAt === null && personId !== null,
    recheck: open && item.putRightAt !== null && personId !== null && item.putRightBy !== personId,
  }
}
