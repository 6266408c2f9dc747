// The work is done, the sheet is signed and sealed, and whoever helped for nothing is credited: one transaction each, nothing halfway.
import type { Endpoint, Input, Output } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/visits'
import type { Part, Visit } from '@linbang/contract/visits'
import type * as z from 'zod/mini'
import { type Context, inTransaction, momentOf } from '../../kit/context.ts'
import { ensure, found, Refusal } from '../../kit/errors.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { serviceOf } from '../catalog/service.ts'
import { useFiles } from '../files/service.ts'
import { notify } from '../notices/service.ts'
import { askersOf, changeState, isFree, noteProgress, type RequestRecord, serviceWords } from '../requests/service.ts'
import { type AtVisit, stepUp } from './at-visit.ts'
import { creditHelpers } from './credit.ts'
import { type HelperRow, helpersOf, updateHelper } from './helper-queries.ts'
import { addFiles, photosOf, updateVisit, type VisitRow } from './queries.ts'
import { isGone, isScribble, minutesOf, moneyFault, sealedSheet, type SheetHelper, stateOf } from './rules.ts'
import { insertSheet, insertSignature, sealedBefore, sheetsOf } from './sheet-queries.ts'
import { presentVisit } from './show-visit.ts'

type Body<E extends Endpoint> = Input<E> extends { body: infer B } ? B : never
type Parts = z.output<typeof Part>[]

const announceVisit = (ctx: Context, { visit, request, helpers }: AtVisit) =>
  announce(ctx, 'visit.changed', {
    visitId: visit.id,
    areaPath: visit.areaPath,
    personIds: [...(request ? [request.personId, request.enteredBy] : []), ...helpers.map((one) => one.personId)],
  })

/** Money only from an organisation, and never from somebody whose status makes it free. */
export const ensureMoney = async (
  ctx: Context,
  request: RequestRecord | null,
  organisation: boolean,
  feeCents: number,
  parts: Parts,
): Promise<void> => {
  const free = request ? await isFree(ctx, request) : true
  const inPoints = request?.settlement === 'points' || request?.settlement === 'voucher'
  const fault = moneyFault({ feeCents, parts, organisation, free, inPoints })
  if (fault) throw new Refusal(fault)
}

const joined = (before: string, now: string) => (before === '' || before === now ? now : `${before}\n${now}`)

/** What several people did at one visit stands on one sheet. */
const contentAfter = (visit: VisitRow, body: Body<typeof contract.finishVisit>) => ({
  work: joined(visit.work, body.work),
  ticks: JSON.stringify({ ...(JSON.parse(visit.ticks) as object), ...body.done }),
  parts: JSON.stringify([...(JSON.parse(visit.parts) as Parts), ...(body.parts ?? [])]),
  feeCents: visit.feeCents + (body.feeCents ?? 0),
})

export const finishVisit = (ctx: Context, visitId: string, body: Body<typeof contract.finishVisit>): Promise<Visit> =>
  inTransaction(ctx, async (ctx) => {
    const at = await stepUp(ctx, visitId, 'finish')
    const me = found(at.me)
    const checkedInAt = found(me.checkedInAt, 'visit.wrong_state')
    await ensureMoney(ctx, at.request, me.organisationId !== null, body.feeCents ?? 0, body.parts ?? [])
    if (body.photoIds?.length) await useFiles(ctx, body.photoIds)
    const moment = momentOf(ctx)
    const finishedAt = moment < checkedInAt ? checkedInAt : moment
    const breakMinutes = body.breakMinutes ?? 0
    await updateHelper(ctx, me.id, {
      state: 'finished',
      finishedAt,
      breakMinutes,
      minutes: minutesOf(checkedInAt, finishedAt, breakMinutes),
      finishPlace: body.place ? JSON.stringify(body.place) : null,
    })
    await addFiles(ctx, visitId, body.photoIds ?? [], 'photo')
    const helpers = await helpersOf(ctx, visitId)
    await updateVisit(ctx, visitId, {
      ...contentAfter(at.visit, body),
      state: stateOf(helpers.map((one) => one.state)),
    })
    if (at.request) await noteProgress(ctx, at.request, { act: 'finish', detail: { personId: me.personId } })
    await announceVisit(ctx, { ...at, helpers })
    return presentVisit(ctx, visitId)
  })

type Signature = Body<typeof contract.signVisit>['signature']

