// Pure decisions of dispatch: how a request and a person look to the engine, when a choice needs a reason, what may be overruled.
import type { PolicyBody } from '@linbang/contract/policies'
import type { Point } from '@linbang/contract/values'
import { NEVER_ASKED } from '@linbang/engine/look'
import type { History, KnownPerson } from '@linbang/engine/look'
import type { Excluded, Ranked, RankPerson, RankPolicy, WhyNot } from '@linbang/engine/ranking'
import { ORDINARY_RANKING, URGENT_RANKING } from '@linbang/engine/ranking'
import type { PoolRow } from './pool-queries.ts'

type Answered = {
  readonly state: string
  readonly round: number
  readonly slot: number | null
  readonly helperState: string | null
}
const coming = new Set(['planned', 'set_out', 'on_site', 'finished'])

/** Accepted, and neither over nor given back. */
export const isComing = (offer: Answered): boolean =>
  offer.state === 'accepted' && offer.helperState !== null && coming.has(offer.helperState)

/** A round ends when one of its helpers is done, or gave the job back: then everybody may be asked again. */
export const roundOf = (offers: readonly Answered[]): number => {
  const latest = Math.max(1, ...offers.map((offer) => offer.round))
  return offers.some((offer) => offer.round === latest && offer.state === 'accepted' && !isComing(offer))
    ? latest + 1
    : latest
}

/** The lowest place nobody is coming for. */
export const freeSlot = (offers: readonly Answered[], helpers: number): number | undefined => {
  const taken = new Set(offers.filter(isComing).map((offer) => offer.slot))
  return Array.from({ length: helpers }, (_, index) => index + 1).find((slot) => !taken.has(slot))
}
type DispatchPolicy = PolicyBody['dispatch']

/** Whole metres on a plane round the origin; good to a metre over a city quarter. */
const onPlane = (point: Point, origin: Point) => ({
  x: Math.round((point.lon - origin.lon) * 111_320 * Math.cos((origin.lat * Math.PI) / 180)),
  y: Math.round((point.lat - origin.lat) * 110_574),
})

/** The area path cut at community, grid and building, which are the third, fourth and fifth level of the tree of a district. */
export type Placed = {
  readonly path: string
  readonly levels: { readonly building: string; readonly grid: string; readonly community: string }
}

export const levelsOf = (path: string, communityPath: string): Placed['levels'] => {
  const depth = communityPath.split('.').length
  const labels = path.split('.')
  return {
    community: labels.slice(0, depth).join('.'),
    grid: labels.slice(0, depth + 1).join('.'),
    building: labels.slice(0, depth + 2).join('.'),
  }
}

export const rankPolicyOf = (policy: DispatchPolicy, urgent: boolean): RankPolicy => {
  const ranking = urgent ? URGENT_RANKING : ORDINARY_RANKING
  if (urgent) return ranking
  return {
    ...ranking,
    weights: policy.weights,
    asksADay: policy.asksADay,
    halfDistanceMetres: policy.metresHalf,
    bufferMinutes: policy.bufferMinutes,
  }
}

const dayNumber = (day: string): number => Math.floor(Date.parse(`${day}T00:00:00Z`) / 86_400_000)
const minuteOf = (moment: Date, offset: number): number => Math.floor(moment.getTime() / 60_000) + offset

export type LocalClock = { readonly offsetMinutes: number }

/** Weekly hours, days that differ, 我现在有空, absence and jobs as spans of local minutes. */
const timesOf = (row: PoolRow, { clock, now, openUntil }: Scene, place: (point: Point) => RankPerson['home']) => {
  const at = (moment: Date) => minuteOf(moment, clock.offsetMinutes)
  const day = (text: string) => dayNumber(text) * 1440
  const free = row.exceptions
    .filter((one) => one.free)
    .map((one) => ({ from: day(one.day) + one.from, to: day(one.day) + one.to }))
  const off = row.exceptions
    .filter((one) => !one.free)
    .map((one) => ({ from: day(one.day) + one.from, to: day(one.day) + one.to }))
  const nowFree = row.freeUntil && row.freeUntil > now ? [{ from: at(now), to: at(row.freeUntil) }] : []
  const away = row.awayFrom
    ? [{ from: at(row.awayFrom), to: row.awayTo ? at(row.awayTo) : Number.MAX_SAFE_INTEGER }]
    : []
  // Work without an hour of its own is work for today: that tonight somebody is free again does not make them free for it.
  const busy = row.busyUntil ? [{ from: at(now), to: at(openUntil ?? row.busyUntil) }] : []
  return {
    weekly:
      row.hours.length > 0
        ? row.hours.map((one) => ({ from: (one.weekday - 1) * 1440 + one.from, to: (one.weekday - 1) * 1440 + one.to }))
        : null,
    extra: [...free, ...nowFree],
    away: [...off, ...away, ...busy],
    jobs: row.jobs.map((job) => ({
      from: at(new Date(job.from)),
      to: at(new Date(job.to)),
      at: job.lat !== null && job.lon !== null ? place({ lat: job.lat, lon: job.lon }) : null,
    })),
  }
}

