// A batch is published: one person wins, each place becomes a visit of its own, and what was taken or broken meanwhile is left
// out and said. A crash in between is made good by the job.
import type { Context } from '../../kit/context.ts'
import { inTransaction } from '../../kit/context.ts'
import { ensure, found, Refusal } from '../../kit/errors.ts'
import { enqueue, job } from '../../kit/jobs.ts'
import { recordAudit } from '../../kit/audit.ts'
import { notify } from '../notices/service.ts'
import { lockRequest } from '../requests/service.ts'
import { beginDispatch } from './ask-wave.ts'
import { batchById, helpersShown, itemsOf, lockBatch, toldOfWeek, updateBatch, updateItem } from './batch-queries.ts'
import type { ItemRow } from './batch-queries.ts'
import { batchFor, reasonsAgainst } from './edit-batch.ts'
import { offerTo } from './make-offers.ts'
import { offersOf } from './queries.ts'
import { winSlot } from './take-job.ts'

/** Goes through the places of a published batch that are not dealt with yet. */
export const carryOut = job<{ batchId: string }>('dispatch.carry_out_batch')

/** The first to publish wins; whoever looked at an older state is told so. */
export const publishBatch = async (ctx: Context, batchId: string, version: number): Promise<void> => {
  await inTransaction(ctx, async (inner) => {
    const batch = batchFor(inner, await lockBatch(inner, batchId))
    ensure(batch.state === 'proposed', 'batch.over')
    ensure(batch.version === version, 'row.stale')
    ensure(inner.actor.kind === 'person', 'auth.required')
    await updateBatch(inner, batchId, { state: 'published', publishedAt: inner.now, publishedBy: inner.actor.personId })
    const about = { subjectKind: 'batch', subjectId: batchId, areaPath: batch.areaPath }
    await recordAudit(inner, { act: 'batch.published', ...about, detail: { version } })
    await enqueue(inner, carryOut, { batchId })
  })
  await carryOutBatch(ctx, batchId)
}

export const carryOutBatch = async (ctx: Context, batchId: string): Promise<void> => {
  const batch = found(await batchById(ctx, batchId))
  if (batch.state !== 'published') return
  const before = await itemsOf(ctx, batchId)
  const open = before.filter((item) => item.state === 'proposed' && item.volunteerId !== null)
  for (const item of open) await carryOutItem(ctx, batchId, item)
  await tellHelpers(ctx, batchId)
}

type Ended = { readonly state: 'published' | 'gone' | 'refused'; readonly reasons?: object }

const carryOutItem = async (ctx: Context, batchId: string, item: ItemRow) => {
  const end = (inner: Context, { state, reasons = [] }: Ended) =>
    updateItem(inner, batchId, item, { state, reasons: JSON.stringify(reasons) })
  try {
    await inTransaction(ctx, async (inner) => {
      await lockBatch(inner, batchId)
      const now = (await itemsOf(inner, batchId)).find(
        (one) => one.requestId === item.requestId && one.place === item.place,
      )
      if (now?.state === 'proposed') await end(inner, await assignItem(inner, item))
    })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    await end(ctx, { state: 'gone', reasons: [{ reason: error.code, number: null, code: null }] })
  }
}

const assignItem = async (ctx: Context, item: ItemRow): Promise<Ended> => {
  const volunteerId = found(item.volunteerId)
  const request = await lockRequest(ctx, item.requestId)
  if (!['reported', 'reopened', 'dispatching'].includes(request.state) || request.needsLook) return { state: 'gone' }
  const { field, fits, reasons } = await reasonsAgainst(ctx, item, volunteerId)
  if (!fits) return { state: 'refused', reasons }
  const started = await beginDispatch(ctx, request, 'assign')
  await offerTo(
    ctx,
    { ...field, request: started },
    { ids: [volunteerId], madeBy: 'batch', replyMinutes: null, silent: true },
  )
  const offers = await offersOf(ctx, request.id)
  const offer = found(offers.findLast((one) => one.volunteerId === volunteerId))
  await winSlot(ctx, await lockRequest(ctx, request.id), offers, offer, found(offer.personId), item.startAt)
  return { state: 'published' }
}

/** Each helper hears once of the whole week, from whoever deals with the last place, also when the first died before it told them. */
const tellHelpers = (ctx: Context, batchId: string): Promise<void> =>
  inTransaction(ctx, async (inner) => {
    await lockBatch(inner, batchId)
    const all = await itemsOf(inner, batchId)
    if (all.some((item) => item.state === 'proposed' && item.volunteerId !== null)) return
    const items = all.filter((item) => item.state === 'published')
    const told = await toldOfWeek(inner, batchId)
    const ids = [...new Set(items.flatMap((item) => item.volunteerId ?? []))]
    for (const { volunteerId, personId } of await helpersShown(inner, ids)) {
      if (told.has(personId)) continue
      const mine = items.filter((item) => item.volunteerId === volunteerId)
      await notify(inner, {
        personIds: [personId],
        kind: 'week.published',
        subjectKind: 'batch',
        subjectId: batchId,
        params: { jobs: mine.length, from: mine[0]!.startAt },
      })
    }
  })
