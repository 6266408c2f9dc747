// Watches what comes on record. What looks doubtful goes to a person with the evidence side by side; nothing follows by itself.
import { createHash } from 'node:crypto'
import type { Input, Output } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/record-signals'
import { recordAudit } from '../../kit/audit.ts'
import { type Context, heldFor, inTransaction, isUnder } from '../../kit/context.ts'
import { ensure, found } from '../../kit/errors.ts'
import { newId } from '../../kit/ids.ts'
import { pageOf, pageSize, readCursor } from '../../kit/paging.ts'
import { addDays, dayOf, timeOf } from '../../kit/time.ts'
import { metresBetween, underPaths } from '../areas/service.ts'
import { policyNow } from '../policies/service.ts'
import { myIds } from './read-records.ts'
import { doubtBetween, type Job } from './rules.ts'
import {
  areFamily,
  certificatesWith,
  closeSignal,
  enteringHabits,
  entryMoment,
  insertSignal,
  type NewSignal,
  type Side,
  type SignalLine,
  signalList,
  timesHelped,
  workAround,
  type Worked,
  workOfRecord,
} from './signal-queries.ts'
import { evidenceWords } from './text.ts'

type Doubt = Omit<NewSignal, 'id'>

const raise = async (ctx: Context, doubt: Doubt): Promise<void> => {
  const id = newId()
  if (!(await insertSignal(ctx, { ...doubt, id }))) return
  const { kind, areaPath } = doubt
  await recordAudit(ctx, {
    act: 'record.signal_raised',
    subjectKind: 'record_signal',
    subjectId: id,
    areaPath,
    detail: { kind },
  })
}

const sideOf = (one: Worked, timeZone: string): Side => ({
  what: one.causeKind === 'hand' ? 'entry' : 'sheet',
  activityName: one.activityName,
  day: one.day,
  ...(one.fromAt && { from: timeOf(one.fromAt, timeZone) }),
  ...(one.toAt && { to: timeOf(one.toAt, timeZone) }),
  place: one.place,
  minutes: one.minutes,
  ...(one.helpedName !== null && { helped: one.helpedName }),
  ...(one.recorderName !== null && { recorder: one.recorderName }),
  ...(one.approverName !== null && { approver: one.approverName }),
})

type Timed = Worked & { readonly fromAt: Date; readonly toAt: Date }
const isTimed = (one: Worked): one is Timed => one.fromAt !== null && one.toAt !== null

const jobOf = ({ causeId, fromAt, toAt, lat, lon }: Timed): Job => ({
  causeId,
  from: fromAt,
  to: toAt,
  point: lat === null || lon === null ? null : { lat, lon },
})

const markOf = (...parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('|')).digest('hex').slice(0, 32)

/** At two doors at once, or faster between them than anybody travels. */
const watchTimes = async (ctx: Context, one: Timed, timeZone: string, kmAnHour: number) => {
  for (const other of (await workAround(ctx, one, timeZone)).filter(isTimed)) {
    const kind = doubtBetween(jobOf(one), jobOf(other), (a, b) => metresBetween(a, b) ?? 0, kmAnHour)
    if (kind === null) continue
    const [a, b] = one.fromAt <= other.fromAt ? [one, other] : [other, one]
    const metres = kind === 'travel' ? metresBetween(jobOf(a).point, jobOf(b).point) : null
    const far = metres === null ? {} : { metres }
    await raise(ctx, {
      kind,
      mark: markOf(...[one.causeId, other.causeId].toSorted()),
      personId: one.personId,
      otherPersonId: null,
      areaPath: one.areaPath,
      sides: [sideOf(a, timeZone), { ...sideOf(b, timeZone), ...far }],
    })
  }
}

const watchFamily = async (ctx: Context, one: Worked, timeZone: string) => {
  for (const other of [one.helpedId, one.recorderId, one.approverId]) {
    if (other === null || other === one.personId || !(await areFamily(ctx, one.personId, other))) continue
    await raise(ctx, {
      kind: 'household',
      mark: markOf(one.causeId, other),
      personId: one.personId,
      otherPersonId: other,
      areaPath: one.areaPath,
      sides: [sideOf(one, timeZone)],
    })
  }
}

const watchMutual = async (ctx: Context, one: Worked, days: number, least: number) => {
  if (one.helpedId === null) return
  const since = addDays(one.day, -days)
  const [there, back] = await Promise.all([
    timesHelped(ctx, one.personId, one.helpedId, since),
    timesHelped(ctx, one.helpedId, one.personId, since),
  ])
  if (there < least || back < least) return
  await raise(ctx, {
    kind: 'mutual',
    mark: markOf(...[one.personId, one.helpedId].toSorted(), one.day.slice(0, 7)),
    personId: one.personId,
    otherPersonId: one.helpedId,
    areaPath: one.areaPath,
    sides: [
      { what: 'pattern', count: there, day: since },
      { what: 'pattern', count: back, day: since },
    ],
  })
}

const mostlySame = { least: 8, share: 0.8 }

