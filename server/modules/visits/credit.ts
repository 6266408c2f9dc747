// Credit for a sealed sheet, in the transaction that seals it: minutes of the time bank, or points; never both, never for paid help.
import { type Context } from '../../kit/context.ts'
import { Refusal } from '../../kit/errors.ts'
import { addDays, dayOf, startOfDay } from '../../kit/time.ts'
import { serviceOf } from '../catalog/service.ts'
import {
  balancesOf,
  earnedBetween,
  holdFor,
  issue,
  minutesFor,
  pointsFor,
  releaseHold,
  reverseCause,
  settleHold,
} from '../ledger/service.ts'
import { offeredBy } from '../partners/service.ts'
import { notify } from '../notices/service.ts'
import { policyNow } from '../policies/service.ts'
import type { RequestRecord } from '../requests/service.ts'
import { countJob } from '../volunteers/service.ts'
import { creditFacts } from './helper-queries.ts'
import { type VisitRow } from './queries.ts'
import { creditKind, type SheetHelper } from './rules.ts'
import { openHolds, payerOf } from './sheet-queries.ts'

type Sealed = { readonly visit: VisitRow; readonly request: RequestRecord; readonly sheetId: string }
type Held = { readonly causeKind: string; readonly causeId: string }
type Paid = { readonly points: number; readonly minutes: number }
const nothing: Paid = { points: 0, minutes: 0 }

const payPoints = async (ctx: Context, { request, sheetId }: Sealed, helper: SheetHelper): Promise<Paid> => {
  const [{ version, body: policy }, service, { timeZone }] = await Promise.all([
    policyNow(ctx, 'credit'),
    serviceOf(ctx, request.serviceId),
    ctx.kit.tenants.of(ctx.tenantId),
  ])
  const today = dayOf(ctx.now, timeZone)
  const earnedToday = await earnedBetween(ctx, {
    unit: 'points',
    personId: helper.personId,
    from: startOfDay(today, timeZone),
    to: startOfDay(addDays(today, 1), timeZone),
  })
  const amount = pointsFor(policy, {
    minutes: helper.minutes,
    effort: service.effort,
    startedAt: helper.checkedInAt,
    timeZone,
    earnedToday,
  })
  await issue(ctx, {
    unit: 'points',
    toPersonId: helper.personId,
    amount,
    causeKind: 'sheet',
    causeId: sheetId,
    leg: helper.personId,
    reason: service.zh,
    policyVersion: version,
  })
  return { points: amount, minutes: 0 }
}

/** Out of what was set aside for this helper when the request was made. */
const payMinutes = async (
  ctx: Context,
  { request, sheetId }: Sealed,
  helper: SheetHelper,
  causeKind: string,
  causeId: string,
): Promise<Paid> => {
  const [{ body: policy }, service, { minutes: balance }] = await Promise.all([
    policyNow(ctx, 'credit'),
    serviceOf(ctx, request.serviceId),
    balancesOf(ctx, helper.personId),
  ])
  const amount = minutesFor(policy, { minutes: helper.minutes, balance })
  const { paid } = await settleHold(ctx, {
    causeKind,
    causeId,
    amount,
    toPersonId: helper.personId,
    reason: service.zh,
    paidAs: { causeKind: 'sheet', causeId: sheetId, leg: helper.personId },
  })
  return { points: 0, minutes: paid }
}

/** What the organisation that came takes in points, at most what was set aside. */
const payShop = async (
  ctx: Context,
  { request, sheetId }: Sealed,
  organisationId: string,
  hold: Held,
): Promise<void> => {
  const [service, offered] = await Promise.all([
    serviceOf(ctx, request.serviceId),
    offeredBy(ctx, organisationId, request.serviceId),
  ])
  await settleHold(ctx, {
    ...hold,
    amount: offered?.pricePoints ?? 0,
    toOrganisationId: organisationId,
    reason: service.zh,
    paidAs: { causeKind: 'sheet', causeId: sheetId, leg: organisationId },
  })
}

