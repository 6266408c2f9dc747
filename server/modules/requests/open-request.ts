// A request is made: who it is for, where, how urgent, how it is settled, when it is due. One transaction, one answer.
import type { Request } from '@linbang/contract/requests'
import { type Context, inTransaction, momentOf } from '../../kit/context.ts'
import { ensure, Refusal, refusedAs } from '../../kit/errors.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { nextNumber } from '../../kit/numbers.ts'
import { staffAt } from '../accounts/service.ts'
import { dangerIn, serviceByCode } from '../catalog/service.ts'
import { useFiles } from '../files/service.ts'
import { notify } from '../notices/service.ts'
import { liftNumbers, searchTokens } from '../people/service.ts'
import { calendarOf, dueAfter, policyNow } from '../policies/service.ts'
import { timelineRow } from './change-state.ts'
import { type Ends, firstDues, nextOf } from './dues.ts'
import { type Known, type Made, presentNew } from './present-new.ts'
import { insertRequest, type Reported, type RequestRecord } from './queries.ts'
import { needsLook, openAtOnce, urgencyOf, windowFault } from './rules.ts'
import { placeHolds, settlementFor } from './settle.ts'
import { holdVoucher } from './voucher-queries.ts'
import { callerOf, ensureSamePerson, whoAndWhere, type Wish } from './who-asks.ts'

const ensureWindow = (ctx: Context, { window, series }: Wish) => {
  const fault = window && !series ? windowFault(window, ctx.now) : null
  if (fault) throw new Refusal(fault)
}

const filesIn = ({ photoIds = [], voiceFileId }: Wish): Reported['files'] => [
  ...photoIds.map((fileId) => ({ fileId, kind: 'photo' as const })),
  ...(voiceFileId ? [{ fileId: voiceFileId, kind: 'voice' as const }] : []),
]

/** Looks at everything a request depends on and writes nothing. */
const make = async (ctx: Context, wish: Wish): Promise<Made> => {
  const service = await serviceByCode(ctx, wish.serviceCode)
  const { asker, place } = await whoAndWhere(ctx, wish)
  const caller = callerOf(ctx, wish, asker, place)
  ensureWindow(ctx, wish)
  const { text, phones } = liftNumbers(wish.description ?? '')
  const said = wish.urgency ?? service.defaultUrgency
  const urgency = said === 'life' ? said : urgencyOf(said, dangerIn(text))
  const unlimited = caller.byStaff || wish.series !== undefined || urgency === 'life'
  ensure(unlimited || asker.open < openAtOnce, 'request.too_many_open')
  await ensureSamePerson(ctx, wish, asker, caller)
  const files = filesIn(wish)
  if (files.length > 0)
    await useFiles(
      ctx,
      files.map(({ fileId }) => fileId),
    )
  const familyId = caller.byStaff || caller.personId === asker.id ? null : caller.personId
  ensure(wish.settlement !== 'voucher' || wish.series === undefined, 'settlement.not_offered')
  const { settlement: wished, providerId, voucherId } = wish
  const money = { minutes: service.minutes * service.helpers, wished, providerId, voucherId }
  const settled = await settlementFor(ctx, { service, person: asker, familyId, urgency, ...money })
  const all = { service, asker, place, caller, settled, text, urgency }
  const { request, dues } = await recordOf(ctx, wish, all)
  const words = [request.number, service.zh, service.en, text, asker.name, asker.callName, place.areaName]
  const event = timelineRow(ctx, request, 'report', [null, 'reported'], {
    channel: caller.channel,
    onBehalfOf: caller.personId === asker.id ? null : asker.id,
    // A number written into the text is kept sealed: it may be the only way to ring them.
    detail: phones[0] ? { contactSealed: ctx.kit.vault.seal(ctx.tenantId, 'request.contact', phones[0]) } : {},
  })
  return { ...all, request, reported: { request, dues, files, event, tokens: searchTokens(words.join(' ')) } }
}

const clockFor = async (ctx: Context, urgency: RequestRecord['urgency'], windowTo: Date | null) => {
  const [{ version, body: policy }, calendar, { timeZone }] = await Promise.all([
    policyNow(ctx, 'requests'),
    calendarOf(ctx),
    ctx.kit.tenants.of(ctx.tenantId),
  ])
  const ends: Ends = (from, span) => dueAfter(calendar, timeZone, from, span)
  return { version, clock: { policy, urgency, windowTo, ends } }
}

const untouched = {
  duplicateOf: null,
  reason: null,
  level: 'building',
  dispatchPolicy: null,
  dispatchedAt: null,
  acceptedAt: null,
  contactedAt: null,
  doneAt: null,
  confirmedAt: null,
  closedAt: null,
  solved: null,
  confirmedHow: null,
  pausedUntil: null,
  escalatedTo: null,
  version: 1,
} as const

/** What the wish itself says of time and people. */
const wished = ({ window, series, providerId, samePersonId, voiceFileId }: Wish) => ({
  windowFrom: window?.from ?? null,
  windowTo: window?.to ?? null,
  seriesId: series?.id ?? null,
  occurrenceOn: series?.day ?? null,
  providerId: providerId ?? null,
  samePersonId: samePersonId ?? null,
  draftVoiceFileId: voiceFileId ?? null,
})

