// Who takes which request, at least total cost, exactly. A request needs so many different people (two for a pair), a
// person has slots whose cost rises (capacity; fairness), a place left empty costs its price. That is a minimum-cost flow:
// successive shortest paths with node potentials (Ahuja, Magnanti & Orlin, Network Flows, 1993, ch. 9.7), one Dijkstra per
// place, stopped as soon as the nearest way out is known. Not for jobs that overlap in time: see overlaps.ts.
import { createHeap, pop, push } from './heap.ts'
import type { Heap } from './heap.ts'

/** Compressed rows: edges of request i are firstEdge[i] to firstEdge[i + 1], slots of person j likewise. */
export type AssignmentProblem = {
  readonly need: Int32Array
  readonly unassignedCost: Float64Array
  readonly firstEdge: Int32Array
  readonly edgePerson: Int32Array
  readonly edgeCost: Float64Array
  readonly firstSlot: Int32Array
  /** Cost of a person's first, second, third … job; must not fall. */
  readonly slotCost: Float64Array
}

export type Assignment = {
  /** Chosen edges, in ascending order. */
  readonly edges: Int32Array
  /** Places left empty, per request. */
  readonly missing: Int32Array
  /** Edges, slots and empty places together. */
  readonly cost: number
  /** One more slot of this person, at the cost of the next, would save at most this: the dual price of the capacity. */
  readonly slotPrice: Float64Array
}

type Flow = AssignmentProblem & {
  readonly requests: number
  readonly people: number
  readonly edgeRequest: Int32Array
  readonly used: Uint8Array
  /** Edges a person holds: held[firstHeld[j]] and on, load[j] of them; one place more than slots, for the exchange. */
  readonly held: Int32Array
  readonly firstHeld: Int32Array
  readonly load: Int32Array
  readonly missing: Int32Array
  /** Nodes: people first, then requests. */
  readonly potential: Float64Array
  readonly distance: Float64Array
  readonly via: Int32Array
  readonly touched: Int32Array
  touchedCount: number
  readonly heap: Heap
}

type PathEnd = { node: number; distance: number }

export function assign(problem: AssignmentProblem): Assignment {
  const flow = emptyFlow(problem)
  for (let request = 0; request < flow.requests; request++) {
    if (flow.need[request]! > 0) enter(flow, request)
    for (let place = 0; place < flow.need[request]!; place++) {
      const end = shortestPath(flow, flow.people + request)
      augment(flow, flow.people + request, end)
    }
  }
  return answer(flow)
}

function emptyFlow(problem: AssignmentProblem): Flow {
  const requests = problem.need.length
  const people = problem.firstSlot.length - 1
  const edgeRequest = new Int32Array(problem.edgePerson.length)
  for (let i = 0; i < requests; i++) edgeRequest.fill(i, problem.firstEdge[i]!, problem.firstEdge[i + 1]!)
  const firstHeld = Int32Array.from(problem.firstSlot, (first, j) => first + j)
  return {
    ...problem,
    requests,
    people,
    edgeRequest,
    used: new Uint8Array(problem.edgePerson.length),
    held: new Int32Array(firstHeld[people]! + 1),
    firstHeld,
    load: new Int32Array(people),
    missing: new Int32Array(requests),
    potential: new Float64Array(people + requests),
    distance: new Float64Array(people + requests).fill(Infinity),
    via: new Int32Array(people + requests),
    touched: new Int32Array(people + requests),
    touchedCount: 0,
    heap: createHeap(),
  }
}

/** The lowest potential under which no arc out of the new request is reduced below zero. */
function enter(flow: Flow, request: number): void {
  let potential = -flow.unassignedCost[request]!
  for (let e = flow.firstEdge[request]!; e < flow.firstEdge[request + 1]!; e++) {
    potential = Math.max(potential, flow.potential[flow.edgePerson[e]!]! - flow.edgeCost[e]!)
  }
  flow.potential[flow.people + request] = potential
}

