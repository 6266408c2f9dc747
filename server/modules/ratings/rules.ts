// What a rating leads to. Satisfied means 3 and more (rules.md §2); unreachable means three tries in three different half-days.

export type Verdict = { readonly satisfaction: number; readonly solved: boolean; readonly chargedExtra: boolean }
export type Fault = 'not_solved' | 'unsatisfied' | 'charged_extra'

export const isSatisfied = (satisfaction: number): boolean => satisfaction >= 3

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

export type Attempt = { readonly byPersonId: string; readonly reached: boolean; readonly halfDay: string }

/** Tried often enough, in as many different half-days, and never reached. */
export const isUnreachable = (attempts: readonly Attempt[], tries: number): boolean =>
  !attempts.some((one) => one.reached) && new Set(attempts.map((one) => one.halfDay)).size >= tries

/** Leaving a case out of the rates takes a second person: somebody who made none of the calls. */
export const mayExclude = (personId: string, attempts: readonly Attempt[]): boolean =>
  !attempts.some((one) => one.byPersonId === personId)