/** Who asks for whom, where, what it is and who pays. */
const known = ({ service, asker, place, caller, settled, text, urgency }: Known) => ({
  serviceId: service.id,
  kind: service.kind,
  minutes: service.minutes,
  helpers: service.helpers,
  urgency,
  description: text,
  personId: asker.id,
  enteredBy: caller.personId,
  channel: caller.channel,
  householdId: place.householdId,
  areaId: place.areaId,
  areaPath: place.areaPath,
  settlement: settled.settlement,
  priceCents: settled.priceCents,
  pricePoints: settled.pricePoints,
  voucherId: settled.voucherId,
  freeBecause: settled.freeBecause,
})

/** Staff who take a stranger's call have looked; whoever of staff writes it down is responsible first. */
const careOf = (ctx: Context, { asker, caller, urgency }: Known) => {
  const looked = caller.byStaff && !asker.confirmed
  return {
    needsLook: needsLook(asker, urgency, caller.byStaff),
    lookedAt: looked ? ctx.now : null,
    lookedBy: looked ? caller.personId : null,
    ownerPersonId: caller.byStaff && caller.role !== 'building_leader' ? caller.personId : null,
  }
}

const recordOf = async (ctx: Context, wish: Wish, all: Known) => {
  const { byStaff } = all.caller
  const { version, clock } = await clockFor(ctx, all.urgency, wish.window?.to ?? null)
  // Whoever took the call has answered, at the moment it came; everything else reaches us now.
  const reportedAt = byStaff ? momentOf(ctx) : ctx.now
  const dues = firstDues(clock, reportedAt).map((due) =>
    byStaff && due.step === 'answer' ? { ...due, metAt: reportedAt } : due,
  )
  const next = nextOf(dues)
  const request: RequestRecord = {
    ...untouched,
    ...wished(wish),
    ...known(all),
    ...careOf(ctx, all),
    tenantId: ctx.tenantId,
    id: newId(),
    number: await nextNumber(ctx, 'request'),
    state: 'reported',
    policyVersion: version,
    reportedAt,
    firstAnsweredAt: byStaff ? reportedAt : null,
    nextDueAt: next.at,
    nextDueStep: next.step,
    createdAt: ctx.now,
  }
  return { request, dues }
}

const near = ['building_leader', 'grid_worker', 'grid_lead', 'operator', 'community_worker'] as const

/** Staff look at a stranger's first request; a person for whom staff asked is told that it is registered. */
const tell = async (ctx: Context, { request, service, place, caller, asker }: Made) => {
  const about = { subjectKind: 'request', subjectId: request.id }
  const words = { service: { zh: service.zh, en: service.en }, number: request.number }
  if (request.needsLook) {
    const staff = await staffAt(ctx, request.areaPath, near)
    const told = [...staff.filter((one) => one.onDuty), ...staff.slice(0, 2)].map((one) => one.personId)
    const params = { ...words, area: place.areaName }
    await notify(ctx, { ...about, personIds: [...new Set(told)], kind: 'request.needs_look', params })
  }
  if (caller.byStaff) await notify(ctx, { ...about, personIds: [asker.id], kind: 'request.received', params: words })
}

type Writing = { readonly first: boolean; readonly quiet: boolean }

/** Writes it, sets minutes aside, tells whom it concerns. */
const write = async (ctx: Context, made: Made, { first, quiet }: Writing) => {
  const { request, asker, caller, settled } = made
  const { voucherId } = settled
  if (voucherId) ensure(await holdVoucher(ctx, voucherId), 'reward.used')
  // nobody waits for the answer of a first statement, and here a refusal may be in it
  const written = insertRequest(ctx, made.reported, first && voucherId === null)
  await refusedAs(written, { request_by_voucher: 'reward.in_request' })
  if (settled.payer) await placeHolds(ctx, request, settled.payer)
  if (!quiet) await tell(ctx, made)
  const personIds = [asker.id, caller.personId, ...asker.family]
  await announce(ctx, 'request.reported', { requestId: request.id, areaPath: request.areaPath, personIds })
}

/** Reads before the transaction begins, so that it is short and travels whole; inside of another it joins that one. */
const open = async <R>(ctx: Context, wish: Wish, answer: (ctx: Context, made: Made) => Promise<R>): Promise<R> => {
  const made = await make(ctx, wish)
  const writing = { first: ctx.afterwards === undefined, quiet: wish.series?.first === false }
  return inTransaction(ctx, async (ctx) => {
    await write(ctx, made, writing)
    return answer(ctx, made)
  })
}

/** Makes one request and answers its row. */
export const report = (ctx: Context, wish: Wish): Promise<RequestRecord> =>
  open(ctx, wish, async (_, made) => made.request)

/** Makes one request and answers it as the caller sees it. */
export const openRequest = (ctx: Context, wish: Wish): Promise<Request> => open(ctx, wish, presentNew)
