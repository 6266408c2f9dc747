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
import { sightOf, stepUp } from './at-visit.ts'
import { creditAgain } from './credit.ts'
import { ensureMoney } from './finish-visit.ts'
import { insertSheet, type SheetRow, sheetsOf, updateHelper, updateVisit } from './queries.ts'
import { canonical, hashOf, type SheetHelper } from './rules.ts'
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

export const amendSheet = (ctx: Context, visitId: string, body: Body<typeof contract.amendSheet>): Promise<Visit> =>
  inTransaction(ctx, async (ctx) => {
    const { visit, request, helpers } = await stepUp(ctx, visitId, 'amend')
    const old = found((await sheetsOf(ctx, visitId))[0], 'visit.not_sealed')
    const content = corrected(old, body, ctx.now)
    const before = helpersIn(contentOf(old))
    const after = helpersIn(content)
    await ensureMoney(
      ctx,
      request,
      after.some((one) => one.organisationId !== null),
      content.feeCents,
      content.parts,
    )
    const sheetId = newId()
    const sealedBy = ctx.actor.kind === 'person' ? ctx.actor.personId : found(after[0]).personId
    await insertSheet(ctx, {
      id: sheetId,
      visitId,
      number: old.number,
      version: old.version + 1,
      replaces: old.id,
      content: JSON.stringify(content),
      hash: hashOf(content),
      reason: body.reason,
      sealedAt: ctx.now,
      sealedBy,
    })
    for (const one of helpers) {
      const corrected = after.find((helper) => helper.personId === one.personId)
      if (one.state === 'signed' && corrected && corrected.minutes !== one.minutes)
        await updateHelper(ctx, one.id, { minutes: corrected.minutes })
    }
    const change = { work: content.work, parts: JSON.stringify(content.parts), feeCents: content.feeCents }
    await updateVisit(ctx, visitId, change)
    await creditAgain(ctx, { ...visit, ...change }, request, old.id, sheetId, after, before)
    await recordAudit(ctx, {
      act: 'sheet.amended',
      subjectKind: 'sheet',
      subjectId: sheetId,
      areaPath: visit.areaPath,
      detail: { replaces: old.id, reason: body.reason },
    })
    if (request)
      await noteProgress(ctx, request, {
        act: 'sheet_amended',
        why: body.reason,
        detail: { sheetId, replaces: old.id, version: old.version + 1 },
      })
    await announce(ctx, 'visit.amended', {
      visitId,
      sheetId,
      areaPath: visit.areaPath,
      personIds: after.map((one) => one.personId),
    })
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