/** Dijkstra on reduced costs to the nearest free slot or empty place; then moves the potentials. */
function shortestPath(flow: Flow, source: number): PathEnd {
  const { heap, distance, people } = flow
  const end: PathEnd = { node: source, distance: Infinity }
  heap.size = 0
  reach(flow, source, 0, -1)
  while (heap.size > 0 && heap.keys[0]! < end.distance) {
    const key = heap.keys[0]!
    const node = pop(heap)
    if (key > distance[node]!) continue
    if (node < people) leavePerson(flow, node, end)
    else leaveRequest(flow, node, end)
  }
  for (let k = 0; k < flow.touchedCount; k++) {
    const node = flow.touched[k]!
    if (distance[node]! < end.distance) flow.potential[node]! += distance[node]! - end.distance
    distance[node] = Infinity
  }
  flow.touchedCount = 0
  return end
}

function reach(flow: Flow, node: number, distance: number, via: number): void {
  if (flow.distance[node] === Infinity) flow.touched[flow.touchedCount++] = node
  flow.distance[node] = distance
  flow.via[node] = via
  push(flow.heap, distance, node)
}

/** From a person: into a free slot, or by taking a job away again, to that request. */
function leavePerson(flow: Flow, person: number, end: PathEnd): void {
  const { distance, potential, people } = flow
  const here = distance[person]! + potential[person]!
  const load = flow.load[person]!
  const slot = flow.firstSlot[person]! + load
  if (slot < flow.firstSlot[person + 1]! && here + flow.slotCost[slot]! < end.distance) {
    end.node = person
    end.distance = here + flow.slotCost[slot]!
  }
  for (let k = flow.firstHeld[person]!, last = k + load; k < last; k++) {
    const edge = flow.held[k]!
    const node = people + flow.edgeRequest[edge]!
    const there = Math.max(distance[person]!, here - flow.edgeCost[edge]! - potential[node]!)
    if (there < distance[node]! && there < end.distance) reach(flow, node, there, edge)
  }
}

/** From a request: leave the place empty, or give it to somebody who does not have it yet. */
function leaveRequest(flow: Flow, node: number, end: PathEnd): void {
  const { distance, potential, edgePerson, edgeCost, used } = flow
  const request = node - flow.people
  const here = distance[node]! + potential[node]!
  if (here + flow.unassignedCost[request]! < end.distance) {
    end.node = node
    end.distance = here + flow.unassignedCost[request]!
  }
  for (let e = flow.firstEdge[request]!, last = flow.firstEdge[request + 1]!; e < last; e++) {
    const person = edgePerson[e]!
    // Rounding may reduce an arc a little below zero: never nearer than where it starts, or two nodes call each other for ever.
    const there = Math.max(distance[node]!, here + edgeCost[e]! - potential[person]!)
    if (there >= distance[person]! || there >= end.distance || used[e] === 1) continue
    reach(flow, person, there, e)
  }
}

/** Walks the path back from its end, giving on forward edges and taking on backward ones. */
function augment(flow: Flow, source: number, end: PathEnd): void {
  let node = end.node
  if (node >= flow.people) flow.missing[node - flow.people]!++
  while (node !== source) {
    const edge = flow.via[node]!
    if (node < flow.people) {
      flow.used[edge] = 1
      flow.held[flow.firstHeld[node]! + flow.load[node]!++] = edge
      node = flow.people + flow.edgeRequest[edge]!
    } else {
      flow.used[edge] = 0
      node = flow.edgePerson[edge]!
      letGo(flow, node, edge)
    }
  }
}

function letGo(flow: Flow, person: number, edge: number): void {
  const first = flow.firstHeld[person]!
  const last = first + --flow.load[person]!
  let at = first
  while (flow.held[at] !== edge) at++
  flow.held[at] = flow.held[last]!
}

function answer(flow: Flow): Assignment {
  const edges: number[] = []
  let cost = 0
  for (let e = 0; e < flow.used.length; e++) {
    if (flow.used[e] === 0) continue
    edges.push(e)
    cost += flow.edgeCost[e]!
  }
  for (let i = 0; i < flow.requests; i++) cost += flow.missing[i]! * flow.unassignedCost[i]!
  const slotPrice = new Float64Array(flow.people)
  for (let j = 0; j < flow.people; j++) {
    const first = flow.firstSlot[j]!
    const load = flow.load[j]!
    for (let k = 0; k < load; k++) cost += flow.slotCost[first + k]!
    const end = flow.firstSlot[j + 1]!
    const next = end > first ? flow.slotCost[Math.min(first + load, end - 1)]! : 0
    slotPrice[j] = Math.max(0, -flow.potential[j]! - next)
  }
  return { edges: Int32Array.from(edges), missing: flow.missing, cost, slotPrice }
}
