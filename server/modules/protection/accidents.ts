// Accidents: reported by whoever was there, read by them and by staff of the place, followed until closed, and printed for the insurer.
import type { FileAnswer, Input, Output } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/accidents'
import { recordAudit } from '../../kit/audit.ts'
import { type Context, holds, inTransaction, reaches } from '../../kit/context.ts'
import { ensure, found } from '../../kit/errors.ts'
import { newId } from '../../kit/ids.ts'
import { nextNumber } from '../../kit/numbers.ts'
import { pageOf, pageSize, readCursor } from '../../kit/paging.ts'
import { printPdf } from '../../kit/pdf.ts'
import { addDays, dayOf, startOfDay, timeOf } from '../../kit/time.ts'
import { staffAt } from '../accounts/service.ts'
import { areaOf, underPaths } from '../areas/service.ts'
import { notify } from '../notices/service.ts'
import { homeOf, samePerson, todayOf } from '../people/service.ts'
import {
  type AccidentLine,
  accidentList,
  accidentsDue,
  hasCover,
  insertAccident,
  insertStep,
  lockAccident,
  placeOfVisit,
  stepsOf,
  updateAccident,
} from './accident-queries.ts'
import { labels } from './text.ts'

type Accident = Output<typeof contract.getAccident>
type Report = Input<typeof contract.reportAccident>['body']

const toldField = 'accident.told'
const stepField = 'accident.step'
/** Somebody looks after a new accident by the next day. */
const firstLookDays = 1
const staffRoles = ['community_worker', 'community_lead'] as const

const meOf = ({ actor }: Context): string => {
  ensure(actor.kind === 'person', 'auth.required')
  return actor.personId
}

const zoneOf = async (ctx: Context): Promise<string> => (await ctx.kit.tenants.of(ctx.tenantId)).timeZone

type Told = Pick<Accident, 'what' | 'injury' | 'done' | 'witness' | 'hurtName'>

const whole = async (ctx: Context, { toldSealed, ...line }: AccidentLine): Promise<Accident> => {
  const told = JSON.parse(ctx.kit.vault.open(ctx.tenantId, toldField, toldSealed)) as Told
  const steps = (await stepsOf(ctx, line.id)).map(({ wordsSealed, ...step }) => ({
    ...step,
    words: ctx.kit.vault.open(ctx.tenantId, stepField, wordsSealed),
  }))
  const follow = line.state === 'open' && reaches(ctx.actor, 'protection.manage', line.areaPath)
  return { ...line, ...told, steps, can: { follow } }
}

/** The visit's place for who was at it, the place that was named, else the home of who reports. */
const placeOf = async (ctx: Context, { visitId, areaId }: Report, mine: readonly string[]) => {
  if (visitId !== undefined) return areaOf(ctx, found(await placeOfVisit(ctx, visitId, mine)))
  if (areaId !== undefined) return areaOf(ctx, areaId)
  const home = await homeOf(ctx, meOf(ctx))
  ensure(home !== null, 'accident.where')
  return areaOf(ctx, home.areaId)
}

const tellStaff = async (
  ctx: Context,
  { id, number, areaPath }: Pick<AccidentLine, 'id' | 'number' | 'areaPath'>,
  kind: 'accident.reported' | 'accident.due',
) => {
  const staff = await staffAt(ctx, areaPath, staffRoles)
  const personIds = staff.map(({ personId }) => personId)
  await notify(ctx, { personIds, kind, params: { number }, subjectKind: 'accident', subjectId: id })
}

export const reportAccident = (ctx: Context, report: Report): Promise<Accident> =>
  inTransaction(ctx, async (ctx) => {
    const me = meOf(ctx)
    const { happenedAt, place, hurt, what, injury = '', done = '', witness = '', hurtName = '' } = report
    ensure(happenedAt <= ctx.now, 'accident.in_the_future')
    const mine = await samePerson(ctx, me)
    const area = await placeOf(ctx, report, mine)
    const told: Told = { what, injury, done, witness, hurtName }
    const row = { id: newId(), number: await nextNumber(ctx, 'accident'), areaPath: area.path }
    await insertAccident(ctx, {
      ...row,
      areaId: area.id,
      visitId: report.visitId ?? null,
      happenedAt,
      place,
      hurt,
      toldSealed: ctx.kit.vault.seal(ctx.tenantId, toldField, JSON.stringify(told)),
      insured: await hasCover(ctx, mine, dayOf(happenedAt, await zoneOf(ctx))),
      nextOn: addDays(await todayOf(ctx), firstLookDays),
      reporterPersonId: me,
    })
    await recordAudit(ctx, {
      act: 'accident.reported',
      subjectKind: 'accident',
      subjectId: row.id,
      areaPath: area.path,
    })
    await tellStaff(ctx, row, 'accident.reported')
    return oneAccident(ctx, row.id)
  })

