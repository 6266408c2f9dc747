// Batches of requests and volunteers as a town makes them: clustered places, scarce skills, half-days, about 30 near
// candidates a request, capacity 1 to 3 with a convex cost of fairness. After the instances of the dispatch research.
import { runningSum } from '../engine/assign-file.ts'
import type { AssignmentProblem } from '../engine/assignment.ts'
import { random } from '../engine/random.ts'
import type { Random } from '../engine/random.ts'

const SKILLS = 12
const HALF_DAYS = 6
const CANDIDATES = 30
const FARTHEST_METRES = 1500
const FAIRNESS_COST = 150

type Person = { x: number; y: number; skills: Set<number>; free: number; slots: number; cost: number }
type Candidate = { person: number; metres: number }

export type Batch = AssignmentProblem & { readonly urgency: Int32Array }

export function batch(requests: number, people: number, seed: number): Batch {
  const draw = random(seed)
  const side = Math.sqrt(0.78) * 1000 * Math.sqrt(requests / 250)
  const crowd = Array.from({ length: people }, () => somebody(draw, side))
  const centres = Array.from({ length: Math.max(3, Math.round(requests / 60)) }, () => [
    draw.uniform() * side,
    draw.uniform() * side,
  ])
  const rows: Candidate[][] = []
  const urgency = new Int32Array(requests)
  for (let i = 0; i < requests; i++) {
    const [cx = 0, cy = 0] = centres[draw.below(centres.length)]!
    const inside = (value: number) => Math.min(side, Math.max(0, value))
    const [x, y] = [inside(cx + 120 * draw.normal()), inside(cy + 120 * draw.normal())]
    const skill = zipf(draw)
    const halfDay = draw.below(HALF_DAYS)
    urgency[i] = 1 + draw.below(3)
    rows.push(nearest(crowd, x, y, (person) => person.skills.has(skill) && ((person.free >> halfDay) & 1) === 1))
  }
  const edges = rows.flat()
  return {
    urgency,
    need: new Int32Array(requests).fill(1),
    unassignedCost: Float64Array.from(urgency, (level) => 3000 * level),
    firstEdge: runningSum(rows.map((row) => row.length)),
    edgePerson: Int32Array.from(edges, (edge) => edge.person),
    edgeCost: Float64Array.from(edges, (edge) => Math.round(edge.metres * 0.6 + crowd[edge.person]!.cost)),
    firstSlot: runningSum(crowd.map((person) => person.slots)),
    slotCost: Float64Array.from(
      crowd.flatMap((person) => Array.from({ length: person.slots }, (_, k) => FAIRNESS_COST * k)),
    ),
  }
}

function somebody(draw: Random, side: number): Person {
  const skills = new Set<number>()
  for (let wanted = 1 + draw.below(3); skills.size < wanted;) skills.add(draw.below(SKILLS))
  const cost = 400 * draw.uniform() + 300 * (0.9 - 0.8 * draw.uniform() * draw.uniform())
  return {
    x: draw.uniform() * side,
    y: draw.uniform() * side,
    skills,
    free: draw.below(64),
    slots: 1 + draw.below(3),
    cost,
  }
}

/** Demand falls as 1 / rank while people spread evenly over skills: the first ones are scarce. */
function zipf(draw: Random): number {
  let left =
    draw.uniform() * Array.from({ length: SKILLS }, (_, k) => 1 / (k + 1)).reduce((sum, weight) => sum + weight, 0)
  for (let k = 0; k < SKILLS; k++) {
    left -= 1 / (k + 1)
    if (left < 0) return k
  }
  return SKILLS - 1
}

function nearest(crowd: readonly Person[], x: number, y: number, fits: (person: Person) => boolean): Candidate[] {
  const found: Candidate[] = []
  for (const [person, one] of crowd.entries()) {
    const metres = Math.hypot(one.x - x, one.y - y)
    if (metres <= FARTHEST_METRES && fits(one)) found.push({ person, metres })
  }
  return found.toSorted((a, b) => a.metres - b.metres || a.person - b.person).slice(0, CANDIDATES)
}
