// Pure part of a batch: the problem of the engine out of who fits what, and the plan as places of work.
import type { RankPolicy, Ranked } from '@linbang/engine/ranking'
import type { TimedProblem } from '@linbang/engine/overlaps'

export type BatchJob = {
  readonly requestId: string
  /** People still missing. */
  readonly need: number
  /** Minutes of local time; the pause after a job is part of its end. */
  readonly from: number
  readonly to: number
  readonly fit: readonly Pick<Ranked, 'id' | 'metres' | 'parts'>[]
}
export type BatchHelper = { readonly id: string; readonly jobsLast14Days: number; readonly room: number }

/** A place that stays empty costs as much as this many metres; one job more than the others as much as `perJob`. */
const empty = 5000
const perJob = 50
const unknownWay = 1000
/** Somebody who knows the household may come from further away. */
const known = 200

const costOf = ({ metres, parts }: BatchJob['fit'][number]): number => {
  const visits = parts.find((one) => one.part === 'familiarity')?.value ?? 0
  return Math.max(0, (metres ?? unknownWay) - (visits > 0 ? known : 0))
}

const sums = (counts: readonly number[]): Int32Array => {
  const firsts = new Int32Array(counts.length + 1)
  for (const [place, count] of counts.entries()) firsts[place + 1] = firsts[place]! + count
  return firsts
}

/** Jobs by hour and helpers by id, so that the same work always makes the same problem. */
export const problemOf = (jobs: readonly BatchJob[], helpers: readonly BatchHelper[]): TimedProblem => {
  const place = new Map(helpers.map((one, index) => [one.id, index]))
  const edges = jobs.map((job) => job.fit.filter((one) => place.has(one.id)))
  return {
    need: Int32Array.from(jobs, (job) => job.need),
    unassignedCost: new Float64Array(jobs.length).fill(empty),
    firstEdge: sums(edges.map((list) => list.length)),
    edgePerson: Int32Array.from(edges.flat(), (one) => place.get(one.id)!),
    edgeCost: Float64Array.from(edges.flat(), costOf),
    firstSlot: sums(helpers.map((one) => one.room)),
    slotCost: Float64Array.from(
      helpers.flatMap((one) => Array.from({ length: one.room }, (_, k) => perJob * (one.jobsLast14Days + k))),
    ),
    from: Float64Array.from(jobs, (job) => job.from),
    to: Float64Array.from(jobs, (job) => job.to),
  }
}

export type Place = { readonly request: number; readonly place: number; readonly person: number | null }

/** The chosen edges as places: one row a place, empty ones too. */
export const placesOf = (problem: TimedProblem, edges: Int32Array): Place[] => {
  const places: Place[] = []
  for (const [request, need] of problem.need.entries()) {
    const mine = [...edges].filter(
      (edge) => edge >= problem.firstEdge[request]! && edge < problem.firstEdge[request + 1]!,
    )
    for (let place = 0; place < need; place++) {
      const edge = mine[place]
      places.push({ request, place, person: edge === undefined ? null : problem.edgePerson[edge]! })
    }
  }
  return places
}

/** The other way round: the edges of what stands in the places. Whoever has no edge is left out. */
export const edgesOf = (problem: TimedProblem, places: readonly Place[]): Int32Array =>
  Int32Array.from(
    places
      .flatMap(({ request, person }) => (person === null ? [] : edgeBetween(problem, request, person)))
      .sort((a, b) => a - b),
  )

export const edgeBetween = ({ firstEdge, edgePerson }: TimedProblem, request: number, person: number): number[] => {
  for (let edge = firstEdge[request]!; edge < firstEdge[request + 1]!; edge++)
    if (edgePerson[edge] === person) return [edge]
  return []
}

/** Work put into a calendar counts every hard condition at its own hour. */
export const atItsHour = (policy: RankPolicy): RankPolicy => ({ ...policy, asksADay: null, outsideHours: 'exclude' })
