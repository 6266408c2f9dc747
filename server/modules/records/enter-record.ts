// Hours entered by hand: who records is not who helped, who approves is neither of them, and not always the same two.
import type { Input, Output } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/record-entries'
import { recordAudit } from '../../kit/audit.ts'
import { type Context, heldFor, inTransaction, isUnder, reaches } from '../../kit/context.ts'
import { ensure, found, Refusal } from '../../kit/errors.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { pageOf, pageSize, readCursor } from '../../kit/paging.ts'
import { addDays, addMinutes, addMonths, dayOf, monthOf, startOfDay } from '../../kit/time.ts'
import { staffAt } from '../accounts/service.ts'
import { communityOf, underPaths } from '../areas/service.ts'
import { notify } from '../notices/service.ts'
import { policyNow } from '../policies/service.ts'
import {
  approvalsOf,
  decideEntry,
  enteredBetween,
  type EntryLine,
  entryList,
  holdRecorder,
  insertEntry,
  lockEntry,
  waitingOn,
} from './entry-queries.ts'
import { holdRecordsOf, insertRecord, minutesOn, volunteerPlace } from './queries.ts'
import { myIds } from './read-records.ts'
import { recordDue } from './record-visit.ts'
import { areOfTwoUnits, isSameTwo, withinCap } from './rules.ts'
import { noteSelfCredit } from './watch-records.ts'

type Entry = Output<typeof contract.enterRecord>
type NewEntry = Input<typeof contract.enterRecord>['body']

const meIn = ({ actor }: Context): string => {
  ensure(actor.kind === 'person', 'auth.required')
  return actor.personId
}

/** For which units the asker works there: the areas at which the roles are held that reach the place. */
const unitsOf = (ctx: Context, permission: 'records.enter' | 'records.approve', areaPath: string): string[] => [
  ...new Set(
    heldFor(ctx.actor, permission)
      .map((held) => held.areaPath)
      .filter((path) => isUnder(areaPath, path)),
  ),
]

const isOfAnotherUnit = (ctx: Context, { areaPath, recorderUnits }: Pick<EntryLine, 'areaPath' | 'recorderUnits'>) =>
  areOfTwoUnits(recorderUnits, unitsOf(ctx, 'records.approve', areaPath))

const presentEntry = (ctx: Context, line: EntryLine, mine: readonly string[]): Entry => ({
  ...line,
  can: {
    decide:
      line.state === 'waiting' &&
      !mine.includes(line.personId) &&
      !mine.includes(line.recorderPersonId) &&
      reaches(ctx.actor, 'records.approve', line.areaPath) &&
      isOfAnotherUnit(ctx, line),
  },
})

const monthSpan = async (ctx: Context) => {
  const { timeZone } = await ctx.kit.tenants.of(ctx.tenantId)
  const first = monthOf(dayOf(ctx.now, timeZone))
  return [startOfDay(first, timeZone), startOfDay(addMonths(first, 1), timeZone)] as const
}

export const listRecordEntries = async (
  ctx: Context,
  { areaId, state, limit, cursor }: Input<typeof contract.listRecordEntries>['query'],
): Promise<Output<typeof contract.listRecordEntries>> => {
  const size = pageSize(limit)
  const mine = await myIds(ctx)
  const paths = await underPaths(ctx, 'records.enter', areaId)
  const after = readCursor(cursor, ['moment', 'text'])
  const [rows, { body }, span] = await Promise.all([
    entryList(ctx, { paths, recorderIds: mine, state, after, limit: size + 1 }),
    policyNow(ctx, 'records'),
    monthSpan(ctx),
  ])
  const { items, nextCursor } = pageOf(rows, size, ({ recordedAt, id }) => [recordedAt, id])
  return {
    items: items.map((line) => presentEntry(ctx, line, mine)),
    nextCursor,
    enteredThisMonth: await enteredBetween(ctx, mine, ...span),
    quota: body.handEntriesAMonth,
  }
}

/** The unit is the community where the volunteer belongs and the recorder works. Hours of one's own stop here and are noted. */
const unitFor = async (
  ctx: Context,
  volunteerId: string,
  tried: Pick<NewEntry, 'day' | 'minutes' | 'activityName'>,
) => {
  const place = found(await volunteerPlace(ctx, volunteerId))
  const own = (await myIds(ctx)).includes(place.personId)
  const path = place.paths.find((one) => reaches(ctx.actor, 'records.enter', one))
  ensure(own || path !== undefined, 'not_found')
  if (own) {
    await noteSelfCredit(ctx, {
      ...tried,
      personId: place.personId,
      areaPath: path ?? place.paths[0] ?? '',
      as: 'recorder',
    })
    throw new Refusal('record.own')
  }
  const reached = found(path)
  return { place, unit: await communityOf(ctx, reached), recorderUnits: unitsOf(ctx, 'records.enter', reached) }
}

const ensureDone = async (ctx: Context, { day, fromMinute, minutes }: NewEntry, since: Date | null): Promise<Date> => {
  const { timeZone } = await ctx.kit.tenants.of(ctx.tenantId)
  const endedAt = addMinutes(startOfDay(day, timeZone), fromMinute + minutes)
  ensure(endedAt <= ctx.now, 'record.not_yet')
  ensure(since !== null && dayOf(since, timeZone) <= day, 'record.not_a_volunteer_then')
  return endedAt
}

const ensureQuota = async (ctx: Context, recorder: string) => {
  await holdRecorder(ctx, recorder)
  const { body } = await policyNow(ctx, 'records')
  const entered = await enteredBetween(ctx, await myIds(ctx), ...(await monthSpan(ctx)))
  ensure(entered < body.handEntriesAMonth, 'record.quota')
}

