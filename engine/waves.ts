// Whom to ask next, and when to look again. Three rules: `residual` asks until the joint chance of a yes, counting what
// is still to come from those already asked, reaches an aim (the residual is the hazard of Manshadi & Rodilitz,
// Management Science 2022; keeping a set alive and replacing who refuses is van den Berg et al., PLOS One 2026);
// `nearest` keeps the 2 nearest asked, the honest baseline and the cold start; `best` keeps the 3 best-ranked asked.
// Promises: never twice the same person, never above the budget, never in quiet hours unless urgent.
import { stillToCome } from './acceptance.ts'
import type { ReplyDelay } from './acceptance.ts'
import { dayOf, minuteOfDay, MINUTES_A_DAY } from './calendar.ts'
import type { Span } from './calendar.ts'
import { RINGS } from './ranking.ts'
import type { Ring } from './ranking.ts'
import type { WavePolicy } from './wave-policy.ts'

/** Moments are local minutes (calendar.ts). */
export type WaveRequest = { readonly openedAt: number; readonly deadline: number; readonly asks: readonly Ask[] }
export type Ask = {
  readonly id: string
  readonly askedAt: number
  readonly chance: number
  readonly declined: boolean
  readonly community: string
}

/** Somebody who may be asked: hard conditions and day caps are settled by the ranking. */
export type WaveCandidate = {
  readonly id: string
  readonly total: number
  readonly chance: number
  readonly metres: number
  readonly load: number
  readonly ring: Ring
  readonly community: string
}

export type WavePlan = {
  readonly ask: readonly WaveCandidate[]
  /** Chance that somebody asked before or now says yes; 0 under the rules that do not reckon with it. */
  readonly chance: number
  readonly aim: number
  /** The outermost ring that was looked at. */
  readonly widest: Ring
  /** Null: nothing more will be asked; a refusal before that moment is a reason to plan at once. */
  readonly lookAgainAt: number | null
  /** Set when people must step in: the grid worker, the desk. */
  readonly escalate: 'budget_spent' | 'nobody_left' | 'too_slow' | 'deadline' | null
}

/** How many people of each other community may still be asked, above that community's own reserve. */
export type Lenders = Readonly<Record<string, number>>

/** A list, or a function that is called only when somebody is to be asked. */
export type Candidates = readonly WaveCandidate[] | (() => readonly WaveCandidate[])

export function planWave(
  request: WaveRequest,
  candidates: Candidates,
  lenders: Lenders,
  now: number,
  policy: WavePolicy,
): WavePlan {
  const idle = { ask: [], chance: 0, aim: 0, widest: RINGS[0] }
  if (now >= request.deadline) return { ...idle, lookAgainAt: null, escalate: 'deadline' }
  if (policy.quiet && isQuiet(now, policy.quiet)) {
    return { ...idle, lookAgainAt: quietEnd(now, policy.quiet), escalate: null }
  }
  const budget = policy.asksARequest - request.asks.length
  const ask: WaveCandidate[] = []
  const lent = new Map<string, number>()
  const need =
    policy.rule.kind === 'residual' ? chanceNeeded(request, now, policy.rule) : placesFree(request, now, policy.rule)
  const enough = need.met() || budget <= 0
  const { open, widest } = enough ? { open: [], widest: RINGS[0] } : withinReach(request, candidates, now, policy)
  for (const candidate of open) {
    if (need.met() || ask.length >= budget) break
    if (candidate.ring === 'neighbours') {
      const count = lent.get(candidate.community) ?? 0
      if (count >= (lenders[candidate.community] ?? 0)) continue
      lent.set(candidate.community, count + 1)
    }
    ask.push(candidate)
    need.add(candidate)
  }
  const short = !need.met()
  const spent = ask.length >= budget
  const slow = now - request.openedAt >= policy.escalateAfterMinutes
  const escalate = short && spent ? 'budget_spent' : short ? 'nobody_left' : slow ? 'too_slow' : null
  const lookAgainAt = short && spent ? null : nextLook(request, ask, now, policy)
  return { ask, chance: need.chance(), aim: need.aim, widest, lookAgainAt, escalate }
}

