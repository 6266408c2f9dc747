// What a round planner is given: visits with time windows at places, workers with a shift, a start and an end of their
// own, who may do what and who is usual for whom. Solomon's VRPTW is the case of identical workers at one depot.

/** Nobody, nothing, or the worker's own start and end, where a visit is expected. */
export const NONE = -1

/** Visits are 0 … visits - 1 and stand in the matrices at their own number; starts and ends have places after them. */
export type RoundProblem = {
  readonly visits: number
  readonly workers: number
  /** Side of the square matrices. */
  readonly places: number
  /** Time from place to place; must keep the triangle inequality together with the services. */
  readonly travel: Float64Array
  /** What a way costs; may be the same array. */
  readonly wayCost: Float64Array
  /** The service starts at the earliest at `open`, at the latest at `close`. */
  readonly open: Float64Array
  readonly close: Float64Array
  readonly service: Float64Array
  readonly demand: Float64Array
  readonly unservedCost: Float64Array
  readonly startAt: Int32Array
  readonly endAt: Int32Array
  readonly shiftFrom: Float64Array
  readonly shiftTo: Float64Array
  readonly capacity: Float64Array
  /** Paid once a worker has a visit at all. */
  readonly workerCost: Float64Array
  /** A rest of so long (0: none), begun between the two moments, wherever the worker then is. */
  readonly restLength: Float64Array
  readonly restFrom: Float64Array
  readonly restTo: Float64Array
  /** Workers of one kind are interchangeable in everything. */
  readonly kind: Int32Array
  /** Visit × worker: 1 where the hard conditions hold. */
  readonly allowed: Uint8Array
  /** Visit × worker: cost of this worker at this visit (somebody else than the usual one). */
  readonly extra: Float64Array
  /** The other half of a two-person visit, or NONE. */
  readonly twin: Int32Array
  /** How far apart the two may start. */
  readonly twinLag: number
}

/** Nearest visits first for each visit, itself in front; `count` of them. */
export function nearestVisits(problem: RoundProblem, count: number): Int32Array[] {
  const { visits, places, wayCost } = problem
  return Array.from({ length: visits }, (_, visit) => {
    const others = Array.from({ length: visits }, (_unused, other) => other).filter((other) => other !== visit)
    const way = (other: number) => wayCost[visit * places + other]! + wayCost[other * places + visit]!
    others.sort((a, b) => way(a) - way(b) || a - b)
    return Int32Array.from([visit, ...others.slice(0, count)])
  })
}
