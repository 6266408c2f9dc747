// Who was asked for a need, who answered what and when: waves of three, the town's own readiness, nobody at two doors at once.
import { newId } from '../kit/ids.ts'
import { addMinutes } from '../kit/time.ts'
import { metresBetween } from '../modules/areas/service.ts'
import type { Draw } from './draw.ts'
import type { Need } from './demand.ts'
import type { AreaSeed } from './ground.ts'
import type { OrganisationSeed } from './partners.ts'
import type { VolunteerSeed } from './volunteers.ts'

export type HelperSeed = {
  readonly id: string
  readonly personId: string
  readonly volunteer: VolunteerSeed | null
  readonly organisation: OrganisationSeed | null
  readonly cents: number | null
  readonly at: AreaSeed | null
  readonly skills: readonly string[]
  readonly services: readonly string[]
  readonly readiness: number
}
export type Asked = {
  readonly id: string
  readonly helper: HelperSeed
  readonly wave: number
  readonly sentAt: Date
  readonly answeredAt: Date | null
  readonly answer: 'accepted' | 'declined' | 'expired' | 'withdrawn' | 'sent'
  readonly slot: number | null
  readonly metres: number | null
}
export type Outcome = {
  readonly asked: readonly Asked[]
  readonly accepted: readonly Asked[]
  readonly gaveUpAt: Date | null
}

const waveSize = 3
const waveMinutes = 5
const mostAsks = 45
type Busy = Map<string, { from: Date; to: Date }[]>
export const openDiary = (): Busy => new Map()

const isBusy = (diary: Busy, helper: HelperSeed, from: Date, to: Date): boolean =>
  (diary.get(helper.personId) ?? []).some((one) => one.from < addMinutes(to, 15) && addMinutes(from, -15) < one.to)

/** Nearest first with some luck, as the ranking of the day would have had it. */
const ranked = (need: Need, helpers: readonly HelperSeed[], diary: Busy, from: Date, to: Date, draw: Draw) => {
  const here = { lat: need.household.door.building.lat ?? 0, lon: need.household.door.building.lon ?? 0 }
  return helpers
    .filter(
      (helper) =>
        helper.personId !== need.person.id &&
        !need.household.members.some((one) => one.id === helper.personId) &&
        !isBusy(diary, helper, from, to),
    )
    .map((helper) => ({
      helper,
      metres: metresBetween(
        here,
        helper.at && helper.at.lat !== null && helper.at.lon !== null
          ? { lat: helper.at.lat, lon: helper.at.lon }
          : null,
      ),
    }))
    .map((one) => ({
      ...one,
      order: (one.metres ?? 700) * (0.5 + draw.uniform()) - (one.helper.organisation ? 300 : 0),
    }))
    .sort((a, b) => a.order - b.order)
    .slice(0, mostAsks)
}

const saysYes = (draw: Draw, helper: HelperSeed, metres: number | null, urgent: boolean): boolean => {
  const logit = helper.readiness - 0.0012 * (metres ?? 600) + (urgent ? 0.6 : 0) + 0.4
  return draw.chance(1 / (1 + Math.exp(-logit)))
}

/** Asks wave after wave from the moment of dispatch until enough said yes or nobody is left. */
export const askAround = (
  need: Need,
  helpers: readonly HelperSeed[],
  dispatchedAt: Date,
  from: Date,
  to: Date,
  diary: Busy,
  draw: Draw,
): Outcome => {
  const urgent = need.service.urgency === 'life'
  const order = ranked(need, helpers, diary, from, to, draw)
  const answers = order.map(({ helper, metres }, index) => {
    const wave = Math.floor(index / waveSize) + 1
    const sentAt = addMinutes(dispatchedAt, (wave - 1) * (urgent ? 0.75 : waveMinutes))
    const delay = draw.lognormal(urgent ? 1.2 : 5, 1)
    const yes = saysYes(draw, helper, metres, urgent)
    return {
      helper,
      metres,
      wave,
      sentAt,
      answeredAt: addMinutes(sentAt, delay),
      yes,
      speaks: yes || draw.chance(0.25),
    }
  })
  const winners = answers
    .filter((one) => one.yes)
    .sort((a, b) => a.answeredAt.getTime() - b.answeredAt.getTime())
    .slice(0, need.service.helpers)
  const complete = winners.length === need.service.helpers
  const endsAt = complete ? (winners.at(-1)?.answeredAt ?? dispatchedAt) : null
  const asked = answers
    .filter((one) => endsAt === null || one.sentAt <= endsAt)
    .map((one): Asked => {
      const slot = complete ? winners.findIndex((winner) => winner.helper.id === one.helper.id) + 1 : 0
      const base = { id: newId(), helper: one.helper, wave: one.wave, sentAt: one.sentAt, metres: one.metres }
      if (slot > 0) return { ...base, answeredAt: one.answeredAt, answer: 'accepted', slot }
      if (one.speaks && !one.yes && (endsAt === null || one.answeredAt < endsAt))
        return { ...base, answeredAt: one.answeredAt, answer: 'declined', slot: null }
      return { ...base, answeredAt: endsAt, answer: endsAt ? 'withdrawn' : 'expired', slot: null }
    })
  for (const winner of complete ? winners : [])
    diary.set(winner.helper.personId, [...(diary.get(winner.helper.personId) ?? []), { from, to }])
  const last = asked.at(-1)
  return {
    asked,
    accepted: asked.filter((one) => one.answer === 'accepted'),
    gaveUpAt: complete ? null : addMinutes(last?.sentAt ?? dispatchedAt, 60),
  }
}

/** The last wave of a need that is still open: three are asked and nobody has answered yet. */
export const stillAsking = (
  need: Need,
  helpers: readonly HelperSeed[],
  now: Date,
  from: Date,
  to: Date,
  diary: Busy,
  draw: Draw,
): Outcome => {
  const asked = ranked(need, helpers, diary, from, to, draw)
    .slice(0, waveSize)
    .map(({ helper, metres }): Asked => {
      const sentAt = addMinutes(now, -draw.between(1, 3))
      return { id: newId(), helper, wave: 1, sentAt, answeredAt: null, answer: 'sent', slot: null, metres }
    })
  return { asked, accepted: [], gaveUpAt: null }
}