/** Candidates not asked yet, best first: of the rings that time or refusals have opened, and further out while those in reach are too few for one wave. */
function withinReach(request: WaveRequest, candidates: Candidates, now: number, policy: WavePolicy) {
  const asked = new Set(request.asks.map((ask) => ask.id))
  const all = typeof candidates === 'function' ? candidates() : candidates
  const rings: Record<Ring, WaveCandidate[]> = { building: [], grid: [], community: [], neighbours: [] }
  for (const one of all) if (suits(one, policy) && !asked.has(one.id)) rings[one.ring].push(one)
  const share = elapsedShare(request, now)
  const unanswered = request.asks.length
  const wanted = policy.rule.kind === 'residual' ? 1 : policy.rule.size
  let widest: Ring = 'building'
  const reached: { one: WaveCandidate; worth: number }[] = []
  for (const ring of RINGS) {
    const gate = policy.widen[ring]
    if (share < gate.share && unanswered < gate.unanswered && reached.length >= wanted) break
    for (const one of rings[ring]) reached.push({ one, worth: merit(one, policy) })
    widest = ring
  }
  reached.sort((a, b) => b.worth - a.worth || (a.one.id < b.one.id ? -1 : 1))
  return { open: reached.map(({ one }) => one), widest }
}

const suits = (one: WaveCandidate, { rule }: WavePolicy): boolean =>
  rule.kind !== 'residual' || one.chance >= rule.lowestChance

function merit(one: WaveCandidate, { rule }: WavePolicy): number {
  if (rule.kind !== 'residual') return rule.kind === 'best' ? one.total : -one.metres
  return one.chance * Math.exp(-rule.loadRate * one.load) * Math.exp(-one.metres / rule.distanceScaleMetres)
}

type Need = { met(): boolean; add(candidate: WaveCandidate): void; chance(): number; readonly aim: number }

/** Ask until the chance that nobody says yes is at most 1 - aim. */
function chanceNeeded(
  request: WaveRequest,
  now: number,
  rule: Extract<WavePolicy['rule'], { kind: 'residual' }>,
): Need {
  const aim = Math.min(rule.highestAim, rule.firstAim + rule.aimRise * elapsedShare(request, now))
  let miss = chanceNobody(request.asks, now, rule.delay)
  return {
    aim,
    met: () => miss <= 1 - aim,
    add: (candidate) => {
      miss *= 1 - candidate.chance
    },
    chance: () => 1 - miss,
  }
}

/** Chance that none of the open asks brings a yes any more. */
export function chanceNobody(asks: readonly Ask[], now: number, delay: ReplyDelay): number {
  let miss = 1
  for (const ask of asks) if (!ask.declined) miss *= 1 - ask.chance * stillToCome(now - ask.askedAt, delay)
  return miss
}

/** Keep `size` asks alive; one counts until refused, or for `everyMinutes`. */
function placesFree(
  request: WaveRequest,
  now: number,
  rule: { readonly size: number; readonly everyMinutes: number },
): Need {
  let free = rule.size - alive(request.asks, now, rule.everyMinutes).length
  return { aim: 0, met: () => free <= 0, add: () => void free--, chance: () => 0 }
}

const alive = (asks: readonly Ask[], now: number, minutes: number): Ask[] =>
  asks.filter((ask) => !ask.declined && now < ask.askedAt + minutes)

function nextLook(request: WaveRequest, ask: readonly WaveCandidate[], now: number, policy: WavePolicy): number {
  const { rule, quiet } = policy
  let next = request.deadline
  if (rule.kind === 'residual') {
    const left = (request.deadline - now) / rule.looksBeforeDeadline
    next = now + Math.min(rule.longestLook, Math.max(rule.shortestLook, left))
  } else {
    const open = alive(request.asks, now, rule.everyMinutes).map((one) => one.askedAt)
    next = Math.min(...open, ...(ask.length > 0 || open.length === 0 ? [now] : [])) + rule.everyMinutes
  }
  const look = Math.min(next, request.deadline)
  return quiet && isQuiet(look, quiet) ? Math.min(quietEnd(look, quiet), request.deadline) : look
}

const elapsedShare = ({ openedAt, deadline }: WaveRequest, now: number): number =>
  Math.min(1, Math.max(0, now - openedAt) / Math.max(10, deadline - openedAt))

/** Quiet hours are minutes of the day and may run over midnight. */
function isQuiet(now: number, quiet: Span): boolean {
  const minute = minuteOfDay(now)
  return quiet.from < quiet.to ? minute >= quiet.from && minute < quiet.to : minute >= quiet.from || minute < quiet.to
}

function quietEnd(now: number, quiet: Span): number {
  const today = dayOf(now) * MINUTES_A_DAY + quiet.to
  return today > now ? today : today + MINUTES_A_DAY
}
