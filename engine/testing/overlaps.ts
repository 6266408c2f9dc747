// Counts what an answer to overlaps.ts must never have: two jobs of one person at one time, more jobs than slots.
import type { TimedProblem } from '../overlaps.ts'

export function overlapsIn(problem: TimedProblem, edges: Int32Array): number {
  const held = new Map<number, number[]>()
  let found = 0
  for (const edge of edges) {
    const person = problem.edgePerson[edge]!
    const request = problem.firstEdge.findIndex((first, i) => first <= edge && edge < problem.firstEdge[i + 1]!)
    const jobs = held.get(person) ?? []
    found += jobs.filter(
      (job) => problem.from[job]! < problem.to[request]! && problem.from[request]! < problem.to[job]!,
    ).length
    jobs.push(request)
    held.set(person, jobs)
    if (jobs.length > problem.firstSlot[person + 1]! - problem.firstSlot[person]!) found++
  }
  return found
}
