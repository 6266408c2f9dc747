// What a volunteer can do and has papers for. A skill is one's own word; a certificate counts once staff have looked at it.
import type { Input, Output } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/volunteers'
import { recordAudit } from '../../kit/audit.ts'
import { type Context, inTransaction } from '../../kit/context.ts'
import { ensure, found, Refusal } from '../../kit/errors.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { addDays, startOfDay } from '../../kit/time.ts'
import { useFiles } from '../files/service.ts'
import { notify } from '../notices/service.ts'
import { samePerson, todayOf } from '../people/service.ts'
import {
  endHoldingRow,
  holdingById,
  type HoldingRow,
  holdingsOf,
  insertHoldings,
  markVerified,
  type NewHolding,
  runningOut,
} from './holding-queries.ts'
import { lockForReview, lockMine, placeOf, volunteerOfPerson } from './know-volunteer.ts'
import { updateVolunteer, type VolunteerRecord } from './queries.ts'
import { isExpired, daysToRemindOf } from './rules.ts'
import { presentAgain } from './show-volunteer.ts'
import { holdingName } from './text.ts'

type Volunteer = Output<typeof contract.getVolunteer>
type Mine = Input<typeof contract.addHolding>['body']
type Recorded = Input<typeof contract.recordHolding>['body']

export const skillOf = (personId: string, code: string, fromOn: string): NewHolding => ({
  id: newId(),
  personId,
  kind: 'skill',
  code,
  issuer: '',
  numberSealed: null,
  fileId: null,
  fromOn,
  toOn: null,
  verifiedBy: null,
  verifiedAt: null,
})

const rowFrom = async (ctx: Context, personId: string, given: Mine | Recorded): Promise<NewHolding> => {
  const today = await todayOf(ctx)
  const { kind, code, issuer = '', number, fromOn = today, toOn = null } = given
  ensure(!isExpired(toOn, today), 'holding.expired')
  if (toOn !== null && toOn < fromOn) {
    const message = ctx.locale === 'en' ? 'The end must be later than the start' : '结束要比开始晚'
    throw new Refusal('input.invalid', { issues: [{ path: 'toOn', message }] })
  }
  const numberSealed = number ? ctx.kit.vault.seal(ctx.tenantId, 'holding.number', number) : null
  return { ...skillOf(personId, code, fromOn), kind, issuer, numberSealed, toOn }
}

const touched = async (ctx: Context, { id }: VolunteerRecord): Promise<Volunteer> => {
  await updateVolunteer(ctx, id, {})
  return presentAgain(ctx, id)
}

/** Saying twice that one can do something is saying it once. */
const isKnownSkill = async (ctx: Context, personId: string, { kind, code }: Mine): Promise<boolean> =>
  kind === 'skill' &&
  (await holdingsOf(ctx, await samePerson(ctx, personId))).some((one) => one.kind === 'skill' && one.code === code)

export const addHolding = (ctx: Context, given: Mine): Promise<Volunteer> =>
  inTransaction(ctx, async (ctx) => {
    const mine = await lockMine(ctx)
    if (await isKnownSkill(ctx, mine.personId, given)) return presentAgain(ctx, mine.id)
    const { fileId = null } = given
    if (fileId !== null) await useFiles(ctx, [fileId])
    await insertHoldings(ctx, [{ ...(await rowFrom(ctx, mine.personId, given)), fileId }])
    return touched(ctx, mine)
  })

const holdingWith = async (ctx: Context, { personId }: VolunteerRecord, holdingId: string): Promise<HoldingRow> => {
  const holding = found(await holdingById(ctx, holdingId))
  ensure((await samePerson(ctx, personId)).includes(holding.personId), 'not_found')
  return holding
}

/** Courses and insurances are staff's entries; the volunteer takes back what is the volunteer's own. */
export const endHolding = (ctx: Context, holdingId: string): Promise<Volunteer> =>
  inTransaction(ctx, async (ctx) => {
    const mine = await lockMine(ctx)
    const holding = await holdingWith(ctx, mine, holdingId)
    ensure(holding.kind === 'skill' || holding.kind === 'certificate', 'not_found')
    await endHoldingRow(ctx, holding)
    return touched(ctx, mine)
  })

const audit = async (ctx: Context, act: string, volunteer: VolunteerRecord, detail: Record<string, unknown>) =>
  recordAudit(ctx, {
    act,
    subjectKind: 'volunteer',
    subjectId: volunteer.id,
    areaPath: await placeOf(ctx, volunteer),
    detail,
  })

const staffId = ({ actor }: Context): string | null => (actor.kind === 'person' ? actor.personId : null)

type Verdict = Input<typeof contract.verifyHolding>['body']

/** Not accepted, it ends: what nobody believes counts nowhere. */
export const verifyHolding = (
  ctx: Context,
  volunteerId: string,
  holdingId: string,
  { accepted, toOn, reason = '' }: Verdict,
): Promise<Volunteer> =>
  inTransaction(ctx, async (ctx) => {
    const volunteer = await lockForReview(ctx, volunteerId)
    const holding = await holdingWith(ctx, volunteer, holdingId)
    const { kind, code } = holding
    ensure(!accepted || !isExpired(toOn ?? null, await todayOf(ctx)), 'holding.expired')
    if (accepted) await markVerified(ctx, holdingId, { by: staffId(ctx), toOn })
    else await endHoldingRow(ctx, holding)
    await audit(ctx, accepted ? 'holding.verified' : 'holding.refused', volunteer, { kind, code, reason })
    return touched(ctx, volunteer)
  })

export const recordHolding = (ctx: Context, volunteerId: string, given: Recorded): Promise<Volunteer> =>
  inTransaction(ctx, async (ctx) => {
    const volunteer = await lockForReview(ctx, volunteerId)
    const row = await rowFrom(ctx, volunteer.personId, given)
    await insertHoldings(ctx, [{ ...row, verifiedBy: staffId(ctx), verifiedAt: ctx.now }])
    await audit(ctx, 'holding.recorded', volunteer, { kind: given.kind, code: given.code })
    return touched(ctx, volunteer)
  })

type Training = {
  readonly personId: string
  readonly code: string
  readonly issuer: string
  readonly fromOn: string
  readonly toOn: string | null
}

/** A course somebody has done, given by the training itself: nobody has to look at a paper. */
export const giveTraining = async (ctx: Context, { personId, code, ...given }: Training): Promise<void> => {
  const { fromOn } = given
  const row = { ...skillOf(personId, code, fromOn), ...given, kind: 'training' as const }
  await insertHoldings(ctx, [{ ...row, verifiedBy: staffId(ctx), verifiedAt: ctx.now }])
  const volunteer = await volunteerOfPerson(ctx, personId)
  if (volunteer) await announce(ctx, 'volunteer.changed', { volunteerId: volunteer.id, personIds: [personId] })
}

const firstReminderDays = 60

/** 60, 30 and 7 days before the last day, once each; a night that was missed is made up for by the next. */
export const remindOfHoldings = async (ctx: Context): Promise<void> => {
  const [today, { timeZone }] = await Promise.all([todayOf(ctx), ctx.kit.tenants.of(ctx.tenantId)])
  for (const { id, personId, code, toOn, remindedAt } of await runningOut(
    ctx,
    today,
    addDays(today, firstReminderDays),
  )) {
    const days = daysToRemindOf({ today, lastOn: toOn, remindedAt, timeZone })
    if (days === null) continue
    const params = { name: holdingName(code), days, on: startOfDay(toOn, timeZone) }
    await notify(ctx, { personIds: [personId], kind: 'holding.expires', params, subjectKind: 'holding', subjectId: id })
  }
}
