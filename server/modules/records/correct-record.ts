// Putting a record right: a new version that names the old one and the reason; a volunteer's objection and its answer.
import type { Input, Output } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/records'
import { recordAudit } from '../../kit/audit.ts'
import { type Context, inTransaction } from '../../kit/context.ts'
import { ensure, found, refusedAs } from '../../kit/errors.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { pageOf, pageSize, readCursor } from '../../kit/paging.ts'
import { addMinutes, dayOf } from '../../kit/time.ts'
import { staffAt } from '../accounts/service.ts'
import { underPaths } from '../areas/service.ts'
import { notify } from '../notices/service.ts'
import { calendarOf, dueAfter, policyNow } from '../policies/service.ts'
import {
  closeObjection,
  insertObjection,
  lockObjection,
  type ObjectionLine,
  objectionList,
  objectionById,
} from './objection-queries.ts'
import { holdRecordsOf, insertRecord, minutesOn, newestOf, recordById, type RecordLine } from './queries.ts'
import { mayRule, myIds, presentRecord } from './read-records.ts'
import { withinCap } from './rules.ts'

type Correction = Input<typeof contract.correctRecord>['body']

/** The record a member of staff may rule on. Own ones are refused by name, other places' are not found. */
const lockForRuling = async (ctx: Context, recordId: string): Promise<RecordLine> => {
  const line = found(await recordById(ctx, recordId))
  await holdRecordsOf(ctx, line.personId)
  const mine = await myIds(ctx)
  ensure(!mine.includes(line.personId), 'record.own')
  ensure(mayRule(ctx, line, mine, line.personId), 'not_found')
  return line
}

/** Minutes of a sheet are the sheet's: they are amended there, with the credit. Striking a record out is possible here. */
const minutesFor = async (ctx: Context, line: RecordLine, wished: number): Promise<number> => {
  if (wished === line.minutes) return wished
  ensure(line.causeKind !== 'sheet' || wished === 0, 'record.on_the_sheet')
  const { body } = await policyNow(ctx, 'visits')
  const others = await minutesOn(ctx, line.personId, line.day, line.causeId)
  ensure(withinCap(wished, others, body.dayCapMinutes) === wished, 'record.day_full')
  return wished
}

export const correctRecord = (
  ctx: Context,
  recordId: string,
  { reason, ...change }: Correction,
): Promise<Output<typeof contract.correctRecord>> =>
  inTransaction(ctx, async (ctx) => {
    const line = await lockForRuling(ctx, recordId)
    ensure(!found(await recordById(ctx, recordId)).replaced, 'record.replaced')
    const { replaced: _replaced, objected: _objected, unitPath, ...row } = line
    const id = newId()
    const made = await insertRecord(ctx, {
      ...row,
      activityName: change.activityName ?? line.activityName,
      place: change.place ?? line.place,
      content: change.content ?? line.content,
      minutes: await minutesFor(ctx, line, change.minutes ?? line.minutes),
      id,
      version: line.version + 1,
      replaces: line.id,
      reason,
      madeBy: ctx.actor.kind === 'person' ? ctx.actor.personId : null,
      at: ctx.now,
    })
    ensure(made, 'record.replaced')
    await recordAudit(ctx, {
      act: 'record.corrected',
      subjectKind: 'service_record',
      subjectId: id,
      areaPath: unitPath,
      detail: { replaces: line.id, reason, minutes: [line.minutes, change.minutes ?? line.minutes] },
    })
    await tellVolunteer(ctx, line, 'record.corrected', reason)
    await announce(ctx, 'record.added', { recordId: id, personIds: [line.personId] })
    return presentRecord(ctx, found(await recordById(ctx, id)), await myIds(ctx))
  })

const tellVolunteer = (
  ctx: Context,
  { id, personId, activityName, day }: RecordLine,
  kind: 'record.corrected' | 'record.kept',
  reason: string,
) =>
  notify(ctx, {
    personIds: [personId],
    kind,
    params: { activity: activityName, date: day, reason },
    subjectKind: 'service_record',
    subjectId: id,
  })

