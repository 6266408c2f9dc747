// A demo community, whole: ground, people, helpers, and its past. What is drawn here is written by demo.ts.
import type { Context } from '../kit/context.ts'
import { addDays, dayOf } from '../kit/time.ts'
import { askAround, openDiary, stillAsking } from './answers.ts'
import type { HelperSeed } from './answers.ts'
import type { Service } from './catalog.ts'
import { drawNeeds, openNeeds } from './demand.ts'
import type { Draw } from './draw.ts'
import type { Community } from './ground.ts'
import type { Setting } from './history.ts'
import { requestRows } from './history.ts'
import { drawStory } from './life.ts'
import type { OrganisationSeed } from './partners.ts'
import type { Purse } from './purse.ts'
import type { Residents } from './residents.ts'
import type { KnownPeople } from './settle.ts'
import type { Force } from './volunteers.ts'
import { visitRows } from './works.ts'

export type Town = {
  readonly community: Community
  readonly residents: Residents
  readonly force: Force
  readonly organisations: readonly OrganisationSeed[]
  readonly known: KnownPeople
}

const homesOf = (residents: Residents) =>
  new Map(
    residents.households.flatMap((household) =>
      household.members.map((person) => [person.id, household.door.building] as const),
    ),
  )

/** Everybody who can be asked: volunteers by their skills, organisations by what they offer. */
const helpersOf = ({ force, residents, organisations }: Town): HelperSeed[] => {
  const homes = homesOf(residents)
  return [
    ...force.volunteers.map((one): HelperSeed => ({
      id: one.id,
      personId: one.person.id,
      volunteer: one,
      organisation: null,
      cents: null,
      at: homes.get(one.person.id) ?? null,
      skills: one.holdings.filter((held) => held.kind === 'skill').map((held) => held.code),
      services: [],
      readiness: one.readiness,
    })),
    ...organisations
      .filter((one) => one.services.length > 0)
      .map((one): HelperSeed => ({
        id: one.id,
        personId: (one.staff[1] ?? one.staff[0]!).id,
        volunteer: null,
        organisation: one,
        cents: 0,
        at: one.building,
        skills: [],
        services: one.services.map(({ service }) => service.code),
        readiness: 1.2,
      })),
  ]
}

/** Those who may do this service; an organisation with its price. */
const fitFor = (service: Service, helpers: readonly HelperSeed[]): HelperSeed[] =>
  helpers.flatMap((helper) => {
    if (helper.organisation) {
      const offered = helper.organisation.services.find((one) => one.service.code === service.code)
      return offered && service.helpers === 1 ? [{ ...helper, cents: offered.cents }] : []
    }
    const skilled = service.skills.length === 0 || service.skills.some((skill) => helper.skills.includes(skill))
    const papers = helper.volunteer?.holdings ?? []
    return skilled &&
      [...service.certificates, ...service.training].every((code) => papers.some((held) => held.code === code))
      ? [helper]
      : []
  })

/** Rows of the past `days`, in the order things happened. Numbers count per day over the whole tenant. */
export const pastOf = (
  town: Town,
  services: readonly Service[],
  count: number,
  days: number,
  setting: Setting,
  numbers: Map<string, number>,
  draw: Draw,
  purse: Purse,
): Record<string, object[]> => {
  const helpers = helpersOf(town)
  const fits = new Map(services.map((service) => [service.code, fitFor(service, helpers)]))
  const diary = openDiary()
  const all: Record<string, object[]> = {}
  const past = drawNeeds(town.residents, services, count, days, setting.now, setting.zone, draw)
  const present = town.known.size > 0 ? openNeeds(town.residents, services, setting.now, draw) : []
  for (const need of [...past, ...present].toSorted((a, b) => a.at.getTime() - b.at.getTime())) {
    const day = dayOf(need.at, setting.zone)
    const number = (numbers.get(day) ?? 0) + 1
    numbers.set(day, number)
    const fit = fits.get(need.service.code) ?? []
    const ask = (from: Date, to: Date, dispatchedAt: Date) =>
      need.waits === null
        ? askAround(need, fit, dispatchedAt, from, to, diary, draw)
        : stillAsking(need, fit, setting.now, from, to, diary, draw)
    const story = drawStory(
      need,
      `${day.replaceAll('-', '')}-${String(number).padStart(4, '0')}`,
      ask,
      setting.now,
      draw,
    )
    for (const rows of [requestRows(story, setting), visitRows(story, setting, draw, purse)])
      for (const [table, list] of Object.entries(rows)) (all[table] ??= []).push(...list)
  }
  return all
}

export const daysAgo = (ctx: Context, zone: string, days: number): Date =>
  new Date(`${addDays(dayOf(ctx.now, zone), -days)}T04:00:00Z`)
