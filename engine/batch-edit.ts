// What a person changes in a proposed batch: pairs kept by hand, what one change would cost, and what it would break.
// A kept pair is taken out of the problem with its place, its slot and every job of that person at the same hour; the flow
// over the rest is then the bound of all answers that keep it.
import { assign } from './assignment.ts'
import type { AssignmentProblem } from './assignment.ts'
import { meet, requestOf } from './timed-problem.ts'
import type { TimedProblem } from './timed-problem.ts'

/** The flow that ignores hours, around kept edges (ascending): the edges besides them, and the cost with them. */
export function assignAround(
  problem: TimedProblem,
  kept: Int32Array,
): { readonly edges: Int32Array; readonly cost: number } {
  const { edgePerson, edgeCost, firstSlot, slotCost } = problem
  const load = new Int32Array(firstSlot.length - 1)
  const held = new Map<number, number[]>()
  const need = problem.need.slice()
  let cost = 0
  for (const edge of kept) {
    const person = edgePerson[edge]!
    const request = requestOf(problem, edge)
    cost += edgeCost[edge]! + slotCost[firstSlot[person]! + load[person]!++]!
    need[request]!--
    held.set(person, [...(held.get(person) ?? []), request])
  }
  const { rest, edgeIn } = without(problem, need, load, held)
  const answer = assign(rest)
  return { edges: answer.edges.map((edge) => edgeIn[edge]!), cost: cost + answer.cost }
}

function without(problem: TimedProblem, need: Int32Array, load: Int32Array, held: ReadonlyMap<number, number[]>) {
  const { firstEdge, edgePerson, edgeCost, firstSlot, slotCost } = problem
  const edgeIn: number[] = []
  const firstLeft = new Int32Array(firstEdge.length)
  for (let request = 0; request < need.length; request++) {
    for (let edge = firstEdge[request]!; edge < firstEdge[request + 1]!; edge++) {
      const jobs = held.get(edgePerson[edge]!)
      if (!jobs?.some((job) => job === request || meet(problem, job, request))) edgeIn.push(edge)
    }
    firstLeft[request + 1] = edgeIn.length
  }
  const slots: number[] = []
  const firstSlotLeft = new Int32Array(firstSlot.length)
  for (let person = 0; person < load.length; person++) {
    for (let slot = firstSlot[person]! + load[person]!; slot < firstSlot[person + 1]!; slot++)
      slots.push(slotCost[slot]!)
    firstSlotLeft[person + 1] = slots.length
  }
  const rest: AssignmentProblem = {
    need,
    unassignedCost: problem.unassignedCost,
    firstEdge: firstLeft,
    edgePerson: Int32Array.from(edgeIn, (edge) => edgePerson[edge]!),
    edgeCost: Float64Array.from(edgeIn, (edge) => edgeCost[edge]!),
    firstSlot: firstSlotLeft,
    slotCost: Float64Array.from(slots),
  }
  return { rest, edgeIn }
}

export type Clash =
  | { readonly kind: 'same_hour'; readonly request: number; readonly other: number; readonly person: number }
  | { readonly kind: 'too_many'; readonly request: number; readonly person: number }
  | { readonly kind: 'not_possible'; readonly request: number; readonly person: number }

/** What these edges break; empty when they may stand together. */
export function clashes(problem: TimedProblem, edges: Int32Array): Clash[] {
  const { edgePerson, firstSlot } = problem
  const found: Clash[] = []
  const held = new Map<number, number[]>()
  for (const edge of edges) {
    const person = edgePerson[edge]!
    const request = requestOf(problem, edge)
    const jobs = held.get(person) ?? []
    for (const other of jobs)
      if (meet(problem, other, request)) found.push({ kind: 'same_hour', request, other, person })
    jobs.push(request)
    held.set(person, jobs)
    if (jobs.length > firstSlot[person + 1]! - firstSlot[person]!) found.push({ kind: 'too_many', request, person })
  }
  return found
}

const NOBODY = -1

export type ChangePrice = {
  /** Dearer by so much (cheaper when negative), before anything else is rearranged. */
  readonly cost: number
  /** The plan after the change, ascending; as before when the change is not possible. */
  readonly edges: Int32Array
  readonly clashes: readonly Clash[]
}

/** One place of a request from one person to another; -1 is nobody, on either side. */
export function changePrice(
  problem: TimedProblem,
  edges: Int32Array,
  request: number,
  from: number,
  to: number,
): ChangePrice {
  const taken = from === NOBODY ? undefined : edgeOf(problem, request, from)
  const given = to === NOBODY ? undefined : edgeOf(problem, request, to)
  if (to !== NOBODY && (given === undefined || edges.includes(given)))
    return { cost: Infinity, edges, clashes: [{ kind: 'not_possible', request, person: to }] }
  const after = edges.filter((edge) => edge !== taken)
  const next = given === undefined ? after : Int32Array.from([...after, given]).sort()
  const broken = clashes(problem, next).filter((clash) => clash.person === to)
  return { cost: costOfEdges(problem, next) - costOfEdges(problem, edges), edges: next, clashes: broken }
}

function edgeOf({ firstEdge, edgePerson }: AssignmentProblem, request: number, person: number): number | undefined {
  for (let edge = firstEdge[request]!; edge < firstEdge[request + 1]!; edge++)
    if (edgePerson[edge] === person) return edge
  return undefined
}

/** Edges, slots and empty places; a job beyond a person's slots costs as much as the last slot. */
export function costOfEdges(problem: AssignmentProblem, edges: Int32Array): number {
  const { edgePerson, edgeCost, firstSlot, slotCost } = problem
  const left = problem.need.slice()
  const load = new Int32Array(firstSlot.length - 1)
  let cost = 0
  for (const edge of edges) {
    const person = edgePerson[edge]!
    const last = firstSlot[person + 1]! - 1
    cost += edgeCost[edge]! + (slotCost[Math.min(last, firstSlot[person]! + load[person]!++)] ?? 0)
    left[requestOf(problem, edge)]!--
  }
  for (const [request, missing] of left.entries()) cost += Math.max(0, missing) * problem.unassignedCost[request]!
  return cost
}