const kindFor = async (ctx: Context, { visit, request }: Sealed, helper: SheetHelper, feeCents: number) => {
  const { credit } = await serviceOf(ctx, request.serviceId)
  const { ownHousehold, onDuty } = await creditFacts(
    ctx,
    helper,
    visit.householdId,
    helper.checkedInAt,
    helper.finishedAt,
  )
  return creditKind({ credit, volunteer: helper.volunteerId !== null, feeCents, ownHousehold, onDuty })
}

/** Pays each helper, counts the job, and frees what nobody earned. */
export const creditHelpers = async (
  ctx: Context,
  visit: VisitRow,
  request: RequestRecord | null,
  sheetId: string,
  helpers: readonly SheetHelper[],
): Promise<void> => {
  if (!request) return
  const sealed = { visit, request, sheetId }
  const holds = await openHolds(ctx, request.id)
  for (const helper of helpers) {
    const kind = await kindFor(ctx, sealed, helper, visit.feeCents)
    if (request.settlement === 'points' && helper.organisationId && holds[0])
      await payShop(ctx, sealed, helper.organisationId, { causeKind: holds.shift() ?? '', causeId: request.id })
    const hold = kind === 'minutes' ? holds.shift() : undefined
    const paid =
      kind === 'points'
        ? await payPoints(ctx, sealed, helper)
        : hold
          ? await payMinutes(ctx, sealed, helper, hold, request.id)
          : nothing
    if (helper.volunteerId) await countJob(ctx, helper.volunteerId)
    await tellCredit(ctx, sealed, helper, paid)
  }
  for (const causeKind of holds) await releaseHold(ctx, causeKind, request.id)
}

const tellCredit = async (ctx: Context, { request, visit }: Sealed, helper: SheetHelper, paid: Paid) => {
  if (paid.points === 0 && paid.minutes === 0) return
  const { zh, en } = await serviceOf(ctx, request.serviceId)
  await notify(ctx, {
    personIds: [helper.personId],
    kind: 'credit.received',
    subjectKind: 'visit',
    subjectId: visit.id,
    params: { service: { zh, en }, ...paid },
  })
}

/** A corrected sheet: what the old one moved is taken back, and the new one pays anew, as far as the payer's minutes reach. */
export const creditAgain = async (
  ctx: Context,
  visit: VisitRow,
  request: RequestRecord | null,
  oldSheetId: string,
  sheetId: string,
  helpers: readonly SheetHelper[],
  before: readonly SheetHelper[],
): Promise<void> => {
  if (!request) return
  await reverseCause(ctx, 'sheet', oldSheetId, 'amended')
  const sealed = { visit, request, sheetId }
  const payer = await payerOf(ctx, request.id)
  for (const helper of helpers) {
    const kind = await kindFor(ctx, sealed, helper, visit.feeCents)
    if (kind === 'points') await payPoints(ctx, sealed, helper)
    if (payer && request.settlement === 'points' && helper.organisationId) {
      const hold = { causeKind: `amend.${helper.personId}`, causeId: sheetId }
      if (await setAside(ctx, 'points', payer, request.pricePoints ?? 0, hold))
        await payShop(ctx, sealed, helper.organisationId, hold)
    }
    if (kind !== 'minutes' || !payer) continue
    const old = before.find((one) => one.personId === helper.personId)?.minutes ?? 0
    const causeKind = `amend.${helper.personId}`
    for (const amount of [helper.minutes, Math.min(old, helper.minutes)])
      if (await setAside(ctx, 'minutes', payer, amount, { causeKind, causeId: sheetId })) break
    await payMinutes(ctx, sealed, helper, causeKind, sheetId)
  }
}

const setAside = async (
  ctx: Context,
  unit: 'minutes' | 'points',
  payer: { kind: 'person' | 'pool'; ownerId: string | null },
  amount: number,
  cause: Held,
): Promise<boolean> => {
  try {
    await holdFor(ctx, { unit, ...payer, amount, ...cause })
    return true
  } catch (error) {
    // Coverage is looked at before anything is written: the transaction goes on.
    if (error instanceof Refusal && error.code === 'ledger.not_enough') return false
    throw error
  }
}