const watchEntering = async (ctx: Context, one: Worked, timeZone: string, minutes: number, most: number) => {
  const at = one.causeKind === 'hand' ? await entryMoment(ctx, one.causeId) : undefined
  if (at === undefined || one.recorderId === null || one.approverId === null) return
  const { lately, approved, bySame } = await enteringHabits(ctx, one.recorderId, one.approverId, at, minutes)
  const about = { personId: one.recorderId, areaPath: one.areaPath }
  const day = dayOf(at, timeZone)
  if (lately >= most)
    await raise(ctx, {
      ...about,
      kind: 'bulk',
      mark: markOf(one.recorderId, day),
      otherPersonId: null,
      sides: [sideOf(one, timeZone), { what: 'pattern', count: lately, day }],
    })
  if (approved >= mostlySame.least && bySame / approved >= mostlySame.share)
    await raise(ctx, {
      ...about,
      kind: 'same_approver',
      mark: markOf(one.recorderId, one.approverId, day.slice(0, 7)),
      otherPersonId: one.approverId,
      sides: [sideOf(one, timeZone), { what: 'pattern', count: bySame, day }],
    })
}

/** A record that changed after it was certified: a person decides whether the certificate is revoked or made anew. */
const watchCertificates = async (ctx: Context, recordId: string, one: Worked | undefined, timeZone: string) => {
  for (const { id, number, personId, areaPath } of await certificatesWith(ctx, recordId))
    await raise(ctx, {
      kind: 'certificate_changed',
      mark: markOf(id, recordId),
      personId,
      otherPersonId: null,
      areaPath,
      sides: [{ what: 'certificate', number }, ...(one ? [sideOf(one, timeZone)] : [])],
    })
}

/** Looks at one new record from every side. Doing it twice is the same as once. */
export const watchRecord = async (ctx: Context, recordId: string): Promise<void> => {
  const [{ timeZone }, { body }] = await Promise.all([ctx.kit.tenants.of(ctx.tenantId), policyNow(ctx, 'records')])
  const one = await workOfRecord(ctx, recordId, timeZone)
  await inTransaction(ctx, async (ctx) => {
    await watchCertificates(ctx, recordId, one, timeZone)
    if (!one) return
    if (isTimed(one)) await watchTimes(ctx, one, timeZone, body.travelKmAnHour)
    await watchFamily(ctx, one, timeZone)
    await watchMutual(ctx, one, body.mutualDays, body.mutualVisits)
    await watchEntering(ctx, one, timeZone, body.bulkMinutes, body.bulkEntries)
  })
}

type Attempt = {
  readonly personId: string
  readonly areaPath: string
  readonly activityName: string
  readonly day: string
  readonly minutes: number
  readonly as: 'recorder' | 'approver'
}

/** Somebody tried to credit themselves. The call is refused, so this is written beside it and stays. */
export const noteSelfCredit = (ctx: Context, { personId, areaPath, as, activityName, day, minutes }: Attempt) =>
  inTransaction({ ...ctx, db: ctx.kit.aside.db, afterwards: undefined, pending: undefined }, (aside) =>
    raise(aside, {
      kind: 'self_credit',
      mark: markOf(personId, as, activityName, day, String(minutes)),
      personId,
      otherPersonId: null,
      areaPath,
      sides: [{ what: 'attempt', activityName, day, minutes }],
    }),
  )

type Signal = Output<typeof contract.decideSignal>

/** An auditor reads and changes nothing; nobody decides about themselves. */
const mayDecide = (ctx: Context, line: SignalLine, mine: readonly string[]): boolean =>
  !mine.includes(line.personId) &&
  (line.otherPersonId === null || !mine.includes(line.otherPersonId)) &&
  heldFor(ctx.actor, 'records.review').some(
    ({ role, areaPath }) => role !== 'auditor' && isUnder(line.areaPath, areaPath),
  )

const presentSignal = (ctx: Context, line: SignalLine, mine: readonly string[]): Signal => {
  const { evidence, ...rest } = line
  return {
    ...rest,
    sides: evidence.map((side) => evidenceWords(side, ctx.locale)),
    can: { decide: line.state === 'open' && mayDecide(ctx, line, mine) },
  }
}

export const listSignals = async (
  ctx: Context,
  { areaId, open, kind, limit, cursor }: Input<typeof contract.listSignals>['query'],
): Promise<Output<typeof contract.listSignals>> => {
  const size = pageSize(limit)
  const paths = await underPaths(ctx, 'records.review', areaId)
  const rows = await signalList(ctx, {
    paths,
    open,
    kind,
    after: readCursor(cursor, ['moment', 'text']),
    limit: size + 1,
  })
  const { items, nextCursor } = pageOf(rows, size, ({ raisedAt, id }) => [raisedAt, id])
  const mine = await myIds(ctx)
  return { items: items.map((line) => presentSignal(ctx, line, mine)), nextCursor }
}

export const decideSignal = (
  ctx: Context,
  signalId: string,
  { upheld, words }: Input<typeof contract.decideSignal>['body'],
): Promise<Signal> =>
  inTransaction(ctx, async (ctx) => {
    const paths = await underPaths(ctx, 'records.review', undefined)
    const read = async () => found((await signalList(ctx, { paths, id: signalId, limit: 1 }))[0])
    const mine = await myIds(ctx)
    const line = await read()
    ensure(!mine.includes(line.personId) && !mine.includes(line.otherPersonId ?? ''), 'record.own')
    ensure(mayDecide(ctx, line, mine), 'not_found')
    ensure(await closeSignal(ctx, signalId, upheld ? 'upheld' : 'cleared', words), 'record.decided_already')
    await recordAudit(ctx, {
      act: 'record.signal_decided',
      subjectKind: 'record_signal',
      subjectId: signalId,
      areaPath: line.areaPath,
      detail: { kind: line.kind, upheld, words },
    })
    return presentSignal(ctx, await read(), mine)
  })
