// Ruin: take strings of neighbouring visits out of routes near a random visit, whole or split around a kept middle.
// Slack Induction by String Removals, Christiaens & Vanden Berghe, Transportation Science 54(2), 2020.
import { NONE } from './round-problem.ts'
import type { RoundProblem } from './round-problem.ts'
import type { Random } from './random.ts'
import { refresh, remove } from './routes.ts'
import type { Routes } from './routes.ts'

export type RuinSettings = {
  /** Visits removed on average. */
  readonly average: number
  readonly longestString: number
}

/** Half of the strings longer than one keep a middle; the middle grows with this chance of one more. */
const SPLIT_SHARE = 0.5
const SPLIT_GROWS = 0.99

export type RuinRoom = { readonly ruined: Int32Array; round: number; readonly touched: number[] }
export const ruinRoom = (problem: RoundProblem): RuinRoom => ({
  ruined: new Int32Array(problem.workers),
  round: 0,
  touched: [],
})

export function ruin(
  problem: RoundProblem,
  routes: Routes,
  nearest: readonly Int32Array[],
  settings: RuinSettings,
  draw: Random,
  room: RuinRoom,
): void {
  let used = 0
  for (let worker = 0; worker < problem.workers; worker++) if (routes.size[worker]! > 0) used++
  const meanSize = (problem.visits - routes.unservedCount) / Math.max(1, used)
  const longest = Math.min(settings.longestString, meanSize)
  const most = (4 * settings.average) / (1 + longest) - 1
  const strings = Math.floor(draw.uniform() * most + 1)
  room.round++
  room.touched.length = 0
  let done = 0
  for (const visit of nearest[draw.below(problem.visits)]!) {
    if (done >= strings) break
    const worker = routes.worker[visit]!
    if (worker === NONE || room.ruined[worker] === room.round) continue
    room.ruined[worker] = room.round
    room.touched.push(worker)
    done++
    const size = routes.size[worker]!
    removeString(problem, routes, worker, visit, Math.floor(draw.uniform() * Math.min(size, longest)) + 1, draw)
  }
  removeWidows(problem, routes, room)
  for (const worker of room.touched) refresh(problem, routes, worker)
}

function removeString(
  p: RoundProblem,
  routes: Routes,
  worker: number,
  visit: number,
  length: number,
  draw: Random,
): void {
  const size = routes.size[worker]!
  let kept = 0
  if (length > 1 && length < size && draw.uniform() < SPLIT_SHARE) {
    kept = 1
    while (length + kept < size && draw.uniform() < SPLIT_GROWS) kept++
  }
  const span = length + kept
  let position = 0
  for (let here = routes.first[worker]!; here !== visit; here = routes.after[here]!) position++
  const low = Math.max(0, position - span + 1)
  const high = Math.min(position, size - span)
  const begin = low + draw.below(high - low + 1)
  const keepFrom = kept > 0 ? 1 + draw.below(length - 1) : span
  let here = routes.first[worker]!
  for (let k = 0; k < begin; k++) here = routes.after[here]!
  for (let k = 0; k < span; k++) {
    const next = routes.after[here]!
    if (k < keepFrom || k >= keepFrom + kept) remove(p, routes, here)
    here = next
  }
}

/** A two-person visit that lost one half loses the other, and its hour is open again. */
function removeWidows(problem: RoundProblem, routes: Routes, room: RuinRoom): void {
  if (problem.twinLag === Infinity) return
  for (let k = 0; k < routes.unservedCount; k++) {
    const visit = routes.unserved[k]!
    const twin = problem.twin[visit]!
    if (twin === NONE) continue
    routes.open[visit] = problem.open[visit]!
    routes.close[visit] = problem.close[visit]!
    const worker = routes.worker[twin]!
    if (worker === NONE) continue
    remove(problem, routes, twin)
    if (room.ruined[worker] === room.round) continue
    room.ruined[worker] = room.round
    room.touched.push(worker)
  }
}
