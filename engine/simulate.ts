// The town as a discrete-event simulation: requests come, a policy asks people, people answer in their own time, tire and
// fall silent. The engine under test is the engine itself (acceptance.ts, waves.ts) and sees only what was declared and
// what has happened; behaviour.ts is known to the people alone, and to the oracle policy.
import { ACCEPTANCE, UNCALIBRATED, afterAsking, afterYes } from './acceptance.ts'
import type { Calibrator } from './acceptance.ts'
import type { Behaviour } from './behaviour.ts'
import { createHeap, pop, push } from './heap.ts'
import type { Heap } from './heap.ts'
import type { Sight } from './sight.ts'
import { answerOf, declaredFor, fallsSilent, somebodyNew, tire } from './town-people.ts'
import type { Person } from './town-people.ts'
import type { Town, TownRequest } from './town.ts'
import type { Ask } from './waves.ts'

export type Case = TownRequest & {
  readonly asks: Ask[]
  readonly asked: Set<number>
  acceptedAt: number
  acceptedBy: number
  over: boolean
  /** What does not change while it is open; looked at first when somebody is to be asked. */
  sight?: Sight
}

export type Policy = { readonly name: string; readonly open: (world: World, one: Case, now: number) => void }

export type World = {
  readonly town: Town
  readonly people: readonly Person[]
  readonly bySkill: readonly (readonly Person[])[]
  readonly cases: readonly Case[]
  readonly behaviour: Behaviour
  readonly seed: number
  readonly policy: Policy
  readonly heap: Heap
  readonly events: ((now: number) => void)[]
  calibrator: Calibrator
  tooLate: number
  silenced: number
}

export function simulate(
  town: Town,
  requests: readonly TownRequest[],
  policy: Policy,
  behaviour: Behaviour,
  seed: number,
  calibrator: Calibrator = UNCALIBRATED,
): World {
  const people = town.people.map(somebodyNew)
  const bySkill = Array.from({ length: town.size.skills }, (_, skill) =>
    people.filter((one) => one.skills.includes(skill)),
  )
  const cases = requests.map((request): Case => {
    return { ...request, asks: [], asked: new Set(), acceptedAt: NaN, acceptedBy: -1, over: false }
  })
  const world: World = {
    town,
    people,
    bySkill,
    cases,
    behaviour,
    seed,
    policy,
    heap: createHeap(),
    events: [],
    calibrator,
    tooLate: 0,
    silenced: 0,
  }
  for (const one of cases) {
    at(world, one.at, (now) => policy.open(world, one, now))
    at(world, one.deadline, () => {
      one.over = true
    })
  }
  run(world)
  return world
}

function run({ heap, events }: World): void {
  while (heap.size > 0) {
    const now = heap.keys[0]!
    const event = events[pop(heap)]!
    event(now)
  }
}

export function at(world: World, moment: number, event: (now: number) => void): void {
  push(world.heap, moment, world.events.length)
  world.events.push(event)
}

export const settled = (one: Case): boolean => one.over || one.acceptedBy >= 0

/** Asks one person and lets the answer come when it comes. `chance` is what the policy believed, raw before calibration. */
export function ask(world: World, one: Case, person: Person, chance: number, raw: number, now: number): boolean {
  const { behaviour, seed } = world
  person.roll(now)
  one.asked.add(person.id)
  one.asks.push({ id: String(person.id), askedAt: now, chance, declined: false, community: '' })
  world.calibrator = afterAsking(world.calibrator, raw)
  const answer = answerOf(person, one, behaviour, seed, now, false)
  person.asksToday++
  person.asks++
  tire(person, behaviour, now)
  if (fallsSilent(person, one, behaviour, seed, now)) {
    person.silentUntil = now + behaviour.muteDays * 1440
    world.silenced++
  }
  const weight = declaredFor(person, one, now) ? 1 : ACCEPTANCE.undeclaredFactor
  person.no += weight
  person.ignored++
  if (answer.yes) at(world, now + answer.minutes, (then) => comesBack(world, one, person, weight, then))
  return answer.yes
}

/** A yes: the first one in time gets the job, the others came too late. */
function comesBack(world: World, one: Case, person: Person, weight: number, now: number): void {
  person.no -= weight
  person.yes++
  person.ignored = 0
  world.calibrator = afterYes(world.calibrator)
  if (!settled(one) && person.isFree(one)) return give(one, person, now)
  world.tooLate++
  person.fatigue += world.behaviour.tooLate
}

export function give(one: Case, person: Person, now: number): void {
  one.acceptedAt = now
  one.acceptedBy = person.id
  person.take(one, now)
}

/** Whoever has the skill, was not asked and has no job at that hour. */
export function eligible(world: World, one: Case, now: number): Person[] {
  return world.bySkill[one.skill]!.filter((person) => isEligible(one, person, now))
}

export function isEligible(one: Case, person: Person, now: number): boolean {
  if (one.asked.has(person.id)) return false
  person.roll(now)
  return person.isFree(one)
}
