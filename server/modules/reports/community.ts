// The community of an area as the engine simulates it: the last 90 days of its own rows, places on a plane, services as skills.
import type { Service } from '@linbang/contract/catalog'
import type { Community, Helper, PastRequest } from '@linbang/engine/community'
import { percentile } from '@linbang/engine/statistics'
import type { History } from '@linbang/engine/what-if'
import type { Context } from '../../kit/context.ts'
import { addDays, dayOf, startOfDay } from '../../kit/time.ts'
import { listServices, requirementsOn } from '../catalog/service.ts'
import { answersUnder, askedUnder, gridsUnder, helpersUnder } from './history-queries.ts'
import type { AskedRow, GridRow, HelperRow } from './history-queries.ts'

export const historyDays = 90

export type Place = { readonly x: number; readonly y: number }
export type Known = {
  readonly community: Community
  readonly history: History
  readonly services: readonly Service[]
  readonly grids: readonly (GridRow & Place)[]
  /** What really happened, to hold the simulation against. */
  readonly observed: { readonly unmet: number; readonly medianMinutes: number | null }
}

const dayNumber = (day: string): number => Math.floor(Date.parse(`${day}T00:00:00Z`) / 86_400_000)

/** Metres on a plane round the middle of the grids; good to a metre over a city quarter. */
const planeRound = (grids: readonly GridRow[], asked: readonly AskedRow[]) => {
  const known = [...grids, ...asked].filter((one) => one.lat !== null && one.lon !== null)
  const mean = (of: (one: { lat: number | null; lon: number | null }) => number | null) =>
    known.reduce((sum, one) => sum + (of(one) ?? 0), 0) / Math.max(1, known.length)
  const [lat, lon] = [mean((one) => one.lat), mean((one) => one.lon)]
  return (row: { lat: number | null; lon: number | null }): Place => ({
    x: row.lon === null ? 0 : (row.lon - lon) * 111_320 * Math.cos((lat * Math.PI) / 180),
    y: row.lat === null ? 0 : (row.lat - lat) * 110_574,
  })
}

/** One entry per hour of the week: the hours wholly inside a span. */
export const weekOf = (spans: readonly { weekday: number; from: number; to: number }[]): Uint8Array => {
  const week = new Uint8Array(168)
  for (const { weekday, from, to } of spans) {
    const day = (weekday - 1) * 24
    week.fill(1, day + Math.ceil(from / 60), day + Math.floor(to / 60))
  }
  return week
}

/** Skills of one service are alternatives; what else it demands of whoever comes must all be held. */
const skillsOf = (row: HelperRow, services: readonly Service[], demands: readonly Demand[]): number[] =>
  services.flatMap((service, index) => {
    if (row.shop) return row.serviceIds.includes(service.id) ? [index] : []
    const { skills, others } = demands[index]!
    const holds = (kind: string, code: string) => row.holdings.some((held) => held.kind === kind && held.code === code)
    const able = skills.length === 0 || skills.some((code) => holds('skill', code))
    return able && others.every(({ kind, code }) => holds(kind, code)) ? [index] : []
  })
type Demand = { readonly skills: readonly string[]; readonly others: readonly { kind: string; code: string }[] }
const papers = new Set(['certificate', 'training', 'insurance'])

const helperOf = (row: HelperRow, at: Place, skills: readonly number[]): Helper => ({
  shop: row.shop,
  ...at,
  skills,
  // hours never declared are those of people who are asked by day
  hours: row.hours.length > 0 ? weekOf(row.hours) : weekOf(everyDay(9, 20)),
  asks: row.asks,
  yes: row.yes,
})
const everyDay = (from: number, to: number) =>
  [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: from * 60, to: to * 60 }))

const usualLead = 90
const urgentDeadline = 120
const openMinutes = 24 * 60
const farAhead = 12 * 60

const soonest = 20

const pastOf = (row: AskedRow, at: Place, skill: number, familiar: number): PastRequest => {
  const { urgent, windowFrom, windowTo, minutes } = row
  const kind = urgent ? 'urgent' : windowFrom !== null && windowFrom - row.at > farAhead ? 'scheduled' : 'ordinary'
  const latest = windowTo === null ? openMinutes : windowTo - minutes - row.at
  const startsAfter = urgent ? soonest : Math.max(soonest, (windowFrom ?? row.at + usualLead) - row.at)
  return {
    kind,
    at: row.at,
    skill,
    ...at,
    startsAfter,
    startsBefore: urgent ? startsAfter : Math.max(startsAfter, latest),
    deadlineAfter: urgent ? urgentDeadline : Math.max(usualLead, latest),
    minutes,
    familiar,
  }
}

/** Reads everything once; nothing of it names a person. */
export const communityOf = async (ctx: Context, path: string): Promise<Known> => {
  const { timeZone: zone } = await ctx.kit.tenants.of(ctx.tenantId)
  const today = dayOf(ctx.now, zone)
  const first = addDays(today, -historyDays)
  const stretch = { path, zone, from: startOfDay(first, zone), to: startOfDay(today, zone) }
  const { items: services } = await listServices(ctx, {})
  const demands = await Promise.all(
    services.map(async (service): Promise<Demand> => {
      const all = await requirementsOn(ctx, service.id, today)
      return {
        skills: all.filter((one) => one.kind === 'skill').map((one) => one.code),
        others: all.filter((one) => papers.has(one.kind)),
      }
    }),
  )
  const rows = await helpersUnder(ctx, stretch)
  const asked = await askedUnder(ctx, stretch)
  const grids = await gridsUnder(ctx, path)
  const place = planeRound(grids, asked)
  const indexOf = new Map(services.map((service, index) => [service.id, index]))
  const helperIndex = new Map(rows.map((row, index) => [row.id, index]))
  const past = asked.flatMap((row) => {
    const skill = indexOf.get(row.serviceId)
    if (skill === undefined) return []
    return [pastOf(row, place(row), skill, row.helperId === null ? -1 : (helperIndex.get(row.helperId) ?? -1))]
  })
  return {
    community: {
      helpers: rows.map((row) => helperOf(row, place(row), skillsOf(row, services, demands))),
      past,
      from: dayNumber(first),
      to: dayNumber(today),
      skills: services.length,
    },
    history: await answersUnder(ctx, stretch),
    services,
    grids: grids.map((row) => ({ ...row, ...place(row) })),
    observed: observedIn(asked),
  }
}

const observedIn = (asked: readonly AskedRow[]): Known['observed'] => {
  const waits = asked.flatMap((one) => (one.waited === null ? [] : [one.waited]))
  const middle = percentile(waits, 0.5)
  return {
    unmet: asked.filter((one) => one.unmet).length / Math.max(1, asked.length),
    medianMinutes: Number.isNaN(middle) ? null : middle,
  }
}
