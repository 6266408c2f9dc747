// A sealed sheet is never changed: a correction is a new version that names the old, with who and why.
import type { Endpoint, Input, Output } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/visits'
import type { Part, Visit } from '@linbang/contract/visits'
import type * as z from 'zod/mini'
import { recordAudit } from '../../kit/audit.ts'
import { type Context, inTransaction } from '../../kit/context.ts'
import { ensure, found } from '../../kit/errors.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { noteProgress } from '../requests/service.ts'
import { type AtVisit, sightOf, stepUp } from './at-visit.ts'
import { creditAgain } from './credit.ts'
import { ensureMoney } from './finish-visit.ts'
import { updateHelper } from './helper-queries.ts'
import { updateVisit } from './queries.ts'
import { canonical, hashOf, type SheetHelper } from './rules.ts'
import { insertSheet, type SheetRow, sheetsOf } from './sheet-queries.ts'
import { presentVisit } from './show-visit.ts'

type Body<E extends Endpoint> = Input<E> extends { body: infer B } ? B : never
type Content = {
  work: string
  parts: z.output<typeof Part>[]
  feeCents: number
  helpers: (Omit<SheetHelper, 'checkedInAt' | 'finishedAt'> & { checkedInAt: string; finishedAt: string })[]
}

const contentOf = (sheet: SheetRow) => JSON.parse(sheet.content) as Content & Record<string, unknown>
const helpersIn = (content: Content): SheetHelper[] =>
  content.helpers.map((one) => ({
    ...one,
    checkedInAt: new Date(one.checkedInAt),
    finishedAt: new Date(one.finishedAt),
  }))

/** The old content with what was corrected. */
const corrected = (
  old: SheetRow,
  body: Body<typeof contract.amendSheet>,
  sealedAt: Date,
): Content & Record<string, unknown> => {
  const content = contentOf(old)
  const minutes = new Map(body.minutes?.map((one) => [one.personId, one.minutes]))
  ensure(
    [...minutes.keys()].every((id) => content.helpers.some((one) => one.personId === id)),
    'not_found',
  )
  return JSON.parse(
    canonical({
      ...content,
      version: old.version + 1,
      replaces: old.id,
      reason: body.reason,
      sealedAt,
      work: body.work ?? content.work,
      parts: body.parts ?? content.parts,
      feeCents: body.feeCents ?? content.feeCents,
      helpers: content.helpers.map((one) => ({ ...one, minutes: minutes.get(one.personId) ?? one.minutes })),
    }),
  ) as Content & Record<string, unknown>
}

/** The new version beside the old; both stay. */
const keepVersion = async (ctx: Context, old: SheetRow, content: Content, visitId: string, reason: string) => {
  const id = newId()
  const helper = found(content.helpers[0])
  await insertSheet(ctx, {
    id,
    visitId,
    number: old.number,
    version: old.version + 1,
    replaces: old.id,
    content: JSON.stringify(content),
    hash: hashOf(content),
    reason,
    sealedAt: ctx.now,
    sealedBy: ctx.actor.kind === 'person' ? ctx.actor.personId : helper.personId,
  })
  return id
}

/** The visit itself shows what the newest version says. */
const showOnVisit = async (ctx: Context, { visit, helpers }: AtVisit, content: Content) => {
  for (const one of helpers) {
    const minutes = content.helpers.find((helper) => helper.personId === one.personId)?.minutes
    if (one.state === 'signed' && minutes !== undefined && minutes !== one.minutes) {
      await updateHelper(ctx, one.id, { minutes })
    }
  }
  const change = { work: content.work, parts: JSON.stringify(content.parts), feeCents: content.feeCents }
  await updateVisit(ctx, visit.id, change)
  return { ...visit, ...change }
}

const tell = async (ctx: Context, { visit, request }: AtVisit, old: SheetRow, sheetId: string, reason: string) => {
  const detail = { sheetId, replaces: old.id, version: old.version + 1 }
  await recordAudit(ctx, {
    act: 'sheet.amended',
    subjectKind: 'sheet',
    subjectId: sheetId,
    areaPath: visit.areaPath,
    detail: { ...detail, reason },
  })
  if (request) await noteProgress(ctx, request, { act: 'sheet_amended', why: reason, detail })
}

export const amendSheet = (ctx: Context, visitId: string, body: Body<typeof contract.amendSheet>): Promise<Visit> =>
  inTransaction(ctx, async (ctx) => {
    const at = await stepUp(ctx, visitId, 'amend')
    const old = found((await sheetsOf(ctx, visitId))[0], 'visit.not_sealed')
    const content = corrected(old, body, ctx.now)
    const [before, after] = [helpersIn(contentOf(old)), helpersIn(content)]
    const byOrganisation = after.some((one) => one.organisationId !== null)
    await ensureMoney(ctx, at.request, byOrganisation, content.feeCents, content.parts)
    const sheetId = await keepVersion(ctx, old, content, visitId, body.reason)
    const visit = await showOnVisit(ctx, at, content)
    await creditAgain(ctx, visit, at.request, old.id, sheetId, after, before)
    await tell(ctx, at, old, sheetId, body.reason)
    const personIds = after.map((one) => one.personId)
    await announce(ctx, 'visit.amended', { visitId, sheetId, areaPath: visit.areaPath, personIds })
    return presentVisit(ctx, visitId)
  })

/** All versions, newest first, with their whole content: for who helps there, the person helped, and staff. */
export const getSheet = async (ctx: Context, visitId: string): Promise<Output<typeof contract.getSheet>> => {
  await sightOf(ctx, visitId)
  return {
    sheets: (await sheetsOf(ctx, visitId)).map(({ content, ...sheet }) => ({
      ...sheet,
      content: JSON.parse(content) as Record<string, unknown>,
    })),
  }
}
