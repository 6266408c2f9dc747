// The file of `engine assign`: requests, volunteers and edges by id, to and from the arrays of assignment.ts.
import { assign } from './assignment.ts'
import type { AssignmentProblem } from './assignment.ts'
import type { Id, Input } from './input.ts'
import { readInput } from './input.ts'

export type AssignAnswer = {
  readonly pairs: [Id, Id][]
  readonly cost: number
  readonly unassigned: [Id, number][]
  readonly optimal: true
}

type Edge = { readonly person: number; readonly cost: number }

/** Cost = chosen edges + unassignedCost × places left empty. */
export function answerAssign(text: string): AssignAnswer {
  const file = readInput(text)
  const requests = index(file.field('requests'))
  const volunteers = index(file.field('volunteers'))
  const edges = readEdges(file.field('edges'), requests, volunteers)
  const problem = toProblem(file, edges)
  const requestIds = [...requests.keys()]
  const volunteerIds = [...volunteers.keys()]
  const { edges: chosen, missing, cost } = assign(problem)
  const pairs: [Id, Id][] = []
  for (let i = 0, k = 0; i < requestIds.length; i++) {
    for (; k < chosen.length && chosen[k]! < problem.firstEdge[i + 1]!; k++) {
      pairs.push([requestIds[i]!, volunteerIds[problem.edgePerson[chosen[k]!]!]!])
    }
  }
  const unassigned = requestIds.flatMap((id, i): [Id, number][] => (missing[i]! > 0 ? [[id, missing[i]!]] : []))
  return { pairs, cost, unassigned, optimal: true }
}

function index(list: Input): Map<Id, number> {
  const found = new Map<Id, number>()
  for (const item of list.items()) {
    const id = item.field('id').id()
    if (found.has(id)) throw item.refuse(`the id ${JSON.stringify(id)} is given twice`)
    found.set(id, found.size)
  }
  return found
}

/** Edges by request; the same pair twice is refused, because only one of the two could be meant. */
function readEdges(list: Input, requests: Map<Id, number>, volunteers: Map<Id, number>): Edge[][] {
  const rows: Edge[][] = Array.from(requests, () => [])
  const seen = new Set<number>()
  for (const item of list.items()) {
    const [from, to, cost] = item.items(3) as [Input, Input, Input]
    const request = requests.get(from.id())
    const person = volunteers.get(to.id())
    if (request === undefined) throw from.refuse(`there is no request ${JSON.stringify(from.id())}`)
    if (person === undefined) throw to.refuse(`there is no volunteer ${JSON.stringify(to.id())}`)
    const pair = request * volunteers.size + person
    if (seen.has(pair)) throw item.refuse('this request and volunteer already have an edge')
    seen.add(pair)
    rows[request]!.push({ person, cost: cost.number() })
  }
  return rows
}

function toProblem(file: Input, rows: readonly Edge[][]): AssignmentProblem {
  const need = file
    .field('requests')
    .items()
    .map((one) => (one.has('need') ? one.field('need').whole(0, 1000) : 1))
  const capacity = file
    .field('volunteers')
    .items()
    .map((one) => one.field('capacity').whole())
  const flat = rows.flat()
  const degree = new Int32Array(capacity.length)
  for (const edge of flat) degree[edge.person]!++
  const slots = capacity.map((places, j) => Math.min(places, degree[j]!))
  return {
    need: Int32Array.from(need),
    unassignedCost: new Float64Array(need.length).fill(file.field('unassignedCost').number()),
    firstEdge: runningSum(rows.map((row) => row.length)),
    edgePerson: Int32Array.from(flat, (edge) => edge.person),
    edgeCost: Float64Array.from(flat, (edge) => edge.cost),
    firstSlot: runningSum(slots),
    slotCost: new Float64Array(slots.reduce((sum, count) => sum + count, 0)),
  }
}

export function runningSum(counts: readonly number[]): Int32Array {
  const sums = new Int32Array(counts.length + 1)
  for (const [k, count] of counts.entries()) sums[k + 1] = sums[k]! + count
  return sums
}
