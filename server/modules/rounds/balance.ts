// Nobody walks for everybody: the minutes at doors each walker may have, by the hours they give. Pure.
import type { RoundPlan } from '@linbang/engine/rounds'
import type { RoundProblem } from '@linbang/engine/round-problem'
import type { Planned } from './ways.ts'

/**
 * The same round in which no walker is at doors longer than their share by hours and so many per cent, the last stop whole;
 * 0: however the ways fall. What somebody is promised elsewhere counts for nothing here.
 */
export const balanced = ({ problem, halves, workers }: Planned, percent: number): RoundProblem => {
  if (percent === 0 || workers.length < 2) return problem
  const demand = Float64Array.from(halves, ({ stop }) => (stop.busyFor ? 0 : stop.minutes))
  const total = demand.reduce((sum, minutes) => sum + minutes, 0)
  const hours = workers.map(({ fromMinute, toMinute }) => Math.max(0, toMinute - fromMinute))
  const given = hours.reduce((sum, minutes) => sum + minutes, 0)
  const longest = demand.reduce((most, minutes) => Math.max(most, minutes), 0)
  if (given === 0 || longest === 0) return problem
  const stops = (minutes: number) => Math.ceil((total * minutes * (100 + percent)) / (100 * given * longest))
  return { ...problem, demand, capacity: Float64Array.from(hours, (minutes) => longest * Math.max(1, stops(minutes))) }
}

/** Somebody who would be left out weighs more than an even load. */
export const betterServed = (even: RoundPlan, free: RoundPlan): RoundPlan =>
  free.unserved.length < even.unserved.length ? free : even
