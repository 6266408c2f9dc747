// The settings of waves, one record per kind of request: what an operator may change, with the defaults that were
// measured in the town simulation (docs/engine.md).
import { ORDINARY_DELAY, URGENT_DELAY } from './acceptance.ts'
import type { Calibrator, ReplyDelay } from './acceptance.ts'
import type { Span } from './calendar.ts'
import type { Ring } from './ranking.ts'

/** Keep so many asks alive, each for so many minutes; `best` goes by ranking, `nearest` by metres. */
export type KeepAlive = { readonly kind: 'best' | 'nearest'; readonly size: number; readonly everyMinutes: number }

/** Ask until the joint chance of a yes reaches the aim, which rises with the share of the time gone. */
export type Residual = {
  readonly kind: 'residual'
  readonly firstAim: number
  readonly aimRise: number
  readonly highestAim: number
  /** Whoever is less likely than this to say yes is left in peace. */
  readonly lowestChance: number
  /** Fairness: the worth of asking someone falls by e every 1 / loadRate recent jobs. */
  readonly loadRate: number
  readonly distanceScaleMetres: number
  readonly delay: ReplyDelay
  /** Minutes between looks: the time left divided by `looksBeforeDeadline`, kept between the two. */
  readonly shortestLook: number
  readonly longestLook: number
  readonly looksBeforeDeadline: number
}

export type WavePolicy = {
  readonly rule: KeepAlive | Residual
  readonly asksARequest: number
  /** Minutes of the day in which nobody is asked; null: always allowed (life at risk). */
  readonly quiet: Span | null
  /** A ring opens when this share of the time has gone, this many were asked, or nobody nearer is left. */
  readonly widen: Readonly<Record<Ring, { readonly share: number; readonly unanswered: number }>>
  /** From then on people step in, whatever the machine still hopes for. */
  readonly escalateAfterMinutes: number
}

export type RequestKind = 'urgent' | 'ordinary' | 'scheduled'

const AT_ONCE = { share: 0, unanswered: 0 }
const OWN_COMMUNITY_FIRST = {
  building: AT_ONCE,
  grid: AT_ONCE,
  community: AT_ONCE,
  neighbours: { share: 0.15, unanswered: 6 },
}
const NIGHT: Span = { from: 22 * 60, to: 7 * 60 + 30 }

export const RESIDUAL: Readonly<Record<RequestKind, WavePolicy>> = {
  urgent: {
    rule: {
      kind: 'residual',
      firstAim: 0.95,
      aimRise: 0,
      highestAim: 0.95,
      lowestChance: 0.003,
      loadRate: 0,
      distanceScaleMetres: 600,
      delay: URGENT_DELAY,
      shortestLook: 0.75,
      longestLook: 0.75,
      looksBeforeDeadline: 8,
    },
    asksARequest: 130,
    quiet: null,
    widen: { building: AT_ONCE, grid: AT_ONCE, community: AT_ONCE, neighbours: AT_ONCE },
    escalateAfterMinutes: 3,
  },
  ordinary: {
    rule: {
      kind: 'residual',
      firstAim: 0.5,
      aimRise: 0.4,
      highestAim: 0.95,
      lowestChance: 0.02,
      loadRate: 0.8,
      distanceScaleMetres: 300,
      delay: ORDINARY_DELAY,
      shortestLook: 4,
      longestLook: 4,
      looksBeforeDeadline: 8,
    },
    asksARequest: 60,
    quiet: NIGHT,
    widen: OWN_COMMUNITY_FIRST,
    escalateAfterMinutes: 120,
  },
  scheduled: {
    rule: {
      kind: 'residual',
      firstAim: 0.2,
      aimRise: 0.9,
      highestAim: 0.95,
      lowestChance: 0.02,
      loadRate: 0.8,
      distanceScaleMetres: 300,
      delay: ORDINARY_DELAY,
      shortestLook: 4,
      longestLook: 30,
      looksBeforeDeadline: 8,
    },
    asksARequest: 60,
    quiet: NIGHT,
    widen: OWN_COMMUNITY_FIRST,
    escalateAfterMinutes: 24 * 60,
  },
}

/** The same limits under a rule that needs no learning. */
export const keepAlive = (policy: WavePolicy, rule: KeepAlive): WavePolicy => ({ ...policy, rule })

/** Until so many asks have been answered for, predictions are guesses: ask the 2 nearest instead. */
export const COLD_START_ASKS = 200

export function policyFor(kind: RequestKind, calibrator: Calibrator): WavePolicy {
  const learned = RESIDUAL[kind]
  if (calibrator.asks >= COLD_START_ASKS) return learned
  return keepAlive(learned, { kind: 'nearest', size: 2, everyMinutes: kind === 'urgent' ? 1.5 : 5 })
}
