// Recreate: put unserved visits back one by one, in a drawn order, each at its cheapest place, now and then blinking over
// a place (Christiaens & Vanden Berghe 2020; the orders by time window are those of their VRPTW part). Two-person visits
// are put in as one: an hour is tried, both halves get that hour as their window, two different workers take them.
import type { Random } from './random.ts'
import { isKnown, nothingKnown } from './known-places.ts'
import type { KnownPlaces } from './known-places.ts'
import { NONE } from './round-problem.ts'
import type { RoundProblem } from './round-problem.ts'
import { insert, refreshBackward, refreshForward, restOver } from './routes.ts'
import type { Routes } from './routes.ts'

const BLINK = 0.01
const LOG_NO_BLINK = Math.log(1 - BLINK)
/** Hours tried for a two-person visit, spread over its window. */
const HOURS_TRIED = 8
/** Up to so many visits every route is looked at; above, only those near the visit. */
const LOOK_EVERYWHERE = 150

/** Where a visit would go best; worker NONE: nowhere. */
export type Spot = { worker: number; before: number; cost: number; restMoves: boolean }

export type RecreateRoom = {
  readonly key: Float64Array
  readonly order: number[]
  readonly spot: Spot
  /** Empty workers of a kind are all alike: one look a round is enough. */
  readonly kindSeen: Int32Array
  readonly near: Int32Array
  round: number
  /** Places until the next blink. */
  sight: number
  used: number
  /** No more workers than this may have visits; lowered while their number is being reduced. */
  mostUsed: number
  readonly known: KnownPlaces
}

export const recreateRoom = (problem: RoundProblem): RecreateRoom => ({
  key: new Float64Array(problem.visits),
  order: [],
  spot: { worker: NONE, before: NONE, cost: Infinity, restMoves: false },
  kindSeen: new Int32Array(problem.workers),
  near: new Int32Array(problem.workers),
  round: 0,
  sight: 1,
  used: 0,
  mostUsed: problem.workers,
  known: nothingKnown(problem),
})

export function recreate(
  problem: RoundProblem,
  routes: Routes,
  nearest: readonly Int32Array[],
  draw: Random,
  room: RecreateRoom,
): void {
  inDrawnOrder(problem, routes, draw, room)
  routes.unservedCount = 0
  room.used = 0
  for (let worker = 0; worker < problem.workers; worker++) if (routes.size[worker]! > 0) room.used++
  for (const visit of room.order) {
    if (routes.worker[visit] !== NONE) continue
    const twin = problem.twin[visit]!
    if (twin !== NONE) {
      if (visit < twin) putPair(problem, routes, nearest, visit, twin, draw, room)
      continue
    }
    findSpot(problem, routes, nearest, visit, NONE, draw, room)
    if (room.spot.worker === NONE || room.spot.cost >= problem.unservedCost[visit]!) leaveOut(routes, visit)
    else put(problem, routes, visit, room)
  }
}

function leaveOut(routes: Routes, visit: number): void {
  routes.unserved[routes.unservedCount++] = visit
}

function put(problem: RoundProblem, routes: Routes, visit: number, room: RecreateRoom, spot: Spot = room.spot): void {
  const { worker, before } = spot
  if (routes.size[worker] === 0) room.used++
  insert(problem, routes, visit, worker, before)
  if (spot.restMoves && problem.restLength[worker]! > 0) routes.restAfter[worker] = visit
  refreshForward(problem, routes, worker, visit)
  const next = routes.after[visit]!
  refreshBackward(problem, routes, worker, next === NONE ? visit : next)
}

