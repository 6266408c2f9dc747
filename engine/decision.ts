// A decision as it is kept: engine version, seed, and for each step what the engine was given and what it answered (ids
// and numbers, no names). `explain` recomputes the answers from the inputs and says where they differ: nowhere, while the
// version is the same.
import { chanceOfYes } from './acceptance.ts'
import type { AcceptancePolicy, Calibrator, Candidate } from './acceptance.ts'
import { look, partsOf } from './look.ts'
import type { Known } from './look.ts'
import { assignTimed } from './overlaps.ts'
import type { TimedAssignment, TimedProblem } from './overlaps.ts'
import { differences } from './packed.ts'
import { rank } from './ranking.ts'
import type { RankPerson, RankPolicy, RankRequest } from './ranking.ts'
import { replayedClock, replayedSolver } from './recorded.ts'
import type { Course, Solved } from './recorded.ts'
import type { RoundProblem } from './round-problem.ts'
import { planRounds } from './rounds.ts'
import type { RoundOptions, RoundPlan } from './rounds.ts'
import { routesFrom } from './routes.ts'
import type { WavePolicy } from './wave-policy.ts'
import { planWave } from './waves.ts'
import type { Lenders, WaveCandidate, WavePlan, WaveRequest } from './waves.ts'

/** Raised whenever the same inputs may give other parts. */
export const ENGINE_VERSION = '2'

type Acts = {
  rank: {
    inputs: { readonly request: RankRequest; readonly people: readonly RankPerson[]; readonly policy: RankPolicy }
    parts: ReturnType<typeof rank>
  }
  chance: {
    inputs: {
      readonly candidates: readonly Candidate[]
      readonly calibrator: Calibrator
      readonly policy: AcceptancePolicy
    }
    parts: readonly { readonly id: string; readonly chance: number }[]
  }
  wave: {
    inputs: {
      readonly request: WaveRequest
      readonly candidates: readonly WaveCandidate[]
      readonly lenders: Lenders
      readonly now: number
      readonly policy: WavePolicy
    }
    parts: WavePlan
  }
  /** Rank, chance and wave in one, as the product takes them. */
  look: { inputs: Known; parts: ReturnType<typeof partsOf> }
  batch: {
    inputs: { readonly problem: TimedProblem; readonly kept: Int32Array; readonly course: Course }
    parts: TimedAssignment
  }
  rounds: {
    inputs: {
      readonly problem: RoundProblem
      readonly options: Omit<RoundOptions, 'seed'>
      readonly from: { readonly routes: readonly (readonly number[])[]; readonly begin: Float64Array } | null
      readonly course: Course
      /** What the solver answered; null when there was none. */
      readonly solved: Solved | null
    }
    parts: RoundPlan
  }
}
export type Act = keyof Acts
export type Inputs<A extends Act> = Acts[A]['inputs']
export type Parts<A extends Act> = Acts[A]['parts']
type StepOf<A extends Act> = { readonly act: A; readonly inputs: Inputs<A>; readonly parts: Parts<A> }
export type Step = { [A in Act]: StepOf<A> }[Act]
export type Decision = { readonly engine: string; readonly seed: number; readonly steps: readonly Step[] }

type Work<A extends Act> = (inputs: Inputs<A>, seed: number) => Parts<A>
const WORK: { readonly [A in Act]: Work<A> } = {
  rank: ({ request, people, policy }) => rank(request, people, policy),
  chance: ({ candidates, calibrator, policy }) =>
    candidates.map((one) => ({ id: one.id, chance: chanceOfYes(one, calibrator, policy) })),
  wave: ({ request, candidates, lenders, now, policy }) => planWave(request, candidates, lenders, now, policy),
  look: (known) => partsOf(look(known)),
  batch: ({ problem, kept, course }, seed) => assignTimed(problem, seed, replayedClock(course), kept),
  rounds: ({ problem, options, from, course, solved }, seed) => {
    const solveSetPartition = solved && replayedSolver(solved)
    const start = from ? routesFrom(problem, from.routes, from.begin) : undefined
    return planRounds(problem, { ...options, seed }, { done: replayedClock(course), solveSetPartition }, start)
  },
}

/** Takes one step and keeps it. For `batch` and `rounds`, which run against a clock, see recorded.ts. */
export function take<A extends Act>(act: A, inputs: Inputs<A>, seed = 0): StepOf<A> {
  return { act, inputs, parts: WORK[act](inputs, seed) }
}

export type Explanation = {
  readonly same: boolean
  /** The version that decided, and the one that recomputed. */
  readonly decidedBy: string
  readonly recomputedBy: string
  readonly steps: readonly { readonly act: Act; readonly same: boolean; readonly differences: readonly string[] }[]
}

export function explain(decision: Decision): Explanation {
  const steps = decision.steps.map((step) => {
    const again = take(step.act, step.inputs, decision.seed)
    const different = differences(step.parts, again.parts)
    return { act: step.act, same: different.length === 0, differences: different }
  })
  const same = steps.every((step) => step.same)
  return { same, decidedBy: decision.engine, recomputedBy: ENGINE_VERSION, steps }
}
