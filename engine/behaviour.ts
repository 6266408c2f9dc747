// How simulated people behave. All that the town simulation assumes about people stands here and nowhere else; these are
// assumptions, not measurements, and every result rests on them: show the mild and the harsh town beside the assumed one,
// and fit what can be fitted from the community's own history (`fitted`).

export type Behaviour = {
  /** Share of asks at which somebody is really free, inside and outside declared hours. */
  readonly freeWhenDeclared: number
  readonly freeOtherwise: number
  /** Willingness is a logit drawn per person: mean and spread, for volunteers and for shops. */
  readonly willing: { readonly mean: number; readonly spread: number }
  readonly willingShop: { readonly mean: number; readonly spread: number }
  /** What is added to the logit. */
  readonly per100Metres: number
  readonly familiar: number
  readonly urgent: number
  readonly byPhone: number
  /** Share of calls that are taken; how far a caller's idea of somebody's willingness is off. */
  readonly reached: number
  readonly reputationNoise: number
  readonly perFatigue: number
  /** Asks each count 1, fading by e in so many days; a yes that came too late counts this much more. */
  readonly fatigueDays: number
  readonly tooLate: number
  /** Someone falls silent for so many days with hazard × fatigue ^ power at each ask. */
  readonly muteHazard: number
  readonly mutePower: number
  readonly muteDays: number
  /** Minutes to answer, lognormal. */
  readonly delay: {
    readonly ordinary: number
    readonly urgent: number
    readonly sigma: number
    readonly atLeast: number
  }
  /** Share of ordinary asks at night that are not even seen. */
  readonly asleep: number
}

export const ASSUMED: Behaviour = {
  freeWhenDeclared: 0.75,
  freeOtherwise: 0.08,
  willing: { mean: -1.9, spread: 1.25 },
  willingShop: { mean: 0.2, spread: 0.5 },
  per100Metres: -0.12,
  familiar: 2,
  urgent: 0.6,
  byPhone: 1.3,
  reached: 0.6,
  reputationNoise: 1.2,
  perFatigue: -0.08,
  fatigueDays: 3,
  tooLate: 0.5,
  muteHazard: 0.0002,
  mutePower: 1.5,
  muteDays: 14,
  delay: { ordinary: 6, urgent: 1.2, sigma: 1, atLeast: 0.3 },
  asleep: 0.8,
}

/** Notifications weary people half as much, and hardly anybody falls silent. */
export const MILD: Behaviour = { ...ASSUMED, perFatigue: -0.04, muteHazard: 0.00005 }
/** Twice as much, and three times as many fall silent. */
export const HARSH: Behaviour = { ...ASSUMED, perFatigue: -0.16, muteHazard: 0.0006 }

export const BEHAVIOURS = { assumed: ASSUMED, mild: MILD, harsh: HARSH } as const

/** The assumed behaviour with what a community's own asks show: the acceptance rate and the delays of replies. */
export function fitted(
  asks: readonly { accepted: boolean; minutes: number | null; urgent: boolean }[],
  simulatedRate: number,
): Behaviour {
  const rate = (asks.filter((ask) => ask.accepted).length + 20 * simulatedRate) / (asks.length + 20)
  const logit = (share: number) => Math.log(share / (1 - share))
  const shift = logit(Math.min(0.95, Math.max(0.001, rate))) - logit(simulatedRate)
  const median = (urgent: boolean, otherwise: number) => {
    const minutes = asks.flatMap((ask) => (ask.urgent === urgent && ask.minutes !== null ? [ask.minutes] : []))
    return minutes.length < 20 ? otherwise : minutes.toSorted((a, b) => a - b)[minutes.length >> 1]!
  }
  const { delay, willing } = ASSUMED
  return {
    ...ASSUMED,
    willing: { ...willing, mean: willing.mean + shift },
    delay: { ...delay, ordinary: median(false, delay.ordinary), urgent: median(true, delay.urgent) },
  }
}
