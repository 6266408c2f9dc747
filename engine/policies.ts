// The policies a simulated town can run: the engine's own waves, the same with an oracle instead of learned chances, the
// nearest-first rules and broadcast to everybody who declared that hour. The telephone list is in phone-list.ts.
import { ACCEPTANCE, chanceOfYes, correction, rawChance } from './acceptance.ts'
import type { Candidate } from './acceptance.ts'
import { ORDINARY_RANKING, URGENT_RANKING } from './ranking.ts'
import { sightOf } from './sight.ts'
import { ask, at, eligible, isEligible, settled } from './simulate.ts'
import type { Case, Policy, World } from './simulate.ts'
import { decayed, declaredFor, loadOf, metresTo, trueChance } from './town-people.ts'
import type { Person } from './town-people.ts'
import { policyFor } from './wave-policy.ts'
import type { RequestKind, WavePolicy } from './wave-policy.ts'
import { planWave } from './waves.ts'
import type { WaveCandidate } from './waves.ts'

/** The engine as it is shipped; `policyOf` may hand it other settings. */
export const waves = (name = 'waves', policyOf: typeof policyFor = policyFor, asksADay = ASKS_A_DAY): Policy => ({
  name,
  open: (world, one, now) =>
    look(world, one, now, { policyOf: (kind) => policyOf(kind, world.calibrator), belief: learned, asksADay }),
})

export const oracle = (settings: Readonly<Record<RequestKind, WavePolicy>>): Policy => ({
  name: 'oracle',
  open: (world, one, now) =>
    look(world, one, now, { policyOf: (kind) => settings[kind], belief: known, asksADay: ASKS_A_DAY }),
})

/** How a request sees one person (sight.ts). */
type Seen = { readonly metres: number; readonly near: number; readonly declared: boolean }
type Chance = { readonly chance: number; readonly raw: number }
/** Null: below `least`. */
type Belief = (world: World, one: Case, person: Person, now: number, seen: Seen, least: number) => Chance | null

function learned(world: World, one: Case, person: Person, now: number, seen: Seen, least: number): Chance | null {
  if (isHopeless(world, one, person, seen, least)) return null
  const candidate = asCandidate(one, person, now, seen)
  const raw = rawChance(candidate, ACCEPTANCE, seen.near)
  const chance = chanceOfYes(candidate, world.calibrator, ACCEPTANCE, raw)
  return chance < least ? null : { raw, chance }
}

/** Below `least` even if they were neither tired nor silent, with a hair for what rounding does: most of those looked at. */
function isHopeless({ calibrator }: World, one: Case, person: Person, seen: Seen, least: number): boolean {
  if (person.asks < ACCEPTANCE.exploreBelowAsks) return false
  const { yes, no } = ACCEPTANCE.prior[person.shop ? 'organisation' : 'volunteer']
  const hours = seen.declared ? 1 : ACCEPTANCE.undeclaredFactor
  const known = one.familiar === person.id ? ACCEPTANCE.familiarFactor : 1
  const rested = ((yes + person.yes) / (yes + no + person.yes + person.no)) * hours * seen.near * known
  return rested * correction(calibrator) < least * (1 - 1e-9)
}

function known(world: World, one: Case, person: Person, now: number, _seen: Seen, least: number): Chance | null {
  const chance = Math.min(ACCEPTANCE.highest, trueChance(person, one, world.behaviour, now))
  return chance < least ? null : { chance, raw: chance }
}

const asCandidate = (one: Case, person: Person, now: number, { metres, declared }: Seen): Candidate => ({
  id: person.name,
  kind: person.shop ? 'organisation' : 'volunteer',
  asks: person.asks,
  yes: person.yes,
  no: person.no,
  ignoredInARow: person.ignored,
  fatigue: decayed(person.fatigue, person.fatigueAt, now, 3),
  load: 0,
  declaredFree: declared,
  metres,
  familiar: one.familiar === person.id,
})

const ASKS_A_DAY = 3

