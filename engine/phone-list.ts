// How it was before: part-time callers with a telephone list, five minutes a call, the people they think
// most willing first.
import { MINUTES_A_DAY, dayOf, minuteOfDay } from './calendar.ts'
import { at, eligible, give, settled } from './simulate.ts'
import type { Case, Policy, World } from './simulate.ts'
import { answerOf, declaredFor, reputation, tire } from './town-people.ts'
import type { Person } from './town-people.ts'

const OPENS = 510
const CLOSES = 1050
const TO_BEGIN = 10
const A_CALL = 5
const CALLS_IN_A_ROW = 12
const NOT_AGAIN_WITHIN = 2 * MINUTES_A_DAY

type Office = { idle: number; waiting: Case[] }

/** State belongs to one run: make a new one for each. */
export function phoneList(callers = 3): Policy {
  const office: Office = { idle: callers, waiting: [] }
  return {
    name: 'phone list',
    open: (world, one, now) => {
      office.waiting.push(one)
      whenAtWork(world, office, now)
    },
  }
}

const atWork = (now: number): boolean => minuteOfDay(now) >= OPENS && minuteOfDay(now) < CLOSES

function whenAtWork(world: World, office: Office, now: number): void {
  if (atWork(now)) return begin(world, office, now)
  const morning = (dayOf(now) + (minuteOfDay(now) >= CLOSES ? 1 : 0)) * MINUTES_A_DAY + OPENS
  at(world, morning, (then) => begin(world, office, then))
}

function begin(world: World, office: Office, now: number): void {
  office.waiting = office.waiting.filter((one) => !settled(one))
  office.waiting.sort((a, b) => Number(b.kind === 'urgent') - Number(a.kind === 'urgent') || a.deadline - b.deadline)
  while (office.idle > 0 && office.waiting.length > 0 && atWork(now)) {
    const one = office.waiting.shift()!
    office.idle--
    at(world, now + TO_BEGIN, (then) => call(world, office, one, then, 0))
  }
}

function call(world: World, office: Office, one: Case, now: number, calls: number): void {
  const person = settled(one) || calls >= CALLS_IN_A_ROW || !atWork(now) ? undefined : nextOnList(world, one, now)
  if (!person) return hangUp(world, office, one, now)
  const { yes } = answerOf(person, one, world.behaviour, world.seed, now, true)
  person.calledAt = now
  tire(person, world.behaviour, now)
  one.asked.add(person.id)
  one.asks.push({ id: String(person.id), askedAt: now, chance: 0, declined: !yes, community: '' })
  at(world, now + A_CALL, (then) => {
    if (yes && !settled(one)) give(one, person, then)
    if (settled(one)) hangUp(world, office, one, then)
    else call(world, office, one, then, calls + 1)
  })
}

function nextOnList(world: World, one: Case, now: number): Person | undefined {
  const able = eligible(world, one, now).filter(
    (person) => declaredFor(person, one, now) && now - person.calledAt > NOT_AGAIN_WITHIN,
  )
  const worth = new Map(able.map((person) => [person, reputation(person, world.behaviour, world.seed)]))
  return able.toSorted((a, b) => worth.get(b)! - worth.get(a)! || a.id - b.id)[0]
}

function hangUp(world: World, office: Office, one: Case, now: number): void {
  office.idle++
  if (!settled(one)) office.waiting.push(one)
  at(world, now + 1, (then) => whenAtWork(world, office, then))
}
