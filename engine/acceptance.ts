// How likely someone says yes to this request, from what they declared and how they answered before, and how long an
// answer takes. Khalemsky et al. (JMIR mHealth 2023, e41551): past behaviour predicts, the event alone does not; hence a
// Beta-binomial per person, damped by hours, distance, fatigue and a run of silence, raised where the two know each other
// (dispatch research, section D). Manshadi & Rodilitz (Management Science 2022): a notified volunteer has a residual
// chance that fades with time; here its shape is the reply-delay survival.

/** What is known of one person at the moment of asking. */
export type Candidate = {
  readonly id: string
  readonly kind: 'volunteer' | 'organisation'
  readonly asks: number
  readonly yes: number
  /** Refusals and silences, one outside declared hours weighing only `undeclaredFactor`. */
  readonly no: number
  /** Asks left without an answer since the last yes. */
  readonly ignoredInARow: number
  /** Asks in the last days, each worth exp(-age / 3 days). */
  readonly fatigue: number
  /** Jobs in the last weeks, each worth exp(-age / 14 days). */
  readonly load: number
  readonly declaredFree: boolean
  readonly metres: number
  readonly familiar: boolean
}

export type AcceptancePolicy = {
  readonly prior: Readonly<Record<Candidate['kind'], { readonly yes: number; readonly no: number }>>
  readonly undeclaredFactor: number
  /** The chance falls by e every so many metres, and is `nearFactor` at the door. */
  readonly distanceScaleMetres: number
  readonly nearFactor: number
  readonly fatigueRate: number
  readonly ignoredFree: number
  readonly ignoredFactor: number
  readonly familiarFactor: number
  readonly highest: number
  /** People asked fewer times than this are given at least the floor, so that they are learned about at all. */
  readonly exploreBelowAsks: number
  readonly exploreFloor: number
}

export const ACCEPTANCE: AcceptancePolicy = {
  prior: { volunteer: { yes: 1, no: 8 }, organisation: { yes: 1, no: 2 } },
  undeclaredFactor: 0.12,
  distanceScaleMetres: 900,
  nearFactor: 1.25,
  fatigueRate: 0.08,
  ignoredFree: 6,
  ignoredFactor: 0.85,
  familiarFactor: 2,
  highest: 0.9,
  exploreBelowAsks: 2,
  exploreFloor: 0.02,
}

/** Accepted over predicted, slowly forgetting: one number that corrects what all predictions get wrong together. */
export type Calibrator = { readonly predicted: number; readonly accepted: number; readonly asks: number }
export const UNCALIBRATED: Calibrator = { predicted: 30, accepted: 30, asks: 0 }
const FORGETTING = 0.9995

export const afterAsking = (calibrator: Calibrator, predicted: number): Calibrator => ({
  predicted: calibrator.predicted * FORGETTING + predicted,
  accepted: calibrator.accepted * FORGETTING,
  asks: calibrator.asks + 1,
})
export const afterYes = (calibrator: Calibrator): Calibrator => ({ ...calibrator, accepted: calibrator.accepted + 1 })
export const correction = (calibrator: Calibrator): number => calibrator.accepted / calibrator.predicted

/** What the way makes of a chance: `nearFactor` at the door, falling by e every `distanceScaleMetres`. */
export const nearness = (metres: number, policy: AcceptancePolicy): number =>
  policy.nearFactor * Math.exp(-metres / policy.distanceScaleMetres)

/** Before calibration; this is what `afterAsking` is told. `distance`: the nearness, where it is known already. */
export function rawChance(
  candidate: Candidate,
  policy: AcceptancePolicy,
  distance = nearness(candidate.metres, policy),
): number {
  const { yes, no } = policy.prior[candidate.kind]
  const learned = (yes + candidate.yes) / (yes + no + candidate.yes + candidate.no)
  const hours = candidate.declaredFree ? 1 : policy.undeclaredFactor
  const tired = Math.exp(-policy.fatigueRate * candidate.fatigue)
  const ignored = candidate.ignoredInARow - policy.ignoredFree
  const silent = ignored > 0 ? policy.ignoredFactor ** ignored : 1
  return learned * hours * distance * tired * silent * (candidate.familiar ? policy.familiarFactor : 1)
}

/** Chance of a yes, between 0 and `highest`, with the floor for people hardly asked yet. `raw`: where it is known already. */
export function chanceOfYes(
  candidate: Candidate,
  calibrator: Calibrator,
  policy: AcceptancePolicy,
  raw = rawChance(candidate, policy),
): number {
  const chance = Math.min(policy.highest, raw * correction(calibrator))
  return candidate.asks < policy.exploreBelowAsks ? Math.max(chance, policy.exploreFloor) : chance
}

/** Minutes until an answer among those who answer, lognormal: exp(N(ln median, sigma)). */
export type ReplyDelay = { readonly medianMinutes: number; readonly sigma: number }
export const ORDINARY_DELAY: ReplyDelay = { medianMinutes: 6.3, sigma: 1 }
export const URGENT_DELAY: ReplyDelay = { medianMinutes: 1.5, sigma: 1 }

/** Share of the yeses that have not arrived after so many minutes. */
export function stillToCome(minutes: number, delay: ReplyDelay): number {
  if (minutes <= 0) return 1
  return 1 - normalCdf(Math.log(minutes / delay.medianMinutes) / delay.sigma)
}

/** Maximum likelihood from observed delays, drawn towards `prior` as by `priorCount` replies like it. */
export function fitReplyDelay(minutes: readonly number[], prior: ReplyDelay, priorCount = 20): ReplyDelay {
  const logs = minutes.filter((value) => value > 0).map(Math.log)
  const weight = logs.length + priorCount
  const mean = (sum(logs) + priorCount * Math.log(prior.medianMinutes)) / weight
  const spread = sum(logs.map((value) => (value - mean) ** 2))
  const drift = (Math.log(prior.medianMinutes) - mean) ** 2
  const variance = (spread + priorCount * (prior.sigma ** 2 + drift)) / weight
  return { medianMinutes: Math.exp(mean), sigma: Math.sqrt(variance) }
}

export type CalibrationBin = { readonly asks: number; readonly predicted: number; readonly observed: number }
export type CalibrationReport = { readonly bins: readonly CalibrationBin[]; readonly error: number }

/** Asks in equal-sized groups by predicted chance; `error` is the mean distance of predicted from observed. */
export function calibrationReport(
  asks: readonly { chance: number; accepted: boolean }[],
  groups = 10,
): CalibrationReport {
  const sorted = asks.toSorted((a, b) => a.chance - b.chance)
  const bins: CalibrationBin[] = []
  for (let group = 0; group < groups; group++) {
    const from = Math.floor((group * sorted.length) / groups)
    const slice = sorted.slice(from, Math.floor(((group + 1) * sorted.length) / groups))
    if (slice.length === 0) continue
    const predicted = sum(slice.map((ask) => ask.chance)) / slice.length
    bins.push({ asks: slice.length, predicted, observed: slice.filter((ask) => ask.accepted).length / slice.length })
  }
  const off = sum(bins.map((bin) => bin.asks * Math.abs(bin.predicted - bin.observed)))
  return { bins, error: sorted.length === 0 ? 0 : off / sorted.length }
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/** Abramowitz & Stegun 26.2.17, error below 7.5e-8. */
function normalCdf(x: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(x))
  const series = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
  const tail = 0.3989422804014327 * Math.exp((-x * x) / 2) * series
  return x > 0 ? 1 - tail : tail
}