export const objectToRecord = (
  ctx: Context,
  recordId: string,
  words: string,
): Promise<Output<typeof contract.objectToRecord>> =>
  inTransaction(ctx, async (ctx) => {
    const mine = await myIds(ctx)
    const line = found(await recordById(ctx, recordId))
    ensure(mine.includes(line.personId), 'not_found')
    ensure(!line.replaced, 'record.replaced')
    const [{ body }, calendar, { timeZone }] = await Promise.all([
      policyNow(ctx, 'records'),
      calendarOf(ctx),
      ctx.kit.tenants.of(ctx.tenantId),
    ])
    const due = dueAfter(calendar, timeZone, ctx.now, { workingDays: body.answerWorkingDays })
    const areaPath = line.unitPath ?? ''
    const id = newId()
    const dueOn = dayOf(addMinutes(due, -1), timeZone)
    await refusedAs(insertObjection(ctx, { id, recordId, personId: line.personId, areaPath, words, dueOn }), {
      record_objection_open: 'record.objected_already',
    })
    const staff = await staffAt(ctx, areaPath, ['community_worker', 'community_lead'])
    await notify(ctx, {
      personIds: staff.map(({ personId }) => personId).filter((one) => !mine.includes(one)),
      kind: 'record.objected',
      params: { activity: line.activityName, date: line.day, reason: words },
      subjectKind: 'record_objection',
      subjectId: id,
    })
    return presentRecord(ctx, found(await recordById(ctx, recordId)), mine)
  })

const presentObjection = async (
  ctx: Context,
  line: ObjectionLine,
  mine: readonly string[],
): Promise<contract.Objection> => {
  const asked = found(await recordById(ctx, line.recordId))
  const { timeZone } = await ctx.kit.tenants.of(ctx.tenantId)
  return {
    ...line,
    record: presentRecord(ctx, (await newestOf(ctx, asked)) ?? asked, mine),
    late: line.state === 'open' && line.dueOn < dayOf(ctx.now, timeZone),
  }
}

export const listObjections = async (
  ctx: Context,
  { areaId, open, limit, cursor }: Input<typeof contract.listObjections>['query'],
): Promise<Output<typeof contract.listObjections>> => {
  const size = pageSize(limit)
  const paths = await underPaths(ctx, 'records.approve', areaId)
  const rows = await objectionList(ctx, { paths, open, after: readCursor(cursor, ['moment', 'text']), limit: size + 1 })
  const { items, nextCursor } = pageOf(rows, size, ({ at, id }) => [at, id])
  const mine = await myIds(ctx)
  return { items: await Promise.all(items.map((line) => presentObjection(ctx, line, mine))), nextCursor }
}

/** "Corrected" is believed only when there is a newer version than the one that was objected to. */
export const answerObjection = (
  ctx: Context,
  objectionId: string,
  { corrected, answer }: Input<typeof contract.answerObjection>['body'],
): Promise<Output<typeof contract.answerObjection>> =>
  inTransaction(ctx, async (ctx) => {
    const objection = found(await lockObjection(ctx, objectionId))
    const line = await lockForRuling(ctx, objection.recordId)
    ensure(objection.state === 'open', 'record.decided_already')
    ensure(!corrected || line.replaced, 'record.not_corrected')
    await closeObjection(ctx, objectionId, corrected ? 'corrected' : 'kept', answer)
    if (!corrected) await tellVolunteer(ctx, line, 'record.kept', answer)
    await recordAudit(ctx, {
      act: 'record.objection_answered',
      subjectKind: 'record_objection',
      subjectId: objectionId,
      areaPath: objection.areaPath,
      detail: { corrected, answer },
    })
    return presentObjection(ctx, found(await objectionById(ctx, objectionId)), await myIds(ctx))
  })
