// Series: a need that comes again; each occurrence is a request.
import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { RequestState } from './requests.ts'
import { Day, Id, PageQuery, QueryFlag, Text, TimeOfDay, Version, page } from './values.ts'

export const Series = z.object({
  id: Id,
  serviceCode: z.string(),
  serviceZh: z.string(),
  serviceEn: z.string(),
  callName: z.string(),
  areaName: z.string(),
  description: z.string(),
  rule: z.string(),
  from: TimeOfDay,
  to: TimeOfDay,
  startsOn: Day,
  endsOn: z.nullable(Day),
  skipHolidays: z.boolean(),
  keepPersonName: z.nullable(z.string()),
  state: z.enum(['active', 'ended']),
  next: z.array(
    z.object({ day: Day, requestId: z.nullable(Id), number: z.nullable(z.string()), state: z.nullable(RequestState) }),
  ),
  skips: z.array(Day),
  version: Version,
})
export type Series = z.infer<typeof Series>
const SeriesRef = z.object({ seriesId: Id })
export const listSeries = endpoint({
  method: 'GET',
  path: '/series',
  summary: 'Repeating needs',
  allow: 'requests.read',
  query: z.object({ mine: z.optional(QueryFlag), areaId: z.optional(Id), ...PageQuery }),
  returns: page(Series),
})
export const getSeries = endpoint({
  method: 'GET',
  path: '/series/:seriesId',
  summary: 'One repeating need',
  allow: 'requests.read',
  params: SeriesRef,
  returns: Series,
  errors: ['not_found'],
})
export const skipOccurrence = endpoint({
  method: 'POST',
  path: '/series/:seriesId/skip',
  summary: 'Not on this day',
  allow: 'requests.cancel',
  params: SeriesRef,
  body: z.object({ day: Day, reason: z.optional(Text(100)) }),
  returns: Series,
  errors: ['not_found', 'request.already_on_site', 'series.not_that_day'],
})
export const endSeries = endpoint({
  method: 'POST',
  path: '/series/:seriesId/end',
  summary: 'No more',
  allow: 'requests.cancel',
  params: SeriesRef,
  body: z.object({ version: Version, lastDay: z.optional(Day) }),
  returns: Series,
  errors: ['not_found', 'row.stale'],
})
