// What a rating leads to, and which half of a day a call belongs to. Satisfied means 3 and more.

export type Verdict = { readonly satisfaction: number; readonly solved: boolean; readonly chargedExtra: boolean }
export type Fault = 'not_solved' | 'unsatisfied' | 'charged_extra'

const isSatisfied = (satisfaction: number): boolean => satisfaction >= 3

/** Not solved or not satisfied goes back to work (rules.md §2); everything else is confirmed. */
export const outcomeOf = ({ solved, satisfaction }: Verdict): 'confirmed' | 'reopened' =>
  solved && isSatisfied(satisfaction) ? 'confirmed' : 'reopened'

/** What must be put right. An unsolved request is one item, however low the mark. */
export const faultsOf = ({ satisfaction, solved, chargedExtra }: Verdict): Fault[] => [
  ...(!solved ? (['not_solved'] as const) : !isSatisfied(satisfaction) ? (['unsatisfied'] as const) : []),
  ...(chargedExtra ? (['charged_extra'] as const) : []),
]

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
