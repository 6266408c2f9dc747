// A batch as the desk sees it: the work with its hour and its helper, what it costs, and what became of each place.
import type { Batch, BatchItem, BatchWhole } from '@linbang/contract/batches'
import { costOfEdges } from '@linbang/engine/batch-edit'
import type { Context } from '../../kit/context.ts'
import { reaches } from '../../kit/context.ts'
import { ensure, found } from '../../kit/errors.ts'
import { areaOf, communityOf } from '../areas/service.ts'
import { serviceOf } from '../catalog/service.ts'
import { requestById } from '../requests/service.ts'
import { batchById, batchesOf, helpersShown, itemsOf } from './batch-queries.ts'
import type { BatchRow, ItemRow } from './batch-queries.ts'
import { edgeBetween, edgesOf } from './batch-rules.ts'
import { batchFor, openedOf } from './edit-batch.ts'
import type { Opened } from './edit-batch.ts'
import { makeBatch } from './make-batch.ts'

const batchOf = (row: BatchRow, items: readonly ItemRow[], { problem, places }: Opened): Batch => ({
  id: row.id,
  areaId: row.areaId,
  areaName: row.areaName,
  state: row.state as Batch['state'],
  madeAt: row.madeAt,
  madeBy: row.madeByName,
  from: row.fromAt,
  to: row.toAt,
  publishedAt: row.publishedAt,
  publishedBy: row.publishedByName,
  cost: Math.round(costOfEdges(problem, edgesOf(problem, places))),
  bound: Math.round(row.bound),
  jobs: items.length,
  open: items.filter((item) => item.volunteerId === null).length,
  version: row.version,
})

const costOfItem = ({ problem, requestIds, volunteerIds }: Opened, item: ItemRow): number => {
  if (item.volunteerId === null) return problem.unassignedCost[requestIds.indexOf(item.requestId)] ?? 0
  const [edge] = edgeBetween(problem, requestIds.indexOf(item.requestId), volunteerIds.indexOf(item.volunteerId))
  return edge === undefined ? 0 : (problem.edgeCost[edge] ?? 0)
}

const itemOf = async (ctx: Context, opened: Opened, item: ItemRow): Promise<BatchItem> => {
  const request = found(await requestById(ctx, item.requestId))
  const [service, area] = await Promise.all([serviceOf(ctx, request.serviceId), areaOf(ctx, request.areaId)])
  return {
    requestId: item.requestId,
    place: item.place,
    number: request.number,
    serviceZh: service.zh,
    serviceEn: service.en,
    icon: service.icon,
    areaName: area.name,
    window: request.windowFrom && request.windowTo ? { from: request.windowFrom, to: request.windowTo } : null,
    minutes: request.minutes,
    startAt: item.startAt,
    volunteerId: item.volunteerId,
    cost: Math.round(costOfItem(opened, item)),
    byHand: item.byHand,
    state: item.state as BatchItem['state'],
    reasons: item.reasons as BatchItem['reasons'],
  }
}

export const showBatch = async (ctx: Context, batchId: string): Promise<BatchWhole> => {
  const row = batchFor(ctx, await batchById(ctx, batchId))
  const rows = await itemsOf(ctx, batchId)
  const opened = openedOf(row, rows)
  const items: BatchItem[] = []
  for (const item of rows) items.push(await itemOf(ctx, opened, item))
  const { problem, volunteerIds } = opened
  const load = new Map(volunteerIds.map((id, place) => [id, (problem.slotCost[problem.firstSlot[place]!] ?? 0) / 50]))
  const helpers = (await helpersShown(ctx, volunteerIds)).map(({ personId: _, ...one }) => ({
    ...one,
    jobsLast14Days: Math.round(load.get(one.volunteerId) ?? 0),
  }))
  return { batch: batchOf(row, rows, opened), items, helpers }
}

const communityFor = async (ctx: Context, areaId: string) => {
  const area = await areaOf(ctx, areaId)
  const community = await communityOf(ctx, area.path)
  ensure(reaches(ctx.actor, 'dispatch.run', community.path), 'not_found')
  return community
}

export const listBatches = async (ctx: Context, areaId: string): Promise<{ items: Batch[] }> => {
  const community = await communityFor(ctx, areaId)
  const items: Batch[] = []
  for (const row of await batchesOf(ctx, community.id)) {
    const rows = await itemsOf(ctx, row.id)
    items.push(batchOf(row, rows, openedOf(row, rows)))
  }
  return { items }
}

export const proposeBatch = async (ctx: Context, areaId: string): Promise<BatchWhole> => {
  const batchId = await makeBatch(ctx, await communityFor(ctx, areaId))
  ensure(batchId, 'batch.nothing')
  return showBatch(ctx, batchId)
}