export type Scene = {
  readonly origin: Point
  readonly communityPath: string
  readonly skills: readonly string[]
  readonly clock: LocalClock
  readonly now: Date
  readonly householdId: string | null
  /** At street level people of other communities may be asked wherever they live. */
  readonly openTo: string | null
  /** The work has no hour of its own and may be done until then; null: it has. */
  readonly openUntil: Date | null
}

const fatigueDays = 3

/** What earlier asks say, as it stands at this moment. */
const historyOf = ({ history, load }: PoolRow, now: Date): History => {
  if (!history) return { ...NEVER_ASKED, load }
  const days = Math.max(0, now.getTime() - Date.parse(history.countedAt)) / 86_400_000
  return {
    asks: history.asks,
    yes: history.yes,
    no: history.no,
    ignoredInARow: history.ignored,
    fatigue: history.fatigue * Math.exp(-days / fatigueDays),
    load,
  }
}

/** Of age is of age: only a minor's day of birth matters, and only that is kept with a decision. */
const birthOfMinor = (bornOn: string | null, now: Date): number | null => {
  if (bornOn === null) return null
  const day = dayNumber(bornOn)
  return now.getTime() / 86_400_000 - day > 18 * 366 ? null : day
}

/** A person as the engine knows them: ids and numbers. */
export const asKnownPerson = (row: PoolRow, scene: Scene): KnownPerson => ({
  ...asRankPerson(row, scene),
  kind: row.kind,
  community: communityOfPath(row.path, scene.communityPath),
  history: historyOf(row, scene.now),
})

export const communityOfPath = (path: string | null, communityPath: string): string =>
  path?.split('.').slice(0, communityPath.split('.').length).join('.') ?? communityPath

/** Skills of one service are alternatives: whoever holds one of them holds the first in the engine's eyes. */
const asRankPerson = (row: PoolRow, scene: Scene): RankPerson => {
  const held = row.holdings.filter((one) => one.kind === 'skill').map((one) => one.code)
  const useful = scene.skills.filter((skill) => row.kind === 'organisation' || held.includes(skill))
  const papers = (kind: string) =>
    row.holdings
      .filter((one) => one.kind === kind)
      .map((one) => ({ code: one.code, from: dayNumber(one.from), to: one.to ? dayNumber(one.to) : null }))
  const levels = row.path ? levelsOf(row.path, scene.communityPath) : null
  const flat = (point: Point) => ({
    ...onPlane(point, scene.origin),
    building: levels?.building ?? '',
    grid: levels?.grid ?? '',
    community: levels?.community ?? '',
  })
  const home = row.lat !== null && row.lon !== null ? flat({ lat: row.lat, lon: row.lon }) : null
  const serves = row.serves.length > 0 ? row.serves : levels ? [levels.community] : []
  return {
    id: row.id,
    class: row.class,
    sex: row.sex,
    bornOn: birthOfMinor(row.bornOn, scene.now),
    guardianConsent: row.guardianAgreed,
    householdId: scene.householdId !== null && row.householdIds.includes(scene.householdId) ? scene.householdId : null,
    home,
    serves: scene.openTo ? [...serves, scene.openTo] : serves,
    skills: useful.length > 0 && scene.skills[0] ? [scene.skills[0], ...useful] : useful,
    certificates: papers('certificate'),
    training: papers('training'),
    insurance: papers('insurance'),
    ...timesOf(row, scene, flat),
    pausedUntil: null,
    askedToday: row.askedToday,
    dayCap: row.asksADay,
    visitsToAsker: row.visitsToPerson,
    jobsLast14Days: row.jobsLast14Days,
  }
}

/** Conditions that no reason overrules: they protect the person helped or the helper (rules.md §3, §4). */
const unshakable: ReadonlySet<WhyNot['code']> = new Set([
  'certificate_missing',
  'certificate_expired',
  'certificate_not_yet',
  'training_missing',
  'training_expired',
  'training_not_yet',
  'insurance_missing',
  'insurance_expired',
  'insurance_not_yet',
  'too_young',
  'guardian_missing',
  'minor_at_risk',
  'sex',
  'sex_unknown',
  'blocked',
  'class_too_low',
  'overlap',
  'own_household',
])
/** What a volunteer overrules by pressing 我来帮: their own hours, areas and caps. */
const ownBusiness: ReadonlySet<WhyNot['code']> = new Set([
  'outside_hours',
  'day_cap',
  'area_not_served',
  'away',
  'paused',
  'overlap',
])

export const mayStaffOverrule = (reasons: readonly WhyNot[]): boolean =>
  reasons.every((reason) => !unshakable.has(reason.code))
export const mayClaim = (reasons: readonly WhyNot[]): boolean => reasons.every((reason) => ownBusiness.has(reason.code))

/** A choice against the proposal needs a reason: not the first of the list, or somebody the conditions left out. */
export const needsReason = (
  chosenIds: readonly string[],
  ranked: readonly Ranked[],
  excluded: readonly Excluded[],
): boolean => {
  const proposed = ranked.slice(0, chosenIds.length).map((one) => one.id)
  return chosenIds.some((id) => !proposed.includes(id)) || excluded.some((one) => chosenIds.includes(one.id))
}
