// A search that is stopped by a clock, made repeatable: what the clock and the solver answered is kept, and a replay
// answers the same. So a decision found in one second on a busy machine can be recomputed bit for bit on any other.
import type { SetPartition, SolveSetPartition } from './route-pool.ts'

/** How often a search was told each share of its time, in thousandths; shares only grow, so this is the whole course. */
export type Course = readonly number[]
const STEPS = 1000

type Done = (iterations: number) => number

/** `done` cut to thousandths, and the course so far. */
export function recordedClock(done: Done): { readonly done: Done; readonly course: () => Course } {
  const counts: number[] = []
  let last = 0
  return {
    done: (iterations) => {
      last = Math.max(last, Math.min(STEPS, Math.floor(done(iterations) * STEPS)))
      while (counts.length <= last) counts.push(0)
      counts[last]!++
      return last / STEPS
    },
    course: () => [...counts],
  }
}

/** Answers as the clock did; when the course is over, that the time is up. */
export function replayedClock(course: Course): Done {
  let step = 0
  let told = 0
  return () => {
    while (step < course.length && told >= course[step]!) {
      step++
      told = 0
    }
    told++
    return step < course.length ? step / STEPS : 1
  }
}

export type Solved = readonly (readonly number[] | null)[]

export function recordedSolver(solve: SolveSetPartition): {
  readonly solve: SolveSetPartition
  readonly solved: () => Solved
} {
  const answers: (readonly number[] | null)[] = []
  return {
    solve: (problem: SetPartition) => {
      const answer = solve(problem)
      answers.push(answer)
      return answer
    },
    solved: () => [...answers],
  }
}

export function replayedSolver(solved: Solved): SolveSetPartition {
  let next = 0
  return () => solved[next++] ?? null
}