function inDrawnOrder(problem: RoundProblem, routes: Routes, draw: Random, room: RecreateRoom): void {
  const { key, order } = room
  const choice = draw.below(17)
  const home = problem.startAt[0]! * problem.places
  order.length = 0
  for (let k = 0; k < routes.unservedCount; k++) {
    const visit = routes.unserved[k]!
    order.push(visit)
    const far = problem.wayCost[home + visit]!
    const [open, close] = [problem.open[visit]!, problem.close[visit]!]
    if (choice < 4) key[visit] = draw.uniform()
    else if (choice < 8) key[visit] = -problem.demand[visit]!
    else if (choice < 10) key[visit] = -far
    else if (choice < 11) key[visit] = far
    else if (choice < 13) key[visit] = close - open
    else key[visit] = choice < 15 ? open : -close
  }
  order.sort((a, b) => key[a]! - key[b]!)
}

/** Fills `room.spot` with the cheapest place for the visit, in a worker other than `except`. */
function findSpot(
  problem: RoundProblem,
  routes: Routes,
  nearest: readonly Int32Array[],
  visit: number,
  except: number,
  draw: Random,
  room: RecreateRoom,
): void {
  const { workers, demand, capacity, allowed, extra, workerCost, kind } = problem
  const { spot } = room
  spot.worker = NONE
  spot.cost = Infinity
  room.round++
  const everywhere = problem.visits <= LOOK_EVERYWHERE
  if (!everywhere)
    for (const other of nearest[visit]!)
      if (routes.worker[other] !== NONE) room.near[routes.worker[other]!] = room.round
  for (let worker = 0; worker < workers; worker++) {
    if (worker === except || allowed[visit * workers + worker] === 0) continue
    if (routes.load[worker]! + demand[visit]! > capacity[worker]!) continue
    const empty = routes.size[worker] === 0
    if (empty && (room.used >= room.mostUsed || room.kindSeen[kind[worker]!] === room.round)) continue
    if (empty) room.kindSeen[kind[worker]!] = room.round
    const base = extra[visit * workers + worker]! + (empty ? workerCost[worker]! : 0)
    if (base >= spot.cost || !(everywhere || empty || base === 0 || room.near[worker] === room.round)) continue
    if (problem.restLength[worker]! > 0) alongResting(problem, routes, visit, worker, base, spot)
    else if (isKnown(problem, routes, visit, worker, room.known)) offerKnown(problem, visit, worker, base, draw, room)
    else along(problem, routes, visit, worker, base, draw, room)
  }
}

/** The best place of a route that is as the iteration found it; a blink overlooks the route. */
function offerKnown(
  p: RoundProblem,
  visit: number,
  worker: number,
  base: number,
  draw: Random,
  room: RecreateRoom,
): void {
  const { spot, known } = room
  const at = visit * p.workers + worker
  const cost = base + known.cost[at]!
  if (cost >= spot.cost || !seen(room, draw)) return
  spot.cost = cost
  spot.worker = worker
  spot.before = known.before[at]!
}

/** Every place in one route; times only grow along it, so the first that comes too late ends the walk. */
function along(
  p: RoundProblem,
  routes: Routes,
  visit: number,
  worker: number,
  base: number,
  draw: Random,
  room: RecreateRoom,
): void {
  const { travel, wayCost, places, service } = p
  const { after, earliest, latest } = routes
  const { spot } = room
  const [open, close, length] = [routes.open[visit]!, routes.close[visit]!, service[visit]!]
  const row = visit * places
  const end = p.endAt[worker]!
  let before = NONE
  let place = p.startAt[worker]!
  let ready = p.shiftFrom[worker]!
  let next = routes.first[worker]!
  const alone = next === NONE
  for (;;) {
    const arrival = ready + travel[place * places + visit]!
    if (arrival > close) return
    const leave = (arrival > open ? arrival : open) + length
    const to = next === NONE ? end : next
    if (leave + travel[row + to]! <= (next === NONE ? p.shiftTo[worker]! : latest[next]!)) {
      const ways = wayCost[place * places + visit]! + wayCost[row + to]!
      const cost = base + ways - (alone ? 0 : wayCost[place * places + to]!)
      if (cost < spot.cost && seen(room, draw)) {
        spot.cost = cost
        spot.worker = worker
        spot.before = before
      }
    }
    if (next === NONE) return
    before = place = next
    ready = earliest[next]! + service[next]!
    next = after[next]!
  }
}

