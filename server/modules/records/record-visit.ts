// A sealed sheet becomes a record of service for each volunteer who came; an amended one a new version. Doing it twice is the same as once.
import type { Context } from '../../kit/context.ts'
import { inTransaction } from '../../kit/context.ts'
import { found } from '../../kit/errors.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { addMinutes, dayOf } from '../../kit/time.ts'
import { communityOf } from '../areas/service.ts'
import { calendarOf, dueAfter, policyNow } from '../policies/service.ts'
import { holdRecordsOf, insertRecord, minutesOn, recordOf, sealedVisit, workOf } from './queries.ts'
import type { Sealed, Worked } from './queries.ts'
import { isService, withinCap } from './rules.ts'

/** Writes what is missing for the newest sheet of a visit. */
export const recordVisit = (ctx: Context, visitId: string): Promise<void> =>
  inTransaction(ctx, async (inner) => {
    const sealed = await sealedVisit(inner, visitId)
    if (!sealed) return
    for (const worked of await workOf(inner, visitId)) await recordWork(inner, sealed, worked)
  })

/** The last day on which a service that ended then may still be recorded. */
export const recordDue = async (ctx: Context, endedAt: Date): Promise<string> => {
  const [{ body }, calendar, { timeZone }] = await Promise.all([
    policyNow(ctx, 'visits'),
    calendarOf(ctx),
    ctx.kit.tenants.of(ctx.tenantId),
  ])
  return dayOf(addMinutes(dueAfter(calendar, timeZone, endedAt, { workingDays: body.recordWorkingDays }), -1), timeZone)
}

const recordWork = async (ctx: Context, sealed: Sealed, worked: Worked) => {
  await holdRecordsOf(ctx, worked.personId)
  const before = await recordOf(ctx, 'sheet', sealed.firstSheetId, worked.personId)
  // What staff corrected after this sheet was sealed stands; only a newer sheet speaks again.
  if (before && before.madeBy !== null && before.at >= sealed.sealedAt) return
  const [{ body }, community, { timeZone }] = await Promise.all([
    policyNow(ctx, 'visits'),
    communityOf(ctx, sealed.areaPath),
    ctx.kit.tenants.of(ctx.tenantId),
  ])
  const day = dayOf(worked.checkedInAt, timeZone)
  const minutes = isService(worked)
    ? withinCap(worked.minutes, await minutesOn(ctx, worked.personId, day, sealed.firstSheetId), body.dayCapMinutes)
    : 0
  if (before ? before.minutes === minutes && before.content === sealed.work : minutes === 0) return
  const id = newId()
  const made = await insertRecord(ctx, {
    tenantId: ctx.tenantId,
    id,
    personId: worked.personId,
    volunteerId: found(worked.volunteerId ?? before?.volunteerId),
    activityName: sealed.serviceZh,
    day,
    place: `${community.name}${sealed.areaName}`,
    content: sealed.work,
    minutes,
    unit: community.name,
    unitAreaId: community.id,
    personInCharge: sealed.inCharge ?? community.name,
    causeKind: 'sheet',
    causeId: sealed.firstSheetId,
    version: (before?.version ?? 0) + 1,
    replaces: before?.id ?? null,
    reason: before ? sealed.reason : null,
    dueOn: await recordDue(ctx, worked.finishedAt),
    at: ctx.now,
  })
  if (made) await announce(ctx, 'record.added', { recordId: id, personIds: [worked.personId] })
}
