// Pure decisions of waves: which settings hold, what was asked before, and how many another community lends.
import type { PolicyBody } from '@linbang/contract/policies'
import { fitReplyDelay, ORDINARY_DELAY, UNCALIBRATED, URGENT_DELAY } from '@linbang/engine/acceptance'
import type { Calibrator } from '@linbang/engine/acceptance'
import type { KnownPerson } from '@linbang/engine/look'
import { keepAlive, policyFor } from '@linbang/engine/wave-policy'
import type { RequestKind, WavePolicy } from '@linbang/engine/wave-policy'
import type { Ask, Lenders } from '@linbang/engine/waves'
import type { Lessons } from './learning-queries.ts'
import type { OfferSeen } from './queries.ts'

type Settings = Pick<
  PolicyBody['dispatch'],
  | 'learned'
  | 'waveSize'
  | 'waveMinutes'
  | 'urgentWaveSeconds'
  | 'widenAfterWaves'
  | 'maxAsks'
  | 'lentByEach'
  | 'lenderKeeps'
  | 'lentAWeek'
>
type Quiet = Pick<PolicyBody['requests'], 'quietFrom' | 'quietTo'>

export const kindOf = (urgency: string, windowFrom: Date | null, now: Date): RequestKind => {
  if (urgency === 'life') return 'urgent'
  return windowFrom !== null && windowFrom.getTime() - now.getTime() > 6.5 * 3_600_000 ? 'scheduled' : 'ordinary'
}

export const calibratorOf = ({ asks, predicted, accepted }: Lessons): Calibrator => ({
  asks,
  predicted: UNCALIBRATED.predicted + predicted,
  accepted: UNCALIBRATED.accepted + accepted,
})

const minuteOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))

/** Learned waves, or the nearest in parallel while too little is known or the setting says so; the limits hold under both. */
export const wavePolicyOf = (kind: RequestKind, settings: Settings, quiet: Quiet, lessons: Lessons): WavePolicy => {
  const learned = policyFor(kind, calibratorOf(lessons))
  const urgent = kind === 'urgent'
  const limits = {
    asksARequest: urgent ? Math.max(learned.asksARequest, settings.maxAsks) : settings.maxAsks,
    quiet: urgent ? null : { from: minuteOf(quiet.quietFrom), to: minuteOf(quiet.quietTo) },
  }
  if (settings.learned && learned.rule.kind === 'residual') {
    const delay = urgent
      ? fitReplyDelay(lessons.urgentMinutes, URGENT_DELAY)
      : fitReplyDelay(lessons.otherMinutes, ORDINARY_DELAY)
    // Where life is at risk nobody is too unlikely to be asked.
    const lowestChance = urgent ? 0 : learned.rule.lowestChance
    return { ...learned, ...limits, rule: { ...learned.rule, delay, lowestChance } }
  }
  const size = urgent ? Math.max(5, settings.waveSize) : settings.waveSize
  const everyMinutes = urgent ? settings.urgentWaveSeconds / 60 : settings.waveMinutes
  const after = settings.widenAfterWaves * size
  const widen = urgent ? learned.widen : { ...learned.widen, neighbours: { share: 0.15, unanswered: 2 * after } }
  return { ...keepAlive(learned, { kind: 'nearest', size, everyMinutes }), ...limits, widen }
}

/** When an offer of this wave is taken for unanswered. */
export const replyMinutes = ({ rule }: WavePolicy): number =>
  rule.kind === 'residual' ? Math.max(rule.shortestLook, 2 * rule.delay.medianMinutes) : rule.everyMinutes

/** The asks of this round; where no chance was written down, an ask by hand counts as this likely. */
const byHand = 0.3
export const asksOf = (
  offers: readonly OfferSeen[],
  round: number,
  minute: (moment: Date) => number,
  communityOf: (id: string) => string,
): Ask[] =>
  offers
    .filter((offer) => offer.round === round)
    .map((offer) => {
      const id = (offer.volunteerId ?? offer.organisationId) as string
      return {
        id,
        askedAt: minute(offer.sentAt),
        chance: offer.chance ?? byHand,
        declined: offer.state === 'declined',
        community: communityOf(id),
      }
    })

/** The week a community's quota counts over. */
export const weekMinutes = 7 * 1440

export type Loan = { readonly community: string; readonly people: number }
export type LendingRules = Pick<Settings, 'lentByEach' | 'lenderKeeps' | 'lentAWeek'>

/**
 * How many people of each other community may still be asked: its quota, of which no more counts than its week has left,
 * and what its lead granted beyond it, less those asked already, and never so many that fewer than its reserve stay.
 */
export const lendersOf = (
  own: string,
  fit: readonly Pick<KnownPerson, 'community'>[],
  asks: readonly Pick<Ask, 'community'>[],
  granted: readonly Loan[],
  lentThisWeek: ReadonlyMap<string, number>,
  { lentByEach, lenderKeeps, lentAWeek }: LendingRules,
): Lenders => {
  const there = new Map<string, number>()
  for (const { community } of fit) if (community !== own) there.set(community, (there.get(community) ?? 0) + 1)
  const lenders: Record<string, number> = {}
  for (const [community, able] of there) {
    const asked = asks.filter((ask) => ask.community === community).length
    const extra = granted.reduce((sum, loan) => sum + (loan.community === community ? loan.people : 0), 0)
    const quota = Math.max(0, Math.min(lentByEach, lentAWeek - (lentThisWeek.get(community) ?? 0)))
    lenders[community] = Math.max(0, Math.min(quota + extra - asked, able - lenderKeeps - asked))
  }
  return lenders
}
