// SQL about when and where a volunteer helps: hours of the week, days that differ, areas served. A list replaces the one before.
import type { DayException, WeekHours } from '@linbang/contract/volunteers'
import type * as z from 'zod/mini'
import type { Context } from '../../kit/context.ts'
import { refusedAs } from '../../kit/errors.ts'

type Exception = z.output<typeof DayException>

export const replaceHours = async (
  { db, tenantId }: Context,
  volunteerId: string,
  hours: readonly WeekHours[],
): Promise<void> => {
  await db
    .deleteFrom('volunteerHours')
    .where('tenantId', '=', tenantId)
    .where('volunteerId', '=', volunteerId)
    .execute()
  if (hours.length === 0) return
  const rows = hours.map((span) => ({ ...span, tenantId, volunteerId }))
  const overlap = 'volunteer.hours_overlap' as const
  await refusedAs(db.insertInto('volunteerHours').values(rows).execute(), {
    volunteer_hours_apart: overlap,
    volunteer_hours_pkey: overlap,
  })
}

export const replaceExceptions = async (
  { db, tenantId }: Context,
  volunteerId: string,
  exceptions: readonly Exception[],
): Promise<void> => {
  await db
    .deleteFrom('volunteerException')
    .where('tenantId', '=', tenantId)
    .where('volunteerId', '=', volunteerId)
    .execute()
  if (exceptions.length === 0) return
  const rows = exceptions.map((exception) => ({ ...exception, tenantId, volunteerId }))
  await db.insertInto('volunteerException').values(rows).execute()
}

export const replaceAreas = async (
  { db, tenantId }: Context,
  volunteerId: string,
  areaIds: readonly string[],
): Promise<void> => {
  await db.deleteFrom('volunteerArea').where('tenantId', '=', tenantId).where('volunteerId', '=', volunteerId).execute()
  if (areaIds.length === 0) return
  const rows = [...new Set(areaIds)].map((areaId) => ({ tenantId, volunteerId, areaId }))
  await db.insertInto('volunteerArea').values(rows).execute()
}

export const hoursOf = ({ db, tenantId }: Context, volunteerId: string) =>
  db
    .selectFrom('volunteerHours')
    .select(['weekday', 'fromMinute', 'toMinute'])
    .where('tenantId', '=', tenantId)
    .where('volunteerId', '=', volunteerId)
    .orderBy('weekday')
    .orderBy('fromMinute')
    .execute()

export const exceptionsOf = ({ db, tenantId }: Context, volunteerId: string, from: string) =>
  db
    .selectFrom('volunteerException')
    .select(['day', 'free', 'fromMinute', 'toMinute'])
    .where('tenantId', '=', tenantId)
    .where('volunteerId', '=', volunteerId)
    .where('day', '>=', from)
    .orderBy('day')
    .orderBy('fromMinute')
    .execute()

export const areasOf = ({ db, tenantId }: Context, volunteerId: string) =>
  db
    .selectFrom('volunteerArea as v')
    .innerJoin('area as a', (join) => join.onRef('a.tenantId', '=', 'v.tenantId').onRef('a.id', '=', 'v.areaId'))
    .select(['a.id as areaId', 'a.name', 'a.path'])
    .where('v.tenantId', '=', tenantId)
    .where('v.volunteerId', '=', volunteerId)
    .orderBy('a.path')
    .execute()
