// The file of `engine rounds`: a Solomon instance in, routes of customer numbers out, checked before they are told.
import { checkRounds } from './round-check.ts'
import { planRounds } from './rounds.ts'
import type { RoundHooks, RoundOptions } from './rounds.ts'
import { readSolomon } from './solomon.ts'

export type RoundsFileOptions = Omit<RoundOptions, 'searches'> & { readonly distance: 'double' | 'truncated' }

export type RoundsAnswer = {
  readonly routes: number[][]
  readonly vehicles: number
  readonly distance: number
  /** Everybody visited, every window, capacity and shift kept. */
  readonly feasible: boolean
}

const SEARCHES = 6

export function answerRounds(text: string, options: RoundsFileOptions, hooks: RoundHooks): RoundsAnswer {
  const { customers, problem, scale } = readSolomon(text, options.distance)
  if (customers.length === 0) return { routes: [], vehicles: 0, distance: 0, feasible: true }
  const plan = planRounds(problem, { ...options, searches: SEARCHES }, hooks)
  const { violations } = checkRounds(problem, plan.routes, plan.begin)
  const used = plan.routes.filter((route) => route.length > 0)
  let length = 0
  for (const route of used) {
    const stops = [customers.length, ...route, customers.length]
    for (let k = 1; k < stops.length; k++) length += problem.wayCost[stops[k - 1]! * problem.places + stops[k]!]!
  }
  return {
    routes: used.map((route) => route.map((visit) => customers[visit]!)),
    vehicles: used.length,
    distance: scale === 1 ? length : length / scale,
    feasible: violations.length === 0 && plan.unserved.length === 0,
  }
}