/** The score of ranking.ts as far as a simulated person has its parts: everybody here has the skill. */
function totalOf(one: Case, person: Person, { metres, declared }: Seen, load: number): number {
  const { weights, ...half } = one.kind === 'urgent' ? URGENT_RANKING : ORDINARY_RANKING
  const near = half.halfDistanceMetres / (half.halfDistanceMetres + metres)
  const hours = declared ? 1 : 0
  const known = one.familiar === person.id ? 1 / (1 + half.halfFamiliarityVisits) : 0
  const rested = half.halfBalanceJobs / (half.halfBalanceJobs + load)
  const { skill, distance, familiarity, balance } = weights
  return skill + distance * near + weights.hours * hours + familiarity * known + balance * rested
}

/** What planWave hands back is what it was handed. */
type Asked = WaveCandidate & { readonly person: Person; readonly raw: number }

type Way = {
  readonly policyOf: (kind: RequestKind) => WavePolicy
  readonly belief: Belief
  readonly asksADay: number
}

function look(world: World, one: Case, now: number, way: Way): void {
  if (settled(one)) return
  const { policyOf, belief, asksADay } = way
  const policy = policyOf(one.kind)
  const { rule } = policy
  const least = rule.kind === 'residual' ? rule.lowestChance : -Infinity
  const candidates = () => {
    const found: Asked[] = []
    const people = world.bySkill[one.skill]!
    const sight = (one.sight ??= sightOf(one, people))
    for (let k = 0; k < people.length; k++) {
      const person = people[k]!
      if (!isEligible(one, person, now)) continue
      if (one.kind !== 'urgent' && !person.shop && person.asksToday >= asksADay) continue
      const declared = sight.declared ? sight.declared[k] === 1 : declaredFor(person, one, now)
      if (rule.kind !== 'residual' && one.kind !== 'urgent' && !declared) continue
      const seen = { metres: sight.metres[k]!, near: sight.near[k]!, declared }
      const believed = belief(world, one, person, now, seen, least)
      if (!believed) continue
      const { metres } = seen
      const load = loadOf(person, now)
      const total = rule.kind === 'best' ? totalOf(one, person, seen, load) : 0
      found.push({ ...believed, id: person.name, total, metres, load, ring: 'community', community: '', person })
    }
    return found
  }
  const plan = planWave({ openedAt: one.at, deadline: one.deadline, asks: one.asks }, candidates, {}, now, policy)
  for (const { person, chance, raw } of plan.ask as readonly Asked[]) ask(world, one, person, chance, raw, now)
  if (plan.lookAgainAt !== null) at(world, plan.lookAgainAt, (then) => look(world, one, then, way))
}

/** The nearest who declared that hour, so many at a time, the next ones after so many minutes; by night too. */
export function nearest(size: number, everyMinutes = 5): Policy {
  const next = (world: World, one: Case, now: number): void => {
    if (settled(one)) return
    const found = eligible(world, one, now).filter((person) => declaredFor(person, one, now))
    if (found.length === 0) return
    found.sort((a, b) => metresTo(a, one) - metresTo(b, one) || a.id - b.id)
    for (const person of found.slice(0, size)) ask(world, one, person, 0, 0, now)
    at(world, now + (one.kind === 'urgent' ? 1.5 : everyMinutes), (then) => next(world, one, then))
  }
  return { name: size === 1 ? 'nearest first' : `${size} nearest`, open: next }
}

/** Everybody who declared that hour at once; an hour later everybody else. */
export const broadcast: Policy = {
  name: 'broadcast',
  open: (world, one, now) => {
    for (const person of eligible(world, one, now)) {
      if (declaredFor(person, one, now)) ask(world, one, person, 0, 0, now)
    }
    if (one.kind === 'scheduled') return
    at(world, now + 60, (then) => {
      if (settled(one)) return
      for (const person of eligible(world, one, then)) ask(world, one, person, 0, 0, then)
    })
  },
}