const ensureFits = async (ctx: Context, personId: string, day: string, minutes: number, others: number) => {
  const { body } = await policyNow(ctx, 'visits')
  const recorded = (await minutesOn(ctx, personId, day, personId)) + others
  ensure(withinCap(minutes, recorded, body.dayCapMinutes) === minutes, 'record.day_full')
}

export const enterRecord = (ctx: Context, entry: NewEntry): Promise<Entry> =>
  inTransaction(ctx, async (ctx) => {
    const recorder = meIn(ctx)
    const { place, unit, recorderUnits } = await unitFor(ctx, entry.volunteerId, entry)
    const { personId } = place
    const endedAt = await ensureDone(ctx, entry, place.since)
    await ensureQuota(ctx, recorder)
    await holdRecordsOf(ctx, personId)
    await ensureFits(ctx, personId, entry.day, entry.minutes, await waitingOn(ctx, personId, entry.day))
    const id = newId()
    const dueOn = await recordDue(ctx, endedAt)
    const where = { unitAreaId: unit.id, areaPath: unit.path }
    await insertEntry(ctx, { ...entry, ...where, id, personId, recorderPersonId: recorder, recorderUnits, dueOn })
    await recordAudit(ctx, {
      act: 'record.entered',
      subjectKind: 'record_entry',
      subjectId: id,
      areaPath: unit.path,
      detail: { volunteerId: entry.volunteerId, minutes: entry.minutes, day: entry.day },
    })
    const staff = await staffAt(ctx, unit.path, ['community_worker', 'community_lead', 'street_manager'])
    const approvers = staff.filter(({ areaPath }) => areOfTwoUnits(recorderUnits, [areaPath]))
    await notify(ctx, {
      personIds: approvers.map((one) => one.personId).filter((one) => one !== recorder && one !== personId),
      kind: 'record.entry_waiting',
      params: { activity: entry.activityName, date: entry.day },
      subjectKind: 'record_entry',
      subjectId: id,
    })
    return presented(ctx, id)
  })

const presented = async (ctx: Context, id: string): Promise<Entry> =>
  presentEntry(ctx, found((await entryList(ctx, { paths: null, id, limit: 1 }))[0]), await myIds(ctx))

/** The entry for a second person: not who helped, not who entered it. */
const lockForApproval = async (ctx: Context, entryId: string) => {
  const entry = found(await lockEntry(ctx, entryId))
  ensure(reaches(ctx.actor, 'records.approve', entry.areaPath), 'not_found')
  const mine = await myIds(ctx)
  if (mine.includes(entry.personId)) {
    await noteSelfCredit(ctx, { ...entry, as: 'approver' })
    throw new Refusal('record.own')
  }
  ensure(!mine.includes(entry.recorderPersonId), 'record.same_person')
  ensure(isOfAnotherUnit(ctx, entry), 'record.same_unit')
  ensure(entry.state === 'waiting', 'record.decided_already')
  return entry
}

const ensureNotTheSameTwo = async (ctx: Context, recorder: string, approver: string) => {
  const { body } = await policyNow(ctx, 'records')
  const { timeZone } = await ctx.kit.tenants.of(ctx.tenantId)
  const since = startOfDay(addDays(dayOf(ctx.now, timeZone), -body.swapDays), timeZone)
  const recent = await approvalsOf(ctx, recorder, approver, since)
  ensure(!isSameTwo({ recorder, approver }, recent, body.sameTwoInARow), 'record.same_two')
}

/** The approved entry becomes the first version of a record. */
const putOnRecord = async (ctx: Context, entryId: string): Promise<string> => {
  const line = found((await entryList(ctx, { paths: null, id: entryId, limit: 1 }))[0])
  const { volunteerId, personId, activityName, day, place, content, minutes, unit, unitAreaId } = line
  const id = newId()
  await insertRecord(ctx, {
    volunteerId,
    personId,
    activityName,
    day,
    place,
    content,
    minutes,
    unit,
    unitAreaId,
    tenantId: ctx.tenantId,
    id,
    personInCharge: line.personInCharge,
    dueOn: line.dueOn,
    causeKind: 'hand',
    causeId: entryId,
    version: 1,
    madeBy: line.recorderPersonId,
    at: ctx.now,
  })
  return id
}

export const approveEntry = (ctx: Context, entryId: string, words: string | undefined): Promise<Entry> =>
  inTransaction(ctx, async (ctx) => {
    const approver = meIn(ctx)
    const entry = await lockForApproval(ctx, entryId)
    await holdRecorder(ctx, entry.recorderPersonId)
    await ensureNotTheSameTwo(ctx, entry.recorderPersonId, approver)
    await holdRecordsOf(ctx, entry.personId)
    await ensureFits(ctx, entry.personId, entry.day, entry.minutes, 0)
    await decideEntry(ctx, entryId, 'approved', approver, words?.trim() || null)
    const recordId = await putOnRecord(ctx, entryId)
    await recordAudit(ctx, {
      act: 'record.entry_approved',
      subjectKind: 'record_entry',
      subjectId: entryId,
      areaPath: entry.areaPath,
    })
    await announce(ctx, 'record.added', { recordId, personIds: [entry.personId] })
    return presented(ctx, entryId)
  })

export const refuseEntry = (ctx: Context, entryId: string, words: string): Promise<Entry> =>
  inTransaction(ctx, async (ctx) => {
    const entry = await lockForApproval(ctx, entryId)
    await decideEntry(ctx, entryId, 'refused', meIn(ctx), words)
    await recordAudit(ctx, {
      act: 'record.entry_refused',
      subjectKind: 'record_entry',
      subjectId: entryId,
      areaPath: entry.areaPath,
      detail: { words },
    })
    return presented(ctx, entryId)
  })
