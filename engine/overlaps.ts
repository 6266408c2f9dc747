// Assignment when jobs have fixed hours and nobody can be at two at once. The flow of assignment.ts, which ignores hours,
// gives a lower bound; its answer is repaired, and a large-neighbourhood search (Shaw 1998; regret insertion after Ropke &
// Pisinger, Transportation Science 40, 2006) closes most of the gap, which is reported. A pair needs no rule of its own:
// its two places are at the same hour, so they go to two different people.
import { assign } from './assignment.ts'
import { assignAround } from './batch-edit.ts'
import { random } from './random.ts'
import type { Random } from './random.ts'
import { meet } from './timed-problem.ts'
import type { TimedProblem } from './timed-problem.ts'

export type { TimedProblem } from './timed-problem.ts'

export type TimedAssignment = {
  /** Chosen edges, in ascending order. */
  readonly edges: Int32Array
  readonly cost: number
  /** No answer can cost less than this. */
  readonly bound: number
  readonly iterations: number
}

const NOBODY = -1

/** One place of a request is an item; a person holds items. */
type Plan = {
  readonly problem: TimedProblem
  readonly request: Int32Array
  readonly edge: Int32Array
  readonly held: Int32Array
  readonly load: Int32Array
  readonly draw: Random
  /** Items that stay where they are: somebody chose them by hand. */
  readonly fixed: Uint8Array
  cost: number
}

const SMALLEST_RUIN = 3
const LARGEST_RUIN = 8
const WANDER = 60
/** Temperatures as shares of the mean cost of an item. */
const HOT = 0.03
const COLD = 0.004
const NOISE = 0.15
const ASK_EVERY = 64

const NOTHING_KEPT = new Int32Array(0)

/**
 * `done`: share of the time or of the iterations used up, 0 to 1. `kept`: edges, ascending, that are in the answer whatever
 * they cost, because a person decided so; they must break nothing themselves (`clashes` is empty for them).
 */
export function assignTimed(
  problem: TimedProblem,
  seed: number,
  done: (iterations: number) => number,
  kept: Int32Array = NOTHING_KEPT,
): TimedAssignment {
  const relaxed = kept.length === 0 ? assign(problem) : assignAround(problem, kept)
  const plan = repaired(problem, relaxed.edges, kept, random(seed))
  const best = plan.edge.slice()
  let bestCost = plan.cost
  const unit = plan.cost / Math.max(1, plan.edge.length)
  let temperature = 0
  let iterations = 0
  for (; plan.edge.length > 0; iterations++) {
    if (iterations % ASK_EVERY === 0) {
      const share = done(iterations)
      if (share >= 1) break
      temperature = unit * HOT * (COLD / HOT) ** share
    }
    improve(plan, temperature, unit)
    if (plan.cost >= bestCost - 1e-9) continue
    bestCost = plan.cost
    best.set(plan.edge)
  }
  return { edges: best.filter((edge) => edge !== NOBODY).toSorted(), cost: bestCost, bound: relaxed.cost, iterations }
}

/** The relaxed answer without what overlaps, and what fell out put back where it can be. */
function repaired(problem: TimedProblem, edges: Int32Array, kept: Int32Array, draw: Random): Plan {
  const items: number[] = []
  for (const [request, need] of problem.need.entries()) for (let k = 0; k < need; k++) items.push(request)
  const plan: Plan = {
    problem,
    request: Int32Array.from(items),
    edge: new Int32Array(items.length).fill(NOBODY),
    held: new Int32Array(problem.slotCost.length),
    load: new Int32Array(problem.firstSlot.length - 1),
    draw,
    fixed: new Uint8Array(items.length),
    cost: items.reduce((sum, request) => sum + problem.unassignedCost[request]!, 0),
  }
  eachPlace(plan, kept, (item, edge) => {
    put(plan, item, edge)
    plan.fixed[item] = 1
  })
  const rest = edges.filter((edge) => !kept.includes(edge))
  eachPlace(plan, rest, (item, edge) => {
    if (fits(plan, item, problem.edgePerson[edge]!)) put(plan, item, edge)
  })
  insertByRegret(
    plan,
    [...plan.edge.keys()].filter((item) => plan.edge[item] === NOBODY),
    0,
  )
  return plan
}

/** Each edge with a free place of its request; edges ascend, as items do. */
function eachPlace(plan: Plan, edges: Int32Array, visit: (item: number, edge: number) => void): void {
  const { firstEdge } = plan.problem
  let next = 0
  for (let item = 0; item < plan.edge.length; item++) {
    if (plan.edge[item] !== NOBODY) continue
    const request = plan.request[item]!
    while (next < edges.length && edges[next]! < firstEdge[request]!) next++
    if (next < edges.length && edges[next]! < firstEdge[request + 1]!) visit(item, edges[next++]!)
  }
}

