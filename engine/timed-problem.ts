// Assignment where every request has its fixed hours: the same arrays with a beginning and an end per request.
import type { AssignmentProblem } from './assignment.ts'

export type TimedProblem = AssignmentProblem & {
  /** Per request; the way and a pause are part of the end. */
  readonly from: Float64Array
  readonly to: Float64Array
}

export const meet = ({ from, to }: TimedProblem, one: number, other: number): boolean =>
  from[one]! < to[other]! && from[other]! < to[one]!

/** The request an edge belongs to, by halving. */
export function requestOf({ firstEdge }: AssignmentProblem, edge: number): number {
  let low = 0
  let high = firstEdge.length - 2
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (firstEdge[middle]! <= edge) low = middle
    else high = middle - 1
  }
  return low
}
