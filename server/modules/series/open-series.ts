// Asking for help, once or again and again: a wish that repeats becomes a series, and its next occurrences become requests.
import type { NewRequest, Request } from '@linbang/contract/requests'
import { type Context, inTransaction } from '../../kit/context.ts'
import { ensure, found, Refusal } from '../../kit/errors.ts'
import { newId } from '../../kit/ids.ts'
import { addDays, dayOf, endOfDay, momentAt, timeOf } from '../../kit/time.ts'
import { serviceByCode, serviceOf } from '../catalog/service.ts'
import { notify } from '../notices/service.ts'
import { calendarOf, policyNow, type WorkingCalendar } from '../policies/service.ts'
import { openRequest, presentRequest, report, whoAndWhere } from '../requests/service.ts'
import { insertSeries, lockSeries, occurrencesFrom, type SeriesRow, skipsOf, updateSeries } from './queries.ts'
import { daysOf, minuteOf, nextDays, ruleOf, timeText } from './rules.ts'

type Asked = Omit<NewRequest, 'occurredAt'>

/** Times of one day in the tenant's zone; a need that repeats has a time, and it does not run past midnight. */
const hoursOf = (ctx: Context, window: Asked['window'], timeZone: string) => {
  if (!window)
    throw new Refusal('request.window_wrong', {
      issues: [{ path: 'window', message: ctx.locale === 'en' ? 'Please say from when to when' : '请说几点到几点' }],
    })
  const day = dayOf(window.from, timeZone)
  const atMidnight = window.to.getTime() === endOfDay(day, timeZone).getTime()
  ensure(window.from < window.to && (dayOf(window.to, timeZone) === day || atMidnight), 'request.window_wrong')
  ensure(window.to > ctx.now, 'request.window_past')
  return {
    day,
    fromMinute: minuteOf(timeOf(window.from, timeZone)),
    toMinute: atMidnight ? 1440 : minuteOf(timeOf(window.to, timeZone)),
  }
}

export const isHoliday = (calendar: WorkingCalendar, day: string) => calendar.days.get(day) === false

type Making = { readonly series: SeriesRow; readonly settlement?: Asked['settlement'] }

const windowOn = ({ fromMinute, toMinute }: SeriesRow, day: string, timeZone: string) => ({
  from: momentAt(day, timeText(fromMinute), timeZone),
  to: toMinute >= 1440 ? endOfDay(day, timeZone) : momentAt(day, timeText(toMinute), timeZone),
})

/** Makes one occurrence; the minutes of the time bank may be gone, then it is left out and the asker told. */
const makeOne = async (
  ctx: Context,
  { series, settlement }: Making,
  day: string,
  first: boolean,
): Promise<string | null> => {
  const { timeZone } = await ctx.kit.tenants.of(ctx.tenantId)
  const service = await serviceOf(ctx, series.serviceId)
  try {
    const request = await report(ctx, {
      serviceCode: service.code,
      description: series.description,
      forPersonId: series.forPersonId,
      enteredBy: series.openedBy,
      window: windowOn(series, day, timeZone),
      ...(series.householdId ? { householdId: series.householdId } : { areaId: series.areaId }),
      ...(series.keepPersonId && { samePersonId: series.keepPersonId }),
      ...(settlement && { settlement }),
      series: { id: series.id, day, first },
    })
    return request.id
  } catch (error) {
    if (first || !(error instanceof Refusal) || error.code !== 'ledger.not_enough') throw error
    await notify(ctx, {
      personIds: [...new Set([series.forPersonId, series.openedBy])],
      kind: 'series.not_enough',
      subjectKind: 'series',
      subjectId: series.id,
      params: { service: { zh: service.zh, en: service.en }, day: windowOn(series, day, timeZone).from },
    })
    return null
  }
}

/** Makes what is missing up to a day. Days held already stay as they are, so doing it twice changes nothing. */
export const makeAhead = async (ctx: Context, making: Making, until: string): Promise<string[]> => {
  const { series } = making
  const end = series.endsOn !== null && series.endsOn < until ? series.endsOn : until
  const from = series.madeUntil < series.startsOn ? series.startsOn : addDays(series.madeUntil, 1)
  const calendar = await calendarOf(ctx)
  const skips = new Set(await skipsOf(ctx, series.id))
  const made = await occurrencesFrom(ctx, series.id, from)
  const known = new Set(made.map((one) => one.day))
  const ids: string[] = []
  for (const day of daysOf(series.rule, series.startsOn, from, end)) {
    if (known.has(day) || skips.has(day) || (series.skipHolidays && isHoliday(calendar, day))) continue
    const id = await makeOne(
      ctx,
      making,
      day,
      ids.length === 0 && made.length === 0 && series.madeUntil < series.startsOn,
    )
    if (id) ids.push(id)
  }
  if (end > series.madeUntil) await updateSeries(ctx, series.id, { madeUntil: end })
  return ids
}

/** How far ahead occurrences stand, and at least the first one of a new series. */
const horizon = async (ctx: Context, series: SeriesRow, today: string): Promise<string> => {
  const { body } = await policyNow(ctx, 'requests')
  const ahead = addDays(today, body.seriesDaysAhead)
  const calendar = await calendarOf(ctx)
  const first = nextDays(series.rule, series.startsOn, series.startsOn, series.endsOn, 60).find(
    (day) => !(series.skipHolidays && isHoliday(calendar, day)),
  )
  return first !== undefined && first > ahead ? first : ahead
}

const openSeries = (
  ctx: Context,
  { repeat, ...body }: Asked & { repeat: NonNullable<Asked['repeat']> },
): Promise<Request> =>
  inTransaction(ctx, async (ctx) => {
    const { timeZone } = await ctx.kit.tenants.of(ctx.tenantId)
    const { day, fromMinute, toMinute } = hoursOf(ctx, body.window, timeZone)
    ensure(!repeat.until || repeat.until >= day, 'request.window_wrong')
    const service = await serviceByCode(ctx, body.serviceCode)
    const { asker, place } = await whoAndWhere(ctx, body)
    const id = newId()
    await insertSeries(ctx, {
      tenantId: ctx.tenantId,
      id,
      serviceId: service.id,
      forPersonId: asker.id,
      openedBy: ctx.actor.kind === 'person' ? ctx.actor.personId : asker.id,
      householdId: place.householdId,
      areaId: place.areaId,
      description: body.description ?? '',
      rule: ruleOf(repeat, day),
      fromMinute,
      toMinute,
      startsOn: day,
      endsOn: repeat.until ?? null,
      skipHolidays: repeat.skipHolidays ?? false,
      keepPerson: repeat.keepSamePerson ?? false,
      keepPersonId: body.samePersonId ?? null,
      madeUntil: addDays(day, -1),
      createdAt: ctx.now,
    })
    const series = await lockSeries(ctx, id)
    const [first] = await makeAhead(
      ctx,
      { series, settlement: body.settlement },
      await horizon(ctx, series, dayOf(ctx.now, timeZone)),
    )
    return presentRequest(ctx, found(first, 'request.window_wrong'))
  })

/** POST /requests. */
export const ask = (ctx: Context, { occurredAt: _, repeat, ...body }: NewRequest): Promise<Request> =>
  repeat ? openSeries(ctx, { ...body, repeat }) : openRequest(ctx, body)