const oneAccident = async (ctx: Context, id: string): Promise<Accident> =>
  whole(ctx, found((await accidentList(ctx, { id, limit: 1 }))[0]))

export const listAccidents = async (
  ctx: Context,
  { mine = false, areaId, limit, cursor }: Input<typeof contract.listAccidents>['query'],
): Promise<Output<typeof contract.listAccidents>> => {
  ensure(mine || holds(ctx.actor, 'protection.manage'), 'auth.forbidden')
  const whose = mine
    ? { reporterIds: await samePerson(ctx, meOf(ctx)) }
    : { paths: await underPaths(ctx, 'protection.manage', areaId) }
  const size = pageSize(limit)
  const after = readCursor(cursor, ['text', 'text'])
  return pageOf(await accidentList(ctx, { ...whose, after, limit: size + 1 }), size, ({ sortOn, id }) => [sortOn, id])
}

/** For who reported it, and for staff of the place: their look at it is on record. */
const lookAt = async (ctx: Context, id: string): Promise<Accident> => {
  const line = found((await accidentList(ctx, { id, limit: 1 }))[0])
  const own = (await samePerson(ctx, meOf(ctx))).includes(line.reporterPersonId)
  ensure(own || reaches(ctx.actor, 'protection.manage', line.areaPath), 'not_found')
  const { areaPath } = line
  if (!own) await recordAudit(ctx, { act: 'accident.read', subjectKind: 'accident', subjectId: id, areaPath })
  return whole(ctx, line)
}

export const getAccident = (ctx: Context, id: string): Promise<Accident> => inTransaction(ctx, (ctx) => lookAt(ctx, id))

export const followAccident = (
  ctx: Context,
  id: string,
  { words, nextOn, close = false, version }: Input<typeof contract.followAccident>['body'],
): Promise<Accident> =>
  inTransaction(ctx, async (ctx) => {
    const line = found(await lockAccident(ctx, id))
    ensure(reaches(ctx.actor, 'protection.manage', line.areaPath), 'not_found')
    ensure(line.state === 'open', 'accident.closed')
    ensure(line.version === version, 'row.stale')
    const today = await todayOf(ctx)
    ensure(close || (nextOn !== undefined && nextOn > today), 'accident.next_day')
    const wordsSealed = ctx.kit.vault.seal(ctx.tenantId, stepField, words)
    await insertStep(ctx, { id: newId(), accidentId: id, personId: meOf(ctx), wordsSealed })
    const set = close ? { state: 'closed' as const, nextOn: null, closedAt: ctx.now } : { nextOn: nextOn ?? null }
    await updateAccident(ctx, id, { ...set, version: version + 1 })
    const { areaPath } = line
    const act = close ? 'accident.closed' : 'accident.followed'
    await recordAudit(ctx, { act, subjectKind: 'accident', subjectId: id, areaPath })
    return oneAccident(ctx, id)
  })

export const printAccident = (ctx: Context, id: string): Promise<FileAnswer> =>
  inTransaction(ctx, async (ctx) => {
    const accident = await lookAt(ctx, id)
    const zone = await zoneOf(ctx)
    const at = (moment: Date) => `${dayOf(moment, zone)} ${timeOf(moment, zone)}`
    const { demo } = await ctx.kit.tenants.of(ctx.tenantId)
    const bytes = await printPdf(ctx, new URL('./accident.typ', import.meta.url), {
      labels: labels(ctx.locale),
      english: ctx.locale === 'en',
      demo,
      printedOn: dayOf(ctx.now, zone),
      ...accident,
      happenedAt: at(accident.happenedAt),
      reportedAt: at(accident.reportedAt),
      closedAt: accident.closedAt ? at(accident.closedAt) : '',
      nextOn: accident.nextOn ?? '',
      steps: accident.steps.map((step) => ({ ...step, at: at(step.at) })),
    })
    return { contentType: 'application/pdf', bytes, fileName: `accident-${accident.number}.pdf`, inline: true }
  })

/** Each morning staff hear of accidents that somebody should look after today, until they are closed. */
export const remindOfAccidents = async (ctx: Context): Promise<void> => {
  const today = await todayOf(ctx)
  for (const one of await accidentsDue(ctx, today, startOfDay(today, await zoneOf(ctx))))
    await tellStaff(ctx, one, 'accident.due')
}
