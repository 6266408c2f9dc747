// One look at a request as a pure function of what was known: who fits, how likely each says yes, whom to ask now and when
// to look again. The server keeps `Known` and the answer with every decision (decision.ts), ids and numbers only.
import { chanceOfYes, rawChance } from './acceptance.ts'
import type { AcceptancePolicy, Calibrator, Candidate } from './acceptance.ts'
import { rank } from './ranking.ts'
import type { Excluded, Ranked, RankPerson, RankPolicy, RankRequest } from './ranking.ts'
import type { WavePolicy } from './wave-policy.ts'
import { planWave } from './waves.ts'
import type { Lenders, WaveCandidate, WavePlan, WaveRequest } from './waves.ts'

/** What a helper's earlier asks say of them (acceptance.ts). */
export type History = Pick<Candidate, 'asks' | 'yes' | 'no' | 'ignoredInARow' | 'fatigue' | 'load'>
export type KnownPerson = RankPerson & {
  readonly kind: Candidate['kind']
  readonly community: string
  readonly history: History
}

export type Known = {
  readonly request: RankRequest
  readonly people: readonly KnownPerson[]
  readonly ranking: RankPolicy
  readonly acceptance: AcceptancePolicy
  /** What the community's own asks have taught so far. */
  readonly calibrator: Calibrator
  readonly wave: WaveRequest
  readonly waves: WavePolicy
  readonly lenders: Lenders
  readonly now: number
}

export type WhoAndHow = Pick<Known, 'request' | 'people' | 'ranking' | 'calibrator' | 'acceptance'>
export type Chance = { readonly raw: number; readonly chance: number; readonly load: number }
export type Standing = {
  readonly ranked: readonly Ranked[]
  readonly excluded: readonly Excluded[]
  readonly chances: ReadonlyMap<string, Chance>
}

/** Where the home is not known, somebody is taken to live this far away. */
const UNKNOWN_METRES = 1000
export const NEVER_ASKED: History = { asks: 0, yes: 0, no: 0, ignoredInARow: 0, fatigue: 0, load: 0 }

/** What an organisation answers for by its agreement is not asked of it paper by paper. */
const forOrganisations = (request: RankRequest): RankRequest => ({
  ...request,
  certificates: [],
  training: [],
  insuranceNeeded: false,
  bodilyRisk: false,
  // Whom an organisation sends is its own choice; but nobody can choose before it is known which sex is asked for.
  sex: request.sex === 'not_told' ? 'not_told' : null,
  minimumClass: 'general',
})

/** Volunteers and organisations in one order, and the chance of a yes of everybody who fits. */
export function standingOf(known: WhoAndHow): Standing {
  const { request, people, ranking, calibrator, acceptance } = known
  const of = (kind: KnownPerson['kind']) => people.filter((person) => person.kind === kind)
  const own = rank(request, of('volunteer'), ranking)
  const houses = rank(forOrganisations(request), of('organisation'), ranking)
  const ranked = own.ranked
    .concat(houses.ranked)
    .sort((a, b) => b.total - a.total || (a.metres ?? 1e9) - (b.metres ?? 1e9) || (a.id < b.id ? -1 : 1))
  const byId = new Map(people.map((person) => [person.id, person]))
  const chances = new Map<string, Chance>()
  for (const one of ranked) chances.set(one.id, chanceOf(byId.get(one.id)!, one, calibrator, acceptance))
  return { ranked, excluded: own.excluded.concat(houses.excluded), chances }
}

function chanceOf(person: KnownPerson, one: Ranked, calibrator: Calibrator, policy: AcceptancePolicy): Chance {
  const candidate: Candidate = {
    id: person.id,
    kind: person.kind,
    ...person.history,
    declaredFree: one.declaredFree,
    metres: one.metres ?? UNKNOWN_METRES,
    familiar: person.visitsToAsker > 0,
  }
  return {
    raw: rawChance(candidate, policy),
    chance: chanceOfYes(candidate, calibrator, policy),
    load: person.history.load,
  }
}

export type Look = Standing & { readonly plan: WavePlan }

export const look = (known: Known): Look => planOn(known, standingOf(known))

/** The plan where who fits is known already. */
export function planOn(known: Known, standing: Standing): Look {
  const community = new Map(known.people.map((person) => [person.id, person.community]))
  const candidates = standing.ranked.map((one): WaveCandidate => {
    const { chance, load } = standing.chances.get(one.id)!
    const metres = one.metres ?? UNKNOWN_METRES
    return { id: one.id, total: one.total, chance, metres, load, ring: one.ring, community: community.get(one.id)! }
  })
  return { ...standing, plan: planWave(known.wave, candidates, known.lenders, known.now, known.waves) }
}

/** The answer as plain data, the way it is kept. */
export const partsOf = ({ ranked, excluded, chances, plan }: Look) => ({
  plan: { ...plan, ask: plan.ask.map((one) => one.id) },
  ranked: ranked.map((one) => ({ ...one, ...chances.get(one.id)! })),
  excluded,
})
