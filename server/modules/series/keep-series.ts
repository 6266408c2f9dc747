// A series as its people see it; leaving one day out, and ending it.
import type { Input, Output } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/series'
import type { Series } from '@linbang/contract/series'
import { type Context, inTransaction, isUnder, reaches, reachOf } from '../../kit/context.ts'
import { ensure, found } from '../../kit/errors.ts'
import { pageOf, pageSize, readCursor } from '../../kit/paging.ts'
import { dayOf } from '../../kit/time.ts'
import { areaOf } from '../areas/service.ts'
import { actsFor, samePerson } from '../people/service.ts'
import { calendarOf } from '../policies/service.ts'
import { callOff, isOpen } from '../requests/service.ts'
import { isHoliday } from './open-series.ts'
import {
  insertSkip,
  lockSeries,
  occurrencesFrom,
  type SeriesFacts,
  seriesById,
  seriesListed,
  skipsOf,
  updateSeries,
} from './queries.ts'
import { daysOf, nextDays, timeText } from './rules.ts'

const shown = 8
const self = (ctx: Context): string => {
  ensure(ctx.actor.kind === 'person', 'auth.required')
  return ctx.actor.personId
}
const today = async (ctx: Context) => dayOf(ctx.now, (await ctx.kit.tenants.of(ctx.tenantId)).timeZone)

type Right = 'mayAsk' | 'maySee'
/** The person helped, whoever opened it, family with the right, staff of the place. */
const concerns = async (ctx: Context, series: SeriesFacts, right: Right): Promise<boolean> => {
  const me = self(ctx)
  if (series.openedBy === me || reaches(ctx.actor, 'requests.staff', series.areaPath)) return true
  if ((await samePerson(ctx, me)).includes(series.forPersonId)) return true
  return (await actsFor(ctx, me)).some((one) => one.personId === series.forPersonId && one[right])
}

const present = async (ctx: Context, series: SeriesFacts): Promise<Series> => {
  const from = await today(ctx)
  const skips = await skipsOf(ctx, series.id)
  const made = new Map((await occurrencesFrom(ctx, series.id, from)).map((one) => [one.day, one]))
  const calendar = await calendarOf(ctx)
  const comes = (day: string) =>
    made.has(day) ||
    (day > series.madeUntil && !skips.includes(day) && !(series.skipHolidays && isHoliday(calendar, day)))
  const days =
    series.state === 'ended'
      ? [...made.keys()]
      : nextDays(series.rule, series.startsOn, from, series.endsOn, shown).filter(
          (day) => comes(day) && !skips.includes(day),
        )
  return {
    id: series.id,
    serviceCode: series.serviceCode,
    serviceZh: series.serviceZh,
    serviceEn: series.serviceEn,
    callName: series.callName,
    areaName: series.areaName,
    description: series.description,
    rule: series.rule,
    from: timeText(series.fromMinute),
    to: timeText(series.toMinute),
    startsOn: series.startsOn,
    endsOn: series.endsOn,
    skipHolidays: series.skipHolidays,
    keepPersonName: series.keepPersonName,
    state: series.state === 'ended' ? 'ended' : 'active',
    skips,
    version: series.version,
    next: days.map((day) => ({
      day,
      requestId: made.get(day)?.requestId ?? null,
      number: made.get(day)?.number ?? null,
      state: made.get(day)?.state ?? null,
    })),
  }
}

const seen = async (ctx: Context, id: string, right: Right): Promise<SeriesFacts> => {
  const series = found(await seriesById(ctx, id))
  ensure(await concerns(ctx, series, right), 'not_found')
  return series
}

export const getSeries = async (ctx: Context, id: string): Promise<Series> =>
  present(ctx, await seen(ctx, id, 'maySee'))

export const listSeries = async (
  ctx: Context,
  { mine, areaId, limit, cursor }: Input<typeof contract.listSeries>['query'],
): Promise<Output<typeof contract.listSeries>> => {
  const me = self(ctx)
  const size = pageSize(limit)
  const reach = reachOf(ctx.actor, 'requests.staff')
  const under = areaId ? (await areaOf(ctx, areaId)).path : undefined
  const own = mine || reach.length === 0
  const who = own
    ? {
        me,
        mine: [
          ...(await samePerson(ctx, me)),
          ...(await actsFor(ctx, me)).filter((one) => one.maySee).map((one) => one.personId),
        ],
      }
    : { reach: under && reach.some((above) => isUnder(under, above)) ? [under] : reach }
  const [after] = readCursor(cursor, ['text']) ?? []
  const page = pageOf(await seriesListed(ctx, who, under, after, size + 1), size, (row) => [row.id])
  const items: Series[] = []
  for (const row of page.items) items.push(await present(ctx, row))
  return { items, nextCursor: page.nextCursor }
}

/** Not on this day: the request made for it is called off, unless somebody stands at the door. */
export const skipOccurrence = (
  ctx: Context,
  id: string,
  { day, reason }: Input<typeof contract.skipOccurrence>['body'],
): Promise<Series> =>
  inTransaction(ctx, async (ctx) => {
    await seen(ctx, id, 'mayAsk')
    const series = await lockSeries(ctx, id)
    const falls =
      daysOf(series.rule, series.startsOn, day, day).length > 0 && (series.endsOn === null || day <= series.endsOn)
    ensure(falls && series.state === 'active' && day >= (await today(ctx)), 'series.not_that_day')
    const held = (await occurrencesFrom(ctx, id, day)).find((one) => one.day === day)
    if (held && isOpen(held.state)) await callOff(ctx, held.requestId, reason ?? '')
    await insertSkip(ctx, { seriesId: id, day, reason: reason ?? '', madeBy: self(ctx) })
    return present(ctx, found(await seriesById(ctx, id)))
  })

/** No more after its last day, which is today unless said: what was held stays, what is under way goes on, the rest is called off. */
export const endSeries = (
  ctx: Context,
  id: string,
  { version, lastDay }: Input<typeof contract.endSeries>['body'],
): Promise<Series> =>
  inTransaction(ctx, async (ctx) => {
    await seen(ctx, id, 'mayAsk')
    const series = await lockSeries(ctx, id)
    ensure(series.version === version, 'row.stale')
    const now = await today(ctx)
    const last = lastDay && lastDay > now ? lastDay : now
    for (const one of await occurrencesFrom(ctx, id, now)) {
      if (one.day > last && isOpen(one.state) && one.state !== 'under_way' && one.state !== 'done')
        await callOff(ctx, one.requestId, '')
    }
    await updateSeries(ctx, id, { endsOn: last, state: 'ended' })
    return present(ctx, found(await seriesById(ctx, id)))
  })
