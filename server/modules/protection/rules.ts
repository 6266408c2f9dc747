// Where a policy stands on a day, and from which day somebody may be put on its list.
import { addDays } from '../../kit/time.ts'

const soonDays = 60

type Span = { readonly fromOn: string; readonly toOn: string; readonly endedOn: string | null }

/** The last day on which it covers anybody. */
export const lastDayOf = ({ toOn, endedOn }: Span): string => (endedOn !== null && endedOn < toOn ? endedOn : toOn)

/** `soon`: it runs out within two months, when the first reminder goes out. */
export const stateOf = (policy: Span, today: string): 'coming' | 'running' | 'soon' | 'over' => {
  const last = lastDayOf(policy)
  if (last < today) return 'over'
  if (policy.fromOn > today) return 'coming'
  return last <= addDays(today, soonDays) ? 'soon' : 'running'
}

/** The first day for somebody new on the list: nobody is insured for a day that is over. Null: the day asked for cannot be. */
export const coverFrom = (policy: Span, today: string, asked: string | undefined): string | null => {
  const earliest = policy.fromOn > today ? policy.fromOn : today
  const day = asked ?? earliest
  return day < earliest || day > lastDayOf(policy) ? null : day
}
