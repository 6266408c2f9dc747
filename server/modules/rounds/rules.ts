// What a round may do in which state, whom it asks for, and how the clock of its day is read. Pure.
import type { Round, RoundState } from '@linbang/contract/rounds'
import { addDays } from '../../kit/time.ts'

export const minuteOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))
export const clockOf = (minute: number): string => {
  const whole = Math.max(0, Math.round(minute))
  return `${String(Math.floor(whole / 60) % 24).padStart(2, '0')}:${String(whole % 60).padStart(2, '0')}`
}

type Facts = { readonly state: RoundState; readonly planner: boolean; readonly plans: number; readonly over: boolean }
const open = ({ state }: Facts) => state === 'draft' || state === 'proposed'
const rules: Readonly<Record<keyof Round['can'], (facts: Facts) => boolean>> = {
  plan: () => true,
  solve: (facts) => open(facts) && !facts.over,
  move: (facts) => (facts.state === 'proposed' || facts.state === 'published') && !facts.over,
  undo: (facts) => facts.state === 'proposed' && facts.plans > 1,
  publish: (facts) => facts.state === 'proposed' && !facts.over,
  callOff: (facts) => facts.state !== 'called_off' && !facts.over,
  drop: (facts) => facts.state === 'published' && !facts.over,
}
export const abilitiesOf = (facts: Facts): Round['can'] =>
  Object.fromEntries(Object.entries(rules).map(([name, rule]) => [name, facts.planner && rule(facts)])) as Round['can']

/** The hour and a half in which those at home may expect somebody who is planned for this minute. */
export const hoursTold = (begin: number): { readonly fromMinute: number; readonly toMinute: number } => {
  const fromMinute = Math.max(0, Math.floor((begin - 15) / 30) * 30)
  return { fromMinute, toMinute: fromMinute + 90 }
}

/** Due so many days after the last visit, at the earliest on the day of the round; never visited: on that day. */
export const dueOn = (lastOn: string | null, every: number, day: string): string => {
  const due = lastOn === null ? day : addDays(lastOn, every)
  return due < day ? day : due
}

/** Households still to be visited this month to reach the share. */
export const monthlyLeft = (
  { households, visited }: { households: number; visited: number },
  percent: number,
): number => Math.max(0, Math.ceil((households * percent) / 100) - visited)