/** A free slot, and no job of theirs at that hour. */
function fits(plan: Plan, item: number, person: number): boolean {
  const { firstSlot } = plan.problem
  const first = firstSlot[person]!
  const last = first + plan.load[person]!
  if (last >= firstSlot[person + 1]!) return false
  const request = plan.request[item]!
  for (let k = first; k < last; k++) {
    if (meet(plan.problem, plan.request[plan.held[k]!]!, request)) return false
  }
  return true
}

function put(plan: Plan, item: number, edge: number): void {
  const { edgePerson, edgeCost, firstSlot, slotCost, unassignedCost } = plan.problem
  const person = edgePerson[edge]!
  const slot = firstSlot[person]! + plan.load[person]!++
  plan.held[slot] = item
  plan.edge[item] = edge
  plan.cost += edgeCost[edge]! + slotCost[slot]! - unassignedCost[plan.request[item]!]!
}

function take(plan: Plan, item: number): void {
  const { edgePerson, edgeCost, firstSlot, slotCost, unassignedCost } = plan.problem
  const edge = plan.edge[item]!
  if (edge === NOBODY) return
  const person = edgePerson[edge]!
  const last = firstSlot[person]! + --plan.load[person]!
  let slot = firstSlot[person]!
  while (plan.held[slot] !== item) slot++
  plan.held[slot] = plan.held[last]!
  plan.edge[item] = NOBODY
  plan.cost -= edgeCost[edge]! + slotCost[last]! - unassignedCost[plan.request[item]!]!
}

/** One step: some related items out, back by regret, kept when better or, while it is warm, a little worse. */
function improve(plan: Plan, temperature: number, unit: number): void {
  const items = related(plan)
  if (items.length === 0) return
  const before = plan.cost
  const edges = items.map((item) => plan.edge[item]!)
  for (const item of items) take(plan, item)
  insertByRegret(plan, items.slice(), plan.draw.uniform() < 0.5 ? 0 : NOISE * unit)
  if (plan.cost <= before - temperature * Math.log(1 - plan.draw.uniform())) return
  for (const item of items) take(plan, item)
  for (const [k, item] of items.entries()) if (edges[k] !== NOBODY) put(plan, item, edges[k]!)
  plan.cost = before
}

/** From one item to what its possible people hold, and on from there. */
function related(plan: Plan): number[] {
  const { draw, problem } = plan
  const { firstEdge, edgePerson, firstSlot } = problem
  const wanted = SMALLEST_RUIN + draw.below(LARGEST_RUIN - SMALLEST_RUIN + 1)
  const first = draw.below(plan.edge.length)
  if (plan.fixed[first] === 1) return []
  const items = [first]
  for (let step = 0; step < WANDER && items.length < wanted; step++) {
    const request = plan.request[items[draw.below(items.length)]!]!
    const degree = firstEdge[request + 1]! - firstEdge[request]!
    if (degree === 0) continue
    const person = edgePerson[firstEdge[request]! + draw.below(degree)]!
    if (plan.load[person] === 0) continue
    const item = plan.held[firstSlot[person]! + draw.below(plan.load[person]!)]!
    if (plan.fixed[item] === 0 && !items.includes(item)) items.push(item)
  }
  return items
}

/** Always the item that would lose most by waiting. Noise makes the choice of a person a little random. */
function insertByRegret(plan: Plan, items: number[], noise: number): void {
  while (items.length > 0) {
    let chosen = 0
    let edge = NOBODY
    let most = -Infinity
    for (let k = 0; k < items.length; k++) {
      const choice = bestTwo(plan, items[k]!, noise)
      if (choice.regret <= most) continue
      most = choice.regret
      chosen = k
      edge = choice.edge
    }
    const item = items[chosen]!
    items[chosen] = items.at(-1)!
    items.pop()
    if (edge !== NOBODY) put(plan, item, edge)
  }
}

const choice = { edge: NOBODY, regret: 0 }

/** The cheapest edge, and how much dearer the second cheapest way is; leaving the place empty is always a way. */
function bestTwo(plan: Plan, item: number, noise: number): typeof choice {
  const { problem, draw } = plan
  const { firstEdge, edgePerson, edgeCost, firstSlot, slotCost, unassignedCost } = problem
  const request = plan.request[item]!
  let least = unassignedCost[request]!
  let second = Infinity
  choice.edge = NOBODY
  for (let e = firstEdge[request]!, last = firstEdge[request + 1]!; e < last; e++) {
    const person = edgePerson[e]!
    const slot = firstSlot[person]! + plan.load[person]!
    if (slot >= firstSlot[person + 1]!) continue
    const cost = edgeCost[e]! + slotCost[slot]! + (noise > 0 ? noise * draw.uniform() : 0)
    if (cost >= second || !fits(plan, item, person)) continue
    if (cost < least) {
      second = least
      least = cost
      choice.edge = e
    } else second = cost
  }
  choice.regret = second === Infinity ? 0 : second - least
  return choice
}