const keepSignature = async (ctx: Context, visitId: string, signature: Signature, takenBy: string) => {
  const row = { id: newId(), visitId, strokes: null, fileId: null, witness: null, takenBy, at: momentOf(ctx) }
  if ('strokes' in signature) {
    ensure(isScribble(signature.strokes), 'visit.signature_empty')
    await insertSignature(ctx, { ...row, kind: 'strokes', strokes: JSON.stringify(signature.strokes) })
    return { kind: 'strokes' as const, strokes: signature.strokes, at: row.at }
  }
  if ('photoId' in signature) {
    await useFiles(ctx, [signature.photoId])
    await addFiles(ctx, visitId, [signature.photoId], 'paper_sheet')
    await insertSignature(ctx, { ...row, kind: 'photo', fileId: signature.photoId })
    return { kind: 'photo' as const, fileId: signature.photoId, at: row.at }
  }
  await insertSignature(ctx, { ...row, kind: 'witness', witness: signature.witness })
  return { kind: 'witness' as const, witness: signature.witness, at: row.at }
}

const sheetHelper = (one: HelperRow): SheetHelper => ({
  personId: one.personId,
  volunteerId: one.volunteerId,
  organisationId: one.organisationId,
  checkedInAt: found(one.checkedInAt),
  finishedAt: found(one.finishedAt),
  breakMinutes: one.breakMinutes,
  minutes: one.minutes ?? 0,
  proof: one.checkInProof ?? 'none',
})

/** A request done over has a second sheet under a number of its own. */
const sheetNumber = async (ctx: Context, visit: VisitRow, request: RequestRecord | null): Promise<string> => {
  if (!request) return visit.id.slice(0, 8)
  const before = await sealedBefore(ctx, request.id)
  return before === 0 ? request.number : `${request.number}-${before + 1}`
}

type Signed = Parameters<typeof sealedSheet>[0]['signature']

/** Everything the sheet says, in one place. */
const factsOf = async (ctx: Context, { visit, request, helpers }: AtVisit, signature: Signed) => ({
  number: await sheetNumber(ctx, visit, request),
  version: 1,
  visitId: visit.id,
  requestId: visit.requestId,
  serviceCode: request ? (await serviceOf(ctx, request.serviceId)).code : null,
  areaId: visit.areaId,
  personId: visit.personId,
  meetingCode: visit.meetingCode,
  helpers: helpers.filter((one) => !isGone(one.state)).map(sheetHelper),
  work: visit.work,
  done: JSON.parse(visit.ticks) as Record<string, unknown>,
  parts: JSON.parse(visit.parts) as Parts,
  feeCents: visit.feeCents,
  photoIds: await photosOf(ctx, visit.id),
  signature,
  sealedAt: ctx.now,
})

const seal = async (ctx: Context, at: AtVisit, signature: Signed, sealedBy: string) => {
  const facts = await factsOf(ctx, at, signature)
  const { content, hash } = sealedSheet(facts)
  const sheet = { id: newId(), visitId: at.visit.id, number: facts.number, hash, sealedAt: ctx.now, sealedBy }
  await insertSheet(ctx, { ...sheet, version: 1, replaces: null, content: JSON.stringify(content), reason: null })
  return sheet
}

export const signVisit = (
  ctx: Context,
  visitId: string,
  { signature }: Body<typeof contract.signVisit>,
): Promise<Output<typeof contract.signVisit>> =>
  inTransaction(ctx, async (ctx) => {
    const at = await stepUp(ctx, visitId, 'sign')
    const me = found(at.me)
    ensure((await sheetsOf(ctx, visitId)).length === 0, 'visit.sealed')
    const kept = await keepSignature(ctx, visitId, signature, me.personId)
    const sheet = await seal(ctx, at, kept, me.personId)
    const present = at.helpers.filter((one) => !isGone(one.state))
    for (const one of present) await updateHelper(ctx, one.id, { state: 'signed' })
    await updateVisit(ctx, visitId, { state: 'signed', endedAt: momentOf(ctx) })
    await creditHelpers(ctx, at.visit, at.request, sheet.id, present.map(sheetHelper))
    if (at.request) await doneNow(ctx, at.request, sheet)
    await announceVisit(ctx, at)
    await announce(ctx, 'visit.sealed', {
      visitId,
      sheetId: sheet.id,
      areaPath: at.visit.areaPath,
      personIds: present.map((one) => one.personId),
    })
    return { hash: sheet.hash, number: sheet.number, version: 1, visit: await presentVisit(ctx, visitId) }
  })

const doneNow = async (ctx: Context, request: RequestRecord, sheet: { id: string; number: string; hash: string }) => {
  const done = await changeState(ctx, request, {
    act: 'seal',
    to: 'done',
    detail: { sheetId: sheet.id, number: sheet.number, hash: sheet.hash },
    onBehalfOf: null,
  })
  const callBackBy = done.nextDueStep === 'call_back' ? done.nextDueAt : null
  await notify(ctx, {
    personIds: askersOf(done),
    kind: 'request.please_confirm',
    subjectKind: 'request',
    subjectId: done.id,
    params: { service: await serviceWords(ctx, done), callBackBy },
  })
}
