// The door of records: a sealed sheet becomes a service record with the seven fields of the national rule; an amended one a new version.
import type { Input, Output } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/records'
import type { Context } from '../../kit/context.ts'
import { inTransaction, reaches } from '../../kit/context.ts'
import { ensure, found } from '../../kit/errors.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { pageOf, pageSize, readCursor } from '../../kit/paging.ts'
import { addMinutes, dayOf } from '../../kit/time.ts'
import { communityOf } from '../areas/service.ts'
import { calendarOf, dueAfter, policyNow } from '../policies/service.ts'
import {
  insertRecord,
  minutesOn,
  recordList,
  recordOf,
  sealedVisit,
  totalMinutes,
  volunteerPlace,
  workOf,
} from './queries.ts'
import type { Sealed, Worked } from './queries.ts'
import { isService, withinCap } from './rules.ts'

/** Writes what is missing for the newest sheet of a visit. Doing it twice is the same as once. */
export const recordVisit = (ctx: Context, visitId: string): Promise<void> =>
  inTransaction(ctx, async (inner) => {
    const sealed = await sealedVisit(inner, visitId)
    if (!sealed) return
    for (const worked of await workOf(inner, visitId)) await recordWork(inner, sealed, worked)
  })

const recordWork = async (ctx: Context, sealed: Sealed, worked: Worked) => {
  const before = await recordOf(ctx, sealed.firstSheetId, worked.personId)
  const [{ body }, calendar, community, { timeZone }] = await Promise.all([
    policyNow(ctx, 'visits'),
    calendarOf(ctx),
    communityOf(ctx, sealed.areaPath),
    ctx.kit.tenants.of(ctx.tenantId),
  ])
  const day = dayOf(worked.checkedInAt, timeZone)
  const minutes = isService(worked)
    ? withinCap(worked.minutes, await minutesOn(ctx, worked.personId, day, sealed.firstSheetId), body.dayCapMinutes)
    : 0
  if (before ? before.minutes === minutes && before.content === sealed.work : minutes === 0) return
  const due = dueAfter(calendar, timeZone, worked.finishedAt, { workingDays: body.recordWorkingDays })
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
    personInCharge: sealed.inCharge ?? community.name,
    causeKind: 'sheet',
    causeId: sealed.firstSheetId,
    version: (before?.version ?? 0) + 1,
    replaces: before?.id ?? null,
    reason: before ? sealed.reason : null,
    dueOn: dayOf(addMinutes(due, -1), timeZone),
    at: ctx.now,
  })
  if (made) await announce(ctx, 'record.added', { recordId: id, personIds: [worked.personId] })
}

export const listRecords = async (
  ctx: Context,
  query: Input<typeof contract.listRecords>['query'],
): Promise<Output<typeof contract.listRecords>> => {
  ensure(ctx.actor.kind === 'person', 'auth.required')
  const personId = query.volunteerId ? await ofVolunteer(ctx, query.volunteerId) : ctx.actor.personId
  const size = pageSize(query.limit)
  const wish = { personId, from: query.from, to: query.to }
  const rows = await recordList(ctx, wish, readCursor(query.cursor, ['text', 'text']), size + 1)
  return { ...pageOf(rows, size, (row) => [row.day, row.id]), totalMinutes: await totalMinutes(ctx, wish) }
}

const ofVolunteer = async (ctx: Context, volunteerId: string): Promise<string> => {
  const place = found(await volunteerPlace(ctx, volunteerId))
  const own = ctx.actor.kind === 'person' && ctx.actor.personId === place.personId
  ensure(own || place.paths.some((path) => reaches(ctx.actor, 'records.read', path)), 'not_found')
  return place.personId
}