/** One in a hundred places that would have been taken is overlooked. */
function seen(room: RecreateRoom, draw: Random): boolean {
  if (--room.sight > 0) return true
  room.sight = 1 + Math.floor(Math.log(1 - draw.uniform()) / LOG_NO_BLINK)
  return false
}

/** The same walk for a worker who rests on the way: around the rest, the visit may come before or after it. */
function alongResting(p: RoundProblem, routes: Routes, visit: number, worker: number, base: number, spot: Spot): void {
  const { travel, wayCost, places, service } = p
  const length = service[visit]!
  const offer = (before: number, next: number, ready: number, restFollows: boolean) => {
    const place = before === NONE ? p.startAt[worker]! : before
    const to = next === NONE ? p.endAt[worker]! : next
    const arrival = ready + travel[place * places + visit]!
    if (arrival > routes.close[visit]!) return
    const done = Math.max(arrival, routes.open[visit]!) + length
    const leave = restFollows ? restOver(p, worker, done) : done
    if (leave + travel[visit * places + to]! > (next === NONE ? p.shiftTo[worker]! : routes.latest[next]!)) return
    const saved = before === NONE && next === NONE ? 0 : wayCost[place * places + to]!
    const cost = base + wayCost[place * places + visit]! + wayCost[visit * places + to]! - saved
    if (cost >= spot.cost) return
    Object.assign(spot, { cost, worker, before, restMoves: restFollows })
  }
  for (let before = NONE, next = routes.first[worker]!; ; before = next, next = routes.after[next]!) {
    const ready = before === NONE ? p.shiftFrom[worker]! : routes.earliest[before]! + service[before]!
    if (routes.restAfter[worker] === before) {
      offer(before, next, ready, true)
      offer(before, next, restOver(p, worker, ready), false)
    } else offer(before, next, ready, false)
    if (next === NONE) return
  }
}

/** Tries hours for both halves; keeps the first half put only when the second finds a place too. */
function putPair(
  problem: RoundProblem,
  routes: Routes,
  nearest: readonly Int32Array[],
  one: number,
  two: number,
  draw: Random,
  room: RecreateRoom,
): void {
  const [open, close] = [problem.open[one]!, problem.close[one]!]
  let best = problem.unservedCost[one]! + problem.unservedCost[two]!
  let hour = NaN
  const shift = draw.uniform()
  const narrow = (from: number) => {
    routes.open[one] = routes.open[two] = from
    routes.close[one] = routes.close[two] = Math.min(close, from + problem.twinLag)
  }
  for (let k = 0; k < HOURS_TRIED; k++) {
    const from = open + ((k + shift) / HOURS_TRIED) * Math.max(0, close - problem.twinLag - open)
    narrow(from)
    findSpot(problem, routes, nearest, one, NONE, draw, room)
    const { worker, cost } = room.spot
    if (worker === NONE || cost >= best) continue
    findSpot(problem, routes, nearest, two, worker, draw, room)
    if (room.spot.worker === NONE || cost + room.spot.cost >= best) continue
    best = cost + room.spot.cost
    hour = from
  }
  if (Number.isNaN(hour) || !putBoth(problem, routes, nearest, one, two, () => narrow(hour), draw, room)) {
    routes.open[one] = routes.open[two] = open
    routes.close[one] = routes.close[two] = close
    leaveOut(routes, one)
    leaveOut(routes, two)
  }
}

function putBoth(
  problem: RoundProblem,
  routes: Routes,
  nearest: readonly Int32Array[],
  one: number,
  two: number,
  narrow: () => void,
  draw: Random,
  room: RecreateRoom,
): boolean {
  narrow()
  findSpot(problem, routes, nearest, one, NONE, draw, room)
  if (room.spot.worker === NONE) return false
  const first = { ...room.spot }
  findSpot(problem, routes, nearest, two, first.worker, draw, room)
  if (room.spot.worker === NONE) return false
  put(problem, routes, one, room, first)
  put(problem, routes, two, room)
  return true
}
