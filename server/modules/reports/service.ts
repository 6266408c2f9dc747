// The door of reports: counts and rates of an area in a period, every rate with numerator, denominator and what was left out.
import type { Permission } from '@linbang/contract/permissions'
import type { Summary } from '@linbang/contract/reports'
import type { Context } from '../../kit/context.ts'
import { isUnder, reachOf } from '../../kit/context.ts'
import { ensure, found } from '../../kit/errors.ts'
import { type Cell, writeSheets } from '../../kit/sheets.ts'
import { addDays, dayOf, daysBetween, endOfDay, startOfDay } from '../../kit/time.ts'
import { areaOf, areasAlong } from '../areas/service.ts'
import { calendarOf, isKnownYear } from '../policies/service.ts'
import { countsByArea, countsByDay, countsByKind, countsByService, countsByUrgency, serviceTotals } from './queries.ts'
import { totals, type Totals } from './case-queries.ts'
import { reportText, type ReportText } from './text.ts'

export type Wish = {
  readonly areaId?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}
const usualDays = 30
const longestDays = 1100

const areaWithin = async (ctx: Context, allow: Permission, areaId?: string) => {
  const reach = reachOf(ctx.actor, allow)
  const area = areaId
    ? await areaOf(ctx, areaId)
    : found((await areasAlong(ctx, found(reach[0], 'auth.forbidden'))).at(-1))
  ensure(
    reach.some((above) => isUnder(area.path, above)),
    'area.unknown',
  )
  return area
}

const rounded = (minutes: number | null): number | null => (minutes === null ? null : Math.round(minutes * 10) / 10)

/** The rates of rules.md §2, each with what stands under the line and what was left out. */
const ratesOf = (all: Totals) => {
  const left = { unconfirmed: all.unconfirmed, not_rated_yet: all.not_rated_yet }
  const { medianMinutes, p90Minutes, accepted } = all
  return {
    response: {
      numerator: all.contacted_in_time,
      denominator: all.dispatched,
      excluded: { not_dispatched: all.not_dispatched },
    },
    resolution: { numerator: all.solved, denominator: all.called_back, excluded: left },
    satisfaction: { numerator: all.satisfied, denominator: all.called_back, excluded: left },
    acceptance: { medianMinutes: rounded(medianMinutes), p90Minutes: rounded(p90Minutes), accepted },
  }
}

/** The last 30 days of the actor's own area unless asked otherwise; at most three years. */
export const periodWithin = async (ctx: Context, wish: Wish, allow: Permission) => {
  const { timeZone: zone } = await ctx.kit.tenants.of(ctx.tenantId)
  const area = await areaWithin(ctx, allow, wish.areaId)
  const to = wish.to ?? dayOf(ctx.now, zone)
  const from = wish.from ?? addDays(to, 1 - usualDays)
  ensure(from <= to && daysBetween(from, to) <= longestDays, 'input.invalid')
  return { area, from, to, period: { path: area.path, from: startOfDay(from, zone), to: endOfDay(to, zone), zone } }
}

export const summaryOf = async (ctx: Context, wish: Wish): Promise<Summary> => {
  const { area, from, to, period } = await periodWithin(ctx, wish, 'reports.read')
  const all = await totals(ctx, period)
  const { open, done, unmet, cancelled, late } = all
  return {
    areaId: area.id,
    areaName: area.name,
    from,
    to,
    requests: { all: all.all, open, done, unmet, cancelled, late },
    ...ratesOf(all),
    service: await serviceTotals(ctx, period),
    byService: await countsByService(ctx, period),
    byUrgency: await countsByUrgency(ctx, period),
    byKind: await countsByKind(ctx, period),
    byArea: await countsByArea(ctx, period, area.id),
    byDay: await countsByDay(ctx, period),
    workingDaysKnown: await yearsKnown(ctx, from, to),
  }
}

/** False when a year of the period has no holiday table: then Monday to Friday were counted, and the page says so. */
const yearsKnown = async (ctx: Context, from: string, to: string): Promise<boolean> => {
  const calendar = await calendarOf(ctx)
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year++)
    if (!isKnownYear(calendar, `${year}-07-01`)) return false
  return true
}

/** One line of the sheet: what, numerator, denominator, share in per cent. */
const rateLine = (name: string, rate: Summary['response']) => [
  name,
  rate.numerator,
  rate.denominator,
  rate.denominator > 0 ? Math.round((rate.numerator / rate.denominator) * 1000) / 10 : '',
]

const stateNames = ['all', 'open', 'done', 'unmet', 'cancelled', 'late'] as const

/** The first sheet: what was counted, then the rates, then what volunteers gave. */
const figureLines = (summary: Summary, text: ReportText): Cell[][] => {
  const { requests, service } = summary
  const line = (name: string, value: Cell): Cell[] => [name, value, '', '']
  return [
    line(text.period, `${summary.from} – ${summary.to}`),
    ...stateNames.map((key) => line(key === 'all' ? text.requests : text[key], requests[key])),
    rateLine(text.response, summary.response),
    rateLine(text.resolution, summary.resolution),
    rateLine(text.satisfaction, summary.satisfaction),
    line(text.visits, service.visits),
    line(text.hours, Math.round(service.minutes / 6) / 10),
    line(text.active, service.volunteersActive),
    line(text.points, service.pointsIssued),
  ]
}

/** The summary as a spreadsheet: figures, by service, by area, by day. */
export const summarySheet = async (ctx: Context, wish: Wish): Promise<{ bytes: Uint8Array; fileName: string }> => {
  const summary = await summaryOf(ctx, wish)
  const text: ReportText = reportText[ctx.locale]
  const sheet = (name: string, titles: readonly string[], rows: Cell[][]) => ({
    name,
    columns: titles.map((title) => ({ title, width: 18 })),
    rows,
  })
  const services = summary.byService.map((row): Cell[] => [ctx.locale === 'en' ? row.en : row.zh, row.count])
  const areas = summary.byArea.map((row): Cell[] => [row.name, row.count, row.done, row.late])
  const days = summary.byDay.map((row): Cell[] => [row.day, row.reported, row.done])
  const bytes = await writeSheets([
    sheet(text.summary, [summary.areaName, text.numerator, text.denominator, '%'], figureLines(summary, text)),
    sheet(text.byService, [text.service, text.requests], services),
    sheet(text.byArea, [text.area, text.requests, text.done, text.late], areas),
    sheet(text.byDay, [text.day, text.reported, text.done], days),
  ])
  return { bytes, fileName: `${summary.areaName}-${summary.from}-${summary.to}.xlsx` }
}
