// What a rating leads to, and which half of a day a call belongs to. Satisfied means 3 and more.

export type Verdict = { readonly satisfaction: number; readonly solved: boolean; readonly chargedExtra: boolean }
export type Fault = 'not_solved' | 'unsatisfied' | 'charged_extra'

const isSatisfied = (satisfaction: number): boolean => satisfaction >= 3

/** Not solved goes back to work; everything else is confirmed. */
export const outcomeOf = ({ solved }: Verdict): 'confirmed' | 'reopened' => (solved ? 'confirmed' : 'reopened')

/** What must be put right. An unsolved request is one item, however low the mark. */
export const faultsOf = ({ satisfaction, solved, chargedExtra }: Verdict): Fault[] => [
  ...(!solved ? (['not_solved'] as const) : !isSatisfied(satisfaction) ? (['unsatisfied'] as const) : []),
  ...(chargedExtra ? (['charged_extra'] as const) : []),
]

/** `2026-11-25 am` or `… pm`; the half of the day turns at `turnsAt` of the tenant's clock. */
export const halfDayOf = (day: string, time: string, turnsAt: string): string =>
  `${day} ${time < turnsAt ? 'am' : 'pm'}`
