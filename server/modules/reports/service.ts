// The door of reports: counts and rates of an area in a period, every rate with numerator, denominator and what was left out.
import type { Summary } from '@linbang/contract/reports'
import type { Context } from '../../kit/context.ts'
import { isUnder, reachOf } from '../../kit/context.ts'
import { ensure, found } from '../../kit/errors.ts'
import { writeSheets } from '../../kit/sheets.ts'
import { addDays, dayOf, daysBetween, endOfDay, startOfDay } from '../../kit/time.ts'
import { areaOf, areasAlong } from '../areas/service.ts'
import { calendarOf, isKnownYear } from '../policies/service.ts'
import {
  countsByArea,
  countsByDay,
  countsByKind,
  countsByService,
  countsByUrgency,
  serviceTotals,
  totals,
} from './queries.ts'
import { reportText } from './text.ts'

type Wish = {
  readonly areaId?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}
const usualDays = 30
const longestDays = 1100

const areaWithin = async (ctx: Context, areaId?: string) => {
  const reach = reachOf(ctx.actor, 'reports.read')
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

/** The last 30 days of the actor's own area unless asked otherwise; at most three years. */
export const summaryOf = async (ctx: Context, wish: Wish): Promise<Summary> => {
  const { timeZone } = await ctx.kit.tenants.of(ctx.tenantId)
  const area = await areaWithin(ctx, wish.areaId)
  const to = wish.to ?? dayOf(ctx.now, timeZone)
  const from = wish.from ?? addDays(to, 1 - usualDays)
  ensure(from <= to && daysBetween(from, to) <= longestDays, 'input.invalid')
  const period = { path: area.path, from: startOfDay(from, timeZone), to: endOfDay(to, timeZone), zone: timeZone }
  const all = await totals(ctx, period)
  const left = { unconfirmed: all.unconfirmed, not_rated_yet: all.notRated }
  return {
    areaId: area.id,
    areaName: area.name,
    from,
    to,
    requests: {
      all: all.all,
      open: all.open,
      done: all.done,
      unmet: all.unmet,
      cancelled: all.cancelled,
      late: all.late,
    },
    response: {
      numerator: all.contactedInTime,
      denominator: all.dispatched,
      excluded: { not_dispatched: all.notDispatched },
    },
    resolution: { numerator: all.solved, denominator: all.calledBack, excluded: left },
    satisfaction: { numerator: all.satisfied, denominator: all.calledBack, excluded: left },
    acceptance: {
      medianMinutes: rounded(all.medianMinutes),
      p90Minutes: rounded(all.p90Minutes),
      accepted: all.accepted,
    },
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

/** The summary as a spreadsheet: figures, by service, by area, by day. */
export const summarySheet = async (ctx: Context, wish: Wish): Promise<{ bytes: Uint8Array; fileName: string }> => {
  const summary = await summaryOf(ctx, wish)
  const text = reportText[ctx.locale]
  const { requests, service } = summary
  const titled = (titles: readonly string[]) => titles.map((title) => ({ title, width: 18 }))
  const figures = [
    [text.period, `${summary.from} – ${summary.to}`, '', ''],
    ...(['all', 'open', 'done', 'unmet', 'cancelled', 'late'] as const).map((key) => [
      key === 'all' ? text.requests : text[key],
      requests[key],
      '',
      '',
    ]),
    rateLine(text.response, summary.response),
    rateLine(text.resolution, summary.resolution),
    rateLine(text.satisfaction, summary.satisfaction),
    [text.visits, service.visits, '', ''],
    [text.hours, Math.round(service.minutes / 6) / 10, '', ''],
    [text.active, service.volunteersActive, '', ''],
    [text.points, service.pointsIssued, '', ''],
  ]
  const bytes = await writeSheets([
    { name: text.summary, columns: titled([summary.areaName, text.numerator, text.denominator, '%']), rows: figures },
    {
      name: text.byService,
      columns: titled([text.service, text.requests]),
      rows: summary.byService.map((row) => [ctx.locale === 'en' ? row.en : row.zh, row.count]),
    },
    {
      name: text.byArea,
      columns: titled([text.area, text.requests, text.done, text.late]),
      rows: summary.byArea.map((row) => [row.name, row.count, row.done, row.late]),
    },
    {
      name: text.byDay,
      columns: titled([text.day, text.reported, text.done]),
      rows: summary.byDay.map((row) => [row.day, row.reported, row.done]),
    },
  ])
  return { bytes, fileName: `${summary.areaName}-${summary.from}-${summary.to}.xlsx` }
}
